"""What a file says once where the rules need it in several places, spelled out before anything else reads it.

"@illness" is the list `illness` of `[lists]`, or one of `shared_lists`. Kinds, severities, categories and a field's choices may be tables of what they are
called instead of lists. A form may declare a field where it asks for it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.core.expressions import expression
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.policy_reading.names import offer
from chalicelib.core.policy_reading.shared_lists import SHARED

SIGN = "@"
CALLED = ("kinds", "severities", "categories")
PROSE = ("words", "labels", "organisation", "examples")  # what people read or wrote, where "@" means nothing
_ROW = expression(r"table\.[^.]+\.rows\[\d+\]")


MARKS = frozenset({"name", "required", "letter"})  # what a form may say of a field that is declared elsewhere


def spelled_out(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[str], dict[str, str]]:
    """The file's data without its shorthand, the faults of that as `path: what is wrong`, and where in the file what was
    put elsewhere stands: its new path → its own.
    """
    filling = _Filling(data.get("lists", {}))
    whole = {k: v if k in PROSE else filling.filled(v, k) for k, v in data.items() if k != "lists"}
    labels = dict(whole["labels"]) if isinstance(whole.get("labels"), Mapping) else {}
    fields = list(whole["field"]) if isinstance(whole.get("field"), list) else []
    declared = _Declared(fields)
    if isinstance(whole.get("task"), list):
        whole["task"] = [declared.with_plain_form(task, f"task[{i}]") for i, task in enumerate(whole["task"])]
    if fields:
        whole["field"] = [_with_called_choices(field) for field in fields]
    whole = _listed(whole, CALLED, labels)
    problems = [*filling.problems, *filling.unused(), *declared.problems]
    return {**whole, **({"labels": labels} if labels else {})}, problems, declared.places


class _Filling:
    """The named lists of a file, put where they are named."""

    def __init__(self, raw: Any) -> None:
        self.lists: dict[str, list[Any]] = {}
        self.problems: list[str] = []
        self.used: set[str] = set()
        if not isinstance(raw, Mapping):
            self.problems.append("lists: is written [lists]")
            return
        for name, words in raw.items():  # one list may name those above it
            if isinstance(words, list):
                self.lists[name] = self.filled(words, f"lists.{name}")
            else:
                self.problems.append(f"lists.{name}: is not a list")

    def filled(self, raw: Any, path: str) -> Any:
        """A value of the file with the lists that it names."""
        if isinstance(raw, Mapping):
            return {key: self.filled(value, f"{path}.{key}") for key, value in raw.items()}
        if isinstance(raw, list):
            return list(self._items(raw, path))
        return self._named(raw, path) if self._is_name(raw) else raw

    def unused(self) -> list[str]:
        """Lists that nothing names are slips of the pen."""
        return [f"lists.{name}: is named nowhere" for name in self.lists if name not in self.used]

    def _items(self, raw: list[Any], path: str) -> Iterator[Any]:
        for i, item in enumerate(raw):
            if self._is_name(item) and not _ROW.fullmatch(path):  # a cell of a table holds its list
                yield from self._named(item, f"{path}[{i}]")
            else:
                yield self.filled(item, f"{path}[{i}]")

    def _is_name(self, raw: Any) -> bool:
        return isinstance(raw, str) and raw.startswith(SIGN)

    def _named(self, word: str, path: str) -> list[Any]:
        name = word.removeprefix(SIGN)
        self.used.add(name)
        known = {**SHARED, **self.lists}
        if name not in known:
            self.problems.append(f'{path}: "{word}" is no list of [lists]{offer(name, known)}')
        return list(known.get(name, ()))


def _listed(part: Any, keys: tuple[str, ...], labels: dict[str, Any]) -> Any:
    """A part whose tables of names and what they are called are lists of names; the labels go to the others."""
    if not isinstance(part, Mapping):
        return part
    tables = {key: part[key] for key in keys if isinstance(part.get(key), Mapping)}
    for table in tables.values():
        labels.update({name: called for name, called in table.items() if called})
    return {**part, **{key: list(table) for key, table in tables.items()}}


def _with_called_choices(field: Any) -> Any:
    """A field whose table of choices is a list, and what they are called in it: the same word may mean something else elsewhere."""
    called: dict[str, Any] = {}
    plain = _listed(field, ("choices",), called)
    return {**plain, "called": called} if called else plain


class _Declared:
    """The fields of a file, and those that forms declare where they ask for them."""

    def __init__(self, fields: list[Any]) -> None:
        self.fields = fields
        self.places: dict[str, str] = {}
        named = ((i, f.get("name")) for i, f in enumerate(fields) if isinstance(f, Mapping))
        self.known = {name: f"field[{i}]" for i, name in named if isinstance(name, str)}
        self.problems: list[str] = []

    def with_plain_form(self, task: Any, path: str) -> Any:
        """A task whose form names fields only; those that it declared join the others."""
        if not isinstance(task, Mapping) or not isinstance(task.get("form"), list):
            return task
        plain = dict(task)
        for i, line in enumerate(task["form"]):
            if not isinstance(line, Mapping):
                continue
            self._declare(line, f"{path}.form[{i}]")
            for key in ("required", "letter"):
                if line.get(key) is True:
                    plain[key] = [*plain.get(key, []), line.get("name", "")]
        plain["form"] = [line.get("name", "") if isinstance(line, Mapping) else line for line in task["form"]]
        return plain

    def _declare(self, line: Mapping[str, Any], place: str) -> None:
        """One that is declared already is only marked."""
        said = line.get("name")
        name = said if isinstance(said, str) else ""
        if name in FORM_LINES or name in self.known:
            if more := ", ".join(key for key in line if key not in MARKS):
                at = self.known.get(name, "every form")
                self.problems.append(f'{place}: "{name}" is declared already, in {at}: {more} can be said there alone')
            return
        self.places[f"field[{len(self.fields)}]"] = place
        self.known[name] = place
        self.fields.append({key: value for key, value in line.items() if key not in ("required", "letter")})
