"""The number of partitions changes while messages wait: each is found where it lies, sent once, and can be taken back."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib.aws.marks import Marked
from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.records import Commit, OutboxItem, Stored
from chalicelib.aws.sharding import MOST, looked_through, shard_of
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.register.indexing import instant

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CASE = "ab" * 10
RAISED = next(number for number in range(2, MOST) if shard_of(CASE, number) != "0")


def waiting(**changes: object) -> OutboxItem:
    item = OutboxItem(
        id="f-1",
        complaint=CASE,
        channel="mail",
        order=f"{instant(NOW)}~000000.001",
        created=NOW,
        look_at=NOW,
        message="outcome",
        recipient="li@customer.example",
        text="text",
    )
    return msgspec.structs.replace(item, **changes)


def everything(table: OutboxTable) -> list[OutboxItem]:
    found = (table.pending(str(shard), NOW + timedelta(days=9)) for shard in range(MOST))
    return [item for each in found for item in each]


def stored(tables: Tables, complaint: Complaint, item: OutboxItem) -> Stored:
    found = tables.commit(Commit(complaint=complaint, items=(item,)))
    assert found is not None
    return found


def changed(table: OutboxTable, shards: int) -> None:
    table.settings = msgspec.structs.replace(table.settings, shards=shards)


@pytest.mark.parametrize(("before", "after"), [(1, RAISED), (RAISED, 1)])
def test_what_waited_when_the_number_was_changed_is_claimed_and_leaves_the_queue(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint, before: int, after: int
):
    tables.settings = msgspec.structs.replace(tables.settings, shards=before)
    stored(tables, late_bus, waiting())
    changed(outbox_table, after)
    (item,) = everything(outbox_table)
    claimed = outbox_table.claim(item, NOW + timedelta(minutes=3))
    assert claimed is not None
    assert outbox_table.claim(item, NOW + timedelta(minutes=3)) is None
    outbox_table.mark([Marked(item=claimed, state="SENT", at=NOW, provider_id="ses-1")])
    assert everything(outbox_table) == []
    assert tables.load(CASE).unsent == frozenset()


def test_what_is_put_back_stays_in_its_partition_and_is_found_there_again(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    stored(tables, late_bus, waiting())
    changed(outbox_table, RAISED)
    (item,) = everything(outbox_table)
    again = msgspec.structs.replace(item, look_at=NOW + timedelta(minutes=5), attempts=1)
    outbox_table.mark([Marked(item=item, state="PENDING", at=NOW, again=again)])
    assert [(each.shard, each.attempts) for each in everything(outbox_table)] == [("0", 1)]


def test_what_waited_when_the_number_was_raised_can_still_be_withdrawn(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    case = stored(tables, late_bus, waiting())
    changed(outbox_table, RAISED)
    assert outbox_table.withdraw(case, ["outcome"], NOW, NOW) == {"outcome"}
    assert everything(outbox_table) == []


def test_what_was_written_into_a_bundle_before_can_still_be_recalled(
    tables: Tables, outbox_table: OutboxTable, late_bus: Complaint
):
    inner = waiting()
    case = stored(tables, late_bus, waiting(id="b", channel="bundle", recipient="", message="", bundle=(inner,)))
    changed(outbox_table, RAISED)
    outbox_table.recall(case, frozenset({"li@customer.example"}), NOW)
    assert everything(outbox_table) == []


def test_partitions_that_are_no_longer_in_use_are_looked_through_four_times_an_hour():
    hour = [looked_through(2, NOW + timedelta(minutes=minute)) for minute in range(60)]
    assert [len(each) for each in hour].count(MOST) == 4
    assert {each for each in hour if len(each) < MOST} == {("0", "1")}
