"""What a later step brings about, the earlier ones hear in the same decision: no rule waits for somebody to write again."""

import pytest

from chalicelib.core.complaint.model import Complainant
from tests.core.handling.playing import DIRK, HANS, LENA, OFFICE_DESK, SARA, Case, at, names, office, told

ABOUT_SERVICE = "The service is slow"
ANSWER_CLOCK = """
[[clock]]
name = "answer"
from = "referred"
until = "answered"
within = "2 hours"
promised = true
"""
OUTCOME = """
[[task]]
name = "outcome"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts"]
letter = ["facts"]
sets = "proposed"
"""


def opened(*parts: str, top: str = "", text: str = ABOUT_SERVICE) -> Case:
    case = Case(office(*parts, top=top))
    case.customer(text)
    return case


@pytest.mark.clause("PG-05")
def test_a_rule_about_the_referral_speaks_at_the_referral():
    case = opened('[[rule]]\ngroup = "copy"\nwhen = [{ moment = "referred" }]\nthen = { tell = ["legal"] }')
    assert ("information", "mail", LENA) in told(case.last.messages)


def test_a_severity_raised_by_a_passed_limit_is_told_at_once_to_whom_rules_tell_it():
    clock = ANSWER_CLOCK + 'rungs = [{ at = "due", tell = ["handler"], set = { severity = "major" } }]'
    case = opened(clock, '[[rule]]\ngroup = "grave"\nwhen = [{ severity = "major" }]\nthen = { tell = ["legal"] }')
    assert told(case.wind("3-2 11:01")) == [("chase", "mail", HANS), ("information", "mail", LENA)]


def test_a_task_that_a_rule_opens_goes_to_the_handler_that_the_same_decision_finds():
    task = '[[task]]\nname = "measure"\nfor = "handler"\nform = ["facts"]\nwithin = "1 hour"'
    rule = '[[rule]]\ngroup = "first"\nwhen = [{ words = ["slow"] }]\nthen = { open = ["measure"] }'
    case = Case(office(task, rule))
    case.customer(ABOUT_SERVICE)
    assert [(t.name, t.assignee) for t in case.complaint.tasks] == [("measure", HANS)]


def test_rules_know_the_usual_kind_of_a_matter_that_no_rule_says_more_of():
    table = '[table.kinds]\ncolumns = ["kind", "=assign"]\nrows = [["complaint", "Sales"]]'
    assert opened(table, text="Nothing works").complaint.department == "Sales"


def test_what_follows_is_told_once():
    rule = '[[rule]]\ngroup = "copy"\nwhen = [{ moment = "referred" }]\nthen = { tell = ["legal"], flag = ["told"] }'
    case = opened(rule, OUTCOME)
    case.tick("3-2 9:05")
    sent = names(case.messages)
    assert [sent.count(name) for name in ("acknowledgement", "assignment", "information")] == [1, 1, 1]


# -- promised clocks ------------------------------------------------------------------------------------------------------


def test_the_promise_is_that_of_the_clock_that_applies():
    general = ANSWER_CLOCK + 'when = [{ severity = "general" }]\nrungs = [{ at = "due", tell = ["handler"] }]'
    major = general.replace('"answer"', '"answer_major"').replace("2 hours", "5 hours").replace('"general"', '"major"')
    case = opened(
        general, major, '[[rule]]\ngroup = "severity"\nwhen = [{ words = ["slow"] }]\nthen = { severity = "major" }'
    )
    assert case.sent("acknowledgement")[0].extra["promised"] == at("3-2 14:00").isoformat()
    assert case.sent("assignment")[0].extra["due"] == at("3-2 14:00").isoformat()


def test_the_assignment_names_the_promised_time_before_any_other_limit_of_the_answer():
    whole = '[[clock]]\nname = "month"\nfrom = "received"\nuntil = "answered"\nwithin = "1 hour"\nrungs = [{ at = "due", tell = ["director"] }]'
    case = opened(whole, ANSWER_CLOCK + 'rungs = [{ at = "due", tell = ["handler"] }]')
    assert case.sent("assignment")[0].extra["due"] == at("3-2 11:00").isoformat()


# -- who hears what at a rung ------------------------------------------------------------------------------------------------


def test_of_one_rung_who_works_is_chased_and_who_leads_hears_that_it_is_late():
    case = opened(ANSWER_CLOCK + 'rungs = [{ at = "due", tell = ["handler", "supervisor", "customer"] }]')
    sent = told(case.wind("3-2 11:01"))
    assert [(name, to) for name, _, to in sent] == [
        ("holding", "zhang@customer.example"),  # in the promised minute itself
        ("chase", HANS),
        ("escalation", SARA),
    ]


@pytest.mark.clause("PS-10")
def test_a_customer_told_before_the_limit_gets_words_for_customers():
    case = opened(
        ANSWER_CLOCK + 'rungs = [{ at = "-1 hour", tell = ["customer"] }, { at = "due", tell = ["handler"] }]'
    )
    assert names(case.wind("3-2 10:01")) == ["holding"]


# -- gates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PG-13")
def test_who_asks_for_more_time_hears_what_is_lacking():
    gate = '[[gate]]\nname = "agreed"\nbefore = "extended"\nneeds = ["facts"]\napprove = ["director"]'
    case = opened(ANSWER_CLOCK + 'rungs = [{ at = "due", tell = ["handler"] }]', gate)
    case.staff(HANS, "#延期 2026-03-03 17:00", "3-2 9:30")
    assert "Facts" in case.problems
    assert names(case.last.messages) == ["receipt"]
    case.staff(HANS, "#延期 2026-03-03 17:00\nThe part is late\nFacts: the customer agrees", "3-2 9:40")
    assert ("approval", "mail", DIRK) in told(case.last.messages)


@pytest.mark.clause("CN-01")
def test_what_lacks_something_is_not_accepted_and_the_desk_hears_what():
    case = opened('[[gate]]\nname = "whole"\nbefore = "accepted"\nneeds = ["facts"]', text="Nothing works")
    case.staff(OFFICE_DESK, "#受理", "3-2 9:30")
    assert case.complaint.moment("accepted") is None
    assert "事实" in case.problems
    case.staff(OFFICE_DESK, "#受理\nFacts: an invoice", "3-2 9:40")
    assert case.complaint.moment("accepted") == at("3-2 9:40")


@pytest.mark.clause("RS-02")
def test_acceptance_may_need_a_superior():
    case = opened('[[gate]]\nname = "superior"\nbefore = "accepted"\napprove = ["director"]', text="Nothing works")
    case.staff(OFFICE_DESK, "#受理", "3-2 9:30")
    assert told(case.sent("approval")) == [("approval", "mail", DIRK)]
    case.staff(DIRK, "#approve", "3-2 9:40")
    assert case.complaint.moment("accepted") == at("3-2 9:40")


# -- reopening by a rule ---------------------------------------------------------------------------------------------------

CHECKED = """
[[task]]
name = "check"
for = "legal"
opens = "answered"
form = ["effective"]

[[field]]
name = "effective"
type = "yes_no"

[[rule]]
group = "effect"
when = [{ effective = false }]
then = { reopen = true, tell = ["director"] }
"""


@pytest.mark.clause("MF-15")
def test_what_proves_ineffective_begins_another_round_and_is_told_and_the_next_answer_stands():
    case = opened(OUTCOME, CHECKED)
    case.staff(HANS, "#结果\nFacts: a new lamp", "3-2 10:00")
    case.staff(LENA, "#fill\neffective: no", "3-4 10:00")
    assert (case.complaint.round, case.complaint.status) == (2, "open")
    assert ("information", "mail", DIRK) in told(case.last.messages)
    case.staff(HANS, "#结果\nFacts: another lamp", "3-4 15:00")
    assert (case.complaint.round, case.complaint.status) == (2, "answered")


# -- languages -------------------------------------------------------------------------------------------------------------


def test_customers_are_written_to_in_a_language_that_the_organisation_writes():
    case = Case(office(top='languages = ["en", "zh-TW"]\n'))
    case.customer(ABOUT_SERVICE, who=Complainant(mail="li@customer.example", language="zh-CN"))
    assert case.sent("acknowledgement")[0].to.language == "en"
    other = Case(office(top='languages = ["en", "zh-TW"]\n'))
    other.customer(ABOUT_SERVICE, who=Complainant(mail="li@customer.example", language="zh-TW"))
    assert other.sent("acknowledgement")[0].to.language == "zh-TW"
