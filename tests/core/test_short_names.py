"""Names of organisations in the little room of a text."""

import pytest

from chalicelib.core.words.plain_text import first_words, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ankangli Insurance, provincial branch", "Ankangli Insurance"),
        ("Hillside Hotel", "Hillside Hotel"),
        ("United Coach and Ferry Company of the North", "United Coach and Ferry Company"),
        ("Northern Railways Passengers of Lakeland", "Northern Railways Passengers"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesells…"),
    ],
)
def test_a_name_in_a_text_ends_with_a_word(name: str, short: str):
    assert short_name(name, 30) == short


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("thank you but as I said I also have a problem with my neighbour", "thank you but as I said I also have a…"),
        ("U still havent fixed the damp in my daughters room", "U still havent fixed the damp in my…"),
        ("我坐的航班三月一日从杭州到成都说好晚上七点起飞拖到凌晨两点连口水都没有你们的人只会说不知道", "我坐的航班三月一日从杭州到成都说好晚上七点起飞拖到凌晨两点连口水都没有你们的人…"),
        ("https://www.example.com/a-very-long-address-without-blanks", "https://www.example.com/a-very-long-add…"),
        ("The lift is broken\nagain", "The lift is broken"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_message_without_a_subject_is_called_by_its_first_words_none_of_them_cut(text: str, read: str):
    assert first_words(text) == read
