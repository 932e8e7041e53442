"""A life played to its end, and what promises ask of it: all that happened, and what would follow if."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import AnyFact, TimePassed
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling import decide
from chalicelib.core.policy.model import Policy
from redress.proving.acting import act_out
from redress.proving.course import (
    ID,
    MAIL,
    PHONE,
    QUIET,
    STEPS,
    Course,
    Sent,
    Step,
    customer_writes,
    first_message,
    identity,
    offered,
)
from redress.proving.lives import Life
from redress.proving.scene import Scene
from redress.proving.words import INSISTS

__all__ = [
    "INSISTS", "MAIL", "PHONE", "QUIET", "Course", "Played", "Sent", "Step", "customer_writes", "first_message", "identity", "offered",
    "play", "ticks",
]  # fmt: skip


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """All that happened to one complaint and went out, in order of time. `end`: until when it was watched.

    `others`: the customer's further complaints, each played by itself beside this one.
    """

    policy: Policy
    life: Life
    steps: list[Step]
    sent: list[Sent]
    end: datetime
    said: frozenset[str] = frozenset()  # what anybody wrote, about whichever of the complaints
    # What has been tried already, in this life or an earlier one.
    tried: set[tuple[object, ...]] = msgspec.field(default_factory=set)

    context: Context = Context(complaint_id=ID)
    others: tuple["Played", ...] = ()

    @property
    def all(self) -> tuple["Played", ...]:
        """Its own complaint and the customer's others."""
        return (self, *self.others)

    def state_at(self, at: datetime) -> Complaint:
        """The complaint as it was then."""
        known = [s.decision.complaint for s in self.steps if s.at <= at and s.decision.complaint is not None]
        return known[-1]

    def what_if(self, complaint: Complaint, fact: AnyFact) -> Decision:
        """What would follow if this happened to the complaint."""
        return decide(complaint, fact, self.policy, self.context, fact.at)


def play(policy: Policy, life: Life, tried: set[tuple[object, ...]] | None = None) -> Played:
    """The life under the policy. `tried`: what promises have tried already and need not try again."""
    directory = msgspec.structs.replace(policy.directory, absences=(*policy.directory.absences, *life.absences))
    scene = Scene(msgspec.structs.replace(policy, directory=directory), life)
    end = act_out(scene)
    tried = set() if tried is None else tried
    written = (getattr(step.fact, "writing", None) for course in scene.courses for step in course.steps)
    said = frozenset(writing.text for writing in written if writing is not None)
    each = [_played(course, end, said, tried) for course in scene.courses]
    beside = [tuple(other for other in each if other is not one) for one in each]
    first, *others = (msgspec.structs.replace(one, others=rest) for one, rest in zip(each, beside, strict=True))
    return msgspec.structs.replace(first, others=tuple(others))


def _played(course: Course, end: datetime, said: frozenset[str], tried: set[tuple[object, ...]]) -> Played:
    return Played(policy=course.policy, life=course.life, steps=course.steps, sent=course.sent, end=end, said=said,
                  tried=tried, context=course.context)  # fmt: skip


def ticks(played: Played, complaint: Complaint, until: datetime) -> Iterator[Decision]:
    """What would follow if nobody did anything any more."""
    for number in range(STEPS):
        due = complaint.next_check_at
        if due is None or due > until:
            return
        decision = played.what_if(complaint, TimePassed(id=f"if-{number}", at=due))
        if decision.complaint is None:
            return
        complaint = decision.complaint
        yield decision
