"""An organisation's own words in place of ours, and reports in the mail itself."""

import json

import msgspec
import pytest

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.report import Bar, ReportDocument, Section, as_mail
from chalicelib.render import render
from chalicelib.render.own_words import word_problems
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import message


def with_words(policy: Policy, words: dict[str, dict[str, str]]) -> Policy:
    return msgspec.structs.replace(policy, words=words)


def test_a_policy_may_word_a_block_of_a_message_itself(policy: Policy, identity: SenderIdentity, rich: Complaint):
    own = with_words(
        policy,
        {
            "acknowledgement.subject": {"zh-CN": "{{ org }}：{{ case.number }} 已受理"},
            "acknowledgement.body": {"zh-CN": "{{ case.customer }}好！\n\n{{ t.pairs([('时间', promised)]) }}\n\n再见"},
            "acknowledgement.sms": {"zh-CN": "已受理{{ case.number }}"},
        },
    )
    mail = render(message("acknowledgement"), rich, own, identity)
    assert mail.subject == f"[LC20260302-0001] [聊城交通集团：LC20260302-0001 已受理] {rich.subject}"
    assert "张伟好！\n\n时间：2026年3月4日（周三）17:30\n\n再见\n" in mail.text
    assert ">张伟好！</p>" in mail.html
    assert (
        render(message("acknowledgement", by="sms"), rich, own, identity).sms == "【聊城交通集团】已受理LC20260302-0001"
    )


@pytest.mark.parametrize(
    "said",
    ["{% if promised %}我们会答复{% else %}请稍候{% endif %}\n\n再见", "{% if promised %}\n我们会答复\n{% endif %}\n\n再见", "{% if promised %}我们会答复{% endif %}\n\n\n再见"],
)  # fmt: skip
def test_a_blank_line_behind_a_condition_parts_paragraphs_however_it_is_written(
    said: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    own = with_words(policy, {"acknowledgement.body": {"zh-CN": said}})
    mail = render(message("acknowledgement"), rich, own, identity)
    assert "我们会答复\n\n再见\n" in mail.text


@pytest.mark.parametrize(
    "own", ["{{ case.number }}：我们已经收到", "[{{ case.number }}] 我们已经收到", "{{ case.number }} — 我们已经收到"]
)
def test_a_subject_of_their_own_does_not_bring_the_number_a_second_time(
    policy: Policy, identity: SenderIdentity, rich: Complaint, own: str
):
    worded = with_words(policy, {"acknowledgement.subject": {"zh-CN": own}})
    subject = render(message("acknowledgement", "zh-CN"), rich, worded, identity).subject
    assert (subject.count(rich.number), "我们已经收到" in subject) == (1, True)


def test_a_line_of_conditions_alone_leaves_no_line_behind(policy: Policy, identity: SenderIdentity, rich: Complaint):
    own = with_words(
        policy, {"acknowledgement.body": {"zh-CN": "您好\n{% if not promised %}\n请稍候\n{% endif %}\n再见"}}
    )
    assert "您好\n再见\n" in render(message("acknowledgement"), rich, own, identity).text


def test_own_words_of_one_language_leave_the_others_alone(policy: Policy, identity: SenderIdentity, rich: Complaint):
    own = with_words(policy, {"outcome.subject": {"zh-CN": "我们的答复"}})
    assert render(message("outcome", "en"), rich, own, identity) == render(
        message("outcome", "en"), rich, policy, identity
    )


def test_a_phrase_may_be_set_for_one_message_or_for_all(policy: Policy, identity: SenderIdentity, rich: Complaint):
    everywhere = with_words(policy, {"rights": {"zh-CN": "甲"}})
    here = with_words(policy, {"rights": {"zh-CN": "甲"}, "acknowledgement.rights": {"zh-CN": "乙"}})
    assert "\n甲\n" in render(message("acknowledgement"), rich, everywhere, identity).text
    assert "\n乙\n" in render(message("acknowledgement"), rich, here, identity).text


@pytest.mark.parametrize(
    "broken", ["{{ case.nothing }}", "{% if %}", "{{ ''.__class__.__mro__ }}", "{{ 1 / 0 }}", "{{ report.append(1) }}"]
)
def test_broken_words_of_a_policy_keep_no_message_back(
    broken: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    own = with_words(policy, {"outcome.body": {"zh-CN": broken}})
    mail = render(message("outcome"), rich, own, identity)
    assert rich.outcome in mail.text


@pytest.mark.parametrize(("role", "shows"), [("customer", False), ("handler", True), ("desk", True)])
def test_a_message_of_the_policys_own_is_for_whoever_gets_it(
    role: str, shows: bool, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    words = {"note.subject": {"zh-CN": "提示"}, "note.body": {"zh-CN": "{{ parts.greeting() }}"}}
    to = Recipient(role=role, mail="li@lcjt.example")
    mail = render(Message(name="note", to=to), rich, with_words(policy, words), identity)
    assert (rich.subject in mail.text) is shows
    assert kind_of("note", role).audience == ("staff" if shows else "customer")


def test_a_message_without_record_and_without_words_is_a_mistake_of_ours(policy: Policy, identity: SenderIdentity):
    with pytest.raises(KeyError, match="right_of_appeal"):
        render(Message(name="right_of_appeal", to=Recipient(role="customer")), None, policy, identity)


def test_broken_words_are_named(policy: Policy):
    own = with_words(policy, {"outcome.body": {"zh-CN": "{% if %}", "en": "fine {{ case.number }}"}})
    (problem,) = word_problems(own)
    assert problem.startswith('words."outcome.body".zh-CN: ')
    assert word_problems(policy) == []


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        ("acknowlegement.body", "您好", 'nothing sends a message "acknowlegement"; did you mean "acknowledgement"?'),
        ("holding.bdy", "您好", '"bdy" is no part of a message and no phrase; did you mean "body"?'),
        ("right", "您好", '"right" is no part of a message and no phrase; did you mean "rights"?'),
        ("holding.body", "{{ case.nummer }}", 'there is no value "case.nummer"; did you mean "case.number"?'),
        ("holding.body", "{{ promise }}", 'there is no value "promise"; did you mean "promised"?'),
    ],
)
def test_words_that_nobody_would_read_are_named(policy: Policy, key: str, text: str, fault: str):
    (problem,) = word_problems(with_words(policy, {key: {"zh-CN": text}}))
    assert problem.startswith(f'words."{key}"')
    assert fault in problem


NOTICE = {
    "appeal.subject": {"zh-CN": "您可以申诉", "en": "You may appeal"},
    "appeal.body": {
        "zh-CN": "{{ parts.greeting() }}\n\n您可以向省申诉中心申诉。",
        "en": "You may write to the appeal centre.",
    },
}


@pytest.mark.clause("TA-02")
def test_an_organisation_may_send_a_message_of_its_own(policy: Policy, identity: SenderIdentity, rich: Complaint):
    own = with_words(policy, NOTICE)
    mail = render(msgspec.structs.replace(message("update"), name="appeal"), rich, own, identity)
    assert mail.subject == f"[LC20260302-0001] [您可以申诉] {rich.subject}"
    assert "张伟" in mail.text
    assert "您可以向省申诉中心申诉。\n" in mail.text
    text = msgspec.structs.replace(message("update", "en", by="sms"), name="appeal")
    assert render(text, rich, own, identity).sms.endswith("You may appeal")


def test_own_words_are_escaped_where_they_show_foreign_ones(policy: Policy, identity: SenderIdentity, rich: Complaint):
    own = with_words(policy, {"outcome.body": {"zh-CN": "{{ case.text }}"}})
    hostile = msgspec.structs.replace(rich, text="<script>alert(1)</script>")
    assert "<script>" not in render(message("outcome"), hostile, own, identity).html


REPORT = ReportDocument(
    title="投诉月报",
    period="2026年2月",
    label="2026-02",
    language="zh-CN",
    sections=(
        Section(
            title="总体",
            text=("本月受理 25 件。",),
            header=("单位", "件数"),
            rows=(("客运营销部", "12"), ("<b>物流部</b>", "8")),
        ),
        Section(title="类别", bars=(Bar("服务态度", "12", 1.0), Bar("晚点", "6", 0.5), Bar("票务", "0", 0.0))),
    ),
)


@pytest.mark.clause("LC-07")
def test_a_report_shows_tables_and_bars_in_the_mail_itself(policy: Policy, identity: SenderIdentity):
    mail = render(message("report", report=as_mail(REPORT)), None, policy, identity)
    assert mail.subject == "投诉月报（2026年2月）"
    assert "单位 | 件数\n客运营销部 | 12\n" in mail.text
    assert f"{'█' * 20} 服务态度：12\n{'█' * 10} 晚点：6\n" in mail.text
    assert "票务" not in mail.text  # a bar of nothing is none: the table has it
    assert 'width="50%" bgcolor="#5b8db8"' in mail.html
    assert "&lt;b&gt;物流部" in mail.html


def test_a_report_that_is_none_is_our_mistake_and_is_told(policy: Policy, identity: SenderIdentity):
    with pytest.raises(ValueError, match="Expected `object`"):
        render(message("report", report=json.dumps([1])), None, policy, identity)


OWN_ANSWERS = {
    "outcome.body": {"zh-CN": "本单位答复：\n\n{{ parts.letter() }}"},
    "explanation.body": {"zh-CN": "情况说明：\n\n{{ parts.letter() }}"},
    "outside_route": {"zh-CN": "您也可以找消协<12315>。"},
}


@pytest.mark.parametrize("name", ["outcome", "explanation"])
@pytest.mark.parametrize("last", [True, False])
def test_an_answer_in_own_words_still_says_what_comes_next_and_where_else_to_turn(
    name: str, last: bool, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    own = msgspec.structs.replace(with_words(policy, OWN_ANSWERS), reopen_at_most=0 if last else policy.reopen_at_most)
    asked = message(name)
    asked = msgspec.structs.replace(asked, extra={**asked.extra, "survey": 1})
    mail = render(asked, rich, own, identity)
    for body in (mail.text, mail.html):
        asked_again = body.count("?score=4") if body is mail.html else body.count("/s/")
        assert ("最终答复" in body, body.count("12315"), asked_again) == (last, 1, 1)


def test_an_answer_in_own_words_that_says_it_all_gets_nothing_twice(
    policy: Policy, identity: SenderIdentity, rich: Complaint
):
    whole = "{{ parts.letter() }}\n\n评价：{{ survey_link }}\n\n{{ parts.afterwards() }}\n\n{{ parts.outside_route() }}"
    own = with_words(policy, {**OWN_ANSWERS, "outcome.body": {"zh-CN": whole}})
    asked = msgspec.structs.replace(message("outcome"), extra={"survey": 1})
    text = render(asked, rich, own, identity).text
    assert (text.count("如果问题没有解决"), text.count("12315"), text.count("/s/")) == (1, 1, 1)


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
@pytest.mark.parametrize("by", ["mail", "sms"])
def test_the_survey_after_the_last_answer_invites_to_nothing_that_is_over(
    language: str, by: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    def said(of: Policy) -> str:
        sent = render(message("survey", language, by=by), rich, of, identity)
        return sent.sms or sent.text

    invites = {"zh-CN": "没有解决", "zh-TW": "沒有解決", "en": "ot solved"}[language]
    assert invites in said(policy)
    assert invites not in said(msgspec.structs.replace(policy, reopen_at_most=0))


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_the_mail_of_a_report_with_hundreds_of_long_lines_is_under_60_kb(
    policy: Policy, identity: SenderIdentity, language: str
):
    rows = tuple((f"LC20260302-{n:04}", *("办理经过很长" * 30 for _ in range(7))) for n in range(400))
    bars = tuple(Bar(f"一个名称很长的单位{n}", str(n), n / 40) for n in range(1, 40))
    parts = tuple(Section(title=f"第{n}张表", header=("列",) * 8, rows=rows[: 100 * n], bars=bars) for n in range(1, 5))
    shown = msgspec.structs.replace(REPORT, language=language, sections=parts, lead=("一句话。" * 30,) * 3)
    mail = render(message("report", language, report=as_mail(shown)), None, policy, identity)
    assert 20_000 < len(mail.html.encode()) < 60_000
    assert "400" in mail.text  # how many lines the longest table has
