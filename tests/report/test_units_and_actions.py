from collections.abc import Callable
from datetime import datetime

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.model import Task
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Figure, Frame, Material, ReportDocument, make
from chalicelib.core.report.units import actions

At = Callable[..., datetime]
Line = Callable[..., Row]


def unit_month(policy: Policy, frame: Frame, **material: object) -> ReportDocument:
    definition = next(r for r in policy.reports if r.kind == "units")
    return make(definition, Material(**material), frame)  # type: ignore[arg-type]


def action_rows(report: ReportDocument) -> list[list[str]]:
    found = next(s for s in report.sections if s.title.startswith("上期整改"))
    return [[str(cell) for cell in row] for row in found.rows]


@pytest.mark.clause("LC-12")
def test_a_units_month_says_of_each_corrective_action_of_the_month_before_whether_it_was_carried_out(
    policy: Policy, frame: Frame, line: Line, at: At, unit: str
):
    task = Task(name="corrective_action", round=1, assignee="x@y.cn", opened=at(1, 20))
    previous = [
        line("LC1", at(1, 5), fields={"measures": "培训驾驶员", "carried_out": "是", "proof": "1月20日培训"}),
        line("LC2", at(1, 6), fields={"measures": "更换座椅", "carried_out": "未"}),
        line("LC3", at(1, 7), fields={"measures": "调整班次", "carried_out": "部分落实"}),
        line("LC4", at(1, 8), fields={"measures": "增加标识"}, tasks=(task,)),
        line("LC5", at(1, 9), fields={"measures": "解释说明"}),  # not valid: nothing to correct
        line("LC6", at(1, 9), unit="别的单位", fields={"carried_out": "是"}),
    ]
    report = unit_month(policy, frame, rows=[line("LC9")], previous=previous, unit=unit)
    assert action_rows(report) == [
        [unit, "LC1", "培训驾驶员", "已落实", "1月20日培训"],
        [unit, "LC2", "更换座椅", "未落实", ""],
        [unit, "LC3", "调整班次", "部分落实", ""],
        [unit, "LC4", "增加标识", "未填报", ""],
        ["已落实", "1", "", "1/4（25%）", ""],
    ]


@pytest.mark.clause("LC-12")
def test_a_month_that_left_nothing_to_correct_says_so(policy: Policy, frame: Frame, line: Line, unit: str):
    report = unit_month(policy, frame, rows=[line("LC9")], unit=unit)
    found = next(s for s in report.sections if s.title.startswith("上期整改"))
    assert found.text == ("上期没有需要落实的整改措施。",)


@pytest.mark.clause("LC-12")
def test_a_unit_sees_its_own_figures_and_cases_only(policy: Policy, frame: Frame, line: Line, unit: str):
    report = unit_month(policy, frame, rows=[line("LC1"), line("LC2", unit="别的单位")], unit=unit)
    cells = [cell for s in report.sections for row in s.rows for cell in row]
    assert "LC2" not in [str(cell) for cell in cells]
    assert not any("LC2" in cell.cases for cell in cells if isinstance(cell, Figure))
    assert "别的单位" not in [str(cell) for cell in cells]
    assert unit in report.title


def test_nothing_but_a_promise_or_a_task_makes_a_corrective_action(line: Line):
    policy = policies.packaged("insurance-branch")
    assert actions([line("IB1", fields={"measures": "道歉"}), line("IB2", fields={"corrective": "无"})], policy) == ()
    assert [a.done for a in actions([line("IB3", fields={"corrective": "换锁"})], policy)] == [None]


def test_the_answers_form_promises_an_action_and_the_task_afterwards_asks_for_it(line: Line, at: At):
    policy = policies.packaged("food-abc")
    answer, follow_up = (
        Task(name=name, round=1, assignee="x@y.cn", opened=at(1, 20)) for name in ("answer", "corrective_action")
    )
    rows = [line("FA1", tasks=(answer,)), line("FA2", tasks=(follow_up,))]
    assert [a.row.number for a in actions(rows, policy)] == ["FA2"]


def ranked(policy: Policy, rate: str) -> Policy:
    """The policy with its yearly appraisal ranked by that rate."""
    reports = [msgspec.structs.replace(r, ranked_by=rate) if r.kind == "appraisal" else r for r in policy.reports]
    return msgspec.structs.replace(policy, reports=tuple(reports))


@pytest.mark.clause("HL-14")
def test_an_appraisal_ranks_its_units_by_the_rate_that_the_policy_names(policy: Policy, frame: Frame, line: Line):
    units = ["公交公司", "出租车公司", "驾校", "物业公司"]
    scores = {"公交公司": (4, 1), "出租车公司": (3, 4), "驾校": (2, 1), "物业公司": (4, 4)}
    rows = [line(f"{u}{i}", unit=u, satisfaction=score) for u in units for i, score in enumerate(scores[u])]
    rows += [line("快运", unit="快运公司")]  # nobody has said
    definition = next(r for r in ranked(policy, "satisfaction_rate").reports if r.kind == "appraisal")
    section = make(definition, Material(rows=rows), frame).sections[0]
    places = {str(row[1]): str(row[0]) for row in section.rows}
    assert section.header[0] == "名次"
    assert [places[u] for u in (*units, "快运公司")] == ["3", "1", "4", "1", "—"]
    assert [str(row[0]) for row in section.rows[:4]] == ["1", "1", "3", "4"]
    assert section.rows[-1][0] == ""  # the sum of all has no place
    assert section.text == ("按满意率排名；并列的名次相同，尚无可计数据的不排名。",)


def test_an_appraisal_that_ranks_nobody_is_in_the_directorys_order(policy: Policy, frame: Frame, line: Line):
    definition = next(r for r in policy.reports if r.kind == "appraisal")
    section = make(definition, Material(rows=[line("LC1", satisfaction=4)]), frame).sections[0]
    assert (section.header[0], section.text) == ("单位", ())
