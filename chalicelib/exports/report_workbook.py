"""A report as .xlsx that reads and prints: its tables, charts on pages of their own, the cases behind every figure, and the register it was made from."""

import io
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import IO, Any

from chalicelib.core.again import by_number
from chalicelib.core.expressions import expression
from chalicelib.core.register.rows import Row
from chalicelib.core.report import ReportDocument, Section
from chalicelib.core.report.shape import Cell, Figure, shown
from chalicelib.core.report.wording import word
from chalicelib.core.written.languages import bracketed, language_or_first, listed
from chalicelib.exports import cells, chart_pages, ledger, workbooks
from chalicelib.exports.chart_pages import Drawn
from chalicelib.exports.ledger import Print

LONG = 40  # rows of a table that gets a sheet of its own, so that its heads stand on every page
LEAST_COLUMNS = 5
NARROWEST, FIRST, WIDEST = 10, 16, 30  # characters of a column
PORTRAIT = 95  # characters that are read well on upright A4
CASES_A_LINE = 1_000  # numbers in one cell, well below what it holds
SHEET_NAME = 31
NO_NAME = expression(r"[\[\]:*?/\\']")


def workbook(report: ReportDocument, to: Print, rows: Sequence[Row] = ()) -> bytes:
    """The report and its charts, then the cases behind each figure, then (if there are rows) the register."""
    target = io.BytesIO()
    write(target, report, to, rows)
    return target.getvalue()


def write(target: IO[bytes], report: ReportDocument, to: Print, rows: Sequence[Row] = ()) -> None:
    """Writes the same into a file."""

    def fill(book: Any, formats: workbooks.Formats) -> None:
        sheet = book.add_worksheet(word("summary", report.language))
        charts = chart_pages.added(book, report)
        drawn = _Pages(book, formats, report).fill(sheet)
        if charts is not None:
            chart_pages.draw(book, charts, formats, report, drawn)
        _cases_sheet(book, formats, report)
        if rows:
            ledger.add_sheet(book, formats, rows, to)

    workbooks.write(target, fill, report.title, to.now, long=True)


class _Pages:
    """The sheet of a report's tables, and of each long one a sheet of its own."""

    def __init__(self, book: Any, formats: workbooks.Formats, report: ReportDocument) -> None:
        self.book = book
        self.formats = formats
        self.report = report

    def fill(self, sheet: Any) -> list[Drawn]:
        """Writes everything; where the table of each chart lies."""
        short = [part for part in self.report.sections if len(part.rows) <= LONG]
        columns, widths = _widths(short)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, cells.text(self.report.title), self.formats["title"])
        sheet.write_string(1, 0, cells.text(self.report.period), self.formats["note"])
        top, drawn = 3, list[Drawn]()
        for said in self.report.lead:
            top = self._prose(sheet, top, said, widths, "said")
        for section in self.report.sections:
            top, found = self._section(sheet, top + 1, section, widths)
            drawn += [found] if section.bars else []
        workbooks.printable(sheet, rows=top, columns=columns, heads=(0, 1), landscape=sum(widths) > PORTRAIT)
        return drawn

    def _section(self, sheet: Any, top: int, section: Section, widths: list[int]) -> tuple[int, Drawn]:
        """Writes a section from row `top` on; the first row below it, and where its table lies."""
        sheet.write_string(top, 0, cells.text(section.title), self.formats["section"])
        row = top + 1
        for line in section.text:
            row = self._prose(sheet, row, line, widths)
        if len(section.rows) > LONG:
            own = self._long(section)
            said = word("on_sheet", self.report.language).format(sheet=own.name)
            return self._notes(sheet, self._prose(sheet, row, said, widths), section, widths), Drawn(section, own, 1)
        first = self._table(sheet, row, section)
        return self._notes(sheet, first + len(section.rows), section, widths), Drawn(section, sheet, first)

    def _table(self, sheet: Any, row: int, section: Section) -> int:
        """Writes heads and rows; the first row."""
        for column, heading in enumerate(section.header):
            sheet.write_string(row, column, cells.text(heading), self.formats["head"])
        first = row + 1 if section.header else row
        for number, values in enumerate(section.rows):
            for column, value in enumerate(values):
                _write(self.book, sheet, (first + number, column), value, self.formats, self.report.language)
        return first

    def _long(self, section: Section) -> Any:
        """A sheet of its own for a long table, its heads frozen, filtered and on every page."""
        name = _sheet_name(section.title, [each.name for each in self.book.worksheets()])
        own = self.book.add_worksheet(name) if section.bars else workbooks.long_sheet(self.book, name)
        columns, widths = _widths([section])
        for column, width in enumerate(widths[:columns]):
            own.set_column(column, column, width)
        self._table(own, 0, section)
        own.freeze_panes(1, 0)
        own.autofilter(0, 0, len(section.rows), columns - 1)
        landscape = sum(widths) > PORTRAIT
        workbooks.printable(own, rows=len(section.rows) + 1, columns=columns, heads=(0, 0), landscape=landscape)
        return own

    def _notes(self, sheet: Any, row: int, section: Section, widths: list[int]) -> int:
        for note in section.notes:
            row = self._prose(sheet, row, note, widths)
        return row

    def _prose(self, sheet: Any, row: int, said: str, widths: list[int], style: str = "note") -> int:
        """Writes a sentence across the table's columns, as high as it needs; the row below."""
        sheet.merge_range(row, 0, row, len(widths) - 1, cells.text(said), self.formats[style])
        sheet.set_row(row, workbooks.LINE * workbooks.lines_of(said, sum(widths)))
        return row + 1


def _widths(sections: Sequence[Section]) -> tuple[int, list[int]]:
    """How many columns these tables have, and how wide each is: as what stands there needs, neither very narrow nor very wide."""
    columns = max([LEAST_COLUMNS, *(len(part.header or next(iter(part.rows), ())) for part in sections)])
    found = [FIRST, *([NARROWEST] * (columns - 1))]
    for line in (line for part in sections for line in chain([part.header], part.rows)):
        for column, cell in enumerate(line[:columns]):
            if found[column] < WIDEST:
                found[column] = min(max(found[column], workbooks.width_of(str(cell)) + 2), WIDEST)
    return columns, found


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """A name that spreadsheets take, and that no other sheet has."""
    wished = NO_NAME.sub(" ", title).strip() or "-"
    names = (wished[: SHEET_NAME - len(end)] + end for end in ("", *(f" ({n})" for n in range(2, 100))))
    return next(name for name in names if name.lower() not in {each.lower() for each in taken})


def _write(
    book: Any, sheet: Any, place: tuple[int, int], value: Cell, formats: workbooks.Formats, language: str
) -> None:
    """A figure is written as a number that can be reckoned with; a rate shows its denominator by way of its format, one of few first."""
    if isinstance(value, str) or value.value is None:
        cells.write(sheet, place, str(value), formats)
    elif value.of:
        sheet.write_number(*place, value.value, _rate_format(book, value, formats, language))
    else:
        sheet.write_number(*place, value.value, formats["cell"])


def _rate_format(book: Any, figure: Figure, formats: workbooks.Formats, language: str) -> Any:
    name = f"rate {language} {len(figure.cases)}/{len(figure.of)}"
    if name not in formats:
        both = f"{len(figure.cases)}/{len(figure.of)}"
        places = "0.0%" if "." in figure.text else "0%"
        opening, closing = language_or_first(language).brackets
        shows = (
            f'"{both}{opening}"{places}"{closing}"'
            if figure.text.startswith(both)
            else f'{places}"{bracketed(both, language)}"'
        )
        formats[name] = book.add_format(
            workbooks.FONT | workbooks.STYLES["cell"] | {"num_format": shows, "align": "right"}
        )
    return formats[name]


def _cases_sheet(book: Any, formats: workbooks.Formats, report: ReportDocument) -> None:
    """One line for each figure: where it stands, what it says, which complaints it counts."""
    language = report.language
    sheet = workbooks.long_sheet(book, word("behind", language))
    headings = ("section", "row", "column", "figure", "behind", "of")
    for column, (name, width) in enumerate(zip(headings, (22, 22, 18, 16, 60, 60), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word(name, language), formats["head"])
    last = 0
    for last, line in enumerate((line for part in report.sections for line in _figure_lines(part, language)), start=1):
        for column, value in enumerate(line):
            cells.write(sheet, (last, column), value, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(headings) - 1)
    workbooks.printable(sheet, rows=last + 1, columns=len(headings), heads=(0, 0))


def _figure_lines(section: Section, language: str) -> Iterator[tuple[str, ...]]:
    for row in section.rows:
        for heading, value in zip(section.header, row, strict=True):
            if isinstance(value, Figure):
                for behind in _several(value):
                    named = (listed(numbers, language) for numbers in behind)
                    yield section.title, str(row[0]), heading, shown(value, language), *named


def _several(figure: Figure) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The numbers behind a figure and those it is out of, as many at a time as a line has room for; of nothing one line."""
    if figure.cases or figure.of:
        yield from zip_longest(
            *(by_number(numbers, CASES_A_LINE) for numbers in (figure.cases, figure.of)), fillvalue=()
        )
    else:
        yield (), ()
