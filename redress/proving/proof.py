"""The search: life after life from one seed, until a promise is broken, or lives or time run out."""

from collections.abc import Callable
from random import Random
from time import process_time

import msgspec

from chalicelib.core.policy.model import Policy
from redress.proving.lives import Life, random_life
from redress.proving.playing import Played, play
from redress.proving.promises import PROMISES, Breach, Promise, broken
from redress.proving.shortest import breach_of, shortest

SEARCHING = 0.75  # of the time, for lives; the rest is kept for leaving out of one whatever its breach does not need


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A promise that was broken: the shortest life that was found to break it, as it was played, and how it broke.

    `unfinished`: time was over before it was known that nothing more can be left out.
    """

    breach: Breach
    life: Life
    played: Played
    unfinished: bool = False


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """How many lives were played, and what was found; None: no promise was broken."""

    lives: int
    finding: Finding | None = None


def prove(policy: Policy, *, lives: int, seed: int, seconds: float) -> Proof:
    """Plays at most so many lives, for at most so many seconds of processor time in all, and stops at the first broken promise."""
    tried: set[tuple[object, ...]] = set()
    begun = process_time()
    for number in range(lives):
        if process_time() - begun > seconds * SEARCHING:
            return Proof(lives=number)
        life = random_life(Random(f"{seed}-{number}"), policy)  # noqa: S311  nothing secret: the same seed, the same lives
        played = play(policy, life, tried)
        for promise in PROMISES:
            if next(broken(promise, played), None) is not None:
                found = _finding(policy, life, promise, lambda: process_time() - begun < seconds)
                if found is not None:
                    return Proof(lives=number + 1, finding=found)
    return Proof(lives=lives)


def _finding(policy: Policy, life: Life, promise: Promise, has_time: Callable[[], bool]) -> Finding | None:
    found, finished = shortest(policy, life, promise, has_time)
    played = play(policy, found)
    breach = breach_of(promise, played)
    return Finding(breach=breach, life=found, played=played, unfinished=not finished) if breach else None
