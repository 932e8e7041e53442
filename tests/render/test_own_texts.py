"""An organisation's own words for the text that brings an answer: the answer is in them, and what every answer says beside it."""

import tomllib

import pytest

from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading import read_policy
from chalicelib.render import render
from chalicelib.render.own_words import word_problems
from redress.proving.playing import identity
from tests.core.handling.playing import HANS, OFFICE, referred

ANSWER = """
[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts"]
required = ["facts"]
letter = ["facts"]
sets = "proposed"
"""
STAGE = """
[[stage]]
name = "only"

[[clock]]
name = "limit"
from = "received"
until = "answered"
within = "1 week"
rungs = [{ at = "due", tell = ["handler"] }]
"""
TEXTER = Complainant(name="Ann", phone="+8613900001111", language="en")
QUESTION = "Are you satisfied? Reply 1-4: 4 very satisfied, 3 satisfied, 2 dissatisfied, 1 very dissatisfied."
NEXT, FINAL = "Not solved? Reply and we look again.", "This is our final answer."


def worded(text: str, block: str = "outcome.sms", more: str = "") -> Policy:
    words = f'[words]\noutside_route = {{ en = "Call 12345.", zh-CN = "可拨12345。", zh-TW = "可撥12345。" }}\n"{block}" = {{ en = \'{text}\' }}\n[directory]'
    return read_policy(tomllib.loads(OFFICE.replace("[directory]", words) + ANSWER + more), "office.toml")


def answered_by_text(policy: Policy, order: str = "#resolve It is mended.\nFacts: the lift stood") -> str:
    case = referred(policy, text="your service is slow", who=TEXTER, channel="sms")
    case.staff(HANS, order, "2026-03-02 10:00")
    message = next(m for m in case.messages if m.name in ("outcome", "explanation"))
    return render(message, case.complaint, policy, identity(case.now)).sms


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("Here: {{ parts.letter() }}", f"Here: It is mended. Facts: the lift stood. {QUESTION} {NEXT}"),
        ("Here: {{ case.texted }}", f"Here: It is mended. Facts: the lift stood {QUESTION} {NEXT}"),
        (
            "{{ parts.letter() }} Mark us 1 to 4.",
            f"It is mended. Facts: the lift stood. Mark us 1 to 4. {NEXT}",
        ),
        ("{{ parts.letter() }} Mark us 1-4.", f"It is mended. Facts: the lift stood. Mark us 1-4. {NEXT}"),
        ("{{ parts.afterwards() }} {{ parts.letter() }}", f"{NEXT} It is mended. Facts: the lift stood. {QUESTION}"),
    ],
)
def test_what_own_words_leave_out_stands_behind_them(own: str, expected: str):
    policy = worded(own)
    assert word_problems(policy) == []
    assert answered_by_text(policy) == f"Office: {expected}"


def test_after_the_last_answer_they_say_so_and_where_else_to_turn():
    said = answered_by_text(worded("{{ parts.letter() }}", more=STAGE))
    assert said == f"Office: It is mended. Facts: the lift stood. {QUESTION} {FINAL} Call 12345."


def test_an_explanation_says_what_comes_next_as_well():
    said = answered_by_text(
        worded("No fault found: {{ parts.letter() }}", "explanation.sms"), "#invalid It was on time."
    )
    assert said.startswith("Office: No fault found: It was on time. If you see it differently")


@pytest.mark.parametrize("own", ["Your answer is ready.", "{{ case.outcome }}", "{{ x.text }}"])
def test_a_text_without_the_whole_answer_is_refused(own: str):
    with pytest.raises(PolicyError, match=r'words."outcome.sms".en: leaves out the answer'):
        worded(own)


@pytest.mark.parametrize(
    ("block", "own"),
    [("outcome.sms", "{{ parts.letter() }} {{ parts.greeting() }}"), ("outcome.subject", "{{ parts.letter() }}")],
)
def test_a_passage_that_a_text_or_a_subject_cannot_have_is_told(block: str, own: str):
    (problem,) = word_problems(worded(own, block))
    assert problem.startswith(f'words."{block}".en: there is no value "parts')


def test_a_full_stop_that_own_words_set_behind_the_answer_is_not_doubled():
    said = answered_by_text(worded("Here: {{ parts.letter() }}. Mark us 1-4... thank you."))
    assert "the lift stood. Mark us 1-4... thank you." in said
