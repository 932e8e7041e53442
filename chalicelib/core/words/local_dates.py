"""Moments and days as people read them: local time with the weekday, in the reader's language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.core.written.dates import whole_date
from chalicelib.core.written.languages import Language, language_or_first


def long_date(at: datetime, zone: str, language: str) -> str:
    """`2026年3月4日（周三）17:30`, `Wednesday 4 March 2026, 17:30`."""
    written = language_or_first(language)
    return _filled(written.long_date, at.astimezone(ZoneInfo(zone)), written)


def short_date(at: datetime, zone: str, language: str) -> str:
    """The same without the year, for texts and lists: `3月4日（周三）17:30`, `Wed 4 Mar 17:30`."""
    written = language_or_first(language)
    return _filled(written.short_date, at.astimezone(ZoneInfo(zone)), written)


def short_day(at: datetime, zone: str, language: str) -> str:
    """The day alone, as charts name it: `3月4日`, `4 Mar`."""
    written = language_or_first(language)
    pattern = written.short_date.replace("（{weekday}）", "").replace("{weekday:.3} ", "").replace("{time}", "")
    return _filled(pattern, at.astimezone(ZoneInfo(zone)), written).strip()


def day_as_read(value: str, language: str) -> str:
    """The date that somebody wrote on a line (2026-03-06), as a letter writes days; what is more or less than a date stays as it is."""
    day = whole_date(value)
    written = language_or_first(language)
    return _filled(written.long_date.replace("{time}", ""), day, written).rstrip(" ,") if day else value


def figures_of(at: datetime, zone: str) -> str:
    """The figures by which people write that time: `2026 3 6 17 30`."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.year} {local.month} {local.day} {local.hour} {local.hour % 12 or 12} {local.minute}"


def month_name(month: int, language: Language) -> str:
    """A month as the language's dates call it: by name, or by number."""
    return language.months[month - 1] if language.months else str(month)


def _filled(pattern: str, local: date, language: Language) -> str:
    return pattern.format(
        year=local.year,
        month=month_name(local.month, language),
        day=local.day,
        weekday=language.weekdays[local.weekday()],
        time=f"{local:%H:%M}",
    )
