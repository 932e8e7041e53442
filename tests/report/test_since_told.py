"""What a report says of earlier periods that the one before it could not know."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.model import Moment
from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame, Material, make, told
from chalicelib.core.report.schedule import period_of
from chalicelib.core.words.labels import label

At = Callable[..., datetime]
Line = Callable[..., Row]
TITLE = "以前各期的补报与更正"


def changes(policy: Policy, at: At, before: list[Row], now: list[Row], unit: str = "", **more: Any) -> list[list[str]]:
    """What the report of March says has changed, where February's was made of the lines `before`."""
    definition = Report(name="x", kind=more.pop("kind", "summary"), every="month", to=("desk",), **more)
    february, march = (
        Frame(policy=policy, period=period_of(definition, at(month, 5), policy), now=at(month, 5)) for month in (3, 4)
    )
    kept = told.decoded(told.encoded(told.counted(before, definition, february)))
    made = make(definition, Material(rows=now, previous=now, told_before=kept, unit=unit), march)
    section = next(s for s in made.sections if s.title == TITLE)
    assert made.sections[-1].title == "资料范围"
    return [[str(cell) for cell in row] for row in section.rows] or [[*section.text]]


NOTHING = [["上一次报告发出以后，以前各期没有补报或更正。"]]


def test_a_call_that_was_written_down_late_stands_in_the_next_report_as_a_late_entry(
    policy: Policy, line: Line, at: At, unit: str
):
    before = [line("LC1", 3)]
    late, march = line("LC2", at(2, 20)), line("LC3", at(3, 9))
    assert changes(policy, at, before, [*before, late, march]) == [
        ["LC2", unit, "2月20日（周五）09:00", "补报", "", ""]
    ]
    assert changes(policy, at, before, [*before, march]) == NOTHING


def test_what_was_reported_otherwise_is_told_with_what_it_was(policy: Policy, line: Line, at: At, unit: str):
    lift, bill, *_ = policy.categories
    before = [
        line("LC1", 3, category=lift, valid=True),
        line("LC2", 4),
        line("LC3", 5),
        line("LC4", 6, channel="phone"),
    ]
    now = [
        msgspec.structs.replace(before[0], category=bill, valid=False),
        msgspec.structs.replace(before[1], kind="problem"),
        msgspec.structs.replace(before[2], unit="别的单位"),
        msgspec.structs.replace(before[3], received=at(1, 30), channel="visit"),
    ]
    found = changes(policy, at, before, now)
    assert [[row[0], *row[3:]] for row in found] == [
        ["LC1", "投诉类别", *(label(name, policy, "zh-CN") for name in (lift, bill))],
        ["LC1", "是否属实", "是", "否"],
        ["LC2", "性质", "投诉", "问题"],
        ["LC3", "责任单位", unit, "别的单位"],
        ["LC4", "渠道", "电话", "来访"],
        ["LC4", "计入时间", "2月6日（周五）09:00", "1月30日（周五）09:00"],
    ]


def test_what_went_into_another_is_told_and_what_simply_goes_on_is_not(policy: Policy, line: Line, at: At):
    before = [line("LC1", 3), line("LC2", 4), line("LC3", 5)]
    now = [
        msgspec.structs.replace(before[0], status="merged", merged_into=before[1].id),
        msgspec.structs.replace(before[1], status="closed", satisfaction=4, valid=True, category=policy.categories[0]),
        before[2],
    ]
    assert [[row[0], *row[3:]] for row in changes(policy, at, before, now)] == [["LC1", "已并入其他事项", "", "LC2"]]


@pytest.mark.clause("IB-10")
def test_what_was_reported_as_closed_and_taken_up_again_is_told(policy: Policy, line: Line, at: At):
    closed = line("LC1", 3, status="closed", happened={"closed": at(2, 9)})
    again = msgspec.structs.replace(
        closed, status="open", rounds=2, moments=(*closed.moments, Moment("reopened", at(3, 20), 2))
    )
    found = changes(policy, at, [closed], [again], placed_by="closed", when=())
    assert [row[3] for row in found] == ["重新办理"]
    assert changes(policy, at, [again], [again], placed_by="closed") == NOTHING


def test_a_unit_reads_of_its_own_cases_alone(policy: Policy, line: Line, at: At, unit: str):
    before = [line("LC1", 3), line("LC2", 4, unit="别的单位")]
    now = [msgspec.structs.replace(row, valid=False, kind="problem") for row in before]
    assert [row[0] for row in changes(policy, at, before, now, unit=unit, kind="units")] == ["LC1"]


def test_the_first_report_of_all_has_nothing_to_compare_with(policy: Policy, line: Line, at: At):
    definition = Report(name="x", kind="summary", every="month", to=("desk",))
    frame = Frame(policy=policy, period=period_of(definition, at(3, 5), policy), now=at(3, 5))
    assert TITLE not in [s.title for s in make(definition, Material(rows=[line("LC1", 3)]), frame).sections]


def test_what_lies_too_far_back_is_not_taken_for_gone(policy: Policy, line: Line, at: At):
    old = line("LC1", at(11, 20, year=2025))
    assert changes(policy, at, [old, line("LC2", 3)], [line("LC2", 3)]) == NOTHING


def test_what_is_kept_beside_a_report_names_nobody_and_quotes_nothing(line: Line, frame: Frame):
    row = line(
        "LC1", 3, name="王某", contact="13800138000", subject="王某来信", content="王某", outcome="王某", words="王某"
    )
    definition = Report(name="x", kind="summary", every="month", to=("desk",))
    kept = told.encoded(told.counted([row], definition, frame)).decode()
    assert "LC1" in kept
    assert not any(said in kept for said in ("王某", "13800138000"))
