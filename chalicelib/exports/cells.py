"""Cells of a spreadsheet that say what was written and never do anything: a complaint may begin with "=cmd|…"."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.core.expressions import expression

LONGEST_CELL = 32_767  # characters that a spreadsheet's cell holds
CUT = "…"
_NUMBER = expression(r"[+-]?[0-9][0-9 .]*")

Value = str | int | float | datetime | None


def text(value: str, longest: int = LONGEST_CELL) -> str:
    """Text that any spreadsheet takes: no lone surrogates or control characters, not longer than a cell."""
    clean = value if value.isprintable() else _cleaned(value)
    return clean if len(clean) <= longest else clean[: longest - len(CUT)] + CUT


def _cleaned(value: str) -> str:
    clean = "".join(letter if letter >= " " or letter in "\t\n" else " " for letter in value)
    return clean.encode("utf-8", "replace").decode()


def plain(value: Value) -> str:
    """A cell of comma-separated values; text in which a spreadsheet finds no formula."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return harmless(text(value)) if isinstance(value, str) else "" if value is None else str(value)


def local(at: datetime, timezone: str) -> datetime:
    """A moment as spreadsheets have it: local, to the minute, without a zone."""
    return at.astimezone(ZoneInfo(timezone)).replace(tzinfo=None, second=0, microsecond=0)


def write(sheet: Any, place: tuple[int, int], value: Value, formats: dict[str, Any]) -> None:
    """Write one cell (row, column). Text is written as text whatever it looks like."""
    if value is None or value == "":
        sheet.write_blank(*place, None, formats["cell"])
    elif isinstance(value, datetime):
        sheet.write_datetime(*place, value, formats["time"])
    elif isinstance(value, str):
        sheet.write_string(*place, text(value), formats["cell"])
    else:
        sheet.write_number(*place, value, formats["cell"])


def harmless(value: str) -> str:
    """Text as a CSV file holds it: a spreadsheet that opens the file takes it for no formula. Numbers and telephones stay as they are."""
    begins = value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if begins and not _NUMBER.fullmatch(value) else value
