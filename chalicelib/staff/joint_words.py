"""Plain words about several complaints in one mail: 都同意, 同意 LC…-0001、LC…-0003, "all approved". Which are meant, and what is said of each. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.expressions import expression
from chalicelib.core.handling.hold.standing_tasks import RECEIPT
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.core.written.consent import about_all, answer_in
from chalicelib.core.written.words_about_each import BETWEEN, Part, parts
from chalicelib.reception.matching import numbers_in

MOST = 40  # complaints that one mail decides: as many as a list shows
_RUN = expression(rf"{NUMBER.pattern}(?:{BETWEEN}{NUMBER.pattern})*", re.IGNORECASE)
_COMMAS = expression(r"[ 、,，]*，[ 、,，]*")
_EDGES = " \t\n、,，;；:：的"


class Joint(msgspec.Struct, frozen=True):
    """The complaints that are meant, by number, and the words about each; `own` where they differ. `named`: the writer wrote the numbers themselves."""

    numbers: tuple[str, ...]
    words: str
    named: bool
    own: dict[str, str] = {}

    def about(self, number: str) -> str:
        """The words about that one."""
        return self.own.get(number, self.words)

    def means(self, number: str) -> bool:
        """Whether it is meant whatever was asked there."""
        return self.named or number in self.own


def joint_words(mail: StaffWrote) -> Joint | None:
    """What one mail says of several complaints; None if it is about one at most. Where it is not plain what is said of which, they are doubtful for all."""
    text = mail.writing.deciding
    listed = numbers_in(mail.writing.full_text.replace(mail.writing.text, "", 1))
    if said := parts(text, NUMBER.pattern, listed):
        return _separate(said, listed, named=NUMBER.search(text) is not None)
    named = tuple(dict.fromkeys(number.upper() for number in NUMBER.findall(text)))
    words = about_all(_COMMAS.sub("，", _RUN.sub("，", text)).strip(_EDGES))
    if len(named) > 1:
        return Joint(numbers=named[:MOST], words=words, named=True)
    quoted = dict.fromkeys(number.upper() for number in NUMBER.findall(mail.writing.full_text))
    if named or not quoted or words == text.strip(_EDGES) or answer_in(words).answer == "none":
        return None
    return Joint(numbers=tuple(quoted)[:MOST], words=words, named=False)


def _separate(said: Sequence[Part], listed: tuple[str, ...], *, named: bool) -> Joint:
    """What is said of each; of the rest it holds where something is asked."""
    own = {number: part.words for part in said for number in part.numbers}
    rest = next((part.words for part in said if part.rest), "")
    numbers = tuple(own) + (tuple(n for n in listed if n not in own) if rest else ())
    return Joint(numbers=numbers[:MOST], words=rest, named=named and not rest, own=own)


def is_asked(person: str, complaint: Complaint, policy: Policy, now: datetime) -> bool:
    """Whether an approval or a confirmation waits for this person there, or for whom they stand in for."""
    approvers = [a.approver for a in complaint.approvals if a.at is None and a.round == complaint.round]
    confirmed = [t.assignee for t in complaint.tasks if t.done is None and t.name == RECEIPT.name]
    return any(person in (asked, people.stand_in(asked, policy, now)) for asked in (*approvers, *confirmed))
