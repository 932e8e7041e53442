"""What one condition says of another: which can never hold together, and which holds wherever another does."""

from collections.abc import Collection

from chalicelib.core.policy.vocabulary import NO, YES, Test, folded, mentions, number_told, says_no, says_yes

FILLED = ("*",)
# What changes in the course of a complaint, so that two parts may ask for different values of it one after the other.
PASSING = frozenset(
    ("round", "stage", "status", "satisfaction", "escalation_level", "valid", "handler", "department", "unit", "outcome", "restricted")
)  # fmt: skip

Table = tuple[Test, ...]


def plain(value: str) -> str:
    """A value as it is compared: yes and no in whatever words, all else folded."""
    return YES if says_yes(value) else NO if says_no(value) else folded(value)


def contradicts(one: Table, other: Table, beside: Collection[str] = PASSING) -> bool:
    """Whether no complaint can pass both tables, `beside` the fields that may change between them."""
    return any(
        a.of == b.of and a.of not in beside and _excludes(a, b)
        for a in one
        for b in other
        if a.kind == b.kind == "field"
    )


def follows(narrow: Table, wide: Table) -> bool:
    """Whether all of the wide table holds where the narrow one does."""
    return all(any(implies(test, wanted) for test in narrow) for wanted in wide)


def implies(test: Test, wanted: Test) -> bool:
    """Whether whatever passes the one test passes the other."""
    if test == wanted:
        return True
    if (test.kind, test.of) != (wanted.kind, wanted.of) or test.kind in ("count", "earlier"):
        return False
    if test.kind == "words":  # whoever writes 房费 writes 房
        return all(mentions(word, wanted.values) for word in test.values)
    if test.negate or wanted.negate or test.older_than or wanted.older_than:
        return False
    if wanted.values == FILLED:
        return is_range(test) or (test.values != FILLED and not any(says_no(each) for each in test.values))
    if is_range(wanted):
        return (
            within(test, wanted)
            if is_range(test)
            else bool(test.values) and all(lies_in(v, wanted) for v in test.values)
        )
    return bool(test.values) and {*map(plain, test.values)} <= {*map(plain, wanted.values)}


def is_range(test: Test) -> bool:
    """Whether it compares a number by bounds."""
    return test.kind == "field" and not test.values and test.older_than is None


def low(test: Test) -> tuple[float, bool]:
    """The number from which on a range reaches, and whether it leaves out that number itself."""
    if test.over is not None and (test.at_least is None or test.over >= test.at_least):
        return test.over, True
    return (float("-inf") if test.at_least is None else test.at_least), False


def high(test: Test) -> tuple[float, bool]:
    """The number up to which a range reaches, and whether it takes in that number itself."""
    if test.below is not None and (test.at_most is None or test.below <= test.at_most):
        return test.below, False
    return (float("inf") if test.at_most is None else test.at_most), True


def within(inner: Test, outer: Test) -> bool:
    """Whether the one range lies in the other."""
    return low(inner) >= low(outer) and high(inner) <= high(outer)


def _excludes(one: Test, other: Test) -> bool:
    for empty, test in ((one, other), (other, one)):
        if empty.negate and empty.values == FILLED:
            return not test.negate and not any(says_no(value) for value in test.values)
    if one.negate or other.negate or one.older_than or other.older_than or FILLED in (one.values, other.values):
        return False
    if is_range(one) and is_range(other):
        return _lies_below(one, other) or _lies_below(other, one)
    for values, test in ((one.values, other), (other.values, one)):
        if values and is_range(test):
            return all(number_told(value) is not None and not lies_in(value, test) for value in values)
    return not {*map(plain, one.values)} & {*map(plain, other.values)}


def lies_in(value: str, bounds: Test) -> bool:
    """Whether a value is a number within these bounds."""
    number = number_told(value)
    return number is not None and low(bounds) <= (number, False) and (number, True) <= high(bounds)


def _lies_below(one: Test, other: Test) -> bool:
    top, taken = high(one)
    bottom, left_out = low(other)
    return top < bottom or (top == bottom and (left_out or not taken))
