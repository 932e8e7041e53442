"""A report of lines that lie in a file says what one of the same lines in memory says, however many these are."""

import io
import random
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import timedelta
from tempfile import TemporaryFile
from typing import Any

import msgspec
import pytest

from bench import scale
from chalicelib import policies
from chalicelib.core import report
from chalicelib.core.again import Again
from chalicelib.core.complaint.model import Deadline, EarlierAnswer, Held, Moment, Task
from chalicelib.core.policy.model import Report
from chalicelib.core.register.pile import pile
from chalicelib.core.register.rows import Row, read_row
from chalicelib.core.report import gathering
from chalicelib.core.report.making import told_of
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame, ReportDocument
from chalicelib.core.report.told import counted
from chalicelib.exports import report_workbook
from chalicelib.exports.ledger import Print

POLICY = policies.packaged(scale.POLICY)
UNITS = [department.name for department in POLICY.directory.departments]
CLOCKS = [*(clock.name for clock in POLICY.clocks), "approval:answer:1", "task:visit", "promise"]
MARCH = Period(scale.NOW, scale.NOW + scale.MONTH, "2026-03")
KINDS = ("summary", "units", "appraisal", "actions", "ledger", "cases", "promises", "words")


def some_rows(seed: int, number: int) -> list[Row]:
    """Lines of March and of February, in any order, with everything that a line can have."""
    pick = random.Random(seed)
    return [_row(pick, each) for each in pick.sample(range(number), number)]


def _row(pick: random.Random, each: int) -> Row:
    received = scale.NOW + timedelta(hours=pick.randrange(-24 * 28, 24 * 31))
    status: Any = pick.choice(["open", "answered", "closed", "closed", "merged"])
    rounds = pick.choice([1, 1, 1, 2])
    names = ("received", "assigned", "answered", "closed")
    moments = [(name, received + timedelta(hours=pick.randrange(200)), pick.randrange(1, rounds + 1)) for name in names]
    return Row(
        id=f"{each:020x}", number=f"LC{each:05}", policy=scale.POLICY, received=received, registered=received, status=status,
        kind=pick.choice(POLICY.kinds), category=pick.choice(["", *POLICY.categories]), severity=pick.choice(POLICY.severities),
        channel=pick.choice(["mail", "sms", "phone"]), valid=pick.choice([None, True, False]), unit=pick.choice(["", *UNITS]),
        handler=pick.choice([person.mail for person in POLICY.directory.people]), rounds=rounds,
        restricted=pick.random() < 0.1, content=pick.choice(["检票员骂人", "车晚点两小时", "司机甩客"]) * pick.randrange(1, 4),
        fields={field.name: pick.choice(["", "是", "否", "停岗培训三天"]) for field in POLICY.fields if pick.random() < 0.3},
        moments=tuple(Moment(name=name, at=at, round=round_) for name, at, round_ in moments),
        deadlines=tuple(_deadline(pick, received, rounds) for _ in range(pick.randrange(4))),
        lost=tuple(_deadline(pick, received, rounds) for _ in range(pick.random() < 0.1)),
        promises=tuple(Task(name="promise", round=1, assignee="a@b.cn", opened=received, promised="道歉", due=received) for _ in range(pick.random() < 0.2)),
        satisfaction=pick.choice([None, 1, 2, 3, 4]), lasting=pick.choice([None, 1, 4]), escalation_level=pick.randrange(3),
        held=tuple(Held(unit=pick.choice(UNITS), since=received + timedelta(hours=n * 40)) for n in range(pick.randrange(3))),
        earlier_answers=(EarlierAnswer(round=1, stage="", at=received, by="a@b.cn", outcome="道歉", satisfaction=pick.choice([None, 2, 4])),) if rounds > 1 else (),
    )  # fmt: skip


def _deadline(pick: random.Random, received: Any, rounds: int) -> Deadline:
    due = received + timedelta(hours=pick.randrange(300))
    met = pick.choice([None, due - timedelta(hours=1), due + timedelta(hours=5)])
    return Deadline(clock=pick.choice(CLOCKS), round=pick.randrange(1, rounds + 1), due=due, met=met)


def whole(document: ReportDocument) -> ReportDocument:
    """The report with every line of its tables, wherever these came from."""
    sections = (msgspec.structs.replace(part, rows=tuple(part.rows)) for part in document.sections)
    return msgspec.structs.replace(document, sections=tuple(sections))


def both(definition: Report, rows: Sequence[Row], unit: str = "") -> Iterator[tuple[Any, ...]]:
    """All that a report comes to, of lines in memory and of the same in a file."""
    frame = Frame(policy=POLICY, period=MARCH, now=MARCH.end, unit=unit)
    with TemporaryFile() as file:
        by_number = sorted(rows, key=lambda row: row.number)
        for lines, opened in ((rows, by_number), (piled := pile(rows, file), piled)):
            known = counted(rows[::2], definition, frame)
            material = report.Material(rows=lines, previous=lines, open_rows=opened, told_before=known, unit=unit)
            made = report.make(definition, material, frame)
            mail, told = report.as_mail(made), told_of(definition, material, frame)
            yield whole(made), mail, tuple(told), counted(lines, definition, frame)


@pytest.fixture
def by_the_seven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are gone through seven at a time, so that few of them are many."""
    monkeypatch.setattr(gathering, "AT_A_TIME", 7)


@pytest.mark.usefixtures("by_the_seven")
@pytest.mark.parametrize("placed_by", ["received", "closed"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_a_streamed_report_of_any_kind_is_the_report_of_the_whole(kind: Any, placed_by: Any, seed: int):
    rows = some_rows(seed, (0, 1, 7, 40, 90, 150)[seed])
    definition = Report(
        name="r", kind=kind, every="month", to=("desk",), placed_by=placed_by, by_field="severity", per=("x",)
    )
    for unit in ("", UNITS[-1]):
        in_memory, streamed = both(definition, rows, unit)
        assert streamed == in_memory


@pytest.mark.usefixtures("by_the_seven")
def test_a_streamed_report_is_that_of_a_thousand_at_a_time(monkeypatch: pytest.MonkeyPatch):
    rows, monthly = some_rows(9, 120), next(each for each in POLICY.reports if each.kind == "summary")
    (by_seven, *_), _ = both(monthly, rows)
    monkeypatch.setattr(gathering, "AT_A_TIME", 1_000)
    (at_once, *_), _ = both(monthly, rows)
    assert by_seven == at_once
    assert any(
        isinstance(cell, report.Figure) and cell.of for part in at_once.sections for line in part.rows for cell in line
    )


@pytest.mark.usefixtures("by_the_seven")
def test_the_workbook_of_a_streamed_report_is_the_same():
    rows, monthly = some_rows(9, 120), next(each for each in POLICY.reports if each.kind == "summary")
    frame = Frame(policy=POLICY, period=MARCH, now=MARCH.end)
    with TemporaryFile() as file:
        piled = pile(rows, file)
        books = [
            report_workbook.workbook(
                whole(report.make(monthly, report.Material(rows=each), frame)), Print(POLICY, frame.now), piled
            )
            for each in (rows, piled)
        ]
    assert books[0] == books[1]


def test_lines_in_a_file_come_by_number_and_of_each_complaint_the_one_that_came_last():
    first, other = some_rows(1, 2)
    later = msgspec.structs.replace(first, subject="put right")
    found = pile([first, other, later], io.BytesIO())
    assert sorted(found, key=lambda row: row.number) == list(found)
    assert {row.id for row in found} == {first.id, other.id}
    assert next(row for row in found if row.id == first.id).subject == "put right"
    assert (len(found), bool(found), bool(Again(lambda: iter(())))) == (2, True, False)


def test_a_monthly_report_grows_by_a_fraction_of_what_its_lines_would_take(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gathering, "AT_A_TIME", 100)
    few, many = most_memory(300), most_memory(900)
    assert (many - few) / 600 < 800  # bytes; a line is some four thousand


def most_memory(cases: int) -> int:
    """Of a report made of lines in a file, the most bytes at a time."""
    monthly = next(each for each in POLICY.reports if each.kind == "summary")
    with TemporaryFile() as file:
        tracemalloc.start()
        try:
            rows = pile(map(read_row, scale.lines(cases)), file)
            shown = report.make(monthly, report.Material(rows=rows), Frame(policy=POLICY, period=MARCH, now=MARCH.end))
            report.as_mail(shown)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
