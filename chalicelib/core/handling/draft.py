"""A decision in the making: the complaint so far, and what has been recorded and asked for on the way.

Called a draft and not a builder, because that is how it is read: each step changes the draft, and what it then says becomes the decision.
"""

from datetime import datetime
from itertools import accumulate
from typing import Any

import msgspec

from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Decision, Extra, Message, Recipient
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, StaffWrote, Writing
from chalicelib.core.complaint.model import TRANSITIONS, Complaint, Entry, Evidence, Moment, Status
from chalicelib.core.complaint.more_time import Extension
from chalicelib.core.complaint.saying import Said, shortened
from chalicelib.core.handling import addressing
from chalicelib.core.handling.order_results import OrderResults
from chalicelib.core.handling.outgoing import Outgoing
from chalicelib.core.handling.rulings import Rulings
from chalicelib.core.people import people, rights
from chalicelib.core.policy.model import By, Policy
from chalicelib.core.policy.vocabulary import any_holds

RECENT_LINES = 30
RECENT_TEXT = 500
TAKEN_FOR_COMPLAINT, ASSIGNMENT, DANGER = "taken_for_complaint", "assignment", "danger"  # news that are no moments
EVIDENCE_BYTES = 110_000  # of a record; what is not listed any more still lies in its raw mail


class Draft:
    """What the steps of `decide` work on. Lives for one decision; everything it hands out is frozen.

    `fact`, `policy`, `context`, `now` and `before` stay as they are; `complaint` changes by the methods below. `acting`: the fact itself is being
    taken in; afterwards the system draws its conclusions.
    """

    def __init__(self, complaint: Complaint, fact: AnyFact, policy: Policy, context: Context, now: datetime) -> None:
        self.fact = fact
        self.policy = policy
        self.now = now
        self.before = complaint
        self.complaint = msgspec.structs.replace(complaint, counts={**complaint.counts, **context.counts})
        self.context = msgspec.structs.replace(context, counts=self.complaint.counts)
        self.by = _writer(fact, complaint)
        self.acting = True
        self.entries: list[Entry] = []
        self.danger = ""  # what the customer's words tell of, where life is at stake
        self.outgoing = Outgoing()
        self.results = OrderResults()
        self.rulings = Rulings()
        self.granted: list[Extension] = []  # more time, of which people have yet to be told
        self.reached: list[str] = []
        self.news: list[str] = []  # moments, and whatever else somebody has yet to be told of

    @property
    def at(self) -> datetime:
        """When the fact happened."""
        return self.fact.at

    @property
    def when(self) -> datetime:
        """When what is being done happens: what somebody did, when they did it; what follows of itself, now."""
        return self.fact.at if self.acting else self.now

    @property
    def fresh_evidence(self) -> tuple[Evidence, ...]:
        """What the mail at hand has brought along."""
        return self.fact.writing.evidence if isinstance(self.fact, CustomerWrote | StaffWrote) else ()

    # -- the complaint ----------------------------------------------------------------------------------------------------

    def change(self, **values: Any) -> None:
        """Replaces fields of the complaint. Where they say so already it stays the same, and so does what was worked out of it."""
        if any(getattr(self.complaint, name) != value for name, value in values.items()):
            self.complaint = msgspec.structs.replace(self.complaint, **values)

    def set_by_hand(self, **values: Any) -> None:
        """Replaces fields that rules must leave alone from now on."""
        self.change(**values)
        self.keep_from_rules(*values)

    def keep_from_rules(self, *names: str) -> None:
        """Rules leave these fields alone from now on: somebody knows better."""
        self.change(by_hand=tuple(sorted({*self.complaint.by_hand, *names})))

    def fill(self, values: dict[str, str]) -> None:
        """Fills declared fields of the complaint."""
        self.change(fields={**self.complaint.fields, **values})

    def raise_flags(self, *flags: str) -> None:
        """Adds flags, each once."""
        self.change(flags=tuple(dict.fromkeys((*self.complaint.flags, *flags))))

    def first_time(self, what: str) -> bool:
        """Whether that has not happened in this round yet; from now on it has."""
        if self.has_happened(what):
            return False
        self.change(done_once=(*self.complaint.done_once, f"{what}:{self.complaint.round}"))
        return True

    def has_happened(self, what: str) -> bool:
        """Whether that has happened in this round, as far as `first_time` was asked."""
        return f"{what}:{self.complaint.round}" in self.complaint.done_once

    def forget_once(self, *what: str) -> None:
        """In this round that has not happened, whatever was said of it."""
        gone = {f"{each}:{self.complaint.round}" for each in what}
        self.change(done_once=tuple(mark for mark in self.complaint.done_once if mark not in gone))

    def become(self, status: Status) -> bool:
        """Passes to another status if the table of transitions allows it; says whether the complaint has that status now."""
        if status == self.complaint.status:
            return True
        if status not in TRANSITIONS[self.complaint.status]:
            return False
        self.change(status=status)
        return True

    def reach(self, moment: str, at: datetime | None = None) -> None:
        """Marks that a moment has happened in this round, and what the policy lets happen with it. Its first time stands; a later
        one is kept beside it only for a clock that began after the first, and is news to nobody.
        """
        fresh = Moment(name=moment, at=at or self.when, round=self.complaint.round)
        known = self.complaint.moment(moment) is not None
        if not known:
            self.reached.append(moment)
            self.news.append(moment)
        if not known or self._is_awaited_anew(fresh):
            self.change(moments=(*self.complaint.moments, fresh))
        for own in self.policy.moments:
            begins = not known and any_holds(own.when, self.complaint, self.context.counts)
            if own.at == moment and (begins or self.complaint.moment(own.name) is not None):
                self.reach(own.name, fresh.at)

    def _is_awaited_anew(self, again: Moment) -> bool:
        """Whether a clock waits for it that began after its earlier times: those do not count there."""
        begun = (self.complaint.moment(clock.from_) for clock in self.policy.clocks if clock.until == again.name)
        since = [at for at in begun if at is not None and at <= again.at]
        return any(self.complaint.moment_since(again.name, at) is None for at in since)

    def forget(self, *moments: str) -> None:
        """Takes moments of this round back, and what happened with them, so that they may happen again."""
        gone = {*moments, *(own.name for own in self.policy.moments if own.at in moments)}
        round_ = self.complaint.round
        self.change(moments=tuple(m for m in self.complaint.moments if m.name not in gone or m.round != round_))

    def wait_for(self, moment: str) -> None:
        """The moment waits for what stands before it, behind all that wait already."""
        self.wait_no_more(moment)
        self.change(awaiting=(*self.complaint.awaiting, moment))

    def wait_no_more(self, *moments: str) -> None:
        """These moments wait no longer: they have happened, or shall not."""
        self.change(awaiting=tuple(m for m in self.complaint.awaiting if m not in moments))

    def add_evidence(self, writing: Writing) -> None:
        """Adds what a mail brought along to the complaint, as far as its record has room.

        A file of a customer who stays unnamed that a colleague hands in again is the colleague's from then on, for all to read.
        """
        theirs = isinstance(self.fact, StaffWrote)
        brought = tuple(msgspec.structs.replace(e, from_staff=True) if theirs else e for e in writing.evidence)
        released = {e.digest: e for e in brought} if theirs and self.complaint.anonymous else {}
        kept = tuple(e if e.from_staff else released.get(e.digest, e) for e in self.complaint.evidence)
        known = {e.digest for e in kept}
        fresh = tuple(e for e in brought if e.digest not in known)
        room = EVIDENCE_BYTES - sum(map(_weight, kept))
        sums = accumulate(map(_weight, fresh))
        listed = tuple(e for e, weight in zip(fresh, sums, strict=True) if weight <= room)
        self.change(evidence=(*kept, *listed))
        if len(listed) < len(fresh):
            self.record("attachments_unlisted", reason=str(len(fresh) - len(listed)), raw=writing.raw)

    def record(
        self, what: str, text: str = "", reason: str = "", by: str = "", raw: str = "", said: Said | None = None
    ) -> None:
        """Adds a line to the history: in the name of whoever wrote, or in nobody's for what follows of itself."""
        who = by or (self.by if self.acting else "")
        self.entries.append(Entry(at=self.when, what=what, by=who, reason=reason, text=text, raw=raw, said=said))

    def leave_as_it_was(self, before: Complaint) -> None:
        """Nothing that was ordered since has come about; what was written stays in the history, and what its writer reads is as if it had."""
        self.complaint = before
        self.outgoing = Outgoing()
        self.reached, self.news = [], []

    # -- what goes out ----------------------------------------------------------------------------------------------------

    def customer_channel(self) -> tuple[By, ...]:
        """The channel by which the customer hears: the one they used, unless only the other reaches them (CW-11); () for none."""
        return addressing.customer_channel(self.complaint, self.policy, self.context.untexted)

    def sender(self) -> Recipient:
        """The member of staff whose mail this is about, themselves and no deputy."""
        known = self.policy.directory.person(self.by)
        return people.recipient(self.by, "staff" if known else "desk", self.policy)

    def send(
        self,
        name: str,
        *roles: str,
        by: tuple[By, ...] = ("mail",),
        not_before: datetime | None = None,
        extra: Extra | None = None,
        besides: frozenset[str] = people.NOBODY,
        files: tuple[Evidence, ...] = (),
    ) -> None:
        """Asks for a message to everybody who holds one of the roles, each person once."""
        found = [r for role in roles for r in people.holders(role, self.complaint, self.policy, self.now, besides)]
        self.send_to(name, *found, by=by, not_before=not_before, extra=extra, files=files)

    def tell_customer(
        self,
        name: str,
        not_before: datetime | None = None,
        extra: Extra | None = None,
        files: tuple[Evidence, ...] = (),
    ) -> None:
        """Asks for a message to the customer, by the way that reaches them; if none does, somebody has to call. Files go by mail."""
        channel = self.customer_channel()
        named = {} if extra is None or "clock" in extra else extra  # what a ladder names is its next word, no promise
        if said := named.get("new_due") or named.get("promised"):
            self.change(told=datetime.fromisoformat(str(said)))
        if channel:
            self.send(name, "customer", by=channel, not_before=not_before, extra=extra, files=files)
        else:
            self.outgoing.to_be_called.append((name, extra or {}))

    def send_to(
        self,
        name: str,
        *recipients: Recipient,
        by: tuple[By, ...] = ("mail",),
        not_before: datetime | None = None,
        extra: Extra | None = None,
        files: tuple[Evidence, ...] = (),
    ) -> None:
        """Asks for a message to these people, each once, by each channel that reaches them.

        Whoever is kept out hears nothing but what their own mail came to.
        """
        heard = (r for r in recipients if name == "receipt" or r.role == "customer" or not self._is_kept_out(r.mail))
        full, now = self.context.untexted, self.now
        ways = (each for r in heard for each in addressing.ways(r, by, self.complaint, self.policy, now, full))
        reached: set[str] = set()
        for to, channel in ways:
            address = to.mail if channel == "mail" else to.phone
            if address in reached:
                continue
            reached.add(address)
            waits = addressing.waits(name, to, channel, self.policy, not_before or self.now, self.complaint)
            when = max(filter(None, (not_before, waits)), default=None)
            said = self._without_what_is_reserved(to, extra or {})
            enclosed = files if channel == "mail" else ()
            self.outgoing.messages.append(
                Message(name=name, to=to, channel=channel, extra=said, not_before=when, files=enclosed)
            )

    def _is_kept_out(self, mail: str) -> bool:
        return people.complained_of(mail, self.complaint, self.policy)

    def _without_what_is_reserved(self, to: Recipient, extra: Extra) -> Extra:
        """Nobody is offered a command that the policy leaves to others."""
        offered = extra.get("commands")
        if not self.policy.may or not isinstance(offered, list):
            return extra
        at, policy = self.now, self.policy
        kept = [str(c) for c in offered if not rights.is_kept_from(to.mail, str(c), self.complaint, policy, at)]
        return {**extra, "commands": kept}

    def decision(self) -> Decision:
        """The finished decision; the newest lines of the history go along in the complaint, for readers only."""
        self.change(recent=(*self.complaint.recent, *map(_shortened, self.entries))[-RECENT_LINES:])
        return Decision(
            complaint=self.complaint,
            entries=tuple(self.entries),
            messages=tuple(self.outgoing.messages),
            facts=tuple(self.outgoing.follow_ups),
            cancels=tuple(self.outgoing.cancels),
            results=self.results.finished(),
        )


def _writer(fact: AnyFact, complaint: Complaint) -> str:
    """The member of staff whose mail this is; also who wrote down a customer's first words for them. "" for all others."""
    if isinstance(fact, CustomerWrote) and not complaint.moments:
        return fact.introduced_by
    return fact.by if isinstance(fact, StaffWrote) else ""


def _shortened(entry: Entry) -> Entry:
    cut = entry.text[:RECENT_TEXT] + "…" if len(entry.text) > RECENT_TEXT else entry.text
    return msgspec.structs.replace(entry, text=cut, said=shortened(entry.said) if entry.said else None)


def _weight(evidence: Evidence) -> int:
    """About how many bytes of the record an attachment takes."""
    return len(evidence.name.encode()) + len(evidence.content_type) + len(evidence.raw) + len(evidence.digest) + 64
