"""Counting complaints that are alike: the last of a burst sees all, and everybody for whom it matters hears of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import policies
from chalicelib.core.complaint.model import Complainant, Complaint, Deadline, Moment
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Policy, Rule
from chalicelib.core.policy.vocabulary import Effects, Test, count_name, in_bounds
from chalicelib.core.register import counting
from chalicelib.core.register.counting import Member
from chalicelib.core.register.indexing import changes, counted_key, customer, instant
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
    return Member(complaint=one.id, position=f"{instant(received)}#{one.id}", known=known, who=customer(one))


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
    uncounted = msgspec.structs.replace(policies.packaged("liaocheng-transport"), rules=())
    assert counting.asked(uncounted) == ()
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


@pytest.mark.parametrize("size", [1_000, 10_000])
def test_of_a_mass_of_complaints_no_more_are_read_than_can_matter(size: int):
    coming = iter(member(complaint(i)) for i in range(size))
    read = counting.until_settled(complaint(9), [THREE], coming)
    assert len(read) == counting.enough([THREE]) == 103
    assert sum(1 for _ in coming) == size - 103


def test_reading_goes_on_until_there_are_enough_different_customers_or_no_more():
    one_man, others = (
        [member(by(i, mail="li@home.example")) for i in range(250)],
        [member(by(300 + i)) for i in range(9)],
    )
    read = counting.until_settled(by(999), [BY_PEOPLE], [*one_man, *others])
    assert counting.counts(by(999), [BY_PEOPLE], read)["batch each customer"] > 3
    assert counting.until_settled(by(999), [BY_PEOPLE], one_man) == one_man


def test_what_counts_within_another_time_is_read_by_itself():
    rule = Rule(group="g", when=((THREE,), (BY_PEOPLE,), (RECENT,), (EARLIER,)), then=Effects(flag=("many",)))
    policy = msgspec.structs.replace(
        policies.packaged("liaocheng-transport"), rules=(rule,), clocks=(), gates=(), tasks=()
    )
    assert counting.read_together([THREE], policy) == ((THREE, BY_PEOPLE), (RECENT,))


BY_PEOPLE = Test(kind="count", of="batch", at_least=3, each="customer")


def by(number: int, mail: str = "", phone: str = "", name: str = "", days: int = 0) -> Complaint:
    who = Complainant(mail=mail, phone=phone, name=name)
    return msgspec.structs.replace(complaint(number, days=days), complainant=who)


def people(*those: Complaint) -> int:
    return counting.counts(those[0], [BY_PEOPLE], [member(one) for one in those])["batch each customer"]


def test_a_customer_who_writes_eleven_times_is_one():
    assert people(*(by(i, mail="li@home.example") for i in range(11))) == 1
    assert counting.counts(by(0), [THREE], [member(by(i)) for i in range(11)]) == {"batch": 11}


@pytest.mark.parametrize(
    ("those", "different"),
    [
        ([by(1, mail="a@x.example"), by(2, mail="b@x.example"), by(3, mail="A@x.example")], 2),
        ([by(1, mail="a@x.example"), by(2, phone="+8613800000001"), by(3, "a@x.example", "+8613800000001")], 1),
        ([by(1, phone="+8613800000001"), by(2, phone="+8613800000001"), by(3, phone="+8613800000002")], 2),
        ([by(1, name="李青"), by(2, name=" 李 青"), by(3, name="王岭")], 2),
        ([by(1), by(2), by(3)], 3),
    ],
)
def test_the_same_mailbox_or_the_same_phone_is_the_same_customer(those: list[Complaint], different: int):
    for first in those:
        assert people(first, *those) == different


def test_a_customer_whose_phone_becomes_known_is_counted_again():
    before, after = by(1, mail="a@x.example"), by(1, mail="a@x.example", phone="+8613800000001")
    asking = with_count(BY_PEOPLE)
    assert counting.fresh(before, after, asking) == (BY_PEOPLE,)
    assert counting.fresh(before, after, with_count(THREE)) == ()
    written, _ = changes(before, after, counted=["batch"])
    assert counted_key(after, "batch") in {item.ref.key for item in written}


def with_count(test: Test) -> Policy:
    rule = Rule(group="g", when=((test,),), then=Effects(flag=("many",)))
    return msgspec.structs.replace(policies.packaged("liaocheng-transport"), rules=(rule,))


DUE = NOW + timedelta(days=1)
EARLIER = Test(kind="earlier", values=("late", "unsatisfied"), within=Duration(30, "day"))
NAMED = "earlier late unsatisfied within 30 days"


def settled(number: int, days: int, met: datetime | None, satisfaction: int | None = None, **values: Any) -> Complaint:
    """A complaint of the same customer whose answer was due a day after NOW."""
    line = (Deadline(clock="answer", round=1, due=DUE, met=met),)
    one = by(number, mail="li@home.example", days=days)
    return msgspec.structs.replace(one, deadlines=line, satisfaction=satisfaction, **values)


@pytest.mark.clause("CM-03")
@pytest.mark.parametrize(
    ("other", "was"),
    [
        (settled(1, 0, DUE + timedelta(minutes=1)), True),
        (settled(1, 0, DUE), False),
        (settled(1, 0, None), True),
        (settled(1, 0, DUE, satisfaction=2), True),
        (settled(1, 0, DUE, satisfaction=1), True),
        (settled(1, 0, DUE, satisfaction=3), False),
        (settled(1, -40, DUE + timedelta(days=1)), False),
        (settled(1, 0, None, status="merged"), False),
        (settled(1, 6, None), False),
    ],
)
def test_a_repeat_is_a_complaint_after_one_that_was_answered_late_or_left_unsatisfied(other: Complaint, was: bool):
    policy = policies.packaged("liaocheng-transport")
    again = by(9, mail="li@home.example", days=5)
    found = counting.earlier(again, [EARLIER], [other, again], policy)
    assert found == {NAMED: int(was)}
    assert vocabulary.holds(EARLIER, again, found) is was


def test_what_an_earlier_complaint_was_need_not_be_asked():
    policy = policies.packaged("liaocheng-transport")
    any_at_all = Test(kind="earlier")
    again = by(9, mail="li@home.example", days=5)
    assert counting.earlier(again, [any_at_all], [settled(1, 0, DUE)], policy) == {"earlier": 1}
    assert counting.earlier(again, [any_at_all], [], policy) == {"earlier": 0}
