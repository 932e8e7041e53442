"""Whose duty a time limit is, when it is late, and what a further round makes of it: figures of complaints that were played."""

from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.model import Held
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row, row
from chalicelib.core.report import Figure, Frame, figures, making, summary, verdicts
from chalicelib.core.report.limits import late_section, limits_section, others_limits_section, unit_limits_section
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.units import appraised_figures
from tests.core.handling.playing import (
    ANSWER,
    ASKS_FOR_FACTS,
    BUS,
    BUS_HEAD,
    DESK,
    FREIGHT,
    HANS,
    LENA,
    OFFICE_DESK,
    Case,
    answered,
    at,
    office,
    referred,
)
from tests.core.handling.test_what_outlives_closing import CHECK, CLOCK, closed

INSURER = msgspec.structs.replace(policies.packaged("insurance-branch"), undo=None)
CENTRE = INSURER.directory.desk
CLAIM = "理赔部拖延赔款，保单号6688。"
SETTLED = "#结果\n原因：定损系数用错\n处理措施：补赔差额"
LEFT = "转出前已超时的时限"
DONE = "#填报\n整改是否落实：是\n落实情况：已培训"

ENTERED = """
[[clock]]
name = "entered"
from = "received"
until = "registered"
within = "5 minutes"
rungs = [{ at = "due", tell = ["desk"] }]
"""
SHEET = """
[[task]]
name = "sheet"
for = "desk"
opens = "registered"
unless = "referred"
form = ["facts"]
required = ["facts"]
sets = "recorded"

[[clock]]
name = "written"
from = "received"
until = "recorded"
within = "1 day"
rungs = [{ at = "due", tell = ["desk"] }]
"""


def frame(policy: Policy, now: str, language: str = "zh-CN") -> Frame:
    period = Period(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC), "2026-03")
    return Frame(policy=policy, period=period, now=at(now), language=language)


def line(case: Case, number: str = "X1") -> Row:
    assert case.complaint is not None
    return msgspec.structs.replace(row(case.complaint), number=number)


def rate(case: Case, clock: str, now: str) -> str:
    return str(figures.in_time([line(case)], at(now), clock.__eq__))


def major(done: str = "") -> Case:
    """A major complaint, answered and closed on Monday; what head office is owed is `done`, if it is, on that day."""
    case = Case(INSURER)
    case.customer(CLAIM)
    case.staff(CENTRE, "#定级 重大", "2026-03-02 09:05")
    if not case.complaint.handler:
        case.staff(CENTRE, "#转办 理赔部", "2026-03-02 09:06")
    case.staff(case.complaint.handler, SETTLED, "2026-03-02 10:00")
    case.survey(4, "2026-03-02 12:00")
    assert (case.complaint.status, case.complaint.severity) == ("closed", "major"), case.problems
    case.wind("2026-03-02 12:05")
    if done:
        file(case, "head_office_report", done)
    return case


def file(case: Case, name: str, when: str) -> None:
    """Fills in every line of the form of that name."""
    rule = next(task for task in case.policy.tasks if task.name == name)
    labels = {field.name: field.labels.get("zh-CN", field.name) for field in case.policy.fields}
    lines = "\n".join(f"{labels[name]}：是" for name in rule.form)
    task = next(t for t in case.complaint.tasks if t.name == name and t.done is None)
    case.staff(task.assignee, f"#填报\n{lines}", when)
    assert case.problems == ""


# -- late until it is done -------------------------------------------------------------------------------------------------------


def test_what_head_office_never_got_is_late_however_often_the_case_was_closed_and_taken_up_again():
    filed, never, again = major("2026-03-03 10:00"), major(), major()
    again.staff(CENTRE, "#重开 客户来电", "2026-03-10 10:00")
    rows = [line(filed, "X1"), line(never, "X2"), line(again, "X3")]
    found = figures.in_time(rows, at("3-20 9:00"), "head_office_report".__eq__)
    assert (found.cases, found.of) == (("X1",), ("X1", "X2", "X3"))


@pytest.mark.parametrize("limit", ["task:quality_check", "head_office_report", "major_report"])
def test_who_never_does_it_looks_no_better_than_who_does_it_late(limit: str):
    late, never = major(), major()
    file(late, limit.removeprefix("task:"), "2026-03-25 10:00")
    rates = [rate(case, limit, "3-31 9:00") for case in (late, never)]
    assert rates == ["0/1（0%）", "0/1（0%）"]


def test_a_check_is_in_no_rate_before_it_is_due_and_late_after():
    case = major()
    assert [rate(case, "task:quality_check", now) for now in ("3-9 17:30", "3-9 17:31")] == ["—", "0/1（0%）"]


def test_a_form_of_a_rejected_round_that_is_filled_in_before_it_was_due_is_done():
    case = answered()
    case.survey(1, "2026-03-03 12:00")
    case.staff(BUS_HEAD, ANSWER, "2026-03-04 15:00")
    case.wind("2026-03-04 15:05")
    assert [t.assignee for t in case.complaint.tasks if t.name == "corrective_action"] == [BUS, BUS_HEAD]
    case.staff(BUS_HEAD, DONE, "2026-03-10 10:00")
    assert case.problems == ""
    assert rate(case, "task:corrective_action", "4-25 9:00") == "2/2（100%）"
    assert [t for t in case.complaint.tasks if t.done is None and t.name == "corrective_action"] == []


def test_a_clock_of_an_earlier_round_is_met_when_its_form_is_filled_in_later():
    case = closed(CHECK.replace("4 days", "2 hours"), CLOCK)
    case.staff(OFFICE_DESK, "#重开 once more", "2026-03-02 14:00")
    before = figures.in_time([line(case)], at("3-20 9:00"), "checked_in_time".__eq__)
    case.staff(LENA, "#fill\nFacts: it works", "2026-03-04 10:00")
    after = figures.in_time([line(case)], at("3-20 9:00"), "checked_in_time".__eq__)
    assert (str(before), str(after)) == ("0/1（0%）", "1/1（100%）")


def test_what_was_to_be_asked_later_and_never_was_because_the_case_was_taken_up_again_is_nobodys_miss():
    case = closed(CHECK, CLOCK)
    case.staff(OFFICE_DESK, "#重开 once more", "2026-03-03 10:00")
    assert str(figures.in_time([line(case)], at("3-20 9:00"), "checked_in_time".__eq__)) == "—"


def test_a_visit_that_the_reopening_made_needless_is_in_no_rate():
    case = answered()
    case.staff(DESK, "#重开 客户来电说没解决", "2026-03-03 09:00")
    visits = [d for d in case.complaint.deadlines if d.clock == "visit" and d.round == 1]
    assert [figures.kept(line(case), d, at("4-1 9:00")) for d in visits] == [None]


def test_a_task_that_nobody_wanted_any_more_is_not_done_in_time():
    calls = '[[task]]\nname = "ring"\nfor = "desk"\nopens = "referred"\nwithin = "2 days"\ncommand = "contact"\nform = ["facts"]\n'
    case = Case(office(ASKS_FOR_FACTS, calls))
    case.customer("the service is slow")
    case.staff(OFFICE_DESK, "#结案 withdrawn", "2026-03-03 10:00")
    assert rate(case, "task:ring", "3-20 9:00") == "—"
    again = Case(office(ASKS_FOR_FACTS, calls))
    again.customer("the service is slow")
    again.wind("2026-03-05 10:00")
    again.staff(OFFICE_DESK, "#结案 withdrawn", "2026-03-05 10:00")
    assert rate(again, "task:ring", "3-20 9:00") == "0/1（0%）"


def test_no_complaint_stands_twice_among_what_was_late():
    case = major()
    case.staff(CENTRE, "#重开 客户来电", "2026-03-10 10:00")
    late = late_section([line(case)], frame(INSURER, "3-31 9:00"))
    assert [cells[0] for cells in late.rows] == ["X1"]
    _, who, which, due, met = (str(cell).split("；") for cell in late.rows[0])
    assert which.count("重大投诉报中心") <= 2
    assert len(who) == len(which) == len(due) > 3
    assert met == ["未完成"]


# -- further rounds --------------------------------------------------------------------------------------------------------------


def limits(case: Case, of_round: int) -> set[str]:
    return {d.clock for d in case.complaint.deadlines if d.round == of_round}


def test_a_reopening_counts_the_answer_again_and_neither_referral_nor_sheet():
    case = answered()
    case.survey(1, "2026-03-03 12:00")
    assert [rate(case, clock, "3-20 9:00") for clock in ("refer", "flow_sheet", "answer")] == [
        "1/1（100%）",
        "1/1（100%）",
        "1/2（50%）",
    ]


def test_a_case_that_nobody_had_is_referred_again_by_the_desk_within_its_time():
    case = Case()
    case.customer("投诉：你们单位态度不好")
    case.staff(DESK, "#结案 客户撤诉", "2026-03-02 10:00")
    assert case.complaint.status == "closed", case.problems
    case.staff(DESK, "#重开 客户又来电", "2026-03-03 10:00")
    assert "refer" in limits(case, 2)
    case.staff(DESK, "#转办 公交公司", "2026-03-03 10:30")
    assert case.met("refer") == at("3-3 10:30")


def taken_up_again(*parts: str) -> Case:
    case = Case(office(ASKS_FOR_FACTS, *parts))
    case.customer("the service is slow")
    case.staff(HANS, "#结果\nFacts: a new lamp", "2026-03-02 10:00")
    case.survey(1, "2026-03-02 12:00")
    assert case.complaint.round == 2
    return case


def test_nobody_registers_again_what_is_registered():
    case = taken_up_again(ENTERED)
    assert rate(case, "entered", "3-20 9:00") == "1/1（100%）"


def test_the_record_sheet_that_a_further_round_asks_nobody_for_is_no_limit_of_it():
    case = taken_up_again(SHEET)
    assert ("written" in limits(case, 1), "written" in limits(case, 2)) == (True, False)
    assert [m for m in case.wind("2026-03-09 10:00") if m.extra.get("clock") == "written"] == []


# -- whose duty ------------------------------------------------------------------------------------------------------------------


def test_a_limit_of_the_desk_stands_under_its_name_and_none_of_it_under_the_units():
    case = answered()
    case.wind("2026-03-20 09:00")
    shown = frame(case.policy, "3-20 9:00")
    of_units, others = unit_limits_section([line(case)], shown), others_limits_section([line(case)], shown)
    assert "回访" not in of_units.header
    assert ("客服中心", "回访", "0/1（0%）") in [tuple(map(str, cells)) for cells in others[0].rows]


def test_what_units_and_others_keep_is_all_that_is_kept():
    cases = [line(major(), "X1"), line(major("2026-03-03 10:00"), "X2")]
    shown = frame(INSURER, "3-31 9:00")
    whole = figures.in_time(cases, shown.now)
    theirs = [cell for part in others_limits_section(cases, shown) for cells in part.rows for cell in cells[2:]]
    own = figures.unit_limits(cases, shown)
    assert sum(len(each.of) for each in theirs if isinstance(each, Figure)) + len(own.of) == len(whole.of)
    listed = [cells[1] for cells in limits_section(cases, [], shown).rows]
    assert sum(len(each.of) for each in listed if isinstance(each, Figure)) == len(whole.of)


def test_an_approval_of_more_time_is_the_leaders_and_no_limit_of_the_unit():
    case = referred()
    case.staff(BUS, "#延期 3月6日 12:00 等待配件", "2026-03-02 15:00")
    case.wind("2026-03-20 09:00")
    waits = [d for d in case.complaint.deadlines if d.clock.startswith("approval:")]
    shown = frame(case.policy, "3-20 9:00")
    assert waits
    assert not any(figures.is_the_units(line(case), d, shown) for d in waits)


def handed_on(when: str, answer: str) -> Row:
    """A complaint that another company got from the bus company, and answered."""
    case = referred()
    case.staff(DESK, "#转办 物流部 属物流业务", when)
    assert case.complaint.handler == FREIGHT, case.problems
    case.staff(FREIGHT, ANSWER, answer)
    assert case.complaint.status == "answered", case.problems
    return line(case)


@pytest.mark.parametrize(
    ("handed", "given", "own"),
    [
        ("2026-03-04 08:00", "2026-03-05 09:00", "1/1（100%）"),  # one hour was left of two days
        ("2026-03-05 09:00", "2026-03-07 09:00", "1/1（100%）"),  # the time was over already
        ("2026-03-05 09:00", "2026-03-07 09:01", "0/1（0%）"),
        ("2026-03-02 10:00", "2026-03-04 09:00", "1/1（100%）"),
        ("2026-03-02 10:00", "2026-03-04 10:01", "0/1（0%）"),
    ],
)
def test_a_unit_that_got_the_case_later_is_judged_by_the_time_that_it_had(handed: str, given: str, own: str):
    found, shown = handed_on(handed, given), frame(answered().policy, "3-20 9:00")
    _, on_time, kept, *_ = appraised_figures([found], shown)
    assert (str(on_time), kept.of and str(figures.unit_limits([found], shown, "answer".__eq__))) == (own, own)


def test_what_was_late_stands_under_the_unit_that_had_it_then():
    shown = frame(answered().policy, "3-4 20:00")
    before, after = handed_on("2026-03-05 09:00", "2026-03-06 09:00"), handed_on("2026-03-03 09:00", "2026-03-06 09:00")
    late = [late_section([each], shown).rows[0][1] for each in (before, after)]
    assert late == ["公交公司", "物流部"]


@pytest.mark.parametrize(
    ("handed", "left"),
    [
        ("2026-03-02 10:00", 0),  # within the time
        ("2026-03-04 08:59", 0),
        ("2026-03-05 09:00", 1),
        ("2026-03-09 12:00", 1),
        ("2026-03-16 09:00", 1),
    ],
)
def test_a_unit_that_lost_the_case_after_its_time_is_told_so_and_nobody_elses_report_is(handed: str, left: int):
    found, shown = handed_on(handed, "2026-03-16 10:00"), frame(answered().policy, "3-20 9:00")
    told = {unit: left_late(found, shown, unit) for unit in ("公交公司", "物流部")}
    assert told == {"公交公司": [("X1", "公交公司", "答复顾客", "物流部")] * left, "物流部": []}
    for made in (summary([found], [], shown), making.appraisal([found], shown)):
        assert len([s for s in made.sections if s.title == LEFT]) == left


def left_late(found: Row, shown: Frame, unit: str) -> list[tuple[str, ...]]:
    """What a unit's own report tells of what it left late, without the times."""
    sections = making.unit_summary([found], [], unit, shown).sections
    lines = [cells for part in sections if part.title == LEFT for cells in part.rows]
    return [tuple(str(cells[place]) for place in (0, 1, 2, 4)) for cells in lines]


def test_a_unit_in_between_is_judged_by_the_time_from_when_it_got_the_case():
    since = [at(f"3-{day} 9:00") for day in (2, 5, 6, 12, 13)]
    had = zip(("公交公司", "物流部", "房产部", "公交公司", "物流部"), since, strict=True)
    late = msgspec.structs.replace(
        handed_on("2026-03-05 09:00", "2026-03-16 10:00"),
        held=tuple(Held(unit=unit, since=when) for unit, when in had),
    )
    shown = frame(answered().policy, "3-20 9:00")
    # Two days each: the freight department had it for one, the bus company for one the second time.
    assert [unit for unit, d in figures.left_late(late, shown) if d.clock == "answer"] == ["公交公司", "房产部"]


def test_what_another_unit_met_too_late_counts_neither_for_nor_against_the_one_that_got_the_case_then():
    shown, whole = frame(answered().policy, "3-20 9:00"), handed_on("2026-03-05 09:00", "2026-03-06 09:00")
    kept, late = (
        msgspec.structs.replace(
            whole,
            deadlines=tuple(
                msgspec.structs.replace(d, met=at(met)) if d.clock == "answer" else d for d in whole.deadlines
            ),
        )
        for met in ("3-4 8:00", "3-4 10:00")
    )
    rates = [str(figures.unit_limits([each], shown, "answer".__eq__)) for each in (kept, late)]
    assert rates == ["1/1（100%）", "—"]
    assert [unit for unit, _ in figures.left_late(late, shown)] == ["公交公司"]


# -- definitions -----------------------------------------------------------------------------------------------------------------


def withdrawn() -> Case:
    case = referred()
    case.staff(DESK, "#结案 客户来电撤诉", "2026-03-02 12:00")
    assert case.complaint.status == "closed", case.problems
    return case


def test_a_complaint_that_was_withdrawn_is_named_apart_and_is_no_answered_one():
    rows = [line(withdrawn(), "X1"), line(answered(), "X2"), line(referred(), "X3")]
    assert (figures.answered(rows).cases, figures.answered(rows).of) == (("X2",), ("X2", "X3"))
    assert figures.withdrawn(rows).cases == ("X1",)
    assert figures.answers_in_time(rows[:1], frame(answered().policy, "3-20 9:00")).of == ()


@pytest.mark.parametrize("score", [1, 2, 3, 4])
def test_a_case_that_is_taken_up_again_has_no_satisfaction_yet_and_the_earlier_one_stands_beside(score: int):
    case = answered()
    case.survey(score, "2026-03-03 12:00")
    if case.complaint.round == 1:
        assert (line(case).satisfaction, line(case).earlier_answers) == (score, ())
        case.staff(DESK, "#重开 客户又来电", "2026-03-04 09:00")
    found = line(case)
    assert (found.satisfaction, [a.satisfaction for a in found.earlier_answers], found.words) == (None, [score], "")
    assert (verdicts.satisfied([found]).of, verdicts.surveyed([found]).of) == ((), ())
    assert len(verdicts.satisfied_earlier([found]).cases) == (score > 2)


def test_satisfaction_is_the_last_rounds():
    case = answered()
    case.survey(1, "2026-03-03 12:00")
    case.staff(BUS_HEAD, ANSWER, "2026-03-04 09:00")
    case.survey(4, "2026-03-04 12:00")
    found = line(case)
    assert (str(verdicts.satisfied([found])), str(verdicts.satisfied_earlier([found]))) == ("1/1（100%）", "0/1（0%）")


@pytest.mark.clause("FA-10")
@pytest.mark.parametrize("by", ["survey", "visit", "desk"])
def test_the_follow_up_is_asked_of_satisfied_customers_cases_and_counts_until_it_is_done(by: str):
    policy = msgspec.structs.replace(policies.packaged("food-abc"), undo=None)
    case = Case(policy)
    case.customer("日期有误")
    case.wind("2026-03-02 09:01")
    case.staff(
        policy.directory.desk, "#填报\n具体事实和理由：有误\n是否查证属实：是\n顾客联系方式：139", "2026-03-02 09:30"
    )
    case.staff("duan.lin@douxiangfang.example", "#同意", "2026-03-02 10:00")
    case.staff(case.complaint.handler, "#结果\n原因：喷码机\n应急与处理措施：更换", "2026-03-02 15:00")
    if by == "survey":
        case.survey(4, "2026-03-02 17:00")
    elif by == "visit":
        case.staff(policy.directory.desk, "#回访\n是否联系上：是\n是否满意：满意", "2026-03-03 16:00")
    else:
        case.staff(policy.directory.desk, "#结案 客户满意", "2026-03-03 16:00")
    assert case.complaint.status == "closed", case.problems
    case.wind("2026-03-16 15:01")
    assert case.complaint.open_task("corrective_action") is not None
    assert [rate(case, "task:corrective_action", now) for now in ("3-19 17:00", "3-19 17:01")] == ["—", "0/1（0%）"]


def test_every_language_prints_what_each_figure_counts():
    for language in ("zh-CN", "zh-TW", "en"):
        overview, *_ = summary([line(answered())], [], frame(answered().policy, "3-20 9:00", language)).sections
        assert len(overview.notes) == len(overview.rows)
        assert all(note.startswith(str(cells[0])) for note, cells in zip(overview.notes, overview.rows, strict=True))


def test_a_units_own_report_tells_of_its_own_part_alone():
    case = answered()
    case.wind("2026-03-20 09:00")
    shown = msgspec.structs.replace(frame(case.policy, "3-20 9:00"), unit="公交公司")
    overview, *others = summary([line(case)], [], shown).sections
    told = {str(cells[0]): str(cells[1]) for cells in overview.rows}
    assert (told["按时率"], told["时限达成率"]) == ("1/1（100%）", str(figures.unit_limits([line(case)], shown)))
    assert not any(str(cells[0]) in ("回访", "转交责任单位") for part in others[:5] for cells in part.rows)
