"""Text messages: short enough for two segments, number and time in them, and how to answer."""

import re

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import LONGEST_SMS, render
from chalicelib.render.sender_identity import SenderIdentity
from chalicelib.render.wording import environment
from tests.render.samples import EXTRA, message

TWO_SEGMENTS = {"ucs2": 134, "gsm": 306}
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåÄä_ ÆæßÉ!\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
FREE_TEXT = {"update", "question", "outcome", "explanation", "conduct"}  # as long as what there is to say
CUSTOMERS = [name for name, kind in MESSAGES.items() if kind.audience == "customer"]


def too_long(text: str) -> int:
    return max(0, len(text) - TWO_SEGMENTS["gsm" if set(text) <= GSM else "ucs2"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(set(MESSAGES) - FREE_TEXT))
def test_a_text_message_fits_two_segments(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    wordy = msgspec.structs.replace(rich, subject="很长的主题" * 40, department="长" * 40, category="类别" * 30)
    extra = EXTRA | {"text": "补充" * 400}
    sms = render(
        message(name, language, "sms", **extra), wordy if language != "en" else in_english(wordy), policy, identity
    ).sms
    assert too_long(sms) == 0, f"{len(sms)}: {sms}"


def in_english(complaint: Complaint) -> Complaint:
    return msgspec.structs.replace(
        complaint, subject="late bus " * 40, department="Passenger services", handler="", category="late"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(FREE_TEXT))
def test_our_own_words_of_a_free_text_fit_two_segments(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    short = msgspec.structs.replace(rich, outcome="", fields={})
    assert too_long(render(message(name, language, "sms"), short, policy, identity).sms) == 0


@pytest.mark.clause("LC-06")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_answer_ends_with_ten_segments_and_still_asks_whether_the_customer_is_satisfied(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    long = msgspec.structs.replace(rich, outcome="长" * 5000)
    sms = render(message("outcome", language, by="sms"), long, policy, identity).sms
    assert len(sms) <= LONGEST_SMS == 670
    assert {"zh-CN": "请回复1–4", "zh-TW": "請回覆1–4", "en": "Reply 1-4"}[language] in sms
    assert sms.endswith(("重新办理。", "重新辦理。", "look again."))


@pytest.mark.clause("LC-16")
def test_an_answer_by_text_states_facts_responsibility_and_measures_like_one_by_mail(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    said = {"facts": "晚点四十分钟", "responsibility": "我方责任", "measures": "加开一班"}
    answered = msgspec.structs.replace(rich, outcome="向您道歉。", fields=said)
    sms = render(message("outcome", by="sms"), answered, policy, identity).sms
    assert "向您道歉。 事实：晚点四十分钟；责任：我方责任；措施：加开一班" in sms
    said_already = msgspec.structs.replace(rich, outcome="晚点四十分钟，我方责任，加开一班", fields=said)
    assert render(message("outcome", by="sms"), said_already, policy, identity).sms.count("加开一班") == 1


@pytest.mark.parametrize("name", CUSTOMERS)
def test_chinese_texts_begin_with_the_signature_in_brackets(
    name: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    assert render(message(name, by="sms"), rich, policy, identity).sms.startswith("【聊城交通集团】")


@pytest.mark.clause("CW-02")
@pytest.mark.clause("LC-03")
@pytest.mark.parametrize(("language", "sorry"), [("zh-CN", "抱歉"), ("zh-TW", "抱歉"), ("en", "sorry")])
def test_the_acknowledging_text_soothes_and_says_who_and_by_when(
    language: str, sorry: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    sms = render(message("acknowledgement", language, "sms"), rich, policy, identity).sms
    who, due = ("Passenger Marketing", "Wed 4 Mar 17:30") if language == "en" else ("李明", "3月4日")
    assert all(part in sms for part in (sorry, "LC20260302-0001", who, due, "17:30"))


@pytest.mark.clause("LC-06")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["outcome", "survey"])
def test_the_survey_by_text_asks_for_a_figure(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    sms = render(message(name, language, "sms"), rich, policy, identity).sms
    assert re.search(r"(回复|回覆|Reply )1[–-]4", sms)


def test_at_night_the_answer_goes_without_the_survey(policy: Policy, identity: SenderIdentity, rich: Complaint):
    mail = render(message("outcome", survey=0), rich, policy, identity)
    assert "/s/" not in mail.text + mail.html
    assert "1–4" not in render(message("outcome", by="sms", survey=0), rich, policy, identity).sms


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_a_text_message_is_rendered_alone(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    sms = render(message(name, language, "sms", **EXTRA), rich, policy, identity)
    assert sms.sms
    assert (sms.text, sms.html, sms.reply_to, sms.headers) == ("", "", "", {})


OWN_TEXTS = [
    (file, key.removesuffix(".sms"), language)
    for file in policies.names()
    for key, texts in policies.packaged(file).words.items()
    if key.endswith(".sms")
    for language in texts
]


def is_signed(sms: str, language: str, name: str) -> bool:
    """Once and at the beginning, as its language does it."""
    begins = f"【{name}】" if language.startswith("zh") else f"{name}: "
    return sms.startswith(begins) and sms.count(begins) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_text_begins_with_who_sends_it(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    called = msgspec.structs.replace(policy, words=policy.words | {"sms_name": dict.fromkeys(LANGUAGES, "聊城交运")})
    sms = render(message(name, language, "sms", **EXTRA), rich, called, identity).sms
    assert is_signed(sms, language, "聊城交运"), sms


@pytest.mark.parametrize(("file", "name", "language"), OWN_TEXTS)
def test_the_shipped_organisations_own_texts_begin_so_as_well(
    file: str, name: str, language: str, identity: SenderIdentity, rich: Complaint
):
    own = policies.packaged(file)
    kind = message("update", language, "sms", **EXTRA)
    sms = render(msgspec.structs.replace(kind, name=name), rich, own, identity).sms
    if language.startswith("zh"):
        assert sms.startswith("【"), sms
        assert sms.count("【") == 1, sms
    else:
        assert re.match(r"[A-Z0-9][\w' ]{2,31}: \S", sms), sms


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("您的申诉已经受理。", "【云岭税控服务】您的申诉已经受理。"),
        ("【云岭税控】您的申诉已经受理。", "【云岭税控】您的申诉已经受理。"),
        ("您的申诉已经受理。【云岭税控】", "您的申诉已经受理。【云岭税控】"),
        ("【重要】您的申诉已经受理。", "【云岭税控服务】【重要】您的申诉已经受理。"),
        ("[{{ case.number }}] 已经受理。", "【云岭税控服务】[LC20260302-0001] 已经受理。"),
    ],
)
def test_words_of_ones_own_are_signed_once_wherever_they_bring_the_name_themselves(
    words: str, sent: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    own = policy.words | {"update.sms": {"zh-CN": words}, "sms_name": {"zh-CN": "云岭税控服务"}}
    called = msgspec.structs.replace(policy, words=own)
    assert render(message("update", "zh-CN", "sms", **EXTRA), rich, called, identity).sms == sent


def test_an_english_text_that_begins_with_the_name_is_not_given_it_again(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    own = policy.words | {"sms_name": {"en": "Harrowden"}}
    for words, sent in (
        ("Harrowden has your answer ready.", "Harrowden has your answer ready."),
        ("Your answer is ready.", "Harrowden: Your answer is ready."),
    ):
        called = msgspec.structs.replace(policy, words=own | {"update.sms": {"en": words}})
        assert render(message("update", "en", "sms", **EXTRA), rich, called, identity).sms == sent


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ("Remedy: an apology", "Remedy: an apology."),
        ("It is mended!", "It is mended!"),
        ("as we wrote…", "as we wrote…"),
        ("the pump (again)", "the pump (again)."),
        ("", ""),
    ],
)
def test_what_an_answer_says_ends_before_the_next_sentence_of_the_text_begins(said: str, ended: str):
    assert environment("text").from_string('{{ said|ended(".") }}').render(said=said) == ended
