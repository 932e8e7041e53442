"""Which complaint a mail is about: by the envelope's token, by the mails it refers to, by a number in its subject."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib.aws.records import Found
from chalicelib.core.people import blocks, tokens
from chalicelib.core.register import indexing
from chalicelib.inbound.inbound_mail import InboundMail
from chalicelib.reception.matching import (
    complaint_id,
    complaint_of,
    message_ids,
    number_in,
    own_ids,
    token_in,
    wanted,
    written_to,
)
from tests.reception.scenes import CASE, CUSTOMER, HANDLER, HEAD, KEYS, NOW, OFFICE, address_of, arrival, token_of

DOMAIN = "lc.example"
ANSWERED, FIRST, LATEST = "ses-answered@amazonses.com", "first@qq.com", "latest@qq.com"
OTHER = "cd" * 10


def mail(**values: object) -> InboundMail:
    """A customer's mail that answers `ANSWERED`, in a thread that began with `FIRST`."""
    known = {"in_reply_to": (ANSWERED,), "references": (FIRST, LATEST), "subject": "投诉"} | values
    return msgspec.structs.replace(arrival(CUSTOMER, "再说一遍").mail, **known)


def found(*refs: indexing.KeyRef, **complaints: str) -> Found:
    """What the tables know: these keys all lead to `OTHER`."""
    return Found(
        keys={ref: {"complaint": OTHER, **complaints} for ref in refs},
        complaints={CASE.complaint.id: CASE},
    )


def test_of_several_tokens_the_senders_own_counts_and_else_the_first():
    both = (address_of(HEAD), address_of(HANDLER))
    assert token_in(both, KEYS, NOW, HANDLER) == token_of(HANDLER)
    assert token_in(both, KEYS, NOW, CUSTOMER) == token_in(both, KEYS, NOW) == token_of(HEAD)


@pytest.mark.parametrize(
    "recipient", [OFFICE, address_of(HANDLER, days=-1), "complaints+forged.token@lc.example", "+@lc.example", ""]
)
def test_a_plain_an_expired_and_a_forged_address_hold_no_token(recipient: str):
    assert token_in((recipient,), KEYS, NOW) is None


def test_a_link_used_as_an_address_is_no_reply_token():
    link = tokens.mint(
        tokens.Token("survey", CASE.complaint.id, tokens.person_digest(CUSTOMER), NOW + timedelta(days=5)), KEYS
    )
    assert token_in((f"complaints+{link}@lc.example",), KEYS, NOW) is None


def test_the_mail_that_is_answered_comes_before_the_thread_and_the_thread_from_its_end():
    assert message_ids(mail()) == (ANSWERED, LATEST, FIRST)
    assert message_ids(mail(references=tuple(f"{n}@x" for n in range(30))))[:2] == (ANSWERED, "29@x")
    assert len(message_ids(mail(references=tuple(f"{n}@x" for n in range(30))))) == 12


def test_a_thread_id_of_ours_names_its_complaint_and_nobody_elses_does():
    ours = f"{CASE.complaint.id}@{DOMAIN}"
    assert own_ids(mail(in_reply_to=(ours, f"<{OTHER}.2@LC.example>")), DOMAIN) == (CASE.complaint.id, OTHER)
    assert own_ids(mail(in_reply_to=(f"{OTHER}@evil.example", "short@lc.example")), DOMAIN) == ()


def test_a_mail_is_looked_up_by_what_it_answers_its_number_and_its_sender():
    asked = wanted(mail(references=(), subject="Re: [lc20260302-0001] 投诉"))
    assert asked[:2] == (indexing.sent_ref(ANSWERED), indexing.message_ref(ANSWERED))
    assert asked[-5:] == (
        indexing.number_ref("LC20260302-0001"),
        indexing.sender_ref(CUSTOMER),
        indexing.proof_ref(CUSTOMER),
        indexing.conduct_ref(CUSTOMER),
        blocks.ref_of(CUSTOMER),
    )


def test_a_mail_without_a_readable_sender_is_looked_up_by_what_it_answers_alone():
    nobody = mail(sender=None, references=(), message_id="")
    assert wanted(nobody) == (indexing.sent_ref(ANSWERED), indexing.message_ref(ANSWERED))


def test_what_a_mail_answers_counts_more_than_the_number_in_its_subject():
    numbered = mail(subject="[LC20260302-0001]")
    known = Found(
        keys={
            indexing.number_ref("LC20260302-0001"): {"complaint": "by number"},
            indexing.sent_ref(ANSWERED): {"complaint": "by reference"},
        },
    )
    assert complaint_of(numbered, known, DOMAIN) == "by reference"


def test_a_thread_id_of_ours_counts_only_if_there_is_such_a_complaint():
    carried = mail(in_reply_to=(f"{CASE.complaint.id}@{DOMAIN}",), references=())
    assert complaint_of(carried, found(), DOMAIN) == CASE.complaint.id
    assert complaint_of(carried, Found(), DOMAIN) == ""


def test_the_number_in_the_subject_leads_to_its_complaint_where_nothing_else_does():
    numbered = mail(subject="再问 LC20260302-0002", in_reply_to=(), references=())
    assert complaint_of(numbered, found(indexing.number_ref("LC20260302-0002")), DOMAIN) == OTHER
    assert complaint_of(numbered, Found(), DOMAIN) == ""
    assert complaint_of(mail(), Found(), DOMAIN) == ""


def test_the_number_in_the_words_leads_there_where_the_subject_has_none():
    said = mail(subject="补充材料", new_text="我的投诉 LC20260302-0002，补充胸牌号 015", in_reply_to=(), references=())
    assert indexing.number_ref("LC20260302-0002") in wanted(said)
    assert complaint_of(said, found(indexing.number_ref("LC20260302-0002")), DOMAIN) == OTHER
    both = msgspec.structs.replace(said, subject="LC20260302-0001")
    assert indexing.number_ref("LC20260302-0002") not in wanted(both)


def test_where_our_mails_went_is_known_by_their_ids_alone():
    known = Found(
        keys={
            indexing.sent_ref(ANSWERED): {"complaint": OTHER, "to": "digest"},
            indexing.sent_ref(FIRST): {"complaint": OTHER},
        },
    )
    assert written_to(mail(), known) == {"digest"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Re: [LC20260302-0001] 请办理", "LC20260302-0001"),
        ("lc20260302-12345 and IB20260302-0001", "LC20260302-12345"),
        ("order ABCDEFGH20260302-0001", ""),
        ("LC20260302-1", ""),
        ("2026-03-02", ""),
    ],
)
def test_a_number_is_letters_a_date_and_four_figures_at_least(text: str, number: str):
    assert number_in(text) == number


def test_a_mail_that_is_read_twice_opens_the_same_complaint():
    assert complaint_id("mail-1") == complaint_id("mail-1") != complaint_id("mail-2")
    assert len(complaint_id("mail-1")) == len(CASE.complaint.id)
