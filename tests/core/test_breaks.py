"""Who works on Saturdays is off on those inside the State Council's breaks; what is worked to make up for them stays worked."""

from datetime import date, timedelta

import pytest

from chalicelib.core.times.calendars import Calendar, open_days

SIX_DAYS = Calendar(
    name="work", hours=(("08:00", "17:00"),), days=("mon", "tue", "wed", "thu", "fri", "sat"), holidays="CN"
)
BREAKS = {
    2025: [("01-01", "01-01"), ("01-28", "02-04"), ("04-04", "04-06"), ("05-01", "05-05"), ("05-31", "06-02"), ("10-01", "10-08")],
    2026: [("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-19", "06-21"), ("09-25", "09-27"), ("10-01", "10-07")],
}  # fmt: skip


def days(year: int) -> set[date]:
    whole = set[date]()
    for first, last in BREAKS[year]:
        day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")
        whole |= {day + timedelta(n) for n in range((end - day).days + 1)}
    return whole


@pytest.mark.parametrize("year", sorted(BREAKS))
def test_a_six_day_week_is_off_on_every_day_of_a_break_and_on_sundays_only_besides(year: int):
    off = {date(year, 1, 1) + timedelta(n) for n in range(365)}
    off = {day for day in off if not open_days(SIX_DAYS).minutes(day)}
    assert days(year) <= off
    assert {day for day in off - days(year) if day.weekday() != 6} == set()


@pytest.mark.parametrize("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_what_is_worked_to_make_up_for_a_break_is_worked(day: str):
    assert open_days(SIX_DAYS).minutes(date.fromisoformat(day))


def test_a_weekend_that_touches_new_years_day_from_the_year_before_is_in_its_break():
    assert not open_days(SIX_DAYS).minutes(date(2023, 12, 30))
