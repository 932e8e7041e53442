"""Names of organisations in the little room of a text."""

import pytest

from chalicelib.core.words.plain_text import short_name


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
