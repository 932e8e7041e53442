"""A mail that a customer passes on is part of what they tell; staff's forwards and our own mails are not."""

from typing import Any

import pytest

from chalicelib.core.complaint.facts import CustomerWrote
from chalicelib.core.words.marker import REPLY_MARKER
from chalicelib.core.written.dissatisfaction import opinion_in
from sandbox.staff import compose
from tests.reception.scenes import CASE, CUSTOMER, NOW, OFFICE, STRANGER, arrival, verdict

GMAIL = "---------- Forwarded message ---------\nFrom: 票务 <piao@station.example>\nDate: Sun, Mar 1, 2026 at 10:00 AM\nSubject: 改签\nTo: <me@gmail.com>\n\n"
OUTLOOK = "发件人: 票务 <piao@station.example>\n发送时间: 2026年3月1日 10:00\n收件人: 我 <me@qq.com>\n主题: 改签\n\n"
SAID = "改签窗口已经关闭，您自己想办法。"


def told(subject: str, text: str, *, sender: str = STRANGER, **values: Any) -> str:
    fact = verdict(arrival(sender, text, subject=subject, **values), None, stored=None).fact
    assert isinstance(fact, CustomerWrote)
    return fact.writing.text


@pytest.mark.parametrize("introduction", [GMAIL, OUTLOOK])
@pytest.mark.parametrize("subject", ["Fwd: 改签", "转发：改签", "WG: 改签"])
def test_a_forwarded_mail_stands_below_the_customers_words_with_its_introduction(subject: str, introduction: str):
    assert told(subject, f"你们看看。\n\n{introduction}{SAID}") == f"你们看看。\n\n{introduction}{SAID}"


def test_a_forward_without_words_is_told_once():
    assert told("Fwd: 改签", f"{GMAIL}{SAID}").count(SAID) == 1


def test_a_mail_of_ours_that_is_passed_on_tells_us_nothing():
    ours = GMAIL.replace("piao@station.example", OFFICE)
    assert told("Fwd: 改签", f"怎么回事？\n\n{ours}我们已经答复。") == "怎么回事？"
    assert told("Fwd: 改签", f"怎么回事？\n\n{GMAIL}{SAID}\n\n{REPLY_MARKER}\n\n我们已经答复。").endswith(SAID)


def test_an_attached_mail_is_told_with_its_writer():
    inner = compose("piao@station.example", "me@qq.com", "改签", SAID, at=NOW)
    outer = (
        f"From: {STRANGER}\r\nTo: {OFFICE}\r\nSubject: Fwd: x\r\nMessage-ID: <1@x.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
    ).encode()
    words = told("", "", raw=outer + inner + b"\r\n--b--\r\n")
    assert words.startswith("See below.")
    assert "piao@station.example" in words
    assert words.endswith(SAID)


def test_what_others_wrote_is_no_opinion_of_the_customers_in_a_complaint_that_is_there():
    come = arrival(CUSTOMER, f"请看这个回复。\n\n{GMAIL}已经解决，我很满意。\n谢谢", subject="Fwd: 改签")
    fact = verdict(come, None, stored=CASE).fact
    assert isinstance(fact, CustomerWrote)
    assert fact.writing.text.endswith("\n\n> 已经解决，我很满意。\n> 谢谢")
    assert opinion_in(fact.writing.text) == "unclear"
