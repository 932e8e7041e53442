"""What a policy says of lines: choices called in their own field alone, fields marked where they are asked for, faults where they stand."""

import tomllib

import pytest

from chalicelib.core.policy.model import PolicyError
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.words.labels import label, value_label
from redress.remarks import remarks
from tests.core.handling.playing import ASKS_FOR_FACTS, HANS, OFFICE_DESK, SARA, office, referred
from tests.policy.small_policy import SMALL, faults, small

WHOSE = """
[[field]]
name = "fault_of"
type = "choice"
labels = { zh-CN = "责任归属", en = "Fault of" }
[field.choices]
ours = { zh-CN = "本公司", en = "us" }
customer = { zh-CN = "客户端原因", en = "their end" }

[[field]]
name = "told"
type = "choice"
labels = { zh-CN = "告知谁", en = "Told" }
choices = { customer = { zh-CN = "已告知客户", en = "told them" }, nobody = { zh-CN = "没有告知", en = "told nobody" } }
"""
GROUND = """
[[field]]
name = "ground"
type = "choice"
labels = { zh-CN = "无效情形", en = "Ground" }
choices = { unclear = { zh-CN = "对象不明确", en = "unclear" }, lawful = { zh-CN = "合规", en = "lawful" } }

[[gate]]
name = "grounds"
before = "answered"
binds = ["invalid"]
needs = ["ground"]
"""


@pytest.mark.parametrize(
    ("field", "value", "called"),
    [
        ("fault_of", "customer", "their end"),
        ("told", "customer", "told them"),
        ("fault_of", "ours", "us"),
        ("told", "nobody", "told nobody"),
    ],
)
def test_a_choice_is_called_so_in_its_own_field_alone(field: str, value: str, called: str):
    assert value_label(field, value, office(WHOSE), "en") == called


def test_a_choice_does_not_rename_what_everybody_calls_otherwise():
    assert label("customer", office(WHOSE), "zh-CN") == label("customer", office(), "zh-CN")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Fault of: their end", "fault_of"),
        ("责任归属：客户端原因", "fault_of"),
        ("Told: told them", "told"),
        ("告知谁：customer", "told"),
        ("告知谁：已告知客户", "told"),
    ],
)
def test_staff_write_a_choice_as_its_own_field_calls_it(line: str, name: str):
    case = referred(office(WHOSE), text="the service is slow")
    case.staff(HANS, f"#note\n{line}")
    assert case.complaint.fields == {name: "customer"}


def test_choices_with_labels_of_their_own_want_none_elsewhere():
    assert not any("choice" in said for said in remarks(office(WHOSE)))


# -- marked where it is asked for ------------------------------------------------------------------------------------------


def test_a_form_marks_a_field_that_is_declared_elsewhere():
    policy = small(
        'form = ["loss", "fault"]\nrequired = ["loss"]',
        'form = ["loss", { name = "fault", required = true, letter = true }]\nrequired = ["loss"]',
    )
    (task,) = policy.tasks
    assert (task.form, task.required, task.letter) == (("loss", "fault"), ("loss", "fault"), ("fault",))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            '{ name = "fault", type = "text" }',
            'small.toml: task[0].form[1]: "fault" is declared already, in field[1]: type can be said there alone',
        ),
        (
            '{ name = "phone", hint = { en = "with code" } }',
            'small.toml: task[0].form[1]: "phone" is declared already, in every form: hint can be said there alone',
        ),
        ('{ name = "cause", type = "nunber" }', "small.toml: task[0].form[1].type: "),
        ('{ name = "cause", labels = { en = "loss" } }', 'small.toml: task[0].form[1].labels.en: "loss" is what'),
    ],
)
def test_a_fault_is_told_where_the_field_is_written(line: str, said: str):
    assert any(each.startswith(said) for each in faults('form = ["loss", "fault"]', f'form = ["loss", {line}]'))


@pytest.mark.parametrize("line", ["reached", "satisfied", "words"])
def test_a_verdict_is_no_line_of_a_form_without_a_visit(line: str):
    task = f'\n[[task]]\nname = "asked"\nfor = "desk"\nopens = "answered"\nform = ["{line}"]\n'
    with pytest.raises(
        PolicyError, match=f'task\\[1\\].form\\[0\\]: "{line}" is what a follow-up call brings home.*command = "visit"'
    ):
        read_policy(tomllib.loads(SMALL + task), "small.toml")


# -- lines of 无效 --------------------------------------------------------------------------------------------------------


def test_a_ground_is_asked_for_with_the_finding_that_needs_it_and_by_no_form():
    case = referred(office(ASKS_FOR_FACTS, GROUND), text="the service is slow")
    case.staff(SARA, "#invalid It was as agreed.")
    (receipt,) = case.sent("receipt")
    assert (case.problems, receipt.extra["fields"]) == ("missing: Ground", ["reason", "ground"])
    case.staff(SARA, "#invalid It was as agreed.\nGround: lawful")
    assert (case.problems, case.complaint.fields["ground"], case.complaint.valid) == ("", "lawful", False)


@pytest.mark.parametrize("order", ["#invalid It was as agreed.\n{}", "#invalid\n{}", "#invalid\nActed by: Sara\n{}"])
def test_the_form_that_a_finding_is_offered_with_is_taken_as_it_stands(order: str):
    case = referred(office(ASKS_FOR_FACTS, GROUND), text="the service is slow")
    case.staff(SARA, order.format("Reason: It was as agreed.\nGround: lawful"))
    assert (case.problems, case.complaint.fields["ground"], case.complaint.valid) == ("", "lawful", False)
    assert "Ground" not in case.complaint.outcome


JOINT = GROUND.replace('before = "answered"\nbinds = ["invalid"]', 'before = "extended"')
PROMISED_TIME = """
[[clock]]
name = "settle"
from = "received"
until = "answered"
within = "3 days"
promised = true
rungs = [{ at = "due", tell = ["customer"], message = "holding" }, { at = "due", tell = ["handler"] }]

[[extension]]
name = "more"
clock = "settle"
grants = ["supervisor"]
"""


@pytest.mark.parametrize(
    "order",
    ["#extend 2026-03-20 17:00\nReason: parts\nGround: lawful", "#extend 2026-03-20 17:00 parts\nGround: lawful"],
)
def test_lines_that_a_gate_wants_of_a_request_are_no_part_of_the_reason_that_the_customer_reads(order: str):
    case = referred(office(ASKS_FOR_FACTS, JOINT, PROMISED_TIME), text="the service is slow")
    case.staff(HANS, order)
    assert (case.problems, case.complaint.fields["ground"], case.complaint.extension.reason) == ("", "lawful", "parts")


# -- relation ---------------------------------------------------------------------------------------------------------------

SUPPLIER = '[[rule]]\ngroup = "who"\nwhen = [{ words = ["we deliver"] }]\nthen = { relation = "supplier" }\n'


def test_what_rules_set_the_relation_to_can_be_called_something():
    policy = office(SUPPLIER, '[labels]\nsupplier = { zh-CN = "供应商", en = "a supplier" }\n')
    assert policy.label("supplier", "zh-CN") == "供应商"
    assert "relation supplier" in " ".join(remarks(office(SUPPLIER)))
    case = referred(policy, text="service: we deliver to you and wait")
    assert case.complaint.complainant.relation == "supplier"
    case.staff(HANS, "#note\nRelation to us: a supplier")
    assert case.complaint.complainant.relation == "supplier"


def test_the_number_of_whoever_called_is_kept_where_none_is_known_and_never_changed():
    case = referred(office(), text="the service is slow")
    before = case.complaint.complainant
    case.staff(OFFICE_DESK, "#note\nPhone: +8613900000000\nName: Somebody else")
    assert (case.complaint.complainant.phone, case.complaint.complainant.name) == (before.phone, before.name)
