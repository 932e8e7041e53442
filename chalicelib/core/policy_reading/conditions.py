"""What a file writes into `when`, `unless`, `then` and tables, read into tests, effects and rules."""

from collections.abc import Mapping
from typing import Any

import msgspec

from chalicelib.core.policy.model import Rule
from chalicelib.core.policy.vocabulary import AGE, BOUNDS, NO, SETTABLE, TESTS, WAS, YES, Effects, Test
from chalicelib.core.policy_reading.decoding import REFUSED, Reading, joined, read_duration, read_value, shown
from chalicelib.core.policy_reading.names import offer
from chalicelib.core.policy_reading.value_checks import check_comparison, check_sought, check_unlike, check_values
from chalicelib.core.times.durations import Duration

LISTED = ("words", "flag", "moment")
EFFECT_TYPES = {
    field.name: field.type for field in msgspec.structs.fields(Effects) if field.name not in ("set", "assist")
}
EFFECT_TYPES["assign"] = tuple[str, ...]  # the responsible department and those that work with it
ANY = "*"


def read_when(raw: Any, path: str, reading: Reading) -> Any:
    """A `when`: a list of tables, any of which must hold; a single table stands for a list of one."""
    tables = [raw] if isinstance(raw, Mapping) else raw
    if not isinstance(tables, list | tuple) or not all(isinstance(table, Mapping) for table in tables):
        return reading.refuse(path, 'is not a list of tables like [{words=["…"]}, {kind="…"}]')
    single = isinstance(raw, Mapping)
    found = [_table(table, path if single else f"{path}[{i}]", reading) for i, table in enumerate(tables)]
    return tuple(tests for tests in found if tests)


def _table(raw: Mapping[str, Any], path: str, reading: Reading) -> tuple[Test, ...]:
    if not raw:
        reading.refuse(path, "is empty, so it would always hold; leave the whole `when` out for that")
    found = [read_test(key, value, joined(path, key), reading) for key, value in raw.items()]
    return tuple(test for test in found if test is not REFUSED)


def read_test(key: str, raw: Any, path: str, reading: Reading) -> Any:
    """One test: `key` is words, flag, moment, count or the name of a field."""
    if key in LISTED:
        return _listed(key, raw, path, reading)
    if key in ACROSS:
        return ACROSS[key](raw, path, reading)
    fields = reading.names.all_fields()
    if key not in fields:
        return reading.refuse(path, f"is neither a test nor a field{offer(key, (*TESTS[:-1], *fields))}")
    if isinstance(raw, Mapping):
        return _bounds("field", key, raw, path, reading)
    if key in reading.names.numbers and isinstance(raw, int | float) and not isinstance(raw, bool):
        return Test(kind="field", of=key, at_least=raw, at_most=raw)  # 1,000 is 1000
    values = tuple(_plain_value(value) for value in (raw if isinstance(raw, list) else [raw]))
    if not values:
        return reading.refuse(path, "compares nothing: the list is empty")
    check_values(key, values, path, reading)
    return Test(kind="field", of=key, values=values)


def _listed(key: str, raw: Any, path: str, reading: Reading) -> Any:
    values = read_value(tuple[str, ...], raw, path, reading)
    if values is REFUSED:
        return REFUSED
    if not values or not all(value.strip() for value in values):
        return reading.refuse(path, "needs at least one word, and no empty one")
    if key == "words":
        check_sought(values, path, reading)
    known = {
        "flag": (reading.names.flags, "a flag that any rule raises"),
        "moment": (reading.names.moments, "a moment"),
    }
    for value in values if key in known else ():
        reading.known(value, known[key][0], path, known[key][1])
    return Test(kind=key, values=values)  # type: ignore[arg-type]  # one of LISTED


def _count(raw: Any, path: str, reading: Reading) -> Any:
    """`of` may be several fields: complaints then have to share them all."""
    of = raw.get("of") if isinstance(raw, Mapping) else None
    fields = [of] if isinstance(of, str) else of
    if not isinstance(fields, list) or not fields or not all(isinstance(field, str) for field in fields):
        return reading.refuse(path, 'is not like {of="batch", at_least=3}')
    rest = {key: value for key, value in raw.items() if key != "of"}
    for field in fields:
        reading.known(field, reading.names.all_fields(), joined(path, "of"), "a field")
    within = read_duration(rest.pop("within"), joined(path, "within"), reading) if "within" in rest else None
    each = rest.pop("each", "")
    if each not in ("", "customer"):
        return reading.refuse(joined(path, "each"), f'{shown(each)} is not counted by; known is "customer"')
    if isinstance(within, Duration) and within.amount <= 0:
        reading.refuse(joined(path, "within"), f'"{within}" is not a time that has passed; write it like "30 days"')
    found = _bounds("count", "+".join(fields), rest, path, reading)
    return found if REFUSED in (found, within) else msgspec.structs.replace(found, within=within, each=each)


def _earlier(raw: Any, path: str, reading: Reading) -> Any:
    """What the same customer's earlier complaint `was`; with nothing said about that, that there is one."""
    if not isinstance(raw, Mapping):
        return reading.refuse(path, 'is not like {within="30 days", was=["late", "unsatisfied"]}')
    for key in set(raw) - {"within", "was"}:
        return reading.refuse(joined(path, key), f"is not a key here{offer(key, ('within', 'was'))}")
    within = read_duration(raw["within"], joined(path, "within"), reading) if "within" in raw else None
    was = read_value(tuple[str, ...], raw.get("was", []), joined(path, "was"), reading)
    for word in () if was is REFUSED else was:
        reading.known(word, WAS, joined(path, "was"), "something that an earlier complaint can have been")
    return REFUSED if REFUSED in (within, was) else Test(kind="earlier", values=tuple(sorted(was)), within=within)


ACROSS = {"count": _count, "earlier": _earlier}  # what looks at other complaints


def _bounds(kind: str, of: str, raw: Mapping[str, Any], path: str, reading: Reading) -> Any:
    if kind == "field" and set(raw) == {"filled"} and isinstance(raw["filled"], bool):
        return Test(kind="field", of=of, values=(ANY,), worded=of in reading.names.texts, negate=not raw["filled"])
    if kind == "field" and set(raw) == {AGE}:
        age = read_duration(raw[AGE], joined(path, AGE), reading)
        return REFUSED if age is REFUSED else _compared(Test(kind="field", of=of, older_than=age), path, reading)
    if kind == "field" and "filled" in raw:
        return reading.refuse(joined(path, "filled"), "is true or false, and stands alone")
    known = BOUNDS if kind == "count" else (*BOUNDS, AGE, "filled")
    for key in raw:
        if key not in BOUNDS:
            return reading.refuse(joined(path, key), f"is not a comparison{offer(key, known)}")
    if not raw:
        return reading.refuse(path, f"compares nothing; known are {', '.join(known)}")
    values = {key: read_value(float, value, joined(path, key), reading) for key, value in raw.items()}
    if REFUSED in values.values():
        return REFUSED
    return _compared(Test(kind=kind, of=of, **values), path, reading)  # type: ignore[arg-type]


def _compared(test: Test, path: str, reading: Reading) -> Test:
    check_comparison(test, path, reading)
    return test


def _plain_value(raw: Any) -> str:
    if isinstance(raw, bool):
        return YES if raw else NO
    return "、".join(map(_plain_value, raw)) if isinstance(raw, list) else str(raw)


# -- effects ----------------------------------------------------------------------------------------------------------------


def read_then(raw: Any, path: str, reading: Reading) -> Any:
    """A `then`: effects by their names, and values for fields by the fields' names. `assign` may be a list: the first is
    responsible and the others work with it.
    """
    if not isinstance(raw, Mapping):
        return reading.refuse(path, 'is not a table like {severity="major", tell=["director"]}')
    if not raw:
        return reading.refuse(path, "does nothing")
    found = {
        key: read_value(EFFECT_TYPES[key], raw[key], joined(path, key), reading) for key in raw if key in EFFECT_TYPES
    }
    values = {key: value for key, value in found.items() if value is not REFUSED}
    departments = values.pop("assign", ())
    fields = {key: value for key, value in raw.items() if key not in EFFECT_TYPES}
    given = read_set(fields, path, reading, ("an effect", tuple(EFFECT_TYPES)))
    if values.get("certain") and not (given or departments):
        reading.refuse(joined(path, "certain"), "says of nothing that it is certain: the rule sets and assigns nothing")
    if values.get("certain") and "uncertain" in values.get("flag", ()):
        reading.refuse(joined(path, "certain"), 'contradicts the flag "uncertain"')
    return Effects(**values, assign="".join(departments[:1]), assist=departments[1:], set=given)


def read_set(raw: Any, path: str, reading: Reading, beside: tuple[str, tuple[str, ...]] = ("", ())) -> dict[str, str]:
    """The values that a rule or a rung gives to fields; `beside`: what else may stand there, and its words."""
    if not isinstance(raw, Mapping):
        reading.refuse(path, 'is not a table like {severity = "major"}')
        return {}
    settable = (*SETTABLE, *reading.names.fields)
    what, others = beside
    found = {}
    for key, value in raw.items():
        if key in settable:
            found[key] = _plain_value(value)
            check_values(key, (found[key],), joined(path, key), reading)
        else:
            said = f"is neither {what} nor a field that a rule may set" if what else "is no field that a rung may set"
            reading.refuse(joined(path, key), f"{said}{offer(key, (*others, *settable))}")
    return found


# -- tables -----------------------------------------------------------------------------------------------------------------


class _Table(msgspec.Struct, frozen=True, kw_only=True):
    columns: tuple[str, ...]
    rows: list[Any]
    clause: str = ""


def read_tables(raw: Any, reading: Reading) -> list[tuple[str, Rule]]:
    """Each row of each `[table.NAME]` as a rule of group NAME, with its path."""
    if not isinstance(raw, Mapping):
        reading.refuse("table", "is written [table.NAME]")
        return []
    return [rule for name, table in raw.items() for rule in _rules_of(str(name), table, reading)]


def _rules_of(name: str, raw: Any, reading: Reading) -> list[tuple[str, Rule]]:
    path = f"table.{name}"
    shape = _shape(raw, path, reading)
    if shape is None:
        return []
    rules = []
    for i, row in enumerate(shape.rows):
        where = f"{path}.rows[{i}]"
        if not isinstance(row, list) or len(row) != len(shape.columns):
            count = len(row) if isinstance(row, list) else 1
            reading.refuse(where, f"has {count} cells for {len(shape.columns)} columns")
            continue
        rules.append((where, _rule_of(name, shape, row, where, reading)))
    return rules


def _shape(raw: Any, path: str, reading: Reading) -> _Table | None:
    wanted = {"columns", "rows"}
    if isinstance(raw, list):
        reading.refuse(path, f"is written [{path}]")
        return None
    if not isinstance(raw, Mapping) or not wanted <= set(raw) or not all(isinstance(raw[key], list) for key in wanted):
        reading.refuse(path, 'needs columns = ["…", "=…"] and rows = [["…", "…"]]')
        return None
    for key in set(raw) - wanted - {"clause"}:
        reading.refuse(joined(path, key), f"is not a key here{offer(key, (*wanted, 'clause'))}")
    columns = tuple(str(column) for column in raw["columns"])
    if not any(column.startswith("=") for column in columns):
        reading.refuse(f"{path}.columns", 'has no result; a result column begins with "=" like "=severity"')
    check_unlike(columns, f"{path}.columns", reading)
    faulty = [column for i, column in enumerate(columns) if not _column_known(column, f"{path}.columns[{i}]", reading)]
    return None if faulty else _Table(columns=columns, rows=raw["rows"], clause=str(raw.get("clause", "")))


def _column_known(column: str, path: str, reading: Reading) -> bool:
    if column.startswith("="):
        return reading.known(
            column[1:],
            (*EFFECT_TYPES, *SETTABLE, *reading.names.fields),
            path,
            "an effect or a field that a rule may set",
        )
    return reading.known(column, (*LISTED, *reading.names.all_fields()), path, "a test or a field")


def _rule_of(name: str, table: _Table, row: list[Any], path: str, reading: Reading) -> Rule:
    cells = list(zip(table.columns, row, strict=True))
    tests = [read_test(c, cell, f"{path}.{c}", reading) for c, cell in cells if not c.startswith("=") and cell != ANY]
    results = {c[1:]: cell for c, cell in cells if c.startswith("=") and cell not in ("", [])}
    then = read_then(results, path, reading) if results else Effects()
    when = tuple(test for test in tests if test is not REFUSED)
    return Rule(group=name, when=(when,) if when else (), then=then, clause=table.clause)
