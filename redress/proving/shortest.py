"""Leaving out of a life whatever its breach does not need."""

from collections.abc import Iterator

import msgspec

from chalicelib.core.policy.model import Policy
from redress.proving.lives import Life
from redress.proving.playing import play
from redress.proving.promises import Breach, Promise, broken


def breach_of(policy: Policy, life: Life, promise: Promise) -> Breach | None:
    """The first breach of that promise in the life; None if it keeps it."""
    return min(broken(promise, play(policy, life)), key=lambda breach: breach.at, default=None)


def shortest(policy: Policy, life: Life, promise: Promise, tries: int = 60) -> Life:
    """The life with acts left out one at a time as long as the same promise stays broken; at most so many lives are played."""
    for _ in range(tries):
        for shorter in _shorter(life):
            tries -= 1
            if breach_of(policy, shorter, promise) is not None:
                life = shorter
                break
            if tries <= 0:
                return life
        else:
            return life
    return life


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
