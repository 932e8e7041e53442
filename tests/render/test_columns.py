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
        ((), (), ()),
    ],
    ids=[
        "all fit",
        "no heading",
        "an address breaks",
        "Chinese breaks anywhere",
        "six narrow ones",
        "no room",
        "no table",
    ],
)
def test_columns_with_the_shortest_words_keep_them_whole(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], kept: tuple[bool, ...]
):
    assert columns.whole(header, rows) == kept
