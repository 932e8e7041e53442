"""Values of a file to typed values. Every fault is noted with its path and reading goes on, so that all are told at once."""

import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, Literal, Union, get_args, get_origin

import msgspec

from chalicelib.core.complaint.saying import Said, Value, labels, say
from chalicelib.core.policy.model import Directory, Policy
from chalicelib.core.policy_reading.faults import FAULTS, in_english
from chalicelib.core.policy_reading.names import Names, nearest, offer
from chalicelib.core.times.durations import Duration, parse_duration

REFUSED: Final = object()  # what reading a faulty value gives; the fault has been noted

# A file says `[[rule]]` for each of a policy's rules.
PLURALS = {
    "role": "roles", "calendar": "calendars", "field": "fields", "rule": "rules", "clock": "clocks", "extension": "extensions", "stage": "stages", "gate": "gates", "moment": "moments",
    "task": "tasks", "report": "reports", "person": "people", "department": "departments", "absence": "absences",
}  # fmt: skip
SINGULARS = {plural: singular for singular, plural in PLURALS.items()}
NAMES_OF_TYPES = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a date",
}


class Reading:
    """A file being read: the names it declares and the faults found so far. `said`: those of them that have words in every language."""

    def __init__(self, names: Names) -> None:
        """Nothing found yet."""
        self.names = names
        self.problems: list[str] = []
        self.said: dict[str, Said] = {}
        self.special: dict[Any, Callable[[Any, str, Reading], Any]] = {Duration: read_duration}

    def refuse(self, path: str, words: str) -> Any:
        """Notes a fault."""
        self.problems.append(f"{path}: {words}" if path else words)
        return REFUSED

    def fault(self, path: str, code: str, **values: Value) -> None:
        """Notes a fault that has words in every language, by its code (`policy_reading.faults`)."""
        said = say(code, **{k: labels(str(v)) if k == "role" else v for k, v in values.items()})
        self.refuse(path, in_english(said))
        self.said[self.problems[-1]] = said

    def known(self, word: str, known: tuple[str, ...], path: str, what: str, code: str = "") -> bool:
        """Whether a word is among the known ones; if not, that is a fault, of that code if it has one."""
        if word in known:
            return True
        called = self.names.labelled.get(word, "")
        meant = f'; it is what "{called}" is called: write that name' if called in known else offer(word, known)
        self.refuse(path, f'"{word}" is not {what}{meant}')
        if code:
            near = nearest(word, known) if f"{code}_near" in FAULTS else ""
            self.said[self.problems[-1]] = say(f"{code}_near", value=word, near=near) if near else say(code, value=word)
        return False


def read_value(kind: Any, raw: Any, path: str, reading: Reading) -> Any:
    """`raw` as a value of type `kind`, or REFUSED."""
    if kind in reading.special:
        return reading.special[kind](raw, path, reading)
    origin = get_origin(kind)
    if origin is Literal:
        return _choice(get_args(kind), raw, path, reading)
    if origin is tuple:
        return _sequence(get_args(kind), raw, path, reading)
    if origin is dict:
        return _mapping(get_args(kind)[1], raw, path, reading)
    if origin in (Union, types.UnionType):
        return read_value(next(part for part in get_args(kind) if part is not types.NoneType), raw, path, reading)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return read_struct(kind, raw, path, reading)
    return _scalar(kind, raw, path, reading)


def read_struct(
    kind: type[msgspec.Struct], raw: Any, path: str, reading: Reading, given: Mapping[str, Any] = MappingProxyType({})
) -> Any:
    """A part of the policy; values `given` do not stand in the file. A faulty optional value is left at its default, so that
    the part's other values are still checked.
    """
    if not isinstance(raw, Mapping):
        return reading.refuse(
            path, f"is written [{path}]" if path == "directory" else "is not a table of keys and values"
        )
    everything = {key_of(field): field for field in msgspec.structs.fields(kind)}
    fields = {key: field for key, field in everything.items() if field.name not in given}
    for key in raw:
        if key not in fields:
            reading.refuse(joined(path, key), f"is not a key here{_elsewhere(key, path) or offer(key, everything)}")
    values: dict[str, Any] = dict(given)
    whole = True
    for key, field in fields.items():
        if key in raw:
            if raw[key] == [] and field.default == () and path and not path.startswith("directory"):
                reading.refuse(joined(path, key), "is an empty list, which says nothing: leave it out")
            value = read_value(field.type, raw[key], joined(path, key), reading)
            if value is not REFUSED:
                values[field.name] = value
            whole = whole and (value is not REFUSED or not field.required)
        elif field.required:
            whole = False
            reading.refuse(path, f"{key} is missing")
    return kind(**values) if whole else REFUSED


def _elsewhere(key: str, path: str) -> str:
    """The end of an error about a key that stands in the wrong part of the file; "" if it is none of another part."""
    if not path and key in map(key_of, msgspec.structs.fields(Directory)):
        return "; it belongs under [directory]"
    if path and key not in PLURALS and key in map(key_of, msgspec.structs.fields(Policy)):
        return "; it belongs to the top of the file, above the first heading in brackets"
    return ""


def key_of(field: Any) -> str:
    """The key under which a file gives a struct's field."""
    parts = get_args(field.type)[:1]
    many = bool(parts) and isinstance(parts[0], type) and issubclass(parts[0], msgspec.Struct)
    return SINGULARS.get(field.name, str(field.encode_name)) if many else str(field.encode_name)


def joined(path: str, key: str) -> str:
    """The path of a key below a path."""
    return f"{path}.{key}" if path else key


def read_duration(raw: Any, path: str, reading: Reading) -> Any:
    """A duration from its words."""
    if not isinstance(raw, str):
        return reading.refuse(path, f"{shown(raw)} is not a duration; write it in quotes")
    found = parse_duration(raw)
    return reading.refuse(path, found) if isinstance(found, str) else found


def shown(raw: Any) -> str:
    """A raw value as the file shows it."""
    if isinstance(raw, str):
        return f'"{raw}"'
    if isinstance(raw, list | Mapping):
        return "a list" if isinstance(raw, list) else "a table"
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def _choice(choices: tuple[str, ...], raw: Any, path: str, reading: Reading) -> Any:
    if raw in choices:
        return raw
    return reading.refuse(path, f"{shown(raw)} is not one of {', '.join(choices)}{_nearest(raw, choices)}")


def _nearest(raw: Any, choices: tuple[str, ...]) -> str:
    near = offer(raw, choices)
    return near if "did you mean" in near else ""


def _sequence(kinds: tuple[Any, ...], raw: Any, path: str, reading: Reading) -> Any:
    if isinstance(raw, str) and Ellipsis not in kinds:
        return reading.refuse(
            path, f"{shown(raw)} stands alone; {len(kinds)} values go together into brackets of their own"
        )
    if isinstance(raw, str):
        raw = [raw]  # one word need not be put in brackets
    if not isinstance(raw, list | tuple):
        one = path.rpartition(".")[2]
        return reading.refuse(
            path, f"is written [[{path}]]" if one in SINGULARS.values() else "is not a list; put it into [ ]"
        )
    endless = len(kinds) == 2 and kinds[1] is Ellipsis  # noqa: PLR2004 - tuple[X, ...]
    if not endless and len(raw) != len(kinds):
        return reading.refuse(path, f"needs {len(kinds)} values, not {len(raw)}")
    each = [kinds[0]] * len(raw) if endless else list(kinds)
    found = [
        read_value(kind, value, f"{path}[{i}]", reading) for i, (kind, value) in enumerate(zip(each, raw, strict=True))
    ]
    return tuple(value for value in found if value is not REFUSED)


def _mapping(kind: Any, raw: Any, path: str, reading: Reading) -> Any:
    if not isinstance(raw, Mapping):
        return reading.refuse(path, "is not a table of keys and values")
    found = {str(key): read_value(kind, value, joined(path, str(key)), reading) for key, value in raw.items()}
    return {key: value for key, value in found.items() if value is not REFUSED}


def _scalar(kind: Any, raw: Any, path: str, reading: Reading) -> Any:
    if kind is date and isinstance(raw, str):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return reading.refuse(path, f'"{raw}" is not a date like 2026-05-01')
    if kind is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    fits = isinstance(raw, kind) and not (isinstance(raw, bool) and kind is not bool) and not isinstance(raw, datetime)
    return raw if fits else reading.refuse(path, f"{shown(raw)} is not {NAMES_OF_TYPES[kind]}")
