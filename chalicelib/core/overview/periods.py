"""Which period somebody means who asks for figures: 本周, 上月, 2026-02, 2月1日至2月15日, this month, last week, 1–15 February."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.wording import period_name
from chalicelib.core.words.local_dates import day_as_read
from chalicelib.core.written.day_spans import days_in
from chalicelib.core.written.days import DAY
from chalicelib.core.written.words import folded_in_place

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
_THIS, _LAST = r"(?:本|这个?|当|this )", r"(?:上一?个?|last |previous )"
_NAMED: tuple[tuple[str, str, int], ...] = (
    (rf"{_THIS}(?:周|星期|礼拜|week)", "week", 0),
    (rf"{_LAST}(?:周|星期|礼拜|week)", "week", -1),
    (rf"{_THIS}(?:月份?|month)", "month", 0),
    (rf"{_LAST}(?:月份?|month)", "month", -1),
    (rf"{_THIS}(?:季度?|quarter)", "quarter", 0),
    (rf"{_LAST}(?:季度?|quarter)", "quarter", -1),
    (r"今年|本年度?|this year", "year", 0),
    (r"去年|上年度?|last year", "year", -1),
    (r"今天|今日|today", "day", 0),
    (r"昨天|昨日|yesterday", "day", -1),
)
_DAY_OF_THE_WEEK = r"(?![一二三四五六日天1-7])"  # 本周三 is a day
_MONTH = expression(r"(?<!\d)(20\d\d) ?[-/.年] ?(1[0-2]|0?[1-9])(?: ?月份?)?(?![\d日号月]| ?[-/.] ?\d)")
_MONTH_ALONE = expression(r"(?<![\d个])(1[0-2]|[1-9]) ?月份?(?! ?\d)")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# Alone a full name is a month, and "may" where it can be nothing else; Jan is somebody's name, so that short forms want the year.
_MONTH_BY_NAME = expression(
    rf"\b(?:({'|'.join(name for name in _MONTHS if name != 'may')}|(?:(?<=\bin )|(?<=\bfor )|(?<=\bof )|(?<=^))may)(?: (20\d\d))?(?! ?\d)|({'|'.join(name[:3] for name in _MONTHS)}|sept)\.? (20\d\d))\b"
)
_YEAR = expression(r"(?<!\d)(20\d\d) ?年?(?!\d| ?[-/.年] ?\d)")
_SPAN = expression(r"\d[\d\-/.年月日号~～至到 –—－]*\d ?[日号]?")
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


class Meant(msgspec.Struct, frozen=True):
    """A period, and the words of the text that are about something else."""

    period: Period
    rest: str


def meant(text: str, at: datetime, timezone: str) -> Meant | None:
    """The period that a text names; None if it names none that can be read, or one of more than a year."""
    said, zone = folded_in_place(text), ZoneInfo(timezone)
    today = at.astimezone(zone).date()
    for pattern, unit, step in _NAMED:
        if found := re.search(pattern + (_DAY_OF_THE_WEEK if unit == "week" else ""), said):
            return _of(found, text, _days(unit, step, today), zone)
    return _by_number(text, said, today, zone)


def this_month(at: datetime, timezone: str) -> Period:
    """The month that it is."""
    zone = ZoneInfo(timezone)
    return _period(*_days("month", 0, at.astimezone(zone).date()), zone)


def of_days(first: date, last: date, timezone: str) -> Period:
    """From the beginning of one day to the end of another."""
    return _period(first, last, ZoneInfo(timezone))


def named(period: Period, language: str) -> str:
    """The period in words."""
    if "/" not in period.label:
        return period_name(period, language)
    return " – ".join(day_as_read(day, language) for day in period.label.split("/"))


def _by_number(text: str, said: str, today: date, zone: ZoneInfo) -> Meant | None:
    if found := _MONTH.search(said):
        return _of(found, text, _span("month", date(int(found[1]), int(found[2]), 1)), zone)
    spans = (_SPAN.search(said), _days_alone().fullmatch(said.strip()) and re.search(".+", said))
    for found in filter(None, spans):
        days = days_in(found.group(), today)
        if days is not None and days[0] <= today and days[1] - days[0] <= LONGEST:
            return _of(found, text, days, zone)
    if found := _MONTH_BY_NAME.search(said):
        month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith((found[1] or found[3])[:3]))
        year = int(found[2] or found[4] or today.year - (month > today.month))
        return _of(found, text, _span("month", date(year, month, 1)), zone)
    if found := _MONTH_ALONE.search(said):
        month = int(found[1])
        return _of(found, text, _span("month", date(today.year - (month > today.month), month, 1)), zone)
    if found := _YEAR.search(said):
        return _of(found, text, _span("year", date(int(found[1]), 1, 1)), zone)
    return None


@cache
def _days_alone() -> re.Pattern[str]:
    day = re.sub(r"\?P<\w+>", "?:", DAY)
    return re.compile(rf"(?:\d{{1,2}} ?[–-] ?)?(?:{day})(?:[ ~至到,–—-]|until|till|to|through)*(?:{day})?")


def _of(found: re.Match[str], text: str, days: tuple[date, date], zone: ZoneInfo) -> Meant:
    return Meant(_period(*days, zone), f"{text[: found.start()]} {text[found.end() :]}".strip())


def _days(unit: str, step: int, today: date) -> tuple[date, date]:
    """First and last day of this week, month … or of the one before."""
    if unit == "day":
        day = today + step * ONE_DAY
        return day, day
    if unit == "week":
        monday = today - today.weekday() * ONE_DAY + 7 * step * ONE_DAY
        return monday, monday + 6 * ONE_DAY
    first = _span(unit, today)[0]
    return _span(unit, first - ONE_DAY if step else first)


def _span(unit: str, day: date) -> tuple[date, date]:
    """The month, quarter or year of a day."""
    length = MONTHS_OF[unit]
    month = day.year * 12 + (day.month - 1) // length * length
    return _first_of(month), _first_of(month + length) - ONE_DAY


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _period(first: date, last: date, zone: ZoneInfo) -> Period:
    start, end = (datetime.combine(day, time(0), zone).astimezone(UTC) for day in (first, last + ONE_DAY))
    return Period(start, end, _label(first, last))


def _label(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    if (last - first).days == 6 and first.weekday() == 0:  # noqa: PLR2004  Monday to Sunday
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}"
    for unit, label in (
        ("month", f"{first:%Y-%m}"),
        ("quarter", f"{first.year}-Q{first.month // 3 + 1}"),
        ("year", f"{first.year}"),
    ):
        if _span(unit, first) == (first, last):
            return label
    return f"{first}/{last}"
