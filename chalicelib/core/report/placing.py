"""Which lines of the register a period holds: those received in it, or each closing in it as it was then."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from chalicelib.core.again import Again, flowing, those
from chalicelib.core.register.rows import Row, closings
from chalicelib.core.report.by_round import of_round
from chalicelib.core.report.shape import Frame

Rows = Sequence[Row]
Contains = Callable[[datetime], bool]


def once(rows: Rows) -> Rows:
    """The rows without those merged into another, which counts for them, by number; those that are read again come so."""
    left = those(rows, lambda row: row.status != "merged")
    return left if isinstance(left, Again) else tuple(sorted(left, key=lambda row: row.number))


def inside(rows: Rows, frame: Frame) -> Rows:
    """The rows of the period."""
    return once(flowing(rows, lambda each: _placed(each, frame, frame.period.contains)))


def earlier(rows: Rows, frame: Frame) -> Rows:
    """The rows of the period before; of a frame that names none all from before the period."""
    contains = frame.before.contains if frame.before else frame.period.start.__gt__
    return once(flowing(rows, lambda each: _placed(each, frame, contains)))


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
