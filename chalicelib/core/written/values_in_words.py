"""A value that stands in people's own words: "批号20260215", "30箱", "损失约三万元".

Readings say how it stands there: words in which "#" is the value and "…" some letters of the same sentence. Between the words
and the value people write a colon, "是", "about" and the like; before an amount also what it is about: "了", "至少", "人民币".
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from chalicelib.core.written.dates import WITH_YEAR, date_in
from chalicelib.core.written.numerals import FIGURES, WRITTEN_OUT, number_in, written_out
from chalicelib.core.written.words import folded, narrowed, simplified, with_gaps

VALUE = "#"
_KINDS = {
    "number": f"{FIGURES}|{WRITTEN_OUT}",
    "date": WITH_YEAR,
    "text": r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日?|(?=[a-z/.-]{0,12}[0-9])[a-z0-9](?:[a-z0-9/.-]{0,30}[a-z0-9])?",
}
_IS = r"大概|大约|number|no\.?|is|was|of|about|[ :=是为约共有号码]"
_BETWEEN = {
    "number": rf"(?:{_IS}|一共|人民币|\(元\)|[了达计合近超过至少金额¥]){{0,6}}",
    "date": rf"(?:{_IS}){{0,4}}",
    "text": rf"(?:{_IS}){{0,4}}",
}


def value_in(words: str, readings: tuple[str, ...], kind: str) -> str:
    """The value of that kind ("number", "date" or "text") by these readings; "" if there is none.

    Of several numbers the largest, of others the first.
    """
    found = _found(_pattern(readings, kind), " ".join(simplified(narrowed(words)).split())) if readings else []
    if kind != "number":
        return next((value for value in found if kind != "date" or date_in(value)), "")
    numbers = [number for value in found if (number := _number(value)) is not None]
    return f"{max(numbers):.6f}".rstrip("0").rstrip(".") if numbers else ""


def _found(pattern: re.Pattern[str], words: str) -> list[str]:
    return [next(filter(None, match.groups())).strip() for match in pattern.finditer(words)]


@lru_cache(maxsize=128)
def _pattern(readings: Iterable[str], kind: str) -> re.Pattern[str]:
    return re.compile("|".join(_reading(folded(each), kind) for each in readings), re.IGNORECASE)


def _reading(words: str, kind: str) -> str:
    before, _, after = words.partition(VALUE)
    start = "(?<![a-z0-9])" if re.match("[a-z0-9]", before) else "" if before else "(?<![a-z0-9])(?<![0-9][.,-])"
    end = "(?![a-z0-9])" if re.search("[a-z0-9]$", after) else ""
    between = _BETWEEN[kind] if before else ""
    return f"{start}{with_gaps(before)}{between}({_KINDS[kind]}) ?{with_gaps(after.strip())}{end}"


def _number(value: str) -> float | None:
    return number_in(value) if value[:1].isascii() else written_out(value)
