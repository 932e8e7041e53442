"""What later events leave without meaning goes out no more: answers that wait, promises, letters that wait for the morning, offers."""

from collections.abc import Iterable

import msgspec
import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.saying import say
from tests.core.handling.playing import DIRK, HANS, OFFICE_DESK, OTTO, SARA, Case, names, office, with_directory

CLOCK = """
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "5 days"
promised = true
rungs = [{ at = "due", tell = ["handler"] }]
"""
APPROVED = (
    CLOCK
    + """
[[gate]]
name = "plan"
before = "answered"
approve = ["supervisor"]
within = "2 days"
"""
)
FORM_AFTER_CLOSING = office(
    APPROVED.replace("approve", "unless = [{ flag = ['first_contact'] }]\napprove"),
    """
    [[task]]
    name = "lesson"
    for = "director"
    opens = "closed"
    command = "fill"
    form = ["facts"]
    sets = "learnt"
    """,
)
RECORDED = """
[[clock]]
name = "write_down"
from = "assigned"
until = "recorded"
within = "2 days"
rungs = [{ at = "due", tell = ["desk"] }]

[[task]]
name = "record"
for = "desk"
opens = "registered"
unless = "referred"
command = "fill"
form = ["facts"]
required = ["facts"]
sets = "recorded"
"""
FORM_OF_THE_FIRST_ROUND = office(
    RECORDED,
    top="reopen_at_most = 2\n",
)
LONGER = """
[[extension]]
name = "longer"
clock = "settle"
before_due = false
within = "4 days"
"""


def waiting() -> Case:
    """An answer of Hans's that waits for Sara."""
    case = Case(office(APPROVED), "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(HANS, "#result The queue was long; a second counter is open now.", "2026-03-02 10:00")
    assert case.complaint.awaiting
    return case


@pytest.mark.parametrize("target", ["Sales", "Otto"])
@pytest.mark.parametrize("by", [HANS, OFFICE_DESK, SARA])
def test_an_answer_that_waits_for_approval_goes_out_no_more_once_the_complaint_is_handed_on(by: str, target: str):
    case = waiting()
    case.staff(by, f"#transfer {target}\nIt is about a sale.", "2026-03-02 11:00")
    assert [said.code for said in case.last.results.changes] == ["transferred", "answer_withdrawn"]
    assert case.complaint.awaiting == ()
    assert "outcome" not in names(case.last.messages)
    case.staff(SARA, "#approve", "2026-03-02 12:00")
    assert "outcome" not in names(case.last.messages)
    assert not any(m.name == "chase" and m.to.mail == SARA for m in case.wind("2026-03-06 09:00"))


def test_whoever_has_it_then_answers_in_words_of_their_own():
    case = waiting()
    case.staff(HANS, "#transfer Sales\nIt is about a sale.", "2026-03-02 11:00")
    case.staff(OTTO, "#result The price is put right.", "2026-03-02 12:00")
    case.staff(SARA, "#approve", "2026-03-02 13:00")
    assert "outcome" in names(case.last.messages)
    assert case.complaint.outcome == "The price is put right."


def test_a_transfer_without_an_answer_says_nothing_of_one():
    case = Case(office(APPROVED), "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(HANS, "#transfer Sales\nIt is about a sale.", "2026-03-02 11:00")
    assert [said.code for said in case.last.results.changes] == ["transferred"]


def informed(case: Case) -> list[tuple[str, str]]:
    """Who of the staff hears what of the last mail."""
    told = (m for m in case.last.messages if m.name in ("assignment", "information", "approval"))
    return sorted((m.to.mail, m.name) for m in told if m.to.role != "customer")


def test_whom_one_mail_passes_over_hears_nothing_and_whoever_had_it_hears_once_where_it_is():
    case = Case(office(), "2026-03-02 09:00")
    case.customer("service is slow")
    assert case.complaint.handler == HANS
    case.staff(OFFICE_DESK, "#transfer Sales\n#transfer Dirk", "2026-03-02 10:00")
    assert informed(case) == [(DIRK, "assignment"), (HANS, "information")]
    (gone,) = case.sent("information")
    assert gone.extra["reason"] == say("handed_on", to="Dirk")


def test_whoever_has_it_back_within_one_mail_hears_of_no_handing_on():
    case = Case(office(), "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(OFFICE_DESK, "#transfer Sales\n#transfer Hans", "2026-03-02 10:00")
    assert informed(case) == [(HANS, "assignment")]


def test_a_form_and_a_handing_on_in_one_mail_tell_nothing_to_whom_the_form_would_have_sent_it():
    """It waits for the form, for a unit that has not heard of it; the form opens the way, and the same mail names another."""
    gate = '[[gate]]\nname = "known"\nbefore = "referred"\nneeds = ["facts"]\napprove = ["director"]'
    case = Case(office(RECORDED, gate), "2026-03-02 09:00")
    case.customer("service is slow")
    assert (case.complaint.handler, informed(case)) == (HANS, [])
    case.staff(OFFICE_DESK, "#fill\nFacts: two counters were shut\n#transfer Sales", "2026-03-02 10:00")
    assert case.complaint.handler == OTTO
    assert informed(case) == [(DIRK, "approval")]
    case.staff(DIRK, "#approve", "2026-03-02 11:00")
    assert informed(case) == [(OTTO, "assignment")]


def test_a_form_that_is_filled_in_after_the_closing_promises_the_customer_nothing():
    case = Case(FORM_AFTER_CLOSING, "2026-03-02 09:00")
    case.customer("the tea is cold")
    case.staff(OFFICE_DESK, "#result It was reheated.", "2026-03-12 10:00")
    case.survey(4, "2026-03-12 11:00")
    assert case.complaint.status == "closed"
    case.staff(DIRK, "#fill\nFacts: the urn is old", "2026-03-13 10:00")
    assert case.complaint.moment("learnt") is not None
    assert case.complaint.moment("referred") is None
    assert {m.to.role for m in case.last.messages} == {"staff"}


def test_an_outcome_after_an_explanation_needs_what_any_outcome_needs():
    form = '[[gate]]\nname = "known"\nbefore = "answered"\nneeds = ["facts"]'
    case = Case(office(CLOCK, form), "2026-03-02 09:00")
    case.customer("the tea is cold")
    case.staff(OFFICE_DESK, "#invalid It is served cold on purpose.", "2026-03-02 10:00")
    case.customer("It is still not solved.", "2026-03-03 10:00")
    assert (case.complaint.status, case.complaint.valid) == ("open", False)
    case.staff(case.complaint.handler, "#result It is reheated now.", "2026-03-03 11:00")
    assert [said.code for said in case.last.results.problems] == ["missing_fields"]
    case.staff(case.complaint.handler, "#result It is reheated now.\nFacts: the urn was off", "2026-03-03 12:00")
    assert "outcome" in names(case.last.messages)


def test_that_it_begins_anew_is_no_news_once_the_new_answer_is_there():
    case = Case(office(CLOCK), "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(HANS, "#result A second counter is open.", "2026-03-02 10:00")
    case.survey(1, "2026-03-02 23:00")
    assert case.complaint.round == 2
    case.staff(case.complaint.handler, "#result A third one too.", "2026-03-02 23:30")
    assert "reopened" in case.last.cancels


INSPECTION = office(
    CLOCK,
    """
    [[clock]]
    name = "inspect"
    from = "referred"
    until = "inspected"
    within = "2 days"
    rungs = [{ at = "due", tell = ["handler"] }]

    [[task]]
    name = "inspection"
    for = "handler"
    opens = "referred"
    form = ["facts"]
    required = ["facts"]
    sets = "inspected"
    """,
)


@pytest.mark.parametrize("by", [HANS, OFFICE_DESK])
def test_a_form_of_the_handlers_goes_with_the_complaint_to_whoever_has_it_then(by: str):
    case = Case(INSPECTION, "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(by, "#transfer Sales\nIt is about a sale.", "2026-03-02 11:00")
    assert [(m.to.mail, m.extra["task"]) for m in case.sent("task")] == [(OTTO, "inspection")]
    assert [t.assignee for t in case.complaint.tasks if t.name == "inspection"] == [OTTO]
    case.staff(OTTO, "#fill\nFacts: the till was slow", "2026-03-02 12:00")
    assert case.complaint.moment("inspected") is not None


def test_a_form_of_the_handlers_waits_with_the_desk_while_nobody_has_the_complaint():
    case = Case(INSPECTION, "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(HANS, "#return It is about a sale.", "2026-03-02 11:00")
    assert case.sent("task") == []
    case.staff(OFFICE_DESK, "#transfer Sales", "2026-03-02 12:00")
    assert [(m.to.mail, m.extra["task"]) for m in case.sent("task")] == [(OTTO, "inspection")]
    assert [t.assignee for t in case.complaint.tasks if t.name == "inspection"] == [OTTO]


def test_a_form_that_an_earlier_round_asked_for_stands_in_the_chases_of_the_next():
    case = Case(FORM_OF_THE_FIRST_ROUND, "2026-03-02 09:00")
    case.customer("the tea is cold")
    case.staff(OFFICE_DESK, "#result It was reheated.", "2026-03-02 10:00")
    case.survey(1, "2026-03-02 11:00")
    assert [t.round for t in case.complaint.tasks if t.name == "record"] == [1]
    *_, chase = [m for m in case.wind("2026-03-05 09:00") if m.extra.get("clock") == "write_down"]
    assert chase.extra["commands"] == ["fill"]
    assert chase.extra["task"] == "record"


def test_who_helps_for_two_departments_is_asked_once():
    policy = office()
    (route,) = policy.rules
    route = msgspec.structs.replace(route, then=msgspec.structs.replace(route.then, assist=("Sales", "Shop")))
    shop = msgspec.structs.replace(policy.directory.departments[1], name="Shop")
    policy = with_directory(policy, departments=(*policy.directory.departments, shop))
    case = Case(msgspec.structs.replace(policy, rules=(route,)), "2026-03-02 09:00")
    case.customer("service is slow")
    assert [m.to.mail for m in case.last.messages if m.name == "assist"] == [OTTO]


def test_an_extension_is_offered_to_be_granted_only_before_the_time_that_it_asks_for():
    case = Case(office(APPROVED, LONGER), "2026-03-02 09:00")
    case.customer("service is slow")
    case.staff(HANS, "#extend 2026-03-08 10:00\nThe laboratory needs a week.", "2026-03-03 10:00")
    assert offered(case.last.messages[:1]) == {"approve", "return", "extend"}
    in_time, too_late = case.wind("2026-03-08 10:00"), case.wind("2026-03-20 09:00")
    assert offered_for_time(in_time) == {"approve", "return"}
    assert offered_for_time(too_late) == {"return"}


def offered_for_time(messages: list[Message]) -> set[str]:
    return offered(m for m in messages if str(m.extra.get("clock", "")).startswith("approval:"))


def offered(messages: Iterable[Message]) -> set[str]:
    commands = (m.extra.get("commands") for m in messages)
    return {str(name) for each in commands if isinstance(each, list) for name in each}
