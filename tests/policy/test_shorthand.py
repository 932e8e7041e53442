"""What a file says once: named lists, names with what they are called, fields declared in a form."""

import tomllib
from typing import Any

import jsonschema
import pytest

from chalicelib import policies
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy.vocabulary import any_holds
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.written.words import folded
from redress.policy_schema import schema
from tests.policy.small_policy import SMALL

SICK = """
[lists]
stomach = ["拉肚子", "呕吐"]
sick = ["@stomach", "过敏", "fever"]

[[rule]]
group = "sick"
when = [{ words = ["@sick", "住院"] }]
then = { flag = ["sick"] }

[[rule]]
group = "stomach"
when = [{ words = "@stomach" }]
then = { flag = ["stomach"] }
"""


def read(addition: str) -> Policy:
    return read_policy(tomllib.loads(SMALL + addition), "small.toml")


def faults(addition: str) -> list[str]:
    with pytest.raises(PolicyError) as refused:
        read(addition)
    return str(refused.value).split("\n")


def words(policy: Policy, group: str) -> tuple[str, ...]:
    return next(rule for rule in policy.rules if rule.group == group).when[0][0].values


def test_a_named_list_stands_wherever_words_are_wanted():
    policy = read(SICK)
    assert words(policy, "sick") == ("拉肚子", "呕吐", "过敏", "fever", "住院")
    assert words(policy, "stomach") == ("拉肚子", "呕吐")


def test_a_cell_of_a_table_holds_its_list():
    cells = '[lists]\nsick = ["拉肚子", "fever"]\n[table.flags]\ncolumns = ["words", "=flag"]\nrows = [["@sick", "sick"], [["@sick", "伤"], "hurt"]]\n'
    policy = read(cells)
    assert [rule.when[0][0].values for rule in policy.rules if rule.group == "flags"] == [
        ("拉肚子", "fever"),
        ("拉肚子", "fever", "伤"),
    ]


@pytest.mark.parametrize(
    ("addition", "fault"),
    [
        (SICK.replace('"@sick", "住院"', '"@sik"'), '.when[0].words[0]: "@sik" is no list of [lists]; did you mean "sick"?'),
        (SICK + "[lists2]\n", "small.toml: lists2: is not a key here"),
        (SICK.replace('["拉肚子", "呕吐"]', '"拉肚子"'), "small.toml: lists.stomach: is not a list"),
        ('[lists]\nlonely = ["a"]\n', "small.toml: lists.lonely: is named nowhere"),
        ('[lists]\nlate = ["@early"]\nearly = ["b"]\n', 'small.toml: lists.late[0]: "@early" is no list of [lists]'),
    ],
)  # fmt: skip
def test_a_slip_in_a_list_is_named_with_its_place(addition: str, fault: str):
    assert any(fault in line for line in faults(addition))


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("态度恶劣", "態度惡劣"),
        ("態度惡劣", "态度恶劣"),
        ("ＶＯＭＩＴＩＮＧ", "vomiting"),
        ("車輛遲到了", "车辆迟到"),
        ("這批豆乾發霉", "豆干发霉"),
    ],
)
def test_words_are_found_in_either_script(written: str, listed: str):
    policy = read(SICK.replace("呕吐", listed))
    rule = next(rule for rule in policy.rules if rule.group == "stomach")
    assert any_holds(rule.when, Complaint(id="1", number="S", policy="small", text=written), {})


CALLED = """
[[field]]
name = "mood"
type = "choice"

[field.choices]
calm = { zh-CN = "平静", en = "calm" }
angry = {}

[[task]]
name = "look"
for = "desk"
opens = "registered"
sets = "looked"
form = ["mood", { name = "opinion", type = "number", labels = { zh-CN = "看法", en = "Opinion" }, required = true }]
"""


def test_choices_and_their_labels_and_a_field_and_its_form_stand_together():
    policy = read(CALLED)
    mood, opinion = (next(field for field in policy.fields if field.name == name) for name in ("mood", "opinion"))
    assert mood.choices == ("calm", "angry")
    assert mood.called["calm"] == {"zh-CN": "平静", "en": "calm"}
    assert "angry" not in mood.called
    assert (opinion.type, opinion.labels["en"]) == ("number", "Opinion")
    task = next(task for task in policy.tasks if task.name == "look")
    assert (task.form, task.required) == (("mood", "opinion"), ("opinion",))


def test_the_answers_lines_say_themselves_what_reaches_the_customer():
    answer = '[[task]]\nname = "reply"\nfor = "handler"\nopens = "referred"\ncommand = "resolve"\nsets = "proposed"\nform = [{ name = "deed", letter = true, required = true }, { name = "inside" }]\n'
    small = "\n\n".join(
        part for part in SMALL.split("\n\n") if 'command = "resolve"' not in part and "[[gate]]" not in part
    )
    task = next(t for t in read_policy(tomllib.loads(small + answer), "small.toml").tasks if t.name == "reply")
    assert (task.form, task.required, task.letter) == (("deed", "inside"), ("deed",), ("deed",))


def test_editors_know_the_shorthand():
    whole: dict[str, Any] = tomllib.loads(SMALL + SICK + CALLED)
    jsonschema.validate(whole, schema())


@pytest.mark.parametrize("name", policies.names())
def test_no_list_of_a_shipped_policy_says_a_word_twice(name: str):
    for rule in policies.packaged(name).rules:
        for test in (test for table in rule.when for test in table if test.kind == "words"):
            assert len({folded(word) for word in test.values}) == len(test.values), rule.group
