"""The shape of a workbook that people sent back: which sheet and which column is which, by its heading in any language.

Where the shape is not as it went out, that alone is told, a line for each sheet: what stands in its cells cannot be judged then.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from chalicelib.core.complaint.saying import Said, Value, say
from chalicelib.core.written.languages import LANGUAGES

Rows = Sequence[Sequence[str]]
Headed = Callable[[str, str], str]  # what a key is headed in a language


class SheetShape:
    """The sheets of one workbook. `faults`: what is wrong with their shape."""

    def __init__(self, book: Mapping[str, Rows]) -> None:
        """Nothing looked at yet."""
        self.book = book
        self.faults: list[Said] = []

    def sheet(self, titled: Callable[[str], str], called: Value) -> tuple[str, Rows]:
        """The name and the rows of a sheet, by its title in any language; if it is not there that is a fault."""
        known = {titled(language) for language in LANGUAGES}
        found = next((name for name in self.book if name.strip() in known), "")
        if not found:
            self.faults.append(say("sheet_missing", sheet=called, found=_row(self.book)))
        return found, self.book.get(found, ())

    def columns(self, name: str, rows: Rows, keys: Sequence[str], headed: Headed) -> tuple[int, dict[str, int]]:
        """The row of headings, the first that is not empty (-1: there is none), and which column has which key."""
        top = next((number for number, row in enumerate(rows) if any(row)), -1)
        cells = [(cell(column, top), said) for column, said in enumerate(rows[top] if top >= 0 else ())]
        return top, self._placed(name, cells, keys, headed, "column")

    def lines(self, name: str, rows: Rows, keys: Sequence[str], headed: Headed) -> dict[str, int]:
        """Of a sheet of headings and values beneath each other: which row has which key."""
        cells = [(cell(0, number), row[0] if row else "") for number, row in enumerate(rows)]
        return self._placed(name, cells, keys, headed, "line")

    def _placed(
        self, name: str, cells: Sequence[tuple[str, str]], keys: Sequence[str], headed: Headed, kind: str
    ) -> dict[str, int]:
        """Where each key stands; what is unknown, missing or there twice is one fault of the sheet, with the first place that shows it."""
        known = {_folded(headed(key, language)): key for key in keys for language in LANGUAGES}
        found: dict[str, int] = {}
        unknown: dict[str, str] = {}
        twice: dict[str, str] = {}
        for number, (place, said) in enumerate(cells):
            key = known.get(_folded(said), "")
            if key:
                (twice.setdefault(said, place) if key in found else found.setdefault(key, number))
            elif said:
                unknown.setdefault(said, place)
        if name:
            spoken = _spoken([said for _, said in cells], keys, headed)
            missing = [headed(key, spoken) for key in keys if key not in found]
            self._tell(name, missing, unknown or twice, f"{kind}_unknown" if unknown else f"{kind}_twice", kind)
        return found

    def _tell(self, name: str, missing: Sequence[str], found: Mapping[str, str], odd: str, kind: str) -> None:
        if missing or found:
            code = odd if not missing else f"{kind}_other" if found else f"{kind}_missing"
            place = next(iter(found.values()), "")
            said = say(code, column=_row(missing), value=_row(found))
            self.faults.append(msgspec.structs.replace(said, about=f"{name} {place}".strip()))


def language_of(book: Mapping[str, Rows], titles: Callable[[str], Sequence[str]], otherwise: str) -> str:
    """The language in which most of its sheets are called as they went out; `otherwise` if none is."""
    fitting = Counter({each: len({*titles(each)} & {name.strip() for name in book}) for each in LANGUAGES})
    return otherwise if fitting[otherwise] == max(fitting.values()) else fitting.most_common(1)[0][0]


def cell(column: int, row: int) -> str:
    """As spreadsheets call it, counted from 0: (2, 4) is C5."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _spoken(said: Sequence[str], keys: Sequence[str], headed: Headed) -> str:
    """The language of most of these headings."""
    folded = {_folded(each) for each in said}
    return max(LANGUAGES, key=lambda language: sum(_folded(headed(key, language)) in folded for key in keys))


def _row(words: Iterable[str]) -> str:
    """Several headings as they stand in a quotation, in no language's own way."""
    return " / ".join(words)


def _folded(said: str) -> str:
    return "".join(said.split()).lower()
