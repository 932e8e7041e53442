"""A report as its mail shows it: sentences, headline, charts, then tables, and no more of these than a mail has room for."""

from collections.abc import Iterable, Iterator

import msgspec

from chalicelib.core.report.shape import Bar, Cell, ReportDocument, Section, in_brackets_of, shown
from chalicelib.core.report.wording import word
from chalicelib.core.words.plain_text import one_line

ROOM = 48_000  # bytes of HTML for all that is not the mail's frame: Gmail cuts at 100 KB, and people read less
ROWS = (30, 20, 12, 8, 5, 3, 1, 0)  # of one table: the most with which all has room; the rest is read in the workbook
UNATTACHED = (200, 100, 60, *ROWS)  # where no workbook goes along
BARS = 10  # of one chart
CELL, TEXT = 240, 800  # characters
OF_CELL, OF_TEXT, OF_BAR, OF_PART = 140, 130, 620, 350  # bytes of HTML around what is said
NO_BAR = ("0", "—")


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
    """The whole of it."""

    title: str
    period: str
    lead: tuple[str, ...]
    sections: tuple[Part, ...]


def as_mail(report: ReportDocument, *, attached: bool = True) -> str:
    """The report as JSON for its mail, without the complaints behind it. `attached`: a workbook with the whole goes along."""
    caps = ROWS if attached else UNATTACHED
    tried = (tuple(_parts(report, most, attached=attached)) for most in caps)
    smallest = tuple(_parts(report, 0, attached=attached))
    parts = next((found for found in tried if sum(part.size() for part in found) <= ROOM), smallest)
    told = Mailed(title=report.title, period=report.period, lead=report.lead, sections=parts)
    return msgspec.json.encode(told).decode()


def _parts(report: ReportDocument, most: int, *, attached: bool) -> Iterator[Part]:
    """The mail's parts in order, with tables of at most so many rows."""
    yield from (_headline(section, report) for section in report.sections if section.headline)
    yield from _charts(report)
    for section in report.sections:
        part = _table(section, report.language, most, attached=attached)
        if part.text or part.rows or (part.notes and len(section.rows) > section.headline):
            yield part


def _headline(section: Section, report: ReportDocument) -> Part:
    """What is counted first; what a report of nothing says stands among its first sentences already. Definitions stand below, with all figures."""
    rows = _cells(section.rows[: section.headline], report.language)
    notes = () if len(section.rows) > section.headline else section.notes
    return Part(text=() if report.lead else section.text, header=section.header, rows=rows, notes=notes)


def _charts(report: ReportDocument) -> Iterator[Part]:
    """A chart of each section that has several bars with anything to them."""
    for section in report.sections:
        bars = [bar for bar in section.bars if bar.value not in NO_BAR][:BARS]
        drawn = tuple(Bar(bar.label, in_brackets_of(bar.value, report.language), bar.share) for bar in bars)
        if len(drawn) > 1:
            yield Part(title=section.title, bars=drawn)


def _table(section: Section, language: str, most: int, *, attached: bool) -> Part:
    rest = section.rows[section.headline :]
    cells, text = _cells(rest[:most], language), () if section.headline else section.text
    return Part(
        title=section.title,
        text=tuple(one_line(each, TEXT) for each in (*text, *_left_out(len(rest), most, language, attached=attached))),
        header=section.header if cells else (),
        rows=tuple(tuple(_short(cell) for cell in row) for row in cells) if attached else cells,
        notes=section.notes,
    )


def _cells(rows: Iterable[tuple[Cell, ...]], language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(shown(cell, language) for cell in row) for row in rows)


def _short(text: str) -> str:
    """What is longer is read in the workbook."""
    return text if len(text) <= CELL else f"{text[: CELL - 1]}…"


def _left_out(rows: int, most: int, language: str, *, attached: bool) -> tuple[str, ...]:
    """What a mail says of a table that is too long for it."""
    if rows <= most:
        return ()
    return (word("rows_left" if attached else "rows_left_here", language).format(shown=most, all=rows),)
