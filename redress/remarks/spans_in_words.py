"""Spans of time as a policy's texts name them: "10 working days", 十五个工作日, "five months"."""

import re
from collections.abc import Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.times.durations import COUNTED, Duration, Unit
from chalicelib.core.written.numerals import IN_ENGLISH, WRITTEN_OUT, in_english, written_out

IN_CHINESE: dict[str, Unit] = {
    "工作日": "working day", "工作天": "working day", "工作小时": "working hour", "工作小時": "working hour",
    "分钟": "minute", "分鐘": "minute", "小时": "hour", "小時": "hour", "天": "day", "日": "day",
    "周": "day", "週": "day", "星期": "day", "月": "month", "年": "month",
}  # fmt: skip
TIMES = {"周": 7, "週": 7, "星期": 7, "年": 12}
A_CENTURY = 100  # 2026年 is a date, no span
_CHINESE = expression(
    rf"(?<![0-9月第-])(?P<number>[0-9]{{1,4}}|{WRITTEN_OUT}) ?(?P<each>[个個])? ?"
    r"(?P<unit>工作日|工作天|工作小[时時]|分[钟鐘]|小[时時]|天|日(?=[之以]?[内內后後])|星期|[周週](?=[之以]?[内內后後])|(?<=[个個])月|年(?=[之以]?[内內后後以]))"
)
_ENGLISH = expression(
    rf"(?<![\w-])(?P<number>[0-9]{{1,4}}|{IN_ENGLISH})[ -](?P<working>(?:working|business|office)[ -])?(?P<unit>minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH = expression(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)}) (?:working|business) day\b|第(?P<number>[0-9]{{1,2}}|{WRITTEN_OUT}) ?[个個]?工作(?:日|天)",
    re.IGNORECASE,
)


def spans_in(text: str) -> Iterator[Duration]:
    """Each span that a text names by a number, as a policy would write it."""
    for found in _CHINESE.finditer(text):
        number = found["number"]
        amount = int(number) if number.isdigit() else written_out(number)
        if 0 < amount < A_CENTURY * (1 if found["unit"] == "年" else 100):
            yield Duration(amount * TIMES.get(found["unit"], 1), IN_CHINESE[found["unit"]])
    for found in _ENGLISH.finditer(text):
        number = found["number"].lower()
        unit, times = COUNTED[("working " if found["working"] else "") + found["unit"].lower()]
        amount = int(number) if number.isdigit() else in_english(number)
        if amount:
            yield Duration(amount * times, unit)
    for found in _NTH.finditer(text):
        number = found["number"] or str(_ORDINALS.index(found["nth"].lower()) + 1)
        yield Duration(int(number) if number.isdigit() else written_out(number), "working day")


def without_spans(text: str) -> str:
    """The text without the spans that it names."""
    for span in (_CHINESE, _ENGLISH, _NTH):
        text = span.sub(" ", text)
    return text
