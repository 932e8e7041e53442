"""Plain words that an answer does not satisfy are a verdict on it: they count in figures, and rules that look at it have their effect."""

import tomllib

import pytest

from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from tests.core.handling.playing import HANS, OFFICE, SARA, Case, names, office, referred

STAGES = """
[[stage]]
name = "first"
[[stage]]
name = "second"

[[clock]]
name = "limit"
from = "received"
until = "answered"
within = "1 week"
rungs = [{ at = "due", tell = ["handler"] }]

[[rule]]
group = "rights"
when = [{ satisfaction = { at_most = 2 } }]
then = { tell = ["customer"], message = "right_of_appeal" }
"""
WORDS = """
[words]
outside_route = { en = "Call 12345.", zh-CN = "可拨12345。", zh-TW = "可撥12345。" }
"right_of_appeal.subject" = { en = "You may appeal", zh-CN = "您可以申诉", zh-TW = "您可以申訴" }
"right_of_appeal.body" = { en = "You may appeal.", zh-CN = "您可以申诉。", zh-TW = "您可以申訴。" }
[directory]"""
ANN = Complainant(name="Ann", mail="ann@home.example", language="en")
DISPUTES = [
    ("It is still broken, this solves nothing.", 2),
    ("not satisfied", 2),
    ("I do not accept this.", 2),
    ("这次还是没有解决，我不认可", 2),
    ("非常不满意", 1),
]


def staged() -> Policy:
    return read_policy(tomllib.loads(OFFICE.replace("[directory]", WORDS) + STAGES), "office.toml")


def disputed(policy: Policy, *words: str) -> Case:
    """Answered once for each of the customer's words, who then writes them."""
    case = referred(policy, text="your service is slow", who=ANN)
    for day, said in enumerate(words, start=2):
        case.staff(case.complaint.handler, "#resolve We have mended it", f"2026-03-0{day} 12:00")
        case.customer(said, f"2026-03-0{day} 15:00", who=ANN)
    return case


@pytest.mark.parametrize(("words", "grade"), DISPUTES)
def test_at_the_last_stage_they_close_the_matter_with_that_verdict(words: str, grade: int):
    case = disputed(staged(), "It is still broken.", words)
    complaint = case.complaint
    assert (complaint.status, complaint.stage, complaint.satisfaction, complaint.satisfaction_words) == (
        *("closed", "second", grade),
        words,
    )
    assert [(m.name, m.to.role) for m in case.last.messages] == [("final", "customer"), ("after_closing", "desk")]
    assert (case.last.messages[1].extra["text"], case.last.messages[1].extra["reason"]) == (words, "final")


@pytest.mark.parametrize(("words", "grade"), DISPUTES)
def test_at_an_earlier_stage_the_verdict_stays_with_its_answer(words: str, grade: int):
    case = disputed(staged(), words)
    assert (case.complaint.round, case.complaint.handler) == (2, SARA)
    assert "right_of_appeal" in names(case.last.messages)
    assert [(each.stage, each.satisfaction, each.words) for each in case.complaint.earlier_answers] == [
        ("first", grade, words)
    ]


def test_a_worse_verdict_that_was_given_before_stands():
    case = referred(office(top="reopen_at_most = 0\n"), text="your service is slow", who=ANN)
    case.staff(HANS, "#resolve We have mended it", "2026-03-02 12:00")
    case.survey(1, "2026-03-02 13:00")
    case.customer("I am not satisfied with this.", "2026-03-02 15:00", who=ANN)
    assert case.complaint.satisfaction == 1


@pytest.mark.parametrize("words", ["Thank you, it works again.", "OK", "When will you come?", "谢谢，解决了"])
def test_thanks_and_questions_give_none(words: str):
    assert disputed(staged(), words).complaint.satisfaction is None
