"""Dates and times as people write them in commands and forms: 2026-03-06 17:30, 3月6日下午5点半, 昨天夜里11点, next Monday 1:30 pm.

What a word means stands in `day_words`. Where people may mean either of two times (3点 without 下午, 3/5), none is guessed: None asks them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.clock_times import CLOSING, HOUR, MIDNIGHT, NOON, clock_in, clock_pattern, hour_and_minute
from chalicelib.core.written.day_words import COUNTED, EVENINGS, FEASTS, MONTHS, PART_OF, WEEKDAYS
from chalicelib.core.written.days import DAY, NUMERAL, any_of, counted, date_of, day_of
from chalicelib.core.written.days_ahead import AHEAD, day_ahead, weeks_beside
from chalicelib.core.written.words import folded, folded_in_place

WITH_YEAR = r"[0-9]{4} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}"  # 2026-03-02, 2026/3/2, 2026年3月2


_MOMENT = expression(
    rf"(?:{clock_pattern('b_')},? (?:on )?)?(?:{AHEAD}|{DAY})(?:[ \t,，]*(?:的|at )?{clock_pattern('a_')})?",
    re.IGNORECASE,
)
_TIME = expression(clock_pattern("a_"), re.IGNORECASE)
_DAY = expression(DAY, re.IGNORECASE)
_AHEAD = expression(AHEAD, re.IGNORECASE)
_NOW = expression(r"^(?:刚才|刚刚|刚|现在|此刻|just now|now)$")
_AGO = expression(
    rf"^(?:大?约|about )?(?:(?P<count>{NUMERAL}|{any_of(COUNTED)}|half an) ?个?(?P<unit>半小时|小时|钟头|分钟|刻钟|hours?|hrs?|minutes?|mins?)|(?P<half>半个?(?:小时|钟头)))(?:之|以)?(?:前| ago)$"
)
_UNREAD = expression(
    rf"\d ?[:点时分月日号/]|\d\.\d|(?<![上下])[早中午晚夜](?:班|饭|餐|高峰)|零点|{FEASTS}|\bat \d|\d ?(?:[ap]\.?m|o'?clock)|[点时]$|(?:周|星期|礼拜)|{NUMERAL}(?:点|时|月)"
)
_SHORT_DAY = expression(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})(?![\d./-])")
_LENGTH = expression(
    rf"(?:{NUMERAL}|半|几) ?个?(?:天|小时|钟头|周|星期|礼拜|工作日|月(?!\d))|(?<![a-z])(?:\d{{1,2}}|{any_of(COUNTED)}) (?:more )?(?:working )?(?:days?|hours?|weeks?)"
)
_HOUR_NAMED = expression(rf"{NUMERAL} ?(?:点|时(?![间候]))|\d ?:\d\d|\d ?[ap]\.?m|中午|noon")
_CLOCK_ALONE = expression(clock_pattern("a_"), re.IGNORECASE)
# A time or a day that is not read whole, beside what is: none of it is taken.
_GOES_ON = expression(
    rf"^ ?(?:的|at )?(?:{NUMERAL}|零) ?(?:[-–—~～到至、,，] ?{NUMERAL} ?)?[点时](?!间)|^ ?at \d|^ ?[早中午晚夜](?:班|饭|餐|高峰)"
)
_AFTER_A_FEAST = expression(rf"{FEASTS}(?:节|假期|长假|放假|小长假)*(?:之|以)?(?:前|后|的|那)*[ ,]?$")
_RANGE = expression(r"^[ ,]*(?:到|至|-|–|—|~|～|to |until )")
_WEEKDAY_EN = rf"(?<![a-z])(?:{any_of(w for w in WEEKDAYS if w.isascii() and w.isalpha())})(?![a-z])"
_WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]"
_MONTH = any_of(MONTHS)
# A weekday beside its date adds nothing to it: 3月6日（周五）17:30, Friday 6 March.
_WEEKDAY_BESIDE = expression(
    rf"(?<=[日号0-9a-z]) ?\((?:{_WEEKDAY}|{_WEEKDAY_EN})\)|(?<=[日号0-9]) ?{_WEEKDAY}"
    rf"|(?<![上下本这个]){_WEEKDAY} ?\(?(?=(?:{NUMERAL} ?月 ?{NUMERAL}|\d{{4}} ?[-/.年]))"
    rf"|(?:(?<![a-z])(?:on|this) )?{_WEEKDAY_EN}(?=[ ,]{{0,2}}\(?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? ?(?:{_MONTH})\b|(?:{_MONTH})\.? \d|\d{{4}}-))",
    re.IGNORECASE,
)
# What leads to a time that is asked for, and what ends it, in an order's first words: 请延到3月6日前, please extend it until Friday.
_LEADING = (
    r"[\s,:;、。.(\[-]|请|申请|需要|需|想|要求|麻烦|批准|同意|延期|延长|延后|延|展期|推迟|宽限|顺延|改|调整|到|至|为|在|将|把|答复|办理|最迟|新的?|时间|时限|期限|日期|完成"
    r"|\b(?:please|we|i|need|ask|for|more|time|extend|extended|extension|it|this|the|a|an|new|date|deadline|due|set|move|moved|until|till|to|by|at|on|is)\b"
)
_ENDING = expression(r"^[\s)\]]*(?:下班)?(?:(?:之|以)?前|为止|止)?(?:完成|答复|办结)?[\s,，;；:：、。.)）\]】-]*")


Closings = Sequence[tuple[int, int]]  # hour and minute at which a bare day ends, by weekday from Monday

READ = 20_000
"""Characters in which times are looked for."""
MOST_LINES = 1_000
BESIDE = 60
"""Characters beside a time that tell what it means."""


class _Read(msgspec.Struct, frozen=True):
    """A moment that was read: where it stands in the text, and whether a time of day was named."""

    at: datetime
    start: int
    end: int
    has_clock: bool


def moment_in(text: str, timezone: str, near: datetime | None = None) -> datetime | None:
    """The first date and time in `text`, in that time zone; a bare date means 17:30 of that day. None if there is none.

    `near` settles dates without a year, 昨天 and 明天, and of 周五 and 5号 the next one; without it they are not understood.
    """
    return next((read.at for read in _moments(text, timezone, near, ahead=True)), None)


def moments_in(
    text: str, timezone: str, near: datetime | None = None, closings: Closings = (CLOSING,) * 7
) -> list[datetime]:
    """All dates and times in `text`, in order."""
    return [read.at for read in _moments(text, timezone, near, ahead=True, closings=closings)]


def time_asked_for(
    text: str, timezone: str, near: datetime, names: Iterable[str] = (), closings: Closings = (CLOSING,) * 7
) -> tuple[datetime, str] | None:
    """The time that an order's words ask for, and what remains of them; None if they name none.

    It stands in the first words of a line, after one of `names` at most, and is cut out there; dates in any other sentence stay in it.
    """
    leading = re.compile(
        rf"(?:{'|'.join((*map(re.escape, sorted(map(folded_in_place, names), key=len, reverse=True)), _LEADING))})*",
        re.IGNORECASE,
    )
    lines = text.splitlines()
    for index, line in enumerate(lines[:MOST_LINES]):
        first = next(_moments(line, timezone, near, ahead=True, closings=closings), None)
        if first is not None and leading.fullmatch(_without_weekdays(folded_in_place(line))[: first.start]):
            rest = _without_a_name(line[first.end :], names)
            return first.at, "\n".join(filter(None, (*lines[:index], rest, *lines[index + 1 :]))).strip()
    at = next(iter(moments_in(text, timezone, near, closings)), None)
    return (at, text.strip()) if at else None


def _without_a_name(rest: str, names: Iterable[str]) -> str:
    """What follows a time, without the words and marks that end it, and a name that stands there alone."""
    rest = _ENDING.sub("", rest, count=1)
    named = next((n for n in names if n and re.match(rf"{re.escape(n)}(?:[\s,，;；:：。]|$)", rest, re.IGNORECASE)), "")
    return rest[len(named) :].strip(" \t,，;；:：。") if named else rest


def names_a_clock(text: str) -> bool:
    """Whether a time of day is named, not a day alone."""
    return _TIME.search(_DAY.sub("", folded_in_place(text[:READ]))) is not None


def names_another_time(text: str, wished: datetime, timezone: str, near: datetime) -> bool:
    """Whether words about a time that was asked for name a day, an hour or a length of their own. The day of writing is a signature's."""
    local, today = wished.astimezone(ZoneInfo(timezone)), near.astimezone(ZoneInfo(timezone)).date()
    said = folded_in_place(text[:READ])
    named = [read.at.astimezone(ZoneInfo(timezone)) for read in _moments(said, timezone, near, ahead=True)]
    signed = not re.search(r"今[天日]|today|tonight", said)
    days = {at.date() for at in named if not (signed and at.date() == today)}
    short = {(int(a), int(b)) for a, b in _SHORT_DAY.findall(said)}
    beside = short - {(local.month, local.day), (local.day, local.month)}
    if days - {local.date()} or (beside and not days) or _LENGTH.search(said):
        return True
    clocks: list[datetime | None] = [at for at in named if at.date() == local.date()] or [
        stated(clock.group() if (clock := _CLOCK_ALONE.search(said)) else said, wished, timezone)
    ]
    return bool(_HOUR_NAMED.search(said)) and local not in clocks


def stated(text: str, at: datetime, timezone: str) -> datetime | None:
    """When something happened, as a mail sent at `at` says: a bare time of day is that of its day, nothing said is `at` itself.

    None if it cannot be read, or a part of it cannot.
    """
    said = " ".join(folded_in_place(text).split()).strip(" ，,。.;；")
    if not said or _NOW.match(said):
        return at
    if ago := _ago(said):
        return at - ago
    found = next(_moments(said, timezone, at, ahead=False), None)
    if found is not None:
        rest = said[: found.start] + said[found.end :]
        other = None if found.has_clock else _TIME.search(rest)
        if other is not None:  # 下午3点（3月5日）
            return _moment_of(found.at.astimezone(ZoneInfo(timezone)).date(), other, timezone, at)
        return found.at if _is_read(said, found.start, found.end) else None
    clock = None if _DAY.search(said) else _TIME.search(said)
    if clock is None or not _is_read(said, clock.start(), clock.end()):
        return None
    return _moment_of(at.astimezone(ZoneInfo(timezone)).date(), clock, timezone, at)


def _is_read(said: str, start: int, end: int) -> bool:
    """Whether nothing of the text but what stands there is a time, unless it is the end of a span."""
    return bool(_RANGE.match(said[end:])) or not _UNREAD.search(said[:start] + said[end:])


def _ago(said: str) -> timedelta | None:
    """How long ago: 半小时前, 20 minutes ago."""
    found = _AGO.match(said)
    if found is None:
        return None
    if found["half"] or found["count"] == "half an":
        return timedelta(minutes=30)
    number, unit = counted(found["count"]), found["unit"]
    if unit == "刻钟":
        return timedelta(minutes=15 * number)
    return timedelta(minutes=number) if unit[0] in "分m" else timedelta(hours=number, minutes=30 * (unit[0] == "半"))


def _moments(
    text: str, timezone: str, near: datetime | None, *, ahead: bool, closings: Closings = (CLOSING,) * 7
) -> Iterator[_Read]:
    said = _without_weekdays(folded_in_place(text[:READ]))
    for found in _MOMENT.finditer(said):
        before, behind = said[max(found.start() - BESIDE, 0) : found.start()], said[found.end() : found.end() + BESIDE]
        if _AFTER_A_FEAST.search(before) or (ahead and _GOES_ON.match(behind)):
            return
        today = near.astimezone(ZoneInfo(timezone)).date() if near else None
        later, sooner_by, longer_by = weeks_beside(before, behind) if ahead else (timedelta(0), 0, 0)
        day = (day_ahead(found, today) if today and ahead else None) or day_of(found, today, ahead=ahead)
        moment = _moment_of(day + later, found, timezone, None if ahead else near, closings) if day else None
        if moment is not None:
            start, end = found.start() - sooner_by, found.end() + longer_by
            yield _Read(moment, start, end, bool(clock_in(found)) or found["word"] in EVENINGS)


def _without_weekdays(text: str) -> str:
    """The text with blanks in the place of each weekday that stands beside its date."""
    return _WEEKDAY_BESIDE.sub(lambda found: " " * len(found.group()), text)


def _moment_of(
    day: date, found: re.Match[str], timezone: str, not_after: datetime | None, closings: Closings = (CLOSING,) * 7
) -> datetime | None:
    """That day at the time that a match names. A small hour of the night that would lie after `not_after` was the night before."""
    clock = clock_in(found)
    part = PART_OF.get(clock.get("part", "")) or (
        PART_OF["evening"] if found.groupdict().get("word") in EVENINGS else None
    )
    hour, minute = hour_and_minute(clock, part) if clock or part else closings[day.weekday()]
    moment = _at(day, hour, minute, timezone)
    if moment is not None and hour >= MIDNIGHT and not_after is not None and moment > not_after:
        return moment - timedelta(days=1)
    return moment


def _at(day: date, hour: int, minute: int, timezone: str) -> datetime | None:
    """That time of that day; the 24th hour and what follows are the next day's."""
    if not (0 <= hour < MIDNIGHT + NOON and 0 <= minute < HOUR):
        return None
    day += timedelta(days=hour // MIDNIGHT)
    return datetime(day.year, day.month, day.day, hour % MIDNIGHT, minute, tzinfo=ZoneInfo(timezone))


def date_in(text: str) -> date | None:
    """The first date with its year in `text`: 2026-03-02, 2 March 2026; None if there is none."""
    said = folded(text)
    found = re.search(WITH_YEAR, said)
    if found:
        return date_of(*map(int, re.findall("[0-9]+", found[0])))
    return next((day for each in _DAY.finditer(said) if (day := _with_year(each))), None)


def whole_date(text: str) -> date | None:
    """The date of a text that is nothing else: a day of the week may stand beside it, no time and no other word."""
    said = _WEEKDAY_BESIDE.sub("", folded(text)).strip(" ,日")
    alone = re.fullmatch(WITH_YEAR, said) or ((found := _DAY.fullmatch(said)) and _with_year(found))
    return date_in(said) if alone else None


def day_alone(text: str, timezone: str, near: datetime, *, ahead: bool) -> date | None:
    """The day that a text without a year, a time or another word means when it is written: 3月6日, tomorrow. Which 周五 or 5号 is meant
    is plain only where all days of that line lie `ahead`.
    """
    said, today = (
        _WEEKDAY_BESIDE.sub("", folded_in_place(text)).strip(" ,，。."),
        near.astimezone(ZoneInfo(timezone)).date(),
    )
    if far := _AHEAD.fullmatch(re.sub(r"^(?:by|before|at) ", "", said)):
        return day_ahead(far, today)
    found = _DAY.fullmatch(re.sub(r"^(?:on|by|before) (?:the )?(?!\d+(?:st|nd|rd|th)$)|(?:之|以)?前$", "", said))
    if found is None:
        return None
    either = (
        found["weekday"] or found["weekday_en"] or found["ordinal"] or (found["day_alone"] and not found["of_month"])
    )
    return day_of(found, today, ahead=True) if ahead or not either else None


def _with_year(found: re.Match[str]) -> date | None:
    """The date of a day whose month is named and whose year is told."""
    year, month = (found["year_en"] or found["year_us"]), (found["month_after"] or found["month_before"])
    day = found["day_before"] or found["day_after"]
    return date_of(int(year), MONTHS[month], int(day)) if year and month else None
