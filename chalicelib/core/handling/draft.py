"""A decision in the making: the complaint so far, and what has been recorded and asked for on the way."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core import people, phrases
from chalicelib.core.circumstances import Circumstances
from chalicelib.core.complaint import (
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
from chalicelib.core.facts import Writing
from chalicelib.core.labels import label
from chalicelib.core.policy import By, Policy
from chalicelib.core.working_time import ALWAYS, shift

RECENT_LINES = 30
RECENT_TEXT = 500
AT_ONCE = frozenset({"acknowledgement", "noted", "thanks"})

Extra = dict[str, str | int | list[str]]


def quiet_until(policy: Policy, at: datetime) -> datetime | None:
    """When quiet hours end, if `at` lies in them; None otherwise."""
    local = at.astimezone(ZoneInfo(policy.timezone))
    start, end = policy.quiet
    clock = f"{local:%H:%M}"
    inside = (start <= clock or clock < end) if start > end else start <= clock < end
    if not inside:
        return None
    opening = local.replace(hour=int(end[:2]), minute=int(end[3:]), second=0, microsecond=0)
    return opening if opening > local else opening + timedelta(days=1)


class Draft:
    """What the four steps of `decide` work on. Lives for one decision; everything it hands out is frozen."""

    def __init__(
        self, complaint: Complaint, policy: Policy, circumstances: Circumstances, at: datetime, now: datetime
    ) -> None:
        self.before = complaint
        self.complaint = complaint
        self.policy = policy
        self.circumstances = circumstances
        self.at = at
        self.now = now
        self.entries: list[Entry] = []
        self.messages: list[Message] = []
        self.facts: list[FollowUp] = []
        self.reached: list[str] = []
        self.changes: list[str] = []
        self.problems: list[str] = []
        self.by = ""  # the member of staff whose mail this is about
        self.fresh_evidence: tuple[Evidence, ...] = ()
        self.fresh_assignment = False  # whoever handles it now has to be told
        self.offer_receipt = False
        self.cancels: list[str] = []  # messages not yet sent that are taken back

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
            fresh = Moment(name=moment, at=at or self.at, round=self.complaint.round)
            self.change(moments=(*self.complaint.moments, fresh))
            self.reached.append(moment)

    def evidence(self, writing: Writing) -> None:
        """Adds what a mail brought along to the complaint."""
        known = {e.digest for e in self.complaint.evidence}
        self.fresh_evidence = writing.evidence
        fresh = tuple(e for e in writing.evidence if e.digest not in known)
        self.change(evidence=(*self.complaint.evidence, *fresh))

    def customer_channel(self) -> tuple[By, ...]:
        """The channel by which the customer hears: the one they used, unless only the other reaches them (CW-11)."""
        who, gone = self.complaint.complainant, self.complaint.unreachable
        mail, phone = bool(who.mail) and who.mail not in gone, bool(who.phone) and who.phone not in gone
        if self.complaint.channel == "sms":
            return ("sms",) if phone or not mail else ("mail",)
        return ("mail",) if mail or not phone else ("sms",)

    def attempt_times(self) -> tuple[datetime, ...]:
        """When the customer was tried without success in this round."""
        return tuple(m.at for m in self.complaint.moments if m.name == "tried" and m.round == self.complaint.round)

    def attempts(self) -> int:
        """How often the customer was tried without success in this round."""
        return len(self.attempt_times())

    def attempts_made(self) -> None:
        """Counts one more failed attempt."""
        tried = Moment(name="tried", at=self.at, round=self.complaint.round)
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
        return phrases.say(code, self.language, **values)

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
        """Adds a line to the history."""
        self.entries.append(Entry(at=self.at, what=what, by=by or self.by, reason=reason, text=text, raw=raw))

    def send(
        self,
        name: str,
        *roles: str,
        by: tuple[By, ...] = ("mail",),
        not_before: datetime | None = None,
        extra: Extra | None = None,
    ) -> None:
        """Asks for a message to everybody who holds one of the roles, each person once."""
        recipients = [r for role in roles for r in people.holders(role, self.complaint, self.policy, self.now)]
        self.send_to(name, *recipients, by=by, not_before=not_before, extra=extra)

    def tell_customer(self, name: str, not_before: datetime | None = None, extra: Extra | None = None) -> None:
        """Asks for a message to the customer, by the way that reaches them."""
        self.send(name, "customer", by=self.customer_channel(), not_before=not_before, extra=extra)

    def send_to(
        self,
        name: str,
        *recipients: Recipient,
        by: tuple[By, ...] = ("mail",),
        not_before: datetime | None = None,
        extra: Extra | None = None,
    ) -> None:
        """Asks for a message to these people, each once, by each channel that reaches them."""
        once = {r.mail or r.phone: r for r in reversed(recipients)}
        for recipient in reversed(once.values()):
            for channel in by:
                if recipient.mail if channel == "mail" else recipient.phone:
                    waits = self._waits(name, recipient, channel)
                    when = max(filter(None, (not_before, waits)), default=None)
                    self.messages.append(
                        Message(name=name, to=recipient, by=channel, extra=extra or {}, not_before=when)
                    )

    def _waits(self, name: str, recipient: Recipient, channel: By) -> datetime | None:
        """Texts and surveys do not disturb customers at night; acknowledgements and answers to their own texts may."""
        if recipient.role != "customer" or name in AT_ONCE or (channel != "sms" and name != "survey"):
            return None
        return quiet_until(self.policy, self.now)

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
            answer=Answer(changes=tuple(self.changes), problems=tuple(self.problems)),
            cancels=tuple(self.cancels),
        )
