"""A decision in the making: the complaint so far, and what has been recorded and asked for on the way."""

from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.facts import Writing
from chalicelib.core.complaint.model import (
    TRANSITIONS,
    Answer,
    Complaint,
    Decision,
    Entry,
    Evidence,
    FollowUp,
    Message,
    Moment,
    Recipient,
    Status,
)
from chalicelib.core.handling import addressing
from chalicelib.core.handling.addressing import Extra
from chalicelib.core.orders.command_table import shown
from chalicelib.core.people import people
from chalicelib.core.policy.model import By, Policy
from chalicelib.core.times.working_time import ALWAYS, shift
from chalicelib.core.words import sentences
from chalicelib.core.words.labels import label

RECENT_LINES = 30
RECENT_TEXT = 500
EVIDENCE_BYTES = 110_000  # of a record; what is not listed any more still lies in its raw mail

__all__ = ["Draft", "Extra"]


class Draft:
    """What the four steps of `decide` work on. Lives for one decision; everything it hands out is frozen."""

    def __init__(self, complaint: Complaint, policy: Policy, context: Context, at: datetime, now: datetime) -> None:
        self.before = complaint
        self.complaint = msgspec.structs.replace(complaint, counts={**complaint.counts, **context.counts})
        self.policy = policy
        self.context = msgspec.structs.replace(context, counts=self.complaint.counts)
        self.at = at
        self.now = now
        self.entries: list[Entry] = []
        self.messages: list[Message] = []
        self.facts: list[FollowUp] = []
        self.reached: list[str] = []
        self.announced = 0  # how many of them have been
        self.opens: list[str] = []  # tasks that rules open, once it is known who handles the complaint
        self.changes: list[str] = []
        self.problems: list[str] = []
        self.subject = ""  # of that mail
        self.by = ""  # the member of staff whose mail this is about
        self.acting = True  # the fact itself is being taken in; afterwards the system draws its conclusions
        self.fresh_evidence: tuple[Evidence, ...] = ()
        self.fresh_assignment = False  # whoever handles it now has to be told
        self.acknowledge = False  # the customer has not been told yet that this is a complaint
        self.requested_moment = ""  # the moment that the fact was meant to bring nearer: what it still lacks is told
        self.unsent: list[tuple[str, Extra]] = []  # what the customer can only be told by telephone
        self.helpers: list[tuple[str, str]] = []  # departments that rules name to assist, and the rule's group
        self.routed = False  # a rule has said whose matter it is: later groups do not
        self.offer_receipt = False
        self.cancels: list[str] = []  # messages not yet sent that are taken back

    @property
    def when(self) -> datetime:
        """When what is being done happens: what somebody did, when they did it; what follows of itself, now."""
        return self.at if self.acting else self.now

    def change(self, **values: Any) -> None:
        """Replaces fields of the complaint."""
        self.complaint = msgspec.structs.replace(self.complaint, **values)

    def set_by_hand(self, **values: Any) -> None:
        """Replaces fields that rules must leave alone from now on."""
        self.change(**values, by_hand=tuple(sorted({*self.complaint.by_hand, *values})))

    def fill(self, values: dict[str, str]) -> None:
        """Fills declared fields of the complaint."""
        self.change(fields={**self.complaint.fields, **values})

    def raise_flags(self, *flags: str) -> None:
        """Adds flags, each once."""
        self.change(flags=tuple(dict.fromkeys((*self.complaint.flags, *flags))))

    def first_time(self, what: str) -> bool:
        """Whether that has not happened in this round yet; from now on it has."""
        mark = f"{what}:{self.complaint.round}"
        if mark in self.complaint.told:
            return False
        self.change(told=(*self.complaint.told, mark))
        return True

    def become(self, status: Status) -> bool:
        """Passes to another status if the table of transitions allows it; says whether the complaint has that status now."""
        if status == self.complaint.status:
            return True
        if status not in TRANSITIONS[self.complaint.status]:
            return False
        self.change(status=status)
        return True

    def reach(self, moment: str, at: datetime | None = None) -> None:
        """Marks that a moment has happened in this round. A moment happens once a round; its first time stands."""
        if self.complaint.moment(moment) is None:
            fresh = Moment(name=moment, at=at or self.when, round=self.complaint.round)
            self.change(moments=(*self.complaint.moments, fresh))
            self.reached.append(moment)

    def forget(self, *moments: str) -> None:
        """Takes moments of this round back, so that they may happen again."""
        gone, round_ = frozenset(moments), self.complaint.round
        self.change(moments=tuple(m for m in self.complaint.moments if m.name not in gone or m.round != round_))

    def evidence(self, writing: Writing) -> None:
        """Adds what a mail brought along to the complaint."""
        known = {e.digest for e in self.complaint.evidence}
        self.fresh_evidence = writing.evidence
        fresh = tuple(e for e in writing.evidence if e.digest not in known)
        room = EVIDENCE_BYTES - sum(map(_weight, self.complaint.evidence))
        sums = accumulate(map(_weight, fresh))
        listed = tuple(e for e, weight in zip(fresh, sums, strict=True) if weight <= room)
        self.change(evidence=(*self.complaint.evidence, *listed))
        if len(listed) < len(fresh):
            self.record("attachments_unlisted", reason=str(len(fresh) - len(listed)), raw=writing.raw)

    def customer_channel(self) -> tuple[By, ...]:
        """The channel by which the customer hears: the one they used, unless only the other reaches them (CW-11); () for none."""
        return addressing.customer_channel(self.complaint)

    def attempt_times(self) -> tuple[datetime, ...]:
        """When the customer was tried without success in this round."""
        return tuple(m.at for m in self.complaint.moments if m.name == "tried" and m.round == self.complaint.round)

    def attempts(self) -> int:
        """How often the customer was tried without success in this round."""
        return len(self.attempt_times())

    def attempts_made(self, at: datetime) -> None:
        """Counts one more failed attempt."""
        tried = Moment(name="tried", at=at, round=self.complaint.round)
        self.change(moments=(*self.complaint.moments, tried))

    def sender(self) -> Recipient:
        """The member of staff whose mail this is about, themselves and no deputy."""
        person = self.policy.directory.person(self.by)
        if person is None:
            return Recipient(role="desk", name=self.policy.directory.desk_name, mail=self.by)
        return Recipient(role="staff", name=person.name, mail=person.mail, phone=person.phone, language=person.language)

    def undo_until(self, answered: datetime) -> datetime:
        """Until when an outcome can be taken back."""
        window = self.policy.undo
        return shift(answered, window, ALWAYS) if window else answered

    @property
    def language(self) -> str:
        """The language of the member of staff whose mail this is about."""
        person = self.policy.directory.person(self.by)
        return person.language if person else "zh-CN"

    def say(self, code: str, **values: object) -> str:
        """A short sentence for staff."""
        return sentences.say(code, self.language, **values)

    def say_to_customer(self, code: str) -> str:
        """What staff are told of words to the customer: that they have gone, or that the desk has to call."""
        if self.customer_channel():
            return self.say(code)
        return self.say("call_asked" if self.complaint.complainant.phone else "no_way")

    def command_name(self, name: str) -> str:
        """What a command is called, to whoever this decision answers."""
        return shown(name, self.language)

    def label(self, name: str) -> str:
        """What a word of the policy is called, to whoever this decision answers."""
        return label(name, self.policy, self.language)

    def labels(self, names: Iterable[str]) -> str:
        """What fields are called on forms."""
        return "、".join(self.label(name) for name in names)

    def local(self, at: datetime) -> str:
        """A moment in the organisation's own time, to the minute."""
        return f"{at.astimezone(ZoneInfo(self.policy.timezone)):%Y-%m-%d %H:%M}"

    def record(self, what: str, text: str = "", reason: str = "", by: str = "", raw: str = "") -> None:
        """Adds a line to the history: in the name of whoever wrote, or in nobody's for what follows of itself."""
        who = by or (self.by if self.acting else "")
        self.entries.append(Entry(at=self.when, what=what, by=who, reason=reason, text=text, raw=raw))

    def send(
        self,
        name: str,
        *roles: str,
        by: tuple[By, ...] = ("mail",),
        not_before: datetime | None = None,
        extra: Extra | None = None,
        besides: frozenset[str] = people.NOBODY,
    ) -> None:
        """Asks for a message to everybody who holds one of the roles, each person once."""
        found = [r for role in roles for r in people.holders(role, self.complaint, self.policy, self.now, besides)]
        self.send_to(name, *found, by=by, not_before=not_before, extra=extra)

    def tell_customer(self, name: str, not_before: datetime | None = None, extra: Extra | None = None) -> None:
        """Asks for a message to the customer, by the way that reaches them; if none does, somebody has to call."""
        channel = self.customer_channel()
        if channel:
            self.send(name, "customer", by=channel, not_before=not_before, extra=extra)
        else:
            self.unsent.append((name, extra or {}))

    def send_to(
        self,
        name: str,
        *recipients: Recipient,
        by: tuple[By, ...] = ("mail",),
        not_before: datetime | None = None,
        extra: Extra | None = None,
    ) -> None:
        """Asks for a message to these people, each once, by each channel that reaches them."""
        ways = (
            (to, way) for r in recipients for to, way in addressing.ways(r, by, self.complaint, self.policy, self.now)
        )
        reached: set[str] = set()
        for to, channel in ways:
            address = to.mail if channel == "mail" else to.phone
            if address in reached:
                continue
            reached.add(address)
            waits = addressing.waits(name, to, channel, self.policy, not_before or self.now)
            when = max(filter(None, (not_before, waits)), default=None)
            self.messages.append(Message(name=name, to=to, by=channel, extra=extra or {}, not_before=when))

    def decision(self) -> Decision:
        """The finished decision; the newest lines of the history go along in the complaint."""
        lines = tuple(
            msgspec.structs.replace(e, text=e.text[:RECENT_TEXT] + "…" if len(e.text) > RECENT_TEXT else e.text)
            for e in self.entries
        )
        self.change(recent=(*self.complaint.recent, *lines)[-RECENT_LINES:])
        return Decision(
            complaint=self.complaint,
            entries=tuple(self.entries),
            messages=tuple(self.messages),
            facts=tuple(self.facts),
            answer=Answer(changes=tuple(dict.fromkeys(self.changes)), problems=tuple(dict.fromkeys(self.problems))),
            cancels=tuple(self.cancels),
        )


def _weight(evidence: Evidence) -> int:
    """About how many bytes of the record an attachment takes."""
    return len(evidence.name.encode()) + len(evidence.content_type) + len(evidence.raw) + len(evidence.digest) + 64
