"""One value in many spellings is one value, and two values stay two."""

import pytest

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.vocabulary import Test, holds
from chalicelib.core.register.indexing import counted_key
from chalicelib.core.written.values import alike


@pytest.mark.parametrize(
    "spellings",
    [
        ("20260120", "2026-01-20", "2026年1月20日", "２０２６／０１／２０", "2026.1.20", " 2026年01月20号。"),
        ("B-17a", "b-17A", "Ｂ－１７ａ", "B- 17 a"),
        ("红豆乾", "紅豆干", "红 豆 乾"),
        ("1,000", "1000", "１，０００"),
        ("是", "Yes", "已落實", "已落实。"),
        ("Line Seven", "line  seven", "LINE SEVEN;"),
    ],
)
def test_spellings_of_one_value_are_alike(spellings: tuple[str, ...]):
    assert len({alike(spelling) for spelling in spellings}) == 1
    counted = {counted_key(Complaint(id="a", number="X", policy="x", fields={"mark": s}), "mark") for s in spellings}
    assert len(counted) == 1
    for spelling in spellings:
        test = Test(kind="field", of="mark", values=(spellings[0],))
        assert holds(test, Complaint(id="a", number="X", policy="x", fields={"mark": spelling}), {})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20260120", "20260121"),
        ("0012", "12"),
        ("20261320", "2026-12-20"),
        ("2026-02-30", "2026-03-02"),
        ("1,00", "100"),
        ("B-17", "B-18"),
        ("1", "是"),
        ("20260120A", "20260120"),
    ],
)
def test_values_that_differ_stay_apart(one: str, other: str):
    assert alike(one) != alike(other)


def test_what_says_nothing_has_no_form():
    assert [alike(value) for value in ("", "  ", "。", "——")] == ["", "", "", ""]
