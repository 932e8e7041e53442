"""A quarter played through `decide`: one policy's complaints from January to March 2026, and how each stood at any moment."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import msgspec

from chalicelib import policies
from chalicelib.core.complaint.asked_along import came_along
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import TimePassed
from chalicelib.core.complaint.model import Complaint, Entry
from chalicelib.core.policy.model import Policy
from chalicelib.render import Rendered
from redress.proving.acting import act_out
from redress.proving.course import Course, Sent
from redress.proving.lives import Act, Does, Life, random_life
from redress.proving.scene import Scene

BEGINS = datetime(2025, 12, 31, 16, tzinfo=UTC)  # 1 January in China
DAYS = 88
CASES = 15
WORK: tuple[Does, ...] = ("works",) * 6
PLOTS: tuple[tuple[Does, ...], ...] = (
    ("transfers", *WORK, "rates"),
    (*WORK, "rates"),
    ("transfers", *WORK, "rates", "insists", *WORK, "rates"),
    ("transfers", *WORK, "insists", *WORK),
    ("transfers", "invalid", "consents", "works", "works"),
    ("transfers", "works", "transfers", *WORK, "rates"),
    ("again", "transfers", "merges", *WORK, "rates"),
    ("transfers", "works"),
    (),
    ("transfers", *WORK, "loses", "works", "rates"),
    ("registers", "transfers", *WORK, "rates"),
)
PACE = ((3, 20, 60), (30, 200, 900), (600, 1440, 4000))  # minutes between one act and the next: quick, usual, slow


class State(msgspec.Struct, frozen=True):
    """A complaint as a decision left it, and what the history says of that."""

    at: datetime
    complaint: Complaint
    entries: tuple[Entry, ...]


class Case(msgspec.Struct, frozen=True):
    """A complaint as it stands at some moment, with its whole history until then."""

    complaint: Complaint
    entries: tuple[Entry, ...]


class Quick(Course):
    """A course that writes no letters, and looks at the clock only where somebody acts."""

    def wind(self, until: datetime) -> None:
        if self.complaint and (due := self.complaint.next_check_at) and due <= until:
            self.take(TimePassed(id=f"tick-{self.count}", at=until), until, None)

    def _send(self, message: Message, complaint: Complaint, at: datetime) -> None:
        told = Sent(
            at=max(at, message.not_before or at), decided=at, step=len(self.steps) - 1, message=message,
            rendered=Rendered(subject=""), complaint=complaint,
        )  # fmt: skip
        self.sent += [*(msgspec.structs.replace(told, message=each, along=True) for each in came_along(message)), told]


class Quarter(msgspec.Struct, frozen=True):
    """What was played: the states of each complaint, oldest first."""

    policy: Policy
    histories: tuple[tuple[State, ...], ...]

    def at(self, moment: datetime) -> Iterator[Case]:
        """Every complaint that there was by then, as it stood."""
        for states in self.histories:
            until = bisect_right(states, moment, key=lambda state: state.at)
            if until:
                entries = tuple(entry for state in states[:until] for entry in state.entries)
                yield Case(states[until - 1].complaint, entries)


@cache
def played(name: str) -> Quarter:
    """The quarter of a shipped policy, always the same."""
    policy = msgspec.structs.replace(policies.packaged(name), undo=None)
    chance = Random(name)
    lives = [_life(chance, policy, nth) for nth in range(CASES)]
    return Quarter(policy, tuple(h for nth, life in enumerate(lives) for h in _histories(policy, life, nth)))


def _life(chance: Random, policy: Policy, nth: int) -> Life:
    received = BEGINS + timedelta(days=DAYS * nth // CASES, minutes=chance.randint(0, 1439))
    minute, pace = 0, PACE[chance.randint(0, 2)]
    acts: list[Act] = []
    for does in PLOTS[nth % len(PLOTS)]:
        minute += chance.choice(pace)
        acts.append(Act(minute, does, chance.choice((0, 1, 2, chance.randint(0, 99)))))
    return msgspec.structs.replace(random_life(chance, policy), received=received, acts=tuple(acts))


def _histories(policy: Policy, life: Life, nth: int) -> Iterator[tuple[State, ...]]:
    """What became of a life's complaints, each under a number of its own in the quarter."""
    scene = Scene(policy, life)
    scene.courses[0] = Quick(policy, life)
    act_out(scene)
    for other, course in enumerate(scene.courses):
        own = {"id": f"{nth:018}{other:02}", "number": f"{policy.prefix}{nth:03}-{other}"}
        yield tuple(
            State(step.at, _renamed(step.decision.complaint, own, nth), step.decision.entries)
            for step in course.steps
            if step.decision.complaint is not None
        )


def _renamed(complaint: Complaint, own: dict[str, str], nth: int) -> Complaint:
    into = f"{nth:018}{complaint.merged_into[-2:]}" if complaint.merged_into else ""
    return msgspec.structs.replace(complaint, **own, merged_into=into)
