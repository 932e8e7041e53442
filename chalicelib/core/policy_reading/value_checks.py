"""Whether a value fits what it is compared with or set to, and whether comparisons and lists of words mean something."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Field
from chalicelib.core.policy.vocabulary import NO, YES, Test, says_no, says_yes
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.names import SEVERAL
from chalicelib.core.written.dates import date_in
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.numerals import number_in

PATTERN = expression(r"\.[*+]|\\[dws]|\[[^\]]*-[^\]]*\]|\*|\|")  # as regular expressions and file names have it
TYPES: tuple[str, ...] = get_args(Field.__annotations__["type"])
NUMBERS = ("round", "satisfaction", "escalation_level")  # fields of every complaint that are numbers
LOWEST, HIGHEST = {"satisfaction": 1, "round": 1}, {"satisfaction": 4, "escalation_level": 2}
COUNTED, WRITTEN = 1, 0  # the least of a count, which has the complaint itself in it, and of a number that people write


def check_values(field: str, values: Iterable[str], path: str, reading: Reading) -> None:
    """The values that a field is compared with, or one that it is set to."""
    for value in values:
        if not value:
            reading.refuse(path, f"an empty value; to ask whether it is filled write {field} = {{filled = true}}")
        elif (allowed := reading.names.allowed(field)) == (YES, NO):
            if not (says_yes(value) or says_no(value)):
                reading.refuse(path, f'"{value}" is not true or false, and {field} is a field of yes and no')
        elif field == "stage" and not reading.names.stages:
            reading.refuse(path, f'"{value}" is not a stage: the file declares none')
        elif allowed:
            reading.known(value, allowed, path, "anybody in the directory" if field == "handler" else f"a {field}")
        else:
            _of_its_type(field, value, path, reading)


def _of_its_type(field: str, value: str, path: str, reading: Reading) -> None:
    kind = reading.names.types.get(field, "")
    if kind == "yes_no" and not (says_yes(value) or says_no(value)):
        reading.refuse(path, f'"{value}" is not true or false, and {field} is a field of yes and no')
    elif kind == "number" and number_in(value) is None:
        reading.refuse(path, f'"{value}" is not a number, and {field} is a field of numbers')
    elif kind == "date" and date_in(value) is None:
        reading.refuse(path, f'"{value}" is not a date like 2026-05-01, and {field} is a field of dates')
    elif field in NUMBERS and not (value.isdigit() and _is_possible(field, int(value))):
        reading.refuse(path, f'"{value}" is no value of {field}; {_span(field)}')


def _is_possible(field: str, number: float) -> bool:
    return LOWEST.get(field, 0) <= number <= HIGHEST.get(field, number)


def _span(field: str) -> str:
    low, high = LOWEST.get(field, 0), HIGHEST.get(field)
    return f"it is a whole number from {low} on" if high is None else f"it is {low} to {high}"


def check_comparison(test: Test, path: str, reading: Reading) -> None:
    """A comparison by bounds or age: of a number or a date, and such that something can fulfil it."""
    kind = reading.names.types.get(test.of, "")
    if kind and kind not in TYPES:
        return
    if test.kind == "field" and test.older_than is not None and kind != "date":
        reading.refuse(path, f'compares a date, and {test.of} is none; give the field type = "date"')
    elif test.kind == "field" and test.older_than is None and kind != "number" and test.of not in NUMBERS:
        reading.refuse(path, f"compares a number, and {test.of} is none{'' if not kind else _retyped(kind)}")
    elif not _can_hold(test, float("-inf")):
        reading.refuse(path, "can never hold: nothing lies between these bounds")
    elif test.kind == "count" and not _can_hold(test, COUNTED):
        reading.refuse(path, f"can never hold: {test.of} is counted from {COUNTED} on")
    elif not _can_hold(test, WRITTEN):
        reading.refuse(path, f"can never hold: {test.of} is {LOWEST.get(test.of, WRITTEN)} or more")
    elif test.kind == "count" and (test.at_least or 0) <= 1 and (test.over or 0) < 1 and not _has_top(test):
        reading.refuse(path, "always holds: the complaint itself is counted; begin with at_least = 2")


def _retyped(kind: str) -> str:
    return f'; the field has type = "{kind}"'


def _has_top(test: Test) -> bool:
    return test.at_most is not None or test.below is not None


def _can_hold(test: Test, lowest: float) -> bool:
    """Whether any number from the lowest on lies in the bounds; of a satisfaction, one that can be given."""
    low = max(b for b in (test.at_least, test.over, LOWEST.get(test.of), lowest) if b is not None)
    high = min(b for b in (test.at_most, test.below, HIGHEST.get(test.of), float("inf")) if b is not None)
    return low < high or (low == high and low != test.over and high != test.below)


def check_words(words: Iterable[str], path: str, reading: Reading) -> None:
    """Words that are looked for, or that may be chosen: each a word of its own, and none empty."""
    for i, word in enumerate(words):
        where = f"{path}[{i}]"
        parts = [part for part in SEVERAL.split(word) if part]
        if not word.strip():
            reading.refuse(where, "is empty, and would be found everywhere")
        elif len(parts) > 1:
            listed = ", ".join(f'"{part}"' for part in parts)
            reading.refuse(where, f'"{word}" is one word with commas or strokes in it; did you mean [{listed}]?')
        elif word != word.strip():
            reading.refuse(where, f'"{word}" begins or ends with a blank; did you mean "{word.strip()}"?')


def check_sought(words: Sequence[str], path: str, reading: Reading) -> None:
    """Words that are looked for in what people write: none is a pattern, for which there are two signs of ours."""
    check_words(words, path, reading)
    for i, word in enumerate(words):
        if found := PATTERN.search(word):
            means = (
                f'"{found.group()}" is looked for as it stands; write … for what lies between words and # for a number'
            )
            reading.refuse(f"{path}[{i}]", means)


def check_unlike(words: Iterable[str], path: str, reading: Reading) -> None:
    """Names of which each may stand there once."""
    seen: set[str] = set()
    for i, word in enumerate(words):
        if word in seen:
            reading.refuse(f"{path}[{i}]", f'"{word}" is there twice')
        seen.add(word)


def check_languages(texts: Mapping[str, object], path: str, reading: Reading) -> None:
    """The languages in which something is worded."""
    for language in texts:
        reading.known(language, tuple(LANGUAGES), f"{path}.{language}", "a language that anybody is written to in")
