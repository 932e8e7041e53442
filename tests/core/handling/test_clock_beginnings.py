"""What a clock waits for comes after what it begins with, or with it; what came before does not count."""

from datetime import datetime

import pytest

from tests.core.handling.playing import OFFICE_DESK, Case, at, office, referred, told

ACCEPTED_IN_TIME = """
[[clock]]
name = "accept"
from = "received"
until = "accepted"
within = "1 day"
rungs = [{ at = "due", tell = ["desk"] }]
"""


def fires(case: Case, when: str) -> list[tuple[str, str, str]]:
    """What a tick at that moment sends, on a copy of the case."""
    return told(Case(case.policy, complaint=case.complaint).tick(when).messages)


def word_after_acceptance(until: str, *more: str) -> Case:
    """A complaint whose customer has to hear within two hours after it was accepted."""
    clock = f"""
        [[clock]]
        name = "word"
        from = "accepted"
        until = "{until}"
        within = "2 hours"
        rungs = [{{ at = "due", tell = ["desk"] }}]
        """
    return referred(office(ACCEPTED_IN_TIME, clock, *more), text="service is slow")


def word_of(case: Case) -> tuple[datetime, datetime | None]:
    """When the word was due, and when it came."""
    assert case.complaint is not None
    (deadline,) = (d for d in case.complaint.deadlines if d.clock == "word")
    return deadline.due, deadline.met


HEARD = '[[moment]]\nname = "heard"\nat = "contacted"'
CHECKED = '[[task]]\nname = "checked"\nfor = "desk"\nopens = "referred"\nform = ["facts"]'


@pytest.mark.parametrize(
    ("until", "order", "more"),
    [
        ("told", "#告知客户 正在核实", ()), ("contacted", "#告知客户 正在核实", ()), ("contacted", "#联系\n是否联系上：是\n内容：已说明", ()),
        ("contacted", "#询问客户 请问是哪一天？", ()), ("heard", "#告知客户 正在核实", (HEARD,)),
    ],
)  # fmt: skip
def test_what_came_before_the_beginning_does_not_end_a_clock_and_what_comes_later_does(
    until: str, order: str, more: tuple[str, ...]
):
    case = word_after_acceptance(until, *more)
    case.staff(OFFICE_DESK, order, "2026-03-02 09:10")
    case.staff(OFFICE_DESK, "#受理", "2026-03-02 09:30")
    assert word_of(case) == (at("3-2 11:30"), None)
    assert {name for name, _, _ in fires(case, "2026-03-02 11:31")} == {"chase"}
    case.staff(OFFICE_DESK, order, "2026-03-02 11:00")
    assert word_of(case) == (at("3-2 11:30"), at("3-2 11:00"))
    assert fires(case, "2026-03-02 11:31") == []


def test_a_form_that_was_filled_in_before_the_beginning_does_not_end_a_clock():
    case = word_after_acceptance("checked", CHECKED)
    case.staff(OFFICE_DESK, "#填报\n事实：已核对", "2026-03-02 09:10")
    case.staff(OFFICE_DESK, "#受理", "2026-03-02 09:30")
    assert word_of(case) == (at("3-2 11:30"), None)


def test_a_third_time_changes_nothing_and_a_moment_that_no_clock_waits_for_is_kept_once():
    case = word_after_acceptance("told")
    for when in ("09:10", "09:20"):
        case.staff(OFFICE_DESK, "#告知客户 正在核实", f"2026-03-02 {when}")
    case.staff(OFFICE_DESK, "#受理", "2026-03-02 09:30")
    for when in ("10:00", "10:30"):
        case.staff(OFFICE_DESK, "#告知客户 已经查明", f"2026-03-02 {when}")
    assert case.complaint is not None
    assert [m.at for m in case.complaint.moments if m.name == "told"] == [at("3-2 9:10"), at("3-2 10:00")]
    assert [m.at for m in case.complaint.moments if m.name == "contacted"] == [at("3-2 9:10")]


def test_what_happens_in_the_moment_in_which_a_clock_begins_ends_it():
    clock = """
        [[clock]]
        name = "word"
        from = "told"
        until = "contacted"
        within = "2 hours"
        rungs = [{ at = "due", tell = ["desk"] }]

        [[clock]]
        name = "told"
        from = "received"
        until = "told"
        within = "1 day"
        rungs = [{ at = "due", tell = ["desk"] }]
        """
    case = referred(office(clock), text="service is slow")
    case.staff(OFFICE_DESK, "#告知客户 正在核实", "2026-03-02 09:10")
    assert word_of(case) == (at("3-2 11:10"), at("3-2 9:10"))
