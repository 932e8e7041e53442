"""From the queue into the record: what is sent is known, what is not is not lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.aws.clients import client
from chalicelib.aws.marks import Marked
from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.records import Commit, OutboxItem, Stored
from chalicelib.aws.tables import Tables
from chalicelib.aws.transactions import Cancelled
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.register import indexing
from chalicelib.core.register.indexing import instant

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LEASE = NOW + timedelta(minutes=3)
CASE = "ab" * 10


def mail(number: int, **changes: object) -> OutboxItem:
    item = OutboxItem(
        id=f"f-{number:03d}",
        complaint=CASE,
        channel="mail",
        order=f"{instant(NOW)}~000000.{number:03d}",
        created=NOW,
        look_at=LEASE,
        state="SENDING",
        lease_until=LEASE,
        message="assignment",
        recipient=f"person{number}@unit.example",
        text=f"text {number}",
        html="<p>long</p>",
    )
    return msgspec.structs.replace(item, **changes)


def waiting(number: int, **changes: object) -> OutboxItem:
    return mail(number, **({"state": "PENDING", "lease_until": None, "look_at": NOW} | changes))


def committed(tables: Tables, complaint: Complaint, items: list[OutboxItem], before: Stored | None = None) -> Stored:
    stored = tables.commit(Commit(before=before, complaint=complaint, items=tuple(items)))
    assert stored is not None
    return stored


def sent(item: OutboxItem) -> Marked:
    return Marked(item=item, state="SENT", at=NOW, provider_id=f"ses-{item.id}")


def queue(table: OutboxTable, at: datetime = NOW + timedelta(days=99)) -> list[OutboxItem]:
    return list(table.pending("0", at))


def test_thirty_three_mails_are_marked_in_one_call(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint, watch: Any
):
    items = [mail(number) for number in range(33)]
    assert len(committed(tables, late_bus, items).unsent) == 33
    watch.calls.clear()
    assert len(outbox_table.mark([sent(item) for item in items])) == 33
    assert watch.counts() == {"TransactWriteItems": 1}
    assert queue(outbox_table) == []
    assert tables.load(CASE).unsent == frozenset()


def test_more_than_that_take_two(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint, watch: Any):
    items = [mail(number) for number in range(40)]
    committed(tables, late_bus, items)
    watch.calls.clear()
    outbox_table.mark([sent(item) for item in items])
    assert watch.counts() == {"TransactWriteItems": 2}
    assert [record.item.id for record in outbox_table.sent(CASE)] == [item.id for item in items]


def test_large_items_are_marked_in_portions_below_the_limit(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint, watch: Any
):
    items = [mail(number, text="晚" * 90_000) for number in range(15)]
    for number, part in enumerate((items[:7], items[7:])):
        one = msgspec.structs.replace(late_bus, id=f"{number:020x}", number=f"LC-{number}")
        committed(tables, one, part)
    watch.calls.clear()
    assert len(outbox_table.mark([sent(item) for item in items])) == 15
    assert watch.counts()["TransactWriteItems"] > 1


def test_marking_nothing_is_no_call(outbox_table: OutboxTable, watch: Any):
    assert outbox_table.mark([]) == []
    assert watch.calls == []


def test_the_record_tells_what_was_sent_and_the_reply_finds_its_complaint(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    item = mail(0)
    committed(tables, late_bus, [item])
    outbox_table.mark([sent(item)])
    (record,) = outbox_table.sent(CASE)
    assert (record.state, record.provider_id, record.at) == ("SENT", "ses-f-000", NOW)
    assert record.item == msgspec.structs.replace(item, html="")
    ref = indexing.sent_ref("<ses-f-000@email.amazonses.com>")
    assert tables.lookup("", [ref]).keys[ref]["complaint"] == CASE


def test_no_key_holds_an_address(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    item = mail(0)
    committed(tables, late_bus, [item])
    outbox_table.mark([sent(item)])
    for table in ("Keys", "Outbox", "Complaints", "History"):
        for found in client("dynamodb").scan(TableName=table)["Items"]:
            places = [found[name]["S"] for name in ("key", "queue", "position", "id", "entry") if name in found]
            marks = found.get("unsent", {"SS": []})["SS"]
            assert not any("@" in each or "138001" in each or "person0" in each for each in (*places, *marks))


def test_the_queue_shows_what_is_to_be_looked_at_by_now_longest_waiting_first(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    items = [waiting(n, look_at=NOW + timedelta(minutes=minutes)) for n, minutes in enumerate((5, -5, 0, 1))]
    committed(tables, late_bus, items)
    assert [item.id for item in queue(outbox_table, NOW)] == ["f-001", "f-002"]


def test_the_queue_is_read_to_its_end_over_many_pages(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    committed(tables, late_bus, [waiting(n) for n in range(23)])
    assert len(list(outbox_table.pending("0", NOW, page=5))) == 23


def test_only_one_may_claim_an_item(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    committed(tables, late_bus, [waiting(0)])
    (item,) = queue(outbox_table, NOW)
    claimed = outbox_table.claim(item, LEASE)
    assert claimed == msgspec.structs.replace(item, state="SENDING", lease_until=LEASE)
    assert outbox_table.claim(item, LEASE) is None
    assert queue(outbox_table, NOW) == [claimed]


def again(item: OutboxItem, state: str, minutes: int) -> Marked:
    moved = msgspec.structs.replace(item, state=state, lease_until=None, look_at=NOW + timedelta(minutes=minutes))
    return Marked(item=item, state=moved.state, at=NOW, again=moved)


def test_what_was_not_sent_lies_in_the_queue_again_and_keeps_its_mark(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    stored = committed(tables, late_bus, [mail(0)])
    outbox_table.mark([again(mail(0), "PENDING", 1)])
    assert [item.look_at for item in queue(outbox_table)] == [NOW + timedelta(minutes=1)]
    assert tables.load(CASE).unsent == stored.unsent
    assert outbox_table.sent(CASE) == []


def test_whoever_lost_the_lease_may_not_put_it_back(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    committed(tables, late_bus, [mail(0), mail(1)])
    taken_over = again(mail(0), "UNKNOWN", 20)
    outbox_table.mark([taken_over])
    assert outbox_table.mark([again(mail(0), "PENDING", 5), again(mail(1), "PENDING", 5)]) == [
        again(mail(1), "PENDING", 5)
    ]
    assert [(item.id, item.state) for item in queue(outbox_table)] == [("f-001", "PENDING"), ("f-000", "UNKNOWN")]


def test_that_it_was_sent_is_recorded_even_after_the_lease(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    committed(tables, late_bus, [mail(0)])
    unknown = again(mail(0), "UNKNOWN", 20)
    assert unknown.again is not None
    outbox_table.mark([unknown])
    outbox_table.mark([sent(mail(0))])
    assert outbox_table.known_sent([unknown.again]) == {"f-000": "ses-f-000"}


def test_a_report_under_our_tag_tells_that_it_was_sent(outbox_table: OutboxTable):
    assert outbox_table.known_sent([mail(0), mail(1)]) == {}
    outbox_table.report_delivered("f-001", "ses-7", NOW)
    assert outbox_table.known_sent([mail(0), mail(1)]) == {"f-001": "ses-7"}
    assert outbox_table.known_sent([]) == {}


def test_a_failure_is_recorded_together_with_the_fact_that_follows(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    committed(tables, late_bus, [mail(0)])
    fact = waiting(9, channel="fact", recipient="")
    outbox_table.mark([Marked(item=mail(0), state="FAILED", at=NOW, diagnostic="no such user", follow=fact)])
    assert queue(outbox_table) == [fact]
    assert [(record.state, record.diagnostic) for record in outbox_table.sent(CASE)] == [("FAILED", "no such user")]
    assert tables.load(CASE).unsent == frozenset()


def test_marking_a_message_of_a_forgotten_complaint_does_not_bring_it_back(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    committed(tables, late_bus, [mail(0)])
    client("dynamodb").delete_item(TableName="Complaints", Key={"id": {"S": CASE}})
    assert outbox_table.mark([sent(mail(0))]) == [sent(mail(0))]
    assert client("dynamodb").scan(TableName="Complaints")["Count"] == 0
    assert queue(outbox_table) == []


def test_marking_and_deciding_do_not_hinder_each_other(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    first = committed(tables, late_bus, [mail(0)])
    outbox_table.mark([sent(mail(0))])
    second = committed(tables, first.complaint, [mail(1)], before=first)
    assert second.complaint.version == 2
    assert tables.load(CASE).unsent == frozenset({mail(1).waiting})


@pytest.mark.usefixtures("watch")
def test_who_is_hindered_by_another_transaction_tries_again(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    committed(tables, late_bus, [mail(0)])
    refusals = ["TransactionConflict"] * 2
    busy(outbox_table, refusals)
    assert outbox_table.mark([sent(mail(0))])
    assert refusals == []
    assert queue(outbox_table) == []


def test_who_is_hindered_for_good_says_so(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    committed(tables, late_bus, [mail(0)])
    busy(outbox_table, ["TransactionConflict"] * 99)
    with pytest.raises(Cancelled, match="0: TransactionConflict"):
        outbox_table.mark([sent(mail(0))])


def busy(table: OutboxTable, reasons: list[str]) -> None:
    """Transactions are refused for these reasons, one each, before they work again."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    def refuse(**_: object) -> None:
        if reasons:
            code, reason = {"Code": "TransactionCanceledException"}, {"Code": reasons.pop()}
            answer: Any = {"Error": code, "CancellationReasons": [reason]}
            raise ClientError(answer, "TransactWriteItems")

    table.client.meta.events.register("before-call.dynamodb.TransactWriteItems", refuse)


# -- taking back ------------------------------------------------------------------------------------------------------


def future(number: int, message: str = "assignment", **changes: object) -> OutboxItem:
    """A message meant for later, which lies where its order says."""
    at = NOW + timedelta(minutes=30)
    return waiting(number, message=message, look_at=at, order=f"{instant(at)}~000000.{number:03d}", **changes)


def test_what_was_not_tried_can_be_taken_back(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    stored = committed(tables, late_bus, [future(0, "outcome"), future(1, "chase"), future(2, "update")])
    assert outbox_table.withdraw(stored, ["outcome", "update"], NOW, NOW) == {"outcome", "update"}
    assert [item.id for item in queue(outbox_table)] == ["f-001"]
    assert [record.state for record in outbox_table.sent(CASE)] == ["CANCELLED", "CANCELLED"]
    assert tables.load(CASE).unsent == frozenset({future(1).waiting})


def test_taking_back_twice_says_the_same(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    stored = committed(tables, late_bus, [future(0, "outcome")])
    assert outbox_table.withdraw(stored, ["outcome"], NOW, NOW) == {"outcome"}
    later = tables.load(CASE)
    assert later is not None
    assert outbox_table.withdraw(later, ["outcome"], NOW, NOW) == {"outcome"}


def test_what_is_being_sent_or_was_sent_cannot_be_taken_back(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    stored = committed(tables, late_bus, [mail(0), future(1), mail(2)])
    outbox_table.claim(future(1), LEASE)
    outbox_table.mark([sent(mail(2))])
    assert outbox_table.withdraw(stored, ["assignment", "outcome"], NOW, NOW) == frozenset()
    assert {record.state for record in outbox_table.sent(CASE)} == {"SENT"}


def test_a_bundle_becomes_the_items_in_it_once(tables: Tables, outbox_table: OutboxTable, late_bus: Complaint):
    inner = tuple(waiting(n) for n in range(50))
    bundle = waiting(99, channel="bundle", recipient="", bundle=inner)
    stored = committed(tables, late_bus, [bundle])
    assert stored.unsent == {item.waiting for item in inner}
    outbox_table.unpack(bundle)
    assert sorted(item.id for item in queue(outbox_table)) == [item.id for item in inner]
    with pytest.raises(Cancelled):
        outbox_table.unpack(bundle)
