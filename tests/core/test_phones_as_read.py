"""Telephone numbers as customers read them: as they are dialled at home, with the country's code elsewhere, and never made up."""

import pytest

from chalicelib.core.written.phones import readable


@pytest.mark.parametrize(
    ("number", "home", "read"),
    [
        ("+866358345678", "CN", "0635 834 5678"),
        ("+866358345678", "GB", "+86 635 834 5678"),
        ("+8613800138000", "CN", "138 0013 8000"),
        ("+864008000032", "CN", "400 800 0032"),
        ("+442079460000", "GB", "020 7946 0000"),
        ("+441632960100", "GB", "+44 1632 960100"),  # an area that there is none of
        ("+886223456789", "TW", "02 2345 6789"),
        ("96596", "CN", "96596"),
        ("0635-8888888", "CN", "0635-8888888"),
        ("+106900001234", "CN", "+106900001234"),
        ("", "CN", ""),
    ],
)
def test_a_number_reads_as_people_dial_it(number: str, home: str, read: str):
    assert readable(number, home) == read
