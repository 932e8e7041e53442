"""Mails as people's programs write them."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import compose, reply


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, _class=EmailMessage, policy=policy.default)


@pytest.fixture(scope="module")
def assignment() -> Iterator[SentMail]:
    with Sandbox() as box:
        box.email(compose("王丽 <wang@qq.com>", box.address, "投诉客运总站", "司机态度恶劣"))
        yield box.mails[-1]


def test_a_reply_goes_where_the_mail_wants_replies(assignment: SentMail):
    answer = read(reply(assignment, "#收到"))
    assert answer["To"].addresses[0].addr_spec == assignment.reply_to
    assert answer["From"].addresses[0].addr_spec == assignment.to[0]
    assert answer["Subject"] == f"Re: {assignment.subject}"


def test_a_reply_threads_with_the_ids_that_its_program_saw(assignment: SentMail):
    answer = read(reply(assignment, "#收到"))
    assert answer["In-Reply-To"] == assignment.message_id
    assert str(answer["References"]).split()[-1] == assignment.message_id


def test_headers_can_be_lost_and_replaced(assignment: SentMail):
    answer = read(
        reply(assignment, "#收到", headers={"References": None, "In-Reply-To": None, "X-Mailer": "iPhone Mail"})
    )
    assert answer["References"] is None
    assert answer["In-Reply-To"] is None
    assert answer["X-Mailer"] == "iPhone Mail"


def test_what_is_answered_stands_quoted_below(assignment: SentMail):
    text = read(reply(assignment, "#收到")).get_content()
    first, *rest = text.splitlines()
    assert first == "#收到"
    assert any(line.startswith("> ") for line in rest)
    assert "写道：" in text
    assert "写道：" not in read(reply(assignment, "#收到", quote=False)).get_content()


def test_attachments_travel_along(assignment: SentMail):
    mail = read(reply(assignment, "#收到", attachments=[("监控.mp4", "video/mp4", b"\0\1")]))
    (part,) = mail.iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("监控.mp4", b"\0\1")


def test_long_addresses_and_ids_are_not_encoded():
    to = "complaints+" + "a" * 50 + "@a-rather-long-name-of-a-company.example"
    raw = compose("王丽 <wang@qq.com>", to, "投诉" * 40, "x", headers={"References": f"<{'b' * 90}@x> " * 20})
    assert f"To: {to}\r\n".encode() in raw
    assert b"=?" not in raw.split(b"References:")[1].split(b"\r\nMIME")[0]
    assert max(map(len, raw.split(b"\r\n"))) < 998
    assert read(raw)["Subject"].replace(" ", "") == "投诉" * 40
    assert read(raw)["From"].addresses[0].display_name == "王丽"


def test_two_letters_that_differ_have_ids_that_differ():
    ids = {str(read(compose("a@x.example", "b@x.example", "s", text))["Message-ID"]) for text in ("1", "2")}
    assert len(ids) == 2
