"""A report as its mail shows it: sentences, headline, charts, then tables, and no more of these than a mail has room for."""

from collections.abc import Iterable, Iterator

import msgspec

from chalicelib.core.again import those
from chalicelib.core.report.shape import Bar, Cell, Figure, ReportDocument, Section, in_brackets_of, shown
from chalicelib.core.report.wording import word
from chalicelib.core.words.plain_text import one_line

ROOM = 54_000  # bytes of HTML for all that is not the mail's frame: Gmail cuts at 100 KB, and people read less
ROWS = (30, 20, 12, 8, 5, 3, 1, 0)  # of one table: the most with which all has room; the rest is read in the workbook
SHORT = 12  # rows of a table that is left whole as long as others can be cut
UNATTACHED = (200, 100, 60, *ROWS)  # where no workbook goes along
BARS, CHARTS = 8, 4  # of one chart, of one mail
CELL, TEXT = 240, 800  # characters
OF_CELL, OF_TEXT, OF_BAR, OF_PART = 85, 130, 480, 450  # bytes of HTML around what is said
NO_BAR, WORTH = ("0", "—"), 2  # bars; one alone says nothing


class Limit(msgspec.Struct, frozen=True):
    """How many rows of a table there is room for: all of one with up to `kept`, of others `most`."""

    most: int
    kept: int

    def of(self, rows: int) -> int:
        """How many of so many."""
        return rows if rows <= self.kept else self.most


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of the mail, all as text."""

    title: str = ""
    text: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    bars: tuple[Bar, ...] = ()
    notes: tuple[str, ...] = ()

    def size(self) -> int:
        """About how many bytes of HTML it comes to."""
        texts, cells = (*self.text, *self.notes), [cell for row in (self.header, *self.rows) for cell in row]
        said = sum(len(each.encode()) for each in (*texts, *cells))
        return said + OF_TEXT * len(texts) + OF_CELL * len(cells) + OF_BAR * len(self.bars) + OF_PART


class Mailed(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it; `lead` stands before all else."""

    title: str = ""
    period: str = ""
    lead: tuple[str, ...] = ()
    sections: tuple[Part, ...] = ()


def as_mail(report: ReportDocument, *, attached: bool = True) -> str:
    """The report as JSON for its mail, without the complaints behind it. `attached`: a workbook with the whole goes along."""
    caps = ROWS if attached else UNATTACHED
    tables = [part if place == 0 or not attached else _told(part) for place, part in enumerate(report.sections)]
    limits = [Limit(most, kept) for kept in (SHORT, 0) for most in caps]
    tried = (tuple(_parts(report, tables, limit, attached=attached)) for limit in limits)
    smallest = tuple(_parts(report, tables, limits[-1], attached=attached))
    parts = next((found for found in tried if sum(part.size() for part in found) <= ROOM), smallest)
    told = Mailed(title=report.title, period=report.period, lead=report.lead, sections=parts)
    return msgspec.json.encode(told).decode()


def _parts(report: ReportDocument, tables: Iterable[Section], limit: Limit, *, attached: bool) -> Iterator[Part]:
    """The mail's parts in order, with the tables as they are told, and of no more rows than the limit says."""
    yield from (_headline(section, report) for section in report.sections if section.headline)
    yield from _charts(report)
    for section, shown_part in zip(report.sections, tables, strict=True):
        part = _table(shown_part, report.language, limit, attached=attached)
        if part.text or part.rows or (part.notes and len(section.rows) > section.headline):
            yield part


def _headline(section: Section, report: ReportDocument) -> Part:
    """What is counted first; what a report of nothing says stands among its first sentences already. Definitions stand below, with all figures."""
    rows = _cells(section.rows[: section.headline], report.language)
    notes = () if len(section.rows) > section.headline else section.notes
    return Part(text=() if report.lead else section.text, header=section.header, rows=rows, notes=notes)


def _charts(report: ReportDocument) -> list[Part]:
    """The charts with most to show, in the report's order: of sections that have several bars with anything to them."""
    drawn = [Part(title=section.title, bars=_bars(section, report.language)) for section in report.sections]
    worth = sorted((part for part in drawn if len(part.bars) >= WORTH), key=lambda part: -len(part.bars))[:CHARTS]
    return [part for part in drawn if part in worth]


def _bars(section: Section, language: str) -> tuple[Bar, ...]:
    bars = [bar for bar in section.bars if bar.value not in NO_BAR][:BARS]
    return tuple(Bar(bar.label, in_brackets_of(bar.value, language), bar.share) for bar in bars)


def _table(section: Section, language: str, limit: Limit, *, attached: bool) -> Part:
    first, rest = section.headline, max(len(section.rows) - section.headline, 0)
    cells = _cells(section.rows[first : first + limit.of(rest)], language)
    text = (*(() if section.headline else section.text), *_left_out(rest, len(cells), language, attached=attached))
    return Part(
        title=section.title,
        text=tuple(one_line(each, TEXT) for each in text),
        header=section.header if cells else (),
        rows=tuple(tuple(_short(cell) for cell in row) for row in cells) if attached else cells,
        notes=section.notes,
    )


def _cells(rows: Iterable[tuple[Cell, ...]], language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(shown(cell, language) for cell in row) for row in rows)


def _short(text: str) -> str:
    """What is longer is read in the workbook."""
    return text if len(text) <= CELL else f"{text[: CELL - 1]}…"


def _told(section: Section) -> Section:
    """The section without rows that count nothing, which stand in the workbook; of what a report is about first all are told."""
    return msgspec.structs.replace(section, rows=those(section.rows, lambda row: not _is_nothing(row)))


def _is_nothing(row: tuple[Cell, ...]) -> bool:
    """Whether a row counts nothing, this period and the one before."""
    found = [cell for cell in row if isinstance(cell, Figure)]
    return bool(found) and not any(cell.cases or cell.of for cell in found)


def _left_out(rows: int, told: int, language: str, *, attached: bool) -> tuple[str, ...]:
    """What a mail says of a table of which it does not show every row."""
    if rows <= told:
        return ()
    return (word("rows_left" if attached else "rows_left_here", language).format(shown=told, all=rows),)
