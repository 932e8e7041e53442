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
# Pieces whose parts are broken below: one of each kind.
KINDS = """rule = [
  { group = "category", when = [{ words = ["rude"] }], then = { category = "conduct" } },
  { group = "category", when = [{ words = ["meter"] }], then = { category = "meter" } },
]"""
CONTACT = """clock = [{ name = "contact", from = "received", until = "contacted", within = "24 hours", rungs = [
  { at = "-4 hours", tell = ["handler"] }, { at = "due", tell = ["handler", "supervisor"] },
] }]"""
CONSENT = 'gate = [{ name = "plan", before = "answered", approve = ["supervisor"] }]'
TIME_TOLD = 'gate = [{ name = "time_told", before = "answered", needs = ["time_needed", "why_time"] }]'
LATER = 'task = [{ name = "check", for = "supervisor", opens = "answered", after = "14 days", form = ["effective"], required = ["effective"] }]'
TIERS = """stage = [{ name = "site" }, { name = "second_tier", answers = "customer_service" }]
rule = [{ group = "second_tier", when = [{ stage = "second_tier" }], then = { tell = ["customer_service"] } }]"""


def policy_of(said: dict[str, Any], clause: str = "sketch") -> Policy:
    return read_policy(tomllib.loads('name = "sketch"') | whole(said), clause)


@pytest.mark.parametrize("clause", SKETCHES)
def test_each_sketch_does_what_it_says(clause: str):
    assert list(sketches.faults(policy_of(SKETCHES[clause], clause), SKETCHES[clause])) == []


@pytest.mark.parametrize(
    ("said", "kind", "changed", "fault"),
    [
        (KINDS, "rules", {"when": ()}, "a complaint of another kind gets all its effects as well"),
        (KINDS, "rules", {"then": Effects()}, "category is"),
        (CONTACT, "clocks", {"rungs": ()}, "nobody hears anything at"),
        (CONSENT, "gates", {"approve": ()}, "the moment comes though something is lacking"),
        (TIME_TOLD, "gates", {"needs": ()}, "the moment comes though something is lacking"),
        (LATER, "tasks", {"after": None}, "it is asked too early"),
        (LATER, "tasks", {"opens": "closed"}, "it is never asked"),
        (TIERS, "stages", {"times": 2}, "then site begins and not second_tier"),
    ],
)
def test_a_part_that_does_something_else_is_seen(said: str, kind: str, changed: dict[str, Any], fault: str):
    policy = policy_of(tomllib.loads(said))
    part, *others = getattr(policy, kind)
    played = msgspec.structs.replace(policy, **{kind: (msgspec.structs.replace(part, **changed), *others)})
    found = list(sketches.PLAYERS[kind](played, part))
    assert [each for each in found if each.startswith(fault)], found
