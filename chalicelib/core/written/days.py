"""Days as people write them: 2026-03-06, 3月6日, 昨天, 上周五, next Monday, 5 March. What a word means stands in `day_words`."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from chalicelib.core.written.day_words import (
    COUNTED,
    DAYS,
    MONTHS,
    MONTHS_BY_NAME,
    PART_OF,
    WEEKDAYS,
    WEEKS,
    WITH_A_PART,
)
from chalicelib.core.written.numerals import written_out

HALF_A_YEAR = timedelta(days=183)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_MONTHS = any_of(MONTHS)
_WEEKDAYS_EN = any_of(w for w in WEEKDAYS if w.isascii() and w.isalpha())
# What may stand behind "the 18th" where it is a day: not a floor, a visit or a street.
_BEHIND_A_DAY = (
    r"(?:at|and|or|in|please|as|because|for|so|then|when|since|if|but|it|we|i|he|she|they|to|until|latest)\b"
)
_WHOLE_WORDS = [word for word in DAYS if word not in WITH_A_PART]
DAY = (
    r"(?:(?P<year>\d{4}) ?[-/.年] ?(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d{1,2}) ?[日号]?"
    rf"|(?P<m>{NUMERAL}) ?月 ?(?P<d>{NUMERAL})(?!个) ?[日号]?"
    rf"|(?<![a-z\d])(?P<day_before>\d{{1,2}}){_ORDINAL}(?: of)? ?(?P<month_after>{_MONTHS})(?![a-z])(?:,? (?P<year_en>\d{{4}}))?"
    rf"|(?<![a-z])(?P<month_before>{_MONTHS})\.? (?P<day_after>\d{{1,2}}){_ORDINAL}(?![\d:])(?:,? (?P<year_us>\d{{4}}))?"
    r"|(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])"
    rf"|(?<![a-z])(?P<word>{any_of(_WHOLE_WORDS)})(?![a-z])"
    rf"|(?<![a-z])(?P<half_word>{any_of(WITH_A_PART)})(?= ?(?:{any_of(PART_OF)}))"
    rf"|(?P<week>{any_of(w for w in WEEKS if not w.isascii())})?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])"
    rf"|(?<![a-z])(?:on|by|until|till?|to|before|from|since|(?:(?:last|this|next|coming) )?(?P<weekday_beside>{_WEEKDAYS_EN})),?(?: the)? (?P<ordinal>\d{{1,2}})(?:st|nd|rd|th)(?![a-z\d-]| (?!{_BEHIND_A_DAY})[a-z])"
    rf"|(?<![a-z])(?:(?P<week_en>last|this|next|on|coming) )?(?P<weekday_en>{_WEEKDAYS_EN})(?![a-z])"
    rf"|(?P<days_off>{NUMERAL}) ?天(?:之|以)?(?P<direction>前|后)"
    rf"|(?<![a-z])(?P<days_en>\d{{1,2}}|{any_of(COUNTED)}) days? (?P<direction_en>ago|from now)"
    rf"|(?P<of_month>{any_of(MONTHS_BY_NAME)})?(?:的|份)?(?P<day_alone>{NUMERAL})[日号](?![线车楼房库门店院桌机窗柜站厅台]))"
)


def counted(number: str) -> int:
    """A number as `NUMERAL` and `COUNTED` write it."""
    if number.isdecimal():
        return int(number)
    return COUNTED.get(number) or written_out(number)


def day_of(found: re.Match[str], today: date | None, *, ahead: bool, after: date | None = None) -> date | None:
    """The day that a match of `DAY` names; `ahead`: of 周五 and 5号 the coming one, else the last. `after`: the first such day from then on."""
    if found["year"]:
        return date_of(int(found["year"]), int(found["month"]), int(found["day"]))
    named = _month_and_day(found)
    if named is not None and (found["year_en"] or found["year_us"]):
        return date_of(int(found["year_en"] or found["year_us"]), *named)
    if today is None:
        return None
    if named is not None:
        return _of_some_year(named, today, after)
    if found["of_month"]:
        month = today.year * 12 + today.month - 1 + MONTHS_BY_NAME[found["of_month"]]
        return date_of(month // 12, month % 12 + 1, counted(found["day_alone"]))
    if found["ordinal"]:
        day = _of_some_month(int(found["ordinal"]), after or today, ahead=ahead or after is not None)
        beside = found["weekday_beside"]
        return day if day and (not beside or day.weekday() == WEEKDAYS[beside]) else None
    if found["day_alone"]:
        return _of_some_month(counted(found["day_alone"]), after or today, ahead=ahead or after is not None)
    if found["weekday"] or found["weekday_en"]:
        return _weekday(found, today, ahead=ahead, after=after)
    if found["days_off"] or found["days_en"]:
        back = found["direction"] == "前" or found["direction_en"] == "ago"
        return today + timedelta(days=(-1 if back else 1) * counted(found["days_off"] or found["days_en"]))
    word = found["word"] or found["half_word"]
    return today + timedelta(days=DAYS[word]) if word else None


def _month_and_day(found: re.Match[str]) -> tuple[int, int] | None:
    if found["m"]:
        return counted(found["m"]), counted(found["d"])
    if found["day_before"]:
        return MONTHS[found["month_after"]], int(found["day_before"])
    if found["month_before"]:
        return MONTHS[found["month_before"]], int(found["day_after"])
    return None if not found["a"] else _month_first_or_last(int(found["a"]), int(found["b"]))


def _month_first_or_last(a: int, b: int) -> tuple[int, int] | None:
    """3/15 and 15/3 are the same day; 3/5 may be either of two, and is neither."""
    can_be = {(m, d) for m, d in ((a, b), (b, a)) if date_of(2024, m, d)}
    return can_be.pop() if len(can_be) == 1 else None


def _of_some_year(named: tuple[int, int], today: date, after: date | None) -> date | None:
    days = [date_of(today.year + step, *named) for step in (0, 1, -1)]
    if after is not None:
        return min((day for day in days if day and day >= after), default=None)
    return next((day for day in days if day and abs(day - today) <= HALF_A_YEAR), None)


def _of_some_month(day: int, today: date, *, ahead: bool) -> date | None:
    """The last such day of a month up to today; `ahead`: the first from today on."""
    months = [(today.year * 12 + today.month - 1 + step) for step in ((0, 1, 2) if ahead else (0, -1, -2))]
    days = (date_of(month // 12, month % 12 + 1, day) for month in months)
    return next((d for d in days if d and (d >= today if ahead else d <= today)), None)


def _weekday(found: re.Match[str], today: date, *, ahead: bool, after: date | None) -> date:
    wanted = WEEKDAYS[found["weekday"] or found["weekday_en"]]
    week = WEEKS.get(found["week"] or found["week_en"] or "")
    if week is not None:
        return today + timedelta(days=wanted - today.weekday(), weeks=week)
    if after is not None or ahead:
        start = after or today
        return start + timedelta(days=(wanted - start.weekday()) % 7)
    return today - timedelta(days=(today.weekday() - wanted) % 7)


def date_of(year: int, month: int, day: int) -> date | None:
    """The day of that date; None if there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
