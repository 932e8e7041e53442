"""Sheets that hold the directory, read: which column says what, by its heading in any language, and where each fault stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from chalicelib.core.complaint.saying import Said, labels, say
from chalicelib.core.policy.model import Absence, Policy
from chalicelib.core.policy_reading.renewed import Fault, with_directory
from chalicelib.core.words.directory_cells import APART, COLUMNS, PEOPLE, SEVERAL, Part, heading, roles, title
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.mailboxes import is_sample
from chalicelib.core.written.phones import e164

Rows = Sequence[Sequence[str]]
REQUIRED = {
    "office": ("desk", "desk_head", "director"),
    "person": ("mail", "name"),
    "department": ("name", "handler", "head"),
}
MAILS = frozenset({"desk", "mail", "addresses"})
_ADDRESS = re.compile(r"[^\s<>（）()]+@[^\s<>（）()]+")


class Sheets:
    """The sheets of one workbook, read beside the policy in force: `raw` is the directory as a policy's file would have it."""

    def __init__(self, book: Mapping[str, Rows], policy: Policy, *, samples: bool) -> None:
        """Reads them. `samples`: addresses of examples are good, as they are in trials."""
        self.book, self.policy, self.samples = book, policy, samples
        self.raw: dict[str, Any] = {}
        self.places: dict[str, str] = {}
        self.faults: list[Said] = []
        self.columns: dict[str, str] = {}  # of the part that is being read, by key
        self.people: dict[str, list[str]] = {}  # mail addresses by name
        self.roles = {said: name for each in LANGUAGES for name, said in roles(policy, each).items()}
        self.raw["person"] = list(self._table("person"))
        for person in self.raw["person"]:
            self.people.setdefault(person.get("name", ""), []).append(person.get("mail", ""))
        self.raw["department"] = list(self._table("department"))
        self.raw |= self._office()

    def _sheet(self, part: Part) -> tuple[str, Rows]:
        """The sheet of a part, by its name in any language."""
        known = {title(part, self.policy, each) for each in LANGUAGES}
        found = next((name for name in self.book if name.strip() in known), "")
        if not found:
            self.faults.append(say("sheet_missing", sheet=labels(f"directory.{part}")))
        return found, self.book.get(found, ())

    def _keys(self, part: Part) -> dict[str, str]:
        return {_folded(heading(part, key, self.policy, each)): key for key in COLUMNS[part] for each in LANGUAGES}

    def _table(self, part: Part) -> Iterator[dict[str, Any]]:
        """Its lines, below the first that is not empty, which has the headings."""
        name, rows = self._sheet(part)
        top = next((number for number, row in enumerate(rows) if any(row)), -1)
        if top < 0:
            return
        columns = self._columns(part, name, rows[top], top)
        lines = ((number, row) for number, row in enumerate(rows) if number > top and any(row))
        for index, (number, row) in enumerate(lines):
            given = {key: row[column] if column < len(row) else "" for key, column in columns.items()}
            path = f"directory.{part}[{index}]"
            self.places |= {f"{path}.{key}": f"{name} {_cell(column, number)}" for key, column in columns.items()}
            self.places[path] = f"{name} {_cell(columns.get(COLUMNS[part][0], 0), number)}"
            yield self._entry(part, given, path)

    def _columns(self, part: Part, name: str, header: Sequence[str], top: int) -> dict[str, int]:
        known, found = self._keys(part), dict[str, int]()
        for column, said in enumerate(header):
            key = known.get(_folded(said))
            if said and (key is None or key in found):
                code = "column_twice" if key else "column_unknown"
                self._refuse(f"{name} {_cell(column, top)}", say(code, value=said))
            elif key:
                found[key] = column
        for key in COLUMNS[part]:
            if key not in found:
                self._refuse(name, say("column_missing", column=labels(f"{part}.{key}")))
        return found

    def _office(self) -> dict[str, Any]:
        """Lines of a heading and a value."""
        name, rows = self._sheet("office")
        known, given = self._keys("office"), dict[str, str]()
        for number, row in enumerate(rows):
            said, value = (*row, "", "")[:2]
            key = known.get(_folded(said))
            if key:
                given[key] = value
                self.places[f"directory.{key}"] = f"{name} {_cell(1, number)}"
            elif said:
                self._refuse(f"{name} {_cell(0, number)}", say("column_unknown", value=said))
        for key in COLUMNS["office"] if name else ():
            if key not in given:
                self._refuse(name, say("line_missing", column=labels(f"office.{key}")))
        return self._entry("office", given, "directory")

    def _entry(self, part: Part, given: Mapping[str, str], path: str) -> dict[str, Any]:
        """What a line says, as a policy's file would have it."""
        entry: dict[str, Any] = {"language": self.policy.languages[0]} if part == "person" else {}
        for key, value in given.items():
            place = f"{path}.{key}"
            if value:
                entry[key] = self._value(key, value.strip(), place)
            elif key in REQUIRED[part]:
                self._refuse(self.places[place], say("cell_empty"))
            for address in _ADDRESS.findall(value) if key in MAILS and not self.samples else ():
                if is_sample(address.lower()):
                    self._refuse(self.places[place], say("sample_address", value=address))
        return dict.fromkeys(REQUIRED[part], "") | entry

    def _value(self, key: str, value: str, place: str) -> Any:
        if key in SEVERAL:
            words = [word for word in APART.split(value) if word]
            words = [self.roles.get(word, word) for word in words] if key == "roles" else words
            return [word.lower() for word in words] if key == "addresses" else words
        if key in PEOPLE:
            return self._somebody(value, place)
        if key in ("desk", "mail"):
            return value.lower()
        return (e164(value) or value) if place.startswith("directory.person") and key == "phone" else value

    def _somebody(self, value: str, place: str) -> str:
        """The mail address of whoever is named; a name that is several people's names nobody."""
        address = _ADDRESS.search(value)
        if address:
            return address.group().lower()
        named = self.people.get(value, [])
        if len(named) > 1:
            self._refuse(self.places[place], say("name_unclear", value=value))
        return named[0] if named else value

    def _refuse(self, place: str, said: Said) -> None:
        self.faults.append(msgspec.structs.replace(said, about=place))

    def told(self, faults: Sequence[Fault]) -> list[Said]:
        """All faults, of a cell the first, each with its cell."""
        everywhere = [*self.faults, *(msgspec.structs.replace(f.said, about=self._place(f.path)) for f in faults)]
        first: dict[str, Said] = {}
        for number, each in enumerate(everywhere):
            first.setdefault(each.about if _is_cell(each.about) else f"{number}", each)
        return list(first.values())

    def _place(self, path: str) -> str:
        whole = re.sub(r"\[\d+\]$", "", path) if path not in self.places else path
        return self.places.get(whole, "") or self.places.get(whole.rpartition(".")[0], "")


def renewed(book: Mapping[str, Rows], policy: Policy, *, samples: bool = False) -> Policy | list[Said]:
    """The policy with the directory of a workbook, or all that is wrong there, each with its cell.

    Absences stay, but for those of people who are gone; so do the days on which everything is closed.
    """
    sheets = Sheets(book, policy, samples=samples)
    mails = {person["mail"] for person in sheets.raw["person"]}
    kept = {"absence": _absences(policy, mails), "closures": list(policy.directory.closures)}
    result, faults = with_directory(policy, {**sheets.raw, **kept})
    told = sheets.told(faults)
    return told or result


def _absences(policy: Policy, mails: set[str]) -> list[dict[str, Any]]:
    there = (each for each in policy.directory.absences if each.mail in mails)
    return [_in_a_file(each, mails) for each in there]


def _in_a_file(absence: Absence, mails: set[str]) -> dict[str, Any]:
    deputy = absence.deputy if absence.deputy in mails else ""
    return {"mail": absence.mail, "start": absence.start, "end": absence.end, "deputy": deputy}


def _folded(said: str) -> str:
    return "".join(said.split()).lower()


def _cell(column: int, row: int) -> str:
    """As spreadsheets call it: C5."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _is_cell(place: str) -> bool:
    return bool(place) and place[-1].isdigit()
