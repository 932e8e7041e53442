"""Many figures of very many rows, which are gone through once: a figure of all is the sum of those of a thousand at a time.

The numbers behind it are packed as they come, so that a figure of a hundred thousand takes a tenth of what they take as texts.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from chalicelib.core.again import Again, by_number
from chalicelib.core.register.rows import Row
from chalicelib.core.report.shape import Cell, Figure, counted, rate

AT_A_TIME = 1_000
BETWEEN = "\n"  # which no number holds
Rows = Sequence[Row]
Line = tuple[Cell, ...]
Count = Callable[[Rows], Figure]  # a figure of rows, that of all of them the sum of those of their parts


class Packed(Sequence[str]):
    """Very many numbers of complaints; equal to a tuple of the same."""

    def __init__(self) -> None:
        self._parts = list[bytes]()
        self._number = 0

    def add(self, numbers: Sequence[str]) -> None:
        """Further ones at the end; only while nobody else has these."""
        if numbers:
            self._parts.append(zlib.compress(BETWEEN.join(numbers).encode(), 1))
            self._number += len(numbers)

    def __len__(self) -> int:
        """How many."""
        return self._number

    def __iter__(self) -> Iterator[str]:
        """One after the other."""
        for part in self._parts:
            yield from zlib.decompress(part).decode().split(BETWEEN)

    def __getitem__(self, place: Any) -> Any:
        """As of a tuple."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Whether the same numbers stand in the same order."""
        return isinstance(other, Packed | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """As of a tuple."""
        return hash(tuple(self))


class _Sum:
    """A figure that grows: what it is of nothing tells whether it is a rate."""

    def __init__(self, of_nothing: Figure) -> None:
        self._is_rate = of_nothing.value is None
        self._cases, self._of = Packed(), Packed()

    def add(self, part: Figure) -> None:
        self._cases.add(part.cases)
        self._of.add(part.of)

    def figure(self) -> Figure:
        cases, of = (each if len(each) > AT_A_TIME else tuple(each) for each in (self._cases, self._of))
        return rate(cases, of) if self._is_rate else counted(cases)


def summed(counts: Sequence[Count], rows: Rows) -> tuple[Figure, ...]:
    """The figures of all rows."""
    found = summed_by(lambda _: "", counts, rows)
    return found.get("", tuple(count(()) for count in counts))


def summed_by(group: Callable[[Row], str], counts: Sequence[Count], rows: Rows) -> dict[str, tuple[Figure, ...]]:
    """The figures of each group of rows that there is, in the order in which these are met."""
    sums = dict[str, list[_Sum]]()
    for some in by_number(rows, AT_A_TIME):
        if not sums and len(some) < AT_A_TIME:
            return {name: tuple(count(own) for count in counts) for name, own in _apart(group, some)}
        for name, own in _apart(group, some):
            sums.setdefault(name, [_Sum(count(())) for count in counts])
            for total, count in zip(sums[name], counts, strict=True):
                total.add(count(own))
    return {name: tuple(each.figure() for each in own) for name, own in sums.items()}


def _apart(group: Callable[[Row], str], rows: Iterable[Row]) -> Iterable[tuple[str, list[Row]]]:
    found = dict[str, list[Row]]()
    for row in rows:
        found.setdefault(group(row), []).append(row)
    return found.items()


def table(lines: Callable[[], Iterator[Line]]) -> Sequence[Line]:
    """The lines of a table: of a long one they are made again for whoever reads on, instead of being kept."""
    few = tuple(islice(lines(), AT_A_TIME))
    return few if len(few) < AT_A_TIME else Again(lines)
