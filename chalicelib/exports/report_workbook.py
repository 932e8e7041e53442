"""A report as .xlsx: its tables with native charts, the cases behind every figure, and the register it was made from."""

from collections.abc import Iterator, Sequence
from typing import Any

from chalicelib.core.register.rows import Row
from chalicelib.core.report import ReportDocument, Section
from chalicelib.core.report.shape import Cell, Figure, shown
from chalicelib.core.report.wording import word
from chalicelib.core.written.languages import bracketed, listed
from chalicelib.exports import cells, ledger, workbooks
from chalicelib.exports.ledger import Print

TABLE_WIDTH = 9  # columns before the charts begin
CHART_ROWS = 15  # rows that a chart covers
CASES_A_LINE = 1_000  # numbers in one cell, well below what it holds
GREEN = "#0B5F58"


def workbook(report: ReportDocument, to: Print, rows: Sequence[Row] = ()) -> bytes:
    """The report with its charts, then the cases behind each figure, then (if there are rows) the register."""

    def fill(book: Any, formats: workbooks.Formats) -> None:
        _report_sheet(book, formats, report)
        _cases_sheet(book, formats, report)
        if rows:
            ledger.add_sheet(book, formats, rows, to)

    return workbooks.made(fill, report.title, to.now)


def _report_sheet(book: Any, formats: workbooks.Formats, report: ReportDocument) -> None:
    sheet = book.add_worksheet(word("summary", report.language))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, TABLE_WIDTH - 1, 16)
    sheet.write_string(0, 0, cells.text(report.title), formats["title"])
    sheet.write_string(1, 0, cells.text(report.period), formats["note"])
    top = 3
    for section in report.sections:
        top = _section(book, sheet, formats, section, top, report.language) + 1
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _section(book: Any, sheet: Any, formats: workbooks.Formats, section: Section, top: int, language: str) -> int:
    """Write a section from row `top` on; the first row below it."""
    sheet.write_string(top, 0, cells.text(section.title), formats["section"])
    row = top + 1
    for line in section.text:
        sheet.write_string(row, 0, cells.text(line), formats["note"])
        row += 1
    for column, heading in enumerate(section.header):
        sheet.write_string(row, column, cells.text(heading), formats["head"])
    first = row + 1 if section.header else row
    for number, values in enumerate(section.rows):
        for column, value in enumerate(values):
            _write(book, sheet, (first + number, column), value, formats, language)
    below = first + len(section.rows)
    for number, note in enumerate(section.notes):
        sheet.write_string(below + number, 0, cells.text(note), formats["note"])
    below += len(section.notes)
    if not section.bars:
        return below
    sheet.insert_chart(top, TABLE_WIDTH, _chart(book, sheet, section, first))
    return max(below, top + CHART_ROWS)


def _write(
    book: Any, sheet: Any, place: tuple[int, int], value: Cell, formats: workbooks.Formats, language: str
) -> None:
    """A figure is written as a number that can be reckoned with; a rate shows its denominator by way of its format, one of few nothing else."""
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
        shows = f'"{both}"' if figure.text == both else f'{places}"{bracketed(both, language)}"'
        formats[name] = book.add_format(
            workbooks.FONT | workbooks.STYLES["cell"] | {"num_format": shows, "align": "right"}
        )
    return formats[name]


def _chart(book: Any, sheet: Any, section: Section, first: int) -> Any:
    """Bars over the table's second column; the rows that have bars come first in every table."""
    last = first + len(section.bars) - 1
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": section.title,
            "categories": [sheet.name, first, 0, last, 0],
            "values": [sheet.name, first, 1, last, 1],
            "fill": {"color": GREEN},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": section.title, "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": 520, "height": CHART_ROWS * 19})
    return chart


def _cases_sheet(book: Any, formats: workbooks.Formats, report: ReportDocument) -> None:
    """One line for each figure: where it stands, what it says, which complaints it counts."""
    sheet, language = book.add_worksheet(word("behind", report.language)), report.language
    headings = ("section", "row", "column", "figure", "behind", "of")
    for column, (name, width) in enumerate(zip(headings, (22, 22, 18, 16, 60, 60), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word(name, language), formats["head"])
    lines = [line for section in report.sections for line in _figure_lines(section, language)]
    for number, line in enumerate(lines, start=1):
        for column, value in enumerate(line):
            cells.write(sheet, (number, column), value, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines), len(headings) - 1)


def _figure_lines(section: Section, language: str) -> Iterator[tuple[str, ...]]:
    for row in section.rows:
        for heading, value in zip(section.header, row, strict=True):
            if isinstance(value, Figure):
                parts = max(1, -(-max(len(value.cases), len(value.of)) // CASES_A_LINE))
                for part in range(parts):
                    several = slice(part * CASES_A_LINE, (part + 1) * CASES_A_LINE)
                    behind, of = listed(value.cases[several], language), listed(value.of[several], language)
                    yield section.title, str(row[0]), heading, shown(value, language), behind, of
