"""A telephone number without its country's code is one of the country in which the organisation works."""

import pytest

from chalicelib.core.written.own_contacts import own_phone, phone_instead
from chalicelib.core.written.phones import e164
from chalicelib.core.written.signed_numbers import signed_phone


@pytest.mark.parametrize(
    ("said", "region", "number"),
    [
        ("01943 555 999", "GB", "+441943555999"),
        ("07911 123456", "GB", "+447911123456"),
        ("+86 138 0013 8000", "GB", "+8613800138000"),
        ("13800138000", "", "+8613800138000"),
    ],
)
def test_a_number_is_read_as_people_dial_it_at_home(said: str, region: str, number: str):
    assert e164(said, region) == number


def test_a_customers_own_british_mobile_is_known_by_name_by_change_and_by_signature():
    assert own_phone("Please call me on 07911 123456", (), "GB") == "+447911123456"
    assert phone_instead("I have changed my number to 07911 123456", (), "GB") == "+447911123456"
    assert signed_phone("The barrier hit my car.\n\nThanks\nJo Barker\n07911 123456", "", (), "GB") == "+447911123456"
