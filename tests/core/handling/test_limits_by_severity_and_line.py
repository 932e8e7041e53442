"""A limit may depend on the severity, of a task as of a clock, and be shortened by what a line says."""

import pytest

from chalicelib.render import render
from redress.proving.playing import identity
from tests.core.handling.playing import DORA, HANS, OFFICE_DESK, Case, at, office, referred, told

BY_SEVERITY = """
[[rule]]
group = "severity"
when = [{ words = ["smoke"] }]
then = { severity = "major" }

[[task]]
name = "look"
labels = { en = "a first look" }
for = "handler"
opens = "referred"
within = { general = "2 working days", major = "3 working hours" }
calendar = "work"
form = ["facts"]
required = ["facts"]
sets = "looked_at"
"""
OWN_LIMIT = """
[[field]]
name = "wanted"
type = "TYPE"
labels = { en = "Wanted by" }
reads = ["READS"]

[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts", "wanted"]

[[clock]]
name = "reply"
labels = { en = "reply" }
from = "received"
until = "answered"
within = "WITHIN"
calendar = "work"
due = "wanted"
promised = true
rungs = [
  { at = "due", tell = ["handler"] },
  { at = "due", tell = ["customer"], message = "holding", every = "1 day" },
]
"""


def limited_by(kind: str, reads: str, within: str = "3 working days") -> str:
    return OWN_LIMIT.replace("TYPE", kind).replace("READS", reads).replace("WITHIN", within)


@pytest.mark.parametrize(
    ("words", "due"),
    [("your service is slow", "2026-03-04 17:00"), ("your service: smoke", "2026-03-02 12:00")],
)
def test_a_task_has_the_time_of_its_complaints_severity(words: str, due: str):
    case = referred(office(BY_SEVERITY), text=words)
    assert case.due("task:look") == at(due)


def test_a_task_that_is_open_gets_the_time_of_the_new_severity_and_is_chased_then():
    case = referred(office(BY_SEVERITY), text="your service is slow")
    case.staff(OFFICE_DESK, "#severity major", "2026-03-02 10:00")
    assert case.due("task:look") == at("2026-03-02 12:00")
    assert "chase" not in [m.name for m in case.wind("2026-03-02 11:59")]
    assert ("chase", "mail", HANS) in told(case.wind("2026-03-02 12:01"))


def test_a_task_keeps_its_time_where_only_something_else_changes():
    case = referred(office(BY_SEVERITY), text="your service is slow")
    case.staff(OFFICE_DESK, "#note Amount: 7", "2026-03-02 10:00")
    assert case.due("task:look") == at("2026-03-04 17:00")


@pytest.mark.parametrize(
    ("kind", "reads", "words", "due"),
    [
        ("number", "within # days", "please reply within 1 days", "2026-03-03 17:00"),
        ("number", "within # days", "please reply within 2 days", "2026-03-04 17:00"),
        ("number", "within # days", "please reply within 9 days", "2026-03-05 17:00"),  # the policy's own time stays the most
        ("number", "within # days", "please reply within 0 days", "2026-03-05 17:00"),
        ("date", "by #", "please reply by 2026-03-03", "2026-03-03 17:30"),
        ("date", "by #", "please reply by 2026-03-30", "2026-03-05 17:00"),
        ("date", "by #", "I wrote by 2026-02-27 already", "2026-03-05 17:00"),  # a day that is over shortens nothing
        ("date", "by #", "please reply", "2026-03-05 17:00"),
    ],
)  # fmt: skip
def test_a_line_may_say_a_shorter_time_than_the_policy_and_the_customer_hears_that_one(
    kind: str, reads: str, words: str, due: str
):
    case = referred(office(limited_by(kind, reads)), text=f"your service is slow, {words}")
    assert (case.due("reply"), case.complaint.told) == (at(due), at(due))


def test_a_line_that_is_filled_in_later_brings_the_promised_time_forward_and_the_customer_is_told():
    case = referred(office(limited_by("date", "never #")), text="your service is slow")
    case.staff(HANS, "#note Wanted by: 2026-03-03 11:00", "2026-03-02 10:00")
    assert case.due("reply") == case.complaint.told == at("2026-03-03 11:00")
    sooner = next(m for m in case.sent("holding") if m.to.mail == "zhang@customer.example")
    assert (
        "现在提前到 2026年3月3日（周二）11:00" in render(sooner, case.complaint, case.policy, identity(case.now)).text
    )
    assert "the time limit follows: reply Thursday 5 March 2026, 17:00 → Tuesday 3 March 2026, 11:00" in case.changes
    assert ("holding", "mail", "zhang@customer.example") in told(case.wind("2026-03-03 11:00"))


def test_a_tasks_line_counts_as_well_and_moves_what_is_open():
    plan = """
[[field]]
name = "ready_in"
type = "number"
labels = { en = "Ready in hours" }

[[task]]
name = "repair"
labels = { en = "the repair" }
for = "handler"
opens = "referred"
within = "8 working hours"
due = "ready_in"
calendar = "work"
form = ["facts", "ready_in"]
required = ["facts"]
sets = "repaired"
"""
    case = referred(office(plan), text="your service is slow")
    assert case.due("task:repair") == at("2026-03-03 10:00")
    case.staff(HANS, "#note Ready in hours: 2", "2026-03-02 09:30")
    assert case.due("task:repair") == at("2026-03-02 11:00")
    case.wind("2026-03-02 11:01")
    assert "chase" in [m.name for m in case.messages]


def test_more_time_that_was_granted_is_not_taken_away_by_a_line():
    case = referred(office(limited_by("date", "never #")), text="your service is slow")
    case.staff(DORA, "#extend 2026-03-09 12:00 parts are late", "2026-03-02 10:00")
    granted = case.due("reply")
    case.staff(HANS, "#note Facts: the belt broke", "2026-03-02 11:00")
    assert case.due("reply") == granted


def test_the_assignment_names_the_time_that_the_line_gives():
    case = referred(office(limited_by("number", "within # days")), text="your service is slow, reply within 1 days")
    assignment = next(m for m in case.messages if m.name == "assignment")
    assert "By: Tuesday 3 March 2026, 17:00" in render(assignment, case.complaint, case.policy, identity(case.now)).text


def test_a_complaint_without_the_line_runs_as_if_there_were_none():
    case = Case(office(limited_by("number", "within # days", "5 hours").replace('calendar = "work"\n', "")))
    case.customer("your service is slow")
    assert case.due("reply") == at("2026-03-02 14:00")
