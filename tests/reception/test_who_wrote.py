"""Whoever wrote is who is answered: not the group, the gateway, the form or the mailbox that passed it on; where nobody can say, the desk is asked."""

from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.facts import CustomerWrote
from chalicelib.core.register.indexing import digest
from chalicelib.inbound.email_message import parse
from chalicelib.reception import Arrival, Match, Verdict, receive
from chalicelib.reception.writers import named_in, written_by
from tests.reception.scenes import CASE, CUSTOMER, HANDLER, NOW, OFFICE, ORDER, OWN, POLICY, token_of

ZHANG = "zhang.wei@qq.com"
RUDE = "检票员当众骂人，我要投诉。"
GROUP = (
    "Mailing-list: list complaints@lc.example\nList-ID: <complaints.lc.example>\nPrecedence: list\nX-Google-Group-Id: 7"
)
RULE = "X-MS-Exchange-Inbox-Rules-Loop: office@corp.example\nAuto-Submitted: auto-generated\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent"
PASSED_ON = f"\n发件人: 张伟 <{ZHANG}>\n发送时间: 2026年3月2日 9:00\n收件人: office@corp.example\n主题: 投诉\n\n{RUDE}"


def come(headers: str, text: str = RUDE, subject: str = "投诉检票员", **values: Any) -> Arrival:
    raw = f"To: {OFFICE}\nSubject: {subject}\n{headers}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()
    known: dict[str, Any] = {"dmarc": "PASS", "spam": "PASS", "virus": "PASS", "raw": "raw/1", "recipients": (OFFICE,)}
    return Arrival(**{"id": "mail-1", "at": NOW, **known, **values}, mail=written_by(parse(raw), OWN))


def received(arrival: Arrival, **match: Any) -> Verdict:
    return receive(arrival, Match(**match), POLICY, OWN)


STANDS_IN = {
    "a group of ours": f"From: \"'Zhang Wei' via Complaints\" <{OFFICE}>\nReply-To: Zhang Wei <{ZHANG}>\nX-Original-From: Zhang Wei <{ZHANG}>\nX-Original-Sender: {ZHANG}\n{GROUP}",
    "a group of ours, that says it in Reply-To": f"From: Zhang Wei via Complaints <{OFFICE}>\nReply-To: {ZHANG}\n{GROUP}",
    "a group of ours whose answers go to all": f"From: 'Zhang Wei' via Complaints <{OFFICE}>\nReply-To: {OFFICE}\nX-Original-From: Zhang Wei <{ZHANG}>\n{GROUP}",
    "a group that names the envelope alone": f"From: Complaints <{OFFICE}>\nX-Original-Sender: {ZHANG}\n{GROUP}",
    "a gateway": f"From: {OFFICE}\nReply-To: Zhang Wei <{ZHANG}>",
    "a mailman list": f"From: Zhang Wei via Travellers <travellers@lists.example>\nReply-To: {ZHANG}, travellers@lists.example\nList-Id: <travellers.lists.example>\nList-Post: <mailto:travellers@lists.example>\nPrecedence: list",
    "a list that is answered itself": f"From: Zhang Wei via Travellers <travellers@lists.example>\nReply-To: Travellers <travellers@lists.example>\nCc: Zhang Wei <{ZHANG}>, Li Si <li.si@qq.com>\nList-Id: <travellers.lists.example>",
    "a sending gateway": f"From: gateway@gmail.com\nX-Google-Original-From: Zhang Wei <{ZHANG}>",
    "a list that makes addresses invalid": f"From: Zhang Wei via Travellers <{ZHANG}.dmarc.invalid>\nReply-To: travellers@lists.example\nList-Id: <travellers.lists.example>\nList-Post: <mailto:travellers@lists.example>",
    "a gateway that makes addresses invalid": f"From: Zhang Wei <{ZHANG}.INVALID>",
    "a list that folds the address into its own": "From: Zhang Wei <zhang.wei=40qq.com@dmarc.lists.example>\nPrecedence: list\nList-Id: <travellers.lists.example>",
    "a group that says so of an invalid address": f"From: Zhang Wei via Complaints <{OFFICE}>\nReply-To: {ZHANG}.dmarc.invalid\n{GROUP}",
    "a form": f"From: no-reply@forms.example\nReply-To: Zhang Wei <{ZHANG}>",
    "a form's robot": f"From: 市民热线 <noreply@12345.example>\nReply-To: {ZHANG}\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All",
    "a form of WordPress": f"From: 客运公司 <wordpress@lc.example>\nReply-To: {ZHANG}\nX-Mailer: PHPMailer 6.8",
    "a form on the same host": f"From: donotreply@qq.com\nReply-To: {ZHANG}",
    "a form by its name": f"From: 网站留言 <master@lc.example>\nReply-To: {ZHANG}",
    "a form's service that sends to many": f"From: Zhang Wei via Forms <noreply@forms.example>\nReply-To: {ZHANG}\nList-Unsubscribe: <mailto:u@forms.example>\nFeedback-ID: 7",
    "a hotline": f"From: 市长热线 <12345@city.example>\nReply-To: {ZHANG}",
    "a mailbox in front that writes its own address": f"From: tousu@corp.example\nX-Forwarded-For: tousu@corp.example {OFFICE}\nReply-To: {ZHANG}",
}  # fmt: skip


@pytest.mark.parametrize("kind", STANDS_IN)
def test_the_writer_is_answered_and_never_whoever_passed_it_on(kind: str):
    seen = received(come(STANDS_IN[kind]))
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.action, seen.stored, seen.fact.mute) == ("decide", None, False)
    assert (seen.fact.complainant.mail, seen.fact.writing.text) == (ZHANG, RUDE)


@pytest.mark.parametrize(
    "headers",
    [
        f"From: Zhang Wei <{ZHANG}>\nX-Forwarded-To: {OFFICE}\nX-Forwarded-For: tousu@gmail.com {OFFICE}\nDelivered-To: tousu@gmail.com",
        f"From: Zhang Wei <{ZHANG}>\nResent-From: tousu@corp.example\nResent-To: {OFFICE}\nSender: tousu@corp.example",
        f"From: Zhang Wei <{ZHANG}>\nReturn-Path: <tousu+caf_=complaints=lc.example@exmail.example>\nARC-Seal: i=1; a=rsa-sha256",
        f"From: Zhang Wei <{ZHANG}>\nX-MS-Exchange-Inbox-Rules-Loop: tousu@corp.example\nReply-To: {ZHANG}",
        f"From: Zhang Wei <{ZHANG}>\nReply-To: other@zhang.example",
    ],
)
def test_where_from_names_the_writer_it_is_the_writer(headers: str):
    arrival = come(headers)
    seen = received(arrival)
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.fact.complainant.mail, seen.fact.mute, arrival.mail.through) == (ZHANG, False, "")


@pytest.mark.parametrize("subject", ["转发: 投诉", "FW: 投诉"])
@pytest.mark.parametrize(
    "rule", [RULE, "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All", "Auto-Submitted: auto-forwarded"]
)
def test_what_a_mailboxs_rule_passes_on_as_a_mail_of_its_own_is_its_writers(subject: str, rule: str):
    arrival = come(f"From: Office <office@corp.example>\n{rule}", PASSED_ON, subject)
    seen = received(arrival)
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.fact.complainant.mail, seen.fact.writing.text, seen.fact.mute) == (ZHANG, RUDE, False)


@pytest.mark.parametrize(
    "headers",
    [
        f"From: {OFFICE}",
        f"From: Complaints <{OFFICE}>\n{GROUP}",
        f"From: Complaints <{OFFICE}>\nReply-To: {ZHANG}, li.si@qq.com\n{GROUP}",
        "From: no-reply@forms.example",
        "From: no-reply@forms.example\nReply-To: no-reply@forms.example",
        "From: noreply@shop.example\nReply-To: support@shop.example",
        f"From: noreply@forms.example\nReply-To: {OFFICE}",
        "From: Zhang Wei via Travellers <travellers@lists.example>\nCc: Li Si <li.si@qq.com>\nList-Id: <travellers.lists.example>",
        f"From: {POLICY.directory.desk}\nMailing-list: list desk\nList-Post: <mailto:{POLICY.directory.desk}>",
    ],
)
def test_where_nobody_can_say_who_wrote_the_desk_is_asked(headers: str):
    assert received(come(headers)) == Verdict(action="park", reason="writer")


def test_a_form_that_names_its_writer_in_the_letter_only_is_asked_about_with_that_address():
    arrival = come("From: no-reply@forms.example", f"姓名：张伟\n电子邮箱：{ZHANG}\n内容：{RUDE}")
    assert (received(arrival), named_in(arrival.mail)) == (Verdict(action="park", reason="writer"), ZHANG)


def test_several_customers_write_through_one_form():
    seen = [received(come(f"From: noreply@forms.example\nReply-To: {who}")).fact for who in (ZHANG, "li.si@163.com")]
    assert [fact.complainant.mail for fact in seen if isinstance(fact, CustomerWrote)] == [ZHANG, "li.si@163.com"]


@pytest.mark.parametrize("headers", ["Precedence: bulk", "Auto-Submitted: auto-replied", "X-Autoreply: yes"])
def test_a_machine_is_none_the_less_one_for_a_reply_to(headers: str):
    seen = received(come(f"From: noreply@forms.example\nReply-To: {ZHANG}\n{headers}"))
    assert seen == Verdict(action="park", reason="automatic mail")


def test_a_newsletter_earns_no_acknowledgement():
    seen = received(come(f"From: noreply@shop.example\nReply-To: {ZHANG}\nList-Unsubscribe: <mailto:u@shop.example>"))
    assert isinstance(seen.fact, CustomerWrote)
    assert seen.fact.mute


@pytest.mark.parametrize("through", [f"From: {OFFICE}\nReply-To: {HANDLER}", f"From: no-reply@x.example\nReply-To: {HANDLER}", f"From: x@x.example\nX-Original-From: {HANDLER}"])  # fmt: skip
def test_no_order_of_staff_is_taken_from_a_reply_to(through: str):
    seen = received(come(through, ORDER), stored=CASE, named=CASE, token=token_of(HANDLER))
    assert (seen.action, seen.reason, seen.person, seen.fact) == ("hold", "sender", HANDLER, None)


@pytest.mark.parametrize("front", [POLICY.directory.desk, HANDLER])
def test_a_customers_words_behind_a_colleagues_address_order_nothing(front: str):
    seen = received(come(f"From: Zhang via Desk <{front}>\nReply-To: {ZHANG}\nList-Id: <d>", ORDER), stored=CASE)
    assert isinstance(seen.fact, CustomerWrote)
    assert (seen.stored, seen.fact.complainant.mail) == (None, ZHANG)


@pytest.mark.parametrize("through", [f"From: {OFFICE}\nReply-To: {CUSTOMER}", f"From: noreply@evil.example\nReply-To: {CUSTOMER}"])  # fmt: skip
def test_a_reply_to_adds_to_nobodys_complaint_unless_it_answers_a_mail_that_they_have_had(through: str):
    arrival = come(through)
    assert received(arrival, stored=CASE, named=CASE).stored is None
    assert received(arrival, stored=CASE, named=CASE, written_to=frozenset({digest(CUSTOMER)})).stored == CASE
    assert received(arrival, stored=CASE, named=CASE, token=token_of(CUSTOMER)).stored == CASE


@pytest.mark.parametrize("headers", [f"From: {OFFICE}\nReply-To: {ZHANG}\n{GROUP}", "From: no-reply@forms.example"])
def test_a_bounce_is_a_bounce_whoever_passed_it_on(headers: str):
    arrival = come(headers)
    bounced = msgspec.structs.replace(parse(b"From: MAILER-DAEMON@x.example\n\nx"), passage=arrival.mail.passage)
    assert written_by(bounced, OWN) == bounced
