"""Dates and times as people write them, against a mail of Monday, 2 March 2026, 10:00 in Liaocheng."""

import pytest

from chalicelib.core.written.dates import moment_in, moments_in, stated, without_moment
from tests.core.handling.playing import at

MAIL = at("3-2 10:00")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-06 17:30", "3-6 17:30"),
        ("2026/3/6 9:05", "3-6 9:05"),
        ("2026年3月6日 17时30分", "3-6 17:30"),
        ("2026.3.6", "3-6 17:30"),
        ("3月6日下午5点半", "3-6 17:30"),
        ("3月6号 上午9点", "3-6 9:00"),
        ("12月31日", "2025-12-31 17:30"),
        ("昨天 9:30", "3-1 9:30"),
        ("今天上午8:40", "3-2 8:40"),
        ("9:30", "3-2 9:30"),
        ("下午3点", "3-2 15:00"),
        ("9点5分", "3-2 9:05"),
        ("刚才", "3-2 10:00"),
        ("", "3-2 10:00"),
    ],
)
def test_a_stated_time_is_understood(text: str, meant: str):
    assert stated(text, MAIL, "Asia/Shanghai") == at(meant)


@pytest.mark.parametrize("text", ["不记得", "2026-02-30", "25:00", "13月40日", "9:75"])
def test_what_is_no_time_is_not_guessed(text: str):
    assert stated(text, MAIL, "Asia/Shanghai") is None


def test_without_a_day_to_reckon_from_a_date_needs_its_year():
    assert moment_in("3月6日 17:30", "Asia/Shanghai") is None
    assert moment_in("2026年3月6日 17:30", "Asia/Shanghai") == at("3-6 17:30")


def test_all_dates_of_a_line_are_found_and_can_be_taken_out():
    text = "2026-03-02 至 3月6日 李国强"
    assert moments_in(text, "Asia/Shanghai", MAIL) == [at("3-2 17:30"), at("3-6 17:30")]
    assert without_moment("2026-03-06 17:30，配件未到") == "配件未到"
