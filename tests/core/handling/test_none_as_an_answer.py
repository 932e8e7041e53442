"""无 and none in a required line: no answer to what happened, but one to who else was told, where the policy says so."""

import pytest

from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.words import letter
from tests.core.handling.playing import DORA, HANS, Case, office, referred

FORM = """
[[field]]
name = "also_told"
{}
labels = {{ zh-CN = "已告知", en = "Also told" }}

[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts", "also_told"]
required = ["facts", "also_told"]
letter = ["also_told"]
sets = "proposed"

[[task]]
name = "check"
for = "desk_head"
opens = "answered"
form = ["also_told"]
required = ["also_told"]
"""
ORDINARY, TAKING = office(FORM.format("")), office(FORM.format("takes_none = true"))
NO_ANSWER = '("none" is no answer there)'


def answering(policy: Policy, facts: str, also_told: str) -> Case:
    case = referred(policy, text="your service is slow")
    case.staff(HANS, f"#resolve We have mended it\nFacts: {facts}\nAlso told: {also_told}", "2026-03-02 10:00")
    return case


@pytest.mark.parametrize("word", ["none", "N/A", "无", "没有。", "0", "Not applicable"])
def test_it_fills_a_line_that_takes_it_and_the_customer_reads_it(word: str):
    case = answering(TAKING, "as told", word)
    assert (case.problems, case.complaint.status) == ("", "answered")
    assert case.complaint is not None
    assert letter.beside(case.complaint, case.policy)[0][1] == word


@pytest.mark.parametrize("word", ["none", "N/A", "无", "没有。", "0", "nil"])
def test_it_fills_no_other_line_and_the_receipt_says_why(word: str):
    case = answering(ORDINARY, "as told", word)
    assert (case.problems, case.complaint.status) == (f"missing: Also told {NO_ANSWER}", "open")
    case = answering(TAKING, word, "Ann")
    assert (case.problems, case.complaint.status) == (f"missing: Facts {NO_ANSWER}", "open")


@pytest.mark.parametrize("word", ["", " ", "—"])
def test_nothing_at_all_fills_neither(word: str):
    case = answering(TAKING, "as told", word)
    assert (case.problems, case.complaint.status) == ("missing: Also told", "open")


def test_who_wrote_nothing_is_told_only_what_lacks():
    case = referred(ORDINARY, text="your service is slow")
    case.staff(HANS, "#resolve We have mended it", "2026-03-02 10:00")
    assert case.problems == "missing: Facts, Also told"


@pytest.mark.parametrize(
    ("policy", "problem"), [(TAKING, ""), (ORDINARY, f"missing: Also told {NO_ANSWER}")], ids=["taking", "ordinary"]
)
def test_forms_of_other_tasks_are_read_alike(policy: Policy, problem: str):
    case = answering(policy, "as told", "Ann")
    case.staff(DORA, "#fill\nAlso told: none", "2026-03-03 10:00")
    assert case.problems == problem


def test_a_gate_that_needs_the_line_takes_it_and_one_that_forbids_it_sees_nothing():
    gates = '[[gate]]\nname = "a"\nbefore = "answered"\n{} = ["also_told"]'
    for key in ("needs", "forbids"):
        policy = office(FORM.format("takes_none = true"), gates.format(key))
        assert answering(policy, "as told", "none").problems == ""


@pytest.mark.parametrize("kind", ["number", "yes_no", "date", "attachment"])
def test_only_a_text_takes_it(kind: str):
    with pytest.raises(PolicyError, match=rf'takes_none: is for a text: a line of type "{kind}" has'):
        office(f'[[field]]\nname = "loss"\ntype = "{kind}"\ntakes_none = true')
