"""Headers that two readers read in two ways: SES vouched for its reading, so ours gives nobody authority."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.complaint.facts import CustomerWrote, MachineWrote
from chalicelib.core.register.indexing import digest
from chalicelib.inbound import email_message, header_text
from chalicelib.reception import Match, receive
from sandbox.staff import compose
from tests.reception import witnesses
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

WITNESSED = 30
"""Mails of each random seed: 1,500 in the suite, 15,000 when new counterexamples are searched."""
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
    "x@evil.example <{}>",
    "'{0}' <{0}>",
    '"x@evil.example" <{}>',
    "=?utf-8?q?x=40evil.example=2C?= <{}>",
    "=?utf-8?q?=3Cx=40evil.example=3E?= <{}>",
    "=?utf-8?q?=22?= <{}>",
    "=?utf-8?b?x <{}>",
    "Guo (x@evil.example) <{}>",
    'Guo (a "b) c" d) <{}>',
    "[Guo] <{}>",
    'Guo\\" <{}>',
    "Guo P.<{}>",
    "<@evil.example,@b.example:{}>",
    "staff: <{}>;",
    '"Guo\r\n Ping" <{}>',
    '"Guo\r\n Ping, Sales" <{}>',
    "Guo\r\n \r\n <{}>",
    "Guo" + 900 * "\r\n " + "<{}>",
    "Guo" + 40_000 * " " + "<x@evil.example>, <{}>",
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
    "beside",
    [
        " \r\nFrom: x@evil.example", "\t\r\nFrom: x@evil.example", "FROM: x@evil.example", "from : x@evil.example", "X: a\0b", "no field at all", "X: a\x0bFrom: x@evil.example",
        "X: a\rFrom: x@evil.example", "From x@evil.example", "X: " + 300_000 * "a" + "\r\nFrom: x@evil.example",
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", [True, False])
def test_a_header_in_which_others_may_see_a_second_from_orders_nothing(beside: str, *, above: bool):
    whole = f"From: {HANDLER}\r\n"
    lines = f"{beside}\r\n{whole}" if above else f"{whole}{beside}\r\n"
    raw = written(HANDLER, "{}").replace(whole.encode(), lines.encode(), 1)
    seen = verdict(arrival(raw=raw), token_of(HANDLER))
    assert (seen.action, seen.fact) in [("hold", None), ("park", None)]


@pytest.mark.parametrize("name", ["Sender", "Resent-From", "X-From", "Return-Path", "X-Sender"])
def test_whoever_other_headers_name_gets_no_authority_by_them(name: str):
    raw = f"{name}: {HANDLER}\r\n".encode() + written(STRANGER, "{}")
    assert verdict(arrival(raw=raw), token_of(HANDLER)).action == "hold"


@given(st.integers(0, 10**9))
def test_there_is_authority_only_where_every_other_reader_finds_the_one_address_that_we_find(seed: int):
    for raw in witnesses.headers(seed, WITNESSED):
        mail = email_message.parse(raw)
        if mail.sender and mail.sender_is_plain:
            found = witnesses.readings(raw)
            assert set(found.values()) == {frozenset({mail.sender.address})}, (raw[-400:], found)


def test_of_the_headers_that_are_read_by_others_some_give_authority_and_most_do_not():
    mails = [email_message.parse(raw) for raw in witnesses.headers(1, 400)]
    plain = sum(mail.sender is not None and mail.sender_is_plain for mail in mails)
    assert 15 < plain < 100


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
        "{0} <{0}>",
        '"Guo, Ping (Sales)" <{}>',
        "\"'{0}'\" <{0}>",
        '"=?gb2312?B?ufnGvQ==?=" <{}>',
        '"=?utf-8?B?6YOt5bmz?="<{}>',
        "=?GBK?B?ufnGvQ==?= <{}>",
        "=?utf-8?q?Guo=2C_Ping?=\r\n <{}>",
        "=?utf-8?B?6YOt5bmzKOWuouacjSk=?= <{}>",
        "=?iso-2022-jp?B?GyRCM0tKPxsoQg==?= <{}>",
        "=?UTF-8?B?6YOt?= =?UTF-8?B?5bmz?= <{}>",
        "Guo Ping | LC-Transport <{}>",
        '"郭平 / 客服: 1" <{}>',
        "郭平（客服）<{}>",
        '"Guo \\"P\\"" <{}>',
    ],
)
def test_headers_as_mail_programs_write_them_are_read_by_everybody_alike(header: str):
    raw = written(HANDLER, header)
    assert set(witnesses.readings(raw).values()) == {frozenset({HANDLER})}
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
