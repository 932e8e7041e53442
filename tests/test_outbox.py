"""Nothing is lost, nothing is sent twice unless it is counted, and everybody reads their messages in order."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from botocore.exceptions import ReadTimeoutError
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chalicelib.aws.clients import client
from chalicelib.aws.objects import Objects
from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.records import Commit, Duplicate, OutboxItem, Receipt, Stored, TooLarge
from chalicelib.aws.send_errors import SendError, Verdict
from chalicelib.aws.sender import AwsSender
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.decision import FollowUp, Message, Recipient
from chalicelib.core.complaint.facts import AnyFact, DeliveryFailed, OtherDecided
from chalicelib.core.complaint.model import Complaint
from chalicelib.inbound.email_message import attachment_bytes
from chalicelib.outbox import InterruptedSweep, Outbox, Tally, items_of
from chalicelib.outbox.attempts import delay
from chalicelib.render.sender_identity import Rendered
from chalicelib.settings import Settings

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CASE = Complaint(id="ab" * 10, number="LC20260302-0001", policy="p")
LI, HANDLER = "li@customer.example", "handler@unit.example"


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


class PostOffice:
    """Remembers what was sent; ends attempts as it was told, by the words of the message."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.errors: dict[str, list[Verdict]] = {}
        self.attempts = 0

    def send(self, item: OutboxItem) -> str:
        self.attempts += 1
        verdicts = self.errors.get(item.text)
        if verdicts:
            raise SendError(verdicts.pop(0), "as the test says")
        self.sent.append((item.recipient, item.text))
        return f"ses-{len(self.sent)}"

    def texts(self, recipient: str) -> list[str]:
        return [text for to, text in self.sent if to == recipient]


class Desk:
    """The pipeline's part: stores what a fact leads to, delivers it, and remembers the facts that follow."""

    def __init__(self, settings: Settings, post: Any, dynamodb: Any) -> None:
        self.tables = Tables(settings, dynamodb)
        self.table = OutboxTable(settings, dynamodb)
        self.post = post
        self.followed: list[tuple[str, AnyFact]] = []
        self.outbox = Outbox(self.table, post, lambda complaint, fact: self.followed.append((complaint, fact)))
        self.facts = count(1)
        self.case = CASE

    def commit(self, *messages: Message, now: datetime = NOW, follow_ups: tuple[FollowUp, ...] = ()) -> list[Any]:
        before = self.tables.load(self.case.id)
        complaint = before.complaint if before else self.case
        name = f"{self.case.id}-{next(self.facts)}"
        written = [(message, Rendered(subject="s", text=str(message.extra["text"]), sms="sms")) for message in messages]
        unsent = before.unsent if before else frozenset()
        items = items_of(name, self.case.id, complaint.version, written, now, follow_ups=follow_ups, unsent=unsent)
        receipt = Receipt(inbound_id=name, at=now, outcome="decided")
        stored = self.tables.commit(Commit(receipt=receipt, before=before, complaint=complaint, items=items))
        assert stored is not None
        return [items, stored]

    def write(self, *messages: Message, now: datetime = NOW, follow_ups: tuple[FollowUp, ...] = ()) -> Tally:
        items, stored = self.commit(*messages, now=now, follow_ups=follow_ups)
        return self.outbox.deliver(items, stored.unsent, now)

    def queue(self) -> list[OutboxItem]:
        return list(self.table.pending("0", minutes(10_000_000)))

    def states(self) -> list[str]:
        return [item.state for item in self.queue()]


def to(recipient: str, text: str, **changes: Any) -> Message:
    name = changes.pop("name", "assignment")
    return Message(name=name, to=Recipient(role="customer", mail=recipient), extra={"text": text}, **changes)


@pytest.fixture
def post() -> PostOffice:
    return PostOffice()


@pytest.fixture
def desk(watch: Any, settings: Settings, post: PostOffice) -> Desk:
    return Desk(settings, post, watch.dynamodb)


# -- what a decision sends --------------------------------------------------------------------------------------------


def items(*messages: Message, unsent: frozenset[str] = frozenset(), size: int = 1) -> tuple[OutboxItem, ...]:
    written = [(message, Rendered(subject="s", text="x" * size, html="<p>")) for message in messages]
    return items_of("fact", CASE.id, 0, written, NOW, unsent=unsent)


def test_the_same_decision_makes_the_same_items():
    messages = (to(LI, "a"), to(HANDLER, "b"))
    assert items(*messages) == items(*messages)
    assert len({item.id for item in items(*messages)}) == 2


def test_ids_have_only_the_letters_of_a_tag():
    (item,) = items_of("<odd/fact id@x>", CASE.id, 0, [(to(LI, "a"), Rendered(subject="s"))], NOW)
    assert item.id.replace("-", "").isalnum()


def test_what_may_go_out_is_leased_and_what_is_for_later_waits():
    now, later = items(to(LI, "a"), to(LI, "b", not_before=minutes(60)))
    assert (now.state, later.state, later.look_at) == ("SENDING", "PENDING", minutes(60))
    assert now.lease_until == now.look_at == minutes(3)


def test_a_text_message_goes_to_the_phone_with_its_own_words():
    message = Message(name="holding", to=Recipient(role="customer", mail=LI, phone="+861380013"), channel="sms")
    (item,) = items_of(
        "fact", CASE.id, 0, [(message, Rendered(subject="s", text="long", html="<p>", sms="short"))], NOW
    )
    assert (item.channel, item.recipient, item.text, item.html) == ("sms", "+861380013", "short", "")


@given(st.integers(min_value=0, max_value=300), st.sampled_from([1, 1_000, 40_000]))
def test_however_many_messages_they_fit_one_transaction_and_none_is_lost(number: int, size: int):
    made = items(*(to(f"p{n}@x.example", "") for n in range(number)), size=size)
    assert len(made) <= 38
    assert all(len(msgspec.json.encode(item)) < 400_000 for item in made)
    assert sum(len(msgspec.json.encode(item)) for item in made) < 3_000_000
    reached = [inner for item in made for inner in item.bundle or (item,)]
    assert [item.recipient for item in reached] == [f"p{n}@x.example" for n in range(number)]


def test_more_than_can_be_stored_is_refused_aloud():
    with pytest.raises(TooLarge):
        items(*(to(f"p{n}@x.example", "") for n in range(8000)))


# -- delivering -------------------------------------------------------------------------------------------------------


def test_delivery_sends_in_order_and_marks_once(desk: Desk, post: PostOffice, watch: Any):
    made, stored = desk.commit(to(LI, "one"), to(HANDLER, "two"), to(LI, "three"))
    watch.calls.clear()
    tally = desk.outbox.deliver(made, stored.unsent, NOW)
    assert post.sent == [(LI, "one"), (HANDLER, "two"), (LI, "three")]
    assert watch.counts() == {"TransactWriteItems": 1}
    assert tally == Tally(sent=3)
    assert desk.queue() == []
    assert desk.tables.load(CASE.id).unsent == frozenset()


def test_forty_messages_all_arrive_though_a_commit_holds_fewer(desk: Desk, post: PostOffice):
    texts = [f"{n:02d}" for n in range(120)]
    assert desk.write(*(to(LI, text) for text in texts)).sent == 30
    tally = desk.outbox.sweep("0", minutes(1))
    assert (tally.unpacked, tally.more) == (90, True)
    while desk.outbox.sweep("0", minutes(2)).more:
        pass
    assert post.texts(LI) == texts
    assert desk.queue() == []


@pytest.mark.parametrize("unpacked", [False, True], ids=["in its bundle", "unpacked by the sweep"])
def test_of_forty_messages_those_to_somebody_who_is_complained_of_meanwhile_are_recalled(
    desk: Desk, post: PostOffice, unpacked: bool
):
    others = [to(f"{n}@customer.example", "for everybody") for n in range(36)]
    made, _ = desk.commit(*others, *(to(HANDLER, f"about you {n}") for n in range(4)))
    if unpacked:
        desk.table.unpack(next(item for item in made if item.channel == "bundle"))
    stored = desk.tables.load(CASE.id)
    assert stored is not None
    desk.table.recall(stored, frozenset({HANDLER}), NOW)
    desk.table.recall(stored, frozenset({HANDLER}), NOW)  # as a decision does that is made anew
    desk.outbox.deliver(made, stored.unsent, NOW)
    while desk.outbox.sweep("0", minutes(1)).more:
        pass
    assert sorted(post.sent) == sorted((f"{n}@customer.example", "for everybody") for n in range(36))
    assert desk.states() == []


def test_a_message_for_later_goes_when_its_time_comes(desk: Desk, post: PostOffice):
    desk.write(to(LI, "survey", not_before=minutes(600)))
    desk.outbox.sweep("0", minutes(599))
    assert post.sent == []
    desk.outbox.sweep("0", minutes(600))
    assert post.texts(LI) == ["survey"]


def test_a_message_for_later_does_not_hold_up_what_is_meant_for_now(desk: Desk, post: PostOffice):
    desk.write(to(LI, "survey", not_before=minutes(600)))
    desk.write(to(LI, "acknowledgement"), now=minutes(5))
    assert post.texts(LI) == ["acknowledgement"]


# -- errors, one by one -----------------------------------------------------------------------------------------------


def test_a_throttled_message_comes_later_and_the_next_to_the_same_reader_waits(desk: Desk, post: PostOffice):
    post.errors["one"] = ["throttled"]
    tally = desk.write(to(LI, "one"), to(LI, "two"))
    assert (tally.throttled, tally.sent, post.attempts) == (1, 0, 1)
    assert set(desk.states()) == {"PENDING"}
    desk.outbox.sweep("0", minutes(0.5))
    assert post.sent == []
    desk.outbox.sweep("0", minutes(1))
    assert post.texts(LI) == ["one", "two"]


def test_throttling_waits_longer_each_time_and_never_gives_up(desk: Desk, post: PostOffice):
    post.errors["one"] = ["throttled"] * 12
    desk.write(to(LI, "one"))
    waits = []
    now = NOW
    while queue := desk.queue():
        waits.append(queue[0].look_at - now)
        now = queue[0].look_at
        assert desk.outbox.sweep("0", now).resent == 0
    assert waits[:4] == [timedelta(minutes=m) for m in (1, 2, 4, 8)]
    assert max(waits) == delay(99) == timedelta(hours=1)
    assert post.texts(LI) == ["one"]


def test_a_throttled_service_is_left_alone_for_the_rest_of_the_sweep(desk: Desk, post: PostOffice):
    made, _ = desk.commit(*(to(f"p{n}@x.example", f"{n}", not_before=minutes(1)) for n in range(20)))
    post.errors["0"] = ["throttled"]
    tally = desk.outbox.sweep("0", minutes(1))
    assert (post.attempts, tally.throttled, tally.held_back) == (1, 1, 19)
    desk.outbox.sweep("0", minutes(2))
    assert len(post.sent) == len(made) == 20


@pytest.mark.parametrize("name", ["acknowledgement", "receipt", "query", "address_code"])
def test_whoever_has_just_written_is_answered_before_the_chases_of_a_storm(name: str, desk: Desk, post: PostOffice):
    for number in range(30):
        desk.write(to(f"p{number}@x.example", f"chase {number}", not_before=minutes(1)))
    post.errors["thanks"] = ["throttled"] * 2
    desk.write(to(LI, "thanks", name=name), now=minutes(20))
    for minute in (21, 22):
        desk.outbox.sweep("0", minutes(minute), limit=1)
    assert post.sent[0] == (LI, "thanks")


def test_a_service_that_is_stopped_keeps_the_other_one_from_nothing(desk: Desk, post: PostOffice):
    phones = [Recipient(role="customer", phone=f"+86138{number:08d}") for number in range(60)]
    words = {"name": "holding", "channel": "sms", "not_before": minutes(1), "extra": {"text": ""}}
    for some in (phones[:30], phones[30:]):
        desk.commit(*(Message(to=phone, **words) for phone in some))  # type: ignore[arg-type]
    desk.commit(to(LI, "one", not_before=minutes(2)))
    post.errors["sms"] = ["paused"] * 99
    tally = desk.outbox.sweep("0", minutes(2), limit=26)
    assert (post.texts(LI), post.attempts, tally.held_back) == (["one"], 2, 59)


def test_a_refused_message_is_recorded_and_a_person_is_told(desk: Desk, post: PostOffice):
    post.errors["one"] = ["rejected"]
    tally = desk.write(to(LI, "one"), to(LI, "two"))
    assert (tally.failed, tally.sent, tally.followed) == (1, 1, 1)
    ((complaint, fact),) = desk.followed
    assert complaint == CASE.id
    assert isinstance(fact, DeliveryFailed)
    assert (fact.address, fact.message, fact.diagnostic, fact.at) == (LI, "assignment", "as the test says", NOW)
    assert desk.queue() == []
    assert [(r.state, r.item.text) for r in desk.table.sent(CASE.id)] == [("FAILED", "one"), ("SENT", "two")]


def test_the_news_of_a_failure_survives_a_crash(desk: Desk, post: PostOffice):
    post.errors["one"] = ["rejected"]
    desk.outbox.follow = crash
    assert desk.write(to(LI, "one")).troubles == ("ZeroDivisionError",)
    desk.outbox.follow = lambda complaint, fact: desk.followed.append((complaint, fact))
    desk.outbox.sweep("0", minutes(1))
    assert [fact.id for _, fact in desk.followed] == [f"{desk.table.sent(CASE.id)[0].item.id}-failed"]


def crash(*_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("name", ["undeliverable", "parked"])
def test_a_failed_notice_of_failure_does_not_chase_itself(name: str, desk: Desk, post: PostOffice):
    post.errors["one"] = ["rejected"]
    assert desk.write(to(HANDLER, "one", name=name)).failed == 1
    assert (desk.followed, desk.queue()) == ([], [])


def test_a_paused_account_keeps_everything_and_says_so(desk: Desk, post: PostOffice):
    post.errors["one"] = ["paused"]
    tally = desk.write(to(LI, "one"), to(HANDLER, "two"))
    assert (tally.paused, tally.sent, post.attempts) == ("as the test says", 0, 1)
    assert desk.states() == ["PENDING", "PENDING"]
    assert desk.outbox.sweep("0", minutes(4)).sent == 1
    assert desk.outbox.sweep("0", minutes(5)).sent == 1
    assert post.sent == [(HANDLER, "two"), (LI, "one")]


def test_what_is_withheld_from_one_waits_and_the_others_get_theirs(desk: Desk, post: PostOffice):
    post.errors["one"] = ["withheld"]
    tally = desk.write(to(LI, "one"), to(HANDLER, "two"))
    assert (tally.paused, tally.sent, tally.failed) == ("as the test says", 1, 0)
    assert desk.outbox.sweep("0", minutes(5)).sent == 1
    assert post.sent == [(HANDLER, "two"), (LI, "one")]


def test_a_stopped_mail_service_does_not_stop_texts(desk: Desk, post: PostOffice):
    post.errors["one"] = ["throttled"]
    sms = Message(name="holding", to=Recipient(role="customer", phone="+861380013"), channel="sms", extra={"text": ""})
    assert desk.write(to(LI, "one"), sms).sent == 1
    assert post.texts("+861380013") == ["sms"]


def test_an_unknown_fate_waits_for_a_report_and_is_not_sent_again(desk: Desk, post: PostOffice):
    post.errors["one"] = ["unknown"]
    assert desk.write(to(LI, "one")).unknown == 1
    (item,) = desk.queue()
    desk.table.report_delivered(item.id, "ses-77", minutes(2))
    desk.outbox.sweep("0", minutes(9))
    assert desk.states() == ["UNKNOWN"]
    tally = desk.outbox.sweep("0", minutes(10))
    assert (tally.sent, tally.resent, post.attempts) == (1, 0, 1)
    assert desk.queue() == []
    assert [(r.state, r.provider_id) for r in desk.table.sent(CASE.id)] == [("SENT", "ses-77")]


def test_an_unknown_fate_without_a_report_is_sent_again_word_by_word_and_counted(desk: Desk, post: PostOffice):
    post.errors["one"] = ["unknown"]
    desk.write(to(LI, "one"))
    tally = desk.outbox.sweep("0", minutes(10))
    assert (tally.sent, tally.resent) == (1, 1)
    assert post.texts(LI) == ["one"]


def test_a_fate_that_stays_unknown_ends_with_a_person(desk: Desk, post: PostOffice):
    post.errors["one"] = ["unknown"] * 99
    desk.write(to(LI, "one"))
    tallies = [desk.outbox.sweep("0", minutes(11 * turn)) for turn in range(1, 10)]
    assert post.attempts == 4
    assert sum(tally.resent for tally in tallies) == 3
    assert [fact.address for _, fact in desk.followed if isinstance(fact, DeliveryFailed)] == [LI]
    assert desk.queue() == []


def test_what_comes_after_an_unknown_fate_waits_for_it(desk: Desk, post: PostOffice):
    post.errors["one"] = ["unknown"]
    desk.write(to(LI, "one"))
    desk.write(to(LI, "two"), to(HANDLER, "aside"), now=minutes(1))
    assert post.sent == [(HANDLER, "aside")]
    desk.outbox.sweep("0", minutes(2))
    assert post.texts(LI) == []
    desk.outbox.sweep("0", minutes(10))
    assert post.texts(LI) == ["one", "two"]


def test_the_order_holds_within_one_decision_too(desk: Desk, post: PostOffice):
    post.errors["one"] = ["unknown"]
    made, _ = desk.commit(to(LI, "one"), to(LI, "two"))
    desk.outbox.deliver(made, frozenset(), NOW)
    assert post.sent == []
    desk.outbox.sweep("0", minutes(10))
    assert post.texts(LI) == ["one", "two"]


def test_what_is_stuck_for_a_day_holds_nothing_up_any_more(desk: Desk, post: PostOffice):
    post.errors["one"] = ["throttled"] * 99
    desk.write(to(LI, "one"))
    for hour in range(1, 26):
        desk.outbox.sweep("0", minutes(60 * hour))
    desk.write(to(LI, "two"), now=minutes(60 * 26))
    assert post.texts(LI) == ["two"]


# -- crashes ----------------------------------------------------------------------------------------------------------


def test_what_a_crash_left_after_the_commit_is_sent_by_the_sweep(desk: Desk, post: PostOffice):
    desk.commit(to(LI, "one"), to(LI, "two"))
    desk.outbox.sweep("0", minutes(2))
    assert desk.states() == ["SENDING", "SENDING"]
    desk.outbox.sweep("0", minutes(3))
    assert desk.states() == ["UNKNOWN", "UNKNOWN"]
    tally = desk.outbox.sweep("0", minutes(13))
    assert (tally.sent, tally.resent) == (2, 2)
    assert post.texts(LI) == ["one", "two"]


def test_an_acknowledgement_is_out_within_twenty_minutes_of_a_crash(desk: Desk, post: PostOffice):
    desk.commit(to(LI, "one"))
    for minute in range(1, 20):
        desk.outbox.sweep("0", minutes(minute))
    assert post.texts(LI) == ["one"]


def test_what_was_sent_before_an_unforeseen_error_is_marked(desk: Desk, post: PostOffice):
    post.send = explode_at(post.send, "two")  # type: ignore[method-assign, assignment]
    made, stored = desk.commit(to(LI, "one"), to(LI, "two"))
    with pytest.raises(ZeroDivisionError):
        desk.outbox.deliver(made, stored.unsent, NOW)
    assert [record.item.text for record in desk.table.sent(CASE.id)] == ["one"]
    assert [item.text for item in desk.queue()] == ["two"]


def explode_at(send: Callable[[OutboxItem], str], text: str) -> Callable[[OutboxItem], str]:
    def exploding(item: OutboxItem) -> str:
        if item.text == text:
            raise ZeroDivisionError
        return send(item)

    return exploding


def test_two_sweeps_at_once_send_once(desk: Desk, post: PostOffice, settings: Settings):
    desk.commit(to(LI, "one", not_before=minutes(1)))
    rival = Desk(settings, PostOffice(), desk.tables.client)

    def meanwhile(_: OutboxItem) -> str:
        rival.outbox.sweep("0", minutes(1))
        return "ses-1"

    post.send = meanwhile  # type: ignore[method-assign, assignment]
    assert desk.outbox.sweep("0", minutes(1)).sent == 1
    assert rival.post.sent == []


def test_two_sweeps_that_read_the_same_queue_send_once(desk: Desk, post: PostOffice, monkeypatch: pytest.MonkeyPatch):
    desk.commit(to(LI, "one", not_before=minutes(1)), to(HANDLER, "two", not_before=minutes(1)))
    read = list(desk.table.pending("0", minutes(1)))
    monkeypatch.setattr(desk.table, "pending", lambda *_: iter(read))
    desk.outbox.sweep("0", minutes(1))
    assert desk.outbox.sweep("0", minutes(1)).sent == 0
    assert len(post.sent) == 2


# -- storms -----------------------------------------------------------------------------------------------------------


def test_a_sweep_stops_at_its_limit_and_says_that_there_is_more(desk: Desk, post: PostOffice):
    desk.commit(*(to(f"p{n}@x.example", f"{n}", not_before=minutes(1)) for n in range(30)))
    assert desk.outbox.sweep("0", minutes(1), limit=10).more
    assert len(post.sent) == 25
    assert not desk.outbox.sweep("0", minutes(1), limit=10).more
    assert len(post.sent) == 30


def test_a_sweep_stops_when_time_runs_out_and_claims_nothing_it_cannot_send(desk: Desk, post: PostOffice):
    desk.commit(*(to(f"p{n}@x.example", f"{n}", not_before=minutes(1)) for n in range(10)))
    left: Iterator[float] = iter([30.0, 30.0, 20.0, 16.0] + [14.0] * 99)
    tally = desk.outbox.sweep("0", minutes(1), time_left=lambda: next(left))
    assert (tally.sent, tally.more, len(post.sent)) == (3, True, 3)
    assert desk.states() == ["PENDING"] * 7


def test_the_sweep_tells_how_long_the_oldest_has_waited(desk: Desk):
    desk.commit(to(LI, "one", not_before=minutes(1)), to(HANDLER, "two", not_before=minutes(7)))
    assert desk.outbox.sweep("0", minutes(9)).oldest == minutes(1)
    assert desk.outbox.sweep("0", minutes(9)).oldest is None


# -- facts for other complaints ---------------------------------------------------------------------------------------

GROUPED = FollowUp(complaint="cd" * 10, name="grouped", values={"number": CASE.number})


def test_a_fact_for_another_complaint_is_handed_on_once(desk: Desk):
    assert desk.write(to(LI, "one"), follow_ups=(GROUPED,)).followed == 1
    ((complaint, fact),) = desk.followed
    assert complaint == GROUPED.complaint
    assert isinstance(fact, OtherDecided)
    assert (fact.follow_up, fact.source, fact.at) == (GROUPED, CASE.id, NOW)
    assert desk.queue() == []


def test_a_fact_that_a_crash_left_is_handed_on_by_the_sweep_under_the_same_id(desk: Desk):
    made, _ = desk.commit(follow_ups=(GROUPED,))
    tally = desk.outbox.sweep("0", minutes(3))
    assert (tally.followed, tally.unknown) == (1, 0)
    assert [fact.id for _, fact in desk.followed] == [made[0].id]


def test_a_fact_that_fails_comes_again_and_keeps_nobody_waiting(desk: Desk, post: PostOffice):
    desk.outbox.follow = crash
    assert desk.write(to(LI, "one"), follow_ups=(GROUPED,)).troubles == ("ZeroDivisionError",)
    assert post.texts(LI) == ["one"]
    assert desk.states() == ["PENDING"]
    desk.outbox.follow = lambda complaint, fact: desk.followed.append((complaint, fact))
    desk.outbox.sweep("0", minutes(1))
    assert len(desk.followed) == 1


# -- the fault sweep --------------------------------------------------------------------------------------------------


def arrived() -> int:
    from moto.ses.models import ses_backends  # noqa: PLC0415

    return len(ses_backends["123456789012"]["us-east-1"].sent_messages)


class Fault:
    """Fails one AWS call, the nth from now on: before it is made, or by losing its answer."""

    def __init__(self, watch: Any, number: int, when: str) -> None:
        self.watch, self.place, self.happened = watch, (number, when), ""
        watch.calls.clear()
        watch.fail = self

    def __call__(self, number: int, operation: str, when: str) -> None:
        if not self.happened and (number, when) == self.place:
            self.happened = operation
            raise ReadTimeoutError(endpoint_url="aws")

    def end(self) -> None:
        self.watch.fail = lambda *_: None


def commit_only(desk: Desk, complaint: Complaint) -> tuple[tuple[OutboxItem, ...], Stored]:
    """A mail is stored, and two mails are to come of it."""
    rendered = Rendered(subject="s", text="您好", sender=desk.tables.settings.sender_address)
    made = items_of(complaint.id, complaint.id, 0, [(to(who, ""), rendered) for who in (LI, HANDLER)], NOW)
    receipt = Receipt(inbound_id=complaint.id, at=NOW, outcome="opened")
    stored = desk.tables.commit(Commit(receipt=receipt, complaint=complaint, items=made))
    assert stored is not None
    return made, stored


def receive(desk: Desk, complaint: Complaint) -> None:
    """One mail's whole way."""
    made, stored = commit_only(desk, complaint)
    desk.outbox.deliver(made, stored.unsent, NOW)


def faults(upto: int) -> Iterator[tuple[int, str, Complaint]]:
    for number in range(1, upto + 1):
        for when in ("before", "after"):
            name = f"{number:019x}{'a' if when == 'after' else 'b'}"
            yield number, when, msgspec.structs.replace(CASE, id=name, number=name)


def settled(desk: Desk, case: str, before: int, resent: int = 0) -> None:
    """Whatever happened: both mails arrived, doubles are counted, nothing waits, the records say so."""
    resent += sum(desk.outbox.sweep("0", minutes(turn)).resent for turn in (30, 45, 60, 75))
    assert desk.queue() == []
    assert desk.tables.load(case).unsent == frozenset()
    assert 2 <= arrived() - before <= 2 + resent
    assert [record.state for record in desk.table.sent(case)] == ["SENT", "SENT"]


@pytest.fixture
def real_desk(watch: Any, settings: Settings) -> Desk:
    return Desk(settings, AwsSender(settings, Objects("mails", client("s3")), attachment_bytes), watch.dynamodb)


def test_whichever_call_of_a_mail_s_way_fails_no_mail_is_lost_and_every_double_is_counted(watch: Any, real_desk: Desk):
    happened = []
    for number, when, complaint in faults(upto=5):
        before, fault = arrived(), Fault(watch, number, when)
        for _ in range(2):  # the queue delivers the same event once more, whatever became of it
            with suppress(ReadTimeoutError, Duplicate):
                receive(real_desk, complaint)
        fault.end()
        happened.append(fault.happened)
        settled(real_desk, complaint.id, before)
    calls = ["TransactWriteItems", "SendEmail", "SendEmail", "TransactWriteItems", "TransactWriteItems"]
    assert happened == [operation for operation in calls for _ in range(2)]


def test_whichever_call_of_a_sweep_fails_no_mail_is_lost_and_every_double_is_counted(watch: Any, real_desk: Desk):
    happened = []
    for number, when, complaint in faults(upto=8):
        before = arrived()
        commit_only(real_desk, complaint)  # and the committer is gone
        real_desk.outbox.sweep("0", minutes(3))
        fault = Fault(watch, number, when)
        try:
            resent = real_desk.outbox.sweep("0", minutes(13)).resent
        except InterruptedSweep as interrupted:
            resent = interrupted.tally.resent
        fault.end()
        happened.append(fault.happened)
        settled(real_desk, complaint.id, before, resent - 2)
    calls = [
        "Query",
        "BatchGetItem",
        "BatchGetItem",
        "PutItem",
        "SendEmail",
        "PutItem",
        "SendEmail",
        "TransactWriteItems",
    ]
    assert happened == [operation for operation in calls for _ in range(2)]


VERDICTS = st.lists(st.sampled_from(["throttled", "unknown", "paused", "withheld", "rejected"]), max_size=3)


@hypothesis_settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([LI, HANDLER]), st.integers(0, 20), VERDICTS), min_size=1, max_size=8))
def test_whatever_the_services_answer_everybody_reads_their_messages_in_order(
    watch: Any, settings: Settings, plan: list[tuple[str, int, list[Verdict]]]
):
    post = PostOffice()
    desk = Desk(settings, post, watch.dynamodb)
    desk.case = msgspec.structs.replace(CASE, id=uuid4().hex[:20])
    plan = sorted(plan, key=lambda step: step[1])
    refused = set()
    for number, (recipient, minute, verdicts) in enumerate(plan):
        text = f"{number:02d}"
        post.errors[text] = list(verdicts)
        refused |= {text} if "rejected" in verdicts else set()
        desk.write(to(recipient, text), now=minutes(minute))
        desk.outbox.sweep("0", minutes(minute + 0.5))
    for turn in range(
        40
    ):  # four tries, each a quarter of an hour apart at most, one after the other for eight messages
        if not desk.queue():
            break
        desk.outbox.sweep("0", minutes(30 + turn * 12))
    assert desk.queue() == []
    for recipient in (LI, HANDLER):
        due = [f"{n:02d}" for n, (who, _, _) in enumerate(plan) if who == recipient and f"{n:02d}" not in refused]
        assert post.texts(recipient) == due
    assert len([fact for _, fact in desk.followed if isinstance(fact, DeliveryFailed)]) == len(refused)
