"""What a policy's author writes by mistake, one change each, and the sentence in which `check` tells of it."""

from pathlib import Path

import pytest

from chalicelib.core.policy.model import PolicyError
from chalicelib.policies import HERE, from_file
from chalicelib.render.own_words import word_problems
from tests.policy.slips import FOOD, HOTEL, INSURANCE, SLIPS, TRANSPORT
from tests.policy.test_policy_documents import EXAMPLE


def text_of(policy: str) -> str:
    return EXAMPLE if policy == HOTEL else (HERE / f"{policy}.toml").read_text(encoding="utf-8")


def checked(text: str, folder: Path, name: str = "tried.toml") -> list[str]:
    """What `redress policy check` tells of a file with that text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    try:
        return [f"{name}: {words}" for words in word_problems(from_file(file))]
    except PolicyError as error:
        return str(error).splitlines()


@pytest.mark.parametrize(
    ("policy", "old", "new", "said"), SLIPS, ids=[f"{n}-{slip[3].partition(': ')[0]}" for n, slip in enumerate(SLIPS)]
)
def test_a_slip_is_told_with_its_place_and_what_is_right(policy: str, old: str, new: str, said: str, tmp_path: Path):
    text = text_of(policy)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    assert f"tried.toml: {said}" in checked(text.replace(old, new), tmp_path)


@pytest.mark.parametrize("policy", [HOTEL, FOOD, INSURANCE, TRANSPORT])
def test_what_is_sound_raises_no_alarm(policy: str, tmp_path: Path):
    assert checked(text_of(policy), tmp_path) == []


@pytest.mark.parametrize(
    ("policy", "old", "new"),
    [
        # the engine steps over whoever is both, and follows deputies of deputies
        (HOTEL, 'handler = "li@hillside.example", head = "mei@hillside.example" },\n]', 'handler = "mei@hillside.example", head = "mei@hillside.example" },\n]'),
        (HOTEL, 'deputy = "mei@hillside.example" }]',
         'deputy = "mei@hillside.example" },\n  { mail = "mei@hillside.example", start = 2026-05-01, end = 2026-05-08, deputy = "wang@hillside.example" }]'),
        # one of several who are told by text has a telephone
        (HOTEL, 'name = "李青", phone = "+8613800000003"', 'name = "李青"'),
        # two clocks of which only one can run
        (HOTEL, '[[clock]]\nclause = "HH-5"',
         '[[clock]]\nname = "guests"\nfrom = "referred"\nuntil = "answered"\nwithin = "3 days"\nwhen = [{ kind = "complaint" }]\nrungs = [{ at = "due", tell = ["customer"] }]\n\n[[clock]]\nclause = "HH-5"'),
        # a rung further on, in another unit of time
        (HOTEL, '{ at = "+2 working hours", tell = ["supervisor"] }', '{ at = "+2 working hours", tell = ["supervisor", "handler"] }'),
        # the answer's clock bounds the proposal as well
        (HOTEL, '[[clock]]\nclause = "HH-5"', '[[clock]]\nname = "out"\nfrom = "proposed"\nuntil = "answered"\nwithin = "1 day"\nrungs = [{ at = "due", tell = ["desk"] }]\n\n[[clock]]\nclause = "HH-5"'),
        # a comma inside a word of several letters that nobody meant as two is not there; a full stop may be
        (HOTEL, 'words = ["态度", "rude"]', 'words = ["态度", "rude", "v.i.p", "24/7"]'),
        # the same field's values in two rows, the narrower first
        (FOOD, '["trade", "packs_missing", "*", "B", ["营销部"]],', '["trade", "packs_missing", "*", "B", ["营销部"]],\n  ["trade", ["packs_missing", "underweight"], "*", "B", ["营销部"]],'),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_slip_raises_no_alarm(policy: str, old: str, new: str, tmp_path: Path):
    text = text_of(policy)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    assert checked(text.replace(old, new), tmp_path) == []


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path):
    file = tmp_path / "tried.toml"
    file.write_bytes('name = "tried"\nprefix = "TR"\norganisation = { zh-CN = "办事处" }\n'.encode("gb18030"))
    with pytest.raises(PolicyError) as refused:
        from_file(file)
    assert str(refused.value) == "tried.toml: line 3 is not UTF-8 text: save the file as UTF-8"


def test_a_single_heading_for_one_of_several_is_told_as_it_is_written(tmp_path: Path):
    said = checked('name = "tried"\nprefix = "TR"\norganisation = { en = "Tried" }\n[rule]\ngroup = "x"\n', tmp_path)
    assert "tried.toml: rule: is written [[rule]]" in said


def test_a_policy_in_english_alone_needs_no_chinese_words(tmp_path: Path):
    words = """languages = ["en"]

[words]
"sorry.subject" = { en = "Sorry" }
"sorry.body" = { en = "We are sorry." }

[[rule]]
group = "sorry"
when = [{ flag = ["grave"] }]
then = { tell = ["desk"], message = "sorry" }

[labels]"""
    assert checked(EXAMPLE.replace("[labels]", words), tmp_path) == []
