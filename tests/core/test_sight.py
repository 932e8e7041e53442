"""Who may see which case."""

import msgspec
import pytest

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.model import Complaint, Task
from chalicelib.core.people import sight
from tests.core.handling.playing import (
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    DESK,
    DESK_HEAD,
    FREIGHT,
    TOP,
    at,
    away,
    transport,
    with_directory,
)

POLICY = transport()
NOON = at("3-2 12:00")
MARKETING, MARKETING_HEAD = "xu.jing@lc-transport.example", "gao.feng@lc-transport.example"
STATION, FREIGHT_DIRECTOR = "guo.ping@lc-transport.example", "zhao.xiumei@lc-transport.example"
CASE = Complaint(
    id="aa", number="LC20260302-0001", policy="p", department="客运营销部", unit="公交公司", handler=BUS, supervisor=BUS_HEAD,
    director=BUS_DIRECTOR, text="K12 路公交晚点",
)  # fmt: skip
FRESH = msgspec.structs.replace(CASE, department="", unit="", handler="", supervisor="", director="")


def seen_by(reader: str, **changed: object) -> bool:
    return sight.may_see(reader, msgspec.structs.replace(CASE, **changed), POLICY, NOON)


@pytest.mark.parametrize("reader", [DESK, DESK_HEAD, TOP, BUS, BUS_HEAD, BUS_DIRECTOR, MARKETING, MARKETING_HEAD])
def test_desk_and_leaders_and_the_unit_that_has_it_see_a_case(reader: str):
    assert seen_by(reader)


@pytest.mark.parametrize("reader", [STATION, FREIGHT, FREIGHT_DIRECTOR, "somebody@lc-transport.example", ""])
def test_other_units_their_leaders_and_whoever_is_in_no_directory_do_not(reader: str):
    assert not seen_by(reader)


@pytest.mark.parametrize("reader", [BUS, MARKETING, STATION, FREIGHT_DIRECTOR])
def test_a_case_that_no_unit_has_yet_is_the_desks_and_the_highest_leaders(reader: str):
    assert not sight.may_see(reader, FRESH, POLICY, NOON)
    assert sight.may_see(DESK, FRESH, POLICY, NOON)
    assert sight.may_see(TOP, FRESH, POLICY, NOON)


@pytest.mark.parametrize("part", [
    {"handler": STATION},
    {"assistants": (STATION,)},
    {"supervisor": STATION},
    {"tasks": (Task(name="rectify", round=1, assignee=STATION, opened=NOON),)},
    {"approvals": (Approval(gate="outcome", step=1, round=1, approver=STATION, asked=NOON),)},
])  # fmt: skip
def test_whoever_has_a_part_in_it_sees_it_restricted_too(part: dict[str, object]):
    assert seen_by(STATION, **part)
    assert seen_by(STATION, restricted=True, **part)


@pytest.mark.parametrize("reader", [MARKETING, MARKETING_HEAD, STATION, FREIGHT])
def test_a_restricted_case_is_seen_by_nobody_outside_it_not_even_in_its_unit(reader: str):
    assert not seen_by(reader, restricted=True)


@pytest.mark.parametrize("reader", [BUS, DESK_HEAD, BUS_HEAD, BUS_DIRECTOR, TOP])
@pytest.mark.parametrize("words", ["{}态度恶劣，我要投诉", "投诉你们的{}，当众骂人"])
def test_nobody_sees_what_complains_of_them_whatever_part_they_have(reader: str, words: str):
    person = POLICY.directory.person(reader)
    assert person is not None
    assert not seen_by(reader, text=words.format(person.name), handler=reader)


def test_whoever_stands_in_sees_what_the_absent_one_would():
    gone = with_directory(POLICY, absences=(away(BUS, deputy=FREIGHT, end="2026-03-10"),))
    assert sight.may_see(FREIGHT, CASE, gone, NOON)
    assert not sight.may_see(FREIGHT, CASE, gone, at("3-20 12:00"))
