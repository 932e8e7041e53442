"""Of several tasks that ask for the answer no two may hold for one complaint."""

import pytest

from tests.policy.small_policy import faults, small

TABLE = 'form = ["loss", "fault"]\nrequired = ["loss"]\nsets = "proposed"\n'


def two(one: str, other: str) -> str:
    """The small policy's answer under one condition, and another under the other."""
    second = '\n[[task]]\nname = "second"\nfor = "handler"\nopens = "referred"\ncommand = "resolve"\nform = ["loss"]\n'
    return TABLE + (f"when = {one}\n" if one else "") + second + (f"when = {other}\n" if other else "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('[{ severity = "general" }]', '[{ severity = "major" }]'),
        ('[{ category = ["delay"], words = ["late"] }]', '[{ category = "conduct" }]'),
        ('[{ fault = "broken" }, { fault = "mouldy", channel = "sms" }]', '[{ fault = "mouldy", channel = "mail" }]'),
        ("[{ loss = { at_least = 500 } }]", "[{ loss = { below = 500 } }]"),
        ("[{ loss = { over = 500, at_most = 900 } }]", "[{ loss = { at_most = 500 } }, { loss = { over = 900 } }]"),
        ("[{ loss = { filled = true } }]", "[{ loss = { filled = false } }]"),
        ("[{ restricted = true }]", "[{ restricted = false }]"),
        ("[{ round = 1 }]", "[{ round = 2 }]"),
    ],
)
def test_answers_that_one_field_tells_apart_are_sound(one: str, other: str):
    assert [task.name for task in small(TABLE, two(one, other)).tasks] == ["outcome", "second"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", '[{ severity = "major" }]'),
        ("", ""),
        ('[{ severity = "general" }]', '[{ category = "delay" }]'),
        ('[{ severity = ["general", "major"] }]', '[{ severity = "major" }]'),
        ('[{ fault = "broken" }, { category = "delay" }]', '[{ fault = "mouldy" }]'),
        ('[{ words = ["late"] }]', '[{ words = ["rude"] }]'),
        ("[{ loss = { at_least = 500 } }]", "[{ loss = { at_most = 500 } }]"),
        ('[{ flag = ["grave"] }]', '[{ flag = ["press"] }]'),
        ("[{ loss = { filled = true } }]", '[{ loss = "3" }]'),
    ],
)
def test_answers_that_could_both_hold_are_refused_with_both_places(one: str, other: str):
    (said,) = faults(TABLE, two(one, other))
    assert said.startswith('small.toml: task[1].when: and task[0].when ("outcome") could hold for one complaint')
