"""Long histories thinned for mails: what the clock did again and again stands once, in the line of the last time.

Between two acts of people the clock may chase, escalate and write to the customer every other day; whoever reads the case wants to know how often, not each time.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

import msgspec

from chalicelib.core.complaint.model import Entry

OF_THE_CLOCK = frozenset({"reminder", "chase", "escalation", "holding"})


class Shown(msgspec.Struct, frozen=True):
    """A line that stands for `times` lines alike, the first of them at `since`."""

    entry: Entry
    times: int
    since: datetime


def thinned(entries: Iterable[Entry]) -> tuple[Shown, ...]:
    """The lines in their order, those of the clock that are alike once for each stretch in which nobody did anything."""
    stretches = groupby(entries, key=lambda entry: entry.what in OF_THE_CLOCK)
    return tuple(line for clock, stretch in stretches for line in (_once if clock else _each)(tuple(stretch)))


def _each(stretch: Sequence[Entry]) -> Iterable[Shown]:
    return (Shown(entry, 1, entry.at) for entry in stretch)


def _once(stretch: Sequence[Entry]) -> Iterable[Shown]:
    """Each kind about each limit in the place of its last line."""
    alike: dict[tuple[str, str], list[Entry]] = {}
    for entry in stretch:
        alike.setdefault((entry.what, entry.reason), []).append(entry)
    last = sorted(alike.values(), key=lambda lines: stretch.index(lines[-1]))
    return (Shown(lines[-1], len(lines), lines[0].at) for lines in last)
