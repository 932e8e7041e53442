"""Whom an order names by the words with which it begins."""

import pytest

from chalicelib.core.written.leading_names import Led, led_by

NAMES = [
    "Parking Enforcement",
    "Car Parks",
    "Parking Appeals",
    "Facilities",
    "Rents and Service Charges",
    "Chief",
    "Chief Surveyor",
    "客运营销部",
    "公交公司",
    "物流部",
]


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        ("Parking Enforcement", "Parking Enforcement", ""),
        ("parking enforcement, please", "Parking Enforcement", ""),
        ("Parking App: it is a challenge", "Parking Appeals", "it is a challenge"),
        ("to Car Parks\nThe barrier is theirs.", "Car Parks", "The barrier is theirs."),
        ("Over to the car parks team - she has the log", "Car Parks", "she has the log"),
        ("Rents & Service Charges dept", "Rents and Service Charges", ""),
        ("Rents", "Rents and Service Charges", ""),
        ("Chief Surveyor has the report", "Chief Surveyor", "has the report"),
        ("Chief has the report", "Chief", "has the report"),
        ("Car Parks has the log", "Car Parks", "has the log"),
        ("物流部 已查明", "物流部", "已查明"),
        ("给物流部，已查明", "物流部", "已查明"),
        ("客运营销", "客运营销部", ""),
    ],
)  # fmt: skip
def test_the_longest_name_that_begins_the_words_is_meant_and_what_follows_is_said(words: str, name: str, rest: str):
    found = led_by(words, NAMES)
    assert (found.name, found.rest) == (name, rest)


@pytest.mark.parametrize(
    ("words", "called", "rest"),
    [
        ("Parking", "Parking", ""),
        ("it to them", "it", "to them"),
        ("宇航部，已查明", "宇航部", "已查明"),
        ("", "", ""),
        ("，", "", ""),
    ],
)
def test_what_several_names_share_or_none_has_names_nobody(words: str, called: str, rest: str):
    assert led_by(words, NAMES) == Led("", called, rest)
