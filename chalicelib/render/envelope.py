"""What stands around a message: sender, reply address, links and headers. No value that came from outside brings a line break in."""

import base64
import hashlib
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.message_kind import MessageKind
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.expressions import expression
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.people import tokens
from chalicelib.core.words.marker import LOOP_HEADER, NO_MACHINE_ANSWERS
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.languages import FIRST, spoken
from chalicelib.render.sender_identity import SenderIdentity

REPLY_DAYS = 400  # a customer may come back within a year, and a little
STAFF_REPLY_DAYS = 60  # each mail to a colleague renews it, and the number in the subject outlives it
LINK_DAYS = 180
OVERVIEW_DAYS = 7  # each list and answer brings a new one
_MESSAGE_ID = expression(r"[!-;=?-~]{3,250}")
_LEADS_AWAY = expression(r"://|www\.|[\w-]+\.[a-z]{2,}(?![a-z])|[@＠]|\d{7}", re.IGNORECASE)
"""A link, an address or a number to call: whoever forges a customer's sender could have us carry it to them."""
_OPENS_NUMBER, _ENDS_NUMBER = expression(r"^[\[【(（\s]*"), expression(r"^[\]】)）\s:：,，.。—–-]*")
_FILETIME_ZERO = datetime(1601, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Signer(msgspec.Struct, frozen=True):
    """Makes the tokens of one message: bound to its recipient and to the complaint, if there is one."""

    identity: SenderIdentity
    complaint: str
    person: str
    round: int
    reply_days: int

    def link(self, path: str, purpose: tokens.Purpose, days: int, part: int | None = None) -> str:
        """A signed address of ours; `part` stands in for the round (which of the files)."""
        return f"{self.identity.base_url.rstrip('/')}/{path}/{self.token(purpose, days, part)}"

    def token(self, purpose: tokens.Purpose, days: int, part: int | None = None) -> str:
        """A token that holds for `days` from the voice's present moment."""
        expires = (self.identity.now + timedelta(days=days)).replace(microsecond=0)
        token = tokens.Token(purpose, self.complaint, self.person, expires, min(255, part or self.round))
        return tokens.mint(token, self.identity.keys)

    def reply_address(self) -> str:
        """The complaint address with the reply token behind a plus sign."""
        local, _, domain = self.identity.address.partition("@")
        return f"{local}+{self.token('reply', self.reply_days)}@{domain}"


def signer(message: Message, complaint: Complaint | None, identity: SenderIdentity) -> Signer:
    """The signer for a message about a complaint or about none."""
    address = message.to.mail or message.to.phone
    person = tokens.person_digest(address) if address else ""
    days = REPLY_DAYS if message.to.role == "customer" else STAFF_REPLY_DAYS
    return Signer(identity, complaint.id if complaint else "", person, complaint.round if complaint else 1, days)


def sender(organisation: str, identity: SenderIdentity) -> str:
    """The From address behind the organisation's name, as it is read; how a header spells it, `aws/mail.py` knows."""
    return f"{one_line(organisation, 60)} <{identity.sender}>"


def headers(message: Message, complaint: Complaint | None, identity: SenderIdentity) -> dict[str, str]:
    """Headers that keep robots quiet (RFC 3834), loops short, mails in their thread, and lists of mails apart."""
    kind = kind_of(message.name, message.to.role)
    loop = one_line(identity.address.lower(), 120)
    quiet = {
        "Auto-Submitted": "auto-replied" if kind.replied else "auto-generated",
        "X-Auto-Response-Suppress": NO_MACHINE_ANSWERS,
        LOOP_HEADER: loop,
        "Content-Language": spoken(message.to.language) or FIRST,  # RFC 3282
    }
    return quiet | (_thread(kind, complaint, identity) if complaint else {}) | _series(kind, message, identity)


def _series(kind: MessageKind, message: Message, identity: SenderIdentity) -> dict[str, str]:
    """Which list it is one of (RFC 2919), and how its reader ends that, where they may: by a page's POST (RFC 8058), or by the mail that the command is (RFC 2369)."""
    if not kind.series:
        return {}
    named = {"List-Id": f"<{kind.series}.{identity.message_domain}>"}
    if not message.extra.get("optional"):
        return named
    name = COMMANDS["unsubscribe"].names[spoken(message.to.language) or FIRST][0]
    said = quote(f"#{name}")
    page = signer(message, None, identity).link("u", "reports", LINK_DAYS)
    by_mail = f"mailto:{identity.address}?subject={said}&body={said}"
    return named | {
        "List-Unsubscribe": f"<{page}>, <{by_mail}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def unnumbered(said: str, complaint: Complaint | None) -> str:
    """An organisation's own subject without the number that it begins with: every subject is led by one already."""
    if not complaint or not complaint.number:
        return said
    begun = _OPENS_NUMBER.sub("", said)
    if not begun.startswith(complaint.number):
        return said
    return _ENDS_NUMBER.sub("", begun.removeprefix(complaint.number)) or said


def subject(said: str, kind: MessageKind, complaint: Complaint | None) -> str:
    """A mail's subject, led by the complaint's number, by which a reply finds home when all else is lost.

    What the customer reads stands in brackets before the subject of their own mail: mail programs leave leading brackets out when
    they look for a conversation (RFC 5256 §2.1). Staff see at the beginning what is wanted. Whoever only proves an address may be
    anybody, and reads no subject of the customer's; nor does anybody read one that leads elsewhere.
    """
    if not complaint or not complaint.number:
        return said
    if stem := _customers_subject(kind, complaint):
        return f"[{complaint.number}] [{said.replace('[', '(').replace(']', ')')}] {stem}"
    return f"[{complaint.number}] {said}"


def _customers_subject(kind: MessageKind, complaint: Complaint) -> str:
    theirs = kind.audience == "customer" and not kind.proves and not _LEADS_AWAY.search(complaint.subject)
    return one_line(complaint.subject, 120) if theirs else ""


def _thread(kind: MessageKind, complaint: Complaint, identity: SenderIdentity) -> dict[str, str]:
    """Our own id of the complaint holds its mails together; a customer's also answer the last one that they sent."""
    own = f"<{complaint.id}@{identity.message_domain}>"
    if kind.audience != "customer":
        return {"References": own, "In-Reply-To": own} | _outlook(complaint, complaint.number)
    known = [f"<{bare}>" for each in complaint.thread if _MESSAGE_ID.fullmatch(bare := each.strip("<>"))]
    capped = known if len(known) <= 10 else known[:4] + known[-6:]  # noqa: PLR2004  # first four and last six
    topic = {"Thread-Topic": stem} if (stem := _customers_subject(kind, complaint)) else {}
    return {"References": " ".join((own, *capped)), "In-Reply-To": capped[-1] if capped else own} | topic


def _outlook(complaint: Complaint, topic: str) -> dict[str, str]:
    """What Outlook groups by ([MS-OXOMSG] 2.2.1.3): the first 48 bits of a time in 100 ns since 1601, and 128 bits of the case."""
    begun = min((moment.at for moment in complaint.moments), default=_FILETIME_ZERO)
    ticks = (begun - _FILETIME_ZERO) // _TICK * 10
    index = ticks.to_bytes(8, "big")[:6] + hashlib.sha256(complaint.id.encode()).digest()[:16]
    return {"Thread-Topic": topic, "Thread-Index": base64.b64encode(index).decode()} if topic else {}
