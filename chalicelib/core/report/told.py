"""What reports have told of earlier periods, and what has come to light since: late entries, corrections, cases taken up again.

What each report counted is kept beside it, without anybody's words or name. The next report on the same matter tells what of that
is no longer so, so that nobody has to wonder why "the period before" is another figure than it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.core.complaint.data import Data
from chalicelib.core.policy import model as policies
from chalicelib.core.register.rows import Row
from chalicelib.core.report import breakdown, by_round, figures, placing, schedule
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Cell, Frame, Section
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import label, value_name
from chalicelib.core.words.local_dates import short_date

LOOKS_BACK = timedelta(days=93)  # before the period: as far as receipts are corrected, and a little more
COUNTING = frozenset(
    {"summary", "units", "appraisal", "actions", "ledger"}
)  # kinds of reports whose figures are compared
CLASSED = ("kind", "category", "channel", "severity", "unit", "valid")
Key = tuple[str, int]


class Counted(Data, frozen=True):
    """A case (by closing: one closing of it, by `round`) as a report counted it. `at` placed it; `counted` is False for what the report is not about."""

    number: str
    at: datetime
    round: int = 0
    kind: str = ""
    category: str = ""
    channel: str = ""
    severity: str = ""
    unit: str = ""
    valid: bool | None = None
    counted: bool = True
    reopened: bool = False


def stretch(definition: policies.Report, period: Period, policy: policies.Policy) -> Period:
    """The time before a period in which its report looks for what has changed: the period before, and some months in any case."""
    before = schedule.period_before(definition, period, policy).start
    return Period(min(before, period.start - LOOKS_BACK), period.start, "")


def counted(rows: Iterable[Row], definition: policies.Report, frame: Frame) -> tuple[Counted, ...]:
    """The cases up to the period's end as the report counts them now."""
    start = stretch(definition, frame.period, frame.policy).start
    whole = msgspec.structs.replace(frame, period=Period(start, frame.period.end, ""), placed_by=definition.placed_by)
    each = {row.id: tuple(_each_counted(row, definition, whole)) for row in rows}
    return tuple(sorted((case for found in each.values() for case in found), key=lambda case: case.number))


def _each_counted(row: Row, definition: policies.Report, frame: Frame) -> Iterator[Counted]:
    for placed in placing.inside((row,), frame):
        yield _counted(placed, definition, about=bool(breakdown.concerned((placed,), definition.when)))


def _counted(row: Row, definition: policies.Report, *, about: bool) -> Counted:
    by_closing = definition.placed_by == "closed"
    at = next(m.at for m in row.moments if m.name == "closed" and m.round == row.rounds) if by_closing else row.received
    classed = {name: getattr(row, name) for name in CLASSED if name != "unit"}
    return Counted(
        number=row.number,
        at=at,
        round=row.rounds if by_closing else 0,
        unit=figures.unit_of(row),
        counted=about,
        reopened=by_closing and by_round.reopened_since(row),
        **classed,
    )


def encoded(cases: Sequence[Counted]) -> bytes:
    """What is kept beside a report."""
    return msgspec.json.encode(cases)


def decoded(content: bytes) -> tuple[Counted, ...]:
    """What was kept; ValueError if it is nothing of ours."""
    return msgspec.json.decode(content, type=tuple[Counted, ...])


def since_told(definition: policies.Report, before: Sequence[Counted], rows: Sequence[Row], frame: Frame) -> Section:
    """What has changed of the time before the period since the report before it was sent; `before` is what that one counted."""
    language, back = frame.language, stretch(definition, frame.period, frame.policy)
    old = {_key(case): case for case in before if back.contains(case.at)}
    new = {_key(case): case for case in counted(rows, definition, frame)}
    gone = {row.number: row.merged_into for row in rows if row.status == "merged"}
    into = frozenset(gone.values())
    numbers = {row.id: row.number for row in rows if row.id in into}
    merged = {number: numbers.get(other, "") for number, other in gone.items()}
    lines = [*_late(old, new, frame), *(line for case in old.values() for line in _changed(case, new, merged, frame))]
    return Section(
        title=word("since_told", language),
        text=(word("since_told_note" if lines else "nothing_since_told", language),),
        header=tuple(word(name, language) for name in ("number", "unit", "placed", "what", "was", "is"))
        if lines
        else (),
        rows=tuple(sorted(lines, key=lambda line: str(line[0]))),
    )


def _key(case: Counted) -> Key:
    return case.number, case.round


def _is_shown(case: Counted, frame: Frame) -> bool:
    return case.counted and frame.unit in ("", case.unit)


def _late(old: dict[Key, Counted], new: dict[Key, Counted], frame: Frame) -> Iterator[tuple[Cell, ...]]:
    """What belongs into the time before the period, and that no report had."""
    for key, case in new.items():
        if key not in old and case.at < frame.period.start and _is_shown(case, frame):
            yield _line(case, "late_entry", "", "", frame)


def _changed(was: Counted, new: dict[Key, Counted], merged: dict[str, str], frame: Frame) -> Iterator[tuple[Cell, ...]]:
    now = new.get(_key(was))
    if now is None:
        if _is_shown(was, frame):
            into = merged.get(was.number, "")
            yield _line(was, "merged_since" if was.number in merged else "counted_no_more", "", into, frame)
        return
    if not (_is_shown(was, frame) or _is_shown(now, frame)):
        return
    for name in CLASSED:
        before, after = getattr(was, name), getattr(now, name)
        if before != after and before not in ("", None):
            yield _line(now, name, _named(before, frame), _named(after, frame), frame)
    if was.at != now.at:
        zone = frame.policy.timezone
        before, after = (short_date(at, zone, frame.language) for at in (was.at, now.at))
        yield _line(now, "placed", before, after, frame)
    if now.reopened and not was.reopened:
        yield _line(now, "reopened", "", "", frame)


def _named(value: str | bool | None, frame: Frame) -> str:
    if value is None or isinstance(value, bool):
        return "—" if value is None else label("yes" if value else "no", frame.policy, frame.language)
    return value_name(value, frame.policy, frame.language) or word("unclassified", frame.language)


def _line(case: Counted, what: str, was: str, now: str, frame: Frame) -> tuple[Cell, ...]:
    language = frame.language
    named = word(f"ledger.{what}" if what in CLASSED else what, language)
    at = short_date(case.at, frame.policy.timezone, language)
    return case.number, case.unit or word("unassigned", language), at, named, was, now
