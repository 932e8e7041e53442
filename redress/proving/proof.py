"""The search: life after life from one seed, until a promise is broken, or lives or time run out."""

from collections.abc import Callable
from random import Random
from time import process_time

import msgspec

from chalicelib.core.policy.model import Policy
from redress.progress import watched
from redress.proving.lives import Life, random_life
from redress.proving.playing import Played, play
from redress.proving.promises import PROMISES, Breach, Promise, broken
from redress.proving.shortest import breach_of, shortest

SEARCHING = 0.75  # of the time, for lives; the rest is kept for leaving out of one whatever its breach does not need


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A promise that was broken: the shortest life that was found to break it, as it was played, and how it broke.

    `number`: of the life in the search, as `first` counts. `unfinished`: time was over before it was known that nothing more can be left out.
    """

    number: int
    breach: Breach
    life: Life
    played: Played
    unfinished: bool = False


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """How many lives were played, and what was found; None: no promise was broken. `go_on`: the first life that was not played; 0 if all were."""

    lives: int
    finding: Finding | None = None
    go_on: int = 0


def prove(policy: Policy, *, lives: int, seed: int, seconds: float, first: int = 1) -> Proof:
    """Plays at most so many lives from the `first` on, for at most so many seconds of processor time in all, and stops at the first broken promise."""
    tried: set[tuple[object, ...]] = set()
    begun = process_time()
    number, end = first, first + lives
    try:
        for number in watched(range(first, end), "lives", lives):
            if process_time() - begun > seconds * SEARCHING:
                return Proof(lives=number - first, go_on=number)
            found = _broken(policy, seed, number, tried, lambda: process_time() - begun < seconds)
            if found is not None:
                return Proof(lives=number - first + 1, finding=found)
    except KeyboardInterrupt:
        return Proof(lives=number - first, go_on=number)
    return Proof(lives=lives)


def _broken(
    policy: Policy, seed: int, number: int, tried: set[tuple[object, ...]], has_time: Callable[[], bool]
) -> Finding | None:
    """The first promise that one life breaks."""
    life = random_life(Random(f"{seed}-{number - 1}"), policy)  # noqa: S311  nothing secret: the same seed, the same lives
    played = play(policy, life, tried)
    kept = (promise for promise in PROMISES if next(broken(promise, played), None) is not None)
    return next((found for promise in kept if (found := _finding(policy, number, life, promise, has_time))), None)


def _finding(policy: Policy, number: int, life: Life, promise: Promise, has_time: Callable[[], bool]) -> Finding | None:
    found, finished = shortest(policy, life, promise, has_time)
    played = play(policy, found)
    breach = breach_of(promise, played)
    if breach is None:
        return None
    return Finding(number=number, breach=breach, life=found, played=played, unfinished=not finished)
