"""An .xlsx to the text of its cells, whatever program wrote it. Never raises: what is no such file, or too much, is None.

Formulas give the value that was last reckoned, numbers what is kept of them, without a needless ".0".
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from chalicelib.core.expressions import expression

LONGEST = 10_000_000  # bytes of all its parts unpacked that are read
MOST_ROWS = 20_000
MOST_COLUMNS = 60
_CELL = expression(r"([A-Z]{1,3})(\d+)")

# What damaged, encrypted and hostile files bring forth.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ET.ParseError, KeyError, IndexError, ValueError, OverflowError),
)

Rows = list[list[str]]


def sheets(content: bytes) -> dict[str, Rows] | None:
    """The rows of each sheet by its name; None if it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return _Book(book).sheets()
    except UNREADABLE:
        return None


class _Book:
    def __init__(self, book: zipfile.ZipFile) -> None:
        self.book = book
        self.left = LONGEST

    def sheets(self) -> dict[str, Rows]:
        workbook = self._part("xl/workbook.xml")
        relations = self._part("xl/_rels/workbook.xml.rels")
        targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
        shared = self._shared(next((path for path in targets.values() if path.endswith("sharedStrings.xml")), ""))
        found = {}
        for sheet in _all(workbook, "sheet"):
            relation = next((value for key, value in sheet.attrib.items() if _local(key) == "id"), "")
            found[sheet.get("name", "")] = self._rows(self._part(_path(targets[relation])), shared)
        return found

    def _part(self, path: str) -> ET.Element:
        """A part of the file. ValueError for one that declares entities, or for more than is ever read."""
        with self.book.open(path) as part:
            content = part.read(self.left + 1)
        self.left -= len(content)
        if self.left < 0 or b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content:
            raise ValueError(path)
        return ET.fromstring(content)  # noqa: S314 - without declarations nothing can be expanded or fetched

    def _shared(self, path: str) -> list[str]:
        return [_text(each) for each in _all(self._part(_path(path)), "si")] if path else []

    def _rows(self, sheet: ET.Element, shared: list[str]) -> Rows:
        rows: Rows = []
        for line in _all(sheet, "row"):
            number = int(line.get("r", "") or len(rows) + 1)
            if not len(rows) < number <= MOST_ROWS:
                raise ValueError(number)
            rows += [[] for _ in range(number - len(rows))]
            rows[-1] = _cells(line, shared)
        return rows


def _cells(line: ET.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for each in _all(line, "c"):
        place = _CELL.fullmatch(each.get("r", ""))
        column = _column(place.group(1)) if place else len(cells)
        if column >= MOST_COLUMNS:
            continue  # far to the right somebody has left a note
        cells += [""] * (column + 1 - len(cells))
        cells[column] = _value(each, shared).strip()
    return cells


def _value(cell: ET.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    said = next((each.text or "" for each in cell if _local(each.tag) == "v"), "")
    if kind == "s" and said:
        return shared[int(said)]
    if kind in ("str", "b", "e", "d") or not said:
        return "" if kind == "e" else said
    return _number(said)


def _number(said: str) -> str:
    """8613800000000 for 8613800000000, 8613800000000.0 and 8.6138E+12."""
    value = float(said)
    return str(int(value)) if value.is_integer() else said


def _text(element: ET.Element) -> str:
    """What it says, without how it is pronounced."""
    if _local(element.tag) == "rPh":
        return ""
    own = (element.text or "") if _local(element.tag) == "t" else ""
    return own + "".join(map(_text, element))


def _all(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for each in element.iter() if _local(each.tag) == name)


def _local(tag: str) -> str:
    """A name without its namespace: there are two sets of them, by edition of the standard."""
    return tag.rpartition("}")[2]


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
