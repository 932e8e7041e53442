"""What the witness keeps of histories, and what it finds."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core.register import witness, witness_names
from chalicelib.core.register.chain import Line

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
A, B, C = "a" * 64, "b" * 64, "c" * 64


def line(sequence: int, chain: str, at: str = "2026-03-02T01:00:00Z") -> Line:
    return Line(complaint="c1", sequence=sequence, at=at, what="noted", chain=chain)


def test_a_name_says_complaint_place_and_chain_value_and_is_read_back():
    names = [
        witness_names.name("c1", "000000", A),
        witness_names.name("c1", "000001", B),
        witness_names.name("c2", "000000", C),
    ]
    assert names[0] == f"lines/c1/000000/{A}"
    assert witness.read(names) == {"c1": {0: {A}, 1: {B}}, "c2": {0: {C}}}


@pytest.mark.parametrize("part", ["", "x" * 3000, "../../reports", "a/b", "\u4e2d\u6587"])
def test_whatever_stands_in_a_line_has_a_name_that_can_be_kept(part: str):
    name = witness_names.name(part, part, part)
    assert name.startswith("lines/")
    assert name.count("/") == 3
    assert len(name.encode()) < 1024


@pytest.mark.parametrize("name", ["lines/c1", "lines/c1/x/y", "lines/c1/000000/a/b", "other"])
def test_a_name_of_somebody_elses_says_nothing(name: str):
    assert witness.read([name]) == {}


@pytest.mark.parametrize(
    ("lines", "witnessed", "found"),
    [
        ([line(0, A), line(1, B)], {0: {A}, 1: {B}}, []),
        ([line(0, A)], {}, []),
        ([line(0, A), line(1, B)], {1: {B}}, []),
        ([line(0, C)], {0: {A}}, ["line 0 is not the one that was written"]),
        ([line(0, C)], {0: {A, C}}, ["line 0 was written over: the witness has 2 of it"]),
        ([line(0, A)], {0: {A}, 1: {B}}, ["line 1 was written, and is gone"]),
        ([line(0, A), line(1, B)], {0: {A}}, ["line 1 came without a witness"]),
        ([line(0, A), line(1, B, "2026-03-03T01:00:00Z")], {0: {A}}, []),
    ],
)
def test_what_was_written_otherwise_is_found(lines: list[Line], witnessed: witness.Witnessed, found: list[str]):
    assert witness.problems(lines, witnessed, AT + timedelta(hours=1)) == found
