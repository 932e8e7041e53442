"""A daily list goes out where work presses or something has become late, and with the first of each week whatever there is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from chalicelib.core.complaint.model import Warned
from chalicelib.core.overview.news import is_news
from chalicelib.core.policy.model import Report
from chalicelib.core.register.rows import Row
from chalicelib.core.report.morning import Item
from chalicelib.core.report.schedule import period_of
from chalicelib.core.report.standing import Late, Standing
from tests.report.test_schedule import POLICY

LIST = Report(name="list", kind="list", every="day", by="09:00", calendar="work", to=("staff",))
READER = "leader@p.cn"
ROW = Row(id="1", number="P-1", policy="p", received=datetime(2026, 3, 2, tzinfo=UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo(POLICY.timezone))


def goes(sent: str, own: str = "", late: str = "", heard: str = "", by: str = READER) -> bool:
    row = msgspec.structs.replace(ROW, warned=(Warned(mail=by, at=at(heard)),) if heard else ())
    items = [Item(row, "answer", at(own) if own != "undated" else None)] if own else []
    below = [Standing(row, (Late("answer", at(late), ("a@p.cn",)),), None)] if late else []
    return is_news(items, below, READER, LIST, period_of(LIST, at(sent), POLICY), POLICY)


@pytest.mark.parametrize(
    ("sent", "due", "goes_out"),
    [
        ("03-04 09:00", "03-04 17:00", True),  # today
        ("03-04 09:00", "03-05 08:59", True),  # before the next list
        ("03-04 09:00", "03-05 09:00", False),  # the next list has it
        ("03-04 09:00", "03-03 17:00", True),  # late, since whenever
        ("03-06 09:00", "03-08 12:00", True),  # Friday's list is the last before Sunday
        ("03-04 09:00", "undated", False),
        ("03-09 09:00", "03-20 17:00", True),  # Monday's has it all
        ("02-24 09:00", "03-20 17:00", True),  # so has Tuesday's after a Monday that was a holiday
        ("02-25 09:00", "03-20 17:00", False),
    ],
)
def test_own_work_stands_on_the_list_that_goes_out_before_it_is_due_and_on_the_weeks_first(
    sent: str, due: str, goes_out: bool
):
    assert goes(sent, own=due) == goes_out


@pytest.mark.parametrize(
    ("sent", "late", "goes_out"),
    [
        ("03-04 09:00", "03-03 17:00", True),  # since yesterday's list
        ("03-05 09:00", "03-03 17:00", False),  # told yesterday
        ("03-04 09:00", "03-03 08:59", False),
        ("03-09 09:00", "03-03 17:00", True),  # Monday's has it all
        ("03-09 09:00", "", True),
    ],
)
def test_what_is_late_below_is_told_once_and_again_each_week(sent: str, late: str, goes_out: bool):
    assert goes(sent, late=late) == goes_out


def test_of_lists_every_day_no_day_is_left_out_for_whoever_is_late():
    days = [at("03-03 09:00") + timedelta(days=n) for n in range(4)]
    assert all(goes(f"{day:%m-%d %H:%M}", own="03-02 17:00") for day in days)


@pytest.mark.parametrize(
    ("of", "heard", "by", "goes_out"),
    [
        ({"own": "03-03 17:00"}, "03-04 09:01", READER, False),  # chased this very morning
        ({"own": "03-03 17:00"}, "03-03 17:01", READER, True),  # chased yesterday: nobody is left a day
        ({"own": "03-03 17:00"}, "03-04 09:01", "other@p.cn", True),
        ({"own": "03-04 17:00"}, "03-04 09:01", READER, True),  # chased of something else: this falls due today
        ({"late": "03-03 17:00"}, "03-03 17:01", READER, False),
        ({"late": "03-03 17:00"}, "03-03 16:00", READER, True),  # told of something else, earlier
        ({"late": "03-03 17:00"}, "03-03 17:01", "other@p.cn", True),
    ],
)
def test_nobody_gets_a_list_only_for_what_a_ladder_has_told_them(
    of: dict[str, str], heard: str, by: str, goes_out: bool
):
    assert goes("03-04 09:00", **of, heard=heard, by=by) == goes_out


def test_the_weeks_first_list_has_what_was_told_as_well():
    assert goes("03-09 09:00", late="03-08 17:00", heard="03-09 09:01")
