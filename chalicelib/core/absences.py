"""Absences that people tell of by mail, and where they are kept: one key for each month, read with whatever else is read.

An absence stands in every month that it touches and is forgotten after the last. Telling of it twice changes nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.indexing import KeyItem, KeyRef
from chalicelib.core.policy import Absence

KEY = "absences"
LONGEST = timedelta(days=400)  # an absence beyond that belongs into the directory
KEPT = timedelta(days=3)  # after the month's end, wherever on earth that is


def ref_at(now: datetime, timezone: str) -> KeyRef:
    """Where the absences of the present month lie."""
    return KeyRef(key=KEY, position=f"{now.astimezone(ZoneInfo(timezone)):%Y-%m}")


def items(away: Absence) -> tuple[KeyItem, ...]:
    """An absence as it is kept."""
    member = frozenset({msgspec.json.encode(away).decode()})
    return tuple(
        KeyItem(ref=KeyRef(key=KEY, position=f"{first:%Y-%m}"), members=member, expires=_end(first) + KEPT)
        for first in _months(away)
    )


def read(values: Mapping[str, str]) -> tuple[Absence, ...]:
    """The absences that such a key tells of, in an order that does not depend on when they were told."""
    lines = sorted(line for line in values.get("members", "").split("\n") if line)
    return tuple(msgspec.json.decode(line, type=Absence) for line in lines)


def _months(away: Absence) -> Iterator[date]:
    """The first day of each month that an absence touches."""
    last = min(away.end, away.start + LONGEST)
    first = away.start.replace(day=1)
    while first <= last:
        yield first
        first = (first + timedelta(days=32)).replace(day=1)


def _end(first: date) -> datetime:
    following = (first + timedelta(days=32)).replace(day=1)
    return datetime(following.year, following.month, 1, tzinfo=UTC)
