"""A line that staff write is kept, wherever it stands; what lacks alone completes a form, and nobody is chased for what is filled."""

import pytest

from chalicelib.core.register import forgetting, rows
from tests.core.handling.playing import (
    ASKS_FOR_FACTS,
    DIRK,
    HANS,
    LENA,
    OFFICE_DESK,
    SARA,
    Case,
    at,
    named,
    names,
    office,
    referred,
)

PLAN = """
[[field]]
name = "who"
labels = { zh-CN = "解决人", en = "Who" }

[[field]]
name = "steps"
labels = { zh-CN = "解决措施", en = "Steps" }

[[field]]
name = "by_when"
type = "date"
labels = { zh-CN = "解决时限", en = "By when" }

[[task]]
name = "plan"
labels = { zh-CN = "方案", en = "plan" }
for = "handler"
opens = "referred"
within = "2 hours"
form = ["who", "steps", "by_when"]
required = ["who", "steps", "by_when"]
sets = "planned"
"""
FIRST_AID = """
[[field]]
name = "first_aid"
labels = { zh-CN = "应急措施", en = "First aid" }

[[task]]
name = "emergency"
labels = { zh-CN = "应急", en = "emergency" }
for = "handler"
opens = "referred"
within = "30 minutes"
form = ["first_aid"]
required = ["first_aid"]
"""
PLAN_FIRST = """
[[gate]]
name = "plan_first"
before = "proposed"
needs = ["who", "steps"]
"""
RELATION_FIRST = """
[[gate]]
name = "client_known"
before = "proposed"
needs = ["relation"]
"""
VISIT = """
[[field]]
name = "solved"
type = "yes_no"
labels = { zh-CN = "是否解决", en = "Solved" }

[[task]]
name = "return_visit"
for = "desk"
opens = "answered"
command = "visit"
form = ["reached", "satisfied", "words", "solved"]
required = ["solved"]
"""


def slow(*parts: str, text: str = "the service is slow") -> Case:
    return referred(office(*parts), text=text)


def is_open(case: Case, task: str) -> bool:
    return case.complaint.open_task(task) is not None


# -- what lacks alone completes it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("#fill\nWho: Hans\nSteps: replace it", "#fill\nBy when: 2026-03-05"),
        ("#fill\nWho: Hans", "#fill\nSteps: replace it\nBy when: 2026-03-05"),
        ("#note\nWho: Hans\nBy when: 2026-03-05", "#fill\nSteps: replace it"),
        ("#fill\nBy when: 2026-03-05\nWho: Hans", "#note\nSteps: replace it"),
        ("#contact spoke to her\nWho: Hans\nSteps: replace it", "#填报\n解决时限：2026-03-05"),
    ],
)
def test_a_form_is_done_when_its_lines_have_come_in_whatever_mails(first: str, then: str):
    case = slow(PLAN)
    case.staff(HANS, first, "2026-03-02 09:10")
    assert is_open(case, "plan")
    case.staff(HANS, then, "2026-03-02 09:20")
    assert (case.problems, is_open(case, "plan")) == ("", False)
    assert case.complaint.fields["who"] == "Hans"
    assert case.complaint.moment("planned") == at("2026-03-02 09:20")
    assert not [m for m in case.wind("2026-03-03 09:00") if str(m.extra.get("clock", "")).startswith("task:plan")]


def test_a_refused_form_keeps_what_was_written_and_asks_for_the_rest_alone():
    case = slow(PLAN)
    case.staff(HANS, "#fill\nWho: Hans\nSteps: replace it")
    assert (case.changes, case.problems) == ("kept: Who, Steps", "missing: By when")
    (receipt,) = case.sent("receipt")
    assert (receipt.extra["fields"], receipt.extra["filled"]) == (["by_when"], ["who", "steps"])


@pytest.mark.parametrize("order", ["#fill", "#note", "#contact rang", "#result Done.\nFacts: a fault"])
def test_a_line_given_with_another_order_ends_the_form_that_asks_for_it(order: str):
    case = slow(PLAN, FIRST_AID, ASKS_FOR_FACTS)
    case.staff(
        HANS, f"{order}\nWho: Hans\nSteps: replace it\nBy when: 2026-03-05\nFirst aid: power off", "2026-03-02 09:05"
    )
    assert (is_open(case, "plan"), is_open(case, "emergency")) == (False, False)
    assert not [
        m
        for m in case.wind("2026-03-02 12:00")
        if m.name in ("reminder", "chase") and m.to.mail == HANS and "task" in str(m.extra.get("clock", ""))
    ]


def test_whoever_may_not_fill_a_form_in_does_not_end_it_by_a_note():
    role = '[[task]]\nname = "opinion"\nfor = "legal"\nopens = "referred"\nform = ["amount"]\nrequired = ["amount"]\n'
    case = slow(role)
    case.staff(HANS, "#note\nAmount: 300")
    assert is_open(case, "opinion")
    case.staff("lena@office.example", "#note\nAmount: 300")
    assert not is_open(case, "opinion")


def test_a_return_visit_keeps_what_was_filled_in_and_says_first_what_it_always_wants():
    case = slow(ASKS_FOR_FACTS, VISIT)
    case.staff(HANS, "#result Replaced.\nFacts: a fault")
    case.tick("2026-03-02 09:02")
    case.staff(OFFICE_DESK, "#visit\nSolved: yes\nWords: quick", "2026-03-02 10:00")
    assert case.problems.count("缺少") + case.problems.count("missing") == 1
    case.staff(OFFICE_DESK, "#visit\nReached: yes\nSatisfied: satisfied", "2026-03-02 10:05")
    assert (case.problems, case.complaint.satisfaction, case.complaint.satisfaction_words) == ("", 3, "quick")
    assert not is_open(case, "return_visit")


# -- what is known is not asked for ---------------------------------------------------------------------------------------


def test_a_line_that_a_rule_has_set_is_not_lacking():
    rule = '[[rule]]\ngroup = "who"\nwhen = [{ words = ["slow"] }]\nthen = { who = "the fitter" }\n'
    case = slow(PLAN, rule)
    case.staff(HANS, "#fill\nSteps: replace it\nBy when: 2026-03-05")
    assert (case.problems, is_open(case, "plan")) == ("", False)


def test_a_line_that_the_customer_has_told_is_not_lacking():
    reads = PLAN.replace('en = "Who" }', 'en = "Who" }\nreads = ["fitter #"]')
    case = slow(reads, text="the service is slow, fitter K12 came late")
    case.staff(HANS, "#fill\nSteps: replace it\nBy when: 2026-03-05")
    assert (case.problems, case.complaint.fields["who"]) == ("", "K12")


# -- no dead end ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "order",
    [
        "#note\nRelation to us: tenant",
        "#fill\nRelation to us: tenant",
        "#备注\n与本单位的关系：tenant",
        "#填报\n与我方关系：tenant",
        "#contact rang\nRelation: tenant",
    ],
)
def test_what_a_gate_wants_and_no_form_asks_for_comes_by_any_order(order: str):
    case = slow(ASKS_FOR_FACTS, RELATION_FIRST)
    case.staff(HANS, order)
    assert (case.problems, case.complaint.complainant.relation) == ("", "tenant")
    case.staff(HANS, "#result Replaced.\nFacts: a fault")
    assert case.complaint.status == "answered"


def test_such_a_line_below_an_answer_is_none_of_its_words():
    case = slow(ASKS_FOR_FACTS, RELATION_FIRST)
    case.staff(HANS, "#result Replaced.\nRelation to us: tenant\nFacts: a fault")
    assert (case.problems, case.complaint.outcome, case.complaint.complainant.relation) == ("", "Replaced.", "tenant")


@pytest.mark.parametrize("line", ["Who: Hans", "Who: Hans\nSteps: replace it"])
def test_a_form_that_is_not_open_takes_none_of_its_lines_by_the_command_for_forms(line: str):
    case = slow(PLAN.replace('opens = "referred"', 'opens = "answered"'))
    case.staff(HANS, f"#fill\n{line}")
    assert (case.problems, case.complaint.fields) == ("no form is being asked for", {})


# -- an answer that waits for lines ---------------------------------------------------------------------------------------


def test_a_refused_answer_shows_the_lacking_lines_of_the_other_form_to_copy():
    case = slow(PLAN, ASKS_FOR_FACTS, PLAN_FIRST)
    case.staff(HANS, "#result Replaced.\nFacts: a fault")
    (receipt,) = case.sent("receipt")
    assert (named(receipt, "commands")[0], receipt.extra["fields"]) == ("resolve", ["who", "steps"])
    case.staff(HANS, "#result\nWho: Hans\nSteps: replace it")
    assert (case.problems, case.complaint.status, case.complaint.outcome) == ("", "answered", "Replaced.")


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (HANS, "#fill\nWho: Hans\nSteps: replace it\nBy when: 2026-03-05"),
        (HANS, "#note\nWho: Hans\nSteps: replace it"),
        (HANS, "#contact rang\nWho: Hans\nSteps: replace it"),
        (OFFICE_DESK, "#note\nWho: Hans\nSteps: replace it"),
        (SARA, "#填报\n解决人：Hans\n解决措施：换新\n解决时限：2026-03-05"),
    ],
)
def test_words_that_only_lacked_lines_go_with_them_by_whatever_form_they_come(by: str, order: str):
    case = slow(PLAN, ASKS_FOR_FACTS, PLAN_FIRST)
    case.staff(HANS, "#result Replaced.\nFacts: a fault", "2026-03-02 09:10")
    assert "go to the customer with the lines that lack" in case.changes
    case.staff(by, order, "2026-03-02 09:30")
    assert (case.complaint.status, case.complaint.outcome, case.complaint.proposed_by) == (
        "answered",
        "Replaced.",
        HANS,
    )
    assert names(m for m in case.last.messages if m.to.role == "customer") == ["outcome", "survey"] or case.sent(
        "outcome"
    )
    assert [m.to.mail for m in case.sent("information") if m.to.mail == HANS] == ([] if by == HANS else [HANS])


def test_words_that_still_lack_a_line_wait_and_their_author_hears_for_what():
    case = slow(PLAN, ASKS_FOR_FACTS, PLAN_FIRST)
    case.staff(HANS, "#result Replaced.\nFacts: a fault")
    case.staff(HANS, "#note\nWho: Hans")
    assert case.complaint.status == "open"
    assert case.changes.splitlines()[-1] == "missing: Steps"


def test_words_of_a_handler_who_has_it_no_more_go_with_nobodys_lines():
    case = slow(PLAN, ASKS_FOR_FACTS, PLAN_FIRST)
    case.staff(HANS, "#result Replaced.\nFacts: a fault")
    case.staff(OFFICE_DESK, "#transfer Sales")
    case.staff("otto@office.example", "#note\nWho: Otto\nSteps: replace it")
    assert (case.complaint.status, case.sent("outcome")) == ("open", [])


def test_what_an_approver_sends_back_does_not_go_because_of_a_line():
    gate = '[[gate]]\nname = "agreed"\nbefore = "answered"\napprove = ["supervisor"]\n'
    case = slow(PLAN, ASKS_FOR_FACTS, gate)
    case.staff(HANS, "#result Replaced.\nFacts: a fault")
    case.staff(SARA, "#return say when")
    case.staff(HANS, "#note\nWho: Hans")
    assert (case.complaint.awaiting, case.complaint.status) == ((), "open")


# -- numbers and approvals ------------------------------------------------------------------------------------------------


def test_the_letter_shows_the_number_that_the_answers_own_form_gets():
    number = '[[field]]\nname = "report_number"\nnumbered = "8D"\nlabels = { zh-CN = "报告编号", en = "Report" }\n'
    answer = ASKS_FOR_FACTS.replace(
        'form = ["facts"]', 'form = ["report_number", "facts"]\nletter = ["report_number", "facts"]'
    )
    case = slow(number, answer)
    case.staff(HANS, "#result Replaced.\nFacts: a fault")
    assert ("报告编号", "8D20260302001") in (case.complaint.letter or ())


def test_an_incomplete_answer_gets_no_number():
    number = '[[field]]\nname = "report_number"\nnumbered = "8D"\nlabels = { zh-CN = "报告编号", en = "Report" }\n'
    case = slow(number, ASKS_FOR_FACTS.replace('form = ["facts"]', 'form = ["report_number", "facts"]'))
    case.staff(HANS, "#result Replaced.")
    assert "report_number" not in case.complaint.fields


def test_an_approver_is_told_which_lines_the_gate_compares():
    gate = (
        '[[gate]]\nname = "dear"\nbefore = "answered"\nwhen = [{ amount = { over = 1000 } }]\napprove = ["director"]\n'
    )
    case = slow(ASKS_FOR_FACTS.replace('["facts"]\nrequired', '["facts", "amount"]\nrequired'), gate)
    case.staff(HANS, "#result Paid.\nFacts: a fault\nAmount: 20000")
    (asked,) = case.sent("approval")
    assert (asked.to.mail, asked.extra["compared"]) == (DIRK, ["amount"])


MEASURED = """
[[field]]
name = "degrees"
type = "number"
labels = { zh-CN = "实测温度（度）", en = "Degrees measured" }

[[field]]
name = "second_person"
labels = { zh-CN = "测量人二", en = "Second person" }

[[task]]
name = "measuring"
labels = { zh-CN = "入户测量", en = "the measuring" }
for = "legal"
opens = "referred"
within = "1 day"
form = ["degrees", "second_person"]
required = ["degrees", "second_person"]
sets = "measured"

[[gate]]
name = "measured_first"
before = "answered"
needs = ["degrees", "second_person"]
"""


def measured() -> Case:
    case = referred(office(ASKS_FOR_FACTS, MEASURED), text="the service is cold")
    case.staff(LENA, "#fill\nDegrees measured: 15.5", "2026-03-02 10:00")
    assert case.complaint.moment("measured") is None
    return case


@pytest.mark.parametrize(
    "words", ["Second person: Otto", "Second person is Otto", "测量人二是奥托。", "测量人二：奥托"]
)
def test_the_lacking_line_alone_completes_the_form_without_a_command(words: str):
    case = measured()
    case.staff(LENA, words, "2026-03-02 10:10")
    assert case.complaint.moment("measured") == at("2026-03-02 10:10")
    assert not case.problems


@pytest.mark.parametrize(
    "words",
    [
        "I was there with Otto",
        "Second person: Otto\nFacts: cold",
        "Otto is the second person",
        "The second person is ill",
    ],
)
def test_what_is_no_line_of_the_form_alone_leaves_it_waiting_and_says_so(words: str):
    case = measured()
    case.staff(LENA, words, "2026-03-02 10:10")
    assert case.complaint.moment("measured") is None
    assert "#fill" in f"{case.problems}\n{case.changes}"


def test_whoever_answers_reads_who_is_asked_for_what_their_answer_lacks():
    case = measured()
    case.staff(HANS, "#resolve We measured it.\nFacts: cold", "2026-03-02 11:00")
    assert case.complaint.moment("answered") is None
    assert "Lena" in f"{case.problems}\n{case.changes}"
    assert "the measuring" in f"{case.problems}\n{case.changes}"
    case.staff(LENA, "Second person: Otto", "2026-03-02 11:10")
    assert case.complaint.moment("answered") == at("2026-03-02 11:10")


def test_what_the_writer_may_fill_in_themselves_is_nobody_elses():
    case = referred(office(ASKS_FOR_FACTS, MEASURED.replace('"legal"', '"handler"')), text="the service is cold")
    case.staff(HANS, "#resolve We measured it.\nFacts: cold", "2026-03-02 11:00")
    assert "is asked for" not in f"{case.problems}\n{case.changes}"


OPINION = """
[[field]]
name = "ground"
labels = { zh-CN = "依据", en = "Ground" }

[[task]]
name = "opinion"
labels = { zh-CN = "法务意见", en = "legal opinion" }
for = "legal"
opens = "referred"
within = "2 hours"
form = ["amount", "ground"]
required = ["amount", "ground"]
"""


def chased(case: Case) -> list[tuple[object, object, object]]:
    """What the mails about the form's limit ask its holder for: the lines that are left and those that stand."""
    late = (m for m in case.wind("2026-03-02 11:30") if m.to.mail == LENA and m.extra.get("clock") == "task:opinion")
    return [(m.extra["fields"], m.extra.get("required"), m.extra.get("filled")) for m in late if m.name == "chase"]


def test_whoever_is_chased_for_a_form_that_somebody_else_has_filled_in_reads_that_it_stands_and_what_is_left():
    case = slow(OPINION)
    case.staff(HANS, "#note\nAmount: 300\nGround: the warranty")
    assert chased(case) == [([], [], ["amount", "ground"])]
    part = slow(OPINION)
    part.staff(HANS, "#note\nAmount: 300")
    assert chased(part) == [(["ground"], ["ground"], ["amount"])]


@pytest.mark.parametrize(
    ("others", "own"),
    [
        ("Amount: 300\nGround: the warranty", "#fill"),
        ("Amount: 300", "#fill\nGround: the warranty"),
        ("Amount: 300", "Ground: the warranty"),
        ("Amount: 500\nGround: the warranty", "#fill\nAmount: 300"),
    ],
)
def test_the_command_alone_or_with_what_is_left_hands_it_in_and_the_rest_is_as_it_stood(others: str, own: str):
    case = slow(OPINION)
    case.staff(HANS, f"#note\n{others}", "2026-03-02 09:10")
    assert is_open(case, "opinion")
    case.staff(LENA, own, "2026-03-02 09:30")
    (done,) = [t for t in case.complaint.tasks if t.name == "opinion"]
    assert (case.problems, done.done is not None) == ("", True)
    assert {name: done.form[name] for name in ("amount", "ground")} == {"amount": "300", "ground": "the warranty"}
    assert case.complaint.fields["amount"] == "300"


def test_the_command_alone_hands_in_no_form_of_which_nobody_has_written_anything():
    case = slow(OPINION)
    case.staff(LENA, "#fill", "2026-03-02 09:30")
    assert is_open(case, "opinion")
    assert case.problems


def test_what_others_wrote_of_a_form_is_forgotten_with_the_complaint_and_stands_in_no_list():
    case = slow(OPINION)
    case.staff(HANS, "#note\nAmount: 300\nGround: the warranty of Mr Li", "2026-03-02 09:10")
    assert case.complaint
    listed = rows.row(case.complaint)
    left = forgetting.forgotten(case.complaint, case.policy)
    assert "Mr Li" not in f"{left.tasks}{listed.tasks}{listed.promises}"
    assert "Mr Li" in str(case.complaint.tasks)
