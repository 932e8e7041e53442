"""What the documents say of the policy language is so."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.message_table import MESSAGES, askable
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.complaint.moments import BY_NAME, NAMED
from chalicelib.core.orders.command_kind import CommandKind
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.policy.model import (
    Clock,
    Extension,
    Field,
    Gate,
    Meaning,
    Policy,
    PolicyError,
    Report,
    Stage,
    Task,
)
from chalicelib.core.policy.vocabulary import BOUNDS, EFFECTS, OWN_FIELDS, TESTS
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.policy_reading.names import FLAGS, FORM_FIELDS, ROLES
from chalicelib.core.times.calendars import Calendar, problem
from chalicelib.core.words.labels import BUILT_IN, history_name, label, message_name
from chalicelib.render import render
from chalicelib.render.own_words import BLOCKS, PHRASES, VALUES
from redress.policy_schema import schema
from redress.proving.playing import identity
from redress.remarks import remarks
from redress.simulation import STORIES, Scenario, play, received_at
from tests.core.handling.playing import HANS, OFFICE, Case, office, referred

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "policy.md").read_text(encoding="utf-8")
EXAMPLE = next(block for block in re.findall(r"```toml\n(.*?)```", REFERENCE, re.DOTALL) if "hillside-hotel" in block)


def section(title: str) -> str:
    return REFERENCE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_the_worked_example_is_sound():
    policy = read_policy(tomllib.loads(EXAMPLE), "hillside-hotel.toml")
    assert policy.name == "hillside-hotel"
    assert [rule.then.assign for rule in policy.rules if rule.group == "route"][1] == "Housekeeping"


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


def test_the_reference_tells_what_every_moment_is_called():
    rows = re.findall(r"^\| `(\w+)` \| (.+?), (.+?) \|", section("A complaint's life"), re.MULTILINE)
    assert {name: (chinese, english) for name, chinese, english in rows} == {
        name: (BY_NAME[name].labels["zh-CN"], BY_NAME[name].labels["en"]) for name in NAMED
    }


def test_the_reference_names_every_word_of_ours_that_a_policy_may_call_otherwise():
    said = section("Top of the file") + section("Field") + section("Words to choose from")
    in_sentences = {"the_desk", "file_kept", "cut_off"}  # no names: parts of sentences
    words = {w for w in BUILT_IN if "." not in w and w not in FORM_LINES} - in_sentences
    assert [word for word in sorted(words) if not re.search(rf"`[^`]*\b{word}\b[^`]*`", said)] == []
    families = {word.partition(".")[0] for word in BUILT_IN if "." in word} - {"language", "moment"}
    assert [family for family in sorted(families) if f"`{family}." not in said] == []


def test_words_of_ours_are_called_otherwise_as_the_reference_shows():
    block = re.search(r"```toml\n(\[labels\]\ncomplaint.*?)\n\n", section("Top of the file"), re.DOTALL)
    assert block
    policy = office(block[1])
    assert (label("complaint", policy, "zh-CN"), label("desk_head", policy, "en")) == ("诉求", "duty manager")
    case = referred(office(block[1], LIMIT), text="your service is slow", who=READER)
    (chase,) = [m for m in case.wind("2026-03-03 18:00") if m.name == "chase"]
    assert "We have received your grievance" in written(case)
    assert message_name(chase.name, policy, "zh-CN") == "督办单"


def written(case: Case) -> str:
    """The subject under which the customer's complaint is acknowledged."""
    message = next(m for m in case.messages if m.name == "acknowledgement")
    return render(message, case.complaint, case.policy, identity(case.now)).subject


READER = Complainant(name="Ann", mail="ann@customer.example", language="en")
LIMIT = """
[[clock]]
name = "limit"
from = "received"
until = "answered"
within = "1 working day"
calendar = "work"
rungs = [{ at = "due", tell = ["handler"] }]
"""


@pytest.mark.parametrize(("wrong", "right"), [("mesage.chase", "message.chase"), ("history.grded", "history.graded")])
def test_a_label_for_a_word_that_nobody_reads_is_refused(wrong: str, right: str):
    with pytest.raises(PolicyError) as refused:
        office(f'[labels]\n"{wrong}" = {{ en = "x" }}')
    assert f'labels.{wrong}: "{wrong}" is not a word of this policy; did you mean "{right}"?' in str(refused.value)


def test_a_message_of_ones_own_may_be_labelled_and_one_that_there_is_none_of_may_not():
    own = '"apology.subject" = { zh-CN = "致歉", zh-TW = "致歉", en = "Sorry" }\n"apology.body" = { zh-CN = "致歉", zh-TW = "致歉", en = "Sorry" }'
    named = '[labels]\n"message.apology" = { zh-CN = "致歉信", zh-TW = "致歉信", en = "our apology" }'
    policy = office(f"{named}\n[words]\n{own}")
    assert history_name("apology", policy, "en") == message_name("apology", policy, "en") == "our apology"
    with pytest.raises(PolicyError, match=r'"message\.apology" is not a word of this policy'):
        office(named)
    with pytest.raises(PolicyError, match=r'"apology" is not a word of this policy; did you mean "message\.apology"'):
        office(f"{named.replace('message.', '')}\n[words]\n{own}")


@pytest.mark.parametrize("name", policies.names())
def test_every_message_of_a_shipped_policys_own_has_a_name_that_people_read(name: str):
    policy = policies.packaged(name)
    own = {key.removesuffix(".body") for key in policy.words if key.endswith(".body")} - set(MESSAGES)
    read = {(each, language): message_name(each, policy, language) for each in own for language in policy.languages}
    assert [key for key, called in read.items() if called == key[0]] == []


CODES = re.findall(r"`\"?([A-Z]{2}(?:-[A-Z]{2,3})?)\"?`", section("Calendar"))
ZONES = re.findall(r"`((?:[A-Z][a-z]+/[A-Z]\w+)|UTC)`", section("Calendar"))


def test_every_code_of_holidays_and_every_time_zone_of_the_reference_is_one():
    assert {"CN", "GB", "GB-ENG", "US-CA"} <= set(CODES)
    assert {"Asia/Shanghai", "Europe/London", "UTC"} <= set(ZONES)
    for code in CODES:
        assert problem(Calendar(name="x", hours=(("09:00", "17:00"),), holidays=code)) is None
    for zone in ZONES:
        assert problem(Calendar(name="x", hours=(("09:00", "17:00"),), timezone=zone)) is None


def test_a_part_of_a_country_that_there_is_none_of_is_answered_with_those_that_there_are():
    said = problem(Calendar(name="x", hours=(("09:00", "17:00"),), holidays="GB-XXX"))
    assert said == (
        'calendar "x": holidays: "GB-XXX" is not a country code such as "CN" or "TW"; parts of GB are ENG, NIR, SCT, WLS'
    )


@pytest.mark.parametrize(("code", "remarked"), [("GB", True), ("GB-SCT", False), ("CN", False), ("TW", False)])
def test_a_country_whose_parts_all_have_more_days_off_is_remarked(code: str, remarked: bool):
    policy = read_policy(tomllib.loads(OFFICE.replace('holidays = "CN"', f'holidays = "{code}"')), "office.toml")
    said = 'calendar "work" knows only what is off in all of GB; each part has more: GB-ENG, GB-NIR, GB-SCT, GB-WLS'
    assert (said in remarks(policy)) == remarked


RECORDED = section("Recipes").split("### By telephone, recorded")[1].split("```toml\n")[1].split("```")[0]


@pytest.mark.parametrize(
    ("way", "problems", "status"),
    [
        ("Way: telephone", "", "answered"),
        ("联系途径：电话", "", "answered"),
        ("Way: visit", '"Way" is to be left empty: The customer has to be telephoned.', "open"),
        ("", "missing: Way", "open"),
    ],
)
def test_by_telephone_recorded_works_as_the_recipe_says(way: str, problems: str, status: str):
    case = referred(office(RECORDED), text="your service is slow")
    if way:
        case.staff(HANS, f"#contact\nContent: told what we know\n{way}", "2026-03-02 10:00")
    case.staff(HANS, "#resolve We have mended it", "2026-03-02 11:00")
    assert (case.problems, case.complaint.status) == (problems, status)
    if status == "open":
        case.staff(HANS, "#contact\nContent: on the telephone\nWay: telephone", "2026-03-02 12:00")
        assert (case.problems, case.complaint.status, case.complaint.outcome) == ("", "answered", "We have mended it")


def test_open_cases_are_listed_weekly_as_the_recipes_say():
    weekly = 'name = "w"\nevery = "week"\nby = "mon"\ncalendar = "work"\n'
    mine = office(f'[[report]]\n{weekly}kind = "list"\nto = ["staff"]')
    all_of_them = office(
        f'[[report]]\n{weekly}kind = "cases"\nwhen = [{{ status = ["open", "answered"] }}]\nto = ["director"]'
    )
    assert (mine.reports[0].kind, all_of_them.reports[0].kind) == ("list", "cases")


def test_an_own_sentence_names_the_stage():
    policy = office(
        '[[stage]]\nname = "first"\nlabels = { en = "first look" }\n[[stage]]\nname = "review"\n'
        '[words]\noutside_route = { en = "Write to the ombudsman.", zh-CN = "可找监察员。", zh-TW = "可找監察員。" }\n'
        '"acknowledgement.subject" = { en = "We have it: {{ case.stage }}" }',
        LIMIT,
    )
    case = referred(policy, text="your service is slow", who=READER)
    assert "We have it: first look" in written(case)


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
