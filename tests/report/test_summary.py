import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.model import Complaint, Deadline, Moment
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import keys
from chalicelib.core.register.rows import Row
from chalicelib.core.report import (
    Figure,
    Frame,
    Material,
    ReportDocument,
    Section,
    as_mail,
    figures,
    make,
    summary,
    verdicts,
)
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import change, counted, percent, rate
from chalicelib.core.report.wording import WORDS, measure

At = Callable[..., datetime]
Line = Callable[..., Row]


def section(report: ReportDocument, title: str) -> Section:
    return next(s for s in report.sections if s.title.startswith(title))


def figure(report: ReportDocument, title: str, row: str, column: str) -> Figure:
    found = section(report, title)
    line = next(line for line in found.rows if str(line[0]) == row)
    cell = line[found.header.index(column)]
    assert isinstance(cell, Figure)
    return cell


def text(report: ReportDocument, title: str, row: str, column: str) -> str:
    found = section(report, title)
    return str(next(line for line in found.rows if str(line[0]) == row)[found.header.index(column)])


@pytest.mark.clause("LC-07")
def test_the_month_counts_what_was_received_in_it_and_compares_with_the_month_before(line: Line, frame: Frame, at: At):
    rows = [line("LC1", 1), line("LC2", 14), line("LC3", 28), line("LC4", at(3, 1, 0))]
    before = [line("LC0", at(1, 31, 23)), line("LC00", at(1, 2)), line("LC1", 1)]
    report = summary(rows, before, frame)
    assert report.period == "2026年2月"
    assert figure(report, "总体情况", "受理投诉件数", "本期").cases == ("LC1", "LC2", "LC3")
    assert figure(report, "总体情况", "受理投诉件数", "上期").cases == ("LC0", "LC00")
    assert text(report, "总体情况", "受理投诉件数", "变化") == "+1"


@pytest.mark.clause("LC-07")
def test_the_month_is_told_by_category_with_shares_bars_and_the_cases(line: Line, frame: Frame, policy: Policy):
    first, second, *_ = policy.categories
    rows = [line("LC1", category=first), line("LC2", category=first), line("LC3", category=second), line("LC4")]
    report = summary(rows, [line("LC0", category=second)], frame)
    found = section(report, "按类别")
    assert text(report, "按类别", str(found.rows[0][0]), "受理件数") == "2"
    assert text(report, "按类别", str(found.rows[0][0]), "占比") == "2/4（50%）"
    assert figure(report, "按类别", "未分类", "受理件数").cases == ("LC4",)
    assert [(bar.value, bar.share) for bar in found.bars][:2] == [("2", 1.0), ("1", 0.5)]
    assert len(found.rows) == len(policy.categories) + 1  # a category without a complaint is shown with its nought


@pytest.mark.clause("LC-07")
def test_problems_and_suggestions_are_counted_but_are_no_complaints(line: Line, frame: Frame):
    report = summary([line("LC1"), line("LC2", kind="problem"), line("LC3", kind="suggestion")], [], frame)
    assert text(report, "总体情况", "接收总件数", "本期") == "3"
    assert figure(report, "总体情况", "受理投诉件数", "本期").cases == ("LC1",)
    assert figure(report, "按性质", "建议", "受理件数").cases == ("LC3",)


def test_a_channel_keeps_its_name_beside_a_clock_of_the_same_name(line: Line, frame: Frame):
    assert figure(summary([line("LC1", channel="visit")], [], frame), "按渠道", "来访", "受理件数").cases == ("LC1",)


def test_the_bar_of_a_rate_is_as_long_as_the_rate(line: Line, frame: Frame, at: At, policy: Policy):
    clock, due = policy.clocks[0].name, at(2, 12)
    rows = [line("LC1", limits={clock: (due, due)}), line("LC2", limits={clock: (due, at(2, 13))})]
    assert section(summary(rows, [], frame), "各环节时限").bars[0].share == 0.5


def test_a_merged_complaint_is_counted_in_the_one_that_it_went_into(line: Line, frame: Frame):
    report = summary([line("LC1"), line("LC2", status="merged", merged_into="LC1")], [], frame)
    assert figure(report, "总体情况", "接收总件数", "本期").cases == ("LC1",)


@pytest.mark.clause("LC-07")
def test_rates_show_their_denominators_and_name_their_cases(line: Line, frame: Frame):
    rows = [line(f"LC{n}", satisfaction=4 if n < 2 else 2) for n in range(3)] + [line("LC9")]
    found = figure(summary(rows, [], frame), "总体情况", "满意率", "本期")
    assert found.text == "2/3（66.7%）"
    assert (found.cases, found.of) == (("LC0", "LC1"), ("LC0", "LC1", "LC2"))


@pytest.mark.clause("LC-07")
def test_a_deadline_met_at_its_very_moment_is_in_time_and_a_second_later_is_not(
    line: Line, frame: Frame, at: At, policy: Policy
):
    clock = next(each.name for each in policy.clocks if each.until == "answered")
    due = at(2, 12, 17)
    rows = [
        line("LC1", limits={clock: (due, due)}),
        line("LC2", limits={clock: (due, due.replace(second=1))}),
        line("LC3", limits={clock: (due, None)}),  # never met: late
        line("LC4", limits={clock: (at(3, 5, 9), None)}),  # due this moment: not decided yet
    ]
    found = figure(summary(rows, [], frame), "总体情况", "按时率", "本期")
    assert found.text == "1/3（33.3%）"
    assert [line[0] for line in section(summary(rows, [], frame), "超时事项").rows] == ["LC2", "LC3"]


def test_a_clock_that_a_closed_case_no_longer_needed_is_no_failure(line: Line, frame: Frame, at: At, policy: Policy):
    clock = next(each.name for each in policy.clocks if each.until == "answered")
    soon, later = at(2, 11), at(2, 13)
    limits = {clock: (at(2, 12), None)}
    rows = [
        line("LC1", limits=limits, status="closed", happened={"closed": soon}),
        line("LC2", limits=limits, status="closed", happened={"closed": later}),
    ]
    assert figure(summary(rows, [], frame), "总体情况", "按时率", "本期").text == "0/1（0%）"


@pytest.mark.clause("LC-07")
def test_each_unit_is_appraised_by_what_is_its_own_to_keep(line: Line, frame: Frame, at: At, unit: str):
    due, desks = at(2, 12), {"refer": (at(2, 10), at(2, 9)), "visit": (at(2, 16), at(2, 18))}
    rows = [
        line("LC1", limits={"answer": (due, at(2, 11)), **desks}, satisfaction=3, valid=True),
        line(
            "LC2",
            limits={"answer": (due, at(2, 13)), **desks},
            satisfaction=1,
            valid=False,
            escalation_level=2,
            rounds=2,
        ),
        line("LC3", unit="别的单位"),
    ]
    report = summary(rows, [], frame)
    named = {name: text(report, "各单位考核", unit, name) for name in section(report, "各单位考核").header}
    rates = ["1/2（50%）"] * 3
    assert list(named.values()) == [unit, "2", *rates, "1", "1/2（50%）", "1", "1"]
    assert figure(report, "各单位考核", "别的单位", "受理投诉件数").cases == ("LC3",)
    assert text(report, "各单位考核", "合计", "受理投诉件数") == "3"
    limits = section(report, "各单位按时率")
    by_clock = dict(zip(limits.header, next(r for r in limits.rows if r[0] == unit), strict=True))
    assert {clock: str(rate) for clock, rate in by_clock.items()} == {"单位": unit, "答复顾客": "1/2（50%）"}
    others = {row[:2]: str(row[2]) for row in section(report, "其他岗位按时率").rows}
    assert others == {("客服中心", "转交责任单位"): "2/2（100%）", ("客服中心", "回访"): "0/2（0%）"}
    late = [row[:3] for row in section(report, "超时事项").rows]
    assert late == [("LC1", "客服中心", "回访"), ("LC2", f"{unit}；客服中心", "答复顾客；回访")]
    assert any("客服中心、审批人和其他岗位负责的时限在各自名下" in said for said in section(report, "各单位考核").notes)


@pytest.mark.clause("LC-07")
def test_a_month_without_a_complaint_still_reports(frame: Frame, line: Line):
    report = summary([], [line("LC0", datetime.fromisoformat("2026-01-05T09:00+08:00"))], frame)
    assert any("零报告" in said for said in section(report, "总体情况").text)
    assert text(report, "总体情况", "受理投诉件数", "本期") == "0"
    assert text(report, "总体情况", "受理投诉件数", "变化") == "−1"
    assert text(report, "总体情况", "满意率", "本期") == "—"
    assert section(report, "各单位考核").rows


def test_a_month_of_suggestions_only_is_a_zero_report_of_complaints(frame: Frame, line: Line):
    said = section(summary([line("LC1", kind="suggestion")], [], frame), "总体情况").text
    assert said == ("本期未接到投诉，特此零报告。",)


@pytest.mark.parametrize("month", [(), ("suggestion",)])
def test_a_report_by_closing_says_that_nothing_was_closed(frame: Frame, line: Line, month: tuple[str, ...]):
    by_closing = msgspec.structs.replace(frame, placed_by="closed")
    rows = [line("LC1", kind=kind) for kind in month]
    assert section(summary(rows, [], by_closing), "总体情况").text == ("本期没有结案的投诉，特此零报告。",)


def test_every_count_is_as_many_as_the_cases_that_it_names(frame: Frame, line: Line, policy: Policy):
    rows = [
        line(f"LC{n:02}", 1 + n % 28, category=policy.categories[n % 3], satisfaction=1 + n % 4, rounds=1 + n % 2)
        for n in range(40)
    ]
    cells = [c for s in summary(rows, rows[:3], frame).sections for r in s.rows for c in r if isinstance(c, Figure)]
    assert cells
    for cell in cells:
        assert set(cell.cases) <= {row.number for row in rows}
        if not cell.of and cell.value is not None:
            assert cell.value == len(cell.cases) == int(cell.text)


def test_a_draft_says_so_and_a_period_still_running_too(frame: Frame, at: At, line: Line):
    early = msgspec.structs.replace(frame, draft=True, now=at(2, 27), title="月报")
    report = summary([line("LC1")], [], early)
    assert report.title == "月报（草稿）"
    assert report.sections[-1].text[:2] == (
        "草稿：请核对。性质、类别、渠道、接收时间有差错的，由客服中心或主管在发出前用 #更正 更正，已结案的也可以。",
        "统计期尚未结束。",
    )


@pytest.mark.parametrize(
    ("language", "title", "period"),
    [("zh-TW", "投訴統計報告", "2026年2月"), ("en", "Complaint report", "February 2026")],
)
def test_reports_speak_the_readers_language(frame: Frame, line: Line, language: str, title: str, period: str):
    report = summary([line("LC1")], [], msgspec.structs.replace(frame, language=language))
    assert (report.title, report.period) == (title, period)


def test_the_mail_carries_texts_only(frame: Frame, line: Line):
    carried = json.loads(as_mail(summary([line("LC1", satisfaction=4)], [], frame)))
    assert set(carried) == {"title", "period", "lead", "sections"}
    assert all(isinstance(cell, str) for s in carried["sections"] for row in s.get("rows", ()) for cell in row)
    assert "1/1（100%）" in json.dumps(carried, ensure_ascii=False)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(23, 25, "92%"), (2, 3, "66.7%"), (1, 3, "33.3%"), (1, 8, "12.5%"), (0, 7, "0%"), (7, 7, "100%")],
)
def test_percentages_have_a_decimal_place_only_where_needed(part: int, whole: int, said: str):
    assert percent(part, whole) == said


@pytest.mark.clause("LC-15")
def test_the_yearly_appraisal_gives_each_units_complaints_punctuality_and_satisfaction(
    policy: Policy, line: Line, at: At, unit: str
):
    definition = next(r for r in policy.reports if r.kind == "appraisal")
    year = Frame(policy=policy, period=Period(at(1, 1, 0), at(1, 1, 0, year=2027), "2026"), now=at(1, 30, year=2027))
    due = at(2, 12)
    rows = [
        line("LC1", at(1, 1, 0), satisfaction=4, limits={"answer": (due, due)}),
        line("LC2", at(12, 31, 23), satisfaction=2, limits={"answer": (due, at(2, 13)), "visit": (due, due)}),
        line("LC3", at(1, 1, 0, year=2027)),
    ]
    report = make(definition, Material(rows=rows), year)
    assert [str(cell) for cell in next(r for r in section(report, "各单位考核").rows if r[0] == unit)][:4] == [
        unit, "2", "1/2（50%）", "1/2（50%）",
    ]  # fmt: skip
    assert report.period == "2026年"


@pytest.mark.clause("IB-10")
def test_closed_records_belong_into_the_month_of_their_closing_whenever_they_came(line: Line, frame: Frame, at: At):
    def closed(number: str, received: object, moment: datetime) -> Row:
        return msgspec.structs.replace(line(number, received), moments=(Moment("closed", moment),), status="closed")

    rows = [
        closed("LC1", at(1, 30), at(1, 31, 23)),
        closed("LC2", at(1, 30), at(2, 1, 0)),
        closed("LC3", at(2, 27), at(2, 28, 23)),
        closed("LC4", at(2, 27), at(3, 1, 0)),
        line("LC5", 14),
    ]
    report = summary(rows, rows, msgspec.structs.replace(frame, placed_by="closed"))
    assert figure(report, "总体情况", "结案总件数", "本期").cases == ("LC2", "LC3")
    assert figure(report, "总体情况", "结案总件数", "上期").cases == ("LC1",)
    assert "按结案时间统计" in "\n".join(section(report, "资料范围").text)


@pytest.mark.clause("IB-10")
def test_a_closed_complaint_is_kept_under_the_month_of_its_closing():
    moments = (
        Moment("received", datetime(2026, 2, 27, 2, tzinfo=UTC)),
        Moment("closed", datetime(2026, 2, 28, 16, tzinfo=UTC)),
    )
    case = Complaint(id="aa", number="IB1", policy="insurance-branch", status="closed", moments=moments)
    found = [item.ref.key for item in keys(case, "Asia/Shanghai")]
    assert ("month#2026-02" in found, "closed#2026-03" in found) == (True, True)
    assert not any(item.ref.key.startswith("closed#") for item in keys(msgspec.structs.replace(case, status="open")))


@pytest.mark.clause("LC-07")
def test_the_rate_in_time_is_of_answers_and_no_easy_limit_mends_it(line: Line, frame: Frame, at: At):
    due, easy = at(2, 12), {"refer": (at(2, 10), at(2, 9)), "flow_sheet": (at(2, 10), at(2, 9))}
    rows = [
        line("LC1", limits={"answer": (due, at(2, 11)), **easy}),
        line("LC2", limits={"answer": (due, at(2, 13)), **easy}),
        line("LC3", limits={"answer": (due, None), **easy}),
        line("LC4", limits=easy),  # nothing to answer yet
    ]
    report = summary(rows, [], frame)
    assert figure(report, "总体情况", "按时率", "本期").text == "1/3（33.3%）"
    assert figure(report, "总体情况", "时限达成率", "本期").text == "81.8%（9/11）"


def test_each_round_is_an_answer_of_its_own_and_satisfaction_stands_beside_reopenings(line: Line, frame: Frame, at: At):
    late, kept = (Deadline(clock="answer", round=n, due=at(2, 12), met=at(2, 14 - n)) for n in (1, 2))
    report = summary([line("LC1", deadlines=(late, kept), rounds=2, satisfaction=4)], [], frame)
    assert figure(report, "总体情况", "按时率", "本期").text == "1/2（50%）"
    names = [str(row[0]) for row in section(report, "总体情况").rows]
    assert names.index("重新办理") == names.index("满意率") + 1
    header = section(report, "各单位考核").header
    assert header.index("重新办理") == header.index("满意率") + 1


@pytest.mark.parametrize(
    ("policy_name", "limits", "happened", "to_blame"),
    [
        ("liaocheng-transport", {"visit": 3}, {}, "客服中心"),
        ("liaocheng-transport", {"answer": 3}, {}, "unit"),
        ("liaocheng-transport", {"answer": 3}, {"proposed": 1}, "客服中心"),  # who had to accept why there is no video
        ("liaocheng-transport", {"answer": 3}, {"proposed": 3}, "unit"),
        ("insurance-branch", {"task:quality_check": 3}, {}, "客服中心质检岗"),
        ("insurance-branch", {"task:sanction_decision": 3}, {}, "分公司负责人"),
        ("insurance-branch", {"task:corrective_action": 3}, {}, "unit"),
    ],
)
def test_a_limit_that_was_lost_is_put_down_to_whoever_had_to_keep_it(
    policy_name: str,
    limits: dict[str, int],
    happened: dict[str, int],
    to_blame: str,
    line: Line,
    frame: Frame,
    at: At,
    unit: str,
):
    frame = msgspec.structs.replace(frame, policy=policies.packaged(policy_name))
    made = {clock: (at(2, 12), at(2, 11 + late)) for clock, late in limits.items()}
    row = line(
        "X1", limits=made, happened={name: at(2, 10 + day) for name, day in happened.items()}, escalation_level=1
    )
    report = summary([row], [], frame)
    late = [str(each[1]) for each in section(report, "超时事项").rows]
    assert late == [unit if to_blame == "unit" else to_blame]
    escalated = figure(report, "各单位考核", unit, "升级件数").text
    assert escalated == ("1" if to_blame == "unit" else "0")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1, 1, "1/1（100%）"),
        (0, 1, "0/1（0%）"),
        (2, 3, "2/3（66.7%）"),
        (4, 4, "4/4（100%）"),
        (4, 5, "80%（4/5）"),
        (0, 0, "—"),
    ],
)
def test_a_rate_of_few_is_no_percentage(part: int, whole: int, said: str):
    numbers = tuple(map(str, range(whole)))
    assert str(rate(numbers[:part], numbers)) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [(11, 1, "+10"), (3, 4, "−1"), (6, 5, "+1（+20%）"), (0, 10, "−10（−100%）"), (5, 5, "0"), (2, 0, "+2")],
)
def test_a_change_from_few_has_no_percentage(now: int, before: int, said: str):
    assert change(counted(("X",) * now), counted(("X",) * before), "zh-CN") == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [((1, 1), (0, 1), "—"), ((4, 5), (0, 4), "—"), ((4, 5), (3, 5), "+20 个百分点"), ((1, 4), (9, 10), "—")],
)
def test_rates_of_few_have_no_points_between_them(now: tuple[int, int], before: tuple[int, int], said: str):
    this, last = (rate(("X",) * part, ("X",) * whole) for part, whole in (now, before))
    assert change(this, last, "zh-CN") == said


def test_a_report_on_one_unit_has_no_total(line: Line, frame: Frame, unit: str):
    one = msgspec.structs.replace(frame, unit=unit)
    fields = {"measures": "培训", "carried_out": "是"}
    before = [line("LC0", datetime.fromisoformat("2026-01-05T09:00+08:00"), fields=fields)]
    report = summary([line("LC1")], before, one)
    assert [str(row[0]) for row in section(report, "各单位考核").rows] == [unit]
    assert not any(str(row[0]) == "合计" for part in report.sections for row in part.rows)
    assert any(str(row[0]) == "合计" for part in summary([line("LC1")], before, frame).sections for row in part.rows)


@pytest.mark.parametrize(
    ("placed_by", "words"), [("received", {"受理投诉件数", "受理件数"}), ("closed", {"结案投诉件数", "结案件数"})]
)
def test_labels_say_what_is_counted(line: Line, frame: Frame, at: At, placed_by: str, words: set[str]):
    shown = msgspec.structs.replace(frame, placed_by=placed_by)
    rows = [line("LC1", status="closed", happened={"closed": at(2, 12)})]
    report = summary(rows, [], shown)
    cells = {str(cell) for part in report.sections for row in (part.header, *part.rows) for cell in row}
    assert words <= cells
    assert not cells & ({"受理投诉件数", "受理件数", "结案投诉件数", "结案件数", "投诉件数", "件数"} - words)


@pytest.mark.parametrize(
    ("document", "language", "desk"), [("reports.md", "en", "the desk"), ("zh-CN/reports.md", "zh-CN", "受理部门")]
)
def test_each_definition_stands_once_in_the_documents_and_is_one_function(document: str, language: str, desk: str):
    documented = (Path(__file__).parents[2] / "docs" / document).read_text("utf-8")
    definitions = {name.removeprefix("means."): said for name, said in WORDS.items() if name.startswith("means.")}
    for name, said in definitions.items():
        told = said[language].replace("{desk}", desk)
        (found,) = [row for row in documented.splitlines() if row.startswith("|") and f"| {told} |" in row]
        function = found.rstrip(" |").rpartition("`")[0].rpartition("`")[2]
        assert any(callable(getattr(module, function, None)) for module in (figures, verdicts)), name
        assert all(measure(name, placed_by, language) in found for placed_by in ("received", "closed")), name
