"""The shipped policies are sound, and come back from what is published as they went in."""

import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chalicelib.core.policy.documents import digest, directory_document, policy_from, rules_document
from chalicelib.core.policy.model import PolicyError
from chalicelib.core.policy_reading import read_policy
from chalicelib.policies import by_name_or_path, from_file, names, packaged
from tests.policy.small_policy import SMALL, small


@pytest.mark.parametrize("name", names())
def test_a_shipped_policy_is_sound_and_bears_its_files_name(name: str):
    assert packaged(name).name == name


@pytest.mark.parametrize("name", names())
def test_a_published_policy_comes_back_as_it_was(name: str):
    policy = packaged(name)
    assert policy_from(rules_document(policy), directory_document(policy)) == policy


@pytest.mark.parametrize("name", names())
def test_every_part_of_a_shipped_policy_tells_its_clause_or_is_nobodys(name: str):
    policy = packaged(name)
    timed: tuple[Any, ...] = (*policy.clocks, *policy.gates, *policy.tasks)
    assert [part.name for part in timed if not part.clause] == []


def test_a_change_of_people_leaves_the_digest_and_a_change_of_rules_does_not():
    policy = small()
    moved = small('director = "bob@small.example"', 'director = "ann@small.example"')
    stricter = small('general = "3 working days"', 'general = "2 working days"')
    assert policy.digest == moved.digest == digest(policy)
    assert stricter.digest != policy.digest
    assert len(policy.digest) == 12


def test_rules_that_were_published_while_one_alone_could_answer_a_stage_are_read_as_ever():
    policy = packaged("uk-landlord")
    parts = json.loads(rules_document(policy))
    parts["stages"] = [{**stage, "answers": stage["answers"][0]} for stage in parts["stages"]]
    assert policy_from(json.dumps(parts).encode(), directory_document(policy)) == policy


def test_old_rules_go_with_the_newest_directory():
    old = small()
    new = small('name = "Ann"', 'name = "Anna"')
    joined = policy_from(rules_document(old), directory_document(new))
    assert joined.digest == old.digest
    assert joined.directory.people[0].name == "Anna"


def test_the_same_rules_in_another_order_of_keys_are_the_same_rules():
    data = tomllib.loads(SMALL)
    assert read_policy(dict(reversed(data.items())), "small.toml").digest == small().digest


def test_a_file_that_is_no_toml_or_no_text_is_named(tmp_path: Path):
    for name, content, said in [
        ("a.toml", b"name = ", "a.toml: is not TOML: "),
        ("b.toml", "name = '聊城'".encode("gb18030"), "b.toml: line 1 is not UTF-8 text: save"),
    ]:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(PolicyError) as refused:
            from_file(path)
        assert str(refused.value).startswith(said)
    with pytest.raises(PolicyError, match=r"none\.toml: there is no such file"):
        from_file(tmp_path / "none.toml")


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path):
    path = tmp_path / "small.toml"
    path.write_text("\ufeff" + SMALL, encoding="utf-8")
    assert by_name_or_path(str(path)) == small()


def test_an_unknown_name_tells_what_is_shipped():
    with pytest.raises(
        PolicyError,
        match=r"there is no such file, and no shipped policy is called so; do you mean .*liaocheng-transport",
    ):
        packaged("liaocheng")


def test_a_policy_is_data_that_nothing_changes():
    policy = small()
    with pytest.raises(AttributeError):
        policy.name = "other"  # type: ignore[misc]  # the attempt is the test
    assert msgspec.structs.replace(policy, name="other").name == "other"
