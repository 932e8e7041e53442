"""Leaving out of a life whatever its breach does not need."""

from collections.abc import Callable, Iterator

import msgspec

from chalicelib.core.policy.model import Policy
from redress.proving.lives import Life
from redress.proving.playing import Played, play
from redress.proving.promises import Breach, Promise, broken


def breach_of(promise: Promise, played: Played) -> Breach | None:
    """The first breach of that promise in the life; None if it keeps it."""
    return min(broken(promise, played), key=lambda breach: breach.at, default=None)


def shortest(
    policy: Policy, life: Life, promise: Promise, has_time: Callable[[], bool], tries: int = 60
) -> tuple[Life, bool]:
    """The life with acts left out one at a time as long as the same promise stays broken, and whether nothing more can be left out.

    At most so many lives are played, and none once there is no more time.
    """
    going_on = True
    while going_on:
        going_on = False
        for shorter in _shorter(life):
            if tries <= 0 or not has_time():
                return life, False
            tries -= 1
            if next(broken(promise, play(policy, shorter)), None) is not None:
                life, going_on = shorter, True
                break
    return life, True


def _shorter(life: Life) -> Iterator[Life]:
    acts = life.acts
    for cut in (len(acts) // 2, len(acts) - 1):
        if 0 <= cut < len(acts):
            yield msgspec.structs.replace(life, acts=acts[:cut])
    for index in range(len(acts)):
        yield msgspec.structs.replace(life, acts=acts[:index] + acts[index + 1 :])
    if life.absences:
        yield msgspec.structs.replace(life, absences=())
    if any(count > 1 for count in life.counts.values()):
        yield msgspec.structs.replace(life, counts=dict.fromkeys(life.counts, 1))
