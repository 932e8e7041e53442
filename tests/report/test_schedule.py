import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core.policy.model import Directory, Policy, Report
from chalicelib.core.report.schedule import (
    BY_PATTERNS,
    DEFAULT_BY,
    Step,
    draft_at,
    due_steps,
    next_at,
    period_before,
    period_of,
    still_of_use,
)
from chalicelib.core.times.calendars import Calendar
from chalicelib.core.times.durations import Duration

At = Callable[..., datetime]

WORK = Calendar(name="work", hours=(("08:00", "18:00"),), holidays="CN")
POLICY = Policy(
    name="p",
    organisation={"en": "P"},
    prefix="P",
    calendars=(WORK,),
    directory=Directory(desk="desk@p.cn", desk_head="head@p.cn", director="director@p.cn"),
)
MONTHLY = Report(
    name="monthly",
    kind="summary",
    every="month",
    by="5",
    calendar="work",
    to=("leadership",),
    draft_to=("desk",),
    draft_before=Duration(3, "working day"),
)


def every(unit: str, by: str = "", calendar: str = "work") -> Report:
    return Report(name=unit, kind="summary", every=unit, by=by, calendar=calendar, to=("leadership",))  # type: ignore[arg-type]


def sent(report: Report, after: datetime) -> datetime:
    steps = due_steps(report, after, after + timedelta(days=800), POLICY)
    return next(step.at for step in steps if not step.draft)


@pytest.mark.clause("LC-07")
@pytest.mark.parametrize(
    ("after", "day"),
    [
        ((3, 1, 0), (3, 5)),  # a Thursday
        ((7, 1, 0), (7, 3)),  # the 5th is a Sunday
        ((4, 1, 0), (4, 3)),  # Qingming closes the 4th to the 6th
        ((5, 1, 0), (5, 5)),  # Labour Day closes the 1st to the 5th: on the 5th itself, for April is over only then
        ((10, 1, 0), (10, 5)),  # National Day likewise
    ],
)
def test_the_monthly_report_goes_out_at_nine_on_the_last_working_day_up_to_the_5th(
    at: At, after: tuple[int, ...], day: tuple[int, int]
):
    assert sent(MONTHLY, at(*after)) == at(*day)


@pytest.mark.clause("LC-07")
def test_the_report_tells_of_the_whole_month_before(at: At):
    period = period_of(MONTHLY, at(3, 5), POLICY)
    assert (period.start, period.end, period.label) == (at(2, 1, 0), at(3, 1, 0), "2026-02")
    assert period.contains(at(2, 28, 23, 59))
    assert not period.contains(at(3, 1, 0))
    assert period_before(MONTHLY, period, POLICY).label == "2026-01"


@pytest.mark.clause("LC-07")
def test_the_desk_sees_the_draft_three_working_days_before(at: At):
    assert draft_at(MONTHLY, at(3, 5), POLICY) == at(3, 2)
    steps = due_steps(MONTHLY, at(3, 1), at(3, 31, 0), POLICY)
    assert [(step.at, step.draft, step.period.label) for step in steps] == [
        (at(3, 2), True, "2026-02"),
        (at(3, 5), False, "2026-02"),
        # The 4th to the 6th of April are days off, so that April's report goes out on the 3rd, its draft on the 31st.
    ]


@pytest.mark.clause("LC-07")
def test_after_an_outage_a_draft_does_not_come_with_its_report(at: At):
    both = due_steps(MONTHLY, at(3, 1), at(3, 5), POLICY)
    assert [step.draft for step in both] == [True, False]
    assert [step.draft for step in still_of_use(both)] == [False]
    assert [step.draft for step in still_of_use(due_steps(MONTHLY, at(3, 1), at(3, 3), POLICY))] == [True]


def test_without_readers_a_draft_is_not_made(at: At):
    report = every("month", "5")
    assert draft_at(report, at(3, 5), POLICY) is None
    assert all(not step.draft for step in due_steps(report, at(1, 1), at(12, 1), POLICY))


@pytest.mark.parametrize(
    ("report", "after", "expected", "label"),
    [
        (every("week", "mon"), (3, 2, 10), (3, 9), "2026-W10"),
        (every("week", "fri"), (3, 2, 10), (3, 6), "2026-W09"),
        (every("quarter", "10"), (3, 2), (4, 10), "2026-Q1"),
        (every("half_year", "31"), (3, 2), (7, 31), "2026-H1"),
        (every("half_year", "31"), (1, 2), (1, 30), "2025-H2"),  # the 31st is a Saturday
        (every("year", "01-31"), (1, 1), (1, 30), "2025"),  # the 31st is a Saturday
        (every("day", "17:30"), (3, 6, 18), (3, 9, 17, 30), "2026-03-09"),  # over the weekend
        (every("day", "08:30", calendar="always"), (3, 6, 18), (3, 7, 8, 30), "2026-03-07"),
        (every("month", "31", calendar="always"), (2, 2), (2, 28), "2026-01"),  # February has no 31st
    ],
)
def test_each_rhythm_has_its_date_and_its_period(
    at: At, report: Report, after: tuple[int, ...], expected: tuple[int, ...], label: str
):
    assert sent(report, at(*after)) == at(*expected)
    assert period_of(report, at(*expected), POLICY).label == label


def test_a_daily_report_tells_of_the_time_since_the_one_before(at: At):
    period = period_of(every("day", "17:30"), at(3, 9, 17, 30), POLICY)
    assert (period.start, period.end) == (at(3, 6, 17, 30), at(3, 9, 17, 30))


def test_keys_are_the_same_whenever_a_step_is_asked_for(at: At):
    (late,) = [s for s in due_steps(MONTHLY, at(2, 20), at(3, 20), POLICY) if not s.draft]
    (early,) = due_steps(MONTHLY, at(3, 4), at(3, 6), POLICY)
    assert late.key == early.key == "monthly#2026-02#final"


def test_a_tick_at_the_very_moment_sends_and_the_next_look_does_not_send_again(at: At):
    draft, final = at(3, 2), at(3, 5)
    assert [step.at for step in due_steps(MONTHLY, at(3, 1), draft, POLICY)] == [draft]
    assert due_steps(MONTHLY, draft, final - timedelta(seconds=1), POLICY) == ()
    assert [step.at for step in due_steps(MONTHLY, draft, final, POLICY)] == [final]
    assert due_steps(MONTHLY, final, final + timedelta(days=10), POLICY) == ()


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        ("day", "17:30", "25:00"),
        ("week", "mon", "Monday"),
        ("month", "31", "32"),
        ("quarter", "1", "0"),
        ("half_year", "31", "01-31"),
        ("year", "01-31", "13-01"),
    ],
)
def test_every_rhythm_has_a_way_to_write_its_date_and_one_for_when_none_is_written(unit: str, good: str, bad: str):
    assert re.fullmatch(BY_PATTERNS[unit], good)
    assert re.fullmatch(BY_PATTERNS[unit], DEFAULT_BY[unit])
    assert not re.fullmatch(BY_PATTERNS[unit], bad)


REPORTS = (
    MONTHLY,
    every("day", "17:30"),
    every("week", "mon"),
    every("week", "sun"),
    every("quarter", "1"),
    every("half_year", "31"),
    every("year", "02-29"),
    every("month", "31"),
)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # naive by design


@settings(max_examples=60, deadline=None)
@given(report=st.sampled_from(REPORTS), ticks=st.lists(moments, min_size=2, max_size=12))
def test_each_period_has_exactly_one_report_whatever_the_times_of_the_ticks(report: Report, ticks: list[datetime]):
    ticks = sorted(ticks)
    told: list[Step] = []
    looked = ticks[0]
    for tick in [*ticks[1:], *ticks[1:]]:  # the second time round every tick comes too late, and does nothing
        if tick > looked:
            told += due_steps(report, looked, tick, POLICY)
            looked = tick
    assert told == list(due_steps(report, ticks[0], ticks[-1], POLICY))
    final = [step for step in told if not step.draft]
    assert len({step.key for step in told}) == len(told)
    for earlier, later in pairwise(final):
        assert earlier.period.end == later.period.start
    for step in final:
        assert step.period.end <= step.at


@settings(max_examples=60, deadline=None)
@given(report=st.sampled_from(REPORTS), after=moments)
def test_the_next_moment_is_that_of_the_next_step(report: Report, after: datetime):
    step = due_steps(report, after, after + timedelta(days=500), POLICY)[0]
    assert next_at(report, after, POLICY) == step.at > after
