"""Which keys a complaint is found by."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.complaint.model import Complainant, Complaint, Deadline, Moment, Task
from chalicelib.core.register import indexing, rows
from chalicelib.core.register.indexing import KeyRef

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BUS = Complaint(
    id="ab" * 10,
    number="LC20260302-0001",
    policy="liaocheng-transport",
    complainant=Complainant(name="李女士", mail="li@customer.example", phone="+8613800138000"),
    subject="车晚点",
    text="K1 路晚点",
    moments=(Moment(name="received", at=NOW), Moment(name="registered", at=NOW + timedelta(minutes=1))),
)
MOMENTS = st.integers(0, 2**32).map(lambda tenths: datetime.fromtimestamp(tenths / 10, UTC))


def changed(**changes: object) -> Complaint:
    return msgspec.structs.replace(BUS, **changes)


def refs(complaint: Complaint, **options: Any) -> set[str]:
    return {item.ref.key for item in indexing.keys(complaint, **options)}


@given(MOMENTS, MOMENTS)
def test_moments_sort_as_text_as_they_do_in_time(one: datetime, other: datetime):
    assert (one < other) == (indexing.instant(one) < indexing.instant(other))


@given(MOMENTS, st.integers(-14, 14))
def test_a_moment_reads_the_same_from_every_zone(moment: datetime, hours: int):
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))
    assert indexing.instant(elsewhere) == indexing.instant(moment)
    assert datetime.fromisoformat(indexing.instant(moment)) == moment


def test_a_moment_without_a_zone_is_a_mistake():
    with pytest.raises(ValueError, match="time zone"):
        indexing.instant(datetime(2026, 3, 2))  # noqa: DTZ001 - what is refused


def test_a_complaint_is_found_by_number_people_month_and_thread():
    assert refs(changed(thread=("<m1@customer.example>",))) == {
        "number#LC20260302-0001",
        "month#2026-03",
        "open",
        indexing.sender_ref("li@customer.example").key,
        indexing.phone_ref("+8613800138000").key,
        indexing.message_ref("m1@customer.example").key,
    }


def test_no_key_tells_who_complains():
    for item in indexing.keys(changed(thread=("<li@customer.example>",)), counted=("contact",)):
        assert "@" not in item.ref.key + item.ref.position
        assert "138001" not in item.ref.key + item.ref.position


def test_ids_of_mails_are_found_with_and_without_brackets_and_domain():
    assert indexing.sent_ref("<0100-a@eu-west-1.amazonses.com>") == indexing.sent_ref("0100-a")
    assert indexing.message_ref("<m1@x.example>") == indexing.message_ref(" m1@x.example ")
    assert indexing.sender_ref("Li@Customer.example") == indexing.sender_ref("li@customer.example")


def test_the_month_is_the_organisation_s_own():
    at = datetime(2026, 2, 28, 16, 0, tzinfo=UTC)  # midnight in Shanghai
    early = changed(moments=(Moment(name="received", at=at),))
    assert "month#2026-03" in refs(early, timezone="Asia/Shanghai")
    assert "month#2026-02" in refs(early, timezone="UTC")


@pytest.mark.parametrize(
    ("status", "is_open"), [("open", True), ("answered", True), ("closed", False), ("merged", False)]
)
def test_only_live_complaints_are_among_the_open_ones(status: str, is_open: bool):
    assert ("open" in refs(changed(status=status))) == is_open


def test_a_complaint_whose_time_nobody_said_is_not_lost():
    assert "month#1970-01" in refs(changed(moments=()))


def test_nothing_changed_means_nothing_to_write():
    assert indexing.changes(BUS, BUS) == ((), ())


def test_closing_changes_the_register_and_the_pointers_only():
    written, gone = indexing.changes(BUS, changed(status="closed"))
    assert {item.ref.key.partition("#")[0] for item in written} == {"month", "sender", "phone"}
    assert gone == (KeyRef(key="open", position=BUS.id),)


def test_a_corrected_time_moves_the_line_to_its_month():
    corrected = changed(moments=(Moment(name="received", at=NOW - timedelta(days=30)),))
    written, gone = indexing.changes(BUS, corrected)
    assert "month#2026-01" in {item.ref.key for item in written}
    assert "month#2026-03" in {ref.key for ref in gone}


def test_numbers_and_threads_stay_findable_for_good():
    long = changed(thread=tuple(f"<m{n}@x.example>" for n in range(10)))
    longer = changed(thread=tuple(f"<m{n}@x.example>" for n in range(1, 11)))
    written, gone = indexing.changes(long, longer)
    assert [item.ref for item in written] == [indexing.message_ref("m10@x.example")]
    assert gone == ()


def test_a_field_that_is_counted_puts_equal_values_side_by_side():
    one = changed(fields={"batch": "B7", "note": "x"})
    assert indexing.field_key("batch", "b7 ") in refs(one, counted=("batch", "line"))
    assert not any(key.startswith("field#note") for key in refs(one, counted=("batch", "line")))


def test_the_line_of_the_register_tells_all_that_reports_need():
    task = Task(name="return_visit", round=1, assignee="desk@x.example", opened=NOW, form={"words": "long"})
    due = Deadline(clock="contact", round=1, due=NOW + timedelta(hours=1), met=NOW)
    full = changed(
        kind="complaint",
        department="K1",
        unit="一公司",
        fields={"facts": "晚" * 2000},
        outcome="歉" * 2000,
        deadlines=(due,),
        tasks=(task, msgspec.structs.replace(task, name="done", done=NOW)),
        satisfaction=4,
        satisfaction_words="满意",
        round=2,
    )
    (item,) = [each for each in indexing.keys(full) if each.ref.key == "month#2026-03"]
    line = rows.read_row(item.values)
    assert line == rows.row(full)
    assert (line.received, line.registered) == (NOW, NOW + timedelta(minutes=1))
    assert (line.name, line.contact, line.content) == ("李女士", "+8613800138000", "K1 路晚点")
    assert (line.unit, line.department, line.satisfaction, line.words, line.rounds) == ("一公司", "K1", 4, "满意", 2)
    assert line.deadlines == (due,)
    assert [(each.name, each.form) for each in line.tasks] == [("return_visit", {})]
    assert len(line.outcome) == len(line.fields["facts"]) == 1000
