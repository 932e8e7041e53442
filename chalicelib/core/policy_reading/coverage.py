"""What conditions leave to others: whether one `when` covers another, and whether two exclude each other."""

from chalicelib.core.policy.vocabulary import Test, When, mentions


def covers(wide: When, narrow: When) -> bool:
    """Whether `wide` holds wherever `narrow` does, as far as that can be read from the words alone."""
    return not wide or (bool(narrow) and all(any(_follows(table, other) for other in wide) for table in narrow))


def exclude(one: When, other: When) -> bool:
    """Whether the two can never hold at once."""
    return bool(one and other) and all(_contradict(a, b) for a in one for b in other)


def _follows(narrow: tuple[Test, ...], wide: tuple[Test, ...]) -> bool:
    """Whether all tests of the wide table hold where those of the narrow one do."""
    return all(any(_implies(test, wanted) for test in narrow) for wanted in wide)


def _implies(test: Test, wanted: Test) -> bool:
    if test == wanted:
        return True
    if not (_lists(test) and _lists(wanted)) or (test.kind, test.of) != (wanted.kind, wanted.of):
        return False
    if test.kind == "words":  # whoever writes 房费 writes 房
        return all(mentions(word, wanted.values) for word in test.values)
    return set(test.values) <= set(wanted.values)


def _contradict(one: tuple[Test, ...], other: tuple[Test, ...]) -> bool:
    return any(_disjoint(a, b) for a in one for b in other)


def _disjoint(one: Test, other: Test) -> bool:
    """One value of a field cannot be two; words, flags and moments may stand side by side."""
    if one.kind != "field" or one.of != other.of or one.kind != other.kind:
        return False
    filled = [test for test in (one, other) if test.values == ("*",)]
    if filled:
        return len(filled) == 2 and one.negate != other.negate  # noqa: PLR2004 - filled and not filled
    return _lists(one) and _lists(other) and not set(one.values) & set(other.values)


def _lists(test: Test) -> bool:
    """Whether the test asks for one of several values, and nothing else."""
    return bool(test.values) and test.values != ("*",) and not test.negate
