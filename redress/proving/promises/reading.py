"""Times as they stand in what people read."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from chalicelib.core.written.languages import language_or_first

DUE_LINES = ("▶ 最迟时间", "▶ 最遲時間", "▶ By")  # how mails name their reader's limit

ALONG = (
    "同时请您办理：",
    "同時請您辦理：",
    "At the same time, please: ",
)  # the heads of work that comes along in a mail


def about(text: str, work: str) -> str:
    """Of a mail that brings further work along the part about that work, by its name; "" wants what it asks for itself."""
    parts = text.split("\n■ ")
    alongs = {
        part: part.partition("\n")[0].removeprefix(head) for part in parts for head in ALONG if part.startswith(head)
    }
    return "\n■ ".join(part for part in parts if alongs.get(part, "") == work)


def times(text: str, language: str, zone: str, sent: datetime) -> Iterator[tuple[datetime, str]]:
    """Every time in the text, with the line in which it stands. A date without a year is the next one of that day."""
    for pattern in _patterns(language):
        for found in pattern.finditer(text):
            start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            line = text[start : end if end >= 0 else len(text)]
            at = _moment(found.groupdict(), language, zone, sent)
            if at is not None:
                yield at, line


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    written = language_or_first(language)
    month = "|".join(written.months) or r"\d{1,2}"
    short = "|".join(name[:3] for name in written.months) or r"\d{1,2}"
    days = "|".join(written.weekdays)
    parts = {"year": r"(?P<year>\d{4})", "day": r"(?P<day>\d{1,2})", "time": r"(?P<time>\d\d:\d\d)"}
    long = _pattern(written.long_date, parts | {"month": f"(?P<month>{month})", "weekday": f"(?:{days})"})
    brief = "|".join(name[:3] for name in written.weekdays) if written.months else days
    wanted = parts | {"month": f"(?P<month>{short})", "weekday": f"(?:{brief})"}
    return long, re.compile(r"(?<![年\d])" + _pattern(written.short_date, wanted).pattern)


def _pattern(template: str, parts: dict[str, str]) -> re.Pattern[str]:
    pattern = re.escape(template)
    for name, part in parts.items():
        pattern = re.sub(rf"\\{{{name}(?::\\\.3)?\\}}", lambda _, part=part: part, pattern)  # type: ignore[misc]
    return re.compile(pattern)


def _moment(found: dict[str, str | None], language: str, zone: str, sent: datetime) -> datetime | None:
    local = sent.astimezone(ZoneInfo(zone))
    months = [name[:3] for name in language_or_first(language).months]
    named = found["month"] or ""
    month = months.index(named[:3]) + 1 if months else int(named)
    hour, minute = map(int, (found["time"] or "0:0").split(":"))
    year = int(found.get("year") or local.year)
    try:
        at = datetime(year, month, int(found["day"] or 1), hour, minute, tzinfo=ZoneInfo(zone))
        return at.replace(year=year + 1) if not found.get("year") and at < local - timedelta(days=180) else at
    except ValueError:
        return None
