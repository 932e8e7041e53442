import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from chalicelib.core.times.calendars import ALWAYS, Calendar, OpenDays, is_provisional, open_days, problem

SPLIT = (("08:30", "12:00"), ("13:30", "17:30"))
CHINA = Calendar(name="office", hours=SPLIT, holidays="CN")
TAIWAN = Calendar(name="office", timezone="Asia/Taipei", hours=SPLIT, holidays="TW")


def days_between(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def worked(calendar: Calendar, year: int) -> set[date]:
    return {day for day in days_between(date(year, 1, 1), date(year, 12, 31)) if open_days(calendar).minutes(day)}


def test_2026_is_worked_in_china_on_exactly_the_days_that_the_state_council_announced():
    off = (
        days_between(date(2026, 1, 1), date(2026, 1, 3))  # New Year
        | days_between(date(2026, 2, 15), date(2026, 2, 23))  # Spring Festival
        | days_between(date(2026, 4, 4), date(2026, 4, 6))  # Qingming
        | days_between(date(2026, 5, 1), date(2026, 5, 5))  # Labour Day
        | days_between(date(2026, 6, 19), date(2026, 6, 21))  # Dragon Boat
        | days_between(date(2026, 9, 25), date(2026, 9, 27))  # Mid-Autumn
        | days_between(date(2026, 10, 1), date(2026, 10, 7))  # National Day
    )
    make_up = {date(2026, *day) for day in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]}
    weekdays = {day for day in days_between(date(2026, 1, 1), date(2026, 12, 31)) if day.weekday() < 5}
    assert worked(CHINA, 2026) == (weekdays - off) | make_up


def test_a_make_up_saturday_has_the_normal_hours():
    assert open_days(CHINA).minutes(date(2026, 2, 14)) == ((510, 720), (810, 1050))


def test_a_make_up_day_has_the_normal_hours_even_where_that_weekday_has_shorter_ones():
    calendar = msgspec.structs.replace(
        CHINA, days=("mon", "tue", "wed", "thu", "fri", "sat"), weekday_hours={"sat": (("09:00", "12:00"),)}
    )
    assert open_days(calendar).minutes(date(2026, 2, 7)) == ((540, 720),)
    assert open_days(calendar).minutes(date(2026, 2, 14)) == ((510, 720), (810, 1050))


@pytest.mark.parametrize(("country", "saturday", "worked"), [("CN", "2026-02-21", False), ("CN", "2026-02-28", True),
                                                             ("CN", "2026-03-07", True), ("GB-SCT", "2025-12-27", True)])  # fmt: skip
def test_who_works_on_saturdays_is_off_on_those_inside_a_chinese_break(country: str, saturday: str, worked: bool):
    shop = Calendar(
        name="shop", hours=(("09:00", "17:00"),), days=("mon", "tue", "wed", "thu", "fri", "sat"), holidays=country
    )
    assert bool(OpenDays(shop).minutes(date.fromisoformat(saturday))) is worked


def test_taiwan_keeps_its_own_holidays_and_had_its_last_make_up_day_in_2025():
    assert date(2025, 2, 8) in worked(TAIWAN, 2025)
    assert not worked(TAIWAN, 2026) & {date(2026, 2, 28), date(2026, 10, 9), date(2026, 10, 26), date(2026, 12, 25)}
    assert date(2026, 10, 1) in worked(TAIWAN, 2026)
    assert all(day.weekday() < 5 for day in worked(TAIWAN, 2026))


def test_a_region_has_its_own_holidays():
    scotland = Calendar(name="office", timezone="Europe/London", hours=SPLIT, holidays="GB-SCT")
    england = msgspec.structs.replace(scotland, holidays="GB-ENG")
    assert date(2026, 11, 30) not in worked(scotland, 2026)
    assert date(2026, 11, 30) in worked(england, 2026)


def test_the_organisations_own_days_go_before_the_states():
    calendar = msgspec.structs.replace(
        CHINA,
        closures=(date(2026, 2, 14), date(2026, 3, 4), date(2026, 3, 7)),
        extra_days=(date(2026, 2, 17), date(2026, 3, 7), date(2026, 3, 8)),
    )
    days = worked(calendar, 2026)
    assert date(2026, 2, 14) not in days  # a make-up day, closed
    assert date(2026, 2, 17) in days  # a holiday, worked
    assert date(2026, 3, 4) not in days  # a Wednesday, closed
    assert date(2026, 3, 7) not in days  # both: the closure holds
    assert date(2026, 3, 8) in days  # a Sunday, worked


@pytest.mark.parametrize("year", range(2001, 2027))
def test_a_year_whose_make_up_days_are_announced_is_final(year: int):
    assert not is_provisional(year, CHINA)


def test_a_year_whose_make_up_days_are_not_announced_is_provisional_and_keeps_the_predicted_holidays():
    assert is_provisional(2049, CHINA)
    assert date(2049, 10, 1) not in worked(CHINA, 2049)
    assert all(day.weekday() < 5 for day in worked(CHINA, 2049))


@pytest.mark.parametrize("calendar", [ALWAYS, TAIWAN, Calendar(name="office", hours=SPLIT)])
def test_where_nobody_announces_make_up_days_no_year_is_provisional(calendar: Calendar):
    assert not is_provisional(2049, calendar)


def test_years_before_china_knew_make_up_days_are_final():
    assert not is_provisional(1999, CHINA)


def test_open_hours_are_right_where_clocks_change():
    night = Calendar(name="night", timezone="Europe/London", hours=(("00:00", "06:00"),), days=("sun",))
    (spring,) = open_days(night).spans(date(2026, 3, 29))
    (autumn,) = open_days(night).spans(date(2026, 10, 25))
    assert spring == (datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC))
    assert autumn == (datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC))


def test_hours_that_the_clock_change_swallows_are_not_worked():
    night = Calendar(
        name="night", timezone="Europe/London", hours=(("01:15", "02:00"), ("03:00", "04:00")), days=("sun",)
    )
    assert open_days(night).spans(date(2026, 3, 29)) == [
        (datetime(2026, 3, 29, 2, tzinfo=UTC), datetime(2026, 3, 29, 3, tzinfo=UTC))
    ]


@pytest.mark.parametrize("calendar", [ALWAYS, CHINA, TAIWAN])
def test_a_sound_calendar_has_no_problem(calendar: Calendar):
    assert problem(calendar) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"timezone": "Asia/Peking"}, 'timezone: "Asia/Peking" is not a time zone'),
        ({"timezone": "Asia"}, 'timezone: "Asia" is not a time zone'),
        ({"timezone": "../x"}, 'timezone: "../x" is not a time zone'),
        ({"days": ()}, "days: no working day in the week"),
        ({"days": ("mon", "monday")}, 'days: "monday" is not one of mon, tue'),
        ({"hours": ()}, "hours: none given"),
        ({"hours": (("8:30", "12:00"),)}, 'hours: "8:30" is not a time'),
        ({"hours": (("08:30", "25:00"),)}, 'hours: "25:00" is not a time'),
        ({"hours": (("12:00", "12:00"),)}, "must close after it opens"),
        ({"hours": (("22:00", "06:00"),)}, "must close after it opens"),
        ({"hours": (("13:30", "17:30"), ("08:30", "12:00"))}, "must follow one another"),
        ({"hours": (("08:30", "12:00"), ("11:00", "17:30"))}, "must follow one another"),
        ({"weekday_hours": {"sat": SPLIT}}, 'weekday_hours: "sat" is not among the days'),
        ({"weekday_hours": {"sonntag": SPLIT}}, 'days: "sonntag" is not one of'),
        ({"weekday_hours": {"fri": ()}}, "hours: none given"),
        ({"holidays": "XX"}, 'holidays: "XX" is not a country code'),
        ({"holidays": "GB-XXX"}, 'holidays: "GB-XXX" is not a country code'),
    ],
)
def test_a_calendar_that_cannot_be_kept_is_refused_in_words(changes: dict[str, object], words: str):
    answer = problem(msgspec.structs.replace(CHINA, **changes))
    assert answer is not None
    assert answer.startswith('calendar "office": ')
    assert words in answer


def test_a_calendar_is_read_from_a_policys_table():
    table = {
        "name": "office",
        "hours": [["08:30", "12:00"], ["13:30", "17:30"]],
        "days": ["mon", "sat"],
        "weekday_hours": {"sat": [["09:00", "12:00"]]},
        "closures": [date(2026, 3, 4)],
    }
    calendar = msgspec.convert(table, Calendar)
    assert problem(calendar) is None
    assert open_days(calendar).minutes(date(2026, 3, 7)) == ((540, 720),)
    with pytest.raises(msgspec.ValidationError, match="holiday"):
        msgspec.convert(table | {"holiday": "CN"}, Calendar)


def test_calendars_that_differ_only_in_one_weekdays_hours_are_told_apart():
    short = msgspec.structs.replace(CHINA, weekday_hours={"fri": (("08:30", "12:00"),)})
    assert open_days(CHINA).minutes(date(2026, 3, 6)) != open_days(short).minutes(date(2026, 3, 6))


def test_a_long_run_of_closures_is_waited_out():
    sundays = tuple(date(2026, 1, 4) + timedelta(weeks=n) for n in range(300))
    calendar = Calendar(name="chapel", hours=SPLIT, days=("sun",), closures=sundays)
    assert next(open_days(calendar).working_days(date(2026, 1, 4))) == date(2026, 1, 4) + timedelta(weeks=300)


def test_a_search_for_a_working_day_that_never_comes_ends():
    days = OpenDays(CHINA)
    days.week = ((),) * 7
    days.country = ""
    with pytest.raises(ValueError, match="never open"):
        next(days.working_days(date(2026, 1, 1)))


def test_who_has_no_holidays_never_loads_their_data():
    program = (
        "import sys\n"
        "from datetime import datetime, UTC\n"
        "from chalicelib.core.times.working_time import *\n"
        "office = Calendar(name='office', hours=(('09:00', '17:00'),))\n"
        "assert problem(office) is None\n"
        "due(datetime(2026, 3, 2, tzinfo=UTC), Duration(3, 'working day'), office)\n"
        "sys.exit('holidays' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
