"""Which complaints a period holds, what it is compared with, and that periods add up."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
import pytest

from chalicelib.core.complaint.model import Complaint, Deadline, EarlierAnswer, Moment
from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.register.indexing import keys
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Figure, Frame, Material, ReportDocument, make
from chalicelib.core.report.schedule import period_of

At = Callable[..., datetime]
Line = Callable[..., Row]


def figure(report: ReportDocument, row: str, column: str = "本期", title: str = "总体情况") -> Figure:
    found = next(s for s in report.sections if s.title == title)
    cell = next(line for line in found.rows if str(line[0]) == row)[found.header.index(column)]
    assert isinstance(cell, Figure)
    return cell


def report_of(policy: Policy, every: str, sent: datetime, rows: list[Row], **more: object) -> ReportDocument:
    """A summary of the period before `sent`, made then, with every line at hand."""
    definition = Report(name="x", kind="summary", every=every, to=("desk",), **more)  # type: ignore[arg-type]
    frame = Frame(policy=policy, period=period_of(definition, sent, policy), now=sent)
    return make(definition, Material(rows=rows, previous=rows), frame)


@pytest.mark.parametrize(
    ("every", "sent", "now", "before"),
    [
        ("day", (2, 12), ["LC2-11"], ["LC2-10"]),
        ("week", (2, 16), ["LC2-10", "LC2-11"], ["LC2-3"]),
        ("week", (2, 9), ["LC2-3"], ["LC1-29"]),
        ("month", (3, 5), ["LC2-10", "LC2-11", "LC2-3"], ["LC1-29", "LC1-3"]),
        ("quarter", (4, 10), ["LC1-29", "LC1-3", "LC2-10", "LC2-11", "LC2-3"], ["LC12-30"]),
    ],
)
def test_a_period_is_compared_with_the_one_just_before_it_and_with_nothing_older(
    policy: Policy, line: Line, at: At, every: str, sent: tuple[int, int], now: list[str], before: list[str]
):
    days = [(12, 30, 2025), (1, 3, 2026), (1, 29, 2026), (2, 3, 2026), (2, 10, 2026), (2, 11, 2026)]
    rows = [line(f"LC{month}-{day}", at(month, day, 12, year=year)) for month, day, year in days]
    report = report_of(policy, every, at(*sent), rows)
    assert list(figure(report, "受理投诉件数").cases) == now
    assert list(figure(report, "受理投诉件数", "上期").cases) == before


@pytest.fixture
def twice(line: Line, at: At) -> Row:
    """Closed in February for a dissatisfied customer, taken up again in March and closed for good in April."""
    happened = (("received", (2, 2), 1), ("referred", (2, 2), 1), ("answered", (2, 5), 1), ("closed", (2, 9), 1),
                ("reopened", (3, 3), 2), ("referred", (3, 3), 2), ("answered", (4, 2), 2), ("closed", (4, 8), 2))  # fmt: skip
    return msgspec.structs.replace(
        line("LC1", 2),
        status="closed",
        rounds=2,
        satisfaction=4,
        outcome="second",
        moments=tuple(Moment(name, at(*day), of) for name, day, of in happened),
        deadlines=(
            Deadline(clock="answer", round=1, due=at(2, 6), met=at(2, 5)),
            Deadline(clock="answer", round=2, due=at(3, 10), met=at(4, 2)),
        ),
        earlier_answers=(
            EarlierAnswer(round=1, stage="", at=at(2, 5), by="x@y.cn", outcome="first", satisfaction=1, words="no"),
        ),
    )


@pytest.mark.clause("IB-10")
def test_each_closing_is_counted_once_in_its_own_period_with_its_own_result(policy: Policy, twice: Row, at: At):
    said = [(report_of(policy, "month", at(month, 5), [twice], placed_by="closed")) for month in (3, 4, 5)]
    names = ("结案投诉件数", "按时率", "满意率", "重新办理", "结案后又重新办理")
    assert [[figure(report, name).text for name in names] for report in said] == [
        ["1", "1/1（100%）", "0/1（0%）", "0", "1"],
        ["0", "—", "—", "0", "0"],
        ["1", "0/1（0%）", "1/1（100%）", "1", "0"],
    ]


@pytest.mark.clause("IB-10")
def test_a_closing_stays_in_its_month_while_the_case_is_taken_up_again(policy: Policy, twice: Row, at: At):
    reopened = msgspec.structs.replace(twice, status="open", moments=twice.moments[:6], deadlines=twice.deadlines[:1])
    report = report_of(policy, "month", at(3, 5), [reopened], placed_by="closed")
    assert figure(report, "结案投诉件数").cases == ("LC1",)
    assert figure(report, "结案后又重新办理").cases == ("LC1",)
    assert figure(report, "满意率").text == "0/1（0%）"


@pytest.mark.clause("IB-10")
def test_two_closings_in_one_quarter_are_two_and_the_months_add_up_to_it(policy: Policy, twice: Row, at: At):
    earlier = {"placed_by": "closed"}
    moved = tuple(msgspec.structs.replace(m, at=m.at - timedelta(days=28)) for m in twice.moments)
    row = msgspec.structs.replace(twice, moments=moved)
    quarter = report_of(policy, "quarter", at(4, 10), [row], **earlier)
    months = [report_of(policy, "month", at(month, 5), [row], **earlier) for month in (2, 3, 4)]
    for name in ("结案投诉件数", "重新办理", "结案后又重新办理"):
        assert figure(quarter, name).value == sum(figure(month, name).value or 0 for month in months)
    assert figure(quarter, "结案投诉件数").cases == ("LC1", "LC1")


@pytest.mark.clause("IB-10")
def test_every_closing_keeps_its_key_and_only_the_last_one_teaches(twice: Row):
    case = Complaint(
        id="aa", number="IB1", policy="insurance-branch", status="open", round=2, moments=twice.moments[:6]
    )
    found = [item.ref.key for item in keys(case) if item.ref.key.startswith("closed#")]
    assert found == ["closed#2026-02"]
    both = msgspec.structs.replace(case, status="closed", moments=twice.moments)
    assert sorted(i.ref.key for i in keys(both) if i.ref.key.startswith("closed#")) == [
        "closed#2026-02",
        "closed#2026-04",
    ]


def test_a_period_in_which_the_procedure_changed_says_which_cases_are_timed_by_the_earlier_one(
    policy: Policy, line: Line, at: At
):
    rows = [line("LC1", 3, rules="earlier"), line("LC2", 4, rules=policy.digest), line("LC3", 5, rules="earlier")]
    said = report_of(policy, "month", at(3, 5), rows).sections[-1].text[-1]
    assert said == ("本期内制度有变更：2 件仍按原制度办理、计时，其余按现行制度，比较各率时请注意：LC1、LC3。")
    assert "制度有变更" not in "".join(report_of(policy, "month", at(3, 5), rows[1:2]).sections[-1].text)
