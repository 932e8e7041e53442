"""Days that are told by how far off they are, or as the end of a week or a month."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.core.written.dates import moments_in, time_asked_for
from tests.core.handling.playing import HANS
from tests.core.handling.test_promises import ANSWER, promised

ZONE = "Europe/London"
WEDNESDAY = datetime(2026, 3, 4, 10, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("within a fortnight", "2026-03-18"), ("in a fortnight's time", "2026-03-18"), ("in three weeks' time", "2026-03-25"), ("within 10 days", "2026-03-14"), ("within the next two weeks", "2026-03-18"),
        ("in a month's time", "2026-04-04"), ("a week on Monday", "2026-03-16"), ("tomorrow fortnight", "2026-03-19"), ("Friday week", "2026-03-13"), ("two weeks today", "2026-03-18"),
        ("by the end of next week", "2026-03-13"), ("by the end of this week", "2026-03-06"), ("end of the month", "2026-03-31"), ("by the end of next month", "2026-04-30"), ("the end of February", "2027-02-28"),
        ("两周内", "2026-03-18"), ("三个星期之内", "2026-03-25"), ("十天以内", "2026-03-14"), ("15日内", "2026-03-19"), ("半个月内", "2026-03-19"), ("两个月内", "2026-05-04"), ("两周后", "2026-03-18"),
        ("下周内", "2026-03-13"), ("本周内", "2026-03-06"), ("下周末前", "2026-03-13"), ("月底前", "2026-03-31"), ("下个月底", "2026-04-30"), ("4月底前", "2026-04-30"),
        ("兩週內", "2026-03-18"), ("一個禮拜內", "2026-03-11"), ("兩個星期後", "2026-03-18"), ("下週內", "2026-03-13"), ("這個月底前", "2026-03-31"),
    ],
)  # fmt: skip
def test_a_day_is_reckoned_from_the_day_of_writing(words: str, day: str):
    assert [at.date().isoformat() for at in moments_in(words, ZONE, WEDNESDAY)] == [day]


@pytest.mark.parametrize(
    "words",
    [
        "within a week of delivery", "in two days after the visit", "收到后三天内", "收到通知起两周内", "within 5 working days", "五个工作日内", "三天内无法完成", "两周内查不出", "上个月底", "每月底", "半天内", "三月内", "in 3 places", "下周末",
    ],
)  # fmt: skip
def test_what_is_counted_from_something_else_or_in_working_days_is_asked(words: str):
    assert moments_in(words, ZONE, WEDNESDAY) == []


def test_a_week_whose_friday_is_over_ends_on_its_sunday():
    saturday = datetime(2026, 3, 7, 10, tzinfo=ZoneInfo(ZONE))
    assert [at.date().isoformat() for at in moments_in("by the end of this week", ZONE, saturday)] == ["2026-03-08"]


@pytest.mark.parametrize(
    ("words", "day", "reason"),
    [
        ("to the end of next week, the lab has to test it", "2026-03-13", "the lab has to test it"),
        ("延到月底前，等检测报告", "2026-03-31", "等检测报告"),
        ("請延到兩週內，等廠商回覆", "2026-03-18", "等廠商回覆"),
        ("until a week on Friday because the driver is away", "2026-03-13", "because the driver is away"),
        ("三天内无法完成，请延到3月20日", "2026-03-20", "三天内无法完成，请延到3月20日"),
    ],
)
def test_an_order_for_more_time_may_name_its_day_like_that(words: str, day: str, reason: str):
    asked = time_asked_for(words, ZONE, WEDNESDAY)
    assert asked is not None
    assert (asked[0].date().isoformat(), asked[1]) == (day, reason)


@pytest.mark.parametrize(("said", "day"), [("within a fortnight", "2026-03-16"), ("两周内", "2026-03-16"), ("by the end of next week", "2026-03-13"), ("兩週內", "2026-03-16")])  # fmt: skip
def test_a_promise_so_dated_is_kept_by_that_day_and_the_customer_reads_it(said: str, day: str):
    case = promised(f"{ANSWER}\nGift by: {said}")
    assert case.complaint.fields["gift_by"] == day
    task = case.complaint.open_task("bring_gift")
    assert task is not None
    assert task.due is not None
    assert task.due.date().isoformat() == day
    assert task.assignee == HANS
