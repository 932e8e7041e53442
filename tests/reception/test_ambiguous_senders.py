"""Headers that two readers read in two ways: SES vouched for its reading, so ours gives nobody authority."""

import pytest

from chalicelib.core.complaint.facts import CustomerWrote, MachineWrote
from chalicelib.core.register.indexing import digest
from chalicelib.inbound import email_message, header_text
from chalicelib.reception import Match, receive
from sandbox.staff import compose
from tests.reception.scenes import (
    CASE,
    CUSTOMER,
    HANDLER,
    OFFICE,
    ORDER,
    OWN,
    POLICY,
    STRANGER,
    arrival,
    token_of,
    verdict,
)

TWO_READINGS = [
    '"{}"@evil.example',
    "<x@evil.example<{}>>",
    "{} <>",
    "{} x@evil.example",
    "x@evil.example {}",
    "g: {};",
    "x@evil.example: {};",
    "<@evil.example:{}>",
    "{}.",
    "<mailto:{}>",
    "x@evil.example, <{}>",
    '"x@evil.example <{}>',
    "(x@evil.example <{}>)",
    "x@evil.example (<{}>",
    "<{}> <x@evil.example>",
    "x@evil.example\0 <{}>",
    "<{}\0.evil.example>",
]


def written(sender: str, header: str) -> bytes:
    raw = compose(STRANGER, OFFICE, "Re: [LC20260302-0001]", ORDER)
    return raw.replace(f"From: {STRANGER}".encode(), b"From: " + header.format(sender).encode(), 1)


@pytest.mark.parametrize("header", TWO_READINGS)
def test_a_from_header_with_two_readings_orders_nothing_whatever_dmarc_says(header: str):
    seen = verdict(arrival(raw=written(HANDLER, header)), token_of(HANDLER))
    assert (seen.action, seen.person, seen.fact) in [("hold", HANDLER, None), ("park", "", None)]


@pytest.mark.parametrize("header", TWO_READINGS)
def test_a_from_header_with_two_readings_adds_nothing_to_a_customers_complaint(header: str):
    seen = verdict(arrival(raw=written(CUSTOMER, header)), None)
    assert seen.action in ("park", "hold") or seen.stored is None


def test_an_address_within_an_encoded_word_alone_orders_nothing():
    raw = written("=?utf-8?q?" + HANDLER.replace("@", "=40") + "?=", "{}")
    assert email_message.parse(raw).senders[0].address == HANDLER
    assert verdict(arrival(raw=raw), token_of(HANDLER)).action == "hold"


@pytest.mark.parametrize("middle", [b"X: a\nFrom: %s\n\nhello\r\nFrom: x@evil.example", b"From: %s\nX: a"])
def test_a_header_whose_lines_end_in_two_ways_orders_nothing(middle: bytes):
    raw = written(HANDLER, "{}").replace(f"From: {HANDLER}".encode(), middle % HANDLER.encode(), 1)
    assert verdict(arrival(raw=raw), token_of(HANDLER)).action == "hold"


@pytest.mark.parametrize(
    "header",
    [
        "{}",
        "<{}>",
        "Guo <{}>",
        '"Guo, Ping" <{}>',
        '"{0}" <{0}>',
        "郭平 <{}>",
        "=?utf-8?b?6YOt5bmz?= <{}>",
        "Guo (Sales) <{}>",
        "'{0}' <{0}>",
        '"Guo \\"P\\"" <{}>',
    ],
)
def test_headers_as_mail_programs_write_them_are_read_by_everybody_alike(header: str):
    assert header_text.is_plain(header.format(HANDLER).encode())
    assert verdict(arrival(raw=written(HANDLER, header)), token_of(HANDLER)).action == "staff"


def test_an_address_in_quotes_before_another_domain_is_of_that_domain():
    (found,) = header_text.addresses(f'"{HANDLER}"@evil.example'.encode())
    assert found.address == f'"{HANDLER}"@evil.example'


# -- bounces: whoever knows a number can write one -------------------------------------------------------------------------


def bounce_of(address: str) -> bytes:
    report = f"Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    return (
        f"From: {STRANGER}\r\nTo: {OFFICE}\r\nSubject: Undelivered LC20260302-0001\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\n{report}\r\n--b--\r\n"
    ).encode()


def test_a_bounce_that_only_names_a_number_cuts_nobody_off():
    seen = verdict(arrival(raw=bounce_of(CUSTOMER)), None)
    assert (seen.action, seen.reason) == ("park", "bounce of an unknown mail")


@pytest.mark.parametrize(("written_to", "cut_off"), [(CUSTOMER, True), (HANDLER, False)])
def test_a_bounce_counts_for_the_address_that_the_mail_it_quotes_went_to(written_to: str, cut_off: bool):
    match = Match(stored=CASE, named=CASE, written_to=frozenset({digest(written_to)}))
    seen = receive(arrival(raw=bounce_of(CUSTOMER)), match, POLICY, OWN)
    assert seen.action == "decide"
    assert isinstance(seen.fact, MachineWrote) is not cut_off
    assert not isinstance(seen.fact, CustomerWrote)
