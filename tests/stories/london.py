"""London's times in stories whose players reckon in Shanghai's."""

from datetime import datetime
from zoneinfo import ZoneInfo

LONDON, SHANGHAI = ZoneInfo("Europe/London"), ZoneInfo("Asia/Shanghai")


def london(text: str) -> datetime:
    """`2026-03-02 09:00` on London's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def uk(text: str) -> str:
    """The same moment as a Case of `playing` is told it."""
    return f"{london(text).astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
