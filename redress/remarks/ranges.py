"""Where the ranges of a number in a sound policy leave a gap, overlap, or say nothing beside one another."""

import re
from collections.abc import Iterator
from itertools import pairwise, permutations

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import Test
from redress.remarks.condition_logic import Table, follows, high, is_range, low, within
from redress.remarks.value_flow import Place, conditions, in_words, is_word


def remarks_on_ranges(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from dict.fromkeys(_gaps(policy))
    yield from dict.fromkeys(_said_already(policy))
    yield from dict.fromkeys(_idle_bounds(policy))
    yield from dict.fromkeys(_never_shorter(policy))
    yield from _fewer_agree(policy)
    yield from dict.fromkeys(_beyond_the_whole(policy))
    yield from dict.fromkeys(_counted_further(policy))


PER_CENT = expression(r"[%％]|百分|\bper ?cent", re.IGNORECASE)
TIMES = 5  # what nobody means beside the others
ENDS_AT = {"satisfaction": 4, "escalation_level": 2}


class _Range(msgspec.Struct, frozen=True):
    title: str
    test: Test
    part: int = 0  # rules of one group share a title


def _gaps(policy: Policy) -> Iterator[str]:
    """Numbers between the ranges of like parts, which none of them takes; and such as two gates take, though both end."""
    for alike, ranges in _ranges(policy).items():
        ordered = sorted(ranges, key=lambda each: (low(each.test), high(each.test)))
        for one, other in pairwise(ordered):
            rest = [each.test for each in ranges if each not in (one, other)]
            if (one.title, one.part) == (other.title, other.part):
                continue
            if high(one.test)[0] < low(other.test)[0] and not _taken_in(one, other, rest):
                yield (
                    f"{one.title} ends at {one.test.of} {high(one.test)[0]:g} and {other.title} begins at "
                    f"{low(other.test)[0]:g}: nothing applies between them"
                )
            elif alike[0] == "gate" and _overlap(one.test, other.test):
                yield f"{one.title} and {other.title} both apply where {in_words((one.test,))} and {in_words((other.test,))}"


def _taken_in(one: _Range, other: _Range, rest: list[Test]) -> bool:
    return any(within(one.test, each) or within(other.test, each) for each in rest)


def _overlap(one: Test, other: Test) -> bool:
    """Whether two ranges meet of which neither is meant to lie in the other."""
    (top, taken), (bottom, left_out) = high(one), low(other)
    if (low(one)[0], top) == (bottom, high(other)[0]):
        return one != other
    nested = within(one, other) or within(other, one)
    return (top > bottom and not nested) or (top == bottom and taken and not left_out)


def _ranges(policy: Policy) -> dict[tuple[object, ...], list[_Range]]:
    found: dict[tuple[object, ...], list[_Range]] = {}
    for number, (alike, place) in enumerate(_like(policy)):
        for table in place.when:
            for test in (t for t in table if is_range(t)):
                rest = frozenset(map(str, (t for t in table if t != test)))
                found.setdefault((*alike, test.of, rest), []).append(_Range(place.title, test, number))
    return {
        key: list({(each.title, each.test): each for each in ranges}.values())
        for key, ranges in found.items()
        if len(ranges) > 1
    }


def _like(policy: Policy) -> Iterator[tuple[tuple[object, ...], Place]]:
    """Parts by what they have in common."""
    for gate in policy.gates:
        yield ("gate", gate.before, gate.binds, bool(gate.approve)), Place(f'gate "{gate.name}"', gate.when)
    for clock in policy.clocks:
        yield ("clock", clock.from_, clock.until), Place(f'clock "{clock.name}"', clock.when)
    for task in policy.tasks:
        yield ("task", task.opens, task.sets, task.command), Place(f'task "{task.name}"', task.when)
    for rule in policy.rules:
        yield ("rule", rule.group), Place(f'a rule of group "{rule.group}"', rule.when)


def _said_already(policy: Policy) -> Iterator[str]:
    """An alternative that another one of the same list takes in, or is; and two that every number passes."""
    for place, when in conditions(policy):
        for one, other in permutations(when, 2):
            if one == other:
                yield f"{place} has {in_words(one)} twice"
            elif any(is_range(test) for test in one) and follows(one, other):
                yield f"{place} has {in_words(one)}, which {in_words(other)} takes in"
            elif _all_numbers(one, other):
                yield f"{place} has {in_words(one)} or {in_words(other)}, which every number is"


def _all_numbers(one: Table, other: Table) -> bool:
    if not (len(one) == len(other) == 1 and is_range(one[0]) and is_range(other[0]) and one[0].of == other[0].of):
        return False
    below, above = one[0], other[0]
    open_ended = low(below)[0] == float("-inf") and high(above)[0] == float("inf")
    return open_ended and high(below)[0] > low(above)[0]


def _idle_bounds(policy: Policy) -> Iterator[str]:
    for place, when in conditions(policy):
        for test in (t for table in when for t in table):
            if is_range(test) and low(test) <= (0, False) and high(test)[0] == float("inf"):
                yield f"{place} has {in_words((test,))}, which every number is"
            if None not in (test.at_most, test.below) or None not in (test.at_least, test.over):
                yield f"{place} has {in_words((test,))}: one of the two bounds says nothing"


def _never_shorter(policy: Policy) -> Iterator[str]:
    """A number that may shorten a limit, by which rules sort into the grade that has that limit only what is longer than it."""
    for clock in (each for each in policy.clocks if each.due):
        for word in (t for table in clock.when for t in table if is_word(t) and not t.negate):
            within = clock.within.get(word.values[0]) or clock.within.get("")
            for rule in (each for each in policy.rules if each.then.set.get(word.of) == word.values[0]):
                for test in (t for table in rule.when for t in table if t.of == clock.due and is_range(t)):
                    if within and low(test)[0] >= within.amount and high(test)[0] > within.amount:
                        yield (
                            f'a rule of group "{rule.group}" makes {word.values[0]} what has {in_words((test,))}, and clock "{clock.name}" '
                            f"gives that {within} at most: {clock.due} never gives less"
                        )


def _fewer_agree(policy: Policy) -> Iterator[str]:
    """A larger number to which fewer agree than to a smaller one."""
    asked = [(gate, t) for gate in policy.gates if gate.approve for table in gate.when for t in table if is_range(t)]
    for (gate, small), (other, large) in permutations(asked, 2):
        above = small.of == large.of and gate.before == other.before and high(small)[0] <= low(large)[0]
        if above and {*other.approve} < {*gate.approve}:
            yield (
                f'gate "{other.name}" asks {", ".join(other.approve)} where {in_words((large,))}, and gate "{gate.name}" '
                f"{', '.join(gate.approve)} where there is less"
            )


def _beyond_the_whole(policy: Policy) -> Iterator[str]:
    """A share in per cent, or a verdict, that is compared with more than there is."""
    most = {f.name: 100 for f in policy.fields if any(PER_CENT.search(each) for each in f.labels.values())} | ENDS_AT
    for place, when in conditions(policy):
        for test in (t for table in when for t in table if t.of in most and is_range(t)):
            if max(each for each in (low(test)[0], high(test)[0]) if each != float("inf")) > most[test.of]:
                yield f"{place} compares {in_words((test,))}, and there is no more than {most[test.of]}"


def _counted_further(policy: Policy) -> Iterator[str]:
    """A count that must be many times what each other count of the policy must be."""
    counts = [
        (p, t) for p, when in conditions(policy) for table in when for t in table if t.kind == "count" and t.at_least
    ]
    for place, test in counts:
        others = [other.at_least or 0 for _, other in counts if other is not test]
        if others and (test.at_least or 0) >= max(others) * TIMES:
            yield f"{place} counts {test.of.replace('+', ' and ')} from {test.at_least:g} on, and others from {max(others):g}"
