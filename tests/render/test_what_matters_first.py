"""Mails to staff say first what matters: what is wanted and by when, the customer's words, a button, the form; all else is below, and nothing twice."""

import re
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complaint, Entry
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.once import beginning
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import DUE, EXTRA, NOW, message

DETAILS = {"zh-CN": "■ 本件详情", "zh-TW": "■ 本件詳情", "en": "■ Details"}
WORKING = ("assignment", "reminder", "chase", "task", "passed_on", "to_assign")
RESOLVE = {"zh-CN": "#结果", "zh-TW": "#結果", "en": "#resolve"}
ABOVE = {"zh-CN": 700, "zh-TW": 700, "en": 900}  # characters that a leader reads of an escalation before its details


@pytest.fixture
def told(rich: Complaint) -> Complaint:
    """The same complaint, whose history repeats what the customer said and what was answered."""
    answer = rich.outcome
    repeated = (
        Entry(at=NOW - timedelta(hours=2), what="received", by="customer", reason="mail", text=rich.text),
        Entry(at=NOW, what="staff_wrote", by="li@lcjt.example", text=f"#结果 {answer}\n事实：{rich.fields['facts']}"),
        Entry(at=NOW, what="proposed", by="li@lcjt.example", text=f"{answer}\n事实：{rich.fields['facts']}"),
    )
    return msgspec.structs.replace(rich, recent=(*repeated, *rich.recent))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WORKING)
def test_what_is_wanted_comes_first_then_the_customers_words_then_the_command_then_everything_else(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    text = render(message(name, language, **EXTRA), rich, policy, identity).text
    order = ("▶", "│ 3月1日晚我在火车站等K12路", f"\n{RESOLVE[language]}  ", DETAILS[language])
    places = [text.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name, kind in MESSAGES.items() if kind.shows == "case"])
def test_two_commands_are_above_the_details_and_every_further_one_is_among_them(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    text = render(message(name, language, **EXTRA), rich, policy, identity).text
    above, _, below = text.partition(DETAILS[language])
    offered = [len(re.findall(r"^#\w+  \S", part, re.MULTILINE)) for part in (above, below)]
    assert offered == [2, 3]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["assignment", "chase", "escalation", "approval", "answered_copy", "information"])
def test_what_the_customer_said_and_was_answered_stands_once(
    name: str, language: str, policy: Policy, identity: SenderIdentity, told: Complaint
):
    text = render(message(name, language, **EXTRA), told, policy, identity).text
    for once in ("问司机，他说“爱坐不坐”。", "我们向您诚恳道歉", "车辆故障，晚点110分钟"):
        assert text.count(once) == 1, once


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_leader_reads_little_before_the_details_of_what_is_late(
    language: str, policy: Policy, identity: SenderIdentity, told: Complaint
):
    long = msgspec.structs.replace(told, text="车晚点了。" * 200)
    late = msgspec.structs.replace(identity, now=DUE + timedelta(days=2, hours=1))
    text = render(message("escalation", language, **EXTRA), long, policy, late).text
    above, _, below = text.partition(DETAILS[language])
    assert len(re.sub(r"\s", "", above)) <= ABOVE[language]
    assert (long.text in above, long.text in below) == (False, True)
    assert {"zh-CN": "已经超时 2 天", "zh-TW": "已經逾時 2 天", "en": "2 days 1 hour ago"}[language] in above


def test_what_has_passed_is_no_threat_any_more(policy: Policy, identity: SenderIdentity, rich: Complaint):
    chased = message("reminder", **EXTRA)
    before = render(chased, rich, policy, identity).text
    late = msgspec.structs.replace(identity, now=DUE + timedelta(minutes=1))
    after = render(chased, rich, policy, late).text
    assert ("逾期将会" in before, "逾期将会" in after, "仍不办理将会" in after) == (True, False, True)


@pytest.mark.parametrize("name", ["task", "approval", "to_assign", "return_visit", "receipt_request"])
def test_nobody_is_told_that_the_level_above_hears_where_none_is(
    name: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asks = message(name, **EXTRA)
    director = msgspec.structs.replace(asks, to=msgspec.structs.replace(asks.to, mail="director@lcjt.example"))
    said = ["上一级" in render(each, rich, policy, identity).text for each in (asks, director)]
    assert said == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_for_an_error_shows_the_line_to_mend_and_one_command(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    wrong = message(
        "receipt", language, problems=["X"], wrote="#结过 好了", mended="#结果 好了", commands=EXTRA["commands"]
    )
    text = render(wrong, rich, policy, identity).text
    assert (
        text.index("X") < text.index("#结过 好了") < text.index("#结果 好了") < text.index(f"\n{RESOLVE[language]}  ")
    )
    assert len(re.findall(r"^#\w+  \S", text, re.MULTILINE)) == 1
    assert len(text) < 400


def test_of_a_form_that_lacks_something_the_lines_that_must_stand_are_shown_alone(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    lacking: dict[str, Any] = {
        "commands": ["resolve"],
        "fields": ["facts", "measures"],
        "required": ["measures"],
        "lacks": 1,
    }
    mail = render(message("receipt", problems=["缺少：措施"], **lacking), rich, policy, identity)
    assert "\n#结果\n措施*：\n" in mail.text
    assert "%E4%BA%8B%E5%AE%9E" in mail.html, "the button's mail has every line"


@pytest.mark.parametrize(
    ("text", "room", "said"),
    [
        ("短", 10, "短"),
        (
            "车晚点了。没有人解释",
            16,
            "车晚点了。没有人解释",
        ),  # the little more than fits stands there, not below in full
        ("车晚点了。没有人解释", 15, "车晚点了。…"),
        ("车晚点了。没有人解释，也没有人道歉", 20, "车晚点了。没有人解释…"),
        ("车晚点了。没有人解释。也没有人道歉", 26, "车晚点了。没有人解释。…"),
        ("The bus was late. Nobody told us why it was", 28, "The bus was late. Nobody…"),
        ("一二三四五六七八九十", 10, "一二三四五…"),
    ],
)
def test_a_long_text_is_cut_behind_a_sentence_or_a_word(text: str, room: int, said: str):
    assert beginning(text, room) == said
