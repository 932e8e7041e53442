"""What things are called, where one word names several of them."""

from datetime import UTC, datetime

import pytest

from chalicelib import policies
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Entry
from chalicelib.core.complaint.moments import MOMENTS
from chalicelib.core.words.history import entry_reason
from chalicelib.core.words.labels import clock_name, history_name, label, message_name, moment_name, value_name
from chalicelib.core.written.languages import LANGUAGES
from tests.core.handling.playing import office, transport

ANSWER = '[[clock]]\nname = "answer"\nfrom = "referred"\nuntil = "answered"\nwithin = "2 days"\nrungs = [{ at = "due", tell = ["handler"] }]'
VISIT = '[[clock]]\nname = "visit"\nfrom = "answered"\nuntil = "visited"\nwithin = "2 days"\nrungs = [{ at = "due", tell = ["desk"] }]'


def test_a_time_limit_called_visit_is_the_return_visit_and_the_channel_is_not():
    policy = office(ANSWER, VISIT)
    assert (label("visit", policy, "zh-CN"), clock_name("visit", policy, "en")) == ("回访", "follow-up call")
    assert value_name("visit", policy, "zh-CN") == "来访"


@pytest.mark.clause("LC-11")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_moment_that_stands_in_the_register_has_a_name_in_words(language: str):
    policy = transport()
    moments = (
        *(moment.name for moment in MOMENTS),
        "slip_issued",
        "received:li@lc-transport.example",
        "corrective_action",
    )
    for name in moments:
        said = moment_name(name, policy, language)
        assert said
        assert "_" not in said
        assert "@" not in said
        assert language == "en" or not said.isascii(), name


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_has_a_name_in_every_script(name: str):
    simplified, traditional, english = (message_name(name, transport(), language) for language in LANGUAGES)
    assert not any(said.isascii() for said in (simplified, traditional))
    assert english.isascii()
    assert "_" not in english


def test_a_policy_may_call_a_message_otherwise_and_names_its_own():
    policy = office('[labels]\n"message.holding" = { zh-CN = "等候通知", en = "please wait" }')
    assert [message_name("holding", policy, language) for language in LANGUAGES] == [
        "等候通知", "等候通知", "please wait",
    ]  # fmt: skip
    assert message_name("right_of_appeal", policy, "en") == "right_of_appeal"
    limit = office('[labels]\nquestion = { en = "our question" }')
    assert message_name("question", limit, "en") == message_name("question", policy, "en")


def test_the_history_names_a_message_of_the_policys_own_that_came_back_as_the_policy_calls_it():
    sheet = office(
        '[labels]\n"message.sheet" = { en = "our ten questions" }',
        '[words]\n"sheet.subject" = { en = "Ten questions" }\n"sheet.body" = { en = "Please answer." }',
        top='languages = ["en"]\n',
    )
    back = Entry(at=datetime(2026, 3, 2, tzinfo=UTC), what="undeliverable", reason="sheet", text="li@customer.example")
    assert entry_reason(back, sheet, "en") == "our ten questions"


def test_the_history_calls_what_was_sent_by_its_name():
    policy = transport()
    assert history_name("reminder", policy, "en") == "reminder"
    assert history_name("receipt_request", policy, "en") == message_name("receipt_request", policy, "en")
    assert history_name("right_of_appeal", policy, "en") == "right_of_appeal"


@pytest.mark.parametrize("name", policies.names())
def test_every_gate_that_asks_for_an_approval_says_for_what(name: str):
    policy = policies.packaged(name)
    asking = [gate.name for gate in policy.gates if gate.approve]
    assert [n for n in asking for language in policy.languages if label(n, policy, language) == n] == []


def test_a_wait_for_the_customer_has_a_name():
    assert label("question", transport(), "zh-CN") == "等待客户回复"


@pytest.mark.parametrize(
    ("own", "language", "read"),
    [
        ('{ zh-CN = "投诉", en = "grievance" }', "zh-TW", "投訴"),
        ('{ zh-CN = "投诉" }', "en", "complaint"),
        ('{ zh-CN = "客诉", en = "grievance" }', "zh-TW", "客诉"),
        ('{ zh-CN = "投诉", zh-TW = "申訴" }', "zh-TW", "申訴"),
    ],
)
def test_a_word_that_is_called_as_we_call_it_is_so_in_the_languages_left_out_too(own: str, language: str, read: str):
    assert label("complaint", office(f"[labels]\ncomplaint = {own}"), language) == read
