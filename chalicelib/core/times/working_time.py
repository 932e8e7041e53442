"""When a time limit ends: `due(start, duration, calendar)`, and the same reckoning forwards and backwards.

Calendar time. Minutes, hours and days (24 hours each) run through nights and holidays. A month ends at the same local
time of the same day; where the month has no such day, at 23:59:59 of its last one.

Working time. Working minutes and hours run in open hours only. Outside them they start at the next opening; used up
exactly at a closing, they end at that closing and not at the opening that follows. Half a working day counts every open
moment as its share of its own day, so that an hour of a short Saturday weighs more than one of a long Monday; with
equal days it is simply half the hours of one.

Days with an end. N working days: the starting day does not count, due when the Nth closes. "End of day": when the
starting day closes; at or after that closing, or on a day off, when the next working day closes. "End of next day":
when the next working day closes. Closing at midnight means 23:59:59 here, so that the limit bears that day's date.

Zero of any unit is the moment itself. All moments are aware; results are UTC. An unusable calendar raises ValueError:
ask `problem` first.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import islice

from chalicelib.core.times.calendars import (
    ALWAYS,
    ONE_DAY,
    Calendar,
    OpenDays,
    Span,
    is_provisional,
    open_days,
    problem,
)
from chalicelib.core.times.durations import DUE, Duration, parse_duration

__all__ = [
    "ALWAYS",
    "DUE",
    "Calendar",
    "Duration",
    "due",
    "is_open",
    "is_provisional",
    "last_working_day",
    "next_opening",
    "parse_duration",
    "problem",
    "shift",
    "with_pauses",
    "working_seconds_between",
]

ELAPSED = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": ONE_DAY}
WORKED = {"working minute": timedelta(minutes=1), "working hour": timedelta(hours=1)}
MICROSECOND = timedelta(microseconds=1)


def due(start: datetime, duration: Duration, calendar: Calendar) -> datetime:
    """The deadline of a limit that began at `start`; never before it. ValueError for a negative duration."""
    if duration.amount < 0:
        raise ValueError(f"a time limit cannot be negative: {duration}")
    return shift(start, duration, calendar)


def shift(moment: datetime, duration: Duration, calendar: Calendar) -> datetime:
    """The moment so much later, reckoned as `due`, or so much earlier: how a rung lies to its deadline.

    N working days earlier is the same local time N working days before, moved into that day's open hours; a moment on a
    day off counts from the next opening.
    """
    moment, unit, amount = _utc(moment), duration.unit, duration.amount
    if amount == 0:
        return moment
    if unit in ELAPSED:
        return moment + ELAPSED[unit] * amount
    days, back = open_days(calendar), amount < 0
    if unit == "month":
        return _months(moment, amount, days)
    if unit in WORKED:
        return _run(moment, WORKED[unit] * abs(amount), days, back=back)
    if unit == "half working day":
        return _run_share(moment, Fraction(abs(amount), 2), days, back=back)
    if unit == "end of day":
        return _end_of_day(moment, days)
    return _days_before(moment, -amount, days) if back else _end_of_working_day(moment, amount, days)


def with_pauses(
    deadline: datetime, duration: Duration, pauses: Iterable[tuple[datetime, datetime]], calendar: Calendar
) -> datetime:
    """The deadline of a clock that stood still during `pauses` (begin, end), their time given back.

    Working time is given back as working time. A limit in working days gets back one for each closing passed; so does
    "end of day". What begins at the deadline or later changes nothing.
    """
    deadline = _utc(deadline)
    for begin, end in sorted((_utc(begin), _utc(end)) for begin, end in pauses):
        if begin >= deadline:
            break
        deadline = _given_back(deadline, duration, (begin, end), calendar)
    return deadline


def is_open(at: datetime, calendar: Calendar) -> bool:
    """Whether working time runs at this moment; at the very closing it does no more."""
    return next_opening(at, calendar) == at


def next_opening(at: datetime, calendar: Calendar) -> datetime:
    """The first moment from `at` on at which working time runs: `at` itself if open."""
    return next(_pieces(_utc(at), open_days(calendar)))[0][0]


def last_working_day(until: date, calendar: Calendar) -> date:
    """The last working day up to and including a date: "by the 5th"."""
    return next(open_days(calendar).working_days(until, -ONE_DAY))


def working_seconds_between(a: datetime, b: datetime, calendar: Calendar) -> int:
    """Elapsed working time in whole seconds; negative if `b` is the earlier."""
    a, b = _utc(a), _utc(b)
    if b < a:
        return -working_seconds_between(b, a, calendar)
    return _worked((a, b), open_days(calendar)) // timedelta(seconds=1)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment}")
    return moment.astimezone(UTC)


def _pieces(moment: datetime, days: OpenDays, *, back: bool = False) -> Iterator[tuple[Span, timedelta]]:
    """The open stretches after a moment (before it, if back), nearest first, each with its whole day's open time."""
    for day in days.working_days(days.local_day(moment), -ONE_DAY if back else ONE_DAY):
        spans = days.spans(day)
        whole = sum((closing - opening for opening, closing in spans), timedelta())
        for opening, closing in reversed(spans) if back else spans:
            begin, end = (opening, min(closing, moment)) if back else (max(opening, moment), closing)
            if begin < end:
                yield (begin, end), whole


def _run(moment: datetime, need: timedelta, days: OpenDays, *, back: bool) -> datetime:
    """The moment when so much working time is used up."""
    for (opening, closing), _ in _pieces(moment, days, back=back):
        if need <= closing - opening:
            return closing - need if back else opening + need
        need -= closing - opening
    raise AssertionError  # pieces end only by raising


def _run_share(moment: datetime, share: Fraction, days: OpenDays, *, back: bool) -> datetime:
    """The moment when such a share of a working day is used up, each open moment weighed by its own day's length."""
    for (opening, closing), whole in _pieces(moment, days, back=back):
        need = MICROSECOND * int(share * (whole // MICROSECOND))
        if need <= closing - opening:
            return closing - need if back else opening + need
        share -= Fraction((closing - opening) // MICROSECOND, whole // MICROSECOND)
    raise AssertionError  # pieces end only by raising


def _end_of_day(moment: datetime, days: OpenDays) -> datetime:
    closings = (days.closing(day) for day in days.working_days(days.local_day(moment)))
    return next(closing for closing in closings if closing > moment)


def _end_of_working_day(moment: datetime, count: int, days: OpenDays) -> datetime:
    """When the working day so many after the moment's own day closes."""
    following = days.working_days(days.local_day(moment) + ONE_DAY)
    return days.closing(next(islice(following, count - 1, None)))


def _days_before(moment: datetime, count: int, days: OpenDays) -> datetime:
    if not days.minutes(days.local_day(moment)):
        moment = next(_pieces(moment, days))[0][0]
    earlier = days.working_days(days.local_day(moment) - ONE_DAY, -ONE_DAY)
    day = next(islice(earlier, count - 1, None))
    wanted = datetime.combine(day, moment.astimezone(days.zone).time(), days.zone).astimezone(UTC)
    spans = days.spans(day)
    return next((max(opening, wanted) for opening, closing in spans if wanted <= closing), spans[-1][1])


def _months(moment: datetime, count: int, days: OpenDays) -> datetime:
    local = moment.astimezone(days.zone)
    year, month = divmod(local.year * 12 + local.month - 1 + count, 12)
    last = monthrange(year, month + 1)[1]
    clock = time(23, 59, 59) if local.day > last else local.time().replace(microsecond=0)
    return datetime.combine(date(year, month + 1, min(local.day, last)), clock, days.zone).astimezone(UTC)


def _given_back(deadline: datetime, duration: Duration, pause: Span, calendar: Calendar) -> datetime:
    if duration.unit in ELAPSED or duration.unit == "month":
        return deadline + (pause[1] - pause[0])
    days = open_days(calendar)
    if duration.unit in WORKED or duration.unit == "half working day":
        worked = _worked(pause, days)
        return _run(deadline, worked, days, back=False) if worked else deadline
    return shift(deadline, Duration(_closings(pause, days), "working day"), calendar)


def _worked(stretch: Span, days: OpenDays) -> timedelta:
    """Open time within a stretch."""
    total, end = timedelta(), stretch[1]
    for (opening, closing), _ in _pieces(stretch[0], days):
        if opening >= end:
            break
        total += min(closing, end) - opening
    return total


def _closings(stretch: Span, days: OpenDays) -> int:
    """How many working days closed within a stretch; a closing at its very end counts, one at its beginning does not."""
    count = 0
    for day in days.working_days(days.local_day(stretch[0])):
        closing = days.closing(day)
        if closing > stretch[1]:
            break
        count += closing > stretch[0]
    return count
