"""Moments as people read them: local time with the weekday, in the reader's language."""

from datetime import datetime
from zoneinfo import ZoneInfo

WEEKDAYS = {
    "zh-CN": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "zh-TW": ("週一", "週二", "週三", "週四", "週五", "週六", "週日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(at: datetime, zone: str, language: str) -> str:
    """`2026年3月4日（周三）17:30`, `Wednesday 4 March 2026, 17:30`."""
    local = at.astimezone(ZoneInfo(zone))
    weekday = WEEKDAYS.get(language, WEEKDAYS["zh-CN"])[local.weekday()]
    if language == "en":
        return f"{weekday} {local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"
    return f"{local.year}年{local.month}月{local.day}日（{weekday}）{local:%H:%M}"


def short_date(at: datetime, zone: str, language: str) -> str:
    """The same without the year, for texts and lists: `3月4日（周三）17:30`, `Wed 4 Mar 17:30`."""
    local = at.astimezone(ZoneInfo(zone))
    weekday = WEEKDAYS.get(language, WEEKDAYS["zh-CN"])[local.weekday()]
    if language == "en":
        return f"{weekday[:3]} {local.day} {MONTHS[local.month - 1][:3]} {local:%H:%M}"
    return f"{local.month}月{local.day}日（{weekday}）{local:%H:%M}"
