"""Workbooks in memory: made, filled by a caller, returned as bytes."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Formats = dict[str, Any]
FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
STYLES: dict[str, dict[str, object]] = {
    "cell": {"text_wrap": True, "border": 1, "border_color": "#D8DCD6"},
    "time": {"num_format": "yyyy-mm-dd hh:mm", "align": "left", "border": 1, "border_color": "#D8DCD6"},
    "head": {"bold": True, "bg_color": "#0B5F58", "font_color": "#FFFFFF", "text_wrap": True, "border": 1},
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 12, "font_color": "#0B5F58"},
    "note": {"font_color": "#56616F"},
}
# Text stays text: nothing that a customer wrote becomes a formula, a link or a number.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def made(fill: Callable[[Any, Formats], None], title: str, now: datetime) -> bytes:
    """An .xlsx that `fill` has written into. The same content at the same moment is the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - reports are few, cold starts are many

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": title, "created": now.astimezone(UTC).replace(tzinfo=None)})
        formats = {name: book.add_format(FONT | style) for name, style in STYLES.items()}
        fill(book, formats)
    return target.getvalue()
