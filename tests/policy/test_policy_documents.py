"""What the documents say of the policy language is so."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from chalicelib.core.complaint.message_table import MESSAGES, askable
from chalicelib.core.complaint.moments import NAMED
from chalicelib.core.orders.command_table import COMMANDS, CommandKind
from chalicelib.core.policy.model import Clock, Extension, Field, Gate, Meaning, Policy, Report, Stage, Task
from chalicelib.core.policy.vocabulary import BOUNDS, EFFECTS, OWN_FIELDS, TESTS
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.policy_reading.names import FLAGS, FORM_FIELDS, ROLES
from chalicelib.core.times.calendars import Calendar
from chalicelib.render.own_words import BLOCKS, PHRASES, VALUES
from redress.policy_schema import schema
from redress.simulation import STORIES, Scenario, play, received_at

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "policy.md").read_text(encoding="utf-8")
EXAMPLE = next(block for block in re.findall(r"```toml\n(.*?)```", REFERENCE, re.DOTALL) if "hillside-hotel" in block)


def section(title: str) -> str:
    return REFERENCE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_the_worked_example_is_sound():
    policy = read_policy(tomllib.loads(EXAMPLE), "hillside-hotel.toml")
    assert policy.name == "hillside-hotel"
    assert [rule.then.assign for rule in policy.rules if rule.group == "route"][1] == "Engineering"


def test_the_worked_example_runs():
    policy = read_policy(tomllib.loads(EXAMPLE), "hillside-hotel.toml")
    lines = play(policy, Scenario(received=received_at("2026-03-02T09:00", policy), text="308 房没有热水", days=20))
    assert "closed" in {line.what for line in lines}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (
            "Words to choose from",
            (*NAMED, *ROLES, *askable("customer"), *askable("staff"), *(f for f in FLAGS if f != "uncertain")),
        ),
        ("Rule", (*TESTS[:4], *BOUNDS, *(e for e in EFFECTS if e not in ("set", "assist")))),
        ("Field", (*OWN_FIELDS, *FORM_FIELDS, *get_args(Meaning))),
    ],
)
def test_the_reference_names_every_word(title: str, words: tuple[str, ...]):
    said = section(title)
    assert [word for word in words if not re.search(rf"`[^`]*\b{word}\b[^`]*`", said)] == []


@pytest.mark.parametrize("part", ["clock", "extension", "stage", "gate", "task", "report", "field", "calendar"])
def test_the_reference_names_every_key_of_a_part(part: str):
    keys = schema()["$defs"][part]["properties"]
    said = section(part.capitalize())
    assert [key for key in keys if f"`{key}`" not in said and key not in ("labels", "clause")] == []


def test_the_reference_names_every_key_at_the_top():
    keys = set(schema()["properties"]) - {
        "role",
        "calendar",
        "field",
        "rule",
        "table",
        "clock",
        "extension",
        "stage",
        "gate",
        "moment",
        "task",
        "report",
        "directory",
    }
    said = section("Top of the file")
    assert [key for key in keys if f"`{key}`" not in said and f"`[{key}]`" not in said] == []


def test_commands_of_tasks_are_staff_commands():
    assert {"fill", "resolve", "visit"} <= set(COMMANDS)


@pytest.mark.parametrize("kind", COMMANDS.values(), ids=list(COMMANDS))
def test_the_reference_tells_every_command_with_its_names_and_who_may_give_it(kind: CommandKind):
    [(chinese, who, when)] = re.findall(
        rf"^\| `{kind.name}` \| (.+?) \| (.+?) \| (.+?) \|", section("Commands"), re.MULTILINE
    )
    assert tuple(chinese.split("、")) == kind.names["zh-CN"]
    assert frozenset(who.split(", ")) == (kind.roles or {"anybody of staff"})
    assert (when == "about no complaint") == (not kind.needs_complaint)


@pytest.mark.parametrize("audience", ["customer", "staff"])
def test_the_reference_names_every_message_that_may_be_worded_anew(audience: str):
    said = re.search(r"to customers: (.+?)\. To staff: (.+?)\.\n", section("Messages"))
    assert said
    listed = said[1] if audience == "customer" else said[2]
    assert re.findall(r"`(\w+)`", listed) == [name for name, kind in MESSAGES.items() if kind.audience == audience]


def test_the_reference_names_every_value_and_phrase_of_the_organisations_own_sentences():
    said = section("Messages")
    assert [word for word in (*VALUES, *PHRASES, *BLOCKS) if f"`{word}`" not in said] == []


DEFAULTS: dict[str, type[msgspec.Struct]] = {
    "Top of the file": Policy, "Calendar": Calendar, "Field": Field, "Clock": Clock, "Extension": Extension, "Stage": Stage,
    "Gate": Gate, "Task": Task, "Report": Report,
}  # fmt: skip


@pytest.mark.parametrize("title", DEFAULTS)
def test_the_reference_tells_the_default_of_every_key_that_has_one(title: str):
    """Where a default is a word, a number or yes; none, no and nothing are told in words."""
    rows = re.findall(r"^\| ((?:`\[?\w+\]?`(?:, )?)+) \| .+ \| ([^|]*) \|$", section(title), re.MULTILINE)
    told = {name: default for names, default in rows for name in re.findall(r"\w+", names)}
    for field in msgspec.structs.fields(DEFAULTS[title]):
        if field.name in told and isinstance(field.default, str | int) and field.default not in ("", 0, False):
            value = "true" if field.default is True else str(field.default)
            assert value in told[field.name], f"{field.name}: {told[field.name]}"


def test_every_option_of_simulate_and_every_story_is_told():
    said = section("Simulating")
    assert [story for story in (*STORIES, "all") if f"`{story}`" not in said] == []
    options = (
        "--story",
        "--language",
        "--text",
        "--received",
        "--silent",
        "--severity",
        "--set",
        "--department",
        "--days",
        "--brief",
    )
    assert [option for option in options if f"`{option}" not in said] == []
