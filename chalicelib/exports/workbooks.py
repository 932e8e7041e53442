"""Workbooks: made, filled by a caller, returned as bytes."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import IO, Any

Formats = dict[str, Any]
FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
STYLES: dict[str, dict[str, object]] = {
    "cell": {"text_wrap": True, "border": 1, "border_color": "#D8DCD6"},
    "time": {"num_format": "yyyy-mm-dd hh:mm", "align": "left", "border": 1, "border_color": "#D8DCD6"},
    "head": {"bold": True, "bg_color": "#0B5F58", "font_color": "#FFFFFF", "text_wrap": True, "border": 1},
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 12, "font_color": "#0B5F58"},
    "note": {"font_color": "#56616F", "text_wrap": True},
    "said": {"font_size": 11, "text_wrap": True},
}
A4 = 9
LINE = 15.0  # points that a line of text is high
# Text stays text: nothing that a customer wrote becomes a formula, a link or a number.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def made(fill: Callable[[Any, Formats], None], title: str, now: datetime, *, long: bool = False) -> bytes:
    """An .xlsx that `fill` has written into. The same content at the same moment is the same bytes.

    `long`: its parts are put together in temporary files, as they may be larger than memory.
    """
    target = io.BytesIO()
    write(target, fill, title, now, long=long)
    return target.getvalue()


def write(target: IO[bytes], fill: Callable[[Any, Formats], None], title: str, now: datetime, *, long: bool) -> None:
    """Writes the same into a file."""
    import xlsxwriter  # noqa: PLC0415 - reports are few, cold starts are many

    with xlsxwriter.Workbook(target, OPTIONS | {"in_memory": not long}) as book:
        book.set_properties({"title": title, "created": now.astimezone(UTC).replace(tzinfo=None)})
        formats = {name: book.add_format(FONT | style) for name, style in STYLES.items()}
        fill(book, formats)


def long_sheet(book: Any, name: str) -> Any:
    """A further sheet of a long book that is written from the top down: no more than one row of it is in memory."""
    book.constant_memory = True  # which each sheet takes over when it is added
    sheet = book.add_worksheet(name)
    book.constant_memory = False  # charts look at what the other sheets say
    return sheet


def printable(sheet: Any, *, rows: int, columns: int, heads: tuple[int, int], landscape: bool = True) -> None:
    """Prints this much of a sheet on A4, as wide as the paper, with its heads (first and last row of them) on every page."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(*heads)
    sheet.print_area(0, 0, max(rows - 1, 0), max(columns - 1, 0))
    sheet.set_footer("&C&P / &N")


def width_of(text: str) -> int:
    """How many characters wide a text is: signs that are not ASCII take two."""
    return max((sum(1 if letter.isascii() else 2 for letter in line) for line in text.split("\n")), default=0)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in that width, in characters."""
    return sum(max(1, -(-width_of(line) // max(int(width), 1))) for line in text.split("\n"))
