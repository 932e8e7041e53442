"""The directory as .xlsx, to be changed and sent back: people, departments, and what holds for the whole."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chalicelib.core.policy.model import Policy
from chalicelib.core.words.directory_cells import COLUMNS, SEVERAL, Part, heading, parts_of, row, title
from chalicelib.core.words.labels import label
from chalicelib.exports import cells, workbooks

WIDE = 28
NARROW = 16
LAST = 2_000  # the last line that carries a hint
WIDE_COLUMNS = frozenset({"mail", "addresses", "handler", "head", "director", "words", "desk", "desk_head"})


def workbook(policy: Policy, language: str, now: datetime) -> bytes:
    """Its sheets, in the reader's language."""

    def fill(book: Any, formats: workbooks.Formats) -> None:
        formats["input"] = book.add_format(workbooks.FONT | workbooks.STYLES["cell"] | {"num_format": "@"})
        for part in ("person", "department"):
            _table(book, formats, part, policy, language)
        _office(book, formats, policy, language)

    return workbooks.made(fill, title("person", policy, language), now)


def _table(book: Any, formats: workbooks.Formats, part: Part, policy: Policy, language: str) -> None:
    sheet, columns = book.add_worksheet(title(part, policy, language)), COLUMNS[part]
    for column, key in enumerate(columns):
        # Text throughout: a telephone number that is typed in stays what it is.
        sheet.set_column(column, column, WIDE if key in WIDE_COLUMNS else NARROW, formats["input"])
        sheet.write_string(0, column, heading(part, key, policy, language), formats["head"])
        if key in SEVERAL:
            sheet.data_validation(1, column, LAST, column, _hint(policy, language))
    for number, entry in enumerate(parts_of(part, policy.directory), start=1):
        _line(sheet, number, row(part, entry, policy, language), formats)
    sheet.freeze_panes(1, 0)


def _hint(policy: Policy, language: str) -> dict[str, str]:
    """What stands beside a cell of several words while it is chosen; any value is taken."""
    return {"validate": "any", "input_message": label("directory.several", policy, language)}


def _office(book: Any, formats: workbooks.Formats, policy: Policy, language: str) -> None:
    sheet = book.add_worksheet(title("office", policy, language))
    sheet.set_column(0, 1, WIDE, formats["input"])
    values = row("office", policy.directory, policy, language)
    for number, (key, value) in enumerate(zip(COLUMNS["office"], values, strict=True)):
        sheet.write_string(number, 0, heading("office", key, policy, language), formats["head"])
        sheet.write_string(number, 1, cells.text(value), formats["input"])


def _line(sheet: Any, number: int, values: Iterable[str], formats: workbooks.Formats) -> None:
    for column, value in enumerate(values):
        sheet.write_string(number, column, cells.text(value), formats["input"])
