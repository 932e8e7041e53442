"""Dates and times as people write them in commands and forms: 2026-03-06 17:30, 3月6日下午5点半, 昨天 9:30."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core.written.words import plain

CLOSING = (17, 30)  # what a bare date means
HALF_A_YEAR = timedelta(days=183)
WITH_YEAR = r"[0-9]{4} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}"  # 2026-03-02, 2026/3/2, 2026年3月2
_DATE = r"(?:(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号號]?|(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号號]?|(?P<word>大前天|前天|昨天|昨日|今天|今日|明天|明日|后天|後天))"
_CLOCK = (
    r"(?P<half>凌晨|早上|上午|中午|下午|傍晚|晚上|今早|昨晚)?[ \t]*"
    r"(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})|[点點时時](?:(?P<thirty>半)|(?P<past>\d{1,2})分?)?)"
)
_MOMENT = re.compile(rf"{_DATE}[ \tT，,]*(?:{_CLOCK})?")
_TIME = re.compile(_CLOCK)
_DATE_ALONE = re.compile(_DATE)
_WORDS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "後天": 2,
}
_NOW = re.compile(r"^\s*(刚才|剛才|刚刚|剛剛|现在|現在|just now|now)\s*$", re.IGNORECASE)
NOON = 12


def moment_in(text: str, timezone: str, near: datetime | None = None) -> datetime | None:
    """The first date and time in `text`, in that time zone; a bare date means 17:30 of that day. None if there is none.

    `near` settles dates without a year, 昨天 and 明天; without it they are not understood.
    """
    return next(_moments(text, timezone, near), None)


def moments_in(text: str, timezone: str, near: datetime | None = None) -> list[datetime]:
    """All dates and times in `text`, in order."""
    return list(_moments(text, timezone, near))


def without_moment(text: str) -> str:
    """What remains of `text` beside its dates and times."""
    return _MOMENT.sub("", text).strip(" \t，,；;：:")


_DATED = re.compile(
    r"\d\s*[月/]\s*\d|\d{4}\s*[-.年]\s*\d"
)  # a day is named, so that a time alone is not what was meant


def names_a_clock(text: str) -> bool:
    """Whether a time of day is named, not a day alone."""
    return _TIME.search(_DATE_ALONE.sub("", text)) is not None


def stated(text: str, at: datetime, timezone: str) -> datetime | None:
    """When something happened, as a mail sent at `at` says: a bare time of day is that of its day, nothing said is `at` itself."""
    if not text.strip() or _NOW.match(text):
        return at
    found = moment_in(text, timezone, near=at)
    if found is not None:
        return found
    clock = None if _DATED.search(text) else _TIME.search(text)
    hour, minute = _clock(clock) if clock else (-1, 0)
    local = at.astimezone(ZoneInfo(timezone))
    return _at(local.date(), hour, minute, timezone) if clock else None


def _moments(text: str, timezone: str, near: datetime | None) -> Iterator[datetime]:
    for found in _MOMENT.finditer(text):
        day = _day(found, timezone, near)
        hour, minute = _clock(found) if found["hour"] else CLOSING
        moment = _at(day, hour, minute, timezone) if day else None
        if moment is not None:
            yield moment


def _day(found: re.Match[str], timezone: str, near: datetime | None) -> date | None:
    today = near.astimezone(ZoneInfo(timezone)).date() if near else None
    if found["year"]:
        return _date(int(found["year"]), int(found["month"]), int(found["day"]))
    if today is None:
        return None
    if found["word"]:
        return today + timedelta(days=_WORDS[found["word"]])
    days = (_date(today.year + step, int(found["m"]), int(found["d"])) for step in (0, 1, -1))
    return next((day for day in days if day and abs(day - today) <= HALF_A_YEAR), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> tuple[int, int]:
    hour, minute = int(found["hour"]), int(found["minute"] or found["past"] or (30 if found["thirty"] else 0))
    if found["half"] in ("下午", "傍晚", "晚上", "昨晚") and hour < NOON:
        hour += NOON
    return hour, minute


def _at(day: date, hour: int, minute: int, timezone: str) -> datetime | None:
    try:
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(timezone))
    except ValueError:
        return None


def date_in(text: str) -> date | None:
    """The first date with its year in `text`; None if there is none."""
    found = re.search(WITH_YEAR, plain(text))
    return _date(*map(int, re.findall("[0-9]+", found[0]))) if found else None
