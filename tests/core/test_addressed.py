"""Whom staff's words greet: the customer of the complaint, or somebody else in whose place they were written."""

import pytest

from chalicelib.core.written.addressed import greeting, greets_another
from chalicelib.core.written.customers_part import Part, customers_part


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Dear Sue, sorry about the machine", "Tom", "Dear Sue,"),
        ("Dear Mrs Firth\nWe have mended it", "Tom Barker", "Dear Mrs Firth"),
        ("Hi Sue - it is mended", "Tom Barker", "Hi Sue -"),
        ("尊敬的李女士，您好！\n已修好", "王丽", "尊敬的李女士"),
        ("李女士您好：已修好", "王麗", "李女士"),
        ("李女士您好：已修好", "陳美", "李女士"),
    ],
)
def test_words_that_greet_somebody_else_are_noticed(text: str, name: str, found: str):
    assert greets_another(text, name, "The machine took my card twice") == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Mrs Kirk, we charged you twice", "Mrs Val Kirk"),
        ("Dear Joanna,\nWe", "Jo Barker"),
        ("Dear John, we", "J Hill"),
        ("Dear Mr Smith, we", "tomsmith77"),
        ("Dear Mrs Firth, Cllr Dodd has written to us for you", "Cllr Pat Dodd"),
        ("Dear Sir or Madam, we", "Tom"),
        ("Dear customer,", "Tom"),
        ("Hi there, we", "Tom"),
        ("Hello Tom - thanks", "Tom Lee"),
        ("Dear Ms Smith, we", ""),
        ("We have told Sue, your neighbour", "Tom"),
        ("王女士：您好", "王丽"),
        ("这位先生您好", "王丽"),
        ("客户您好", "王丽"),
        ("李女士您好：已修好", "云淡风轻"),
        ("李女士您好：已修好", "聊城小管家"),
        ("", "Tom"),
    ],
)
def test_the_customer_however_they_are_called_is_nobody_else(text: str, name: str):
    assert greets_another(text, name, "I write for my ward, for Eileen Firth") == ""


def test_a_greeting_with_words_behind_it_is_left_to_the_letter():
    assert greeting("Dear Ms Hill, the lamp is mended.") == "Dear Ms Hill,"
    assert greeting("Dear Ms Hill,") == ""
    assert customers_part("Dear Ms Hill, the lamp is mended.\nIt was the fuse.") == Part(
        "The lamp is mended.\nIt was the fuse.", "", "Dear Ms Hill,"
    )
    assert customers_part("Dear Ms Hill,\n\nHi Tom, the fitter, came.").words == "Hi Tom, the fitter, came."
