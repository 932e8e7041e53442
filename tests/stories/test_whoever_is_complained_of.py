"""One complaint about the very person who would have handled it: played through the stack, at every door they might come by."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from sandbox.staff import compose
from tests.stories.acts import CUSTOMER, HANDLER, HEAD, complain, last, newest, says, to

DESK = "tousu-desk@lc-transport.example"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T10:00+08:00") as opened:
        yield opened


def test_whoever_is_complained_of_finds_no_way_in(box: Sandbox) -> None:
    number = complain(box, "投诉：我昨天在客运总站坐大巴，郭平说下周给答复，车晚点一小时。")["number"]
    question = last(box, DESK)
    assert "郭平" in question.text
    assert "#被投诉人 不是姓名" in question.text
    assert to(box, HANDLER) == []

    assert "不再看到本件" in says(box, DESK, "#被投诉人 郭平").text
    assert newest(box)["handler"] == HEAD
    box.wind(minutes=1)

    for order in (f"#查询 {number}", "#查询 大巴", "#清单", f"#专报 {number}", f"#结果 {number} 没有此事"):
        box.email(compose(HANDLER, box.address, "查询", order))
    box.wind(days=40)  # morning lists, chases, escalations, a monthly report
    mine = to(box, HANDLER)
    assert not [m.text for m in mine if "晚点一小时" in m.text or "坐大巴" in m.text or HEAD in m.text]
    assert not [m.subject for m in mine if any(word in m.subject for word in ("催办", "逾期", "转办", "交办", "审批"))]
    assert any("月度" in mail.subject for mail in mine)  # their unit's report comes, without it
    assert any("晚点一小时" in mail.text for mail in to(box, HEAD))
    assert newest(box)["status"] == "open"


def test_whoever_the_desk_clears_handles_and_answers_it_as_ever(box: Sandbox) -> None:
    complain(box, "投诉：我昨天在客运总站坐大巴，郭平说下周给答复，车晚点一小时。")
    says(box, DESK, "#被投诉人 不是郭平")
    box.wind(minutes=1)
    says(box, HANDLER, "#结果\n事实：车辆故障\n责任：我方\n措施：致歉并退票")
    assert newest(box)["status"] == "answered"
    assert to(box, CUSTOMER)
