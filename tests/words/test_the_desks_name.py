"""The intake office is called what the policy calls it, in every sentence, mail and page."""

from pathlib import Path

import msgspec
import pytest

from chalicelib.core.complaint.saying import say
from chalicelib.core.orders.command_table import COMMANDS, explained
from chalicelib.core.policy.model import Policy
from chalicelib.core.report.wording import WORDS
from chalicelib.core.words.labels import BUILT_IN, history_name, label, the_desk, with_desk
from chalicelib.core.words.sentences import SENTENCES
from chalicelib.core.words.worded import worded
from chalicelib.render import render
from redress.proving.playing import identity
from tests.core.handling.playing import BUS, Case, answered, transport
from tests.policy.small_policy import small

OURS = ("客服中心", "intake office", "omplaint desk", "omplaints desk")
DEFAULTS = frozenset({"desk", "the_desk"})
TEMPLATES = Path("templates")


def called(name: str, **labels: dict[str, str]) -> Policy:
    policy = transport()
    directory = msgspec.structs.replace(policy.directory, desk_name=name)
    return msgspec.structs.replace(policy, directory=directory, labels={**policy.labels, **labels})


HOTEL = called("宾客关怀部")


def test_no_sentence_has_a_word_of_its_own_for_the_desk():
    tables = {**SENTENCES, **WORDS, **{n: t for n, t in BUILT_IN.items() if n not in DEFAULTS}}
    tables |= {name: command.help for name, command in COMMANDS.items()}
    found = [(n, said) for n, texts in tables.items() for said in texts.values() if any(word in said for word in OURS)]
    assert found == []


def test_no_template_has_either_but_where_the_policy_has_none():
    for path in TEMPLATES.rglob("*.j2"):
        said = path.read_text().replace('"our complaints team" if', "").replace('"Our complaints team" if', "")
        assert not any(word in said for word in OURS), path


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("desk", "zh-CN", "宾客关怀部"),
        ("desk_head", "zh-CN", "宾客关怀部负责人"),
        ("desk_head", "zh-TW", "宾客关怀部負責人"),
        ("desk", "en", "Complaint desk"),
        ("desk_head", "en", "head of the desk"),
    ],
)
def test_the_roles_are_called_by_it_in_the_languages_that_can_read_it(word: str, language: str, expected: str):
    assert label(word, HOTEL, language) == expected


def test_labels_give_it_in_the_other_languages():
    policy = called("宾客关怀部", 宾客关怀部={"en": "Guest Care", "zh-TW": "賓客關懷部"})
    assert [label("desk", policy, each) for each in ("zh-CN", "zh-TW", "en")] == [
        "宾客关怀部",
        "賓客關懷部",
        "Guest Care",
    ]
    assert label("desk_head", policy, "en") == "head of Guest Care"
    assert worded(say("handed_back"), policy, "en") == "handed back to Guest Care"
    assert the_desk(called("", desk={"en": "the care team"}), "en") == "the care team"


def test_refusals_history_and_help_name_it():
    assert worded(say("handed_back"), HOTEL, "zh-CN") == "已退回宾客关怀部重新指派"
    assert history_name("handed_back", HOTEL, "zh-CN") == "退回宾客关怀部"
    assert "退回宾客关怀部" in with_desk(explained("return", "zh-CN"), HOTEL, "zh-CN")
    case = Case(called("宾客关怀部"))
    case.customer("请问K12路公交末班车几点")
    case.staff(BUS, "这是投诉，应当按投诉办理")
    assert "已转告宾客关怀部" in case.changes


def test_the_script_of_the_visit_introduces_the_caller_by_it():
    case = answered(HOTEL)
    visit = next(m for m in [*case.messages, *case.wind("2026-03-10 18:00")] if m.name == "return_visit")
    text = render(visit, case.complaint, HOTEL, identity(case.now)).text
    assert "聊城交运集团宾客关怀部，想听听" in text
    assert "客服中心" not in text.replace("客服中心@", "")


def test_the_desks_name_may_have_a_label_for_readers_of_other_languages():
    named = small(
        "[directory]", '[labels]\n"宾客服务中心" = { en = "Guest Care" }\n\n[directory]\ndesk_name = "宾客服务中心"'
    )
    assert the_desk(named, "en") == "Guest Care"
