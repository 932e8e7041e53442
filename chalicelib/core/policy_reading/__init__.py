"""A policy's file to a Policy, or a PolicyError that names every fault with file and path.

`shorthand` spells out what a file says once for several places, `names` knows what may be referred to, `decoding` turns values into types, `conditions` reads `when`, `then` and tables,
`whole` has everything checked: `checks` sees whether what they refer to is there; what they mean together is checked by what it is about: `top_checks`, `value_checks`,
`example_checks`, `form_checks`, `answer_checks`, `promise_checks`, `limit_checks`, `clock_checks`, `moment_order`, `reach_checks`, `report_checks`, `directory_checks`.
Paths count from 0: `clock[2]` is the third `[[clock]]`.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from chalicelib.core.policy import documents
from chalicelib.core.policy.model import Directory, Policy, PolicyError, Rule, Rung
from chalicelib.core.policy.vocabulary import Effects, When
from chalicelib.core.policy_reading import conditions
from chalicelib.core.policy_reading.decoding import REFUSED, Reading, joined, read_duration, read_struct
from chalicelib.core.policy_reading.names import names_of
from chalicelib.core.policy_reading.shorthand import spelled_out
from chalicelib.core.policy_reading.whole import check_policy, check_rules_and_people
from chalicelib.core.times.durations import Duration

__all__ = ["read"]

LEVELS = {"supervisor": 1, "desk_head": 1, "director": 2}
NOBODY = Directory(desk="", desk_head="", director="")


def read_policy(data: Mapping[str, Any], source: str) -> Policy:
    """The policy in a decoded TOML file. PolicyError tells all faults, one a line, each as `source: path: what is wrong`."""
    data, problems, places = spelled_out(data)
    reading = Reading(names_of(data))
    reading.problems += problems
    reading.special |= {
        When: conditions.read_when,
        Effects: conditions.read_then,
        dict[str, Duration]: _read_limits,
        Rung: _read_rung,
    }
    policy = _read_policy(data, reading)
    if reading.problems or policy is None:
        raise PolicyError("\n".join(f"{source}: {_placed(problem, places)}" for problem in reading.problems))
    return msgspec.structs.replace(policy, digest=documents.digest(policy))


def _placed(problem: str, places: Mapping[str, str]) -> str:
    """A fault under the place where its author wrote it."""
    part = re.match(r"field\[\d+\]", problem)
    return places.get(part.group(), part.group()) + problem[part.end() :] if part else problem


def _read_policy(data: Mapping[str, Any], reading: Reading) -> Policy | None:
    rest = {key: value for key, value in data.items() if key not in ("rule", "table", "directory")}
    if isinstance(rest.get("calendar"), list):
        rest["calendar"] = [_with_timezone(calendar, data) for calendar in rest["calendar"]]
    rules = _read_rules(data, reading)
    directory = read_struct(Directory, _spoken(data), "directory", reading)
    given = {
        "rules": tuple(rule for _, rule in rules),
        "directory": NOBODY if directory is REFUSED else directory,
        "digest": "",
    }
    policy = read_struct(Policy, rest, "", reading, given)
    check_rules_and_people(rules, None if directory is REFUSED else directory, reading)
    if not isinstance(policy, Policy):
        return None
    check_policy(policy, rules, reading)
    return policy


def _spoken(data: Mapping[str, Any]) -> Any:
    """The directory, whose people read the organisation's first language unless they say another."""
    directory, languages = data.get("directory", {}), data.get("languages")
    people = directory.get("person") if isinstance(directory, Mapping) else None
    if not isinstance(people, list) or not isinstance(languages, list) or not languages:
        return directory
    spoken = [{"language": languages[0], **p} if isinstance(p, Mapping) else p for p in people]
    return {**directory, "person": spoken}


def _with_timezone(calendar: Any, data: Mapping[str, Any]) -> Any:
    """A calendar keeps the organisation's time zone unless it names one."""
    zone = data.get("timezone")
    return {"timezone": zone, **calendar} if isinstance(calendar, Mapping) and zone else calendar


def _read_rules(data: Mapping[str, Any], reading: Reading) -> list[tuple[str, Rule]]:
    """Rules, then the rows of tables, each with its path."""
    raw = data.get("rule", [])
    if not isinstance(raw, list):
        reading.refuse("rule", "is written [[rule]]")
        raw = []
    found = [(f"rule[{i}]", read_struct(Rule, rule, f"rule[{i}]", reading)) for i, rule in enumerate(raw)]
    rows = conditions.read_tables(data.get("table", {}), reading)
    return [(path, rule) for path, rule in found if rule is not REFUSED] + rows


def _read_limits(raw: Any, path: str, reading: Reading) -> Any:
    """The `within` of a clock or a task: one duration for all, or one for each severity."""
    if not isinstance(raw, Mapping):
        found = read_duration(raw, path, reading)
        return found if found is REFUSED else {"": found}
    each = {str(key): read_duration(value, joined(path, str(key)), reading) for key, value in raw.items()}
    return REFUSED if REFUSED in each.values() else each


def _read_rung(raw: Any, path: str, reading: Reading) -> Any:
    """A rung; whom it tells gives the level of escalation unless it names one."""
    if not isinstance(raw, Mapping):
        return read_struct(Rung, raw, path, reading)
    at = raw.get("at")
    if isinstance(at, str) and at.strip()[:1].isdigit():
        span = at.strip()
        reading.refuse(
            joined(path, "at"),
            f'"{at}" does not say on which side; write "-{span}" for before the due time, "+{span}" for after',
        )
    given = {"set": conditions.read_set(raw.get("set", {}), joined(path, "set"), reading)}
    rung = read_struct(Rung, {key: value for key, value in raw.items() if key != "set"}, path, reading, given)
    if rung is REFUSED or "level" in raw:
        return rung
    return msgspec.structs.replace(rung, level=max((LEVELS.get(role, 0) for role in rung.tell), default=0))
