"""The insurance branch's grades, with the figure below and above each limit, and who hears of them."""

import pytest

from chalicelib.core.times.durations import parse_duration
from chalicelib.policies import packaged
from tests.policy.judged import judged, told

POLICY = packaged("insurance-branch")


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("loss", "grade"),
    [
        ("", "general"),
        ("5000", "general"),
        ("5001", "difficult"),
        ("29,999", "difficult"),
        ("30000", "major"),
        ("3万元", "major"),
    ],
)
def test_the_loss_grades_a_complaint(loss: str, grade: str):
    assert judged(POLICY, "理赔太少", loss=loss).severity == grade


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(("people", "grade"), [("4", "general"), ("5", "major")])
def test_a_group_of_five_is_major(people: str, grade: str):
    assert judged(POLICY, "我们一起投诉", people=people).severity == grade
    assert judged(POLICY, "同一件事", {"group each customer": int(people)}, group="停运险").severity == grade
    assert judged(POLICY, "另一件事", {"group each customer": int(people)}).severity == "general"


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("我要找记者曝光", "major"),
        ("我会起诉你们", "major"),
        ("已向银保监反映", "major"),
        ("事故造成人员重伤，你们不管", "major"),
        ("准备集体上访", "major"),
        ("造成恶劣影响", "difficult"),
        ("保费算错了", "general"),
    ],
)
def test_words_of_influence_grade_a_complaint(text: str, grade: str):
    assert judged(POLICY, text).severity == grade


@pytest.mark.clause("IB-04")
def test_press_and_regulator_reach_general_manager_and_legal_who_confirm():
    for text in ("我要找记者曝光", "已向银保监反映"):
        assert {("gm_office", "receipt_request"), ("legal", "receipt_request"), ("branch_head", "information")} <= told(
            POLICY, text
        )


@pytest.mark.clause("IB-04")
def test_time_critical_reaches_the_leader_in_charge_and_major_the_branch_head():
    assert ("leader_in_charge", "information") in told(POLICY, "病人急需手术，请马上处理")
    assert ("branch_head", "information") in told(POLICY, "理赔太少", loss="30000")
    assert (
        told(POLICY, "理赔太少", loss="5000") & {("branch_head", "information"), ("gm_office", "receipt_request")}
        == set()
    )


@pytest.mark.clause("IB-14")
def test_petitions_go_to_discipline_and_not_through_the_complaint_flow():
    complaint = judged(POLICY, "举报员工受贿")
    assert (complaint.kind, complaint.department) == ("petition", "人力行政与纪检部")
    assert complaint.kind not in POLICY.flow_kinds
    assert complaint.restricted


@pytest.mark.parametrize(
    ("clock", "severity", "within", "calendar"),
    [
        pytest.param("refer", "", "20 minutes", "always", marks=pytest.mark.clause("IB-03")),
        pytest.param("contact", "", "1 hour", "always", marks=pytest.mark.clause("IB-05")),
        pytest.param("settle", "general", "1 working day", "work", marks=pytest.mark.clause("IB-06")),
        pytest.param("settle", "difficult", "3 working days", "work", marks=pytest.mark.clause("IB-06")),
        pytest.param("settle", "major", "3 working days", "work", marks=pytest.mark.clause("IB-06")),
        pytest.param("result_back", "", "end of day", "work", marks=pytest.mark.clause("IB-07")),
        pytest.param("visit", "", "end of next day", "always", marks=pytest.mark.clause("IB-07")),
        pytest.param("major_report", "", "half working day", "work", marks=pytest.mark.clause("IB-08")),
        pytest.param("head_office_report", "", "3 working days", "work", marks=pytest.mark.clause("IB-08")),
        pytest.param("take_or_pass", "", "end of day", "work", marks=pytest.mark.clause("IB-09")),
    ],
)
def test_a_limit_is_as_the_procedure_says(clock: str, severity: str, within: str, calendar: str):
    found = next(c for c in POLICY.clocks if c.name == clock)
    assert (found.within[severity], found.calendar) == (parse_duration(within), calendar)
