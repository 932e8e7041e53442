"""What was sent looks as its readers get it, with the time at which it went."""

from datetime import datetime

import pytest

from sandbox import Sandbox
from sandbox.sent import Addresses
from tests.sandbox.stub_app import StubApp, send

OURS = "complaints@liaocheng-transport.example"


@pytest.fixture(autouse=True)
def answering(stub: StubApp) -> None:
    stub.on["text_arrived"] = lambda text: send(OURS, "a@b.example", "Answer", text["messageBody"], outbox="o-1")


def test_a_sent_mail_shows_when_it_went_and_to_whom(box: Sandbox):
    box.wind(minutes=7)
    box.sms("+86138", "hello")
    mail = box.mails[0]
    assert mail.at == datetime.fromisoformat("2026-03-02T09:07+08:00")
    assert mail.to == "a@b.example"
    assert (mail.sender, mail.reply_to, mail.subject, mail.text) == (OURS, OURS, "Answer", "hello\n")


def test_a_mail_keeps_its_time_when_the_clock_moves_on(box: Sandbox):
    box.sms("+86138", "hello")
    box.wind(days=1)
    assert box.mails[0].at == datetime.fromisoformat("2026-03-02T09:00+08:00")


def test_ses_sets_its_own_message_id_and_date(box: Sandbox):
    box.sms("+86138", "hello")
    mail = box.mails[0]
    assert mail.headers["message-id"] == f"<{mail.id}@email.amazonses.com>"
    assert mail.headers["Date"] == "Mon, 02 Mar 2026 09:00:00 +0800"
    assert mail.headers.get("X-SES-TENANT") is None


def test_delivery_is_reported_with_the_tags_of_the_sending(box: Sandbox, stub: StubApp):
    box.sms("+86138", "hello")
    (event,) = stub.messages("delivery_reported")
    assert event["eventType"] == "Delivery"
    assert event["mail"]["messageId"] == box.mails[0].id
    assert event["mail"]["tags"]["outbox"] == ["o-1"]
    assert event["delivery"]["recipients"] == ["a@b.example"]


def test_delivery_reports_can_be_kept_back(box: Sandbox, stub: StubApp):
    box.reports_delivery = False
    box.sms("+86138", "hello")
    assert stub.messages("delivery_reported") == []


def test_a_bounce_is_permanent_unless_said_otherwise(box: Sandbox, stub: StubApp):
    box.sms("+86138", "hello")
    box.report(box.mails[0], "Bounce")
    box.report(box.mails[0], "Bounce", subtype="Transient")
    _, first, second = (event for event in stub.messages("delivery_reported"))
    assert first["bounce"]["bounceType"] == "Permanent"
    assert first["bounce"]["bouncedRecipients"][0]["emailAddress"] == "a@b.example"
    assert second["bounce"]["bouncedRecipients"][0]["status"] == "4.2.2"


def test_every_kind_of_report_has_its_own_part(box: Sandbox, stub: StubApp):
    box.sms("+86138", "hello")
    for kind, part in (
        ("Complaint", "complaint"),
        ("DeliveryDelay", "deliveryDelay"),
        ("Reject", "reject"),
        ("Send", "send"),
    ):
        box.report(box.mails[0], kind)
        assert part in stub.messages("delivery_reported")[-1]


def test_recipients_compare_as_text_where_there_is_one():
    assert Addresses(("a@x",)) == "A@x"
    assert Addresses(("a@x", "b@x")) == ["a@x", "b@x"]
    assert "B@X" in Addresses(("a@x", "b@x"))
    assert Addresses(("a@x", "b@x")) != "a@x"


def test_pages_are_found_by_path_and_by_full_address(box: Sandbox):
    assert box.get("/s/abc?lang=en").text == "token abc en"
    assert box.get(f"{box.base_url}/s/a%20b").text == "token a b -"
    assert box.get("/nowhere").status == 403


def test_a_form_is_posted_as_browsers_do(box: Sandbox):
    answer = box.post("/s/abc", {"score": "4", "words": "谢谢 你"})
    assert (answer.status, answer.text) == (201, "score=4&words=%E8%B0%A2%E8%B0%A2+%E4%BD%A0")
    assert answer.headers["content-type"] == "text/plain"
