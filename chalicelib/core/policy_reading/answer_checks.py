"""Whether each complaint has one answer at most: of several tasks that ask for one no two may hold at once.

Two `when` are told apart if each table of the one contradicts each of the other in a single field: values that have none in common,
numbers that do not meet, filled against empty. Whatever else keeps them apart is not looked for, and refused.
"""

from itertools import combinations, product

import msgspec

from chalicelib.core.policy.answering import ANSWERS
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import NO, YES, Test, When, folded
from chalicelib.core.policy_reading.decoding import Reading

ANYTHING = ("*",)


def check_answers(policy: Policy, reading: Reading) -> None:
    """Names both places of each two answers that could hold at once."""
    answers = [(i, task) for i, task in enumerate(policy.tasks) if task.command == ANSWERS]
    for (first, one), (second, other) in combinations(answers, 2):
        if not told_apart(one.when, other.when):
            reading.refuse(
                f"task[{second}].when",
                f'and task[{first}].when ("{one.name}") could hold for one complaint, which would then have two answers: '
                "compare the same field in both, with values of which none is in both",
            )


def told_apart(one: When, other: When) -> bool:
    """Whether no complaint can be one of which both hold."""
    return all(_contradict(a, b) for a, b in product(_tables(one), _tables(other)))


def _tables(when: When) -> When:
    return when or ((),)


def _contradict(one: tuple[Test, ...], other: tuple[Test, ...]) -> bool:
    return any(_excludes(a, b) for a, b in product(one, other))


def _excludes(one: Test, other: Test) -> bool:
    """Whether no complaint can pass both tests."""
    if one.negate is not other.negate and msgspec.structs.replace(one, negate=other.negate) == other:
        return True
    if one.kind != "field" or other.kind != "field" or one.of != other.of or one.negate or other.negate:
        return False
    if one.values and other.values and ANYTHING not in (one.values, other.values):
        return _share_nothing(one.values, other.values)
    return _is_range(one) and _is_range(other) and (_lies_below(one, other) or _lies_below(other, one))


def _share_nothing(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Yes and no stand for many words of people's, so each is compared with the other only."""
    answers = {YES, NO}
    if (answers & {*one} or answers & {*other}) and not ({*one} | {*other}) <= answers:
        return False
    return not {*map(folded, one)} & {*map(folded, other)}


def _is_range(test: Test) -> bool:
    return not test.values and test.older_than is None


def _lies_below(one: Test, other: Test) -> bool:
    """Whether each number that passes the one is smaller than each that passes the other."""
    highest = [(bound, strict) for bound, strict in ((one.at_most, False), (one.below, True)) if bound is not None]
    lowest = [(bound, strict) for bound, strict in ((other.at_least, False), (other.over, True)) if bound is not None]
    return any(top < bottom or (top == bottom and (s or t)) for (top, s), (bottom, t) in product(highest, lowest))
