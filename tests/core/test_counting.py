"""Counting complaints that are alike: the last of a burst sees all, and everybody for whom it matters hears of it."""

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import policies
from chalicelib.core.complaint.model import Complaint, Moment
from chalicelib.core.policy.vocabulary import Test, count_name, in_bounds
from chalicelib.core.register import counting
from chalicelib.core.register.counting import Member
from chalicelib.core.register.indexing import changes, counted_key, instant
from chalicelib.core.times.working_time import Duration

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
THREE = Test(kind="count", of="batch", at_least=3)
RECENT = Test(kind="count", of="batch", at_least=2, within=Duration(30, "day"))


def complaint(number: int, batch: str = "B-17", days: int = 0, **values: object) -> Complaint:
    received = Moment(name="received", at=NOW + timedelta(days=days, minutes=number))
    fields = {"batch": batch, **{k: str(v) for k, v in values.items()}}
    return Complaint(id=f"{number:020d}", number=f"X-{number}", policy="x", fields=fields, moments=(received,))


def member(one: Complaint, **known: int) -> Member:
    received = one.moment("received")
    assert received is not None
    return Member(complaint=one.id, position=f"{instant(received)}#{one.id}", known=known)


def test_a_complaint_counts_itself_and_each_other_once():
    mine, other = complaint(1), complaint(2)
    assert counting.counts(mine, [THREE], [member(mine), member(other)]) == {"batch": 2}
    assert counting.counts(mine, [THREE], [member(other)]) == {"batch": 2}  # before its own commit
    assert counting.counts(complaint(1, batch=""), [THREE], []) == {"batch": 0}


def test_only_what_came_within_the_time_counts():
    mine = complaint(1, days=40)
    found = counting.counts(mine, [RECENT], [member(complaint(2)), member(complaint(3, days=20)), member(mine)])
    assert found == {"batch within 30 days": 2}
    assert counting.start_of(mine, [RECENT]) > member(complaint(2)).position
    assert counting.start_of(mine, [RECENT, THREE]) == ""


def test_values_are_alike_whatever_case_and_width_they_are_written_in():
    assert counted_key(complaint(1, "B-17"), "batch") == counted_key(complaint(2, " b-17 "), "batch")
    assert counted_key(complaint(1, "B-17"), "batch") != counted_key(complaint(2, "B-18"), "batch")
    both = [counted_key(complaint(i, "B", reaction=r), "batch+reaction") for i, r in ((1, "x"), (2, "x"), (3, "y"))]
    assert both[0] == both[1] != both[2]
    assert counted_key(complaint(1, "B"), "batch+reaction") == ""


def test_a_merged_complaint_leaves_the_count():
    before = complaint(1)
    after = msgspec.structs.replace(before, status="merged")
    _, gone = changes(before, after, counted=["batch"])
    assert counted_key(before, "batch") in {ref.key for ref in gone}


def test_a_policy_that_counts_nothing_asks_for_nothing():
    assert counting.asked(policies.packaged("liaocheng-transport")) == ()
    assert counting.fields_of(policies.packaged("food-abc")) == ("batch+reaction",)


@given(st.integers(2, 7), st.data())
def test_however_a_burst_interleaves_all_know_in_the_end_whether_there_are_enough(size: int, data: st.DataObject):
    """Each commits, and later counts again; whom it finds unaware counts again some time after that."""
    those = [complaint(i) for i in range(size)]
    committed: dict[str, Complaint] = {}
    waiting = [("commit", c.id) for c in those]
    while waiting:
        step = waiting.pop(data.draw(st.integers(0, len(waiting) - 1)))
        what, who = step
        if what == "commit":
            committed[who] = next(c for c in those if c.id == who)
            waiting.append(("count", who))
            continue
        mine = committed[who]
        members = [member(c, **c.counts) for c in committed.values()]
        counts = counting.counts(mine, [THREE], members)
        waiting += [("count", other) for other in counting.unaware(mine, [THREE], members, counts)]
        committed[who] = msgspec.structs.replace(mine, counts=counts)
    enough = in_bounds(THREE, size)
    assert {in_bounds(THREE, c.counts[count_name(THREE)]) for c in committed.values()} == {enough}
