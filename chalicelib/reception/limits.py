"""How much one sender may make us send in a day, and how much may be sent at all: the figures of the counts.

Whatever they write is filed all the same. Counted atomically with what is stored, before anything is sent, so that two machines that
answer each other stop, however fast they are. Where the count of texts is full the decision is made anew without them: staff get
the mail, and what a customer had to be told becomes the desk's to say. Whoever opens complaint after complaint adds to their newest.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.aws.records import AcknowledgementCap
from chalicelib.core.complaint.context import EVERYBODY
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, StaffWrote
from chalicelib.core.complaint.message_kind import Cap
from chalicelib.core.complaint.message_table import MESSAGES, kind_of
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import KeyRef, count_ref
from chalicelib.core.written.authorities import is_of_an_authority

A_DAY: Mapping[Cap, int] = {  # beside the acknowledgements, of which the policy says how many
    "notes": 30,  # receipts for one person's mails that order nothing: a robot in their mailbox writes such mails
    "codes": 2,  # to one address or number, whoever asks for it
    "parked": 20,  # notices to the desk about one sender's input; the input itself is always kept and listed
    "mails in their name": 30,  # notices to one person about them
}
OPENED = 10  # complaints of one sender a day; the next words add to the newest. An authority or hotline sends what many people said
TOLD = 10  # of one customer's additions a day, each passed on; then people hear once that there are more
TEXTS_TO_ONE = 20  # a day, to one number
TEXTS_BY_ONE = 30  # a day, that one sender's messages or one colleague's orders bring about
ALL_TEXTS = "texts"  # counted together; the policy says how many
_NOTE, _CODE, _OPENED, _TOLD, _TEXTS_TO, _TEXTS_BY = "note:", "code:", "opened:", "told:", "texts to:", "texts by:"
_WEEK = 7
_PASSED_ON = frozenset(name for name, kind in MESSAGES.items() if kind.gathered)


class Full(msgspec.Struct, frozen=True):
    """What full counts mean for the next attempt: `unsaid` messages, numbers that get no text, whether its sender storms, whether they may open no more."""

    unsaid: frozenset[str] = frozenset()
    untexted: frozenset[str] = frozenset()
    storm: bool = False
    joins: bool = False

    def and_(self, counts: Iterable[str]) -> "Full":
        """The same, with what these counts mean that were found full."""
        found = tuple(counts)
        to = {each.removeprefix(_TEXTS_TO) for each in found if each.startswith(_TEXTS_TO)}
        everybody = {EVERYBODY} if any(e == ALL_TEXTS or e.startswith(_TEXTS_BY) for e in found) else set()
        return Full(
            unsaid=self.unsaid.union(*map(governed, found)),
            untexted=self.untexted | to | everybody,
            storm=self.storm or any(each.startswith(_TOLD) for each in found),
            joins=self.joins or any(each.startswith(_OPENED) for each in found),
        )


def limits(
    fact: AnyFact, messages: tuple[Message, ...], policy: Policy, *, opens: bool = False
) -> tuple[AcknowledgementCap, ...]:
    """What is counted of these messages, and how many there may be. `opens`: the fact opens a complaint."""
    day = _day(fact.at, policy)
    caps = [AcknowledgementCap(sender=sender, day=day, cap=cap) for sender, cap in _said(fact, messages, policy)]
    if isinstance(fact, CustomerWrote) and not (fact.introduced_by or fact.parted):
        who = _writer(fact)
        if opens and not is_of_an_authority(who):
            caps.append(AcknowledgementCap(sender=f"{_OPENED}{who}", day=day, cap=OPENED))
        elif not opens and any(message.name in _PASSED_ON and "reason" not in message.extra for message in messages):
            caps.append(AcknowledgementCap(sender=f"{_TOLD}{who}", day=day, cap=TOLD))
    return (*caps, *_texts(fact, messages, policy, day))


def _texts(fact: AnyFact, messages: tuple[Message, ...], policy: Policy, day: str) -> Iterator[AcknowledgementCap]:
    """Texts, by number, by whoever made us send them, and all together."""
    numbers = Counter(message.to.phone for message in messages if message.channel == "sms")
    if not numbers:
        return
    for number, count in numbers.items():
        yield AcknowledgementCap(sender=f"{_TEXTS_TO}{number}", day=day, cap=TEXTS_TO_ONE, number=count)
    if who := _writer(fact):
        yield AcknowledgementCap(sender=f"{_TEXTS_BY}{who}", day=day, cap=TEXTS_BY_ONE, number=numbers.total())
    yield AcknowledgementCap(sender=ALL_TEXTS, day=day, cap=policy.texts_a_day, number=numbers.total())


def _writer(fact: AnyFact) -> str:
    """Whose message it is: a colleague's who registers or orders, else the customer's; "" where time has passed."""
    if isinstance(fact, CustomerWrote):
        return fact.introduced_by or fact.complainant.mail or fact.complainant.phone
    return fact.by if isinstance(fact, StaffWrote) else ""


def _said(fact: AnyFact, messages: tuple[Message, ...], policy: Policy) -> Iterable[tuple[str, int]]:
    counted: dict[str, int] = {}
    for message in messages:
        match kind_of(message.name, message.to.role).cap:
            case "acknowledgements" if isinstance(fact, CustomerWrote):
                counted[fact.complainant.mail or fact.complainant.phone] = policy.acknowledgements_a_day
            case "notes" if isinstance(fact, StaffWrote) and not fact.commands:
                counted[_NOTE + fact.by] = A_DAY["notes"]
            case "codes":
                counted[_CODE + (message.to.mail or message.to.phone)] = A_DAY["codes"]
    return counted.items()


def governed(sender: str) -> frozenset[str]:
    """The messages that are not sent any more once the count of `sender` is full."""
    if sender == ALL_TEXTS or sender.startswith((_OPENED, _TOLD, _TEXTS_TO, _TEXTS_BY)):
        return frozenset()
    cap = "notes" if sender.startswith(_NOTE) else "codes" if sender.startswith(_CODE) else "acknowledgements"
    return frozenset(name for name, kind in MESSAGES.items() if kind.cap == cap)


def notices(name: str, about: str, at: datetime, policy: Policy, *, forged: bool = False) -> AcknowledgementCap:
    """The day's count of a message that changes no complaint, by whom it is about. Of forged mail one a week is told."""
    if forged:
        local = at.astimezone(ZoneInfo(policy.timezone))
        monday = (local - timedelta(days=local.weekday())).date().isoformat()
        return AcknowledgementCap(sender=f"{name}, forged:{about}", day=monday, cap=1, days=_WEEK)
    return AcknowledgementCap(sender=f"{name}:{about}", day=_day(at, policy), cap=A_DAY[MESSAGES[name].cap])


def texts_ref(at: datetime, policy: Policy) -> KeyRef:
    """Where the day's texts are counted."""
    return count_ref(ALL_TEXTS, _day(at, policy))


def _day(at: datetime, policy: Policy) -> str:
    """The organisation's own day."""
    return at.astimezone(ZoneInfo(policy.timezone)).date().isoformat()
