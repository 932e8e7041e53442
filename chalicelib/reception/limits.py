"""How much one sender may make us send in a day. Whatever they write is filed all the same.

Counted atomically with what is stored, so that two machines that answer each other stop, however fast they are.
"""

from zoneinfo import ZoneInfo

from chalicelib.aws.records import AcknowledgementCap
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, StaffWrote
from chalicelib.core.policy.model import Policy

ACKNOWLEDGED = frozenset({"acknowledgement", "noted", "question"})
NOTES_A_DAY = 30  # receipts for one person's mails that order nothing: a robot in their mailbox writes such mails
CODES_A_DAY = 2  # to one address or number, whoever asks for it
_NOTE, _CODE = "note:", "code:"


def limits(fact: AnyFact, messages: tuple[Message, ...], policy: Policy) -> tuple[AcknowledgementCap, ...]:
    """What is counted of these messages, and how many there may be."""
    names = {message.name for message in messages}
    counted: dict[str, int] = {}
    if isinstance(fact, CustomerWrote) and names & ACKNOWLEDGED:
        counted[fact.complainant.mail or fact.complainant.phone] = policy.acknowledgements_a_day
    if isinstance(fact, StaffWrote) and not fact.commands and "receipt" in names:
        counted[_NOTE + fact.by] = NOTES_A_DAY
    for message in messages:
        if message.name == "address_code":
            counted[_CODE + (message.to.mail or message.to.phone)] = CODES_A_DAY
    day = fact.at.astimezone(ZoneInfo(policy.timezone)).date().isoformat()
    return tuple(AcknowledgementCap(sender=sender, day=day, cap=cap) for sender, cap in counted.items())


def governed(sender: str) -> frozenset[str]:
    """The messages that are not sent any more once the count of `sender` is full."""
    if sender.startswith(_NOTE):
        return frozenset({"receipt"})
    return frozenset({"address_code"}) if sender.startswith(_CODE) else ACKNOWLEDGED
