"""In which language whoever wrote is answered: their own, and the organisation's first where their signs do not tell."""

import pytest

from chalicelib.core.written import script

TAIWAN = ("zh-TW", "zh-CN", "en")


@pytest.mark.parametrize(
    ("text", "languages", "answered"),
    [
        ("早餐太早收", TAIWAN, "zh-TW"),
        ("早餐太早收", ("zh-CN", "zh-TW", "en"), "zh-CN"),
        ("早餐太早收", ("en", "zh-TW"), "zh-TW"),
        ("早餐收得太早，没有人说一声", TAIWAN, "zh-CN"),
        ("早餐收得太早，沒有人說一聲", ("zh-CN", "zh-TW"), "zh-TW"),
        ("Breakfast was cleared too early", TAIWAN, "en"),
        ("Breakfast was cleared too early", ("zh-TW",), "zh-TW"),
        ("1", TAIWAN, "zh-TW"),
        ("", ("en",), "en"),
    ],
)
def test_where_signs_tell_no_language_the_organisations_first_is_answered_in(
    text: str, languages: tuple[str, ...], answered: str
):
    assert script.answered_in(script.language(text), text, languages) == answered


def test_what_was_found_otherwise_stands():
    assert script.answered_in("en", "早餐太早收", TAIWAN) == "en"
