"""Some weeks later the customer is asked whether it was really solved; their no begins again, and nothing of it is mixed with the first verdict."""

import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.core.register import rows
from chalicelib.core.report import Frame, figures, summary
from chalicelib.core.report.schedule import Period
from tests.core.handling.playing import HANS, OFFICE_DESK, SARA, Case, at, names, office, told

MAIL = "zhang@customer.example"
ASKS = """
[[clock]]
name = "lasting"
from = "FROM"
until = "confirmed"
within = "21 days"
rungs = [{ at = "due", tell = ["customer"], message = "MESSAGE" }]
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "3 days"
rungs = [{ at = "due", tell = ["handler"] }]
"""
STAGES = """
[words]
outside_route = { zh-CN = "12345", zh-TW = "12345", en = "12345" }
[[stage]]
name = "only"
labels = { zh-CN = "答复", en = "answer" }
within = "7 days"
"""


def asking(begins: str = "closed", message: str = "later_survey", more: str = "", top: str = "") -> Policy:
    return office(ASKS.replace("FROM", begins).replace("MESSAGE", message) + more, top=top)


def closed(policy: Policy | None = None, score: int = 4) -> Case:
    case = Case(policy or asking())
    case.customer("the service was bad")
    case.staff(HANS, "#result Sorry, it is mended.", "2026-03-02 11:00")
    case.survey(score)
    assert case.complaint
    assert case.complaint.status == "closed"
    return case


def asked(policy: Policy | None = None) -> Case:
    case = closed(policy)
    assert told(case.wind("2026-03-23 11:01")) == [("later_survey", "mail", MAIL)]
    return case


@pytest.mark.parametrize(
    ("begins", "message"), [("closed", "later_survey"), ("closed", "survey"), ("answered", "survey")]
)
def test_it_is_asked_once_some_weeks_later(begins: str, message: str):
    case = closed(asking(begins, message))
    assert told(case.wind("2026-03-23 10:59")) == []
    assert told(case.wind("2026-12-01 10:00")) == [("later_survey", "mail", MAIL)]


def test_who_has_given_no_verdict_yet_is_asked_for_that():
    case = Case(asking("answered", "later_survey"))
    case.customer("the service was bad")
    case.staff(HANS, "#result Sorry, it is mended.", "2026-03-02 11:00")
    assert "survey" in names(case.wind("2026-03-23 11:01"))
    case.survey(3)
    assert case.complaint
    assert (case.complaint.satisfaction, case.complaint.lasting) == (3, None)


@pytest.mark.parametrize("order", ["#invalid That is how it is meant to be.", "#close The customer has withdrawn it."])
def test_what_ended_without_an_answer_asks_nobody_whether_it_was_solved(order: str):
    case = Case(asking())
    case.customer("the service was bad")
    case.staff(OFFICE_DESK, order, "2026-03-02 11:00")
    assert told(case.wind("2026-06-01 10:00")) == []


@pytest.mark.parametrize("score", [3, 4])
def test_a_yes_is_a_verdict_of_its_own(score: int):
    case = asked()
    case.survey(score, words="it holds", later=True)
    assert case.complaint
    found = case.complaint
    assert (found.status, found.satisfaction, found.lasting, found.lasting_words) == ("closed", 4, score, "it holds")
    assert [e.what for e in case.last.entries] == ["lasting"]
    assert case.last.messages == ()


@pytest.mark.parametrize("score", [1, 2])
def test_a_no_begins_again_one_level_up(score: int):
    case = asked()
    case.survey(score, words="it broke again", later=True)
    assert case.complaint
    assert (case.complaint.status, case.complaint.round, case.complaint.handler) == ("open", 2, SARA)
    assert (case.complaint.satisfaction, case.complaint.lasting) == (4, score)
    assert {"reopened", "assignment"} <= set(names(case.last.messages))
    (assignment,) = case.sent("assignment")
    assert assignment.extra["reason"] == "not_lasting"


def test_a_no_begins_again_after_the_last_stage_and_its_time_too():
    case = asked(asking(more=STAGES))
    case.survey(1, later=True)
    assert case.complaint
    assert (case.complaint.status, case.complaint.round, case.complaint.stage) == ("open", 2, "only")
    assert "final" not in names(case.last.messages)


def test_where_nothing_begins_again_the_desk_looks_into_it():
    case = asked(asking(top="reopen_at_most = 0\n"))
    case.survey(1, words="it broke again", later=True)
    assert case.complaint
    assert case.complaint.status == "closed"
    assert told(case.last.messages) == [("after_closing", "mail", OFFICE_DESK)]
    assert [t.name for t in case.complaint.tasks if t.done is None] == ["later_words"]


def test_it_counts_once_and_for_its_own_round():
    case = asked()
    case.survey(4, later=True)
    case.survey(1, later=True)
    assert case.complaint
    assert (case.complaint.status, case.complaint.lasting, case.lines[-1]) == ("closed", 4, "survey_too_late")
    case.staff(OFFICE_DESK, "#reopen It broke again.", "2026-04-01 10:00")
    case.survey(1, of_round=1, later=True)
    assert case.complaint
    assert (case.complaint.lasting, case.lines[-1]) == (4, "survey_too_late")


def test_nobody_is_late_for_it_and_the_report_has_it_apart_from_the_satisfaction():
    case = asked()
    case.survey(2, later=True, when="2026-05-01 10:00")
    assert case.complaint
    assert "met_late" not in case.lines
    row = rows.row(case.complaint)
    frame = Frame(
        policy=case.policy,
        period=Period(at("2026-03-01 00:00"), at("2026-04-01 00:00"), "2026-03"),
        now=at("2026-05-02 09:00"),
        language="en",
    )
    assert figures.in_time([row], frame.now, "lasting".__eq__).cases == ()
    shown = {str(line[0]): line[1] for line in summary([row], [], frame).sections[0].rows}
    told = [str(shown[name]) for name in ("Satisfied", "Satisfied with earlier rounds", "Really solved")]
    assert told == ["—", "1/1（100%）", "0/1（0%）"]  # it is being handled again
