"""Sheets that hold the directory, read: which column says what, by its heading in any language, and where each fault stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from chalicelib.core.complaint.saying import Said, labels, say
from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Absence, Policy
from chalicelib.core.policy_reading.faults import Fault
from chalicelib.core.policy_reading.renewed import with_directory
from chalicelib.core.policy_reading.sheet_shape import Headed, Rows, SheetShape, cell
from chalicelib.core.words.directory_cells import APART, COLUMNS, PEOPLE, SEVERAL, Part, heading, roles, title
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.mailboxes import is_sample
from chalicelib.core.written.phones import e164

REQUIRED = {
    "office": ("desk", "desk_head", "director"),
    "person": ("mail", "name"),
    "department": ("name", "handler", "head"),
}
MAILS = frozenset({"desk", "mail", "addresses"})
_ADDRESS = expression(r"[^\s<>（）()]+@[^\s<>（）()]+")


class Sheets:
    """The sheets of one workbook, read beside the policy in force: `raw` is the directory as a policy's file would have it."""

    def __init__(self, book: Mapping[str, Rows], policy: Policy, *, samples: bool) -> None:
        """Reads them. `samples`: addresses of examples are good, as they are in trials."""
        self.policy, self.samples = policy, samples
        self.shape = SheetShape(book)
        self.raw: dict[str, Any] = {}
        self.places: dict[str, str] = {}
        self.faults: list[Said] = []
        self.people: dict[str, list[str]] = {}  # mail addresses by name
        self.roles = {said: name for each in LANGUAGES for name, said in roles(policy, each).items()}
        self.raw["person"] = list(self._table("person"))
        for person in self.raw["person"]:
            self.people.setdefault(person.get("name", ""), []).append(person.get("mail", ""))
        self.raw["department"] = list(self._table("department"))
        self.raw |= self._office()

    def _sheet(self, part: Part) -> tuple[str, Rows]:
        return self.shape.sheet(lambda each: title(part, self.policy, each), labels(f"directory.{part}"))

    def _headed(self, part: Part) -> Headed:
        return lambda key, language: heading(part, key, self.policy, language)

    def _table(self, part: Part) -> Iterator[dict[str, Any]]:
        """Its lines, below the headings."""
        name, rows = self._sheet(part)
        top, columns = self.shape.columns(name, rows, COLUMNS[part], self._headed(part))
        lines = ((number, row) for number, row in enumerate(rows) if number > top and any(row))
        for index, (number, row) in enumerate(lines if columns else ()):
            given = {key: row[column] if column < len(row) else "" for key, column in columns.items()}
            path = f"directory.{part}[{index}]"
            self.places |= {f"{path}.{key}": f"{name} {cell(column, number)}" for key, column in columns.items()}
            self.places[path] = f"{name} {cell(columns.get(COLUMNS[part][0], 0), number)}"
            yield self._entry(part, given, path)

    def _office(self) -> dict[str, Any]:
        """Lines of a heading and a value."""
        name, rows = self._sheet("office")
        lines = self.shape.lines(name, rows, COLUMNS["office"], self._headed("office"))
        self.places |= {f"directory.{key}": f"{name} {cell(1, number)}" for key, number in lines.items()}
        given = {key: (*rows[number], "")[1] for key, number in lines.items()}
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
    if sheets.shape.faults:
        return sheets.shape.faults
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


def _is_cell(place: str) -> bool:
    return bool(place) and place[-1].isdigit()
