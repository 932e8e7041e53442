"""A JSON Schema of policy files, for editors: made from the same types that the reader reads, so that it cannot lag behind."""

import types
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy.model import Directory, Policy, Rule
from chalicelib.core.policy.vocabulary import AGE, BOUNDS, SETTABLE, WAS, Effects, When
from chalicelib.core.policy_reading.decoding import key_of
from chalicelib.core.policy_reading.shorthand import CALLED
from chalicelib.core.times.durations import Duration

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
SIMPLE: dict[Any, Schema] = {
    str: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"anyOf": [{"type": "string", "format": "date"}, {}]},  # TOML has dates, JSON has not
    Duration: {"$ref": "#/$defs/duration"},
    When: {"$ref": "#/$defs/when"},
    Effects: {"$ref": "#/$defs/then"},
}
PLAIN = {"type": ["string", "boolean", "number"]}  # a value that rules and rungs set
ONE_OR_MORE: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
VALUE: Schema = {
    "anyOf": [{"type": ["string", "boolean", "number"]}, {"type": "array"}, {"$ref": "#/$defs/comparison"}]
}


def schema() -> Schema:
    """The schema of a whole policy file."""
    definitions = _words_of_rules()
    whole = _struct(Policy, definitions, leave_out=("rules", "directory", "digest"))
    called: Schema = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": TEXT}}
    for properties, key in (
        *((whole["properties"], key) for key in CALLED),
        (definitions["field"]["properties"], "choices"),
    ):
        properties[key] = {"anyOf": [properties[key], called]}
    definitions["task"]["properties"]["form"] = _form(definitions["field"])
    whole["properties"] |= {
        "lists": {"type": "object", "additionalProperties": {"type": "array"}},
        "rule": {"type": "array", "items": _of(Rule, definitions)},
        "table": {"type": "object", "additionalProperties": {"$ref": "#/$defs/table"}},
        "directory": _of(Directory, definitions),
    }
    whole["required"] += ["directory"]
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Redress policy"}
    return {**title, **whole, "$defs": definitions}


def _form(field: Schema) -> Schema:
    """A form's lines: names of fields, or fields declared on the spot."""
    marks = {"required": SIMPLE[bool], "letter": SIMPLE[bool]}
    line = {**field, "properties": {**field["properties"], **marks}}
    return {"anyOf": [TEXT, {"type": "array", "items": {"anyOf": [TEXT, line]}}]}


def _words_of_rules() -> Schema:
    bounds = {bound: {"type": "number"} for bound in BOUNDS}
    count = {"of": ONE_OR_MORE, "within": {"$ref": "#/$defs/duration"}, "each": {"enum": ["customer"]}, **bounds}
    was = {"anyOf": [{"enum": list(WAS)}, {"type": "array", "items": {"enum": list(WAS)}}]}
    tests = {"words": ONE_OR_MORE, "flag": ONE_OR_MORE, "moment": ONE_OR_MORE, "count": _closed(count, ["of"])}
    tests["earlier"] = _closed({"within": {"$ref": "#/$defs/duration"}, "was": was}, [])
    test = {"type": "object", "minProperties": 1, "properties": tests, "additionalProperties": VALUE}
    return {
        "duration": {
            "type": "string",
            "description": "20 minutes, 1 working hour, 3 working days, half working day, end of next day; a rung: due, -15 minutes",
        },
        "comparison": {**_closed({**bounds, AGE: SIMPLE[Duration], "filled": {"type": "boolean"}}, []), "minProperties": 1},
        "when": {"anyOf": [test, {"type": "array", "items": test}]},
        "then": _then(),
        "table": _closed({"columns": ONE_OR_MORE, "rows": {"type": "array", "items": {"type": "array"}}, "clause": TEXT}, ["columns", "rows"]),
    }  # fmt: skip


def _then() -> Schema:
    known = {f.name: _of(f.type, {}) for f in msgspec.structs.fields(Effects) if f.name not in ("set", "assist")}
    known |= {"assign": ONE_OR_MORE, **dict.fromkeys(SETTABLE, PLAIN)}
    return {"type": "object", "minProperties": 1, "properties": known, "additionalProperties": PLAIN}


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _struct(kind: type[msgspec.Struct], definitions: Schema, leave_out: tuple[str, ...] = ()) -> Schema:
    fields = [field for field in msgspec.structs.fields(kind) if field.name not in leave_out]
    properties = {key_of(field): _of(field.type, definitions) for field in fields}
    if kind.__name__ == "Task":
        properties["command"] = {"enum": sorted(COMMANDS)}
    if kind.__name__ in ("Clock", "Task"):
        properties["within"] = {"anyOf": [SIMPLE[Duration], properties["within"]]}
    if kind.__name__ == "Rung":
        properties["set"] = {"type": "object", "additionalProperties": PLAIN}
    described = {"description": (kind.__doc__ or "").split("\n")[0]}
    return {**described, **_closed(properties, [key_of(field) for field in fields if field.required])}


def _of(kind: Any, definitions: Schema) -> Schema:
    if kind in SIMPLE:
        return SIMPLE[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is tuple:
        return _list(parts, definitions)
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(parts[1], definitions)}
    if origin in (Union, types.UnionType):
        return _of(next(part for part in parts if part is not types.NoneType), definitions)
    name = kind.__name__.lower()
    if name not in definitions:
        definitions[name] = {}  # stands in while the parts of the part are described
        definitions[name] = _struct(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _list(parts: tuple[Any, ...], definitions: Schema) -> Schema:
    items = _of(parts[0], definitions)
    if len(parts) == 2 and parts[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        many: Schema = {"type": "array", "items": items}
        single = items == TEXT or "enum" in items
        return {"anyOf": [items, many]} if single else many
    return {"type": "array", "items": items, "minItems": len(parts), "maxItems": len(parts)}
