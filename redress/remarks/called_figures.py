"""Values and parts that are called after a figure ("the third", 80分以上) which is not the one that their conditions compare with."""

import math
import re
from collections.abc import Iterable, Iterator

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import Test, When
from chalicelib.core.written.numerals import WRITTEN_OUT, in_english, written_out
from redress.remarks.condition_logic import high, is_range, low
from redress.remarks.polarity import named_parts
from redress.remarks.policy_texts import Texts
from redress.remarks.spans_in_words import without_spans

FILLED_IN = expression(r"[“\"「][^”\"」]*[”\"」]|\{\{.*?\}\}|https?://\S+", re.DOTALL)
NUMBER = rf"(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+(?:\.[0-9]+)?|{WRITTEN_OUT})"
UNIT = r"(?P<times>[万萬])? ?[^\W\d万萬以及或含]{0,2}?[%％]?"
SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
FIGURE = rf"[£$€¥]?(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+(?:\.[0-9]+)?|\b(?:{'|'.join(SMALL)})\b)"
NOUN = r"(?: ?[%％]| [a-z]+)?"
LOW, HIGH, EXACT = "from", "up to", "the"
SAID = (
    (LOW, expression(rf"{NUMBER}{UNIT}(?:[及或含]?以上|起(?!诉|訴|来|來|火))")),
    (LOW, expression(rf"(?:至少|不低于|不低於|不少于|不少於|(?<![不未])[达達]到?|(?<![不未])[满滿]|(?<!不)超[过過]|大[于於]|高[于於]|多[于於]) ?{NUMBER}(?P<times>[万萬])?")),
    (HIGH, expression(rf"{NUMBER}{UNIT}[及或含]?以[下内內]")),
    (HIGH, expression(rf"(?:不超[过過]|至多|最多|不高于|不高於|不多于|不多於|不足|低[于於]|少[于於]|小[于於]|不[满滿]|未[满滿]|不到|未[达達]到?) ?{NUMBER}(?P<times>[万萬])?")),
    (LOW, expression(rf"{FIGURE}{NOUN} (?:or|and) (?:more|over|above|higher)\b|\b(?:at least|(?<!no )more than|over|above|exceeding|from) {FIGURE.replace('number', 'n2')}|(?P<n3>[0-9]+)\+", re.IGNORECASE)),
    (HIGH, expression(rf"{FIGURE}{NOUN} (?:or|and) (?:less|fewer|under|below|lower)\b|\b(?:below|under|less than|fewer than|up to|at most|no more than) {FIGURE.replace('number', 'n2')}", re.IGNORECASE)),
)  # fmt: skip
OF_ORDER = (
    expression(rf"第(?P<number>[0-9]{{1,2}}|{WRITTEN_OUT}) ?[次起件回宗例]"),
    expression(
        rf"\b(?P<nth>{'|'.join(NTH)}|[0-9]{{1,2}}(?:st|nd|rd|th)) (?:time|complaint|such|one|report|case|occurrence|incident|in (?:the|a|one|this)|of (?:the|a|this)|within)\b",
        re.IGNORECASE,
    ),
    expression(
        rf"\b(?P<nth>twice|thrice)\b|\b(?P<number>{'|'.join(SMALL)}|[0-9]{{1,2}}) (?:times|complaints)\b", re.IGNORECASE
    ),
)
TIMES = {"twice": 2, "thrice": 3}
Bound = tuple[str, float]


class Called(msgspec.Struct, frozen=True):
    """What bears a figure in its name: how it is told, its texts, and all the conditions under which it comes about."""

    title: str
    texts: tuple[str, ...]
    when: When


def remarks_on_called_figures(policy: Policy) -> Iterator[str]:
    """A sentence for each thing whose name has a figure that it does not begin or end with."""
    for called in (*_values(policy), *_parts(policy)):
        tests = [test for table in called.when for test in table if not test.negate]
        yield from _other_bounds(called, tests)
        yield from _another_time(called, tests)


def _values(policy: Policy) -> Iterator[Called]:
    """Each value that rules give, by its label; and each flag that they raise."""
    found: dict[tuple[str, str], list[When]] = {}
    for rule in policy.rules:
        for given in (*rule.then.set.items(), *(("flag", flag) for flag in rule.then.flag)):
            found.setdefault(given, []).append(rule.when)
    own = {field.name: field.called for field in policy.fields}
    for (field, value), conditions in found.items():
        texts: Texts = own.get(field, {}).get(value) or policy.labels.get(value, {})
        if all(conditions):
            when = tuple(table for each in conditions for table in each)
            yield Called(f'{field} "{value}"', (value.replace("_", " "), *texts.values()), when)


def _parts(policy: Policy) -> Iterator[Called]:
    for part in named_parts(policy):
        yield Called(part.title, part.called, part.when)


def _other_bounds(called: Called, tests: list[Test]) -> Iterator[str]:
    """It is called after a bound, and all its conditions compare with others, or take the other side of it."""
    compared = [bound for test in tests for bound in _compared(test)]
    aged = any(test.older_than or test.within for test in tests)
    for text in called.texts if compared else ():
        said = [*_bounds_in(without_spans(text) if aged else text)]
        if not said or any(_is(each, other) for each in said for other in compared):
            continue
        side, number = said[0]
        shown = " or ".join(dict.fromkeys(f"{own} {bound:g}" for own, bound in compared))
        yield f"{called.title} is called “{text[:40]}”, {side} {number:g}, and is for what has {shown}"
        return


def _compared(test: Test) -> Iterator[Bound]:
    """Where the numbers begin and end that a test takes."""
    if test.kind == "count" or is_range(test):
        (bottom, _), (top, _) = low(test), high(test)
        yield from ((side, n) for side, n in ((LOW, bottom), (HIGH, top)) if not math.isinf(n))


def _is(one: Bound, other: Bound) -> bool:
    """Whether two bounds are one; 79 and less is below 80."""
    return one[0] == other[0] and abs(one[1] - other[1]) <= 1


def _bounds_in(text: str) -> Iterator[Bound]:
    for side, words in SAID:
        for found in words.finditer(FILLED_IN.sub(" ", text)):
            groups = found.groupdict()
            told = groups.get("number") or groups.get("n2") or groups.get("n3") or ""
            number = _number(told) * (10_000 if groups.get("times") else 1)
            if number:
                yield side, number


def _number(told: str) -> float:
    plain = told.replace(",", "").lower()
    if plain.replace(".", "").isdecimal():
        return float(plain)
    return SMALL.get(plain) or (written_out(plain) if not plain.isascii() else in_english(plain))


def _another_time(called: Called, tests: list[Test]) -> Iterator[str]:
    """It is called after the how many-th it is, and its conditions count others."""
    counted = {_least(test) for test in tests if test.kind == "count" or (test.of == "round" and not test.negate)} - {0}
    for text in called.texts if counted else ():
        said = {*_times_in(text)}
        if said and not said & counted:
            yield f"{called.title} is called “{text[:40]}”, number {min(said)}, and is for number {' or '.join(map(str, sorted(counted)))}"
            return


def _least(test: Test) -> int:
    """The first number that a count or round takes."""
    if test.values:
        return min((int(value) for value in test.values if value.isdecimal()), default=0)
    bottom, left_out = low(test)
    return 0 if math.isinf(bottom) else math.floor(bottom) + left_out


def _times_in(text: str) -> Iterable[int]:
    for words in OF_ORDER:
        for found in words.finditer(without_spans(text)):
            groups = found.groupdict()
            nth = (groups.get("nth") or "").lower()
            if nth in NTH:
                yield NTH.index(nth) + 1
            elif nth:
                yield TIMES.get(nth) or int(nth[:-2])
            else:
                yield int(_number(groups["number"] or "0"))
