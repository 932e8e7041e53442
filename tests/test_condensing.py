"""One list in place of many escalations: none of them is lost and none told twice, whatever call fails on the way."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.aws.records import Commit, OutboxItem, Receipt
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.facts import OtherDecided
from chalicelib.core.complaint.model import Complaint
from chalicelib.outbox import items_of
from chalicelib.render.sender_identity import Rendered
from chalicelib.settings import Settings
from tests.test_outbox import Desk, PostOffice

NOON = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
DIRECTOR = Recipient(role="director", mail="director@office.example", phone="+8613800000000")


def escalate(
    desk: Desk, number: int, now: datetime = NOON, by: Any = "mail", role: str = "director", **more: Any
) -> None:
    """One complaint's escalation is stored and delivered; what fails is left to the sweep."""
    case = Complaint(id=f"{number:020d}", number=f"X-{number}", policy="p")
    to = Recipient(role=role, mail=DIRECTOR.mail, phone=DIRECTOR.phone)
    rendered = Rendered(subject=f"escalation {number}", text=f"text {number}", sms=f"sms {number}")
    made = items_of(case.id, case.id, 0, [(Message(name="escalation", to=to, by=by, **more), rendered)], now)
    stored = desk.tables.commit(
        Commit(receipt=Receipt(inbound_id=case.id, at=now, outcome="due"), complaint=case, items=made)
    )
    assert stored is not None
    with suppress(ReadTimeoutError):
        desk.outbox.deliver(made, stored.unsent, now)


def sweep(desk: Desk, now: datetime) -> None:
    for shard in ("0", "1", "2", "3"):
        desk.outbox.sweep(shard, now)


def lines(desk: Desk) -> list[str]:
    """What the lists' orders that came through will tell."""
    keys = {fact.follow_up.values["lines"] for _, fact in desk.followed if isinstance(fact, OtherDecided)}
    return sorted(row["line"] for key in keys for row in desk.tables.rows(key))


@pytest.fixture
def post() -> PostOffice:
    return PostOffice()


@pytest.fixture
def desk(watch: Any, settings: Settings, post: PostOffice) -> Desk:
    return Desk(settings, post, watch.dynamodb)


def test_five_go_out_and_the_rest_are_lines_of_one_list_after_the_hour(desk: Desk, post: PostOffice):
    for number in range(8):
        escalate(desk, number)
    assert len(post.sent) == 5
    sweep(desk, NOON + timedelta(minutes=32))
    assert desk.followed == []
    sweep(desk, NOON + timedelta(minutes=33))
    assert lines(desk) == ["escalation 5", "escalation 6", "escalation 7"]
    assert len(desk.followed) == 1
    assert desk.queue() == []


def test_what_is_told_to_others_or_is_no_escalation_is_left_alone(desk: Desk, post: PostOffice):
    for number in range(7):
        escalate(desk, number, role="supervisor")
    assert len(post.sent) == 7


def test_texts_beyond_the_fifth_fall_silent_because_the_list_comes_by_mail(desk: Desk, post: PostOffice):
    for number in range(7):
        escalate(desk, number, by="sms")
    sweep(desk, NOON + timedelta(hours=1))
    assert (len(post.sent), lines(desk)) == (5, [])


def test_each_hour_has_its_own_five(desk: Desk, post: PostOffice):
    for number in range(6):
        escalate(desk, number)
    for number in range(6, 12):
        escalate(desk, number, NOON + timedelta(hours=1))
    assert len(post.sent) == 10


def test_many_that_one_sweep_finds_together_are_told_once_each(desk: Desk, post: PostOffice):
    for number in range(30):
        escalate(desk, number, not_before=NOON + timedelta(minutes=5))
    sweep(desk, NOON + timedelta(minutes=5))
    assert desk.queue()
    assert len(post.sent) == 5
    sweep(desk, NOON + timedelta(minutes=33))
    assert sorted([text.replace("text", "escalation") for _, text in post.sent] + lines(desk)) == sorted(
        f"escalation {number}" for number in range(30)
    )
    assert len(desk.followed) == 1
    assert desk.queue() == []


class Break:
    """Fails one call, once: before it is made, or by losing its answer."""

    def __init__(self, watch: Any, number: int, when: str) -> None:
        self.place, self.happened = (number, when), False
        watch.calls.clear()
        watch.fail = self

    def __call__(self, number: int, _operation: str, when: str) -> None:
        if not self.happened and (number, when) == self.place:
            self.happened = True
            raise ReadTimeoutError(endpoint_url="aws")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(1, 8))
def test_whatever_call_fails_each_is_told_once(desk: Desk, post: PostOffice, watch: Any, number: int, when: str):
    for each in range(6):
        escalate(desk, each)
    broken = Break(watch, number, when)
    with suppress(ReadTimeoutError):
        escalate(desk, 6)
    watch.fail = lambda *_: None
    if not desk.tables.load(f"{6:020d}"):  # its commit failed: the queue brings the fact again
        escalate(desk, 6)
    for minutes in (1, 4, 15, 34, 60):
        sweep(desk, NOON + timedelta(minutes=minutes))
    assert sorted([text.replace("text", "escalation") for _, text in post.sent] + lines(desk)) == [
        f"escalation {each}" for each in range(7)
    ]
    assert len(desk.followed) == 1
    assert broken.place[0] > 3 or broken.happened


def test_an_item_tried_again_is_counted_once(desk: Desk):
    item = OutboxItem(id="one", complaint="", channel="mail", order="", created=NOON, look_at=NOON)
    expires = NOON + timedelta(days=1)
    assert [desk.table.is_one_too_many(item, "escalations#x", 1, expires) for _ in range(3)] == [False] * 3
    another = OutboxItem(id="two", complaint="", channel="mail", order="", created=NOON, look_at=NOON)
    assert desk.table.is_one_too_many(another, "escalations#x", 1, expires)
