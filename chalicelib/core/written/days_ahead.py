"""Days that are told by how far off they are, or as the end of a week or month: within a fortnight, in three weeks' time, 两周内, by the end of next week, 月底前.

Working days are not among them: which those are only a calendar says. Nor is what is counted from something else: 收到后三天内, within a week of delivery.
"""

import calendar
import re
from datetime import date, timedelta

from chalicelib.core.expressions import expression
from chalicelib.core.written.day_words import COUNTED, MONTHS
from chalicelib.core.written.days import NUMERAL, any_of, counted

FRIDAY, LAST_MONTH = 4, 12
_ENGLISH_UNITS = "days?|weeks?|fortnights?|months?"
_UNABLE = r"(?:[^，,。;；\n]{0,6}(?:无法|不能|没|未|不了|不完|不出|来不及))"
_FROM_SOMETHING = r"(?! (?:of|after|from|before|since|ago)\b)"
_ENDING = r"(?:(?:之|以)?前|为止)?"
AHEAD = (
    rf"(?:(?<![a-z])(?:(?:with)?in|inside)(?: (?:the )?next)? (?:about )?(?P<many_en>\d{{1,2}}|{any_of(COUNTED)}|the)(?: (?:more|further))? (?P<unit_en>{_ENGLISH_UNITS})(?:'s?)?(?: time)?(?![a-z]){_FROM_SOMETHING}"
    rf"|(?<![后起内\d一二三四五六七八九十月])(?P<many>{NUMERAL}|半)(?P<measure> ?个?)(?P<unit>天|日|周|星期|礼拜|月)(?:的时间)?(?:(?:之|以)?内|(?<=[周期拜月])(?:之|以)?后)(?!{_UNABLE})"
    rf"|(?<![a-z])(?:the )?end of (?P<end_en>this week|(?:the )?(?:next|coming) week|the week|(?:this|next|the)(?: coming)? month|{any_of(MONTHS)})(?![a-z])(?! after)"
    rf"|(?:(?P<month_end>本|这个|这|下个|下|当)|(?<![上个每去]))月[底末](?:之|以)?前?|(?P<of_month_end>{NUMERAL}) ?月[底末]{_ENDING}"
    rf"|(?P<week_end>本|这个|这|下个|下)(?:周|星期|礼拜)(?:之|以)?(?:内|末(?:之|以)?前)(?!{_UNABLE}))"
)  # of folded text
_WEEKS_BEFORE = expression(
    rf"(?<![a-z])(?P<many>a|\d{{1,2}}|{any_of(COUNTED)}) (?P<unit>weeks?|fortnights?)(?: (?:on|from|after))? ?$"
)
_WEEKS_BEHIND = expression(r"^ (?P<many>)(?P<unit>weeks?|fortnights?)\b")


def day_ahead(found: re.Match[str], today: date) -> date | None:
    """The day that a match of `AHEAD` names, seen from `today`; None if it matched something else."""
    if found["many_en"]:
        many = 1 if found["many_en"] == "the" else counted(found["many_en"])
        return _after(today, many, found["unit_en"].removesuffix("s"))
    if found["many"]:
        return _after_in_chinese(today, found["many"], found["measure"].strip() + found["unit"])
    if found["end_en"]:
        return _end_in_english(today, found["end_en"])
    if found["of_month_end"]:
        return _end_of_named(today, counted(found["of_month_end"]))
    if found["week_end"]:
        return _end_of_week(today, found["week_end"].startswith("下"))
    is_month = re.search("月[底末]", found.group())
    return _end_of_month(today, int((found["month_end"] or "").startswith("下"))) if is_month else None


def weeks_beside(before: str, behind: str) -> tuple[timedelta, int, int]:
    """By how much a day is put off by what stands beside it (a week on Monday, Friday fortnight), and how many signs say so, before it and behind."""
    if found := _WEEKS_BEFORE.search(before):
        return _weeks(found), len(found.group()), 0
    if found := _WEEKS_BEHIND.search(behind):
        return _weeks(found), 0, len(found.group())
    return timedelta(0), 0, 0


def _weeks(found: re.Match[str]) -> timedelta:
    many = counted(found["many"] or "one")
    return timedelta(weeks=many * (2 if found["unit"].startswith("fortnight") else 1))


def _after(today: date, many: int, unit: str) -> date | None:
    if unit == "month":
        return _same_day(today, many)
    days = {"day": 1, "week": 7, "fortnight": 14}[unit]
    return today + timedelta(days=days * many)


def _after_in_chinese(today: date, many: str, unit: str) -> date | None:
    """两周, 三个月, 半个月; 半天 is a time of day, and 三月 a month of the year."""
    if many == "半":
        return today + timedelta(days=15) if unit == "个月" else None
    if unit.endswith("月"):
        return _same_day(today, counted(many)) if unit == "个月" else None
    return today + timedelta(days=(1 if unit[-1] in "天日" else 7) * counted(many))


def _end_in_english(today: date, said: str) -> date | None:
    if said in MONTHS:
        return _end_of_named(today, MONTHS[said])
    later = "next" in said
    return _end_of_week(today, later) if said.endswith("week") else _end_of_month(today, int(later))


def _end_of_week(today: date, later: bool) -> date:
    """The Friday of this week or the next; of a week whose Friday is over the Sunday."""
    friday = today + timedelta(days=FRIDAY - today.weekday(), weeks=later)
    return friday if friday >= today else friday + timedelta(days=2)


def _end_of_month(today: date, later: int) -> date:
    month = today.year * LAST_MONTH + today.month - 1 + later
    return _last_of(month // LAST_MONTH, month % LAST_MONTH + 1)


def _end_of_named(today: date, month: int) -> date | None:
    """The last day of that month: of this year, or of the next once it is over."""
    if not 1 <= month <= LAST_MONTH:
        return None
    this_year = _last_of(today.year, month)
    return this_year if this_year >= today else _last_of(today.year + 1, month)


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _same_day(today: date, months: int) -> date:
    """So many months on: the same day, or the last of a month that is too short for it."""
    month = today.year * LAST_MONTH + today.month - 1 + months
    last = _last_of(month // LAST_MONTH, month % LAST_MONTH + 1)
    return last.replace(day=min(today.day, last.day))
