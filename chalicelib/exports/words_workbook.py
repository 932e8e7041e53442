"""An organisation's own words as .xlsx, to be changed and sent back: a line for each text, its languages beside each other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chalicelib.core.words.words_cells import TOLD, Sheet
from chalicelib.exports import cells, workbooks

PALE = {"font_color": "#56616F"}
TOLD_IN_GREY = {"bg_color": "#F5F7FA"}


def workbook(sheets: Sequence[Sheet], now: datetime) -> bytes:
    """The sheets as they were put together. What is told of a text is grey, and pale what stands there as long as nothing of one's own does."""

    def fill(book: Any, formats: workbooks.Formats) -> None:
        text = workbooks.FONT | workbooks.STYLES["cell"] | {"num_format": "@"}
        formats |= {"input": book.add_format(text), "pale": book.add_format(text | PALE)}
        formats["told"] = book.add_format(text | TOLD_IN_GREY)
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.title), sheet, formats)

    return workbooks.made(fill, sheets[0].title, now)


def _fill(target: Any, sheet: Sheet, formats: workbooks.Formats) -> None:
    for column, width in enumerate(sheet.widths):
        target.set_column(column, column, width)
    told = min(len(sheet.widths), len(TOLD))
    for number, row in enumerate(sheet.rows):
        for column, said in enumerate(row):
            kind = (
                "head"
                if number == 0
                else "told"
                if column < told
                else "pale"
                if (number, column) in sheet.pale
                else "input"
            )
            target.write_string(number, column, cells.text(said), formats[kind])
    target.freeze_panes(1, 1)
