"""What follows from a policy alone is worked out once for each policy, though it is asked for with every fact."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

from chalicelib.core.policy.model import Policy

Found = TypeVar("Found")
Asked = TypeVarTuple("Asked")
Answers = dict[Hashable, Any]

POLICIES = 8  # of one function, those last asked about: what is in force, and what open complaints were opened under
MOST = 4_096  # answers of one policy; what is asked may be somebody's words


def of_policy(work: Callable[[Policy, *Asked], Found]) -> Callable[[Policy, *Asked], Found]:
    """Remembers what a function of a policy and of hashable values returns; a policy is known by being the same object."""
    known: dict[int, tuple[Policy, Answers]] = {}

    @wraps(work)
    def remembered(policy: Policy, /, *asked: *Asked) -> Found:
        _, answers = known.get(id(policy)) or _begun(known, policy)
        try:
            found: Found = answers[asked]
        except KeyError:
            found = work(policy, *asked)
            if len(answers) >= MOST:
                answers.clear()
            answers[asked] = found
        return found

    return remembered


def _begun(known: dict[int, tuple[Policy, Answers]], policy: Policy) -> tuple[Policy, Answers]:
    """Nothing is known of this policy yet. What will be is kept with it, so that no other one can come to lie in its place."""
    while len(known) >= POLICIES:
        del known[next(iter(known))]
    known[id(policy)] = policy, {}
    return known[id(policy)]
