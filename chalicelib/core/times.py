"""Dates and times as people write them in commands and forms."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

CLOSING = (17, 30)  # what a bare date means
_TIME = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ \tT]*(?:(\d{1,2})[:：时点](\d{2})?)?")


def moment_in(text: str, timezone: str) -> datetime | None:
    """The first date and time in `text`, in that time zone; a bare date means 17:30 of that day. None if there is none."""
    found = _TIME.search(text)
    if found is None:
        return None
    year, month, day, hour, minute = found.groups()
    clock = (int(hour), int(minute or 0)) if hour else CLOSING
    try:
        return datetime(int(year), int(month), int(day), *clock, tzinfo=ZoneInfo(timezone))
    except ValueError:
        return None


def without_moment(text: str) -> str:
    """What remains of `text` beside its dates and times."""
    return _TIME.sub("", text).strip(" \t，,；;：:")
