"""The register of complaints (顾客投诉台账) as .xlsx (LC-11)."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report.by_round import each_round
from chalicelib.core.report.figures import kept, moment, unit_of
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import clock_name, label, moment_name, value_label, value_name
from chalicelib.core.words.local_dates import short_date
from chalicelib.core.words.names import person_name
from chalicelib.core.written.languages import FIRST
from chalicelib.exports import cells, workbooks
from chalicelib.exports.cells import Value

BYTE_ORDER_MARK = "\ufeff"


class Print(msgspec.Struct, frozen=True):
    """For whom a register is written, and when."""

    policy: Policy
    now: datetime
    language: str = FIRST


class Column(msgspec.Struct, frozen=True):
    """A column: heading, width in characters, and what stands there for a row. `personal` columns are hidden in restricted cases.

    `of_each_round`: where a case has had several, it tells of each.
    """

    heading: str
    width: int
    cell: Callable[[Row, Print], Value]
    personal: bool = False
    of_each_round: bool = False


def workbook(rows: Iterable[Row], to: Print) -> bytes:
    """The register as .xlsx: header frozen, filters set, one row a case; on paper the columns that A4 has room for."""
    target = io.BytesIO()
    write(target, rows, to)
    return target.getvalue()


def write(target: IO[bytes], rows: Iterable[Row], to: Print) -> None:
    """Writes the same into a file."""
    title = word("ledger", to.language)
    workbooks.write(target, lambda book, formats: add_sheet(book, formats, rows, to), title, to.now, long=True)


def text(rows: Iterable[Row], to: Print) -> str:
    """The register as comma-separated values, with a mark by which spreadsheets know its letters; nothing in it is a formula."""
    target, shown = io.StringIO(), columns(to)
    written = csv.writer(target)
    written.writerow(cells.plain(column.heading) for column in shown)
    written.writerows(map(cells.plain, values) for values in _lines(rows, shown, to))
    return f"{BYTE_ORDER_MARK}{target.getvalue()}"


def add_sheet(book: Any, formats: workbooks.Formats, rows: Iterable[Row], to: Print) -> None:
    """The register as a sheet of a long workbook."""
    sheet, shown = workbooks.long_sheet(book, word("ledger", to.language)), columns(to)
    for position, column in enumerate(shown):
        sheet.set_column(position, position, column.width)
        sheet.write_string(0, position, cells.text(column.heading), formats["head"])
    last = 0
    for last, values in enumerate(_lines(rows, shown, to), start=1):
        for position, value in enumerate(values):
            cells.write(sheet, (last, position), value, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(shown) - 1)
    workbooks.printable(sheet, rows=last + 1, columns=len(PRINTED), heads=(0, 0))


def columns(to: Print) -> tuple[Column, ...]:
    """The register's columns: those that every organisation has, the policy's own fields, and one for each clock."""
    policy, language = to.policy, to.language
    own = tuple(
        Column(label(field.name, policy, language), 18, _field(field.name), personal=True) for field in policy.fields
    )
    clocks = dict.fromkeys(clock.name for clock in policy.clocks)
    limits = tuple(
        Column(
            word("limit", language).format(clock=clock_name(clock, policy, language)),
            14,
            _limit(clock),
            of_each_round=True,
        )
        for clock in clocks
    )
    said = tuple(_column(name, language) for name in (*PRINTED, *(name for name in COMMON if name not in PRINTED)))
    return (*said, *own, *limits)


def handling(row: Row, to: Print) -> str:
    """What was done and when, a line for each moment."""
    policy, language = to.policy, to.language
    return "\n".join(
        f"{short_date(m.at, policy.timezone, language)} {moment_name(m.name, policy, language)}" for m in row.moments
    )


def _lines(rows: Iterable[Row], shown: Sequence[Column], to: Print) -> Iterable[list[Value]]:
    hidden = word("restricted", to.language)
    for row in rows:
        yield [hidden if row.restricted and column.personal else _told(column, row, to) for column in shown]


def _told(column: Column, row: Row, to: Print) -> Value:
    """What stands there; of a case that was taken up again a line for each round with something to tell."""
    if row.rounds == 1 or not column.of_each_round:
        return column.cell(row, to)
    told = [(each.rounds, column.cell(each, to)) for each in each_round(row)]
    said = word("of_round", to.language)
    return "\n".join(said.format(round=n, said=_plainly(value, to)) for n, value in told if value not in (None, ""))


def _plainly(value: Value, to: Print) -> str:
    if isinstance(value, datetime):
        return short_date(value.replace(tzinfo=ZoneInfo(to.policy.timezone)), to.policy.timezone, to.language)
    return str(value)


def _column(name: str, language: str) -> Column:
    width, cell, personal = COMMON[name]
    return Column(word(f"ledger.{name}", language), width, cell, personal, of_each_round=name in OF_EACH_ROUND)


def _at(name: str) -> Callable[[Row, Print], Value]:
    def cell(row: Row, to: Print) -> Value:
        at = moment(row, name)
        return cells.local(at, to.policy.timezone) if at else None

    return cell


def _labelled(name: str) -> Callable[[Row, Print], Value]:
    return lambda row, to: value_name(str(getattr(row, name)), to.policy, to.language)


def _field(name: str) -> Callable[[Row, Print], Value]:
    def cell(row: Row, to: Print) -> Value:
        value = row.fields.get(name, "")
        is_date = any(field.name == name and field.type == "date" for field in to.policy.fields)
        return value if is_date else value_label(name, value, to.policy, to.language)  # a sheet sorts dates as written

    return cell


def _limit(clock: str) -> Callable[[Row, Print], Value]:
    """Whether the clock's last deadline was kept; blank while it may still be."""

    def cell(row: Row, to: Print) -> Value:
        deadline = next((d for d in reversed(row.deadlines) if d.clock == clock), None)
        if deadline is None and any(d.clock == clock for d in row.lost):
            return word("lost", to.language)
        good = kept(row, deadline, to.now) if deadline else None
        return "" if good is None else word("in_time" if good else "overdue", to.language)

    return cell


def _content(row: Row, _: Print) -> Value:
    return "\n".join(dict.fromkeys(filter(None, (row.subject, row.content))))


def _valid(row: Row, to: Print) -> Value:
    return "" if row.valid is None else label("yes" if row.valid else "no", to.policy, to.language)


def _satisfaction(row: Row, to: Print) -> Value:
    return label(f"satisfaction.{row.satisfaction}", to.policy, to.language) if row.satisfaction else ""


def _handler(row: Row, to: Print) -> Value:
    return person_name(row.handler, to.policy, to.language) if row.handler else ""


# What is printed, since A4 has room for no more that can be read: these columns come first.
PRINTED = ("number", "received", "name", "contact", "content", "category", "unit", "handler", "outcome", "answered",
           "satisfaction", "status")  # fmt: skip
OF_EACH_ROUND = frozenset({"outcome", "answered", "visited", "closed", "satisfaction", "words"})
# name: width, cell, personal
COMMON: dict[str, tuple[int, Callable[[Row, Print], Value], bool]] = {
    "number": (18, lambda row, _: row.number, False),
    "received": (16, lambda row, to: cells.local(row.received, to.policy.timezone), False),
    "registered": (16, _at("registered"), False),
    "channel": (10, _labelled("channel"), False),
    "kind": (8, _labelled("kind"), False),
    "name": (10, lambda row, _: row.name, True),
    "contact": (16, lambda row, _: row.contact, True),
    "content": (36, _content, True),
    "category": (12, _labelled("category"), False),
    "severity": (8, _labelled("severity"), False),
    "valid": (8, _valid, False),
    "unit": (16, lambda row, to: value_name(unit_of(row), to.policy, to.language), False),
    "department": (14, _labelled("department"), False),
    "handler": (12, _handler, False),
    "handling": (32, handling, False),
    "outcome": (36, lambda row, _: row.outcome, True),
    "answered": (16, _at("answered"), False),
    "visited": (16, _at("visited"), False),
    "closed": (16, _at("closed"), False),
    "satisfaction": (12, _satisfaction, False),
    "score": (8, lambda row, _: row.satisfaction, False),
    "words": (24, lambda row, _: row.words, True),
    "rounds": (8, lambda row, _: row.rounds, False),
    "level": (8, lambda row, _: row.escalation_level, False),
    "status": (10, _labelled("status"), False),
}
