"""Files and words that Outlook wrapped in a winmail.dat."""

import base64
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.inbound import tnef
from chalicelib.inbound.email_message import InboundMail, attachment_bytes, parse


def attribute(number: int, value: bytes) -> bytes:
    return struct.pack("<BII", 2, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def text_property(number: int, words: str) -> bytes:
    value = words.encode("utf-16-le") + b"\0\0"
    return struct.pack("<HHII", tnef.UTF16, number, 1, len(value)) + value + bytes(-len(value) % 4)


def properties(*found: bytes) -> bytes:
    named = struct.pack("<HH16sIII", 3, tnef.NAMED + 1, bytes(16), 0, 7, 1)
    return struct.pack("<I", len(found) + 1) + named + b"".join(found)


def wrapped(*attributes: bytes) -> bytes:
    return struct.pack("<IH", tnef.SIGNATURE, 1) + b"".join(attributes)


def file(title: str, content: bytes, name: str = "") -> bytes:
    long_name = attribute(tnef.FILE_PROPERTIES, properties(text_property(tnef.LONG_NAME, name))) if name else b""
    return (
        attribute(tnef.FILE_BEGINS, bytes(14))
        + attribute(tnef.FILE_TITLE, title.encode("gb18030") + b"\0")
        + attribute(tnef.FILE_CONTENT, content)
        + long_name
    )


CODE_PAGE = attribute(tnef.CODE_PAGE, struct.pack("<II", 936, 0))


def mail(content: bytes, words: str = "") -> bytes:
    letter = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + words.encode() + b"\r\n--b\r\n" if words else b""
    return (
        b"From: z@b.cn\r\nTo: k@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        + letter
        + b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content)
        + b"--b--\r\n"
    )


@pytest.mark.parametrize(
    "kind",
    [
        attribute(tnef.MESSAGE_CLASS, b"IPM.Microsoft Mail.Read Receipt\0"),
        attribute(tnef.MESSAGE_CLASS, b"REPORT.IPM.Note.IPNNRN\0"),
        attribute(tnef.MAIL_PROPERTIES, properties(text_property(tnef.CLASS, "REPORT.IPM.Note.IPNRN"))),
    ],
)
@pytest.mark.parametrize("words", ["", "您的邮件\n已于 2026年3月2日 阅读。"])
def test_a_receipt_for_reading_is_nobodys_words_and_no_bounce(kind: bytes, words: str):
    text = attribute(tnef.PLAIN_BODY, "您的邮件已读\0".encode("gb18030"))
    found = parse(b"Return-Path: <>\r\nSubject: Read: x\r\n" + mail(wrapped(CODE_PAGE, kind, text), words))
    assert (found.automatic, found.mute, found.is_bounce, found.parked, found.text) == (True, True, False, False, words)


def test_a_letter_that_outlook_wrapped_is_no_receipt():
    kind = attribute(tnef.MESSAGE_CLASS, b"IPM.Microsoft Mail.Note\0")
    found = parse(mail(wrapped(kind, attribute(tnef.PLAIN_BODY, b"The driver was rude.\0"))))
    assert (found.automatic, found.text) == (False, "The driver was rude.")


def names(found: InboundMail) -> list[str]:
    return [one.name for one in found.attachments]


def test_wrapped_files_are_listed_beside_their_wrapper_and_can_be_fetched():
    raw = mail(
        wrapped(CODE_PAGE, file("车票.jpg", b"photo"), file("RECORD~1.TXT", b"10:07", "乘车记录（三月）.txt")), "见附件"
    )
    found = parse(raw)
    assert names(found) == ["winmail.dat", "车票.jpg", "乘车记录（三月）.txt"]
    assert [attachment_bytes(raw, one.part) for one in found.attachments[1:]] == [b"photo", b"10:07"]
    assert found.text == "见附件"
    assert found.trouble == ()


def test_words_that_stand_in_the_wrapper_only_are_the_letter():
    body = attribute(tnef.MAIL_PROPERTIES, properties(text_property(tnef.BODY, "车又晚点了。")))
    found = parse(mail(wrapped(CODE_PAGE, body)))
    assert (found.new_text, found.trouble, found.parked) == ("车又晚点了。", (), False)


def test_an_attached_mail_is_an_object_among_the_properties():
    held = struct.pack("<HHII", 0x0D, tnef.OBJECT, 1, 8) + b"attached"
    one = attribute(tnef.FILE_BEGINS, b"") + attribute(
        tnef.FILE_PROPERTIES, properties(text_property(tnef.DISPLAY_NAME, "旧信"), held)
    )
    assert tnef.decoded(wrapped(one)) == tnef.Wrapped([("旧信", b"attached")], "", whole=True)


def test_a_wrapper_cut_short_is_flagged_and_what_was_read_is_kept():
    whole = wrapped(CODE_PAGE, file("a.txt", b"one"), file("b.txt", b"two" * 50))
    found = parse(mail(whole[:-40], "见附件"))
    assert names(found) == ["winmail.dat", "a.txt", "b.txt"]
    assert "tnef" in found.trouble


def test_a_wrapper_that_is_none_is_flagged():
    assert parse(mail(b"something else", "见附件")).trouble == ("tnef",)


SAMPLE = wrapped(
    CODE_PAGE,
    attribute(tnef.MAIL_PROPERTIES, properties(text_property(tnef.BODY, "话"))),
    file("车.txt", b"x" * 30, "车票.txt"),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(6, len(SAMPLE) - 1), st.integers(0, 255)), max_size=8), st.integers(6, len(SAMPLE))
)
def test_a_damaged_wrapper_is_read_as_far_as_it_goes(changes: list[tuple[int, int]], end: int):
    data = bytearray(SAMPLE)
    for at, byte in changes:
        data[at] = byte
    found = tnef.decoded(bytes(data[:end]))
    assert found is not None
    assert sum(len(content) for _, content in found.files) <= len(SAMPLE)
