"""Plain words about several complaints in one mail: 都同意, 同意 LC…-0001、LC…-0003, "all approved". Which are meant, and what is said of each. Pure."""

import re
from datetime import datetime

import msgspec

from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling.hold.tasks import RECEIPT
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.consent import about_all, answer_in
from chalicelib.reception.matching import NUMBER

MOST = 40  # complaints that one mail decides: as many as a list shows
_BETWEEN = r"[\s、,，;；和及与與跟]*(?:and|以及)?[\s、,，;；]*"
_RUN = re.compile(rf"{NUMBER.pattern}(?:{_BETWEEN}{NUMBER.pattern})*", re.IGNORECASE)
_COMMAS = re.compile(r"[ 、,，]*，[ 、,，]*")
_EDGES = " \t\n、,，;；:：的"


class Joint(msgspec.Struct, frozen=True):
    """The complaints that are meant, by number, and the words about each. `named`: the writer wrote the numbers themselves."""

    numbers: tuple[str, ...]
    words: str
    named: bool


def joint_words(mail: StaffWrote) -> Joint | None:
    """What one mail says of several complaints; None if it is about one at most. Different words about each are doubtful for all."""
    text = mail.writing.text
    named = tuple(dict.fromkeys(number.upper() for number in NUMBER.findall(text)))
    words = about_all(_COMMAS.sub("，", _RUN.sub("，", text)).strip(_EDGES))
    if len(named) > 1:
        return Joint(numbers=named[:MOST], words=words, named=True)
    quoted = dict.fromkeys(number.upper() for number in NUMBER.findall(mail.writing.full_text))
    if named or not quoted or words == text.strip(_EDGES) or answer_in(words).answer == "none":
        return None
    return Joint(numbers=tuple(quoted)[:MOST], words=words, named=False)


def is_asked(person: str, complaint: Complaint, policy: Policy, now: datetime) -> bool:
    """Whether an approval or a confirmation waits for this person there, or for whom they stand in for."""
    approvers = [a.approver for a in complaint.approvals if a.at is None and a.round == complaint.round]
    confirmed = [t.assignee for t in complaint.tasks if t.done is None and t.name == RECEIPT.name]
    return any(person in (asked, people.stand_in(asked, policy, now)) for asked in (*approvers, *confirmed))
