"""Records as bytes: small ones plain, larger ones deflated, both read, so that a stack's older records stay readable."""

import msgspec
import pytest

from chalicelib.aws.bodies import KB, packed, unpacked
from chalicelib.core.complaint.data import Data


class Note(Data, frozen=True):
    text: str


@pytest.mark.parametrize("length", [0, 1, KB - 12, KB - 11, KB, 50 * KB])
def test_whatever_was_packed_is_read_again(length: int) -> None:
    assert unpacked(packed(Note("水" * length)), Note) == Note("水" * length)


def test_a_record_that_was_stored_plain_is_still_read() -> None:
    older = Note("投诉" * KB)
    assert unpacked(msgspec.json.encode(older), Note) == older


def test_what_fits_one_write_unit_stays_plain_and_what_does_not_gets_smaller() -> None:
    assert packed(Note("short")) == b'{"text":"short"}'
    assert len(packed(Note("<td style='padding:0'>" * 1_000))) < KB
