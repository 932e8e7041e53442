"""What the page on the other procedures writes does what it says: each sketch is played, part by part."""

import tomllib
from typing import Any

import msgspec
import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import Effects
from chalicelib.core.policy_reading import read_policy
from tests.policy import sketches
from tests.policy.coverage import whole
from tests.policy.test_policy_coverage import ROWS, piece

SKETCHES = {clause: piece(cell) for clause, _, cell in ROWS if piece(cell)}


def policy_of(clause: str) -> Policy:
    return read_policy(tomllib.loads('name = "sketch"') | whole(SKETCHES[clause]), clause)


@pytest.mark.parametrize("clause", SKETCHES)
def test_each_sketch_does_what_it_says(clause: str):
    assert list(sketches.faults(policy_of(clause), SKETCHES[clause])) == []


@pytest.mark.parametrize(
    ("clause", "kind", "changed", "fault"),
    [
        ("CW-01", "rules", {"when": ()}, "a complaint of another kind gets all its effects as well"),
        ("CW-01", "rules", {"then": Effects()}, "category is"),
        ("CW-05", "clocks", {"rungs": ()}, "nobody hears anything at"),
        ("CW-08", "gates", {"approve": ()}, "the moment comes though something is lacking"),
        ("CW-09", "gates", {"needs": ()}, "the moment comes though something is lacking"),
        ("TX-07", "tasks", {"after": None}, "it is asked too early"),
        ("TX-07", "tasks", {"opens": "closed"}, "it is never asked"),
        ("PS-05", "stages", {"times": 2}, "then site begins and not second_tier"),
    ],
)
def test_a_part_that_does_something_else_is_seen(clause: str, kind: str, changed: dict[str, Any], fault: str):
    policy = policy_of(clause)
    part, *others = getattr(policy, kind)
    played = msgspec.structs.replace(policy, **{kind: (msgspec.structs.replace(part, **changed), *others)})
    found = list(sketches.PLAYERS[kind](played, part))
    assert [each for each in found if each.startswith(fault)], found
