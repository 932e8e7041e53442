"""One message in place of several that tell one person in one minute what is due: none is lost and none told twice."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest

from chalicelib import policies
from chalicelib.aws.records import Commit, OutboxItem, Receipt
from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.core.complaint.model import Complaint
from chalicelib.outbox import items_of
from chalicelib.outbox.joining import PARTS
from chalicelib.pipeline.consequences import gathered, together
from chalicelib.render import render
from chalicelib.render.own_words import TRIAL as IDENTITY
from chalicelib.render.sender_identity import Rendered
from chalicelib.settings import Settings
from tests.test_condensing import DIRECTOR, Break, lines
from tests.test_outbox import CASE, Desk, PostOffice

NOON = datetime(2026, 3, 2, 4, 30, 10, tzinfo=UTC)
NEXT = datetime(2026, 3, 2, 4, 31, tzinfo=UTC)
HEAD = Recipient(role="supervisor", mail="head@office.example", phone="+8613800000000")


def tell(
    desk: Desk,
    number: int,
    name: str = "chase",
    *,
    by: Any = "mail",
    to: Recipient = HEAD,
    alone: bool = False,
    and_then: str = "",
) -> None:
    """One complaint's chase is stored and delivered, as others are in that minute."""
    case = Complaint(id=f"{number:020d}", number=f"X-{number}", policy="p")
    said = [
        (
            Message(name=n, to=to, channel=by),
            Rendered(subject=f"{n} {number}", text=f"{n} {number}", sms=f"sms {number}"),
        )
        for n in filter(None, (name, and_then))
    ]
    made = items_of(case.id, case.id, 0, said, NOON, with_others=not alone)
    stored = desk.tables.commit(
        Commit(receipt=Receipt(inbound_id=case.id, at=NOON, outcome="due"), complaint=case, items=made)
    )
    assert stored is not None
    desk.outbox.deliver(made, stored.unsent, NOON)


def joined(parts: Sequence[OutboxItem], now: datetime) -> OutboxItem:
    if added := gathered(parts):
        text = str(added.extra["text"]).replace("\n\n", " | ")
        source = "#".join(part.id for part in parts)
        (whole,) = items_of(source, CASE.id, 0, [(added, Rendered(subject=text, text=text))], now)
        return whole
    words = " + ".join(sorted(part.subject for part in parts))
    message = Message(name="together", to=HEAD, channel="sms" if parts[0].channel == "sms" else "mail")
    source = "#".join(part.id for part in parts)
    (whole,) = items_of(source, "", 0, [(message, Rendered(subject=words, text=words, sms=words))], now)
    return whole


def sweep(desk: Desk, now: datetime = NEXT) -> None:
    for shard in ("0", "1", "2", "3"):
        desk.outbox.sweep(shard, now)


@pytest.fixture
def post() -> PostOffice:
    return PostOffice()


@pytest.fixture
def desk(watch: Any, settings: Settings, post: PostOffice) -> Desk:
    made = Desk(settings, post, watch.dynamodb)
    made.outbox.join = joined
    return made


def words(post: PostOffice) -> list[str]:
    return [text for _, text in post.sent]


def test_several_in_one_minute_are_one_message_in_the_next(desk: Desk, post: PostOffice):
    for number, name in enumerate(("chase", "reminder", "escalation", "chase")):
        tell(desk, number, name)
    assert post.sent == []
    sweep(desk)
    assert words(post) == ["chase 0 + chase 3 + escalation 2 + reminder 1"]
    assert desk.queue() == []


def test_one_that_stays_alone_goes_as_it_is(desk: Desk, post: PostOffice):
    tell(desk, 1)
    sweep(desk)
    assert words(post) == ["chase 1"]


def test_where_nothing_else_is_due_nobody_waits(desk: Desk, post: PostOffice):
    tell(desk, 1, alone=True)
    assert words(post) == ["chase 1"]


def test_mails_and_texts_and_people_are_kept_apart(desk: Desk, post: PostOffice):
    other = Recipient(role="handler", mail="hans@office.example")
    for number in range(2):
        tell(desk, number)
        tell(desk, number + 10, by="sms")
        tell(desk, number + 20, to=other)
    sweep(desk)
    assert sorted(words(post)) == ["chase 0 + chase 1", "chase 10 + chase 11", "chase 20 + chase 21"]


def test_work_is_left_alone(desk: Desk, post: PostOffice):
    for number in range(2):
        tell(desk, number, "assignment")
    assert len(post.sent) == 2


def test_a_directors_escalations_are_one_message_too(desk: Desk, post: PostOffice):
    for number in range(3):
        tell(desk, number, "escalation", to=DIRECTOR)
    tell(desk, 3, to=DIRECTOR)
    sweep(desk)
    assert words(post) == ["chase 3 + escalation 0 + escalation 1 + escalation 2"]


def test_of_a_directors_escalations_five_an_hour_join_and_the_others_wait_for_the_list(desk: Desk, post: PostOffice):
    for number in range(8):
        tell(desk, number, "escalation", to=DIRECTOR)
    sweep(desk)
    told, listed = words(post)[0].split(" + "), lines(desk)
    assert (len(post.sent), len(told), listed) == (1, 5, [])
    sweep(desk, NEXT + timedelta(minutes=33))
    assert sorted(told + lines(desk)) == [f"escalation {number}" for number in range(8)]
    assert desk.queue() == []


def test_what_one_complaint_tells_one_person_twice_in_one_minute_is_one(desk: Desk, post: PostOffice):
    tell(desk, 1, "chase", and_then="reminder")
    sweep(desk)
    assert words(post) == ["chase 1 + reminder 1"]


def add(desk: Desk, *said: str, reason: str = "", to: Recipient = HEAD, more_comes: bool = True) -> None:
    """What one customer adds to one complaint in short parts is stored and delivered."""
    for text in said:
        before = desk.tables.load(CASE.id)
        extra: Extra = {"text": text}
        if reason:
            extra["reason"] = reason
        message = Message(name="customer_added", to=to, extra=extra, more_comes=more_comes)
        version = before.complaint.version if before else 0
        made = items_of(text, CASE.id, version, [(message, Rendered(subject=text, text=text))], NOON)
        receipt = Receipt(inbound_id=f"{text}{to.mail}", at=NOON, outcome="added")
        stored = desk.tables.commit(
            Commit(receipt=receipt, before=before, complaint=before.complaint if before else CASE, items=made)
        )
        assert stored is not None
        desk.outbox.deliver(made, stored.unsent, NOON)


def test_what_a_customer_adds_in_short_parts_is_one_message_with_all_the_words_in_order(desk: Desk, post: PostOffice):
    add(desk, "it was", "bus 7", "seat 12")
    assert post.sent == []
    sweep(desk)
    assert words(post) == ["it was | bus 7 | seat 12"]
    assert desk.queue() == []


def test_parts_that_ask_something_else_of_their_reader_are_told_apart(desk: Desk, post: PostOffice):
    add(desk, "it was", "bus 7")
    add(desk, "my bill", "is wrong", reason="another")
    sweep(desk)
    assert sorted(words(post)) == ["it was | bus 7", "my bill | is wrong"]


def test_a_customers_words_never_become_a_line_among_chases(desk: Desk, post: PostOffice):
    add(desk, "it was", "bus 7")
    tell(desk, 1)
    tell(desk, 2)
    sweep(desk)
    assert sorted(words(post)) == ["chase 1 + chase 2", "it was | bus 7"]


def test_whoever_adds_once_is_passed_on_at_once(desk: Desk, post: PostOffice):
    add(desk, "it was bus 7", more_comes=False)
    assert words(post) == ["it was bus 7"]


def test_each_part_stands_in_what_was_sent_about_its_complaint(desk: Desk):
    for number in range(2):
        tell(desk, number)
    sweep(desk)
    for number in range(2):
        (record,) = desk.table.sent(f"{number:020d}")
        assert (record.state, record.item.text) == ("CONDENSED", f"chase {number}")
        assert desk.table.unsent([f"{number:020d}"]) == {f"{number:020d}": frozenset()}


def test_very_many_are_told_in_as_few_messages_as_transactions_hold(desk: Desk, post: PostOffice):
    for number in range(PARTS + 5):
        tell(desk, number)
    sweep(desk)
    assert len(post.sent) == 2
    assert sorted(" + ".join(words(post)).split(" + ")) == sorted(f"chase {number}" for number in range(PARTS + 5))


def test_two_of_one_decision_to_one_person_are_one():
    rendered = [Rendered(subject=f"chase {n}", text=f"chase {n}") for n in (1, 2)]
    made = items_of("f", "c" * 20, 0, [(Message(name="chase", to=HEAD), each) for each in rendered], NOON)
    assert [(item.together, item.look_at) for item in made] == [(True, NEXT)] * 2


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(1, 9))
def test_whatever_call_fails_each_is_told_once(desk: Desk, post: PostOffice, watch: Any, number: int, when: str):
    for each in range(3):
        tell(desk, each)
    Break(watch, number, when)
    with suppress(Exception):
        sweep(desk)
    watch.fail = lambda *_: None
    for item in desk.queue():
        if item.message == "together" and post.sent:  # sent and not marked: the sending service reports it
            desk.table.report_delivered(item.id, "known", NEXT)
    for minutes in (1, 5, 16, 40):
        sweep(desk, NEXT + timedelta(minutes=minutes))
    assert sorted(" + ".join(words(post)).split(" + ")) == ["chase 0", "chase 1", "chase 2"]
    assert desk.queue() == []


def test_who_owes_the_same_twice_for_themselves_and_as_a_deputy_reads_one_line_of_it():
    policy = policies.packaged("liaocheng-transport")
    parts = [
        OutboxItem(id=str(n), complaint="1", channel="mail", order="", created=NOON, look_at=NOON, recipient="a@lc.example",
                   subject=f"[LC20260302-0001] {said}") for n, said in enumerate(("receipt", "receipt", "answer"))
    ]  # fmt: skip
    assert together(parts, policy).extra["lines"] == ["[LC20260302-0001] receipt", "[LC20260302-0001] answer"]


def test_each_line_of_the_one_mail_opens_the_reply_that_its_own_mail_would_have_opened():
    policy = policies.packaged("liaocheng-transport")
    parts = [
        OutboxItem(id=str(n), complaint=str(n), channel="mail", order="", created=NOON, look_at=NOON, recipient="a@lc.example",
                   subject=f"[LC20260302-000{n}] late", reply_to=f"desk+{n}@lc.example", form=form)
        for n, form in ((1, "#结果\n事实*："), (2, ""))
    ]  # fmt: skip
    mail = render(together(parts, policy), None, policy, IDENTITY)
    found = re.findall(r'href="mailto:([^"]+)"', mail.html)
    assert [unquote(link.replace("&amp;", "&")) for link in found] == [
        "desk+1@lc.example?subject=Re: [LC20260302-0001]&body=#结果\r\n事实*：\r\n",
        "desk+2@lc.example?subject=Re: [LC20260302-0002]",
    ]


def test_the_one_message_names_every_complaint_by_its_number():
    policy = policies.packaged("liaocheng-transport")
    person = policy.directory.people[0]
    parts = [
        OutboxItem(id=str(n), complaint=str(n), channel="sms", order="", created=NOON, look_at=NOON, recipient=person.phone,
                   subject=f"[LC20260302-000{n}] late") for n in (2, 1)
    ]  # fmt: skip
    message = together(parts, policy)
    assert (message.to.mail, message.channel) == (person.mail, "sms")
    assert message.extra["numbers"] == ["LC20260302-0001", "LC20260302-0002"]
    assert message.extra["lines"] == ["[LC20260302-0001] late", "[LC20260302-0002] late"]
