"""A morning's list shows whoever reads it what is theirs: not what waits for somebody else, and what they are to agree to of closed cases too."""

from chalicelib.core.register.rows import row
from chalicelib.core.report import Frame
from chalicelib.core.report.morning import lines, to_do
from chalicelib.core.report.schedule import Period
from redress.proving.promises import lists
from tests.core.handling.playing import HANS, OFFICE_DESK, SARA, Case, at, office, referred

TOLD_AND_APPROVED = """
[[rule]]
group = "alert"
when = [{ words = ["service"] }]
then = { tell = ["director"], confirm = true }

[[gate]]
name = "plan"
before = "answered"
approve = ["supervisor"]
labels = { zh-CN = "答复方案", en = "the plan" }

[[clock]]
name = "settle"
labels = { zh-CN = "答复", en = "the answer" }
from = "referred"
until = "answered"
within = "3 days"
rungs = [{ at = "due", tell = ["handler"] }]
"""
POLICY = office(TOLD_AND_APPROVED)


def frame(now: str) -> Frame:
    return Frame(policy=POLICY, period=Period(at(now), at(now), ""), now=at(now), language="en")


def listed(case: Case, mail: str, now: str) -> list[str]:
    assert case.complaint
    return list(lines(to_do([row(case.complaint)], mail, frame(now)), frame(now)))


def test_neither_a_notice_that_others_have_not_confirmed_nor_an_answer_that_waits_for_consent_is_on_a_handlers_list():
    case = referred(POLICY, text="your service is slow")
    case.staff(HANS, "#resolve We have repaired it", "2026-03-02 10:00")
    case.wind("2026-03-03 08:00")
    assert listed(case, HANS, "2026-03-03 08:00") == []
    (line,) = listed(case, SARA, "2026-03-03 08:00")
    assert "the plan" in line


def test_what_is_to_be_agreed_to_of_a_matter_that_was_passed_on_is_the_approvers():
    case = referred(POLICY, text="your service is slow")
    case.staff(OFFICE_DESK, "#accept enquiry", "2026-03-02 09:30")
    case.staff(HANS, "#resolve It is open until six", "2026-03-02 10:00")
    assert case.complaint
    assert case.complaint.status == "closed"
    (line,) = listed(case, SARA, "2026-03-02 11:00")
    assert lists.wrong(line, SARA, {case.complaint.number: case.complaint}, frame("2026-03-02 11:00")) == ""
    assert lists.wrong(line, HANS, {case.complaint.number: case.complaint}, frame("2026-03-02 11:00")) != ""
