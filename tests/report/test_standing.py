"""Which limits of a case have passed, and whose turn it is."""

from collections.abc import Callable
from datetime import datetime

import msgspec
import pytest

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.model import Deadline, Moment, Task
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame
from chalicelib.core.report.standing import late, turn

At = Callable[..., datetime]
Line = Callable[..., Row]
HANDLER, HEAD = "guo.ping@lc-transport.example", "dong.chengwei@lc-transport.example"


def names(row: Row, policy: Policy, now: datetime) -> list[str]:
    return [deadline.clock for deadline in late(row, policy, now)]


def test_a_limit_is_late_once_it_has_passed_and_until_it_is_met(line: Line, policy: Policy, at: At):
    row = line("LC1", limits={"answer": (at(2, 12), None), "visit": (at(2, 11), None), "refer": (at(2, 10), at(2, 20))})
    assert names(row, policy, at(2, 11)) == []
    assert names(row, policy, at(2, 12)) == ["visit"]
    assert names(row, policy, at(2, 12, 9, 1)) == ["visit", "answer"]  # longest passed first


def test_a_limit_that_is_the_customers_or_an_earlier_rounds_is_nobodys_lateness(line: Line, policy: Policy, at: At):
    due = at(2, 12)
    theirs = Deadline(clock="confirm", round=2, due=due, of_customer=True)
    earlier = Deadline(clock="answer", round=1, due=due)
    row = msgspec.structs.replace(line("LC1"), rounds=2, deadlines=(theirs, earlier))
    assert names(row, policy, at(3, 1)) == []


@pytest.mark.parametrize(
    ("status", "late_ones"),
    [
        ("open", ["answer", "task:later", "visit"]),
        ("answered", ["answer", "task:later", "visit"]),
        ("closed", ["task:later", "visit"]),  # what outlives the closing
        ("merged", []),
    ],
)
def test_what_is_over_is_late_no_more(line: Line, policy: Policy, at: At, status: str, late_ones: list[str]):
    limits = (
        Deadline(clock="answer", round=1, due=at(2, 12)),
        Deadline(clock="task:later", round=1, due=at(2, 13), outlives=True),
        Deadline(clock="visit", round=1, due=at(2, 14), outlives=True),
    )
    row = msgspec.structs.replace(line("LC1", status=status), deadlines=limits)
    assert names(row, policy, at(3, 1)) == late_ones


def test_an_answer_that_came_back_is_late_until_it_is_delivered(line: Line, policy: Policy, at: At):
    given = line("LC1", limits={"answer": (at(2, 12), at(2, 11))}, happened={"answered": at(2, 11)})
    assert names(given, policy, at(3, 1)) == []
    back = msgspec.structs.replace(given, moments=(*given.moments, Moment("undelivered", at(2, 11))))
    assert names(back, policy, at(3, 1)) == ["answer"]


def test_it_is_the_turn_of_whoever_is_asked_for_what_is_due_first(line: Line, frame: Frame, at: At):
    task = Task(name="return_visit", round=1, assignee=HANDLER, opened=at(2, 10), due=at(3, 7))
    approval = Approval(gate="more_time", step=0, round=1, approver=HEAD, asked=at(3, 1))
    row = line(
        "LC1", handler=HANDLER, tasks=(task,), approvals=(approval,), limits={"approval:more_time:0": (at(3, 6), None)}
    )
    item = turn(row, frame)
    assert item is not None
    assert (item.who, item.what) == (HEAD, "approval:more_time:0")


def test_what_nobody_has_is_the_desks_turn_and_what_is_answered_nobodys(line: Line, frame: Frame):
    item = turn(line("LC1"), frame)
    assert item is not None
    assert (item.who, item.what) == (frame.policy.directory.desk, "assign")
    assert turn(line("LC1", status="answered"), frame) is None
