"""Records as bytes: small ones plain, larger ones deflated, both read, so that a stack's older records stay readable."""

import hashlib
import zlib

import msgspec
import pytest

from chalicelib.aws.bodies import SHORT, WORDS, packed, packed_text, unpacked, unpacked_text
from chalicelib.core.complaint.data import Data

KB = 1024
FIRST_WORDS = "54bd8ed2925951df800a4889e21b3652a11c9f6626cb36137f87e69e177866ee"


class Note(Data, frozen=True):
    text: str


@pytest.mark.parametrize("length", [0, 1, SHORT // 3, SHORT - 12, SHORT - 11, KB, 50 * KB])
def test_whatever_was_packed_is_read_again(length: int) -> None:
    assert unpacked(packed(Note("水" * length)), Note) == Note("水" * length)


def test_a_record_that_was_stored_plain_is_still_read() -> None:
    older = Note("投诉" * KB)
    assert unpacked(msgspec.json.encode(older), Note) == older


def test_what_fits_one_write_unit_stays_plain_and_what_does_not_gets_smaller() -> None:
    assert packed(Note("short")) == b'{"text":"short"}'
    assert len(packed(Note("<td style='padding:0'>" * 1_000))) < KB


def test_a_record_that_was_deflated_without_common_words_is_still_read() -> None:
    older = Note("投诉" * KB)
    assert unpacked(zlib.compress(msgspec.json.encode(older)), Note) == older


def test_the_words_that_records_were_deflated_with_are_never_changed() -> None:
    assert hashlib.sha256((WORDS / "1.txt").read_bytes()).hexdigest() == FIRST_WORDS


def test_a_record_whose_words_are_gone_or_whose_end_is_missing_says_so() -> None:
    whole = packed(Note("投诉" * KB))
    with pytest.raises(zlib.error, match="not there"):
        unpacked(whole[:2] + b"none" + whole[6:], Note)
    with pytest.raises(zlib.error, match="end is missing"):
        unpacked(whole[:-8], Note)


def test_a_long_text_takes_less_room_and_a_short_one_stays_legible() -> None:
    assert packed_text("投诉") == "投诉"
    long = packed_text('{"number":"LC20260302-0002","status":"open"}' * 40)
    assert isinstance(long, bytes)
    assert len(long) < SHORT
    assert unpacked_text(long) == '{"number":"LC20260302-0002","status":"open"}' * 40
