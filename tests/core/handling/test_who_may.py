"""Deciding commands that a policy leaves to some roles: others are refused with who may, and are never offered them."""

import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy.model import Policy
from tests.core.handling.playing import (
    DIRK,
    DORA,
    HANS,
    LENA,
    OFFICE_DESK,
    SARA,
    Case,
    office,
    referred,
)

CLOCK = """
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "5 working days"
calendar = "work"
promised = true
rungs = [{ at = "-1 working day", tell = ["handler", "supervisor"] }, { at = "due", tell = ["handler"] }]
"""
ORDERS = {
    "invalid": "#invalid the facts do not match",
    "accept": "#accept",
    "extend": "#extend 2026-03-12 12:00 parts are missing",
    "close": "#close withdrawn by the customer",
}


def codes(case: Case) -> list[str]:
    """Why what was ordered last was refused."""
    return [problem.code for problem in case.last.results.problems]


def offered(message: Message) -> tuple[str, ...]:
    """The commands that a message offers."""
    listed = message.extra.get("commands", [])
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def house(may: str) -> Policy:
    return office(f"[may]\n{may}", CLOCK)


def handled(may: str) -> Case:
    return referred(house(may), text="your service is slow")


@pytest.mark.clause("PG-08")
@pytest.mark.parametrize("who", [HANS, SARA, DIRK, LENA])
def test_a_unit_alone_does_not_kill_a_complaint(who: str):
    case = handled('invalid = ["desk"]\nclose = ["desk"]')
    for name in ("invalid", "close"):
        case.staff(who, ORDERS[name], "2026-03-02 10:00")
        assert case.problems.splitlines()[0] == f"the procedure leaves #{name} to Complaint desk"
    assert (case.complaint.status, case.complaint.valid, case.sent("explanation")) == ("open", None, [])


@pytest.mark.parametrize("name", ["invalid", "close"])
def test_a_handler_who_thinks_it_should_end_is_told_how_to_put_it_before_the_desk(name: str):
    case = handled(f'{name} = ["desk"]')
    case.staff(HANS, ORDERS[name], "2026-03-02 10:00")
    assert "#return" in case.problems.splitlines()[1]
    case.staff(HANS, "#return the facts do not match", "2026-03-02 10:10")
    assert case.problems == ""
    (asked,) = case.sent("to_assign")
    assert (asked.to.mail, case.complaint.handler) == (OFFICE_DESK, "")


@pytest.mark.parametrize(("who", "may"), [(SARA, '["desk"]'), (HANS, '["legal"]')])
def test_nobody_else_is_told_so_nor_where_it_is_left_to_others_than_the_desk(who: str, may: str):
    case = handled(f"invalid = {may}")
    case.staff(who, ORDERS["invalid"], "2026-03-02 10:00")
    assert "#return" not in case.problems


@pytest.mark.clause("PG-08")
@pytest.mark.parametrize("who", [OFFICE_DESK, DORA])
def test_the_dispatcher_judges_and_the_customer_gets_the_reasons(who: str):
    case = handled('invalid = "desk"')
    case.staff(who, ORDERS["invalid"], "2026-03-02 10:00")
    assert (case.complaint.status, case.complaint.valid) == ("closed", False)
    assert case.sent("explanation")[0].extra["text"] == "the facts do not match"


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_whoever_the_policy_names_may_though_they_have_no_other_part_in_it(name: str):
    case = handled(f'{name} = ["legal"]')
    case.staff(HANS, ORDERS[name], "2026-03-02 10:00")
    assert "legal" in case.problems
    before = case.complaint
    case.staff(LENA, ORDERS[name], "2026-03-02 10:10")
    assert case.problems == ""
    assert case.complaint != before


@pytest.mark.parametrize(
    ("roles", "may", "may_not"),
    [
        ('["handler", "desk_head"]', [HANS, DORA], [SARA, OFFICE_DESK]),
        ('["supervisor"]', [SARA, DORA], [HANS, OFFICE_DESK]),
        ('["director"]', [DIRK], [HANS, SARA]),
        ('["desk"]', [OFFICE_DESK, DORA], [HANS, SARA, DIRK]),
        ('["desk", "handler"]', [OFFICE_DESK, HANS], [SARA, LENA]),
    ],
)
def test_each_role_means_who_has_it_on_the_complaint(roles: str, may: list[str], may_not: list[str]):
    for who in may:
        case = handled(f"extend = {roles}")
        case.staff(who, ORDERS["extend"], "2026-03-02 10:00")
        assert case.problems == "", who
    for who in may_not:
        case = handled(f"extend = {roles}")
        case.staff(who, ORDERS["extend"], "2026-03-02 10:00")
        assert codes(case) == ["reserved"], who


def test_what_is_left_to_others_stands_in_no_mail_to_those_who_may_not():
    case = handled('extend = ["supervisor"]')
    reminders = {m.to.mail: offered(m) for m in case.wind("2026-03-09 16:00") if m.name == "reminder"}
    assert {mail: "extend" in commands for mail, commands in reminders.items()} == {HANS: False, SARA: True}
    case.staff(HANS, "#nonsense", "2026-03-09 16:10")
    assert "extend" not in offered(case.sent("receipt")[0])
    case.staff(SARA, "#nonsense", "2026-03-09 16:10")
    assert "extend" in offered(case.sent("receipt")[0])


def test_the_desk_is_not_offered_what_the_policy_leaves_to_others():
    case = Case(house('invalid = ["legal"]\naccept = ["supervisor"]\nfirst_contact = ["legal"]'))
    case.customer("nobody knows whose this is")
    (asked,) = case.sent("to_assign")
    assert asked.to.mail == OFFICE_DESK
    assert "transfer" in offered(asked)
    assert {"invalid", "accept", "resolve"}.isdisjoint(offered(asked))


def test_every_command_offered_is_one_its_reader_may_give():
    case = handled('invalid = ["desk"]\naccept = ["desk"]\nextend = ["handler"]\nclose = ["desk_head"]')
    case.wind("2026-03-12 12:00")
    invited = {(m.to.mail, name) for m in case.messages for name in offered(m)}
    assert {name for _, name in invited} >= {"extend", "note"}
    for mail, name in sorted(invited):
        played = Case(case.policy, "2026-03-12 12:00", complaint=case.complaint)
        played.staff(mail, ORDERS.get(name, f"#{name}"))
        assert "reserved" not in codes(played), (mail, name)


# -- on the spot ---------------------------------------------------------------------------------------------------------------


def called(may: str, by: str) -> Case:
    case = Case(house(may))
    case.writer = by
    case.customer("it was late", channel="phone", introduced_by=by, settled="we said sorry and paid the taxi")
    return case


@pytest.mark.parametrize(
    ("may", "by", "settled"),
    [
        ("", OFFICE_DESK, True),
        ("", DORA, True),
        ("", HANS, False),
        ('first_contact = ["legal"]', LENA, True),
        ('first_contact = ["legal"]', OFFICE_DESK, False),
        ('first_contact = ["desk_head"]', DORA, True),
    ],
)
def test_only_whom_the_policy_names_settles_while_the_customer_is_on_the_telephone(may: str, by: str, settled: bool):
    case = called(may, by)
    assert case.complaint.status == ("answered" if settled else "open")
    assert codes(case) == ([] if settled else ["not_yours_to_settle"])


@pytest.mark.parametrize("who", [OFFICE_DESK, DORA])
def test_an_outcome_before_any_unit_has_it_settles_on_the_spot_and_needs_the_same_leave(who: str):
    case = Case(house('first_contact = ["legal"]'))
    case.customer("nobody knows whose this is")
    case.staff(who, "#resolve we have put it right", "2026-03-02 09:30")
    assert codes(case) == ["settling_reserved"]
    assert (case.complaint.status, case.sent("outcome")) == ("open", [])
    case.staff(who, "#transfer Service", "2026-03-02 09:40")
    case.staff(HANS, "#resolve we have put it right", "2026-03-02 10:00")
    assert case.complaint.status == "answered"


def test_a_policy_that_says_nothing_leaves_all_as_it_was():
    assert [c.name for c in COMMANDS.values() if c.reservable] == ["accept", "extend", "invalid", "correct", "close"]
    case = referred(office(CLOCK), text="your service is slow")
    case.staff(HANS, ORDERS["invalid"], "2026-03-02 10:00")
    assert (case.complaint.status, case.problems) == ("closed", "")
