"""Answers, offers and chases that only whole lives bring about: nothing is taken and lost, said twice, or left to nobody."""

import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.render import forms
from tests.core.handling.playing import BUS, DESK, DIRK, HANS, OFFICE_DESK, SARA, Case, names, office, told

ENQUIRY = "请问K12路公交末班车几点"
LATE = """
[[clock]]
name = "answer"
from = "received"
until = "answered"
within = "3 days"
when = [{ kind = "complaint" }]
labels = { en = "the answer" }
rungs = [
  { at = "due", tell = ["handler"] },
  { at = "+1 day", tell = ["director"] },
  { at = "+2 days", tell = ["director"] },
]
"""
ANSWER = """
[[task]]
name = "reply"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts"]
required = ["facts"]
sets = "proposed"
"""
GENERAL = f'{ANSWER}when = [{{ severity = "general" }}]\n'
MAJOR = f'{ANSWER.replace("reply", "long_reply")}when = [{{ severity = "major" }}]\n'
ASKED_AGAIN = """
[[clock]]
name = "lasting"
from = "answered"
until = "confirmed"
within = "30 days"
rungs = [{ at = "due", tell = ["customer"], message = "later_survey" }]
"""


@pytest.mark.parametrize("passed_on", ["#转办 快运公司", ""])
def test_what_was_passed_on_and_answered_is_answered_again_and_the_customer_reads_both(passed_on: str):
    case = Case()
    case.customer(ENQUIRY)
    case.staff(BUS, "#结果 末班车19:30发车", "3-2 10:00")
    if passed_on:
        case.staff(DESK, passed_on, "3-3 10:00")
    case.staff(case.complaint.handler, "#结果 末班车改为20:30发车", "3-3 11:00")
    assert case.problems == ""
    assert "outcome" in names(case.last.messages)
    assert case.complaint.outcome == "末班车改为20:30发车"


def test_a_second_answer_that_is_refused_leaves_the_first_as_it_was():
    case = Case()
    case.customer(ENQUIRY)
    case.staff(BUS, "#结果 末班车19:30发车", "3-2 10:00")
    answered = case.complaint.moment("answered")
    case.staff(BUS, "#结果 末班车改了\n经济补偿：200元", "3-3 11:00")
    assert (names(case.last.messages), case.complaint.moment("answered")) == (["receipt"], answered)


def test_rungs_that_catch_up_in_one_moment_say_the_same_to_a_reader_once():
    case = Case(office(LATE))
    case.customer("a question about the service")
    messages = case.tick("3-12 9:00").messages
    assert told([m for m in messages if m.to.mail == DIRK]) == [("escalation", "mail", DIRK)]
    assert [(m.name, m.to.mail) for m in messages if m.to.mail == HANS] == [("chase", HANS)]


def offered(policy: Policy, case: Case, name: str) -> dict[str, str]:
    (mail,) = [m for m in case.messages if m.name == name][-1:]
    views = forms.commands(mail, policy, "en", "desk@office.example", "x")
    return {view.name: view.lines for view in views}


@pytest.mark.parametrize(("when", "mail"), [("3-5 9:01", "chase"), ("3-6 9:01", "escalation")])
@pytest.mark.parametrize("answers", [(ANSWER,), (GENERAL, MAJOR)])
def test_whoever_is_chased_for_an_answer_is_shown_the_lines_without_which_none_is_taken(
    when: str, mail: str, answers: tuple[str, ...]
):
    policy = office(LATE, *answers)
    case = Case(policy)
    case.customer("the service was bad")
    case.wind(when)
    assert "Facts*:" in offered(policy, case, mail)["resolve"]


def test_whoever_is_instructed_may_answer_at_once_with_the_lines_that_it_takes():
    policy = office(LATE, ANSWER)
    case = Case(policy)
    case.customer("the service was bad")
    case.staff(SARA, "Please call the customer and explain what happened.", "3-2 10:00")
    assert "Facts*:" in offered(policy, case, "task")["resolve"]


def test_a_question_to_the_customer_weeks_later_puts_off_nothing_that_is_the_desks():
    case = Case(office(ANSWER, ASKED_AGAIN))
    case.customer("the service was bad")
    case.staff(HANS, "#result Sorry.\nFacts: it is mended", "3-2 11:00")
    assert ("chase", "mail", OFFICE_DESK) in told(case.wind("3-9 11:00"))
