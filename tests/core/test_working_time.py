"""Figures worked out by hand. Local time is Shanghai's unless said otherwise."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.core.times.working_time import (
    ALWAYS,
    DUE,
    Calendar,
    Duration,
    due,
    is_open,
    last_working_day,
    next_opening,
    parse_duration,
    shift,
    with_pauses,
    working_seconds_between,
)
from tests.pace import within

SPLIT = (("08:30", "12:00"), ("13:30", "17:30"))
OFFICE = Calendar(name="office", hours=SPLIT, holidays="CN")
SATURDAYS = Calendar(
    name="shop",
    hours=(("09:00", "17:00"),),
    days=("mon", "tue", "wed", "thu", "fri", "sat"),
    weekday_hours={"sat": (("09:00", "13:00"),)},
)
LONDON = Calendar(name="london", timezone="Europe/London", hours=(("09:00", "17:00"),), holidays="GB-ENG")


def local(text: str) -> datetime:
    """A moment of 2026 in Shanghai, "03-02 09:00" or with seconds."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def limit(text: str) -> Duration:
    duration = parse_duration(text)
    assert isinstance(duration, Duration), duration
    return duration


def check(start: str, text: str, expected: str, calendar: Calendar = OFFICE) -> None:
    found = shift(local(start), limit(text), calendar)
    assert found == local(expected), found.astimezone(ZoneInfo("Asia/Shanghai"))
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("03-02 23:50", "20 minutes", "03-03 00:10"),
        ("03-06 17:00", "1 hour", "03-06 18:00"),
        ("02-13 16:00", "2 days", "02-15 16:00"),  # into Spring Festival all the same
        ("03-06 17:00", "48 hours", "03-08 17:00"),
    ],
)
def test_calendar_time_runs_through_nights_and_holidays(start: str, text: str, expected: str):
    check(start, text, expected)
    check(start, text, expected, ALWAYS)


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("03-02 09:00", "1 working hour", "03-02 10:00"),
        ("03-02 11:30", "1 working hour", "03-02 14:00"),  # over lunch
        ("03-02 12:10", "1 working hour", "03-02 14:30"),  # begun during lunch
        ("03-02 06:00", "1 working hour", "03-02 09:30"),  # before opening
        ("03-02 17:00", "1 working hour", "03-03 09:00"),  # over night
        ("03-02 20:00", "1 working hour", "03-03 09:30"),  # in the evening
        ("03-06 17:00", "2 working hours", "03-09 10:00"),  # over a weekend
        ("02-13 17:00", "2 working hours", "02-14 10:00"),  # into a make-up Saturday
        ("02-14 17:00", "2 working hours", "02-24 10:00"),  # over Spring Festival
        ("02-28 16:00", "2 working hours", "03-02 09:00"),  # out of the other make-up Saturday
        ("09-30 16:45", "1 working hour", "10-08 08:45"),  # over National Day
        ("10-09 17:00", "1 working hour", "10-10 09:00"),  # into its make-up Saturday
    ],
)
def test_working_hours_run_in_open_hours_only(start: str, text: str, expected: str):
    check(start, text, expected)


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("03-02 16:30", "1 working hour", "03-02 17:30"),
        ("03-02 11:00", "60 working minutes", "03-02 12:00"),
        ("03-02 08:30", "450 working minutes", "03-02 17:30"),
        ("03-06 17:30", "450 working minutes", "03-09 17:30"),
    ],
)
def test_a_limit_used_up_at_closing_is_due_at_that_closing(start: str, text: str, expected: str):
    check(start, text, expected)


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("03-02 00:05", "1 working day", "03-03 17:30"),
        ("03-02 09:00", "1 working day", "03-03 17:30"),
        ("03-02 23:00", "1 working day", "03-03 17:30"),
        ("03-06 09:00", "1 working day", "03-09 17:30"),
        ("03-07 09:00", "1 working day", "03-09 17:30"),  # a Saturday: Monday is the first
        ("03-02 09:00", "3 working days", "03-05 17:30"),
        ("02-12 09:00", "3 working days", "02-24 17:30"),  # 13th, make-up 14th, then the 24th
        ("02-25 09:00", "3 working days", "02-28 17:30"),  # ends on a make-up Saturday
        ("09-30 10:00", "3 working days", "10-10 17:30"),  # 8th, 9th, make-up 10th
        ("03-02 09:00", "15 working days", "03-23 17:30"),
    ],
)
def test_working_days_leave_out_the_starting_day_and_end_at_closing(start: str, text: str, expected: str):
    check(start, text, expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("03-02 08:30", "03-02 13:45"),  # half of seven and a half hours
        ("03-02 15:00", "03-03 09:45"),
        ("03-02 07:00", "03-02 13:45"),
        ("03-06 17:30", "03-09 13:45"),
        ("02-14 16:00", "02-24 10:45"),
    ],
)
def test_half_a_working_day_is_half_of_its_working_hours(start: str, expected: str):
    check(start, "half working day", expected)


def test_half_a_working_day_weighs_each_hour_by_its_own_day():
    check("03-07 09:00", "half working day", "03-07 11:00", SATURDAYS)  # a Saturday of four hours
    check("03-06 15:00", "half working day", "03-07 10:00", SATURDAYS)  # a quarter of Friday, a quarter of Saturday
    check("03-07 11:30", "half working day", "03-09 10:00", SATURDAYS)  # three eighths of Saturday, one of Monday
    check("03-07 10:00", "-half working day", "03-06 15:00", SATURDAYS)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("03-02 00:00", "03-02 17:30"),
        ("03-02 12:30", "03-02 17:30"),
        ("03-02 17:29", "03-02 17:30"),
        ("03-02 17:30", "03-03 17:30"),  # closed: no time would be left
        ("03-06 18:00", "03-09 17:30"),
        ("03-08 10:00", "03-09 17:30"),
        ("02-14 10:00", "02-14 17:30"),
    ],
)
def test_end_of_day_is_the_closing_of_the_starting_day_or_of_the_next_working_one(start: str, expected: str):
    check(start, "end of day", expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("03-02 10:00", "03-03 17:30"),
        ("03-02 20:00", "03-03 17:30"),
        ("03-06 10:00", "03-09 17:30"),
        ("03-07 10:00", "03-09 17:30"),
        ("02-13 10:00", "02-14 17:30"),
    ],
)
def test_end_of_next_day_is_the_closing_of_the_next_working_day(start: str, expected: str):
    check(start, "end of next day", expected)


def test_days_that_never_close_end_one_second_before_midnight():
    check("03-07 10:00", "end of day", "03-07 23:59:59", ALWAYS)
    check("03-07 23:59:59", "end of day", "03-08 23:59:59", ALWAYS)
    check("03-07 23:59:59.500000", "end of day", "03-08 23:59:59", ALWAYS)
    check("03-07 10:00", "end of next day", "03-08 23:59:59", ALWAYS)
    check("03-07 10:00", "2 working days", "03-09 23:59:59", ALWAYS)


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("01-15 10:00", "1 month", "02-15 10:00"),
        ("01-31 10:00", "1 month", "02-28 23:59:59"),
        ("01-29 10:00", "1 month", "02-28 23:59:59"),
        ("01-28 23:59:59.900000", "1 month", "02-28 23:59:59"),
        ("03-31 10:00", "-1 month", "02-28 23:59:59"),
        ("01-15 10:00", "11 months", "12-15 10:00"),
        ("12-15 10:00", "-11 months", "01-15 10:00"),
    ],
)
def test_a_month_ends_at_the_same_time_of_the_same_day_or_with_the_month(start: str, text: str, expected: str):
    check(start, text, expected)


def test_months_cross_years():
    assert due(local("12-31 10:00"), limit("2 years"), ALWAYS) == local("12-31 10:00").replace(year=2028)
    assert due(local("11-30 10:00"), limit("3 months"), ALWAYS) == local("02-28 23:59:59").replace(year=2027)


@pytest.mark.parametrize(
    ("moment", "text", "expected"),
    [
        ("03-02 10:00", "-15 minutes", "03-02 09:45"),
        ("03-02 08:40", "-15 working minutes", "02-28 17:25"),  # back into the make-up Saturday
        ("03-02 08:45", "-15 working minutes", "03-02 08:30"),  # used up at the opening
        ("03-02 14:00", "-1 working hour", "03-02 11:30"),  # over lunch
        ("03-02 12:45", "-1 working hour", "03-02 11:00"),  # from lunch
        ("03-08 10:00", "-1 working hour", "03-06 16:30"),  # from a Sunday
        ("02-24 09:30", "-2 working hours", "02-14 16:30"),  # over Spring Festival
        ("03-05 17:30", "-1 working day", "03-04 17:30"),
        ("03-09 09:00", "-3 working days", "03-04 09:00"),
        ("03-10 03:00", "-1 working day", "03-09 08:30"),  # moved into open hours
        ("03-10 12:00", "-1 working day", "03-09 12:00"),
        ("03-10 12:30", "-1 working day", "03-09 13:30"),
        ("03-10 22:00", "-1 working day", "03-09 17:30"),
        ("03-08 10:00", "-1 working day", "03-06 08:30"),  # a Sunday counts as Monday's opening
        ("02-24 10:00", "-1 working day", "02-14 10:00"),
        ("03-05 17:30", "+1 working day", "03-06 17:30"),
        ("03-05 17:30", "+2 working hours", "03-06 10:30"),
        ("03-05 17:30", "end of next day", "03-06 17:30"),
    ],
)
def test_a_rung_lies_before_or_after_its_deadline(moment: str, text: str, expected: str):
    check(moment, text, expected)


@pytest.mark.parametrize("unit", ["minute", "day", "month", "working hour", "working day", "half working day"])
def test_nothing_added_is_the_moment_itself_even_on_a_day_off(unit: str):
    assert shift(local("03-08 10:00"), Duration(0, unit), OFFICE) == local("03-08 10:00")  # type: ignore[arg-type]
    assert shift(local("03-08 10:00"), DUE, OFFICE) == local("03-08 10:00")


def test_a_limit_cannot_be_negative():
    with pytest.raises(ValueError, match="cannot be negative: -15 minutes"):
        due(local("03-02 10:00"), limit("-15 minutes"), ALWAYS)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="needs a time zone"):
        due(datetime(2026, 3, 2, 9), limit("1 hour"), ALWAYS)  # noqa: DTZ001 - what is refused


def test_seconds_and_their_fractions_are_kept():
    check("03-02 17:29:59.250000", "1 working minute", "03-03 08:30:59.250000")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("03-02 08:29:59", False),
        ("03-02 08:30", True),
        ("03-02 11:59:59", True),
        ("03-02 12:00", False),
        ("03-02 13:30", True),
        ("03-02 17:30", False),
        ("02-14 10:00", True),
        ("02-16 10:00", False),
        ("03-08 10:00", False),
    ],
)
def test_the_office_is_open_from_opening_until_just_before_closing(at: str, expected: bool):
    assert is_open(local(at), OFFICE) is expected
    assert is_open(local(at), ALWAYS)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("03-02 10:00", "03-02 10:00"),
        ("03-02 12:00", "03-02 13:30"),
        ("03-02 17:30", "03-03 08:30"),
        ("02-14 17:30", "02-24 08:30"),
        ("10-08 07:00", "10-08 08:30"),
    ],
)
def test_the_next_opening_is_now_if_open(at: str, expected: str):
    assert next_opening(local(at), OFFICE) == local(expected)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2026, 3, 5), date(2026, 3, 5)),
        (date(2026, 4, 5), date(2026, 4, 3)),  # Qingming
        (date(2026, 7, 5), date(2026, 7, 3)),  # a Sunday
        (date(2026, 10, 5), date(2026, 9, 30)),  # National Day
        (date(2026, 10, 10), date(2026, 10, 10)),  # a make-up Saturday
        (date(2026, 2, 23), date(2026, 2, 14)),
    ],
)
def test_by_a_date_means_the_last_working_day_up_to_it(until: date, expected: date):
    assert last_working_day(until, OFFICE) == expected


def test_elapsed_working_time_counts_open_hours_only():
    assert working_seconds_between(local("03-02 08:00"), local("03-02 18:00"), OFFICE) == 27_000
    assert working_seconds_between(local("03-02 11:00"), local("03-02 14:00"), OFFICE) == 5_400
    assert working_seconds_between(local("02-14 17:00"), local("02-24 09:00"), OFFICE) == 3_600
    assert working_seconds_between(local("02-15 17:00"), local("02-20 09:00"), OFFICE) == 0
    assert working_seconds_between(local("03-02 18:00"), local("03-02 08:00"), OFFICE) == -27_000
    assert working_seconds_between(local("02-15 17:00"), local("02-16 17:00"), ALWAYS) == 86_400


def test_clocks_that_change_move_no_deadline():
    friday = datetime(2026, 3, 27, 16, 30, tzinfo=UTC)  # the last day of winter time in London
    assert due(friday, limit("1 working hour"), LONDON) == datetime(2026, 3, 30, 8, 30, tzinfo=UTC)
    assert due(friday, limit("1 working day"), LONDON) == datetime(2026, 3, 30, 16, tzinfo=UTC)
    assert due(friday, limit("3 days"), LONDON) == friday + timedelta(hours=72)
    assert due(friday, limit("1 month"), LONDON) == datetime(2026, 4, 27, 15, 30, tzinfo=UTC)
    assert shift(datetime(2026, 10, 26, 17, tzinfo=UTC), limit("-1 working day"), LONDON) == datetime(
        2026, 10, 23, 16, tzinfo=UTC
    )


def test_round_the_clock_stays_round_the_clock_where_clocks_change():
    london = Calendar(
        name="night", timezone="Europe/London", hours=(("00:00", "24:00"),), days=(*LONDON.days, "sat", "sun")
    )
    for start in (datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)):
        assert due(start, limit("30 working hours"), london) == start + timedelta(hours=30)
    assert due(datetime(2026, 3, 29, 0, tzinfo=UTC), limit("end of day"), london) == datetime(
        2026, 3, 29, 22, 59, 59, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("start", "text", "pauses", "expected"),
    [
        ("03-02 09:00", "24 hours", [("03-02 10:00", "03-02 13:00")], "03-03 12:00"),
        ("03-02 09:00", "4 working hours", [("03-02 11:00", "03-02 14:00")], "03-02 16:00"),
        ("03-02 09:00", "4 working hours", [("03-02 18:00", "03-03 08:00")], "03-02 14:30"),  # after it was due
        ("03-02 16:00", "4 working hours", [("03-02 18:00", "03-03 08:00")], "03-03 11:00"),  # only at night
        ("03-02 09:00", "4 working hours", [("03-02 14:00", "03-05 14:00")], "03-05 14:30"),
        ("03-02 09:00", "3 working days", [("03-03 09:00", "03-03 16:00")], "03-05 17:30"),  # within one day
        ("03-02 09:00", "3 working days", [("03-03 09:00", "03-04 09:00")], "03-06 17:30"),
        ("03-02 09:00", "3 working days", [("03-05 09:00", "03-09 09:00")], "03-09 17:30"),
        ("03-02 09:00", "3 working days", [("03-03 17:30", "03-04 17:30")], "03-06 17:30"),  # from closing to closing
        ("03-02 09:00", "3 working days", [("03-05 17:30", "03-09 09:00")], "03-05 17:30"),  # begun when it was due
        ("03-02 09:00", "2 hours", [("03-02 11:00", "03-02 12:00")], "03-02 11:00"),
        ("03-02 09:00", "end of day", [("03-02 10:00", "03-04 10:00")], "03-04 17:30"),
        ("03-02 08:30", "half working day", [("03-02 09:00", "03-02 10:00")], "03-02 14:45"),
        ("03-02 09:00", "1 month", [("03-05 09:00", "03-07 09:00")], "04-04 09:00"),
        # in any order; the second begins in time only because of the first, the third begins too late
        (
            "03-02 09:00",
            "2 hours",
            [("03-02 20:00", "03-02 21:00"), ("03-02 13:30", "03-02 14:15"), ("03-02 10:00", "03-02 13:00")],
            "03-02 14:45",
        ),
        ("03-02 09:00", "2 hours", [("03-02 20:00", "03-02 21:00")], "03-02 11:00"),
    ],
)
def test_the_time_of_a_pause_is_given_back(start: str, text: str, pauses: list[tuple[str, str]], expected: str):
    deadline = due(local(start), limit(text), OFFICE)
    moments = [(local(begin), local(end)) for begin, end in pauses]
    assert with_pauses(deadline, limit(text), moments, OFFICE) == local(expected)


@pytest.mark.timed
@pytest.mark.parametrize("text", ["30 working days", "225 working hours"])
def test_thirty_working_days_are_reckoned_within_a_millisecond(text: str):
    start, duration = local("02-12 16:00"), limit(text)
    due(start, duration, OFFICE)  # holidays are read once
    within(0.2, lambda: [due(start, duration, OFFICE) for _ in range(200)])
