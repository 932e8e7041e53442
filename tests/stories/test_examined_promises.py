"""What customers were promised is kept whatever staff forget: stories an outside examiner told."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from tests.stories.acts import CUSTOMER, complain, last, newest, says, to

MONDAY = "2026-03-02T09:00+08:00"
HARD_TO_PLACE = "投诉你们单位，工作人员推诿，没人管。"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="liaocheng-transport", now=MONDAY) as opened:
        yield opened


@pytest.mark.clause("GN-01")
def test_the_customer_hears_at_the_promised_time_although_the_desk_never_assigned_it(box: Sandbox) -> None:
    complain(box, HARD_TO_PLACE)
    assert "2026年3月4日（周三）11:00" in last(box, CUSTOMER).text
    box.wind(to="2026-03-04T10:59+08:00")
    assert len(to(box, CUSTOMER)) == 1
    box.wind(minutes=1)
    box.tick()
    assert "2026年3月5日（周四）11:00" in last(box, CUSTOMER, "新的答复时间").text
    box.wind(to="2026-03-05T11:00+08:00")
    assert len(to(box, CUSTOMER, "新的答复时间")) == 2


@pytest.mark.clause("GN-01")
@pytest.mark.clause("LC-03")
def test_a_referral_too_late_for_the_promise_tells_the_customer_the_new_time_and_person(box: Sandbox) -> None:
    complain(box, HARD_TO_PLACE)
    box.wind(to="2026-03-03T12:00+08:00")
    says(box, box.desk, "#转办 客运总站", about="请判定并分派")
    told = last(box, CUSTOMER, "新的答复时间").text
    assert "3月4日（周三）11:00" in told
    assert "3月5日（周四）12:00" in told
    assert "郭平" in told
    assert set(newest(box)["deadlines"]) == {"refer", "flow_sheet", "answer"}
    box.wind(to="2026-03-05T11:59+08:00")
    assert len(to(box, CUSTOMER, "新的答复时间")) == 1
    box.wind(minutes=1)
    assert len(to(box, CUSTOMER, "新的答复时间")) == 2


def test_a_referral_in_time_says_nothing_more_to_the_customer(box: Sandbox) -> None:
    complain(box, HARD_TO_PLACE)
    box.wind(minutes=50)
    says(box, box.desk, "#转办 客运总站", about="请判定并分派")
    assert len(to(box, CUSTOMER)) == 1
