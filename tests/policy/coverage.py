"""A piece of TOML with what a whole policy would declare beside it: the fields, roles, units, grades and forms that it names."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.core.complaint.moments import NAMED
from chalicelib.core.policy.vocabulary import BOUNDS, EFFECTS, OWN_FIELDS, SETTABLE, TESTS
from chalicelib.core.policy_reading.moment_order import BY_PERSONS
from chalicelib.core.policy_reading.names import AUDIENCES, FLAGS, FORM_FIELDS, ROLES

FIELD_LISTS = ("needs", "needs_any", "forbids", "form", "required", "show", "per", "asks")
ROLE_LISTS = ("tell", "for", "approve", "to", "draft_to")
KNOWN_FIELDS = {*FORM_FIELDS, *OWN_FIELDS, "confirm"}
EMPTY = {
    "name": "sketch", "prefix": "SK", "organisation": {"en": "Sketch"}, "languages": ["zh-CN"], "severities": ["general"],
    "calendar": [{"name": "office", "hours": [["09:00", "17:00"]]}],
}  # fmt: skip


def whole(piece: Mapping[str, Any]) -> dict[str, Any]:
    """The piece as a policy."""
    said = list(_said(piece))
    fields = {name: kind for key, value in said if key == "field" for name, kind in value.items()}
    declared = [f["name"] for f in piece.get("field", [])]
    roles = _all(said, "role") - {*ROLES, *AUDIENCES}
    departments = sorted(_all(said, "department")) or ["Office"]
    made_by_forms = {t.get("sets", t["name"]) for t in piece.get("task", [])}
    moments = sorted(_all(said, "moment") - {*NAMED, *made_by_forms})
    rules = [{"group": "flags", "when": [{"words": ["x"]}], "then": {"flag": sorted(flags)}}
             for flags in [_all(said, "flag") - {*FLAGS, *_all(said, "raised")}] if flags]  # fmt: skip
    return {**EMPTY, **piece} | {
        "severities": piece.get("severities") or ["general", *sorted(_all(said, "severity") - {"general"})],
        "categories": sorted(_all(said, "category")),
        "role": [{"name": name} for name in sorted(roles)],
        "field": [*piece.get("field", []), *({"name": n, "type": k} for n, k in fields.items() if n not in declared)],
        "task": [*piece.get("task", []), *({"name": f"set_{m}", "for": "desk", "opens": "received", "sets": m} for m in moments)],
        "clock": [*piece.get("clock", []), *_limits(piece)],
        "rule": [*piece.get("rule", []), *rules],
        "directory": _directory(sorted(roles), departments),
    } | (_beside_stages(piece) if "stage" in piece else {})  # fmt: skip


def _beside_stages(piece: Mapping[str, Any]) -> dict[str, Any]:
    """A limit for every stage's answer, and where else the last letter sends the customer."""
    rungs = [{"at": "due", "tell": ["handler"]}]
    clock = {"name": "stage_answer", "from": "received", "until": "answered", "within": "10 days", "rungs": rungs}
    route = {"outside_route": dict.fromkeys(("zh-CN", "zh-TW", "en"), "…")}
    return {"clock": [*piece.get("clock", []), clock], "words": route | piece.get("words", {})}


def _limits(piece: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A limit for each moment that a clock of the piece begins with and somebody must bring about."""
    begun = dict.fromkeys(clock["from"] for clock in piece.get("clock", []) if clock["from"] in BY_PERSONS)
    late = [{"at": "due", "tell": ["desk"]}]
    limits = [{"name": f"until_{m}", "from": "received", "until": m, "within": "9 days", "rungs": late} for m in begun]
    extended = any(gate["before"] == "extended" for gate in piece.get("gate", []))
    if extended and not any(clock.get("promised") for clock in piece.get("clock", [])):
        answer = {"name": "promised_answer", "from": "received", "until": "answered", "within": "9 days", "rungs": late}
        limits.append(answer | {"promised": True})
    return limits


def _directory(roles: list[str], departments: list[str]) -> dict[str, Any]:
    someone, above = "ann@sketch.example", "bob@sketch.example"
    return {
        "desk": "desk@sketch.example", "desk_head": above, "director": above,
        "person": [
            {"mail": someone, "name": "Ann", "roles": roles, "phone": "+8613800000001"},
            {"mail": above, "name": "Bob", "phone": "+8613800000002"},
            {"mail": "desk@sketch.example", "name": "Desk", "phone": "+8613800000003"},
        ],
        "department": [{"name": name, "handler": someone, "head": above} for name in departments],
    }  # fmt: skip


def _all(said: list[tuple[str, Any]], key: str) -> set[str]:
    return {value for each, value in said if each == key}


def _said(piece: Any) -> Iterator[tuple[str, Any]]:
    """What the piece refers to, as (kind of name, name)."""
    for table in piece.get("table", {}).values():
        yield from _in_table(table)
    for key, value in _pairs({k: v for k, v in piece.items() if k not in ("table", "words", "field")}):
        words = [value] if isinstance(value, str) else value
        if key in FIELD_LISTS or (key in ("by_field", "confirm") and isinstance(value, str)):
            yield from (("field", {w: "text"}) for w in words if w not in KNOWN_FIELDS)
        elif key in ROLE_LISTS:
            yield from (("role", word) for word in words)
        elif key in ("from", "until", "opens", "moment", "before"):
            yield "moment", value
        elif key in ("when", "unless") and not isinstance(value, str):
            yield from (said for test in value for pair in test.items() for said in _in_test(*pair))
        elif key in ("then", "set"):
            yield from (said for pair in value.items() for said in _in_then(*pair))
        elif key == "within" and isinstance(value, dict):
            yield from (("severity", name) for name in value)


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from _pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pairs(inner)


def _in_test(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    values = value if isinstance(value, list) else [value]
    if name in ("category", "severity", "flag", "moment"):
        yield from ((name, each) for each in values)
    elif name == "count":
        of = value["of"] if isinstance(value["of"], list) else [value["of"]]
        yield from (("field", {f: "text"}) for f in of if f not in OWN_FIELDS)
    elif name not in (*TESTS, *OWN_FIELDS):
        compared = set(value) if isinstance(value, dict) else set()
        kind = "number" if compared & set(BOUNDS) else "date" if "older_than" in compared else "text"
        yield "field", {name: "yes_no" if isinstance(value, bool) else kind}


def _in_then(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    values = value if isinstance(value, list) else [value]
    if name in ("category", "severity"):
        yield name, value
    elif name == "assign":
        yield from (("department", each) for each in values)
    elif name == "flag":
        yield from (("raised", each) for each in values)
    elif name not in (*EFFECTS, *SETTABLE):
        yield "field", {name: "text"}


def _in_table(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for row in table["rows"]:
        for column, cell in zip(table["columns"], row, strict=True):
            if cell != "*" and cell not in ("", []):
                yield from _in_then(column[1:], cell) if column.startswith("=") else _in_test(column, cell)
