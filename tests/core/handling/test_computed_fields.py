"""Fields that nobody fills in: sums, and numbers of forms."""

import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.render.forms import form
from tests.core.handling.playing import DORA, HANS, Case, office, referred
from tests.policy.small_policy import faults

SURVEY = """
[[field]]
name = "speed"
type = "number"
labels = { zh-CN = "速度", en = "Speed" }

[[field]]
name = "manner"
type = "number"
labels = { zh-CN = "态度", en = "Manner" }

[[field]]
name = "score"
type = "number"
labels = { zh-CN = "总分", en = "Score" }
sums = ["speed", "manner"]

[[field]]
name = "report_number"
labels = { zh-CN = "报告编号", en = "Report number" }
numbered = "8D"

[[task]]
name = "survey"
for = "handler"
opens = "referred"
form = ["speed", "manner", "score", "report_number"]
required = ["speed"]
sets = "surveyed"
within = "2 days"

[[rule]]
group = "poor"
when = [{ score = { below = 16 } }]
then = { flag = ["poor"] }
"""


def surveyed(order: str, policy: Policy | None = None) -> Case:
    case = referred(policy or office(SURVEY), text="poor service")
    case.staff(HANS, order, "3-2 10:00")
    assert not case.problems
    return case


@pytest.mark.clause("FQ-03")
@pytest.mark.parametrize(
    ("speed", "manner", "total", "poor"),
    [
        ("10", "8", "18", False),
        ("6", "4", "10", True),
        ("8分", "8", "16", False),
        ("7.5", "0", "7.5", True),
        ("9", "", None, False),
    ],
)
def test_a_sum_is_there_as_soon_as_all_its_parts_are(speed: str, manner: str, total: str | None, poor: bool):
    case = surveyed(f"#填报\nSpeed: {speed}\n" + (f"Manner: {manner}" if manner else ""))
    assert case.complaint.fields.get("score") == total
    assert ("poor" in case.complaint.flags) is poor


def test_whoever_writes_a_sum_by_hand_does_not_change_it():
    case = surveyed("#填报\nSpeed: 4\nManner: 4\nScore: 20")
    assert case.complaint.fields["score"] == "8"


@pytest.mark.clause("MF-16")
def test_a_completed_form_gets_its_number_once():
    case = surveyed("#填报\nSpeed: 10\nManner: 8")
    assert case.complaint.fields["report_number"] == "8D20260302001"
    case.staff(DORA, "#备注 已核对", "3-4 10:00")
    assert case.complaint.fields["report_number"] == "8D20260302001"


def test_a_form_that_waits_has_no_number():
    case = referred(office(SURVEY), text="poor service")
    case.wind("2026-03-03 12:00")
    assert "report_number" not in case.complaint.fields


@pytest.mark.clause("PN-01")
def test_a_form_does_not_ask_for_what_makes_itself():
    case = referred(office(SURVEY), text="poor service")
    case.wind("2026-03-02 09:05")
    (asked,) = [message for message in case.messages if message.name == "task"]
    assert form(asked, case.policy, "en").lines.splitlines() == ["#fill", "Speed*: ", "Manner: "]


FIELD = '[[field]]\nname = "loss"\ntype = "number"\n'


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('sums = ["los"]', 'field[0].sums[0]: "los" is not another number field'),
        ('sums = ["loss"]', 'field[0].sums[0]: "loss" is not another number field'),
        ('sums = ["fault"]', 'field[0].sums[0]: "fault" is not another number field'),
        ('numbered = ""', "field[0].numbered: is empty: give the prefix of its numbers, or leave the line out"),
        ('numbered = " "', "field[0].numbered: is empty: give the prefix of its numbers, or leave the line out"),
        ('numbered = "8D"', 'field[0].numbered: goes with type = "text" only'),
    ],
)
def test_a_sum_of_what_is_no_number_is_refused(said: str, fault: str):
    assert any(each.startswith(f"small.toml: {fault}") for each in faults(FIELD, f"{FIELD}{said}\n"))


def test_no_form_can_insist_on_what_makes_itself():
    more = FIELD + 'sums = ["cost"]\n\n[[field]]\nname = "cost"\ntype = "number"\n'
    assert 'small.toml: task[0].required: "loss" makes itself; no form can ask for it' in faults(FIELD, more)
