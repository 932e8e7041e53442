"""Counts across complaints: what a policy asks for, under which key those that count together lie, and who must hear of it.

A count lies on each complaint as it was last read (`Complaint.counts`), and beside the complaint's key, so that whoever
counts next sees which of the others know less than they should.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import msgspec

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import Conditional, Test, When
from chalicelib.core.register.indexing import counted_key, instant, received_at
from chalicelib.core.times.working_time import ALWAYS, Duration, shift


class Member(msgspec.Struct, frozen=True):
    """One of the complaints that share a key: its position (received#id) and the counts that it knows of."""

    complaint: str
    position: str
    known: Mapping[str, int]


def asked(policy: Policy) -> tuple[Test, ...]:
    """Every count that the policy looks at."""
    conditional: tuple[Conditional, ...] = (*policy.rules, *policy.clocks, *policy.gates)
    whens: Iterator[When] = chain(
        (part.when for part in conditional),
        (part.unless for part in conditional),
        (task.when for task in policy.tasks),
        (field.when for field in policy.fields),
    )
    return tuple({test: None for when in whens for table in when for test in table if test.kind == "count"})


def fields_of(policy: Policy) -> tuple[str, ...]:
    """The fields, joined by "+" where several are meant, whose equal values are counted."""
    return tuple(dict.fromkeys(test.of for test in asked(policy)))


def fresh(before: Complaint | None, after: Complaint, policy: Policy) -> tuple[str, ...]:
    """Those of `fields_of` whose values this complaint has got, changed or lost."""
    return tuple(of for of in fields_of(policy) if _key(before, of) != _key(after, of))


def _key(complaint: Complaint | None, of: str) -> str:
    return counted_key(complaint, of) if complaint else ""


def start_of(complaint: Complaint, tests: Iterable[Test]) -> str:
    """From which position on the members of a key matter."""
    limits = [test.within for test in tests]
    if None in limits or not limits:
        return ""
    return min(_start(complaint, limit) for limit in limits if limit)


def _start(complaint: Complaint, within: Duration) -> str:
    back = Duration(-within.amount, within.unit)
    return instant(shift(received_at(complaint), back, ALWAYS))


def counts(complaint: Complaint, tests: Iterable[Test], members: Iterable[Member]) -> dict[str, int]:
    """How many complaints each test counts, this one included; 0 for what this one has no value for."""
    others = [m for m in members if m.complaint != complaint.id]
    found = {}
    for test in tests:
        start = _start(complaint, test.within) if test.within else ""
        among = sum(1 for member in others if member.position >= start)
        found[vocabulary.count_name(test)] = among + 1 if counted_key(complaint, test.of) else 0
    return found


def unaware(
    complaint: Complaint, tests: Iterable[Test], members: Iterable[Member], now: Mapping[str, int]
) -> tuple[str, ...]:
    """The other members for whom what the count is now makes a difference that they do not know of."""
    others = [m for m in members if m.complaint != complaint.id]
    wanted = []
    for test in tests:
        name = vocabulary.count_name(test)
        answer = vocabulary.in_bounds(test, now[name])
        wanted += [m.complaint for m in others if vocabulary.in_bounds(test, m.known.get(name, 0)) != answer]
    return tuple(dict.fromkeys(wanted))
