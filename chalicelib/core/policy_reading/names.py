"""The names that a policy may use: those that every complaint has, and those that the file itself declares."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import msgspec

from chalicelib.core.complaint.moments import GUARDED, MOMENTS, NAMED
from chalicelib.core.expressions import expression
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.policy.vocabulary import OWN_FIELDS
from chalicelib.core.written.languages import LANGUAGES

# Who they are follows from the complaint and the directory; all other roles are declared and stand with the people.
ROLES = ("handler", "supervisor", "director", "desk", "desk_head", "customer", "assistants", "unit")
AUDIENCES = ("departments", "units", "staff")  # beside roles, whom a report may go to

# Flags that the handling raises by itself. `uncertain`, raised by a rule, makes the desk judge before anything else is done.
FLAGS = ("uncertain", "first_contact", "muted")

# What the handling has of its own, and knows by these names: a policy's part of the same name would be taken for it.
OWN_TASKS = ("referral", "call", "receipt", "settle", "later_words", "instruction", "whom", "apart")
OWN_CLOCKS = ("promise", "question")
OWN_GATES = ("later_time",)
OWN_MOMENTS = tuple(moment.name for moment in MOMENTS if not moment.named)
OWN_FLAGS = (*(flag for flag in FLAGS if flag != "uncertain"), "legal_hold", "forgotten")

# Lines that every form understands; a policy declares only fields of its own.
FORM_FIELDS = tuple(line.name for line in FORM_LINES.values() if line.in_policies)

CHANNELS = ("mail", "sms", "phone", "visit", "web", "fax", "letter")
# What stands between words that were meant to be several; nobody writes a blank between two Chinese signs.
SEVERAL = expression(r"\s*[、，,;；]\s*|(?<=[\u3400-\u9fff])(?:\s+|\s*[/／|]\s*)(?=[\u3400-\u9fff])")
FEW = 12
LABELLED = ("role", "field", "clock", "stage", "gate", "moment", "task", "report")


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a reference may point to. Taken from the raw file, so that one faulty part brings no second error."""

    kinds: tuple[str, ...]
    severities: tuple[str, ...]
    categories: tuple[str, ...]
    roles: tuple[str, ...]
    calendars: tuple[str, ...]
    fields: tuple[str, ...]
    texts: tuple[str, ...]
    numbers: tuple[str, ...]
    types: dict[str, str]
    choices: dict[str, tuple[str, ...]]
    tasks: tuple[str, ...]
    moments: tuple[str, ...]
    guarded: tuple[str, ...]
    flags: tuple[str, ...]
    stages: tuple[str, ...]
    departments: tuple[str, ...]
    people: tuple[str, ...]
    notices: tuple[str, ...]
    words: tuple[str, ...]
    labelled: dict[str, str]  # what a part is called in some language → its name

    def all_fields(self) -> tuple[str, ...]:
        """Declared fields and those of every complaint."""
        return (*self.fields, *OWN_FIELDS)

    def allowed(self, field: str) -> tuple[str, ...]:
        """The values that a field may have; () if it may have any."""
        limited = {
            "kind": self.kinds,
            "severity": self.severities,
            "category": self.categories,
            "channel": CHANNELS,
            "status": ("open", "answered", "closed", "merged"),
            "department": self.departments,
            "stage": self.stages,
            "unit": self.departments,
            "handler": self.people,
            "language": tuple(LANGUAGES),
            "valid": ("yes", "no"),
            "restricted": ("yes", "no"),
            "evidence": ("yes", "no"),
        }
        return self.choices.get(field) or limited.get(field, ())


def names_of(data: Mapping[str, Any]) -> Names:
    """The names that a file declares, as far as it can be understood."""
    directory = data.get("directory")
    directory = directory if isinstance(directory, Mapping) else {}
    limited = [field for field in _tables(data, "field") if field.get("type") == "choice" and _words(field.get("name"))]
    return Names(
        kinds=_each(data.get("kinds", ["complaint"])),
        severities=_each(data.get("severities", ["general"])),
        categories=_each(data.get("categories", [])),
        roles=(*ROLES, *_named(data, "role")),
        calendars=("always", *_named(data, "calendar")),
        fields=_named(data, "field"),
        texts=_of_type(data, "text"),
        numbers=_of_type(data, "number"),
        types={
            name: kind
            for field in _tables(data, "field")
            if (name := field.get("name"))
            and isinstance(name, str)
            and isinstance(kind := field.get("type", "text"), str)
        },
        choices={field["name"]: _each(field.get("choices", [])) for field in limited},
        tasks=_named(data, "task"),
        moments=(*NAMED, *_named(data, "moment"), *_brought_about(_tables(data, "task")), *_approving(data)),
        guarded=(*GUARDED, *_brought_about([t for t in _tables(data, "task") if t.get("command", "fill") == "fill"])),
        flags=(*FLAGS, *_raised(data)),
        stages=_named(data, "stage"),
        departments=_named(directory, "department"),
        people=_people(directory),
        notices=_notices(data.get("words")),
        words=_all_words(data, directory),
        labelled=_labelled(data),
    )


def _labelled(data: Mapping[str, Any]) -> dict[str, str]:
    """Whoever writes a label where a name belongs is told the name."""
    parts = [part for name in LABELLED for part in _tables(data, name)]
    own = {str(part.get("name", "")): part.get("labels") for part in parts}
    shared = data.get("labels")
    all_labels = {**(shared if isinstance(shared, Mapping) else {}), **own}
    return {
        text: name
        for name, labels in all_labels.items()
        if isinstance(labels, Mapping)
        for text in labels.values()
        if isinstance(text, str) and text != name
    }


def _of_type(data: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    return _words([field.get("name", "") for field in _tables(data, "field") if field.get("type", "text") == kind])


def _all_words(data: Mapping[str, Any], directory: Mapping[str, Any]) -> tuple[str, ...]:
    """Every word of the file that somebody may read, so that it may have a label."""
    listed = [data.get(key, []) for key in ("kinds", "severities", "categories")]
    listed += [field.get("choices", []) for field in _tables(data, "field")]
    tables = data.get("table")
    found = [word for each in listed for word in _words(each)]
    found += [word for part in LABELLED for word in _named(data, part)]
    found += [
        *_named(directory, "department"),
        *_raised(data),
        *_relations(data),
        *_brought_about(_tables(data, "task")),
    ]
    found += [
        *(tables if isinstance(tables, Mapping) else ()),
        *_words([r.get("group", "") for r in _tables(data, "rule")]),
    ]
    found += [
        *_words([directory.get("desk_name", "")]),
        *OWN_FIELDS,
        *NAMED,
        *FLAGS,
        *ROLES,
        *FORM_FIELDS,
        *CHANNELS,
        "complaint",
        "general",
    ]
    return tuple(dict.fromkeys(found))


def _approving(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Gates with approvals: their names are the moments at which they are passed."""
    return _words([gate.get("name", "") for gate in _tables(data, "gate") if gate.get("approve")])


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word that may have been meant; "" if none is near."""
    words = list(dict.fromkeys(known))
    begun = [each for each in words if each.startswith(f"{word}_")]  # older, of older_than
    return next(iter(begun or get_close_matches(str(word), words, n=1)), "")


def offer(word: object, known: Iterable[str]) -> str:
    """The end of an error about an unknown word: the nearest known one, or all of them if they are few."""
    words = list(dict.fromkeys(known))
    if near := nearest(word, words):
        return f'; did you mean "{near}"?'
    return f"; known are {', '.join(words)}" if 0 < len(words) <= FEW else ""


def _notices(words: object) -> tuple[str, ...]:
    """The messages of the organisation's own: those that `[words]` gives a subject and a body."""
    keys = set(_words(list(words))) if isinstance(words, Mapping) else set()
    names = dict.fromkeys(key.removesuffix(".body") for key in keys if key.endswith(".body"))
    return tuple(sorted(name for name in names if f"{name}.subject" in keys))


def _brought_about(tasks: list[Mapping[str, Any]]) -> tuple[str, ...]:
    """The moments that tasks set: what they say, or their own names."""
    return _words([task.get("sets") or task.get("name", "") for task in tasks])


def _tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = data.get(key)
    return [part for part in found if isinstance(part, Mapping)] if isinstance(found, list) else []


def _named(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return _words([part.get("name", "") for part in _tables(data, key)])


def _words(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list | tuple) else [value]
    return tuple(word for word in listed if isinstance(word, str) and word)


def _each(value: object) -> tuple[str, ...]:
    """Words, and each of those that were written as one with commas: that is a fault of its own, and brings no second."""
    return tuple(part for word in _words(value) for part in SEVERAL.split(word) if part)


def _people(directory: Mapping[str, Any]) -> tuple[str, ...]:
    own = [directory.get("desk", "")]
    return _words(own + [person.get("mail", "") for person in _tables(directory, "person")])


def _raised(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Flags that some rule, table or rung raises."""
    return _brought(data, "flag")


def _relations(data: Mapping[str, Any]) -> tuple[str, ...]:
    """What rules and tables say that customers are to the organisation."""
    return _brought(data, "relation")


def _brought(data: Mapping[str, Any], effect: str) -> tuple[str, ...]:
    """The values that rules, and tables in a column of that effect, bring about."""
    brought: list[str] = []
    for rule in _tables(data, "rule"):
        then = rule.get("then")
        brought += _words(then.get(effect, [])) if isinstance(then, Mapping) else ()
    tables = data.get("table")
    for table in tables.values() if isinstance(tables, Mapping) else ():
        brought += _brought_in_rows(table, effect) if isinstance(table, Mapping) else ()
    return tuple(brought)


def _brought_in_rows(table: Mapping[str, Any], effect: str) -> tuple[str, ...]:
    columns, rows = table.get("columns"), table.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list) or f"={effect}" not in columns:
        return ()
    at = columns.index(f"={effect}")
    cells = [row[at] for row in rows if isinstance(row, list) and len(row) > at]
    return tuple(word for cell in cells for word in _words(cell))
