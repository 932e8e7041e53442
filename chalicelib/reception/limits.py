"""How much one sender may make us send in a day: the figures of the counts that messages stand under by their records.

Whatever they write is filed all the same. Counted atomically with what is stored, so that two machines that answer each
other stop, however fast they are.
"""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.aws.records import AcknowledgementCap
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, StaffWrote
from chalicelib.core.complaint.message_kind import Cap
from chalicelib.core.complaint.message_table import MESSAGES, kind_of
from chalicelib.core.policy.model import Policy

A_DAY: Mapping[Cap, int] = {  # beside the acknowledgements, of which the policy says how many
    "notes": 30,  # receipts for one person's mails that order nothing: a robot in their mailbox writes such mails
    "codes": 2,  # to one address or number, whoever asks for it
    "parked": 20,  # notices to the desk about one sender's input; the input itself is always kept and listed
    "mails in their name": 30,  # notices to one person about them
}
_NOTE, _CODE = "note:", "code:"


def limits(fact: AnyFact, messages: tuple[Message, ...], policy: Policy) -> tuple[AcknowledgementCap, ...]:
    """What is counted of these messages, and how many there may be."""
    counted: dict[str, int] = {}
    for message in messages:
        match kind_of(message.name, message.to.role).cap:
            case "acknowledgements" if isinstance(fact, CustomerWrote):
                counted[fact.complainant.mail or fact.complainant.phone] = policy.acknowledgements_a_day
            case "notes" if isinstance(fact, StaffWrote) and not fact.commands:
                counted[_NOTE + fact.by] = A_DAY["notes"]
            case "codes":
                counted[_CODE + (message.to.mail or message.to.phone)] = A_DAY["codes"]
    day = _day(fact.at, policy)
    return tuple(AcknowledgementCap(sender=sender, day=day, cap=cap) for sender, cap in counted.items())


def governed(sender: str) -> frozenset[str]:
    """The messages that are not sent any more once the count of `sender` is full."""
    cap = "notes" if sender.startswith(_NOTE) else "codes" if sender.startswith(_CODE) else "acknowledgements"
    return frozenset(name for name, kind in MESSAGES.items() if kind.cap == cap)


def notices(name: str, about: str, at: datetime, policy: Policy) -> AcknowledgementCap:
    """The day's count of a message that changes no complaint, by whom it is about."""
    return AcknowledgementCap(sender=f"{name}:{about}", day=_day(at, policy), cap=A_DAY[MESSAGES[name].cap])


def _day(at: datetime, policy: Policy) -> str:
    """The organisation's own day."""
    return at.astimezone(ZoneInfo(policy.timezone)).date().isoformat()
