"""What the sandbox hands to the entry points has AWS's shape, and is delivered the way AWS does."""

import boto3
import pytest

from sandbox import Sandbox
from sandbox.events import raw_headers
from sandbox.staff import compose
from tests.sandbox.stub_app import StubApp

LETTER = compose("王丽 <wang@qq.com>", "complaints@liaocheng-transport.example", "投诉", "晚点两小时")


def test_a_mail_lies_in_the_bucket_under_the_id_that_is_told(box: Sandbox, stub: StubApp):
    message_id = box.email(LETTER)
    told = stub.messages("email_arrived")[0]
    action = told["receipt"]["action"]
    stored = boto3.client("s3").get_object(Bucket=action["bucketName"], Key=action["objectKey"])["Body"].read()
    assert told["mail"]["messageId"] == message_id
    assert action["objectKey"] == f"raw/{message_id}"
    assert stored == LETTER


def test_the_same_bytes_twice_are_two_mails(box: Sandbox):
    assert box.email(LETTER) != box.email(LETTER)


def test_a_doubled_delivery_tells_one_mail_twice(box: Sandbox, stub: StubApp):
    message_id = box.email(LETTER, deliveries=2)
    assert [told["mail"]["messageId"] for told in stub.messages("email_arrived")] == [message_id, message_id]


def test_all_verdicts_pass_unless_said_otherwise(box: Sandbox, stub: StubApp):
    box.email(LETTER)
    box.email(LETTER, verdicts={"dmarc": "gray", "spamVerdict": "FAIL"})
    first, second = (told["receipt"] for told in stub.messages("email_arrived"))
    names = [f"{check}Verdict" for check in ("spam", "virus", "spf", "dkim", "dmarc")]
    assert [first[name]["status"] for name in names] == ["PASS"] * 5
    assert [second[name]["status"] for name in names] == ["FAIL", "PASS", "PASS", "PASS", "GRAY"]


def test_an_unknown_verdict_is_refused(box: Sandbox):
    with pytest.raises(ValueError, match="dmarcc"):
        box.email(LETTER, verdicts={"dmarcc": "FAIL"})


def test_the_envelope_holds_our_addresses_of_to_and_cc(box: Sandbox, stub: StubApp):
    token = "Complaints+abc@liaocheng-transport.example"
    box.email(compose("a@b.example", f"x@other.example, {token}", "Re: 投诉", "好"))
    box.email(compose("a@b.example", "nobody@other.example", "投诉", "好"))
    box.email(LETTER, recipients=token)
    assert [told["receipt"]["recipients"] for told in stub.messages("email_arrived")] == [
        [token],
        [box.address],
        [token],
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        b"\xff\xfe\x00",
        b"no header at all",
        b"From: " + b"(" * 3_000,
        b"To: a@[\nFrom: @\n\nx",
        b"A: b\r\n" * 9_000,
    ],
)
def test_no_bytes_are_too_odd_to_arrive(box: Sandbox, stub: StubApp, raw: bytes):
    box.email(raw)
    assert stub.messages("email_arrived")[0]["receipt"]["recipients"] == [box.address]


def test_a_bounce_comes_from_nobody(box: Sandbox, stub: StubApp):
    box.email(b"Return-Path: <>\nFrom: mailer-daemon@x.example\n\nundeliverable")
    assert stub.messages("email_arrived")[0]["mail"]["source"] == ""


def test_headers_are_unfolded_and_long_ones_left_out(box: Sandbox, stub: StubApp):
    box.email(b"Subject: one\r\n two\r\nX-Long: " + b"x" * 11_000 + b"\r\nTo: late@x.example\r\n\r\nbody")
    mail = stub.messages("email_arrived")[0]["mail"]
    assert mail["headers"] == [{"name": "Subject", "value": "one two"}]
    assert mail["headersTruncated"] is True


def test_headers_end_where_the_first_odd_line_stands():
    assert raw_headers(b"A: 1\nnot a header\nB: 2\n\nC: 3") == [("A", "1")]


def test_a_text_has_the_payload_of_two_way_messages(box: Sandbox, stub: StubApp):
    given = box.sms("+8613800138000", "晚点", message_id="m-1")
    assert given == "m-1"
    assert stub.messages("text_arrived") == [
        {
            "originationNumber": "+8613800138000",
            "destinationNumber": box.sms_number,
            "messageKeyword": "KEYWORD_123456789012",
            "messageBody": "晚点",
            "inboundMessageId": "m-1",
        }
    ]


def test_a_failed_message_comes_again_while_its_neighbours_are_done(box: Sandbox, stub: StubApp):
    attempts: list[str] = []

    def fail_twice(text: dict[str, str]) -> None:
        attempts.append(text["messageBody"])
        if attempts.count(text["messageBody"]) < 3:
            raise ValueError

    stub.on["text_arrived"] = fail_twice
    box.sms("+86138", "one")
    assert attempts == ["one"] * 3
    assert box.dead_letters == []


def test_what_fails_five_times_is_laid_aside(box: Sandbox, stub: StubApp, capsys: pytest.CaptureFixture[str]):
    def poison(text: dict[str, str]) -> None:
        raise TypeError(text["messageBody"])

    stub.on["text_arrived"] = poison
    box.sms("+86138", "poison")
    assert len(stub.messages("text_arrived")) == 5
    assert [(letter.source, letter.error) for letter in box.dead_letters] == [("InboundTextQueue", "TypeError: poison")]
    assert "TypeError: poison" in capsys.readouterr().err


def test_a_killed_function_leaves_its_message_for_the_next_step(box: Sandbox, stub: StubApp):
    class Killed(BaseException):
        pass

    def kill_once(_: dict[str, str]) -> None:
        stub.on.clear()
        raise Killed

    stub.on["text_arrived"] = kill_once
    with pytest.raises(Killed):
        box.sms("+86138", "again")
    box.wind(minutes=1)
    assert [text["messageBody"] for text in stub.messages("text_arrived")] == ["again", "again"]
