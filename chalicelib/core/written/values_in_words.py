"""A value that stands in people's own words: "批号20260215", "30箱", "损失约三万元".

Readings say how it stands there: words in which "#" is the value and "…" some letters of the same sentence. Between the words
and the value people write a colon, "是", "about" and the like; before an amount also what it is about: "了", "至少", "人民币".
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from chalicelib.core.expressions import expression
from chalicelib.core.written.days import DAY, day_of
from chalicelib.core.written.money import sums_of_money
from chalicelib.core.written.numerals import FIGURES, IN_ENGLISH, ROUGHLY, told
from chalicelib.core.written.words import folded, narrowed, simplified, with_gaps

VALUE = "#"
_BY_MONTH = ("year", "m", "day_before", "month_before", "a")  # groups of `DAY` that tell the month
Told = tuple[int, int, float]  # from where to where a number stands, and what it comes to
_KINDS = {
    "number": f"{FIGURES}|{ROUGHLY}|{IN_ENGLISH}",
    "date": rf"(?:the )?(?:{DAY})",
    "text": r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日?|(?=[a-z/.-]{0,12}[0-9])[a-z0-9](?:[a-z0-9/.-]{0,30}[a-z0-9])?",
}
_NAMES = expression(r"\?P<\w+>")  # of groups: several readings in one expression cannot share them
_IS = r"大概|大约|number|no\.?|is|was|of|about|[ :=是为约共有号码]"
_BETWEEN = {
    "number": rf"(?:{_IS}|一共|人民币|\(元\)|[我俺咱他她]们?|[了达计合近超过至少金额¥]){{0,6}}",
    "date": rf"(?:{_IS}){{0,4}}",
    "text": rf"(?:{_IS}){{0,4}}",
}


def value_in(words: str, readings: tuple[str, ...], kind: str) -> str:
    """The value of that kind ("number" or "text") by these readings; "" if there is none.

    Of several numbers the largest, of texts the first.
    """
    if kind == "number":
        return largest_in(words, readings)
    return next((value for _, _, value in _found(readings, kind, _as_read(words))), "")


def day_in(words: str, readings: tuple[str, ...], near: date, first: str | None = None) -> str:
    """The first day by these readings, as 2026-03-01; "" if there is none.

    `near`: the day of writing, which settles the year of 3月1日; 昨天 is one of the `first` words alone (all, if nothing is said).
    """
    days = (_day(value, near, named=False) for _, _, value in _found(readings, "date", _as_read(words)))
    named = (_day(value, near, named=True) for _, _, value in _found(readings, "date", _as_read(first or words)))
    day = next((day for day in (*days, *named) if day), None)
    return day.isoformat() if day else ""


def _day(said: str, near: date, *, named: bool) -> date | None:
    """The day that these words name. `named`: by a word reckoned from the day of writing; else by its month."""
    found = re.fullmatch(rf"(?:the )?(?:{DAY})", folded(said))
    if found is None or not any(found[group] for group in (("word",) if named else _BY_MONTH)):
        return None
    return day_of(found, near, ahead=False)


def largest_in(words: str, readings: tuple[str, ...]) -> str:
    """The largest number by these readings; "" if there is none."""
    return _largest(_numbers(readings, _as_read(words)))


def money_in(words: str, readings: tuple[str, ...], last: tuple[str, ...]) -> str:
    """The largest sum of money by these readings, else of all that are told; "" if none is. What stands as `last` say counts only where there is no other."""
    said = _as_read(words)
    named, aside, sums = list(_numbers(readings, said)), list(_numbers(last, said)), list(sums_of_money(said))
    others = [each for each in sums if not _among(each, aside)]
    return _largest([each for each in others if _among(each, named)] or others or sums or named)


def _among(number: Told, others: Iterable[Told]) -> bool:
    start, end, _ = number
    return any(a < end and start < b for a, b, _ in others)


def _largest(numbers: Iterable[Told]) -> str:
    largest = max((value for _, _, value in numbers), default=None)
    return "" if largest is None else f"{largest:.6f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=64)  # one text is read for each field in turn, and again at each fact of its complaint
def _as_read(words: str) -> str:
    return " ".join(simplified(narrowed(words)).split())


def _numbers(readings: tuple[str, ...], said: str) -> Iterator[Told]:
    for start, end, value in _found(readings, "number", said):
        if (number := told(value)) is not None:
            yield start, end, number


@lru_cache(maxsize=1024)
def _found(readings: tuple[str, ...], kind: str, said: str) -> tuple[tuple[int, int, str], ...]:
    """From where to where values stand, and the values."""
    words = said.casefold()
    near = tuple(each for each in readings if all(part in words for part in _for_itself(each)))
    matches = _pattern(near, kind).finditer(said) if near else ()
    groups = ((match, match.lastindex or 0) for match in matches)
    return tuple((match.start(group), match.end(group), match[group].strip()) for match, group in groups)


@lru_cache(maxsize=2048)
def _for_itself(reading: str) -> tuple[str, ...]:
    """What of a reading stands for itself, around its value and its gaps: where it does not occur, no pattern need be made."""
    return tuple(part.strip() for part in re.split(r"#|\.\.\.", folded(reading)))


@lru_cache(maxsize=512)
def _pattern(readings: tuple[str, ...], kind: str) -> re.Pattern[str]:
    return re.compile("|".join(_reading(folded(each), kind) for each in readings), re.IGNORECASE)


def _reading(words: str, kind: str) -> str:
    before, _, after = words.partition(VALUE)
    start = "(?<![a-z0-9])" if re.match("[a-z0-9]", before) else "" if before else "(?<![a-z0-9])(?<![0-9][.,-])"
    end = "(?![a-z0-9])" if re.search("[a-z0-9]$", after) else ""
    between = _BETWEEN[kind] if before else ""
    return f"{start}{with_gaps(before)}{between}({_NAMES.sub('?:', _KINDS[kind])}) ?{with_gaps(after.strip())}{end}"
