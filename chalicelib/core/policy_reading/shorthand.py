"""What a file says once where the rules need it in several places, spelled out before anything else reads it.

"@illness" is the list `illness` of `[lists]`, or one of `shared_lists`. Kinds, severities, categories and a field's choices may be tables of what they are
called instead of lists. A form may declare a field where it asks for it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.core.policy_reading.names import offer
from chalicelib.core.policy_reading.shared_lists import SHARED

SIGN = "@"
CALLED = ("kinds", "severities", "categories")
PROSE = ("words", "labels", "organisation")  # what people read, where "@" means nothing
_ROW = re.compile(r"table\.[^.]+\.rows\[\d+\]")


def spelled_out(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The file's data without its shorthand, and the faults of that as `path: what is wrong`."""
    filling = _Filling(data.get("lists", {}))
    whole = {k: v if k in PROSE else filling.filled(v, k) for k, v in data.items() if k != "lists"}
    labels = dict(whole["labels"]) if isinstance(whole.get("labels"), Mapping) else {}
    fields = list(whole["field"]) if isinstance(whole.get("field"), list) else []
    if isinstance(whole.get("task"), list):
        whole["task"] = [_with_plain_form(task, fields) for task in whole["task"]]
    if fields:
        whole["field"] = [_listed(field, ("choices",), labels) for field in fields]
    whole = _listed(whole, CALLED, labels)
    return {**whole, **({"labels": labels} if labels else {})}, filling.problems + filling.unused()


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


def _with_plain_form(task: Any, fields: list[Any]) -> Any:
    """A task whose form names fields only; those that it declared join the others."""
    if not isinstance(task, Mapping) or not isinstance(task.get("form"), list):
        return task
    plain = dict(task)
    for line in (line for line in task["form"] if isinstance(line, Mapping)):
        fields.append({key: value for key, value in line.items() if key not in ("required", "letter")})
        for key in ("required", "letter"):
            if line.get(key) is True:
                plain[key] = [*plain.get(key, []), line.get("name", "")]
    plain["form"] = [line.get("name", "") if isinstance(line, Mapping) else line for line in task["form"]]
    return plain
