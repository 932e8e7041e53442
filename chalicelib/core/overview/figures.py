"""What a period came to, and what is open now, by unit and age: the figures that `#数据` and the page tell."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import msgspec

from chalicelib.core.overview import periods
from chalicelib.core.report import figures, placing
from chalicelib.core.report.definitions import measured, notes
from chalicelib.core.report.figures import Rows, unit_of
from chalicelib.core.report.shape import Cell, Figure, Frame, ReportDocument, Section, counted
from chalicelib.core.report.standing import Standing
from chalicelib.core.report.wording import measure, word
from chalicelib.core.words.labels import value_name
from chalicelib.core.words.local_dates import long_date

MEASURES = ("complaints", "response_rate", "on_time_rate", "still_open", "satisfaction_rate")
AGES: tuple[tuple[str, timedelta], ...] = (
    ("age.3", timedelta(days=3)),
    ("age.7", timedelta(days=7)),
    ("age.30", timedelta(days=30)),
    ("age.more", timedelta.max),
)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader's figures are made of: the lines that they may see of the period (`rows`), and what is open now, received whenever."""

    rows: Rows
    open: tuple[Standing, ...]


def report(state: State, frame: Frame) -> ReportDocument:
    """The figures of the period, overall and by unit, and what is open at the moment by unit and age."""
    rows = figures.complaints(placing.inside(state.rows, frame), frame.policy)
    language = frame.language
    as_of = long_date(frame.now, frame.policy.timezone, language)
    basis = word("as_of", language).format(at=as_of)
    return ReportDocument(
        title=word("state", language),
        period=periods.named(frame.period, language),
        label=frame.period.label.replace("/", "--"),
        language=language,
        sections=(
            _overview(rows, state.open, frame),
            *_by_unit(rows, frame),
            ages(state.open, frame),
            Section(title=word("basis", language), text=(basis,)),
        ),
    )


def late(each: Standing) -> bool:
    """Whether a limit of the case is over."""
    return bool(each.late)


def count(found: tuple[Standing, ...], test: Callable[[Standing], bool] = bool) -> Figure:
    """How many of these cases are so."""
    return counted(tuple(each.row.number for each in found if test(each)))


def of_unit(found: tuple[Standing, ...], unit: str) -> tuple[Standing, ...]:
    """Those that a unit has; "" has what no unit has yet."""
    return tuple(each for each in found if unit_of(each.row) == unit)


def units_of(found: tuple[Standing, ...]) -> tuple[str, ...]:
    """The units that have any of these, the one with most that is late first, what nobody has last."""
    names = {unit_of(each.row) for each in found}
    return tuple(sorted(names, key=lambda name: (not name, *_burden(of_unit(found, name)), name)))


def _burden(found: tuple[Standing, ...]) -> tuple[int, int]:
    return -sum(map(late, found)), -len(found)


def age_of(each: Standing, frame: Frame) -> str:
    """The name of the age that the case has reached."""
    return next(name for name, limit in AGES if each.age(frame.now) <= limit)


def ages(found: tuple[Standing, ...], frame: Frame) -> Section:
    """What is open, by unit and age, and how much of it is late."""
    language = frame.language
    return Section(
        title=word("open_by_age", language),
        header=(*(word(name, language) for name in ("unit", "open_now", "late_now", *(name for name, _ in AGES))),),
        rows=tuple(_age_line(unit, of_unit(found, unit), frame) for unit in units_of(found)),
    )


def _age_line(unit: str, found: tuple[Standing, ...], frame: Frame) -> tuple[Cell, ...]:
    named = value_name(unit, frame.policy, frame.language) or word("unassigned", frame.language)
    by_age = (count(found, _is_of_age(name, frame)) for name, _ in AGES)
    return (named, count(found), count(found, late), *by_age)


def _is_of_age(name: str, frame: Frame) -> Callable[[Standing], bool]:
    return lambda each: age_of(each, frame) == name


def _overview(rows: Rows, found: tuple[Standing, ...], frame: Frame) -> Section:
    language = frame.language
    told = [(measure(name, "received", language), measured(name, rows, frame)) for name in MEASURES]
    now = [(word("open_now", language), count(found)), (word("late_now", language), count(found, late))]
    return Section(
        title=word("overview", language),
        text=() if rows else (word("zero", language),),
        header=tuple(word(name, language) for name in ("measure_word", "this_period")),
        rows=(*told, *now),
        notes=notes(MEASURES, frame),
    )


def _by_unit(rows: Rows, frame: Frame) -> Iterator[Section]:
    """The same unit by unit, where there are several."""
    language = frame.language
    units = sorted({unit_of(row) for row in rows}, key=lambda name: (not name, name))
    if len(units) > 1:
        yield Section(
            title=word("unit", language),
            header=(word("unit", language), *(measure(name, "received", language) for name in MEASURES)),
            rows=tuple(
                (
                    value_name(unit, frame.policy, language) or word("unassigned", language),
                    *(measured(name, [row for row in rows if unit_of(row) == unit], frame) for name in MEASURES),
                )
                for unit in units
            ),
        )
