"""What holds for every calendar, start and limit, and the reckoning compared with counting minutes one by one."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core.times.calendars import WEEKDAYS, Calendar, Hours, problem
from chalicelib.core.times.durations import Duration, Unit
from chalicelib.core.times.working_time import (
    ALWAYS,
    due,
    is_open,
    last_working_day,
    next_opening,
    shift,
    with_pauses,
    working_seconds_between,
)

MINUTE = timedelta(minutes=1)
FIRST = date(2026, 1, 1)
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
WORKING_UNITS: list[Unit] = ["working minute", "working hour", "working day", "half working day"]


def hours(earliest: int = 3 * 60) -> st.SearchStrategy[Hours]:
    """Up to three spans of a day; from 03:00 on, as the hours before come twice or never when clocks change."""
    times = st.lists(st.integers(earliest // 5, 288), min_size=2, max_size=6, unique=True).map(sorted)
    return times.map(lambda t: tuple((clock(a * 5), clock(b * 5)) for a, b in zip(t[::2], t[1::2], strict=False)))


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def dates(most: int) -> st.SearchStrategy[tuple[date, ...]]:
    return st.lists(st.dates(FIRST, date(2026, 5, 1)), max_size=most).map(tuple)


@st.composite
def calendars(draw: st.DrawFn, zones: tuple[str, ...] = ("Asia/Shanghai", "Europe/London")) -> Calendar:
    days = tuple(draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)))
    return Calendar(
        name="any",
        timezone=draw(st.sampled_from(zones)),
        hours=draw(hours()),
        weekday_hours=draw(st.dictionaries(st.sampled_from(days), hours(), max_size=2)),
        days=days,
        closures=draw(dates(12)),
        extra_days=draw(dates(6)),
    )


SHANGHAI = calendars(zones=("Asia/Shanghai",))
CHINA = Calendar(name="office", hours=(("08:30", "12:00"), ("13:30", "17:30")), holidays="CN")
MOMENTS = st.integers(0, 90 * 86_400_000).map(lambda ms: EARLIEST + timedelta(milliseconds=ms))
MINUTES = st.integers(0, 90 * 1440).map(lambda minutes: EARLIEST + minutes * MINUTE)
UNITS = st.sampled_from(get_args(Unit))
AMOUNTS = st.integers(0, 40)

unhurried = settings(deadline=None)  # a busy machine is no failure
counted_slowly = settings(max_examples=40, deadline=None)


class Oracle:
    """Open or not, minute by minute, from the wall clock: slow and plain."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.zone = ZoneInfo(calendar.timezone)
        self.known: dict[date, list[tuple[int, ...]]] = {}

    def hours(self, day: date) -> Hours:
        c = self.calendar
        name = WEEKDAYS[day.weekday()]
        if day in c.closures:
            return ()
        if day in c.extra_days:
            return c.hours
        return c.weekday_hours.get(name, c.hours) if name in c.days else ()

    def open(self, at: datetime) -> bool:
        wall = at.astimezone(self.zone)
        shown, day = wall.hour * 60 + wall.minute, wall.date()
        if day not in self.known:
            self.known[day] = [tuple(int(t[:2]) * 60 + int(t[3:]) for t in span) for span in self.hours(day)]
        return any(opening <= shown < closing for opening, closing in self.known[day])

    def due(self, start: datetime, minutes: int) -> datetime:
        while minutes:
            minutes -= self.open(start)
            start += MINUTE
        return start

    def earlier(self, moment: datetime, minutes: int) -> datetime:
        while minutes:
            moment -= MINUTE
            minutes -= self.open(moment)
        return moment

    def end_of(self, day: date) -> datetime:
        """The first second of a working day at which it has closed for good, midnight standing for 23:59:59."""
        shown = self.hours(day)[-1][1]
        text = "23:59:59" if shown == "24:00" else f"{shown}:00"
        return datetime.fromisoformat(f"{day} {text}").replace(tzinfo=self.zone)


@counted_slowly
@given(calendars(), MINUTES, st.integers(1, 600))
def test_working_minutes_agree_with_counting_them(calendar: Calendar, start: datetime, minutes: int):
    assert due(start, Duration(minutes, "working minute"), calendar) == Oracle(calendar).due(start, minutes)


@counted_slowly
@given(calendars(), MINUTES, st.integers(1, 600))
def test_working_minutes_backwards_agree_with_counting_them(calendar: Calendar, moment: datetime, minutes: int):
    assert shift(moment, Duration(-minutes, "working minute"), calendar) == Oracle(calendar).earlier(moment, minutes)


@counted_slowly
@given(calendars(), MINUTES, st.integers(0, 10 * 1440))
def test_elapsed_working_time_agrees_with_counting_it(calendar: Calendar, start: datetime, minutes: int):
    oracle = Oracle(calendar)
    counted = sum(oracle.open(start + n * MINUTE) for n in range(minutes))
    assert working_seconds_between(start, start + minutes * MINUTE, calendar) == counted * 60


@unhurried
@given(calendars(), MOMENTS, st.integers(1, 30))
def test_working_days_agree_with_counting_them(calendar: Calendar, start: datetime, count: int):
    oracle = Oracle(calendar)
    day, left = start.astimezone(oracle.zone).date(), count
    while left:
        day += timedelta(days=1)
        left -= bool(oracle.hours(day))
    assert due(start, Duration(count, "working day"), calendar) == oracle.end_of(day)
    assert last_working_day(day, calendar) == day
    if count == 1:
        assert due(start, Duration(1, "end of next day"), calendar) == oracle.end_of(day)


@unhurried
@given(calendars(), MOMENTS)
def test_end_of_day_is_the_first_closing_still_to_come(calendar: Calendar, start: datetime):
    oracle = Oracle(calendar)
    day = start.astimezone(oracle.zone).date()
    while not oracle.hours(day) or oracle.end_of(day) <= start:
        day += timedelta(days=1)
    assert due(start, Duration(1, "end of day"), calendar) == oracle.end_of(day)


@unhurried
@given(SHANGHAI, UNITS, AMOUNTS, MOMENTS, MOMENTS)
def test_what_begins_later_is_not_due_earlier(calendar: Calendar, unit: Unit, amount: int, a: datetime, b: datetime):
    a, b = sorted((a, b))
    duration = Duration(amount, unit)
    assert due(a, duration, calendar) <= due(b, duration, calendar)


@unhurried
@given(calendars(), st.sampled_from(WORKING_UNITS), AMOUNTS, MOMENTS, MOMENTS)
def test_what_is_reckoned_back_from_later_is_not_earlier(
    calendar: Calendar, unit: Unit, amount: int, a: datetime, b: datetime
):
    a, b = sorted((a, b))
    duration = Duration(-amount, unit)
    assert shift(a, duration, calendar) <= shift(b, duration, calendar) <= b


@unhurried
@given(calendars(), UNITS, AMOUNTS, AMOUNTS, MOMENTS)
def test_a_longer_limit_is_not_due_earlier_and_none_before_its_start(
    calendar: Calendar, unit: Unit, a: int, b: int, start: datetime
):
    a, b = sorted((a, b))
    if unit == "month":
        start = start.replace(microsecond=0)  # months end on whole seconds
    assert start <= due(start, Duration(a, unit), calendar) <= due(start, Duration(b, unit), calendar)


@unhurried
@given(calendars(), st.sampled_from(WORKING_UNITS), st.integers(1, 40), MOMENTS, st.sampled_from([1, -1]))
def test_working_limits_fall_into_open_hours_or_on_a_closing(
    calendar: Calendar, unit: Unit, amount: int, start: datetime, sign: int
):
    found = shift(start, Duration(sign * amount, unit), calendar)
    assert is_open(found, calendar) or is_open(found - timedelta(microseconds=1), calendar)


@unhurried
@given(calendars(), st.integers(1, 60), st.integers(1, 60), MOMENTS)
def test_working_hours_add_up(calendar: Calendar, a: int, b: int, start: datetime):
    first = due(start, Duration(a, "working hour"), calendar)
    assert due(first, Duration(b, "working hour"), calendar) == due(start, Duration(a + b, "working hour"), calendar)


@unhurried
@given(calendars(), st.integers(0, 3000), MOMENTS)
def test_a_limit_takes_exactly_its_working_time(calendar: Calendar, minutes: int, start: datetime):
    end = due(start, Duration(minutes, "working minute"), calendar)
    assert working_seconds_between(start, end, calendar) == minutes * 60


@unhurried
@given(calendars(), st.sampled_from(["working minute", "working hour"]), st.integers(1, 60), MOMENTS)
def test_there_and_back_again_loses_no_working_time(calendar: Calendar, unit: Unit, amount: int, start: datetime):
    there = shift(start, Duration(amount, unit), calendar)
    back = shift(there, Duration(-amount, unit), calendar)
    assert working_seconds_between(start, back, calendar) == 0
    if is_open(start, calendar):
        assert back == start


@unhurried
@given(calendars(), st.integers(1, 20), MOMENTS)
def test_working_days_there_and_back_from_a_closing_lead_home(calendar: Calendar, count: int, start: datetime):
    plain = Calendar(name="plain", timezone=calendar.timezone, hours=calendar.hours, days=calendar.days)
    closing = due(start, Duration(1, "working day"), plain)
    there = shift(closing, Duration(count, "working day"), plain)
    assert shift(there, Duration(-count, "working day"), plain) == closing


@unhurried
@given(SHANGHAI, MOMENTS)
def test_with_equal_days_half_a_working_day_is_half_of_the_hours(calendar: Calendar, start: datetime):
    plain = Calendar(name="plain", hours=calendar.hours, days=calendar.days, closures=calendar.closures)
    noon = next_opening(start, plain)
    day = noon.astimezone(ZoneInfo("Asia/Shanghai")).replace(hour=0, minute=0, second=0, microsecond=0)
    length = working_seconds_between(day, day + timedelta(days=1), plain)
    half = due(start, Duration(1, "half working day"), plain)
    assert working_seconds_between(start, half, plain) == length // 2


@unhurried
@given(calendars(), MOMENTS)
def test_two_halves_reach_the_same_share_of_the_next_working_day(calendar: Calendar, start: datetime):
    plain = Calendar(name="plain", timezone=calendar.timezone, hours=calendar.hours, days=calendar.days)
    start = next_opening(start, plain)
    once = due(start, Duration(1, "half working day"), plain)
    twice = due(once, Duration(1, "half working day"), plain)
    assert abs(twice - due(start, Duration(2, "half working day"), plain)) <= timedelta(microseconds=2)


@unhurried
@given(st.integers(1, 100), MOMENTS)
def test_whoever_never_closes_works_in_calendar_time(amount: int, start: datetime):
    for working, plain in (("working minute", "minute"), ("working hour", "hour")):
        assert due(start, Duration(amount, working), ALWAYS) == due(start, Duration(amount, plain), ALWAYS)  # type: ignore[arg-type]


@unhurried
@given(calendars(), MOMENTS)
def test_the_next_opening_is_open_and_nothing_lies_before_it(calendar: Calendar, at: datetime):
    opening = next_opening(at, calendar)
    assert opening >= at
    assert is_open(opening, calendar)
    assert working_seconds_between(at, opening, calendar) == 0


@unhurried
@given(
    calendars(), st.integers(1, 2000), MINUTES, st.lists(st.integers(1, 20_000), min_size=2, max_size=6, unique=True)
)
def test_working_time_of_a_pause_is_given_back_exactly(
    calendar: Calendar, minutes: int, start: datetime, marks: list[int]
):
    marks = sorted(marks)
    pauses = [(start + a * MINUTE, start + b * MINUTE) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    duration = Duration(minutes, "working minute")
    deadline = due(start, duration, calendar)
    extended = with_pauses(deadline, duration, pauses, calendar)
    paused = sum(working_seconds_between(a, b, calendar) for a, b in pauses if a < extended)
    assert working_seconds_between(start, extended, calendar) == minutes * 60 + paused


@unhurried
@given(MOMENTS, st.integers(1, 120))
def test_the_chinese_office_never_has_a_limit_end_on_a_holiday(start: datetime, amount: int):
    for unit in WORKING_UNITS:
        end = due(start, Duration(amount, unit), CHINA).astimezone(ZoneInfo("Asia/Shanghai"))
        assert not date(2026, 2, 15) <= end.date() <= date(2026, 2, 23)


@unhurried
@given(calendars())
def test_every_calendar_drawn_here_is_sound(calendar: Calendar):
    assert problem(calendar) is None
