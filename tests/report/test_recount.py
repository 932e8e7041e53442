"""Reports of a played quarter against a count by hand, cell by cell, under every shipped policy."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import takewhile

import msgspec
import pytest

from chalicelib import policies
from chalicelib.clockwork.state_of_things import months
from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.register import indexing
from chalicelib.core.register.rows import Row, read_row
from chalicelib.core.report import Figure, Frame, Material, ReportDocument, Section, make
from chalicelib.core.report.definitions import HEADLINE
from chalicelib.core.report.schedule import Period, due_steps, period_before
from chalicelib.core.report.wording import measure, word
from chalicelib.core.words.labels import clock_name, field_value
from tests.report import recount
from tests.report.quarter import BEGINS, Quarter, played
from tests.report.recount import Count, Line

NAMES = policies.names()
TOLD = ("summary", "units", "appraisal")
LATER = BEGINS + timedelta(days=150)
SEVERAL = 2  # closings in a quarter, without which its sums by closing have little to compare


class Made(msgspec.Struct, frozen=True):
    """A report that was made, and the lines that it must have counted: of its period, and of the one before."""

    document: ReportDocument
    frame: Frame
    now: list[Line]
    before: list[Line]


def register(quarter: Quarter, moment: datetime, definition: Report, period: Period) -> list[Row]:
    """The lines that the register has under the months of a period."""
    key_of = indexing.closed_key if definition.placed_by == "closed" else indexing.month_key
    wanted, zone = set(months(period, quarter.policy, key_of)), quarter.policy.timezone
    items = (i for case in quarter.at(moment) for i in indexing.keys(case.complaint, zone) if i.ref.key in wanted)
    return list({item.values["complaint"]: read_row(item.values) for item in items}.values())


def made(quarter: Quarter, definition: Report, period: Period, now: datetime, unit: str = "") -> Made:
    """The report on a period as of a moment, and what it had to count."""
    before = period_before(definition, period, quarter.policy)
    frame = Frame(policy=quarter.policy, period=period, now=now, unit=unit, placed_by=definition.placed_by)
    rows, previous = (register(quarter, now, definition, each) for each in (period, before))
    document = make(definition, Material(rows=rows, previous=previous, unit=unit), frame)
    placed = recount.closed if definition.placed_by == "closed" else recount.received
    lines = (placed(quarter.at(now), each.start, each.end) for each in (period, before))
    own = [[line for line in part if unit in ("", line.unit) and concerns(definition, line)] for part in lines]
    return Made(document, frame, *own)


def concerns(definition: Report, line: Line) -> bool:
    """Whether a report is about it, for the conditions that shipped reports with figures have."""
    for table in definition.when or ((),):
        told = {test.of: test.values for test in table}
        assert told.keys() <= {"kind", "status"}
        status = "closed" if line.closed else line.complaint.status
        if line.complaint.kind in told.get("kind", (line.complaint.kind,)) and status in told.get("status", (status,)):
            return True
    return False


def definitions(policy: Policy) -> Iterator[Report]:
    """The shipped reports with figures, and a quarterly summary by receipt and by closing of every policy."""
    yield from (each for each in policy.reports if each.kind in TOLD and each.every in ("month", "quarter"))
    for placed_by in ("received", "closed"):
        yield Report(name=f"q_{placed_by}", kind="summary", every="quarter", to=("desk",), placed_by=placed_by)
        yield Report(name=f"m_{placed_by}", kind="summary", every="month", to=("desk",), placed_by=placed_by)


@cache
def reports(name: str) -> tuple[Made, ...]:
    """Each report that goes out on the quarter, on its date; of units all of them."""
    quarter, found = played(name), []
    for definition in definitions(quarter.policy):
        for step in due_steps(definition, BEGINS + timedelta(days=20), LATER, quarter.policy):
            if not step.draft and step.period.start >= BEGINS and step.period.end < LATER - timedelta(days=30):
                units = sorted({line.unit for line in recount.received(quarter.at(step.at), BEGINS, LATER)})
                whose = units if definition.kind == "units" else [""]
                found += [made(quarter, definition, step.period, step.at, unit) for unit in whose]
    return tuple(found)


def section(report: ReportDocument, title: str) -> Section:
    return next((s for s in report.sections if s.title == title), Section(title=title))


def table(report: ReportDocument, title: str) -> dict[tuple[str, str], Figure]:
    """Every figure of a table, by row and column; a unit's place among others is no part of its name."""
    found, cells = section(report, title), dict[tuple[str, str], Figure]()
    ranked = found.header[:1] == (word("place", "zh-CN"),)
    for row in found.rows:
        named = " / ".join(str(cell) for cell in takewhile(lambda cell: not isinstance(cell, Figure), row[ranked:]))
        own = {(named, head): cell for head, cell in zip(found.header, row, strict=True) if isinstance(cell, Figure)}
        assert not own.keys() & cells.keys()
        cells |= own
    return cells


def agrees(cell: Figure, want: Count) -> bool:
    cases, of = want
    return sorted(cell.cases) == sorted(cases) and sorted(cell.of) == sorted(of or [])


def wrong(cells: dict[tuple[str, str], Figure], want: dict[tuple[str, str], Count]) -> list[object]:
    """Every cell that is not as counted by hand, missing or too many."""
    found: list[object] = [("missing", key) for key in want.keys() - cells.keys() if want[key][0] or want[key][1]]
    for key, cell in cells.items():
        expected = want.get(key, ([], [] if cell.value is None or cell.of else None))
        if not agrees(cell, expected):
            found.append(
                (key, sorted(cell.cases), sorted(cell.of), "want", sorted(expected[0]), sorted(expected[1] or []))
            )
    return found


@pytest.mark.clause("LC-07")
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_the_overview_is_as_counted_by_hand(name: str):
    for one in reports(name):
        frame = one.frame
        now, before = (_overview(part, one) for part in (one.now, one.before))
        want: dict[tuple[str, str], Count] = {}
        for figure in now:
            called = measure(figure, frame.placed_by, "zh-CN")
            want |= {(called, "本期"): now[figure], (called, "上期"): before[figure]}
        lasting, title = measure("lasting_rate", frame.placed_by, "zh-CN"), word("overview", "zh-CN")
        cells = {key: cell for key, cell in table(one.document, title).items() if key[0] != lasting}
        if frame.placed_by == "received":
            want = {key: each for key, each in want.items() if key[0] != measure("reopened_since", "received", "zh-CN")}
        if not one.now:  # a few lines tell of a period in which nothing was
            want = {(measure(n, frame.placed_by, "zh-CN"), at): all_[n] for n in HEADLINE & now.keys()
                    for at, all_ in (("本期", now), ("上期", before))}  # fmt: skip
        if cells:
            assert wrong(cells, want) == [], (one.document.title, one.document.label, frame.unit)


@pytest.mark.clause("LC-07")
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_kinds_categories_channels_severities_and_limits_is_as_counted_by_hand(name: str):
    for one in reports(name):
        policy, now = one.frame.policy, one.frame.now
        parts = {"本期": one.now, "上期": one.before}
        ours = {when: [n for n in part if n.complaint.kind in policy.flow_kinds] for when, part in parts.items()}
        limits: dict[tuple[str, str], Count] = {}
        for when, column in (("本期", "时限达成率"), ("上期", "上期")):
            of_unit = one.frame.unit != ""
            counted = recount.units_limits(ours[when], policy, now) if of_unit else recount.limits(ours[when], now)
            for kind, of in counted.items():
                limits = _with(limits, (clock_name(kind, policy, "zh-CN"), column), of)
        found = table(one.document, word("time_limits", "zh-CN"))
        assert wrong(found, limits) == [] or not found
        for field in ("kind", "category", "channel", "severity"):
            lines = parts if field == "kind" else ours
            want = {key: of for key, of in _spread(field, lines, one).items() if of[0]}
            cells = table(one.document, word(f"by_{field}", "zh-CN"))
            assert wrong(cells, want) == [] or not cells


def _with(cells: dict[tuple[str, str], Count], key: tuple[str, str], count: Count) -> dict[tuple[str, str], Count]:
    """The cells with one more count: limits that are called alike are one line."""
    (cases, of), (more, of_more) = cells.get(key, ([], None)), count
    return cells | {key: ([*cases, *more], [*(of or []), *(of_more or [])])}


def _overview(lines: list[Line], one: Made) -> dict[str, Count]:
    """The figures of a period; in a report on one unit some are of the unit's own part."""
    policy, now = one.frame.policy, one.frame.now
    whole, ours = recount.overview(lines, policy, now), [n for n in lines if n.complaint.kind in policy.flow_kinds]
    return whole | (recount.unit(ours, policy, now) if one.frame.unit else {})


def _spread(field: str, lines: dict[str, list[Line]], one: Made) -> dict[tuple[str, str], Count]:
    policy, count = one.frame.policy, measure("count", one.frame.placed_by, "zh-CN")
    want: dict[tuple[str, str], Count] = {}
    for when, column in (("本期", count), ("上期", "上期")):
        for line in lines[when]:
            value = getattr(line.complaint, field)
            called = field_value(field, value, policy, "zh-CN") if value else word("unclassified", "zh-CN")
            want.setdefault((called, column), ([], None))[0].append(line.number)
    return want


@pytest.mark.clause("LC-15")
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_every_unit_is_as_counted_by_hand_and_the_units_are_the_whole(name: str):
    for one in reports(name):
        policy, now = one.frame.policy, one.frame.now
        ours = [line for line in one.now if line.complaint.kind in policy.flow_kinds]
        want: dict[tuple[str, str], Count] = {}
        units = dict.fromkeys(line.unit for line in ours)
        for unit in units:
            own = recount.unit([line for line in ours if line.unit == unit], policy, now)
            want |= {(unit or word("unassigned", "zh-CN"), _column(figure, one)): of for figure, of in own.items()}
        cells = table(one.document, word("units", "zh-CN"))
        total = {key[1]: cell for key, cell in cells.items() if key[0] == word("total", "zh-CN")}
        if cells:
            apart = {key: cell for key, cell in cells.items() if key[0] != word("total", "zh-CN")}
            assert wrong(apart, want) == [], (one.document.title, one.document.label)
            for column, whole in total.items():
                parts = [cell for key, cell in apart.items() if key[1] == column]
                assert sorted(whole.cases) == sorted(number for cell in parts for number in cell.cases)
                assert sorted(whole.of) == sorted(number for cell in parts for number in cell.of)
        limits = table(one.document, word("unit_limits", "zh-CN"))
        assert sum(len(cell.of) for cell in limits.values()) in (0, _of(recount.unit(ours, policy, now)["limits_rate"]))


def _column(figure: str, one: Made) -> str:
    return measure(figure, one.frame.placed_by, "zh-CN")


def _of(count: Count) -> int:
    return len(count[1] or [])


def _late_before_the_unit_had_it(one: Made) -> list[str]:
    """What was late and is no unit's to answer for: who has the case now got it later."""
    policy, now = one.frame.policy, one.frame.now
    ours = [(line, d) for line in one.now if line.complaint.kind in policy.flow_kinds for d in line.complaint.deadlines]
    theirs = [(line, d) for line, d in ours if recount.is_units(line, d, policy)]
    late = [(line, d) for line, d in theirs if recount.kept(line, d, now) is False]
    return [line.number for line, d in late if recount.kept_by_unit(line, d, policy, now) is None]


@pytest.mark.parametrize("name", NAMES)
def test_the_limits_of_units_and_of_all_others_are_the_limits_of_the_whole(name: str):
    for one in reports(name):
        everybody = table(one.document, word("overview", "zh-CN"))
        if one.frame.unit or not one.now or not everybody:
            continue
        whole = everybody[_column("limits_rate", one), "本期"]
        others = table(one.document, word("others_limits", "zh-CN"))
        theirs = table(one.document, word("unit_limits", "zh-CN"))
        told = [n for cell in (*others.values(), *theirs.values()) for n in cell.of]
        assert sorted(whole.of) == sorted((*told, *_late_before_the_unit_had_it(one)))
        each = table(one.document, word("time_limits", "zh-CN"))
        assert sorted(whole.of) == sorted(n for key, cell in each.items() if key[1] == "时限达成率" for n in cell.of)


@pytest.mark.parametrize("placed_by", ["received", "closed"])
@pytest.mark.parametrize("name", NAMES)
def test_three_months_add_up_to_their_quarter_in_every_figure_of_every_table(name: str, placed_by: str):
    quarter = played(name)
    month, whole = _two(quarter.policy, placed_by)
    steps = [
        s for s in due_steps(month, BEGINS + timedelta(days=20), LATER, quarter.policy) if s.period.start >= BEGINS
    ][:3]
    period = next(s.period for s in due_steps(whole, BEGINS + timedelta(days=60), LATER, quarter.policy))
    parts = [made(quarter, month, step.period, LATER).document for step in steps]
    sums = made(quarter, whole, period, LATER).document
    compared = 0
    for found in sums.sections:
        for key, cell in table(sums, found.title).items():
            if key[1] == word("last_period", "zh-CN") or found.title == word("actions", "zh-CN"):
                continue
            cells = [table(part, found.title).get(key) for part in parts]
            for numbers in ("cases", "of"):
                added = sorted(n for each in cells if each is not None for n in getattr(each, numbers))
                assert added == sorted(getattr(cell, numbers)), (found.title, key)
            compared += bool(cell.cases)
    assert compared > 15 or (placed_by == "closed" and _closings(quarter) < SEVERAL)


def test_in_nearly_every_quarter_several_are_closed():
    """Else the sums by closing would compare next to nothing."""
    without = [name for name in NAMES if _closings(played(name)) < SEVERAL]
    assert len(without) <= 2, without


def _closings(quarter: Quarter) -> int:
    return sum(history[-1].complaint.status == "closed" for history in quarter.histories)


def _two(policy: Policy, placed_by: str) -> tuple[Report, Report]:
    named = {each.name: each for each in definitions(policy)}
    return named[f"m_{placed_by}"], named[f"q_{placed_by}"]
