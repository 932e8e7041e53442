"""Values of fields that stand in the customer's own words: "批号20260215", "30箱", "损失3,000元".

A field's `reads` say how: words in which "#" stands for the value and "…" for some letters of the same sentence. Between the
words and the value people write a colon, "是", "about" and the like.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from chalicelib.core.policy.model import Field
from chalicelib.core.written.words import date_in, number_in, plain, with_gaps

VALUE = "#"
_BETWEEN = r"(?:[ :=]|是|为|為|约|約|大概|大约|大約|共|有|號|号|码|碼|number|no\.?|is|was|of|about){0,4}"
_KINDS = {
    "number": r"-?[0-9][0-9,]*(?:\.[0-9]+)? ?[万萬千亿億]?|[零一二两兩三四五六七八九十百千万萬]{1,9}",
    "date": r"[0-9]{4} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}",
    "text": r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日?|(?=[a-z/.-]{0,12}[0-9])[a-z0-9](?:[a-z0-9/.-]{0,30}[a-z0-9])?",
}
_DIGITS = {sign: value for value, signs in enumerate(("零", "一", "二两兩", *"三四五六七八九")) for sign in signs}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000}


def told(field: Field, words: str) -> str:
    """What the customer said the field to be; "" if they did not. Of several numbers the largest, of others the first."""
    found = _found(_pattern(field.reads, field.type), _narrow(words)) if field.reads else []
    if field.type != "number":
        return next((value for value in found if field.type != "date" or date_in(value)), "")
    numbers = [number for value in found if (number := _number(value)) is not None]
    return f"{max(numbers):.10g}" if numbers else ""


def _found(pattern: re.Pattern[str], words: str) -> list[str]:
    return [next(filter(None, match.groups())).strip() for match in pattern.finditer(words)]


@lru_cache(maxsize=128)
def _pattern(reads: Iterable[str], kind: str) -> re.Pattern[str]:
    value = f"({_KINDS[kind]})"
    return re.compile("|".join(_reading(plain(each), value) for each in reads), re.IGNORECASE)


def _reading(words: str, value: str) -> str:
    before, _, after = words.partition(VALUE)
    start = "(?<![a-z0-9])" if re.match("[a-z0-9]", before) else "" if before else "(?<![a-z0-9])(?<![0-9][.,-])"
    end = "(?![a-z0-9])" if re.search("[a-z0-9]$", after) else ""
    return f"{start}{with_gaps(before)}{_BETWEEN if before else ''}{value} ?{with_gaps(after.strip())}{end}"


def _number(value: str) -> float | None:
    return number_in(value) if value[:1].isascii() else float(_chinese(value))


def _chinese(numeral: str) -> int:
    """三十二 is 32, 两万 is 20000."""
    total = section = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif _UNITS[sign] == 10_000:  # noqa: PLR2004  # counts everything before it
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _UNITS[sign], 0
    return total + section + digit


def _narrow(text: str) -> str:
    """As `plain`, in the letters that the customer wrote."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
