"""Absences that people tell of by mail, and where they are kept: one key for each month, read with whatever else is read.

An absence stands in every month that it touches and is forgotten after the last. Telling of it twice changes nothing. Who
comes back early ends what they had told before; that is kept beside it, for nothing is ever taken out of such a key.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.policy.model import Absence
from chalicelib.core.register.indexing import KeyItem, KeyRef, instant

KEY = "absences"
LONGEST = timedelta(days=400)  # an absence beyond that belongs into the directory
KEPT = timedelta(days=3)  # after the month's end, wherever on earth that is


class AbsenceNotice(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody told at that moment: that they are away from `start` to `end`, or (`back`) there again from `start` on."""

    mail: str
    start: date
    end: date
    deputy: str = ""
    at: str = ""
    back: bool = False


def ref_at(now: datetime, timezone: str) -> KeyRef:
    """Where the absences of the present month lie."""
    return KeyRef(key=KEY, position=f"{now.astimezone(ZoneInfo(timezone)):%Y-%m}")


def away_at(absence: Absence, at: datetime) -> AbsenceNotice:
    """An absence as it is told at that moment."""
    return AbsenceNotice(absence.mail, absence.start, absence.end, absence.deputy, instant(at))


def back_at(absence: Absence, day: date, at: datetime) -> AbsenceNotice:
    """The early end of an absence: from that day on the person is there."""
    return AbsenceNotice(absence.mail, day, max(absence.end, day), at=instant(at), back=True)


def items(told: AbsenceNotice) -> tuple[KeyItem, ...]:
    """What was told, as it is kept."""
    member = frozenset({msgspec.json.encode(told).decode()})
    return tuple(
        KeyItem(ref=KeyRef(key=KEY, position=f"{first:%Y-%m}"), members=member, expires=_end(first) + KEPT)
        for first in _months(told)
    )


def parse(values: Mapping[str, str]) -> tuple[AbsenceNotice, ...]:
    """What such a key tells of, in an order that does not depend on when it was told."""
    lines = sorted(line for line in values.get("members", "").split("\n") if line)
    return tuple(msgspec.json.decode(line, type=AbsenceNotice) for line in lines)


def in_force(published: Iterable[Absence], told: Iterable[AbsenceNotice]) -> tuple[Absence, ...]:
    """The absences that hold: the directory's and those told, as far as nobody has come back early."""
    told = tuple(told)
    ends = [each for each in told if each.back]
    known = [(absence, "") for absence in published]
    known += [(Absence(mail=t.mail, start=t.start, end=t.end, deputy=t.deputy), t.at) for t in told if not t.back]
    cut = (_cut(absence, at, ends) for absence, at in known)
    return tuple(dict.fromkeys(absence for absence in cut if absence.start <= absence.end))


def _cut(absence: Absence, at: str, ends: Iterable[AbsenceNotice]) -> Absence:
    """The absence up to the day before its person came back, if they said so after they had told of it."""
    days = [e.start for e in ends if e.mail == absence.mail and e.at > at and e.start <= absence.end]
    return msgspec.structs.replace(absence, end=min(days) - timedelta(days=1)) if days else absence


def _months(told: AbsenceNotice) -> Iterator[date]:
    """The first day of each month that an absence touches."""
    last = min(told.end, told.start + LONGEST)
    first = told.start.replace(day=1)
    while first <= last:
        yield first
        first = (first + timedelta(days=32)).replace(day=1)


def _end(first: date) -> datetime:
    following = (first + timedelta(days=32)).replace(day=1)
    return datetime(following.year, following.month, 1, tzinfo=UTC)
