"""An outbox item as a mail: what is in it, and what can never get into it."""

import email
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import formataddr, parseaddr
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.aws import mail
from chalicelib.aws.clients import client
from chalicelib.aws.objects import Objects
from chalicelib.aws.records import OutboxItem
from chalicelib.aws.send_errors import SendError
from chalicelib.aws.sender import AwsSender
from chalicelib.inbound.email_message import attachment_bytes
from chalicelib.settings import Settings

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ITEM = OutboxItem(
    id="0a1b-000",
    complaint="ab" * 10,
    channel="mail",
    order="o",
    created=NOW,
    look_at=NOW,
    message="acknowledgement",
    recipient="li@customer.example",
    subject="[LC20260302-0001] 已收到您的投诉",
    text="您好，\n我们已收到。\n",
    html="<p>您好，</p>",
    sender="聊城交通 <complaints@redress.example>",
    reply_to="complaints+token@redress.example",
    headers={"References": "<one@x.example>", "In-Reply-To": "<one@x.example>", "Auto-Submitted": "auto-replied"},
)


def written(item: OutboxItem, attachments: tuple[tuple[str, bytes], ...] = ()) -> EmailMessage:
    message = email.message_from_bytes(mail.mime(item, attachments), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def plain(message: EmailMessage) -> str:
    """The text as it is read: lines end in CRLF on the way (RFC 2045)."""
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def sent_or_refused(item: OutboxItem) -> EmailMessage | None:
    try:
        return written(item)
    except SendError as refused:
        if refused.verdict != "rejected":
            raise
    return None


def changed(**changes: object) -> OutboxItem:
    return msgspec.structs.replace(ITEM, **changes)


def test_the_headers_of_an_acknowledgement_are_exactly_these():
    message = written(ITEM)
    assert {name: str(value) for name, value in message.items()} == {
        "In-Reply-To": "<one@x.example>",
        "References": "<one@x.example>",
        "From": "聊城交通 <complaints@redress.example>",
        "To": "li@customer.example",
        "Reply-To": "complaints+token@redress.example",
        "Subject": "[LC20260302-0001] 已收到您的投诉",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
        "X-Redress-Loop": "complaints@redress.example",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/alternative; boundary="=_0a1b-000.0"',
    }


def test_robots_are_told_even_if_the_renderer_forgets():
    message = written(changed(headers={}))
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == (
        "auto-generated",
        "DR, RN, NRN, OOF, AutoReply",
    )


def test_text_and_html_read_as_they_were_written():
    message = written(ITEM)
    assert plain(message) == ITEM.text
    assert message.get_body(("html",)).get_content().strip() == ITEM.html


def test_the_whole_mail_is_seven_bit_with_short_lines():
    raw = mail.mime(changed(text="晚" * 5000, html="x" * 5000, subject="点" * 120))
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_same_item_makes_the_same_bytes():
    attached = (("reports/2026-03.xlsx", b"PK"),)
    assert mail.mime(ITEM, attached) == mail.mime(ITEM, attached)


def test_attachments_bear_their_names_and_types():
    parts = list(written(ITEM, (("reports/台账 2026-03.xlsx", b"PK\x03"), ("raw/x", b"?"))).iter_attachments())
    assert [(part.get_filename(), part.get_content_type(), part.get_content()) for part in parts] == [
        ("台账 2026-03.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03"),
        ("x", "application/octet-stream", b"?"),
    ]


def test_a_long_thread_keeps_its_first_four_and_last_six():
    ids = [f"<{n:03d}-{'x' * 90}@mail.example>" for n in range(200)]
    message = written(changed(headers={"References": " ".join(ids)}))
    assert str(message["References"]).split() == ids[:4] + ids[-6:]


def test_long_message_ids_are_never_encoded():
    one = f"<{'A1b2' * 50}@mail.example>"
    raw = mail.mime(changed(headers={"References": one, "In-Reply-To": one}))
    assert f"References: {one}\r\n".encode() in raw
    assert f"In-Reply-To: {one}\r\n".encode() in raw


LETTERS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        "a\r\nBcc: victim@x.example",
        "a\nX-Evil: 1",
        "a\rX-Evil: 1",
        "a\u2028X-Evil: 1",
        "a\x0bX-Evil: 1",
        "a\x85X-Evil: 1",
        "\x00",
    ]
)
NAMES = frozenset(name.lower() for name in written(ITEM)) | {"x-note", "content-transfer-encoding"}


@pytest.mark.parametrize("name", ["a, b@x.example", 'say "no"', "list: one;", "a <b>", "投诉: 中心; 王", "back\\slash"])
def test_whatever_stands_in_a_name_the_sender_is_one_mailbox(name: str):
    (sender,) = written(changed(sender=f"{name} <complaints@redress.example>"))["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, "complaints@redress.example")


@pytest.mark.parametrize(
    "name",
    ["聊城交运集团", "A, B 集团 (中国)", "山東" * 20, formataddr(("聊城交运集团", "x@x.example"))[:-14], '"聊城 交运"'],
)
def test_an_encoded_name_stands_bare_before_the_address(name: str):
    raw = mail.mime(changed(sender=f"{name} <complaints@redress.example>"))
    line = raw[len(b"From: ") : raw.index(b"Reply-To:")].decode("ascii")
    assert re.fullmatch(r"(?:=\?utf-8\?[bq]\?[0-9A-Za-z!*+/=_-]+\?=\s+)+<complaints@redress\.example>\r\n", line)
    assert max(map(len, ("From: " + line).splitlines())) <= 76  # RFC 2047 §2
    as_read = str(make_header(decode_header(name))).strip('"')
    (strict,) = email.message_from_bytes(raw, policy=default)["From"].addresses
    legacy = parseaddr(email.message_from_bytes(raw)["From"])
    # Some releases of Python's strict reader keep the blanks between folded words, against RFC 2047 §6.2.
    assert (blankless(strict.display_name), strict.addr_spec) == (blankless(as_read), "complaints@redress.example")
    assert (str(make_header(decode_header(legacy[0]))), legacy[1]) == (as_read, "complaints@redress.example")


def blankless(name: str) -> str:
    return name.replace(" ", "")


@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_no_value_brings_in_a_header_or_ends_them(subject: str, name: str, thread: str, note: str):
    item = changed(
        subject=subject,
        sender=f"{name} <complaints@redress.example>",
        headers={"References": f"<a@b.example> {thread}", "In-Reply-To": thread, "X-Note": note},
    )
    message = sent_or_refused(item)
    if message is None:
        return
    assert {each.lower() for each in message} <= NAMES
    assert plain(message) == ITEM.text
    assert str(message["To"]) == "li@customer.example"


@pytest.mark.parametrize("name", ["Bcc", "to", "Content-Type", "Return-Path", "X-A\r\nBcc", "X A", "", "X-Ä"])
def test_no_header_is_taken_that_addresses_or_encodes(name: str):
    message = written(changed(headers={name: "victim@x.example"}))
    assert "victim" not in str(message)


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "no address",
        "a@x.example, victim@x.example",
        "@",
        "a@[",
        "李@x.example",
        "a@x.example\r\nBcc: victim@x.example",
    ],
)
def test_what_is_no_single_address_is_refused_for_good(recipient: str):
    with pytest.raises(SendError) as refused:
        mail.mime(changed(recipient=recipient))
    assert refused.value.verdict == "rejected"


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_whatever_the_recipient_is_it_is_sent_to_or_refused(recipient: str):
    message = sent_or_refused(changed(recipient=recipient))
    assert message is None or str(message["To"]) == recipient


@given(st.text(max_size=400))
def test_tags_have_only_the_letters_ses_takes(value: str):
    assert len(mail.tag(value)) <= 256
    assert all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in mail.tag(value))


# -- sending ----------------------------------------------------------------------------------------------------------


def post(settings: Settings) -> AwsSender:
    return AwsSender(settings, Objects(settings.mail_bucket, client("s3")), attachment_bytes)


def sent_raw() -> list[bytes]:
    from moto.ses.models import ses_backends  # noqa: PLC0415

    return [each.raw_data.encode() for each in ses_backends["123456789012"]["us-east-1"].sent_messages]


@pytest.mark.usefixtures("watch")
def test_ses_gets_the_mail_with_its_tags_and_configuration_set(settings: Settings):
    asked: list[dict[str, Any]] = []
    ses = client("sesv2", settings.mail_region)
    ses.meta.events.register("provide-client-params.sesv2.SendEmail", lambda params, **_: asked.append(params))
    settings = msgspec.structs.replace(settings, configuration_set="redress-sent")
    assert post(settings).send(ITEM)
    (request,) = asked
    assert request["ConfigurationSetName"] == "redress-sent"
    assert request["Destination"] == {"ToAddresses": ["li@customer.example"]}
    assert request["EmailTags"] == [
        {"Name": "outbox", "Value": "0a1b-000"},
        {"Name": "complaint", "Value": "ab" * 10},
        {"Name": "message", "Value": "acknowledgement"},
        {"Name": "ses:feedback-id-a", "Value": "acknowledgement"},
        {"Name": "ses:feedback-id-b", "Value": "redress"},
    ]
    assert sent_raw() == [mail.mime(ITEM)]


@pytest.mark.usefixtures("watch")
def test_attachments_come_from_the_bucket(settings: Settings):
    Objects("mails", client("s3")).put("reports/a.txt", b"figures", "text/plain")
    post(settings).send(changed(attachments=("reports/a.txt",)))
    (part,) = email.message_from_bytes(sent_raw()[0], policy=default).iter_attachments()
    assert part.get_content() == "figures"


@pytest.mark.usefixtures("watch")
def test_a_mail_whose_attachment_is_gone_is_for_a_person(settings: Settings):
    with pytest.raises(SendError) as refused:
        post(settings).send(changed(attachments=("reports/none.txt",)))
    assert refused.value.verdict == "rejected"
    assert sent_raw() == []


@pytest.mark.usefixtures("watch")
def test_a_bucket_that_cannot_be_read_only_delays(settings: Settings):
    settings = msgspec.structs.replace(settings, mail_bucket="no-such-bucket")
    with pytest.raises(SendError) as delayed:
        post(settings).send(changed(attachments=("reports/a.txt",)))
    assert delayed.value.verdict == "throttled"


@pytest.mark.usefixtures("watch")
def test_an_unverified_sender_is_a_rejection(settings: Settings):
    with pytest.raises(SendError) as refused:
        post(settings).send(changed(sender="other@elsewhere.example"))
    assert refused.value.verdict == "rejected"


@pytest.mark.parametrize(
    "subject",
    [
        "[LC20260303-0001] 请办理：Complaint about bus driver（最迟 3月5日（周四）08:05）",
        "plain words only",
        "投诉 " * 60,
        "a" * 200 + " 投诉 b c d",
    ],
)
def test_a_subject_keeps_every_blank_between_chinese_and_latin_words(subject: str) -> None:
    raw = mail.mime(msgspec.structs.replace(ITEM, subject=subject))
    assert email.message_from_bytes(raw, policy=default)["Subject"] == subject.strip()
    assert max(map(len, raw.partition(b"\r\n\r\n")[0].splitlines())) <= 998


@pytest.mark.parametrize("recipient", ["li@例子.中国", "li@xn--fsqu00a.xn--fiqs8s"])
def test_a_domain_in_letters_of_its_own_goes_out_as_punycode(recipient: str):
    assert written(changed(recipient=recipient))["To"] == "li@xn--fsqu00a.xn--fiqs8s"


def test_letters_before_the_at_that_no_server_takes_are_still_refused():
    assert sent_or_refused(changed(recipient="李@例子.中国")) is None
