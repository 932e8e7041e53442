"""Every mail under tests/mails is read as the file beside it says (format: tests/mails/README.md)."""

import tomllib
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from chalicelib.inbound import charsets, mime_tree
from chalicelib.inbound.email_message import InboundMail, attachment_bytes, parse

MAILS = Path(__file__).parent.parent / "mails"
NAMES = sorted(str(path.relative_to(MAILS).with_suffix("")) for path in MAILS.rglob("*.eml"))


def reading(mail: InboundMail) -> dict[str, Any]:
    """The mail in the words of the expectation files."""
    forwarded = mail.forwarded
    return {
        "sender": mail.sender.address if mail.sender else "",
        "sender_name": mail.sender.name if mail.sender else "",
        "senders": [a.address for a in mail.senders],
        "forwarded_sender": forwarded.sender.address if forwarded and forwarded.sender else "",
        "forwarded_subject": forwarded.subject if forwarded else "",
        "forwarded_text": forwarded.text if forwarded else "",
        "references": list(mail.references),
        "in_reply_to": list(mail.in_reply_to),
        "original_ids": list(mail.original_ids),
    }


def rows_agree(expected: list[dict[str, Any]], actual: tuple[Any, ...]) -> None:
    assert len(actual) == len(expected), actual
    for row, item in zip(expected, actual, strict=True):
        assert {name: getattr(item, name) for name in row} == row


def agree(expected: dict[str, Any], mail: InboundMail) -> None:
    read = reading(mail)
    for name, value in expected.items():
        if name in {"attachments", "bounce"}:
            rows_agree(value, getattr(mail, name))
        elif name == "trouble":
            assert set(value) <= set(mail.trouble)
            assert value or not mail.trouble
        elif name.endswith("_contains"):
            field = getattr(mail, {"new_contains": "new_text"}.get(name, name.removesuffix("_contains")))
            assert [words for words in value if words not in field] == [], field
        elif name.endswith("_lacks"):
            assert [words for words in value if words in getattr(mail, name.removesuffix("_lacks"))] == []
        else:
            assert read.get(name, getattr(mail, name, None)) == value, name


@pytest.mark.parametrize("name", NAMES)
def test_the_mail_is_read_as_the_file_beside_it_says(name: str):
    expected = tomllib.loads((MAILS / f"{name}.toml").read_text("utf-8"))
    agree(expected, parse((MAILS / f"{name}.eml").read_bytes()))


def test_there_are_mails_enough_and_each_says_what_is_expected():
    assert len(NAMES) >= 150
    assert all(tomllib.loads((MAILS / f"{name}.toml").read_text("utf-8")) for name in NAMES)


SOUND = [name for name in NAMES if name.split("/")[0] in {"clients", "marker", "html-only", "western", "forwards"}]


@pytest.mark.parametrize("name", SOUND)
def test_our_reader_finds_the_parts_that_the_standard_library_finds_in_a_sound_mail(name: str):
    raw = (MAILS / f"{name}.eml").read_bytes()
    tree = mime_tree.read(raw)
    ours = [(part.content_type, charsets.clean(tree.content(part).decode("latin-1")).strip()) for part in tree.leaves()]
    theirs = [
        (part.get_content_type(), charsets.clean(part.get_payload(decode=True).decode("latin-1")).strip())
        for part in message_from_bytes(raw, policy=policy.compat32).walk()
        if not part.is_multipart()
    ]
    if not any(kind == "message/rfc822" for kind, _ in ours):
        assert ours == theirs


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("attachments/")])
def test_each_file_can_be_fetched_by_its_number(name: str):
    raw = (MAILS / f"{name}.eml").read_bytes()
    for attachment in parse(raw).attachments:
        content = attachment_bytes(raw, attachment.part)
        assert content is not None
        assert len(content) == attachment.size


def test_a_part_that_does_not_exist_has_no_content():
    assert attachment_bytes(b"From: a@b.cn\r\n\r\nx", 7) is None
    assert attachment_bytes(b"From: a@b.cn\r\n\r\nx", -1) is None
