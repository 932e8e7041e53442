"""Keys that several people add to, keys that are forgotten, and more than one count in one transaction."""

from datetime import timedelta

import pytest

from chalicelib.aws.records import AcknowledgementCap, CapReached, Commit, Receipt
from chalicelib.aws.tables import Tables
from chalicelib.core.register.indexing import KeyItem, KeyRef, count_ref
from tests.aws.conftest import NOW

AWAY = KeyRef(key="absences", position="2026-03")


def put(tables: Tables, inbound_id: str, *keys: KeyItem, caps: tuple[AcknowledgementCap, ...] = ()) -> None:
    tables.commit(Commit(receipt=Receipt(inbound_id=inbound_id, at=NOW, outcome="noted"), keys=keys, caps=caps))


def test_members_are_added_to_those_of_others_and_once(tables: Tables):
    for number, member in enumerate(("first", "second", "first")):
        put(tables, f"mail-{number}", KeyItem(ref=AWAY, members=frozenset({member}), expires=NOW + timedelta(days=30)))
    known = tables.lookup("", [AWAY]).keys[AWAY]
    assert known["members"].split("\n") == ["first", "second"]


def test_a_key_that_expires_tells_dynamodb_when(tables: Tables):
    ref = KeyRef(key="held#1")
    put(tables, "mail", KeyItem(ref=ref, values={"text": "#结案"}, expires=NOW + timedelta(days=3)))
    place = {"key": {"S": ref.key}, "position": {"S": ref.position}}
    item = tables.client.get_item(TableName=tables.settings.keys_table, Key=place)["Item"]
    assert item["expires_at"] == {"N": str(int(NOW.timestamp()) + 3 * 86400)}
    assert tables.lookup("", [ref]).keys[ref]["text"] == "#结案"


def test_the_count_that_is_full_is_named_and_nothing_is_stored(tables: Tables):
    full = AcknowledgementCap(sender="code:+8613800138000", day="2026-03-02", cap=1)
    free = AcknowledgementCap(sender="li@customer.example", day="2026-03-02", cap=5)
    put(tables, "mail-1", caps=(free, full))
    with pytest.raises(CapReached) as reached:
        put(tables, "mail-2", caps=(free, full))
    assert reached.value.args == ("code:+8613800138000",)
    assert tables.receipt("mail-2") is None


def test_more_at_once_than_a_count_allows_is_not_stored_even_as_the_first(tables: Tables):
    for number, cap in ((3, 2), (1, 0)):
        with pytest.raises(CapReached):
            put(tables, "one", caps=(AcknowledgementCap(sender="texts:0", day="2026-03-02", cap=cap, number=number),))
    put(tables, "one", caps=(AcknowledgementCap(sender="texts:0", day="2026-03-02", cap=2, number=2),))


def test_counts_are_told_in_the_order_that_they_are_asked_for(tables: Tables):
    for name, number in (("texts:0", 2), ("texts:2", 5)):
        put(tables, name, caps=(AcknowledgementCap(sender=name, day="2026-03-02", cap=9, number=number),))
    assert tables.counts([count_ref(f"texts:{each}", "2026-03-02") for each in (2, 1, 0)]) == (5, 0, 2)
