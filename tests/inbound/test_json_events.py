"""SMS, the notes of SES and S3, and delivery events, as AWS writes them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.inbound import delivery_event, ses_notification, text_message


def in_envelope(message: Any) -> str:
    return json.dumps(
        {
            "Type": "Notification",
            "MessageId": "e-1",
            "Timestamp": "2026-03-02T01:00:00.000Z",
            "Message": json.dumps(message),
        }
    )


SMS = {
    "originationNumber": "+8613800138000",
    "destinationNumber": "+8610690001234",
    "messageKeyword": "KEYWORD_1",
    "messageBody": "车晚点两小时😡",
    "inboundMessageId": "in-1",
    "previousPublishedMessageId": "out-9",
}


@pytest.mark.parametrize("wrap", [in_envelope, json.dumps])
def test_an_sms_is_read_with_and_without_the_envelope(wrap: Any):
    text = text_message.parse(wrap(SMS))
    assert text == text_message.InboundText("in-1", "+8613800138000", "+8610690001234", "车晚点两小时😡")


@pytest.mark.parametrize(
    ("given_number", "expected"),
    [("13800138000", "+8613800138000"), ("8613800138000", "+8613800138000"), ("+86 138 0013 8000", "+8613800138000"), ("+886912345678", "+886912345678"),
     ("0635-8412345", "+866358412345"), ("10690001", "10690001"), ("REDRESS", "REDRESS")],
)  # fmt: skip
def test_numbers_become_e164_and_names_stay(given_number: str, expected: str):
    assert text_message.e164(given_number) == expected


def test_an_sms_without_words_keeps_its_sender():
    text = text_message.parse(
        json.dumps({"originationNumber": "+8613800138000", "inboundMessageId": "in-2", "messageBody": None})
    )
    assert isinstance(text, text_message.InboundText)
    assert (text.text, text.recipient) == ("", "")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "{}",
        "null",
        json.dumps({**SMS, "inboundMessageId": ""}),
        json.dumps({**SMS, "originationNumber": 5}),
    ],
)
def test_an_unreadable_sms_says_why(body: str):
    assert "two-way SMS" in str(text_message.parse(body))


def receipt(**changes: Any) -> dict[str, Any]:
    verdicts = {f"{name}Verdict": {"status": "PASS"} for name in ("spam", "virus", "spf", "dkim", "dmarc")}
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": "2026-03-02T01:00:00.000Z",
            "messageId": "m-1",
            "destination": ["header@tousu.example.cn"],
        },
        "receipt": {
            "timestamp": "2026-03-02T01:00:01.500Z",
            "recipients": ["kefu+token@tousu.example.cn"],
            "action": {"type": "S3", "bucketName": "raw", "objectKey": "mail/m-1"},
            **verdicts,
            **changes,
        },
    }


@pytest.mark.parametrize("wrap", [in_envelope, json.dumps])
def test_a_note_of_ses_tells_where_the_mail_lies_and_who_was_meant(wrap: Any):
    note = ses_notification.parse(wrap(receipt()))
    assert isinstance(note, ses_notification.SesNotification)
    assert (note.message_id, note.bucket, note.key) == ("m-1", "raw", "mail/m-1")
    assert note.recipients == ("kefu+token@tousu.example.cn",)
    assert note.at == datetime(2026, 3, 2, 1, 0, 1, 500_000, tzinfo=UTC)
    assert (note.dmarc, note.spam, note.virus) == ("PASS", "PASS", "PASS")


@pytest.mark.parametrize("verdict", ["GRAY", "FAIL", "PROCESSING_FAILED", "DISABLED", "pass", "PASS ", ""])
def test_a_verdict_is_given_in_the_words_of_ses(verdict: str):
    note = ses_notification.parse(in_envelope(receipt(dmarcVerdict={"status": verdict})))
    assert isinstance(note, ses_notification.SesNotification)
    assert note.dmarc == verdict


@pytest.mark.parametrize(
    "changes", [{"dmarcVerdict": None}, {"spamVerdict": {}}, {"recipients": None}, {"timestamp": "soon"}]
)
def test_a_note_without_some_of_its_fields_is_still_read(changes: dict[str, Any]):
    note = ses_notification.parse(in_envelope(receipt(**changes)))
    assert isinstance(note, ses_notification.SesNotification)
    assert note.key == "mail/m-1"
    assert note.at is not None


def test_a_note_of_s3_recovers_the_mail_without_verdicts():
    record = {
        "eventName": "ObjectCreated:Put",
        "eventTime": "2026-03-02T01:00:00.000Z",
        "s3": {"bucket": {"name": "raw"}, "object": {"key": "mail/a+b%40c"}},
    }
    note = ses_notification.parse(json.dumps({"Records": [record]}))
    assert isinstance(note, ses_notification.SesNotification)
    assert (note.bucket, note.key, note.message_id) == ("raw", "mail/a b@c", "a b@c")
    assert (note.dmarc, note.spam, note.virus) == ("", "", "")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "3",
        "{}",
        in_envelope({"notificationType": "AMAZON_SES_SETUP_NOTIFICATION"}),
        json.dumps({"Records": []}),
        json.dumps(
            {
                "Records": [
                    {"eventName": "ObjectRemoved:Delete", "s3": {"bucket": {"name": "b"}, "object": {"key": "k"}}}
                ]
            }
        ),
    ],
)
def test_a_note_about_no_mail_says_so(body: str):
    assert isinstance(ses_notification.parse(body), str)


def ses_event(kind: str, **detail: Any) -> dict[str, Any]:
    mail = {
        "messageId": "ses-1",
        "timestamp": "2026-03-02T01:00:00.000Z",
        "destination": ["Z@QQ.com"],
        "tags": {"outbox": ["o-1"], "ses:from-domain": ["x.cn"]},
    }
    return {"eventType": kind, "mail": mail, kind[:1].lower() + kind[1:]: detail}


def only(event: Any) -> delivery_event.DeliveryEvent:
    events = delivery_event.parse(in_envelope(event))
    assert isinstance(events, tuple)
    assert len(events) == 1
    return events[0]


@pytest.mark.parametrize(
    ("bounce_type", "status", "permanent"),
    [
        ("Permanent", "5.1.1", True),
        ("Permanent", "5.2.2", False),
        ("Transient", "4.4.7", False),
        ("Undetermined", "", False),
        ("Permanent", "", True),
    ],
)
def test_a_bounce_names_its_recipients_and_whether_trying_again_is_pointless(
    bounce_type: str, status: str, permanent: bool
):
    rows = [{"emailAddress": "Z@QQ.com", "status": status, "diagnosticCode": "smtp; 550"}]
    event = only(ses_event("Bounce", bounceType=bounce_type, bouncedRecipients=rows))
    assert (event.kind, event.provider_id, event.tags["outbox"]) == ("Bounce", "ses-1", "o-1")
    assert event.recipients == (delivery_event.EventRecipient("z@qq.com", status, permanent),)


@pytest.mark.parametrize("kind", ["Delivery", "Send", "Reject", "DeliveryDelay", "Complaint"])
def test_each_kind_of_event_keeps_its_name_and_recipients(kind: str):
    event = only(ses_event(kind))
    assert event.kind == kind
    assert [one.address for one in event.recipients] == ["z@qq.com"]
    assert event.recipients[0].permanent == (kind in {"Reject", "Complaint"})


def test_an_undelivered_sms_is_a_bounce_of_its_number():
    event = only({"eventType": "TEXT_INVALID", "eventTimestamp": 1772413200000, "messageId": "sms-1", "destinationPhoneNumber": "+8613800138000", "messageStatus": "INVALID",
                  "messageStatusDescription": "invalid number", "context": {"outbox": "o-2"}})  # fmt: skip
    assert (event.kind, event.provider_id, event.tags) == ("Bounce", "sms-1", {"outbox": "o-2"})
    assert event.recipients[0].permanent


@pytest.mark.parametrize(("status", "kind"), [("SUCCESS", "Delivery"), ("FAILURE", "Bounce")])
def test_a_delivery_record_of_sns_tells_of_an_sms(status: str, kind: str):
    event = only(
        {
            "notification": {"messageId": "n-1", "timestamp": "2026-03-02 01:00:00.123"},
            "delivery": {"destination": "+8613800138000", "providerResponse": "x"},
            "status": status,
        }
    )
    assert (event.kind, event.provider_id) == (kind, "n-1")


@pytest.mark.parametrize("body", ["", "nonsense", "[", "{}", "[]", "[5, {}]", "5", "null"])
def test_what_is_no_delivery_event_says_so(body: str):
    assert isinstance(delivery_event.parse(body), str)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
    ["mail", "receipt", "action", "objectKey", "bucketName", "Records", "s3", "object", "key", "bucket", "name", "eventType", "bounce", "bouncedRecipients", "tags", "timestamp", "messageId",
     "originationNumber", "inboundMessageId", "messageBody", "notification", "delivery", "Message", "recipients", "eventName", "eventTimestamp", "context"]), inner, max_size=5))  # fmt: skip


@given(JSON)
def test_any_json_is_read_or_refused_in_words(value: Any):
    body = json.dumps(value)
    assert isinstance(text_message.parse(body), text_message.InboundText | str)
    assert isinstance(ses_notification.parse(body), ses_notification.SesNotification | str)
    assert isinstance(delivery_event.parse(body), tuple | str)


def test_the_line_that_ses_says_once_when_its_events_are_connected_is_no_event() -> None:
    said = "Successfully validated SNS topic for Amazon SES event publishing."
    assert delivery_event.parse(json.dumps({"Type": "Notification", "Message": said})) == ()
