"""One complaint about the very person who would have handled it: played through the stack, at every door they might come by."""

import io
import re
from collections.abc import Iterator

import openpyxl
import pytest

from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import compose
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, complain, last, newest, says, to

OTHER = "liang.bo@lc-transport.example"
DESK = "tousu-desk@lc-transport.example"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T10:00+08:00") as opened:
        yield opened


def hidden_case(box: Sandbox) -> str:
    """A complaint of which the desk says that its handler is complained of; its number."""
    number = complain(box, "投诉：我昨天在客运总站坐大巴，郭平说下周给答复，车晚点一小时。")["number"]
    question = last(box, DESK)
    assert "郭平" in question.text
    assert "#被投诉人 不是姓名" in question.text
    assert to(box, HANDLER) == []

    assert "不再看到本件" in says(box, DESK, "#被投诉人 郭平").text
    assert newest(box)["handler"] == HEAD
    box.wind(minutes=1)
    return str(number)


def tries_every_door(box: Sandbox, number: str) -> None:
    for order in (f"#查询 {number}", "#查询 大巴", "#清单", f"#专报 {number}", f"#结果 {number} 没有此事"):
        box.email(compose(HANDLER, box.address, "查询", order))
    box.wind(days=40)  # morning lists, chases, escalations, monthly reports


def sheets(mail: SentMail) -> str:
    """All that the cells of the attached workbooks say."""
    books = [openpyxl.load_workbook(io.BytesIO(a.content)) for a in mail.attachments if a.name.endswith(".xlsx")]
    return "\n".join(
        str(value) for book in books for page in book for row in page.iter_rows(values_only=True) for value in row
    )


@pytest.mark.parametrize("order", ["#结果 {} 没有此事", "#专报 {}", "#备注 {} 我看过了", "#查询 {}", "{} 已经办结"])
def test_whoever_guesses_the_number_reads_what_any_colleague_reads_who_names_it(box: Sandbox, order: str) -> None:
    number = hidden_case(box)
    for who in (HANDLER, OTHER):
        box.email(compose(who, box.address, "查询", order.format(number)))
    theirs, anybodys = last(box, HANDLER), last(box, OTHER)
    assert unsigned(theirs, "郭平") == unsigned(anybodys, "梁波")


def unsigned(mail: SentMail, name: str) -> str:
    """What a mail says to whoever it is for: without their name, links, and the number of a mail that was taken for a new matter."""
    plain = re.sub(r"https?://\S+|LC20260302-000[2-9]", "…", f"{mail.subject}\n{mail.text}")
    return plain.replace(name, "…").replace(mail.to[0], "…")


def test_whoever_is_complained_of_finds_no_way_in(box: Sandbox) -> None:
    tries_every_door(box, hidden_case(box))
    mine = to(box, HANDLER)
    assert not [m.text for m in mine if "晚点一小时" in m.text or "坐大巴" in m.text or HEAD in m.text]
    told = (
        "催办",
        "逾期",
        "转办",
        "交办",
        "审批",
        "月度",
    )  # nor a report, for without it their unit has nothing to tell
    assert not [m.subject for m in mine if any(word in m.subject for word in told)]
    assert "受理投诉 1 件" in last(box, HEAD, "月度").text
    assert any("晚点一小时" in mail.text for mail in to(box, HEAD))
    assert newest(box)["status"] == "open"


def test_the_report_of_their_unit_comes_without_it(box: Sandbox) -> None:
    number = hidden_case(box)
    other = complain(box, sender="li@qq.com")["number"]
    box.wind(minutes=1)
    says(box, HANDLER, ANSWER, about=other)
    tries_every_door(box, number)
    theirs, whole = last(box, HANDLER, "月度"), last(box, HEAD, "月度")
    assert ("受理投诉 1 件" in theirs.text, "受理投诉 2 件" in whole.text) == (True, True)
    for read, has_it in ((theirs, False), (whole, True)):
        assert [each in read.text for each in (number, "晚点", other)] == [has_it, has_it, True]
        assert [each in sheets(read) for each in (number, "晚点一小时", other)] == [has_it, has_it, True]
    assert not [m.text for m in to(box, HANDLER) if "晚点一小时" in m.text or HEAD in m.text]


def test_whoever_the_desk_clears_handles_and_answers_it_as_ever(box: Sandbox) -> None:
    complain(box, "投诉：我昨天在客运总站坐大巴，郭平说下周给答复，车晚点一小时。")
    says(box, DESK, "#被投诉人 不是郭平")
    box.wind(minutes=1)
    says(box, HANDLER, "#结果\n事实：车辆故障\n责任：我方\n措施：致歉并退票")
    assert newest(box)["status"] == "answered"
    assert to(box, CUSTOMER)
