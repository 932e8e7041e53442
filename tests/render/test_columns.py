"""Words in the tables of mails stay whole where a phone has room for them."""

import pytest

from chalicelib.render import columns

SHORT = ("When", "Who", "What")


@pytest.mark.parametrize(
    ("header", "rows", "kept"),
    [
        (SHORT, (("09:12", "customer", "wrote to us again"),), (True, True, True)),
        ((), (("Complaint", "breakfast was cleared away"),), (True, True)),
        (SHORT, (("09:12", "customer", "https://example.org/" + "x" * 40),), (True, True, False)),
        (("时间", "经办", "内容"), (("三月二日星期一", "客户", "补充了一段很长很长的话" * 9),), (True, True, True)),
        (
            ("What", "By", "When", "Due", "Met", "Text"),
            (("answer to the customer", "Li Qing", "Mon 2 Mar", "", "", ""),),
            (True,) * 6,
        ),
        (tuple("abcdefg"), (("internationally",) * 7,), (False,) * 7),
        (
            ("Unit", "Received in all", "Escalated"),
            (("Housekeeping and Laundry", "internationally" * 2, "3"),),
            (True, False, True),
        ),
        ((), (), ()),
    ],
    ids=[
        "all fit",
        "no heading",
        "an address breaks",
        "Chinese breaks anywhere",
        "six narrow ones",
        "no room",
        "the first before the others",
        "no table",
    ],
)
def test_columns_with_the_shortest_words_keep_them_whole(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], kept: tuple[bool, ...]
):
    assert columns.fitted(header, rows)[1] == kept


SIX = ("Unit", "Complaints received", "Answered", "In time", "Still open", "Satisfied")


@pytest.mark.parametrize(
    ("unit", "size"), [("Kitchen", 12), ("Housekeeping", 11), ("Passenger-Transport-Department", 12)]
)
def test_letters_of_many_columns_are_smaller_still_where_all_words_then_stay_whole(unit: str, size: int):
    found, kept = columns.fitted(SIX, ((unit, 1, "1/1", "0/1", 1, "—"),))
    assert (found, all(kept)) == (size, unit != "Passenger-Transport-Department")


def test_beside_a_long_text_no_column_becomes_narrower_than_four_chinese_signs_or_than_its_text():
    header, row = (
        ("时间", "事项", "经办", "内容"),
        ("3月16日（周一）09:20", "收到客户反映", "客户", "等了半个多小时" * 30),
    )
    assert columns.narrowest(header, (row,)) == (56, 56, 24, 56)


def test_of_very_many_columns_each_has_its_share_of_a_phone():
    least = columns.narrowest(("受理投诉件数",) * 9, ())
    assert least == (56, *(24,) * 8)
