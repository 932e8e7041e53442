"""One fact is stored by one transaction, or not at all."""

from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

import msgspec
import pytest

from chalicelib.aws.records import (
    AcknowledgementCap,
    CapReached,
    Commit,
    Conflict,
    Duplicate,
    Receipt,
    Stored,
)
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.model import Complainant, Complaint, Entry, Moment
from chalicelib.core.register import indexing, rows
from chalicelib.settings import Settings

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OPENED = (
    Entry(at=NOW, what="received", by="customer", text="K1 路公交车晚点两小时。"),
    Entry(at=NOW, what="acknowledged"),
)


def receipt(inbound_id: str = "ses-1") -> Receipt:
    return Receipt(inbound_id=inbound_id, at=NOW, outcome="opened", raw=f"raw/{inbound_id}")


def opened(tables: Tables, complaint: Complaint, inbound_id: str = "ses-1") -> Stored:
    stored = tables.commit(Commit(receipt=receipt(inbound_id), complaint=complaint, entries=OPENED))
    assert stored is not None
    return stored


def closed(before: Stored) -> Complaint:
    return msgspec.structs.replace(before.complaint, status="closed", next_check_at=None)


def moved(before: Stored, inbound_id: str, complaint: Complaint) -> Commit:
    return Commit(receipt=receipt(inbound_id), before=before, complaint=complaint, entries=OPENED[:1])


def test_what_was_committed_is_loaded_again_as_it_was(tables: Tables, late_bus: Complaint):
    stored = opened(tables, late_bus)
    assert tables.load(late_bus.id) == stored
    assert stored.complaint == msgspec.structs.replace(late_bus, version=1)
    assert tables.history(late_bus.id) == list(OPENED)


def test_a_complaint_that_does_not_exist_is_not_found(tables: Tables):
    assert tables.load("nothing") is None
    assert tables.verify("nothing") == ["there is no complaint nothing"]


def test_a_commit_is_one_call(tables: Tables, late_bus: Complaint, watch: Any):
    before = opened(tables, late_bus)
    tables.commit(moved(before, "ses-2", closed(before)))
    assert watch.counts() == {"TransactWriteItems": 2}


def test_the_same_inbound_id_is_stored_once(tables: Tables, late_bus: Complaint):
    before = opened(tables, late_bus)
    with pytest.raises(Duplicate):
        tables.commit(moved(before, "ses-1", closed(before)))
    assert tables.load(late_bus.id) == before


def test_a_duplicate_is_called_so_even_if_the_complaint_moved_on(tables: Tables, late_bus: Complaint):
    opened(tables, late_bus)
    with pytest.raises(Duplicate):
        opened(tables, late_bus)


def test_of_two_decisions_on_the_same_version_the_second_is_refused_whole(tables: Tables, late_bus: Complaint):
    before = opened(tables, late_bus)
    tables.commit(moved(before, "ses-2", closed(before)))
    with pytest.raises(Conflict):
        tables.commit(moved(before, "ses-3", before.complaint))
    assert tables.receipt("ses-3") is None
    assert len(tables.history(late_bus.id)) == 3
    assert tables.verify(late_bus.id) == []


def test_a_commit_without_history_is_refused_too_once_the_complaint_has_moved_on(tables: Tables, late_bus: Complaint):
    before = opened(tables, late_bus)
    after = tables.commit(Commit(receipt=receipt("ses-2"), before=before, complaint=closed(before)))
    with pytest.raises(Conflict):
        tables.commit(Commit(receipt=receipt("ses-3"), before=before, complaint=before.complaint))
    assert tables.load(late_bus.id) == after


def test_a_complaint_is_not_opened_over_another(tables: Tables, late_bus: Complaint):
    opened(tables, late_bus)
    with pytest.raises(Conflict):
        opened(tables, late_bus, "ses-2")


def test_what_opens_no_complaint_leaves_its_receipt(tables: Tables):
    parked = Receipt(inbound_id="ses-9", at=NOW, outcome="parked", payload="乱码")
    assert tables.commit(Commit(receipt=parked)) is None
    assert tables.receipt("ses-9") == {
        "inbound_id": "ses-9",
        "at": "2026-03-02T01:00:00.000000Z",
        "outcome": "parked",
        "raw": "",
        "payload": "乱码",
    }


def test_history_without_a_complaint_is_a_mistake(tables: Tables):
    with pytest.raises(ValueError, match="no complaint"):
        tables.commit(Commit(receipt=receipt(), entries=OPENED))


def test_acknowledgements_end_at_the_cap_and_filing_does_not(tables: Tables, late_bus: Complaint):
    cap = AcknowledgementCap(sender="Li@Customer.example", day="2026-03-02", cap=2)
    stored = opened(tables, late_bus)
    for number in (1, 2):
        after = tables.commit(
            Commit(receipt=receipt(f"more-{number}"), before=stored, complaint=stored.complaint, acknowledgement=cap)
        )
        assert after is not None
        stored = after
    third = Commit(receipt=receipt("more-3"), before=stored, complaint=stored.complaint, acknowledgement=cap)
    with pytest.raises(CapReached):
        tables.commit(third)
    assert tables.receipt("more-3") is None
    assert tables.commit(msgspec.structs.replace(third, acknowledgement=None)) is not None


def test_each_day_and_sender_has_a_cap_of_its_own(tables: Tables):
    for sender, day in (("a@x.example", "2026-03-02"), ("a@x.example", "2026-03-03"), ("b@x.example", "2026-03-02")):
        cap = AcknowledgementCap(sender=sender, day=day, cap=1)
        tables.commit(Commit(receipt=receipt(sender + day), acknowledgement=cap))
        with pytest.raises(CapReached):
            tables.commit(Commit(receipt=receipt(sender + day + "again"), acknowledgement=cap))


def test_numbers_of_a_day_count_up_and_never_repeat(tables: Tables):
    first, second = date(2026, 3, 2), date(2026, 3, 3)
    assert [tables.next_number("LC", first) for _ in range(3)] == [1, 2, 3]
    assert tables.next_number("LC", second) == 1
    assert tables.next_number("SH", first) == 1


def test_a_due_complaint_is_found_by_its_shard_and_a_done_one_is_not(tables: Tables, late_bus: Complaint):
    before = opened(tables, late_bus)
    assert tables.due("0", NOW - timedelta(microseconds=1), 10) == []
    assert tables.due("0", NOW, 10) == [late_bus.id]
    tables.commit(moved(before, "ses-2", closed(before)))
    assert tables.due("0", NOW + timedelta(days=1000), 10) == []


def test_what_is_longest_due_comes_first_and_no_more_than_asked(tables: Tables, late_bus: Complaint):
    for number in range(5):
        at = NOW - timedelta(minutes=number)
        one = msgspec.structs.replace(late_bus, id=f"{number:020x}", number=f"LC-{number}", next_check_at=at)
        opened(tables, one, f"ses-{number}")
    assert tables.due("0", NOW, 2) == [f"{4:020x}", f"{3:020x}"]


def test_shards_part_the_complaints(tables: Tables, late_bus: Complaint):
    tables.settings = msgspec.structs.replace(tables.settings, shards=3)
    for number in range(12):
        opened(tables, msgspec.structs.replace(late_bus, id=f"{number:020x}", number=f"LC-{number}"), f"ses-{number}")
    found = [tables.due(str(shard), NOW, 100) for shard in range(3)]
    assert all(found)
    assert sorted(chain.from_iterable(found)) == [f"{number:020x}" for number in range(12)]


# -- finding ----------------------------------------------------------------------------------------------------------


def test_one_read_tells_of_receipt_keys_and_complaints(tables: Tables, late_bus: Complaint, watch: Any):
    stored = opened(tables, late_bus)
    watch.calls.clear()
    number, stranger = indexing.number_ref("lc20260302-0001"), indexing.sender_ref("other@x.example")
    found = tables.lookup("ses-1", [number, stranger, number], [late_bus.id, "none", late_bus.id])
    assert watch.counts() == {"BatchGetItem": 1}
    assert found.receipt
    assert set(found.keys) == {number}
    assert found.keys[number]["complaint"] == late_bus.id
    assert found.complaints == {late_bus.id: stored}


def test_a_lookup_of_nothing_makes_no_call(tables: Tables, watch: Any):
    assert not tables.lookup("").receipt
    assert watch.calls == []


def test_the_newest_complaint_of_a_sender_is_found_by_mail_and_phone(tables: Tables, late_bus: Complaint):
    opened(tables, late_bus)
    refs = [indexing.sender_ref("LI@customer.example"), indexing.phone_ref("+8613800138000")]
    found = tables.lookup("new", refs)
    assert not found.receipt
    for ref in refs:
        pointer = found.keys[ref]
        assert (pointer["complaint"], pointer["status"]) == (late_bus.id, "open")
        assert pointer["at"] == indexing.instant(NOW)


def later(complaint: Complaint, **changes: object) -> Complaint:
    received = (Moment(name="received", at=NOW + timedelta(days=1)),)
    return msgspec.structs.replace(complaint, id="cd" * 10, number="LC20260303-0001", moments=received, **changes)


def test_an_older_complaint_does_not_take_the_pointer_back(tables: Tables, late_bus: Complaint):
    older = opened(tables, late_bus)
    newer = later(late_bus)
    opened(tables, newer, "ses-2")
    assert tables.commit(moved(older, "ses-3", closed(older))) is not None
    pointer = tables.lookup("", [indexing.sender_ref("li@customer.example")]).keys
    assert [each["complaint"] for each in pointer.values()] == [newer.id]
    assert tables.load(late_bus.id).complaint.status == "closed"


def test_a_corrected_address_leaves_the_newer_complaint_s_pointer_alone(tables: Tables, late_bus: Complaint):
    older = opened(tables, late_bus)
    newer = later(late_bus)
    opened(tables, newer, "ses-2")
    corrected = msgspec.structs.replace(older.complaint, complainant=Complainant(mail="wang@customer.example"))
    tables.commit(moved(older, "ses-3", corrected))
    found = tables.lookup("", [indexing.sender_ref(who) for who in ("li@customer.example", "wang@customer.example")])
    assert sorted(each["complaint"] for each in found.keys.values()) == sorted([late_bus.id, newer.id])


def test_a_corrected_address_takes_its_own_pointer_along(tables: Tables, late_bus: Complaint):
    before = opened(tables, late_bus)
    corrected = msgspec.structs.replace(before.complaint, complainant=Complainant(mail="wang@customer.example"))
    tables.commit(moved(before, "ses-2", corrected))
    found = tables.lookup("", [indexing.sender_ref(who) for who in ("li@customer.example", "wang@customer.example")])
    assert set(found.keys) == {indexing.sender_ref("wang@customer.example")}
    assert list(tables.rows(indexing.sender_ref("li@customer.example").key)) == []


def test_the_register_s_month_lists_complaints_by_the_time_they_came(tables: Tables, late_bus: Complaint):
    for day in (20, 5, 12):
        at = datetime(2026, 3, day, 2, 0, tzinfo=UTC)
        one = msgspec.structs.replace(
            late_bus, id=f"{day:020x}", number=f"LC-{day}", moments=(Moment(name="received", at=at),)
        )
        opened(tables, one, f"ses-{day}")
    lines = [rows.read_row(each) for each in tables.rows("month#2026-03")]
    assert [line.number for line in lines] == ["LC-5", "LC-12", "LC-20"]
    from_the_tenth = tables.rows("month#2026-03", start=indexing.instant(datetime(2026, 3, 10, tzinfo=UTC)))
    assert [rows.read_row(each).number for each in from_the_tenth] == ["LC-12", "LC-20"]


def test_many_rows_come_over_several_pages(tables: Tables):
    line = "晚" * 100_000
    keys = tuple(
        indexing.KeyItem(ref=indexing.KeyRef(key="month#2026-01", position=f"{n:03d}"), values={"row": line})
        for n in range(9)
    )
    for three in (keys[:3], keys[3:6], keys[6:]):
        tables.commit(Commit(keys=three))
    assert [each["position"] for each in tables.rows("month#2026-01")] == [f"{n:03d}" for n in range(9)]


def test_a_closed_complaint_leaves_the_open_ones(tables: Tables, late_bus: Complaint):
    before = opened(tables, late_bus)
    assert [each["complaint"] for each in tables.rows("open")] == [late_bus.id]
    tables.commit(moved(before, "ses-2", closed(before)))
    assert list(tables.rows("open")) == []
    assert [rows.read_row(each).status for each in tables.rows("month#2026-03")] == ["closed"]


def test_complaints_sharing_a_field_lie_under_one_key(tables: Tables, late_bus: Complaint):
    for number, batch in enumerate(("B7", "B7", "B8")):
        one = msgspec.structs.replace(late_bus, id=f"{number:020x}", number=f"LC-{number}", fields={"batch": batch})
        tables.commit(Commit(receipt=receipt(str(number)), complaint=one, counted=("batch",)))
    same_batch, same_sender = indexing.field_key("batch", "B7"), indexing.sender_ref("li@customer.example").key
    assert len(list(tables.rows(same_batch))) == 2
    assert len([row for row in tables.rows(same_sender) if row["position"] != "latest"]) == 3
    assert list(tables.rows(same_batch, indexing.instant(NOW + timedelta(seconds=1)))) == []


def test_a_text_that_no_complaint_came_of_leaves_by_itself_and_its_receipt_is_in_no_index(
    tables: Tables, settings: Settings
):
    tables.commit(Commit(receipt=Receipt(inbound_id="sms-9", at=NOW, outcome="parked", payload="乱码")))
    tables.commit(Commit(receipt=Receipt(inbound_id="ses-10", at=NOW, outcome="ignored", raw="raw/ses-10")))
    found = tables.client.scan(TableName=settings.inbound_table)["Items"]
    kept = {item["inbound_id"]["S"]: item.get("expires_at", {}).get("N") for item in found}
    assert kept == {"sms-9": str(int(NOW.timestamp()) + 1096 * 86_400), "ses-10": None}
    assert not [item for item in found if "complaint" in item]
