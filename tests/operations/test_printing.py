"""What commands print: whatever stands in a cell, a line fits the terminal and moves nothing on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redress.printing import columns_of, fitting, folded, table, without_keys

CELLS = st.text(max_size=60)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), st.integers(40, 120))
def test_a_table_is_never_wider_than_there_is_room(rows: list[tuple[str, str, str]], width: int):
    lines = list(table(("number", "unit", "subject"), rows, width))
    assert len(lines) == len(rows) + 1
    assert all(columns_of(line) <= width for line in lines)
    assert not [sign for line in lines for sign in line if sign < " " or sign == "\x7f"]


def test_what_must_be_whole_is_cut_in_no_table():
    number, long = "LC20260302-0001", "检票员态度恶劣，当众骂人" * 9
    (_, line) = table(("number", "subject"), [(number, long)], 40, whole=(0,))
    assert line.startswith(f"{number}  检票员")
    assert line.endswith("…")
    assert columns_of(line) <= 40


def test_columns_stand_below_each_other_whatever_the_script():
    lines = list(table(("unit", "who"), [("客运总站", "郭平"), ("Depot", "Guo")], 40))
    assert [columns_of(line.rpartition("  ")[0]) for line in lines[1:]] == [8, 8]


def test_a_table_without_a_header_begins_with_its_first_line():
    assert list(table(("", ""), [("open", "3")], 40)) == ["open  3"]


@pytest.mark.parametrize(
    ("text", "width", "shown"), [("投诉", 4, "投诉"), ("投诉", 3, "投…"), ("bus", 3, "bus"), ("bus 3", 4, "bus…")]
)
def test_what_is_left_off_is_marked(text: str, width: int, shown: str):
    assert fitting(text, width) == shown


@given(st.text(alphabet="检票员 bus，.", max_size=90))
def test_a_folded_line_loses_nothing(text: str):
    assert "".join(folded(text, 20)) == text


def test_links_are_shown_without_what_opens_them():
    text = "see https://web.x.example/api/c/ieayxetrcczgv9588ngdu2svaghsrim55 or https://x.example/help"
    assert without_keys(text) == "see https://web.x.example/api/… or https://x.example/help"
