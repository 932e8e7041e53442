"""What a reader sees before they read: the line in the list of mails, and the band that tells how urgent it is."""

import re
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.words import preheader
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import head, palette, render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import DUE, EXTRA, NOW, every_message, message

LINE = re.compile(r'<div style="display:none;[^"]*">(?:&#\d+;){3}(.*?)(?:&#\d+;)+</div>')
BAND = re.compile(r'<td bgcolor="(#[0-9a-f]{6})" style="padding:8px 20px[^"]*">([^<]*)</td>')


def listed(html: str) -> str:
    found = LINE.search(html)
    assert found
    return found[1]


def band(name: str, policy: Policy, identity: SenderIdentity, case: Complaint, language: str = "zh-CN", **extra: Any):
    mail = render(message(name, language, **extra), case, policy, identity)
    found = BAND.search(mail.html)
    assert found
    assert found[2] in mail.text
    return found[1], found[2]


@every_message
def test_the_list_of_mails_shows_one_line_of_what_the_mail_says(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message(name, language, **EXTRA), rich, policy, identity)
    line = listed(mail.html)
    assert 5 < len(line) <= 5 * preheader.LONGEST  # as HTML spells it
    assert "://" not in line
    assert mail.html.index(line) < mail.html.index("<table")


def test_it_is_the_first_sentences_below_the_greeting():
    body = "Dear Li,\n\nThe customer waits. Please answer: now.\nSee https://a.example/x below.\n\nMore."
    assert head.preview("", body, "Dear Li,") == "The customer waits. Please answer: now. See below."
    assert head.preview("", "李明，您好：\n\n▶ 请您办理：查清。\n\n后文", "李明，您好：") == "请您办理：查清。"
    assert head.preview(" Its own. ", body, "") == "Its own."
    assert head.preview("Chase no. 12: settlement overdue", body, "") == "Chase no. 12: settlement overdue"
    assert len(head.preview("", "长" * 400, "")) == preheader.LONGEST


def test_an_organisations_own_words_are_what_the_list_shows_of_them(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    words = {"acknowledgement.body": {"zh-CN": "{{ parts.greeting() }}\n\n已登记，{{ promised }} 前答复。"}}
    html = render(message("acknowledgement"), rich, msgspec.structs.replace(policy, words=words), identity).html
    assert listed(html).startswith("已登记，")


@pytest.mark.parametrize(
    ("name", "after", "tone", "said"),
    [
        ("assignment", timedelta(0), "task", "处理流程单 · 最迟 3月4日（周三）17:30"),
        ("assignment", timedelta(days=5), "late", "处理流程单 · 已超时 2 天 17 小时"),
        ("reminder", timedelta(0), "reminder", "到期提醒 · 还剩 2 天 7 小时，最迟 3月4日（周三）17:30"),
        ("chase", DUE - NOW, "late", "催办 · 已到期"),
        ("chase", DUE - NOW + timedelta(minutes=61), "late", "催办 · 已超时 1 小时 1 分钟"),
        ("chase", DUE - NOW + timedelta(hours=17, minutes=1), "late", "催办 · 已超时 17 小时"),
        ("chase", DUE - NOW + timedelta(days=7, hours=3), "late", "催办 · 已超时 7 天"),
        ("escalation", DUE - NOW + timedelta(days=1), "escalation", "逾期报告 · 已超时 1 天"),
        ("danger", timedelta(0), "danger", "紧急情况 · 请立即处理"),
        ("answered_copy", timedelta(0), "news", "答复抄送"),
        ("information", timedelta(0), "task", "知会 · 最迟 3月4日（周三）17:30"),
    ],
)
def test_urgency_is_seen_in_the_band(
    name: str, after: timedelta, tone: str, said: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    then = msgspec.structs.replace(identity, now=NOW + after)
    extra: dict[str, Any] = {} if name == "answered_copy" else {"due": "2026-03-04T09:30:00Z"}
    assert band(name, policy, then, rich, **extra) == (palette.TONES[tone], said)


def test_what_could_not_be_done_looks_otherwise_than_what_was(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    assert band("receipt", policy, identity, rich, changes=["已记录"])[0] == palette.TONES["news"]
    assert band("receipt", policy, identity, rich, problems=["没有填写理由"])[0] == palette.TONES["reminder"]


def test_how_late_it_is_reads_well_in_english(policy: Policy, identity: SenderIdentity, rich: Complaint):
    then = msgspec.structs.replace(identity, now=DUE + timedelta(days=1, hours=2))
    assert band("chase", policy, then, rich, "en", due="2026-03-04T09:30:00Z")[1] == "Chase · late by 1 day 2 hours"


@pytest.mark.parametrize("name", [name for name, kind in MESSAGES.items() if kind.audience == "customer"])
def test_a_customers_mail_is_a_letter_and_has_no_band(
    name: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    assert not BAND.search(render(message(name, **EXTRA), rich, policy, identity).html)


@pytest.mark.parametrize(
    ("subject", "text", "unit", "said"),
    [
        ("K12路公交晚点", "很长的话。", "", "K12路公交晚点（客运营销部）"),
        ("投诉", "检票员骂人。我要投诉。", "客运总站", "投诉：检票员骂人。我要投诉。（客运总站）"),
        ("", "17路公交车没有停。", "", "17路公交车没有停。（客运营销部）"),
        ("", "", "", "服务态度（客运营销部）"),
        ("客运营销部的司机骂人", "", "", "客运营销部的司机骂人"),
    ],
)
def test_subjects_to_staff_tell_cases_apart_by_what_they_are_about_and_where(
    subject: str, text: str, unit: str, said: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    case = msgspec.structs.replace(rich, subject=subject, text=text, unit=unit)
    due = "2026-03-04T09:30:00Z"
    for name in ("assignment", "reminder", "chase", "task", "approval", "return_visit", "customer_added"):
        assert said in render(message(name, due=due), case, policy, identity).subject


def test_an_escalations_subject_says_for_how_long_it_has_been_late(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    then = msgspec.structs.replace(identity, now=DUE + timedelta(days=1, hours=2))
    asked = {each: message("escalation", each, due="2026-03-04T09:30:00Z", clock="answer") for each in ("zh-CN", "en")}
    assert "已超时 1 天 2 小时——K12路公交晚点两小时" in render(asked["zh-CN"], rich, policy, then).subject
    assert "Overdue by 1 day 2 hours: " in render(asked["en"], rich, policy, then).subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_tells_in_the_list_the_one_thing_that_counts(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    case = msgspec.structs.replace(rich, outcome="The bus broke down. We are to blame for it.", letter=())

    def shown(name: str, **extra: Any) -> str:
        return listed(render(message(name, language, **extra), case, policy, identity).html)

    assert shown("outcome").startswith("The bus broke down. We are to blame for it.")
    assert (
        shown("question", text="Which bus was it?") == shown("update", text="Which bus was it?") == "Which bus was it?"
    )
    assert all(re.search(r"3月4日|4 March", shown(name)) for name in ("acknowledgement", "reopened"))
    assert re.search(r"3月6日|6 March", shown("holding", new_due="2026-03-06T09:30:00Z"))


def test_a_receipt_tells_in_the_list_what_could_not_be_done_else_what_was(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    for done, wrong, said in ((["已转办"], [], "已转办"), (["已转办"], ["没有这个单位"], "没有这个单位")):
        mail = render(message("receipt", "zh-CN", changes=done, problems=wrong), rich, policy, identity)
        assert listed(mail.html) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_approver_reads_the_customers_words_before_what_they_are_to_be_told(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    case = msgspec.structs.replace(rich, text="FIRST", outcome="THEN")
    for body in (mail := render(message("approval", language), case, policy, identity)).text, mail.html:
        assert body.index("FIRST") < body.index("THEN")
        assert body.count("FIRST") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_urgent_mail_without_a_reason_has_no_empty_slot(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    for what, marked in (("", 0), ("fears", 1)):
        mail = render(message("danger", language, what=what), rich, policy, identity)
        assert mail.subject.count("fears") == marked
        assert not re.search(r"】：|, :|来信。|來信。|message \.", mail.subject + mail.text)
