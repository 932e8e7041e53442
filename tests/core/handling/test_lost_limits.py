"""What was missed has been missed: judging a case anew takes its limits away, and not that they were lost."""

import pytest

from chalicelib.core.register.rows import row
from chalicelib.core.report import Frame, summary
from chalicelib.core.report.schedule import Period
from tests.core.handling.playing import DORA, HANS, OFFICE_DESK, Case, at, office, referred, transport

JUDGED = """
[categories]
lift = { zh-CN = "电梯", en = "lift" }
bill = { zh-CN = "账单", en = "bill" }

[[clock]]
name = "settle"
from = "received"
until = "answered"
within = { general = "1 day", major = "1 day" }
when = [{ kind = "complaint", valid = { filled = false } }, { kind = "complaint", valid = true }]
unless = [{ category = "bill" }]
rungs = [{ at = "due", tell = ["handler"] }]
"""


def late(when: str = "2026-03-03 10:00") -> Case:
    case = referred(office(JUDGED), opened="2026-03-02 09:00", text="service: the lift stands still")
    case.wind(when.replace("2026-", ""))
    return case


def lost(case: Case) -> list[str]:
    return [d.clock for d in case.complaint.lost]


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (OFFICE_DESK, "#受理 咨询"),
        (OFFICE_DESK, "#更正\n性质：enquiry"),
        (DORA, "#correct\nCategory: bill"),
        (HANS, "#无效 与我方无关"),
        (HANS, "#invalid it is not ours"),
    ],
)
def test_a_limit_that_was_missed_leaves_its_trace_when_it_is_judged_away(by: str, order: str):
    case = late()
    assert case.complaint.deadlines[0].met is None
    case.staff(by, order)
    assert case.problems == ""
    assert not any(d.clock == "settle" for d in case.complaint.deadlines)
    assert lost(case) == ["settle"]
    case.tick("2026-03-09 10:00")
    assert lost(case) == ["settle"]


def test_what_was_judged_away_in_time_leaves_none():
    case = late("2026-03-02 12:00")
    case.staff(DORA, "#correct\nCategory: bill")
    assert (lost(case), case.problems) == ([], "")


def test_what_was_kept_leaves_none():
    case = late("2026-03-02 12:00")
    case.staff(HANS, "#result mended")
    case.tick("2026-03-04 10:00")
    case.staff(DORA, "#correct\nCategory: bill")
    assert lost(case) == []


def test_what_runs_again_is_lost_no_more_and_simply_late():
    case = late()
    case.staff(DORA, "#correct\nCategory: bill")
    case.staff(DORA, "#correct\nCategory: lift")
    assert lost(case) == []
    assert [d.clock for d in case.complaint.deadlines if d.clock == "settle"] == ["settle"]


def test_a_report_tells_of_it_and_of_what_the_case_is_now_even_where_it_is_no_complaint_any_more():
    case = Case(transport(), "2026-03-02 09:00")
    case.customer("投诉：K12 路公交车在总站等了四十分钟没来")
    case.wind("3-4 10:00")
    missed = {d.clock for d in case.complaint.deadlines if d.due < case.now and (d.met is None or d.met > d.due)}
    case.staff("tousu-desk@lc-transport.example", "#更正\n性质：问题")
    frame = Frame(policy=case.policy, period=Period(at("3-1 0:00"), at("4-1 0:00"), "2026-03"), now=at("4-3 9:00"))
    assert case.complaint is not None
    report = summary([row(case.complaint)], [], frame)
    told = next(s for s in report.sections if s.title == "改判前已超时的时限")
    assert lost(case)
    assert {d.clock for d in case.complaint.lost} <= missed
    assert [str(line[0]) for line in told.rows] == [case.complaint.number] * len(lost(case))
    assert all("问题" in str(line[-1]) for line in told.rows)
    assert "不计入各率" in told.text[0]
