"""What the web routes are given: the policy, the keys of links, and functions that reach the rest of the system."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import msgspec

from chalicelib.core.complaint.facts import CustomerWrote, SurveyAnswered
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people.tokens import Keys, Token
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.web.page import Reader

if TYPE_CHECKING:
    from chalicelib.core.report.schedule import Period


class Register(msgspec.Struct, frozen=True):
    """What the register holds at a moment: the policy with who is away, the lines of all open cases, and those of what was received in a period."""

    policy: Policy
    open: Sequence[Row]
    received: "Callable[[Period], Sequence[Row]]"


class Written(Protocol):
    """What people write on pages, as it is taken in."""

    def keep(self, name: str, raw: bytes) -> None:
        """Store what was posted, under the id of what will come of it."""

    def begin(self, fact: CustomerWrote, until: datetime) -> None:
        """Take in a first message, which waits for its code until then."""

    def guess(self, token: Token, code: str, refused: int, at: datetime) -> None:
        """Take in a code typed by a token's bearer, who has been told of so many wrong ones."""

    def add(self, fact: CustomerWrote, complaint: str) -> None:
        """Take in further words on the complaint of that id."""

    def waiting(self, token: Token) -> Mapping[str, str]:
        """What is known of a first message: `address`, `wrong` codes, `full`, `done`, `complaint`, `number`."""
        ...


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The web's surroundings; pages decide nothing.

    load: the complaint of an id. handle: take in a fact on that complaint, which a worker then carries out. held: the words of the staff commands that wait
    for confirmation by a token's bearer, or were confirmed, "" if there are none. confirmed: whether they were carried out. concerns: what is confirmed in place of commands (the name of what is kept in sheets). release: have these carried out; False if there were none any more.
    part: a part of a raw mail by key and number. original: a link to a raw mail that is good for minutes, by key and name.
    register: the register's lines. end_reports: take in that a token's bearer wants no more reports that are only to be read.
    """

    policy: Policy
    keys: Keys
    address: str
    sms_number: str
    base_url: str
    load: Callable[[str], Complaint | None]
    handle: Callable[[SurveyAnswered, str, datetime], object]
    held: Callable[[Token], str]
    release: Callable[[Token, datetime], bool]
    written: Written
    confirmed: Callable[[Token], bool] = lambda _token: False
    concerns: Callable[[Token], str] = lambda _token: ""
    part: Callable[[str, int], bytes | None] = lambda _key, _number: None
    original: Callable[[str, str], str] = lambda _key, _name: ""
    register: Callable[[datetime], Register | None] = lambda _now: None
    end_reports: Callable[[Token, datetime], object] = lambda _token, _now: None


class Visit(msgspec.Struct, frozen=True):
    """Somebody with a good link, at a moment."""

    site: Site
    token: Token
    who: Reader
    now: datetime
