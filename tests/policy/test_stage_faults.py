"""Stages that do not fit together are refused, each with its place and what would be right."""

import tomllib

import pytest

from chalicelib.core.policy.model import PolicyError
from chalicelib.core.policy_reading import read_policy
from tests.policy.small_policy import SMALL, faults, small

FIRST = "[[role]]"
ROUTE = """
[words]
outside_route = { zh-CN = "您可以向消协反映。", zh-TW = "您可以向消保官反映。", en = "You may turn to the ombudsman." }
"""
STAGES = """
[[stage]]
name = "first"

[[stage]]
name = "review"
answers = "legal"
within = "30 days"

[[clock]]
name = "review_answer"
from = "reopened"
until = "answered"
within = "10 days"
when = [{ stage = "review" }]
rungs = [{ at = "due", tell = ["handler"] }]
"""


def staged(old: str = "", new: str = "", route: str = ROUTE) -> str:
    """What is put before the small policy's first part: its stages, with one passage replaced."""
    assert not old or STAGES.count(old) == 1
    return f"{route}{STAGES.replace(old, new) if old else STAGES}\n{FIRST}"


def said(passage: str) -> list[str]:
    return [each.removeprefix("small.toml: ") for each in faults(FIRST, passage)]


def test_stages_that_fit_together_are_sound():
    stages = small(FIRST, staged()).stages
    assert [(each.name, each.answers, each.times) for each in stages] == [
        ("first", ("superior",), 1),
        ("review", ("legal",), 1),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('answers = "legal"', 'answers = "legl"',
         'stage[1].answers: "legl" is not same, another, superior or a role that can answer; did you mean "legal"?'),
        ('answers = "legal"', 'answers = "customer"',
         'stage[1].answers: "customer" is not same, another, superior or a role that can answer; known are same, another, superior, director, desk, desk_head, legal'),
        ('within = "30 days"', 'within = "30 dayz"', 'stage[1].within: "30 dayz" is not a duration; did you mean "30 days"?'),
        ('within = "30 days"', 'within = "30 days"\ncalendar = "ofice"', 'stage[1].calendar: "ofice" is not a calendar; did you mean "office"?'),
        ('within = "30 days"', "times = 0", "stage[1].times: a stage gives at least one answer"),
        ('name = "first"', 'name = "desk"', 'stage[0].name: "desk" is a role'),
        ('name = "first"', 'name = "first"\nanswers = "same"',
         "stage[0].answers: says who answers in another round, and this stage has none: times is 1; leave it out, or give times = 2"),
        ('answers = "legal"', 'answer = "legal"', 'stage[1].answer: is not a key here; did you mean "answers"?'),
        ('stage = "review"', 'stage = "reviw"', 'clock[0].when[0].stage: "reviw" is not a stage; did you mean "review"?'),
    ],
)  # fmt: skip
def test_a_fault_in_a_stage_is_named(old: str, new: str, fault: str):
    assert fault in said(staged(old, new))


def test_two_stages_of_one_name_are_refused():
    twice = staged('name = "first"', 'name = "review"')
    assert {f'stage[{i}].name: "review" is the name of two stages' for i in (0, 1)} <= set(said(twice))


def test_a_stage_that_no_customer_can_get_into_is_refused():
    never = "reopen_at_most = 0\n" + staged()
    assert said(never) == [
        "reopen_at_most: 0 lets no customer into a further stage; say up to which satisfaction they may"
    ]


def test_the_last_letter_has_to_say_where_else_to_turn():
    assert said(staged(route="")) == [
        f"stage[1]: is the last, so its letter must say where else to turn: [words] outside_route lacks {language}"
        for language in ("zh-CN", "zh-TW", "en")
    ]


@pytest.mark.parametrize("when", ['{ stage = "first" }', '{ stage = "first", severity = "major" }'])
def test_a_stage_whose_answer_has_no_limit_is_refused(when: str):
    policy = SMALL.replace('calendar = "office"\nrungs', f'calendar = "office"\nwhen = [{when}]\nrungs')
    policy = policy.replace(FIRST, staged('{ stage = "review" }', when), 1)
    with pytest.raises(PolicyError) as refused:
        read_policy(tomllib.loads(policy), "small.toml")
    wanted = 'small.toml: stage[1]: no clock runs until "answered" in stage "review": its answer would have no limit'
    assert wanted in str(refused.value).splitlines()


DEAD = "gives it to nobody: in a further round whoever had it keeps it; say who answers"


@pytest.mark.parametrize(
    "when",
    ['{ stage = "review" }', '{ stage = "review", words = ["late"] }', "{ round = 2 }", "{ round = { over = 1 } }", '{ moment = "reopened" }'],
)  # fmt: skip
def test_a_rule_that_would_assign_in_a_later_stage_is_refused_with_what_does(when: str):
    rule = f'[[rule]]\ngroup = "review"\nwhen = [{when}]\nthen = {{ assign = "Service" }}\n'
    assert said(rule + staged()) == [f"rule[0].then.assign: {DEAD} by answers of its [[stage]]"]


@pytest.mark.parametrize("when", ['{ stage = "first" }', "{ round = 1 }", '{ stage = ["first", "review"] }', "{ round = { at_least = 1 } }"])  # fmt: skip
def test_a_rule_that_assigns_in_the_first_round_is_sound_whatever_else_it_names(when: str):
    rule = f'[[rule]]\ngroup = "review"\nwhen = [{when}]\nthen = {{ assign = "Service" }}\n'
    assert small(FIRST, rule + staged()).rules


def test_several_roles_may_answer_a_stage():
    assert small(FIRST, staged('answers = "legal"', 'answers = ["legal", "director"]')).stages[1].answers == (
        "legal",
        "director",
    )


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ('["legal", "legl"]', 'stage[1].answers[1]: "legl" is not same, another, superior or a role that can answer; did you mean "legal"?'),
        ('["legal", "another"]', "stage[1].answers: same, another and superior stand alone; beside others there are roles only"),
        ('["legal", "legal"]', 'stage[1].answers[1]: "legal" is there twice'),
        ("[]", "stage[1].answers: names nobody"),
    ],
)  # fmt: skip
def test_a_fault_among_several_roles_is_named(answers: str, fault: str):
    assert fault in said(staged('answers = "legal"', f"answers = {answers}"))
