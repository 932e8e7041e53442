"""What commands print: for people tables as wide as their terminal, for scripts JSON. Chinese characters take two columns."""

import argparse
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chalicelib.core.words.plain_text import one_line

USUAL = 80  # columns, where nobody knows how wide the terminal is
GAP = "  "
NARROWEST = 6  # columns that a cell keeps, however little room there is
CUT = "…"
LINK = re.compile(r"(https?://[^\s/]+/\w+/)\S{20,}")
NOT_AT_THE_BEGINNING = frozenset("，。、；：！？）》」』”,.;:!?)")  # of a line


def columns_of(text: str) -> int:
    """How many columns of a terminal it takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, width: int) -> str:
    """The text with blanks up to so many columns."""
    return text + " " * max(0, width - columns_of(text))


def fitting(text: str, width: int) -> str:
    """The text in at most so many columns; what is left off is marked."""
    if columns_of(text) <= width:
        return text
    kept, room = "", width - columns_of(CUT)
    for sign in text:
        room -= columns_of(sign)
        if room < 0:
            break
        kept += sign
    return kept.rstrip() + CUT


def without_keys(text: str) -> str:
    """The text with its links left unfinished: what opens a page is for whoever got the letter."""
    return LINK.sub(rf"\1{CUT}", text)


def folded(text: str, width: int) -> Iterator[str]:
    """The line in pieces that fit; nothing is lost."""
    line, wide = "", 0
    for word in re.findall(r"[\u0021-\u024f]+ *|.", text):
        if wide + columns_of(word.rstrip()) > width and word[0] not in NOT_AT_THE_BEGINNING:
            yield line
            line, wide = "", 0
        line, wide = line + word, wide + columns_of(word)
    yield line


def room() -> int:
    """How wide what is printed may be."""
    return shutil.get_terminal_size((USUAL, 24)).columns


def table(header: Sequence[str], rows: Iterable[Sequence[str]], width: int, whole: Sequence[int] = ()) -> Iterator[str]:
    """The lines of a table no wider than `width`: the widest columns are cut first, those of the numbers `whole` never.

    What would move a terminal's cursor is left out of cells: strangers wrote some of them. A header of nothing is not shown.
    """
    lines = [tuple(header), *(tuple(one_line(cell, len(cell)) for cell in row) for row in rows)]
    widths = [max(map(columns_of, column)) for column in zip(*lines, strict=True)]
    spare = [place for place in range(len(widths)) if place not in whole]
    while sum(widths) + len(GAP) * (len(widths) - 1) > width:
        widest = max((place for place in spare if widths[place] > NARROWEST), key=widths.__getitem__, default=None)
        if widest is None:
            break
        widths[widest] -= 1
    for line in lines if any(header) else lines[1:]:
        yield GAP.join(padded(fitting(cell, wide), wide) for cell, wide in zip(line, widths, strict=True)).rstrip()


def counted(count: int, thing: str, things: str = "") -> str:
    """So many of them: 1 case, 2 cases, no case is 0 cases. `things`: the plural, where it is not made by an s."""
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"


def with_json(command: argparse.ArgumentParser) -> None:
    """Adds `--json` to a command."""
    command.add_argument("--json", action="store_true", help="for scripts: the same as JSON, with every value in full")


def as_json(value: object) -> str:
    """The value as people and scripts read it."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
