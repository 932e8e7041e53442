"""Text on one line, cut where its room ends: no word that is written with blanks in halves, and no text lost for one."""

import pytest

from chalicelib.core.words.plain_text import one_line


@pytest.mark.parametrize(
    ("text", "limit", "read"),
    [
        ("柜机出风口漏水，型号KFR72LW5512，楼下也湿了", 16, "柜机出风口漏水，型号…"),
        ("东站K1234567次车晚点了", 8, "东站…"),
        ("The shower has been cold since yesterday", 20, "The shower has been…"),
        ("票号 AB1234567890 退不了", 10, "票号…"),
        ("热水器坏了", 8, "热水器坏了"),
    ],
)
def test_what_is_cut_ends_before_the_word_that_does_not_fit(text: str, limit: int, read: str):
    assert one_line(text, limit) == read
