"""A posted form is kept byte for byte and read as a mail is: fields, files, kinds by their first bytes."""

import hashlib
import random

import pytest

from chalicelib.inbound.email_message import attachment_bytes
from chalicelib.inbound.posted_form import read, stored
from sandbox.web import posted

JPEG = b"\xff\xd8\xff\xe0" + random.Random(7).randbytes(3_000) + b"\r\n\r\n--x\r\n"


def kept(form: dict[str, str], *files: tuple[str, str, bytes]) -> bytes:
    return stored(*posted(form, files))


@pytest.mark.parametrize(
    "words",
    ["等了两小时没有车", "a & b = c + d %41", "第一行\n第二行", "emoji 😀", "<script>alert(1)</script>"],
)
@pytest.mark.parametrize("files", [(), (("a.jpg", "image/jpeg", JPEG),)], ids=["alone", "with a file"])
def test_words_come_as_they_were_typed(words: str, files: tuple[tuple[str, str, bytes], ...]) -> None:
    assert read(kept({"words": words, "reach": "138"}, *files)).fields == {"words": words, "reach": "138"}


def test_a_file_is_found_again_by_its_number_byte_for_byte() -> None:
    raw = kept({"words": ""}, ("照片 1.jpg", "image/jpeg", JPEG), ("票.pdf", "application/pdf", b"%PDF-1.4 x"))
    photo, ticket = read(raw).files
    assert (photo.name, photo.content_type, photo.size) == ("照片 1.jpg", "image/jpeg", len(JPEG))
    assert photo.digest == hashlib.sha256(JPEG).hexdigest()
    assert [attachment_bytes(raw, each.part) for each in (photo, ticket)] == [JPEG, b"%PDF-1.4 x"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xdb", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x01\x02\x03WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"%PDF-1.7", "application/pdf"),
        (b"MZ\x90\x00", ""),
        (b"<svg onload=alert(1)>", ""),
        (b"PK\x03\x04", ""),
        (b"<html>GIF89a", ""),
        (b" \xff\xd8\xff", ""),
    ],
)
def test_its_kind_follows_from_its_first_bytes_and_not_from_what_it_is_called(content: bytes, kind: str) -> None:
    (file,) = read(kept({}, ("photo.jpg", "image/jpeg", content))).files
    assert file.content_type == kind


def test_an_empty_choice_of_files_is_none_and_a_path_is_no_name() -> None:
    read_in = read(
        kept(
            {"words": "x"}, ("", "application/octet-stream", b""), ("../../a\\b.png", "image/png", b"\x89PNG\r\n\x1a\n")
        )
    )
    assert [file.name for file in read_in.files] == ["b.png"]


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"--x\r\n" * 2_000, b"&" * 10_000, b"words=%ff%fe"])
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "text/plain\r\nFrom: a@b.c"]
)
def test_whatever_is_posted_is_read_without_an_error_and_writes_no_header(kind: str, body: bytes) -> None:
    raw = stored(kind, body)
    assert read(raw).files == ()
    assert raw.endswith(b"\r\n\r\n" + body)
    assert raw.partition(b"\r\n\r\n")[0].count(b"\r\n") == 1
