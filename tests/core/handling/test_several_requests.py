"""More time for several clocks: each request waits for its own decision, and whoever asked hears of each."""

import re

import pytest

from chalicelib.core.complaint.saying import labels, person, say, time_of
from chalicelib.core.policy.model import PolicyError
from tests.core.handling.playing import DIRK, HANS, SARA, Case, at, named, names, office, referred

TWO_CLOCKS = """
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "5 days"
promised = true
labels = { en = "settlement" }
rungs = [{ at = "due", tell = ["handler"] }]

[[clock]]
name = "inspect"
from = "referred"
until = "inspected"
within = "2 days"
labels = { en = "inspection" }
rungs = [{ at = "due", tell = ["handler"] }]

[[task]]
name = "inspection_sheet"
for = "handler"
opens = "referred"
form = ["facts"]
required = ["facts"]
sets = "inspected"

[[extension]]
name = "longer_settlement"
labels = { en = "longer settlement" }
clock = "settle"
grants = ["supervisor"]

[[extension]]
name = "longer_inspection"
labels = { en = "longer inspection" }
clock = "inspect"
grants = ["supervisor"]
"""
SHARED = """
[[gate]]
name = "any_time"
before = "extended"
approve = ["director"]
labels = { en = "another time" }
"""
SETTLEMENT, INSPECTION = "3-9 12:00", "3-5 12:00"


def asked_twice(*parts: str) -> Case:
    case = referred(office(TWO_CLOCKS, *parts), text="your service is slow")
    case.staff(HANS, "#extend settlement 2026-03-09 12:00 the parts come late", "3-2 10:00")
    case.staff(HANS, "#extend inspection 2026-03-05 12:00 the owner is away", "3-2 11:00")
    return case


def test_a_request_for_another_clock_leaves_the_first_to_be_decided():
    case = asked_twice()
    assert [a.gate for a in case.complaint.approvals if a.at is None] == ["longer_settlement", "longer_inspection"]
    assert "information" not in names(case.last.messages)


@pytest.mark.parametrize(
    ("subject", "clock", "other", "until"),
    [
        ("longer inspection", "inspect", "settle", INSPECTION),
        ("longer settlement", "settle", "inspect", SETTLEMENT),
    ],
)
def test_a_yes_grants_the_time_that_its_mail_asked_for_and_the_other_still_waits(
    subject: str, clock: str, other: str, until: str
):
    case = asked_twice()
    before = case.due(other)
    case.staff(SARA, "#approve", "3-2 12:00", subject=f"Re: please decide: {subject}")
    assert (case.due(clock), case.due(other)) == (at(until), before)
    assert ("holding" in names(case.last.messages)) == (clock == "settle")
    case.staff(SARA, "#approve", "3-2 13:00")
    assert (case.due("settle"), case.due("inspect")) == (at(SETTLEMENT), at(INSPECTION))
    assert "holding" in names(case.messages)


def test_a_no_refuses_the_one_and_leaves_the_other():
    case = asked_twice()
    case.staff(SARA, "#return the parts are in the store", "3-2 12:00", subject="Re: longer settlement")
    (refused,) = case.sent("refused")
    assert (refused.to.mail, refused.extra["clock"]) == (HANS, "settle")
    case.staff(SARA, "#approve", "3-2 13:00")
    assert (case.due("settle"), case.due("inspect")) == (at("3-7 9:00"), at(INSPECTION))


def test_both_are_decided_by_one_mail_in_plain_words_and_both_are_told():
    case = asked_twice()
    case.staff(
        SARA,
        "I agree to the longer settlement, and no to the longer inspection because nobody asked the owner.",
        "3-2 12:00",
    )
    assert (case.due("settle"), case.due("inspect")) == (at(SETTLEMENT), at("3-4 9:00"))
    case = asked_twice()
    case.staff(SARA, "I agree to both.", "3-2 12:00")
    assert (case.due("settle"), case.due("inspect")) == (at(SETTLEMENT), at(INSPECTION))
    (told,) = [m for m in case.sent("information") if m.to.mail == HANS]
    assert told.extra == {
        "reason": [
            say("extended", clock=labels("settle"), due=time_of(at(SETTLEMENT))),
            say("extended", clock=labels("inspect"), due=time_of(at(INSPECTION))),
        ]
    }


def test_what_may_be_moved_no_more_is_not_offered_to_be_moved():
    case = referred(office(TWO_CLOCKS), text="your service is slow")
    case.staff(HANS, "#extend inspection 2026-03-06 12:00 the owner is away", "3-4 9:01")
    (receipt,) = case.sent("receipt")
    assert case.problems.startswith('"inspection" ended on')
    assert "extend" in named(receipt, "commands")  # the other one may
    case.staff(HANS, "#extend settlement 2026-03-09 12:00 the parts come late", "3-7 9:01")
    (receipt,) = case.sent("receipt")
    assert "extend" not in named(receipt, "commands")


def test_a_time_set_by_right_for_one_clock_leaves_what_is_asked_for_another():
    case = asked_twice()
    case.staff(SARA, "#extend settlement 2026-03-08 12:00 that will do", "3-2 12:00")
    assert case.due("settle") == at("3-8 12:00")
    assert [a.gate for a in case.complaint.approvals if a.at is None] == ["longer_inspection"]
    case.staff(SARA, "OK", "3-2 13:00")
    assert case.due("inspect") == at(INSPECTION)


def test_two_that_are_called_alike_are_refused_for_nobody_could_tell_which_they_decide():
    alike = TWO_CLOCKS.replace("longer inspection", "longer settlement")
    said = 'extension[1].labels: "longer settlement" is what extension "longer_settlement" is called'
    with pytest.raises(PolicyError, match=re.escape(said)):
        office(alike)


def test_the_answer_ends_every_request():
    case = asked_twice()
    case.staff(HANS, "#result A second counter is open.", "3-2 12:00")
    assert (case.complaint.extension, case.complaint.wishes, case.complaint.awaiting) == (None, (), ())
    assert not [a for a in case.complaint.approvals if a.at is None]


def test_where_one_gate_approves_every_request_the_next_is_asked_for_once_the_first_is_decided():
    case = referred(office(TWO_CLOCKS.replace('grants = ["supervisor"]', ""), SHARED), text="your service is slow")
    case.staff(HANS, "#extend settlement 2026-03-09 12:00 the parts come late", "3-2 10:00")
    case.staff(HANS, "#extend inspection 2026-03-05 12:00 the owner is away", "3-2 11:00")
    assert (
        case.problems == "more time for settlement was asked for and is not decided yet: ask for inspection after that"
    )
    case.staff(DIRK, "#approve", "3-2 12:00")
    case.staff(HANS, "#extend inspection 2026-03-05 12:00 the owner is away", "3-2 13:00")
    case.staff(DIRK, "#approve", "3-2 14:00")
    assert (case.due("settle"), case.due("inspect")) == (at(SETTLEMENT), at(INSPECTION))


@pytest.mark.parametrize(
    ("order", "until", "reason"),
    [
        ("#延期 再给三天，厂家说配件周一才到", "3-10 9:00", "厂家说配件周一才到"),
        ("#extend settlement two more days, the parts come on Monday", "3-9 9:00", "the parts come on Monday"),
        ("#延期 延长2个工作日\n理由：配件周二才到", "3-10 17:00", "配件周二才到"),
    ],
)
def test_a_length_is_counted_from_where_the_clock_ends_and_the_day_in_the_reason_is_not_asked_for(
    order: str, until: str, reason: str
):
    case = referred(office(TWO_CLOCKS), text="your service is slow")
    case.staff(HANS, order, "3-2 12:00")
    wish = case.complaint.extension
    assert wish is not None
    assert (wish.until, wish.reason) == (at(until), reason)
    forwarded = say("extension_forwarded", who=person(SARA), clock=labels("settle"), due=time_of(at(until)))
    assert forwarded in case.last.results.changes


def test_a_length_without_a_number_is_no_time():
    case = referred(office(TWO_CLOCKS), text="your service is slow")
    case.staff(HANS, "#延期 再给几天，配件周一才到", "3-2 12:00")
    assert [said.code for said in case.last.results.problems] == ["bad_time"]
