"""A policy in force with another directory: everything checked anew that the change may break, and nothing that was wrong before."""

from collections.abc import Mapping
from typing import Any

import msgspec

from chalicelib.core.complaint.saying import say
from chalicelib.core.policy.model import Directory, Policy
from chalicelib.core.policy_reading.decoding import REFUSED, SINGULARS, Reading, read_struct
from chalicelib.core.policy_reading.faults import Fault
from chalicelib.core.policy_reading.names import names_of
from chalicelib.core.policy_reading.whole import check_policy, check_rules_and_people
from chalicelib.core.policy_reading.wording_checks import check_wordings

OF_GONE_WORDS = "labels."  # a label of what is gone harms nobody


def with_directory(policy: Policy, raw: Mapping[str, Any]) -> tuple[Policy, list[Fault]]:
    """The policy with a directory as a file would write it, and what is wrong with it; if anything is, that policy is of no use."""
    reading = Reading(names_of({"directory": raw}))
    directory = read_struct(Directory, raw, "directory", reading)
    if directory is REFUSED:
        return policy, [_fault(problem, reading) for problem in reading.problems]
    renewed = msgspec.structs.replace(policy, directory=directory)
    checked = _checked(renewed)
    before = set(_checked(policy).problems)
    news = [problem for problem in dict.fromkeys(checked.problems) if problem not in before]
    unread = [_fault(problem, reading) for problem in reading.problems]
    return renewed, unread + [_fault(p, checked) for p in news if not p.startswith(OF_GONE_WORDS)]


def wording_faults(policy: Policy) -> list[Fault]:
    """What is wrong with how a policy is worded, apart from values that there are none of."""
    reading = Reading(names_of(as_in_a_file(policy)))
    check_wordings(policy, reading)
    return [_fault(problem, reading) for problem in reading.problems]


def _checked(policy: Policy) -> Reading:
    reading = Reading(names_of(as_in_a_file(policy)))
    rules = [(f"rule[{number}]", rule) for number, rule in enumerate(policy.rules)]
    check_rules_and_people(rules, policy.directory, reading)
    check_policy(policy, rules, reading)
    return reading


def as_in_a_file(part: Policy | Directory) -> dict[str, Any]:
    """A policy or its directory by the keys of a file; the rows of tables are rules there."""
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(part))
    within = {"directory": _in_singular(values["directory"])} if "directory" in values else {}
    return _in_singular({**values, **within})


def _in_singular(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {SINGULARS.get(key, key): value for key, value in parts.items()}


def _fault(problem: str, reading: Reading) -> Fault:
    path, _, words = problem.partition(": ")
    return Fault(path, reading.said.get(problem) or say("against_rules", text=words or path))
