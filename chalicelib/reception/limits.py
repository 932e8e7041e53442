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
from chalicelib.aws.sharding import shard_of
from chalicelib.core.complaint.context import EVERYBODY
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, StaffWrote
from chalicelib.core.complaint.message_kind import Cap
from chalicelib.core.complaint.message_table import MESSAGES, kind_of
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import KeyRef, count_ref
from chalicelib.core.written.authorities import is_of_an_authority
from chalicelib.core.written.mailboxes import one_mailbox

A_DAY: Mapping[Cap, int] = {  # beside those of which the policy says how many
    "notes": 30,  # receipts for one person's mails that order nothing: a robot in their mailbox writes such mails
    "codes": 2,  # to one address or number, whoever asks for it
    "parked": 20,  # notices to the desk about one sender's input; the input itself is always kept and listed
    "mails in their name": 30,  # notices to one person about them
}
MOST_SHARES = 16  # in which all texts of a day are counted, so that no item is written by everybody at once
_ALL_TEXTS = "texts:"
_FORMS = "form codes:"
A_FORMS_PART = 4  # of as many codes as one in so many of the day's texts anybody on the public page may have us send
_NOTE, _CODE, _OPENED, _TOLD, _TEXTS_TO, _TEXTS_BY = "note:", "code:", "opened:", "told:", "texts to:", "texts by:"
_WEEK = 7
_PASSED_ON = frozenset(name for name, kind in MESSAGES.items() if kind.gathered)


class Full(msgspec.Struct, frozen=True):
    """What full counts mean for the next attempt: `unsaid` messages, numbers that get no text, whether its sender storms, whether they may open no more."""

    unsaid: frozenset[str] = frozenset()
    untexted: frozenset[str] = frozenset()
    storm: bool = False
    joins: bool = False
    share: int | None = None  # of the day's texts, where the first one was used up and another has room

    def and_(self, counts: Iterable[str]) -> "Full":
        """The same, with what these counts mean that were found full."""
        found = tuple(counts)
        to = {each.removeprefix(_TEXTS_TO) for each in found if each.startswith(_TEXTS_TO)}
        everybody = {EVERYBODY} if any(each.startswith((_ALL_TEXTS, _TEXTS_BY)) for each in found) else set()
        return Full(
            unsaid=self.unsaid.union(*map(governed, found)),
            untexted=self.untexted | to | everybody,
            storm=self.storm or any(each.startswith(_TOLD) for each in found),
            joins=self.joins or any(each.startswith(_OPENED) for each in found),
            share=self.share,
        )


def limits(
    fact: AnyFact, messages: tuple[Message, ...], policy: Policy, *, opens: bool = False, share: int | None = None
) -> tuple[AcknowledgementCap, ...]:
    """What is counted of these messages, and how many there may be.

    `opens`: the fact opens a complaint. `share`: in which of the day's texts are counted, by itself the fact's own.
    """
    day = _day(fact.at, policy)
    caps = [AcknowledgementCap(sender=sender, day=day, cap=cap) for sender, cap in _said(fact, messages, policy)]
    if isinstance(fact, CustomerWrote) and not (fact.introduced_by or fact.parted):
        who = _writer(fact)
        if opens and not is_of_an_authority(who):
            caps.append(AcknowledgementCap(sender=f"{_OPENED}{who}", day=day, cap=policy.complaints_by_one_a_day))
        elif not opens and any(message.name in _PASSED_ON and "reason" not in message.extra for message in messages):
            caps.append(AcknowledgementCap(sender=f"{_TOLD}{who}", day=day, cap=policy.additions_by_one_a_day))
    return (*caps, *_texts(fact, messages, policy, day, share))


def _texts(
    fact: AnyFact, messages: tuple[Message, ...], policy: Policy, day: str, share: int | None
) -> Iterator[AcknowledgementCap]:
    """Texts, by number, by whoever made us send them, and all together."""
    numbers = Counter(message.to.phone for message in messages if message.channel == "sms")
    if not numbers:
        return
    for number, count in numbers.items():
        yield AcknowledgementCap(sender=f"{_TEXTS_TO}{number}", day=day, cap=policy.texts_to_one_a_day, number=count)
    if who := _writer(fact):
        by = f"{_TEXTS_BY}{who}"
        yield AcknowledgementCap(sender=by, day=day, cap=policy.texts_by_one_a_day, number=numbers.total())
    shares = text_shares(policy)
    own = int(shard_of(fact.id, len(shares))) if share is None else share
    yield AcknowledgementCap(sender=f"{_ALL_TEXTS}{own}", day=day, cap=shares[own], number=numbers.total())


def form_code(
    fact: CustomerWrote, message: Message, policy: Policy, share: int | None
) -> tuple[AcknowledgementCap, ...]:
    """What is counted of a code that somebody asks for on the public page: what is of any message, and all such codes together, so that
    no stranger uses up the day's texts, or writes to whole lists of mailboxes.
    """
    most = max(1, policy.texts_a_day // A_FORMS_PART)
    every = AcknowledgementCap(sender=_FORMS, day=_day(fact.at, policy), cap=most)
    return (every, *limits(fact, (message,), policy, share=share))


def text_shares(policy: Policy) -> tuple[int, ...]:
    """How many texts each share of a day has; together `texts_a_day`. Each holds what one sender may bring about at once."""
    many = min(MOST_SHARES, max(1, policy.texts_a_day // policy.texts_by_one_a_day))
    return tuple((policy.texts_a_day + number) // many for number in range(many))


def share_with_room(taken: Iterable[int], policy: Policy) -> int | None:
    """The share that has most room, by how many texts of each are counted already; None if there is room in none."""
    room = [cap - count for cap, count in zip(text_shares(policy), taken, strict=False)]
    return room.index(max(room)) if max(room) > 0 else None


def _writer(fact: AnyFact) -> str:
    """Whose message it is: a colleague's who registers or orders, else the customer's; "" where time has passed."""
    if isinstance(fact, CustomerWrote):
        return fact.introduced_by or _person(fact.complainant)
    return fact.by if isinstance(fact, StaffWrote) else ""


def _person(who: Complainant | Recipient) -> str:
    """By what somebody is counted: their mailbox, by whichever of its addresses they write, or their number."""
    return one_mailbox(who.mail) if who.mail else who.phone


def _said(fact: AnyFact, messages: tuple[Message, ...], policy: Policy) -> Iterable[tuple[str, int]]:
    counted: dict[str, int] = {}
    for message in messages:
        match kind_of(message.name, message.to.role).cap:
            case "acknowledgements" if isinstance(fact, CustomerWrote):
                counted[_person(fact.complainant)] = policy.acknowledgements_a_day
            case "notes" if isinstance(fact, StaffWrote) and not fact.commands:
                counted[_NOTE + fact.by] = A_DAY["notes"]
            case "codes":
                counted[_CODE + _person(message.to)] = A_DAY["codes"]
    return counted.items()


def governed(sender: str) -> frozenset[str]:
    """The messages that are not sent any more once the count of `sender` is full."""
    if sender.startswith((_ALL_TEXTS, _OPENED, _TOLD, _TEXTS_TO, _TEXTS_BY)):
        return frozenset()
    cap = "notes" if sender.startswith(_NOTE) else "codes" if sender.startswith(_CODE) else "acknowledgements"
    return frozenset(name for name, kind in MESSAGES.items() if kind.cap == cap)


def notices(name: str, about: str, at: datetime, policy: Policy, *, forged: bool = False) -> AcknowledgementCap:
    """The day's count of a message that changes no complaint, by whom it is about. Of forged mail one a week is told."""
    if forged:
        local = at.astimezone(ZoneInfo(policy.timezone))
        monday = (local - timedelta(days=local.weekday())).date().isoformat()
        return AcknowledgementCap(sender=f"{name}, forged:{about}", day=monday, cap=1, days=_WEEK)
    about = one_mailbox(about)
    return AcknowledgementCap(sender=f"{name}:{about}", day=_day(at, policy), cap=A_DAY[MESSAGES[name].cap])


def texts_refs(at: datetime, policy: Policy) -> tuple[KeyRef, ...]:
    """Where the day's texts are counted, share by share, be they as many as may be."""
    return tuple(count_ref(f"{_ALL_TEXTS}{number}", _day(at, policy)) for number in range(MOST_SHARES))


def are_texts(count: str) -> bool:
    """Whether this is the count of a share of all texts."""
    return count.startswith(_ALL_TEXTS)


def _day(at: datetime, policy: Policy) -> str:
    """The organisation's own day."""
    return at.astimezone(ZoneInfo(policy.timezone)).date().isoformat()
