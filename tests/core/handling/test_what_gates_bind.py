"""Gates, forms and limits do what they say: hand-ons, contacts, explanations, help, and who hears of a refusal."""

import tomllib

import pytest

from chalicelib.core.policy_reading import read_policy
from tests.core.handling.playing import (
    ASKS_FOR_FACTS,
    DIRK,
    DORA,
    HANS,
    LENA,
    OFFICE,
    OFFICE_DESK,
    OTTO,
    SARA,
    Case,
    at,
    named,
    office,
    referred,
    told,
)

FINDING = """
[[field]]
name = "cause"
means = "finding"
labels = { zh-CN = "原因", en = "Cause" }

[[gate]]
name = "understood"
before = "referred"
when = [{ moment = "assigned" }]
needs = ["cause"]
reason = { zh-CN = "没有弄清不得转出。", en = "Nothing is handed on before it is understood." }
"""
CONTACT = """
[[field]]
name = "plan"
labels = { en = "Plan", zh-CN = "安排" }

[[clock]]
name = "first_word"
from = "received"
until = "contacted"
within = "4 hours"
rungs = [{ at = "due", tell = ["handler"] }]

[[task]]
name = "first_word"
for = "handler"
opens = "referred"
command = "contact"
form = ["when", "plan"]
required = ["plan"]
"""
PLAN = """
[[gate]]
name = "plan_approved"
before = "answered"
approve = ["supervisor"]
"""


def needs(binds: str = "") -> str:
    return f'[[gate]]\nname = "facts_told"\nbefore = "answered"\nneeds = ["facts"]\n{binds}\nreason = {{ en = "Facts first.", zh-CN = "先写事实。" }}\n'


def slow(*parts: str) -> Case:
    return referred(office(*parts), text="the service is slow")


# -- handing on -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CW-07")
@pytest.mark.parametrize("by", [HANS, OFFICE_DESK, SARA])
def test_what_a_gate_holds_back_stays_with_whoever_has_it(by: str):
    case = slow(FINDING)
    before = case.complaint.tasks
    case.staff(by, "#transfer Sales not our business")
    assert case.problems.endswith(": Cause") or case.problems.endswith("：原因")
    assert (case.complaint.department, case.complaint.handler, case.complaint.awaiting) == ("Service", HANS, ())
    assert case.complaint.tasks == before
    assert told(case.last.messages) == [("receipt", "mail", by)]


def test_the_reason_of_a_gate_is_told_to_whom_it_stops_with_the_line_that_it_wants():
    case = slow(FINDING, ASKS_FOR_FACTS)
    case.staff(HANS, "#transfer Sales not our business")
    assert case.problems == "Nothing is handed on before it is understood.\nmissing: Cause"
    (receipt,) = case.sent("receipt")
    assert named(receipt, "commands")[0] == "transfer"
    assert (receipt.extra["fields"], receipt.extra["required"]) == (["cause"], ["cause"])


def test_the_line_may_come_with_the_hand_on_itself():
    case = slow(FINDING)
    case.staff(HANS, "#transfer Sales\nCause: the contract is theirs")
    assert (case.problems, case.complaint.handler) == ("", OTTO)
    assert "the contract is theirs" in next(e.text for e in case.last.entries if e.what == "transferred")


# -- the form that is wanted ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "command", "form"),
    [("#result done", "resolve", ["facts"]), ("#contact\nWhen: now", "contact", ["plan"])],
)
def test_a_refusal_shows_what_the_form_of_what_was_refused_lacks(order: str, command: str, form: list[str]):
    case = slow(CONTACT, ASKS_FOR_FACTS)
    case.staff(HANS, order)
    (receipt,) = case.sent("receipt")
    assert (named(receipt, "commands")[0], receipt.extra["fields"]) == (command, form)


def test_lines_without_a_command_are_told_the_command_that_takes_them():
    case = slow(CONTACT, ASKS_FOR_FACTS)
    case.staff(HANS, "Facts: the lift was broken")
    assert "#resolve" in case.problems


# -- contacts -------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CW-05")
@pytest.mark.parametrize(
    "short", ["#contact called them", "#contact\nWhen: 9:30", "#contact called\nPlan: none", "#contact\nReached: yes"]
)
def test_a_contact_without_its_required_lines_does_not_hold_its_clock(short: str):
    case = slow(CONTACT)
    case.staff(HANS, short, "2026-03-02 10:00")
    assert case.problems.startswith("missing: Plan")
    assert (case.complaint.moment("contacted"), case.met("first_word")) == (None, None)
    assert told(case.wind("2026-03-02 13:01")) == [("chase", "mail", HANS)]


@pytest.mark.clause("CW-05")
def test_the_lacking_line_alone_completes_the_contact_as_of_when_it_was():
    case = slow(CONTACT)
    case.staff(HANS, "#contact called them\nWhen: 9:30", "2026-03-02 10:00")
    case.staff(HANS, "#contact\nPlan: an engineer comes tomorrow", "2026-03-02 10:20")
    assert (case.problems, case.met("first_word")) == ("", at("3-2 9:30"))


# -- explanations ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("binds", "explained"),
    [
        ("", True),
        ('binds = ["resolve"]', True),
        ('binds = ["invalid"]', False),
        ('binds = ["resolve", "invalid"]', False),
    ],
)
def test_what_a_gate_needs_is_asked_of_an_explanation_only_where_it_says_so(binds: str, explained: bool):
    case = slow(needs(binds))
    case.staff(HANS, "#invalid the lift is another landlord's")
    assert case.complaint.valid is (False if explained else None)
    assert case.problems == ("" if explained else "Facts first.\nmissing: Facts")
    assert bool(case.sent("explanation")) is explained


def test_an_explanation_that_a_gate_binds_brings_its_line_which_the_customer_does_not_read():
    case = slow(needs('binds = ["invalid"]'))
    case.staff(HANS, "#invalid the lift is another landlord's\nFacts: seen on the spot")
    assert (case.problems, case.complaint.valid) == ("", False)
    assert case.sent("explanation")[0].extra["text"] == "the lift is another landlord's"
    assert case.complaint.fields["facts"] == "seen on the spot"


def test_a_gate_that_binds_explanations_alone_asks_nothing_of_an_outcome():
    case = slow(needs('binds = ["invalid"]'))
    case.staff(HANS, "#result the lift runs again")
    assert (case.problems, case.complaint.status) == ("", "answered")


def test_an_approval_that_binds_outcomes_alone_lets_an_explanation_go():
    case = slow(PLAN + 'binds = ["resolve"]')
    case.staff(OFFICE_DESK, "#无效 不是本单位的电梯")
    assert case.complaint.status == "closed"


@pytest.mark.parametrize(("by", "heard"), [(OFFICE_DESK, [OFFICE_DESK]), (HANS, [HANS]), (DORA, [DORA])])
def test_who_asked_for_an_explanation_hears_that_it_was_refused(by: str, heard: list[str]):
    case = slow(PLAN)
    case.staff(by, "#invalid not our lift")
    (approval,) = case.sent("approval")
    assert (approval.to.mail, approval.extra["before"], approval.extra["who"]) == (SARA, "invalid", by)
    case.staff(SARA, "#return nobody has been there")
    assert [m.to.mail for m in case.sent("refused")] == heard
    assert case.sent("refused")[0].extra["commands"] == ["invalid"]
    assert (case.complaint.status, case.complaint.valid) == ("open", None)


def test_an_outcome_of_somebody_else_that_is_refused_is_told_to_them_and_to_the_handler():
    case = slow(PLAN, ASKS_FOR_FACTS)
    case.staff(OFFICE_DESK, "#结果 已修好\n事实：停电")
    case.staff(SARA, "#return when?")
    assert [m.to.mail for m in case.sent("refused")] == [OFFICE_DESK, HANS]


@pytest.mark.parametrize("order", ["#转办 Service", "#transfer Hans"])
def test_what_waits_before_its_referral_is_answered_with_what_lacks_and_goes_with_it(order: str):
    gate = '[[gate]]\nname = "known"\nbefore = "referred"\nneeds = ["facts"]\n'
    case = Case(office(gate))
    case.customer("the service is slow")
    assert (case.complaint.handler, case.complaint.moment("referred")) == (HANS, None)
    case.staff(OFFICE_DESK, order, "2026-03-02 10:00")
    assert "already_there" not in [said.code for said in case.last.results.problems]
    assert "missing_fields" in [said.code for said in case.last.results.problems]
    case.staff(OFFICE_DESK, f"{order}\nFacts: the lift", "2026-03-02 11:00")
    assert case.complaint.moment("referred") == at("3-2 11:00")


# -- help -----------------------------------------------------------------------------------------------------------------

HELP = """
[[field]]
name = "help_given"
labels = { en = "Help", zh-CN = "协办意见" }

[[task]]
name = "help"
for = "assistants"
opens = "assigned"
form = ["help_given"]
within = "1 day"

[[clock]]
name = "helped_in_time"
from = "assigned"
until = "help"
within = "2 days"
rungs = [{ at = "due", tell = ["assistants"] }]
"""
OTHER_HEAD = ('name = "Sales", handler = "otto@office.example", head = "sara@office.example"',
              'name = "Sales", handler = "otto@office.example", head = "lena@office.example"')  # fmt: skip


@pytest.mark.clause("CW-14")
def test_nobody_is_chased_for_help_once_the_customer_has_the_answer():
    case = slow(HELP.split("[[clock]]", maxsplit=1)[0])
    assert case.complaint.assistants == (OTTO,)
    case.staff(HANS, "#result the lift runs again", "2026-03-02 10:00")
    assert [m.to.mail for m in case.sent("information")] == [OTTO]
    assert [
        m for m in case.wind("2026-03-09 10:00") if m.to.mail in (OTTO, SARA) and "help" in str(m.extra.get("clock"))
    ] == []


@pytest.mark.clause("CW-14")
def test_a_helper_who_has_come_to_answer_reads_in_the_receipt_that_the_help_is_not_wanted_any_more():
    case = slow(HELP.split("[[clock]]", maxsplit=1)[0])
    case.staff(OFFICE_DESK, "#转办 Otto", "2026-03-02 10:00")
    case.staff(OTTO, "#result the lift runs again", "2026-03-02 11:00")
    assert (case.complaint.status, [m.to.mail for m in case.sent("information") if m.to.mail == OTTO]) == (
        "answered",
        [],
    )
    assert "help_needless" in [said.code for said in case.last.results.changes]


@pytest.mark.clause("CW-14")
def test_a_clock_that_waits_for_help_alone_ends_with_the_answer():
    case = slow(HELP.replace('within = "1 day"\n', ""))
    case.staff(HANS, "#result the lift runs again", "2026-03-02 10:00")
    assert [m for m in case.wind("2026-03-09 10:00") if m.extra.get("clock") == "helped_in_time"] == []


@pytest.mark.clause("CW-14")
def test_the_helpers_own_head_hears_of_late_help_and_may_give_it():
    own = OFFICE.replace(*OTHER_HEAD)
    policy = read_policy(tomllib.loads(own + HELP.split("[[clock]]", maxsplit=1)[0]), "office.toml")
    case = referred(policy, text="the service is slow")
    late = [(m.name, m.to.mail) for m in case.wind("2026-03-05 09:02") if m.extra.get("task") == "help"]
    assert late[:3] == [("chase", OTTO), ("escalation", LENA), ("escalation", DIRK)]
    assert SARA not in {mail for _, mail in late}
    case.staff(LENA, "#fill\nHelp: we lent a fitter")
    assert (case.problems, case.complaint.moment("help") is not None) == ("", True)


# -- what has to come first comes first in each round -------------------------------------------------------------------------------

PLAN_FIRST = """
[[field]]
name = "plan"
labels = { en = "Plan" }

[[task]]
name = "planning"
for = "handler"
opens = "assigned"
form = ["plan", "facts"]
required = ["plan"]

[[gate]]
name = "plan_first"
before = "BEFORE"
needs = ["plan"]
"""


@pytest.mark.clause("PG-06")
@pytest.mark.parametrize("before", ["proposed", "answered"])
def test_the_plan_of_an_earlier_round_lets_no_answer_of_another_pass(before: str):
    case = referred(office(PLAN_FIRST.replace("BEFORE", before)), text="your service is slow")
    case.staff(HANS, "#fill\nPlan: two desks\nFacts: one desk", "2026-03-02 10:00")
    case.staff(HANS, "#resolve two desks are open", "2026-03-02 10:10")
    case.staff(OFFICE_DESK, "#reopen they are shut", "2026-03-03 10:00")
    assert (case.complaint.round, case.complaint.fields) == (2, {"facts": "one desk"})
    case.staff(HANS, "#resolve they are open again", "2026-03-03 10:10")
    assert (case.complaint.status, case.problems) == ("open", "missing: Plan")
    case.staff(HANS, "#fill\nPlan: three desks", "2026-03-03 10:20")
    assert (case.complaint.status, case.complaint.outcome) == ("answered", "they are open again")
