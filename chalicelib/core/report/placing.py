"""Which lines of the register a period holds: those received in it, or each closing in it as it was then."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from chalicelib.core.register.rows import Row, closings
from chalicelib.core.report.by_round import of_round
from chalicelib.core.report.shape import Frame

Contains = Callable[[datetime], bool]


def once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows without those merged into another, which counts for them, by number."""
    return tuple(sorted((row for row in rows if row.status != "merged"), key=lambda row: row.number))


def inside(rows: Iterable[Row], frame: Frame) -> tuple[Row, ...]:
    """The rows of the period."""
    return once(_placed(rows, frame, frame.period.contains))


def earlier(rows: Iterable[Row], frame: Frame) -> tuple[Row, ...]:
    """The rows of the period before; of a frame that names none all from before the period."""
    return once(_placed(rows, frame, frame.before.contains if frame.before else frame.period.start.__gt__))


def _placed(rows: Iterable[Row], frame: Frame, contains: Contains) -> Iterator[Row]:
    if frame.placed_by == "received":
        yield from (row for row in rows if contains(row.received))
        return
    for row in (each for each in rows if each.status != "merged"):
        ended = closings(row.moments, row.status, row.rounds)
        yield from (_as_closed(row, closing.round) for closing in ended if contains(closing.at))


def _as_closed(row: Row, round_: int) -> Row:
    """The row as it stood when that round was closed, with what happened since the closing before."""
    before = max((m.round for m in row.moments if m.name == "closed" and m.round < round_), default=0)
    return of_round(row, round_, range(before + 1, round_ + 1))
