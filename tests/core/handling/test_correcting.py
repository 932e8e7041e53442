"""What was entered wrongly is put right by command, with what follows from it, and no such line passes in silence."""

import pytest

from tests.core.handling.playing import DORA, HANS, OFFICE_DESK, OTTO, SARA, Case, at, names, office, referred

SORTED = """
[categories]
lift = { zh-CN = "电梯", zh-TW = "電梯", en = "lift" }
bill = { zh-CN = "账单", zh-TW = "帳單", en = "bill" }

[[rule]]
group = "category"
when = [{ words = ["lift"] }]
then = { category = "lift" }

[table.sorted]
columns = ["category", "=assign"]
rows = [["lift", "Service"], ["bill", "Sales"]]

[[clock]]
name = "settle"
from = "received"
until = "answered"
within = "2 days"
when = [{ category = "lift" }]
rungs = [{ at = "due", tell = ["handler"] }]

[[clock]]
name = "settle_bill"
from = "received"
until = "answered"
within = "5 days"
when = [{ category = "bill" }]
rungs = [{ at = "due", tell = ["handler"] }]
"""
FORM = """
[[task]]
name = "sorting"
for = "handler"
opens = "referred"
form = ["category"]
required = ["category"]
"""


def lift(*parts: str, text: str = "the lift stands still") -> Case:
    return referred(office(SORTED, *parts), text=text)


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (OFFICE_DESK, "#更正\n类别：账单"),
        (DORA, "#correct\nCategory: bill"),
        (SARA, "#更正 账单"),
        (OFFICE_DESK, "#受理 账单"),
        (OFFICE_DESK, "#备注\n类别：账单"),
        (DORA, "#note not a lift at all\nCategory: bill"),
        (OFFICE_DESK, "#填报\n类别：账单"),
    ],
)
def test_whoever_classifies_puts_the_category_right_in_any_of_these_ways(by: str, order: str):
    case = lift(FORM)
    case.staff(by, order)
    assert (case.problems, case.complaint.category) == ("", "bill")
    said = next(e.said for e in case.last.entries if e.what == "corrected")
    assert [said.values[name].names for name in ("field", "old", "new")] == [("category",), ("lift",), ("bill",)]


def test_the_receipt_says_from_what_to_what_which_limits_follow_and_that_the_unit_does_not():
    case = lift()
    case.staff(DORA, "#correct\nCategory: bill")
    assert "put right: lift → bill" in case.changes
    assert "it stays with Service; the rules would send it to Sales (#transfer Sales)" in case.changes
    assert (case.complaint.department, case.complaint.handler) == ("Service", HANS)
    assert [d.clock for d in case.complaint.deadlines] == ["settle_bill"]
    case.tick("2026-03-03 10:00")
    assert case.complaint.category == "bill"  # no rule sets it back


def test_a_matter_that_nobody_has_yet_goes_where_its_category_belongs():
    case = lift(text="I am not content with you")
    assert case.complaint.handler == ""
    case.staff(OFFICE_DESK, "#更正\n类别：账单")
    assert (case.complaint.department, case.complaint.handler) == ("Sales", OTTO)


@pytest.mark.parametrize(
    "order", ["#note\nCategory: bill", "#contact called\nCategory: bill", "#result done\nCategory: bill"]
)
def test_whoever_may_not_hears_that_nothing_was_put_right_and_who_may(order: str):
    case = lift()
    case.staff(HANS, order)
    assert '"Category" was not put right: that is for' in case.problems
    assert "#correct" in case.problems
    assert case.complaint.category == "lift"


def test_a_policy_may_leave_it_to_the_desk_and_a_form_may_ask_the_handler_for_it():
    case = referred(office(SORTED, FORM, top='may = { correct = ["desk"] }\n'), text="the lift stands still")
    case.staff(SARA, "#correct\nCategory: bill")
    assert (case.problems.startswith("the procedure leaves #correct to"), case.complaint.category) == (True, "lift")
    case.staff(HANS, "#fill\nCategory: bill")
    assert (case.problems, case.complaint.category, case.complaint.moment("sorting") is not None) == ("", "bill", True)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("#correct\nCategory: moon", 'there is no "moon". There are: lift, bill'),
        ("#correct\nChannel: pigeon", 'there is no "pigeon"'),
        ("#correct", "write below #correct what is to be put right"),
        ("#correct\nReceived: 2026-03-09 09:00", "it cannot be later"),
        ("#correct\nReceived: one fine day", "not a time"),
        ("#correct\nReceived: 2025-03-02 09:00", "more than 90 days back"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(order: str, said: str):
    case = lift()
    before = case.complaint
    case.staff(DORA, order)
    assert said in case.problems
    assert (case.complaint.category, case.complaint.channel) == (before.category, before.channel)
    assert case.complaint.moment("received") == before.moment("received")


def test_the_time_of_receipt_moves_the_limits_and_the_number_stays():
    case = lift()
    case.staff(DORA, "#correct\nReceived: 2026-03-01 16:00\nChannel: telephone", "2026-03-02 11:00")
    assert (case.problems, case.complaint.channel) == ("", "phone")
    assert case.complaint.moment("received") == at("3-1 16:00")
    assert case.due("settle") == at("3-3 16:00")
    assert (
        "the time limit follows: settlement Wednesday 4 March 2026, 09:00 → Tuesday 3 March 2026, 16:00" in case.changes
    )
    assert case.complaint.number == "LC20260302-0001"


def test_a_closed_complaint_is_put_right_too_and_nothing_else_happens_to_it():
    case = lift()
    case.staff(HANS, "#result it runs again")
    case.staff(DORA, "#close it is settled")
    case.staff(DORA, "#correct\nCategory: bill\nKind: enquiry\nChannel: visit", "2026-03-20 10:00")
    assert (case.problems, case.complaint.status) == ("", "closed")
    assert (case.complaint.category, case.complaint.kind, case.complaint.channel) == ("bill", "enquiry", "visit")
    assert names(case.last.messages) == ["receipt"]
    assert [e.what for e in case.last.entries].count("corrected") == 3


def test_a_complaint_in_hand_that_is_none_is_passed_on():
    case = lift()
    case.staff(DORA, "#correct\nKind: enquiry")
    assert (case.problems, case.complaint.kind, case.complaint.status) == ("", "enquiry", "closed")
    assert "noted" in names(case.last.messages)


def test_a_line_without_a_command_is_told_the_command():
    case = lift()
    case.staff(DORA, "Category: bill")
    assert "#correct" in case.problems
    assert case.complaint.category == "lift"


@pytest.mark.clause("LC-07")
@pytest.mark.parametrize(
    ("lines", "name", "is_now"),
    [
        ("性质：咨询", "kind", "enquiry"),
        ("类别：账单", "category", "bill"),
        ("渠道：来访", "channel", "visit"),
        ("接收时间：2026-03-01 16:00", "received", "2026-03-01 16:00"),
        ("性质：咨询\n渠道：电话", "channel", "phone"),
    ],
)
def test_what_a_draft_asks_to_put_right_can_be_put_right_on_a_closed_case_with_history(
    lines: str, name: str, is_now: str
):
    case = lift()
    case.staff(HANS, "#result mended", "2026-03-02 15:00")
    case.survey(4, "2026-03-03 09:00")
    case.staff(OFFICE_DESK, "#结案", "2026-03-03 09:30")
    assert case.complaint.status == "closed"
    case.staff(OFFICE_DESK, f"#更正\n{lines}", "2026-04-02 10:00")
    assert (case.problems, case.complaint.status) == ("", "closed")
    value = case.complaint.moment("received") if name == "received" else getattr(case.complaint, name)
    assert value == (at(is_now) if name == "received" else is_now)
    assert "corrected" in [entry.what for entry in case.last.entries]
