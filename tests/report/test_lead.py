"""What a report says first: what changed, what is bad, who has to do what; and in what order its mail shows the rest."""

import json
from collections.abc import Callable
from datetime import datetime

import msgspec
import pytest

from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame, Material, ReportDocument, as_mail, make
from chalicelib.core.report.in_mail import ROWS

At = Callable[..., datetime]
Line = Callable[..., Row]
MONTHLY = Report(name="m", kind="summary", every="month", to=("desk",))


@pytest.fixture
def handler(policy: Policy, unit: str) -> str:
    return next(d.handler for d in policy.directory.departments if d.name == unit)


@pytest.fixture
def rows(line: Line, at: At, handler: str) -> list[Row]:
    """Answered in time and liked, answered too late and disliked, not answered at all, and January's one."""
    kept, late = {"answer": (at(2, 12), at(2, 11))}, {"answer": (at(2, 12), at(2, 13))}
    return [
        line("LC0", at(1, 20), status="closed", limits=kept, happened={"answered": at(2, 11)}, handler=handler),
        line("LC1", status="closed", satisfaction=4, limits=kept, happened={"answered": at(2, 11)}, handler=handler),
        line("LC2", status="answered", satisfaction=1, limits=late, happened={"answered": at(2, 13)}, handler=handler),
        line("LC3", limits={"answer": (at(2, 12), None)}, handler=handler, escalation_level=2),
    ]


def monthly(rows: list[Row], frame: Frame, opened: list[Row] | None = None, **more: str) -> ReportDocument:
    still = [row for row in rows if row.status != "closed"] if opened is None else opened
    return make(MONTHLY, Material(rows=rows, previous=rows, open_rows=still), msgspec.structs.replace(frame, **more))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-CN", ("本期受理投诉 3 件，上期 1 件；按时率 1/3（33.3%），上期 1/1（100%）；满意率 1/2（50%）；重新办理 0，上期 0。",
                   "超过时限 2 件；客户不满意 1 件；升级至领导 1 件。",
                   "目前仍有 1 件超时未办，请尽快办理：{unit} 1 件。")),
        ("zh-TW", ("本期受理投訴 3 件，上期 1 件；按時率 1/3（33.3%），上期 1/1（100%）；滿意率 1/2（50%）；重新辦理 0，上期 0。",
                   "超過時限 2 件；客戶不滿意 1 件；升級至主管 1 件。",
                   "目前仍有 1 件逾時未辦，請儘快辦理：{unit} 1 件。")),
        ("en", ("Complaints received: 3, against 1 in the period before; in time: 1/3 (33.3%), against 1/1 (100%); satisfied: 1/2 (50%); reopened: 0, against 0.",
                "2 missed a deadline; 1 left the customer dissatisfied; 1 went up to the director.",
                "1 still overdue, to be dealt with now: {unit} (1).")),
    ],
)  # fmt: skip
def test_three_sentences_say_what_changed_what_is_bad_and_who_must_do_what(
    rows: list[Row], frame: Frame, language: str, said: tuple[str, ...], unit: str
):
    assert monthly(rows, frame, language=language).lead == tuple(each.format(unit=unit) for each in said)


def test_a_good_month_says_that_nothing_went_wrong_and_asks_nobody_for_anything(rows: list[Row], frame: Frame):
    changed, bad = monthly(rows[:2], frame).lead
    assert changed.startswith("本期受理投诉 1 件，上期 1 件")
    assert bad == "没有超过时限的投诉，也没有客户表示不满意。"


def test_what_is_open_and_not_late_is_told_as_such(rows: list[Row], frame: Frame, line: Line, at: At):
    running = line("LC4", at(3, 4), limits={"answer": (at(3, 6), None)}, handler="x@y.cn")
    assert monthly(rows[:2], frame, [running]).lead[2] == "目前未办结 1 件，都没有超时。"


def test_who_is_late_is_named_with_how_many_the_most_first_and_of_many_the_first_six(
    frame: Frame, line: Line, at: At, policy: Policy
):
    late = {"answer": (at(2, 12), None)}
    places = [d for d in policy.directory.departments if d.parent][:8]
    rows = [line(f"LC{n}", unit=d.name, handler=d.handler, limits=late) for n, d in enumerate([*places, places[3]])]
    named = monthly(rows, frame).lead[2]
    assert named.startswith(f"目前仍有 9 件超时未办，请尽快办理：{places[3].name} 2 件、{places[0].name} 1 件")
    assert named.endswith("另有 2 个单位或个人。")


def test_of_a_limit_that_is_the_desks_the_desk_is_named_and_not_the_unit(
    frame: Frame, line: Line, at: At, unit: str, handler: str
):
    late = {"answer": (at(2, 12), at(2, 11)), "visit": (at(2, 14), None)}
    row = line("LC1", status="answered", handler=handler, limits=late, happened={"answered": at(2, 11)})
    (said,) = [each for each in monthly([row], frame).lead if "请尽快办理" in each]
    assert unit not in said
    assert "客服中心 1 件" in said


def test_a_period_without_anything_says_so_in_a_few_lines_with_what_is_open(rows: list[Row], frame: Frame):
    report = monthly([rows[0]], frame, [rows[3]])
    assert report.lead[0] == "本期未接到投诉，特此零报告。受理投诉件数 0，上期 1。"
    assert "请尽快办理" in report.lead[1]
    told = json.loads(as_mail(report))["sections"]
    assert [part["title"] for part in told if part.get("title")] == ["目前未办结", "资料范围"]
    (still_open,) = [part for part in report.sections if part.title == "目前未办结"]
    assert [row[0] for row in still_open.rows] == ["LC3"]
    assert sum(len(part.get("rows", ())) for part in told) <= 6


def test_a_mail_shows_sentences_then_the_headline_then_charts_then_tables(rows: list[Row], frame: Frame):
    told = json.loads(as_mail(monthly(rows, frame)))
    assert list(told)[:3] == ["title", "period", "lead"]
    headline, *others = told["sections"]
    assert [row[0] for row in headline["rows"]] == ["受理投诉件数", "按时率", "满意率", "重新办理", "未结案"]
    drawn = ["bars" in part for part in others]
    assert drawn == sorted(drawn, reverse=True)
    assert not any("rows" in part for part in others if "bars" in part)


def test_machine_steps_are_in_no_headline(rows: list[Row], frame: Frame, at: At):
    """The referral that the system itself makes is always in time; it mends no share of answers."""
    limits = (*rows[3].deadlines, *[msgspec.structs.replace(rows[3].deadlines[0], clock="refer", met=at(2, 10))] * 5)
    easy = [*rows[:3], msgspec.structs.replace(rows[3], deadlines=limits)]
    assert "按时率 1/3" in monthly(easy, frame).lead[0]
    assert "时限达成率" not in str(json.loads(as_mail(monthly(easy, frame)))["sections"][0])


def test_long_tables_go_into_the_workbook_and_the_mail_says_so(frame: Frame, line: Line):
    rows = [line(f"LC{n:04}", outcome="甲" * 900, subject="乙" * 90) for n in range(400)]
    listed = make(msgspec.structs.replace(MONTHLY, kind="ledger"), Material(rows=rows, previous=()), frame)
    told = as_mail(listed)
    (table, _) = json.loads(told)["sections"]
    assert len(table["rows"]) in ROWS
    assert table["text"] == [f"这里列出 {len(table['rows'])} 行，共 400 行，全部见所附表格。"]
    assert len(told.encode()) < 40_000
    assert all(len(cell) <= 240 for row in table["rows"] for cell in row)
