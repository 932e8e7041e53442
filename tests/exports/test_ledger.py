import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from chalicelib.core.complaint.model import Deadline, EarlierAnswer, Moment
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.exports import cells
from chalicelib.exports.ledger import Print, workbook

At = Callable[..., datetime]
Line = Callable[..., Row]


def read_back(content: bytes) -> tuple[Any, list[dict[str, Any]]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    header, *rows = sheet.iter_rows(values_only=True)
    return sheet, [dict(zip(map(str, header), row, strict=True)) for row in rows]


@pytest.fixture
def to(policy: Policy, at: At) -> Print:
    return Print(policy, at(3, 5))


@pytest.mark.clause("LC-11")
def test_the_ledger_holds_who_complained_how_to_reach_them_of_what_what_was_done_and_how_satisfied_they_are(
    line: Line, to: Print, at: At, unit: str
):
    row = line(
        "LC20260210-0001",
        at(2, 10, 9, 15),
        name="张三",
        contact="+8613800138000",
        subject="K12路晚点",
        content="等了两小时",
        outcome="已调整班次并致歉",
        satisfaction=3,
        words="可以",
        status="closed",
        happened={"registered": at(2, 10, 9, 20), "referred": at(2, 10, 9, 50), "answered": at(2, 11, 16)},
    )
    _, (told,) = read_back(workbook([row], to))
    assert told["投诉人姓名"] == "张三"
    assert told["联系方式"] == "+8613800138000"
    assert told["投诉内容"] == "K12路晚点\n等了两小时"
    assert told["处置结果"] == "已调整班次并致歉"
    assert (told["顾客满意程度"], told["满意度分值"], told["顾客意见"]) == ("满意", 3, "可以")
    assert "2月10日（周二）09:50 " in told["处置过程"]
    assert told["接收时间"] == datetime(2026, 2, 10, 9, 15)  # noqa: DTZ001  # spreadsheets know no zones
    assert told["答复时间"] == datetime(2026, 2, 11, 16, 0)  # noqa: DTZ001
    assert told["责任单位"] == unit


@pytest.mark.clause("LC-11")
def test_problems_and_suggestions_stand_in_the_ledger_too(line: Line, to: Print):
    _, rows = read_back(workbook([line("LC1"), line("LC2", kind="suggestion"), line("LC3", kind="problem")], to))
    assert [row["性质"] for row in rows] == ["投诉", "建议", "问题"]


def test_the_header_stays_in_view_and_every_column_can_be_filtered(line: Line, to: Print):
    sheet, _ = read_back(workbook([line("LC1"), line("LC2")], to))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("3")


def test_an_empty_ledger_is_a_header(to: Print):
    sheet, rows = read_back(workbook([], to))
    assert rows == []
    assert sheet["A1"].value == "编号"


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "＝1+1", "http://x.example", "007"]


@pytest.mark.parametrize("said", HOSTILE)
def test_what_a_customer_wrote_is_text_in_a_workbook_whatever_it_looks_like(line: Line, to: Print, said: str):
    sheet, _ = read_back(workbook([line("LC1", name=said, content=said, outcome=said, fields={"facts": said})], to))
    for cell in next(sheet.iter_rows(min_row=2)):
        assert cell.data_type != "f"
        assert cell.hyperlink is None
    assert [
        cell.data_type for cell in next(sheet.iter_rows(min_row=2)) if cell.value == said.replace("\r", " ")
    ] or said == "\r=1"


def test_overlong_and_unprintable_text_never_loses_a_cell(line: Line, to: Print):
    _, (told,) = read_back(workbook([line("LC1", content="长" * 40_000, outcome="a\x00b\ud800c")], to))
    assert len(told["投诉内容"]) == cells.LONGEST_CELL
    assert told["处置结果"] == "a b?c"


def test_a_restricted_case_shows_neither_person_nor_words(line: Line, to: Print):
    row = line(
        "LC1",
        restricted=True,
        name="张三",
        contact="13800138000",
        content="举报",
        outcome="查实",
        fields={"facts": "事"},
    )
    _, (told,) = read_back(workbook([row], to))
    assert "张三" not in told.values()
    assert told["投诉内容"] == told["处置结果"] == told["联系方式"] == "（限制查阅）"
    assert told["编号"] == "LC1"


def test_each_clock_has_a_column_that_says_whether_it_was_kept(line: Line, to: Print, at: At, policy: Policy):
    due = at(2, 12)
    rows = [
        line("LC1", limits={"answer": (due, due)}),
        line("LC2", limits={"answer": (due, None)}),
        line("LC3", limits={"answer": (at(3, 6), None)}),
    ]
    _, told = read_back(workbook(rows, to))
    heading = next(c.labels["zh-CN"] for c in policy.clocks if c.name == "answer") + "（时限）"
    assert [row[heading] for row in told] == ["按时", "超时", None]


@pytest.mark.parametrize(("language", "heading"), [("zh-TW", "投訴人姓名"), ("en", "Complainant")])
def test_the_ledger_speaks_the_readers_language(line: Line, policy: Policy, at: At, language: str, heading: str):
    _, (told,) = read_back(workbook([line("LC1", name="X")], Print(policy, at(3, 5), language)))
    assert told[heading] == "X"


def test_the_same_ledger_is_the_same_bytes(line: Line, to: Print):
    assert workbook([line("LC1")], to) == workbook([line("LC1")], to)


@pytest.mark.clause("LC-11")
def test_each_round_of_a_case_tells_its_limits_its_result_and_when_it_was_answered(
    line: Line, to: Print, at: At, policy: Policy
):
    happened = (("received", 2, 1), ("referred", 2, 1), ("answered", 5, 1), ("closed", 9, 1), ("reopened", 12, 2),
                ("referred", 12, 2), ("answered", 20, 2))  # fmt: skip
    row = line(
        "LC1",
        rounds=2,
        status="answered",
        outcome="退票款",
        moments=tuple(Moment(name, at(2, day), of) for name, day, of in happened),
        deadlines=(
            Deadline(clock="answer", round=1, due=at(2, 6), met=at(2, 5)),
            Deadline(clock="answer", round=2, due=at(2, 16), met=at(2, 20)),
        ),
        earlier_answers=(EarlierAnswer(round=1, stage="", at=at(2, 5), by="", outcome="已致歉", satisfaction=1),),
    )
    _, (told,) = read_back(workbook([row], to))
    heading = next(c.labels["zh-CN"] for c in policy.clocks if c.name == "answer") + "（时限）"
    assert told[heading] == "第1轮 按时\n第2轮 超时"
    assert told["处置结果"] == "第1轮 已致歉\n第2轮 退票款"
    assert told["答复时间"] == "第1轮 2月5日（周四）09:00\n第2轮 2月20日（周五）09:00"
    assert told["顾客满意程度"] == "第1轮 非常不满意"
    assert told["结案时间"] == "第1轮 2月9日（周一）09:00"
    assert told["接收时间"] == datetime(2026, 2, 10, 9, 0)  # noqa: DTZ001
