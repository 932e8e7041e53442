"""The charts of a report's workbook, on a sheet of upright A4 pages none of which cuts a chart."""

from collections.abc import Sequence
from typing import Any

import msgspec

from chalicelib.core.report import ReportDocument, Section
from chalicelib.core.report.wording import word
from chalicelib.exports import cells, workbooks

PAGE = 44  # rows of a page, of which a chart never takes part of two
WIDTH = 10  # columns as they come: narrower than the paper
ROW, COLUMN = 20, 64  # pixels, as they come
LEAST_ROWS, MOST_ROWS = 12, 42
GREEN = "#0B5F58"


class Drawn(msgspec.Struct, frozen=True):
    """A section with bars, the sheet that its table lies on, and that table's first row."""

    section: Section
    sheet: Any
    first: int


def added(book: Any, report: ReportDocument) -> Any:
    """The sheet for the charts; None if there are none."""
    return book.add_worksheet(word("charts", report.language)) if any(part.bars for part in report.sections) else None


def draw(book: Any, sheet: Any, formats: workbooks.Formats, report: ReportDocument, drawn: Sequence[Drawn]) -> None:
    """Draws each chart over the cells of its table, and ends a page where the next one has no room."""
    sheet.write_string(0, 0, cells.text(report.title), formats["title"])
    row, left, breaks = 2, PAGE - 2, list[int]()
    for each in drawn:
        rows = _rows(each.section)
        if rows > left:
            breaks.append(row)
            left = PAGE - 2  # the title and a free row stand on every page
        sheet.insert_chart(row, 0, _chart(book, each, rows))
        row, left = row + rows + 1, left - rows - 1
    sheet.set_paper(workbooks.A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(0, 1)
    sheet.print_area(0, 0, row - 1, WIDTH - 1)
    sheet.set_h_pagebreaks(breaks)  # with fit_to_pages programs would ignore them
    sheet.hide_gridlines(2)


def _rows(section: Section) -> int:
    """How many rows a chart covers: enough for the name of each bar."""
    return min(max(LEAST_ROWS, 5 + len(section.bars)), MOST_ROWS)


def _chart(book: Any, drawn: Drawn, rows: int) -> Any:
    """Bars over the table's column behind their names; the rows that have bars come first in every table, in their order."""
    section, name, first = drawn.section, drawn.sheet.name, drawn.first
    last, called = first + len(section.bars) - 1, _names(section)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": section.title,
            "categories": [name, first, called, last, called],
            "values": [name, first, called + 1, last, called + 1],
            "fill": {"color": GREEN},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": section.title, "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": WIDTH * COLUMN - 8, "height": rows * ROW - 6})
    return chart


def _names(section: Section) -> int:
    """The column in which what the bars are called stands: where units are ranked, behind their places."""
    return next((i for i, cell in enumerate(section.rows[0]) if str(cell) == section.bars[0].label), 0)
