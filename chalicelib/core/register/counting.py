"""Counts across complaints: what a policy asks for, under which key those that count together lie, and who must hear of it.

A count lies on each complaint as it was last read (`Complaint.counts`), and beside the complaint's key, so that whoever
counts next sees which of the others know less than they should.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from math import ceil

import msgspec

from chalicelib.core.complaint import delivery
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.policy.vocabulary import Conditional, Test, When
from chalicelib.core.register.indexing import counted_key, customer, instant
from chalicelib.core.register.rows import received_at
from chalicelib.core.times.working_time import ALWAYS, Duration, shift

ACROSS = ("count", "earlier")  # tests that look at other complaints
AT_ONCE = 100  # complaints that may be stored between one's own commit and its count: several times as many as workers at a time
PLEASED = 3  # the satisfaction, of 4, from which a customer is


class Member(msgspec.Struct, frozen=True):
    """One of the complaints that share a key: its position (received#id), the counts that it knows of, whose it is."""

    complaint: str
    position: str
    known: Mapping[str, int]
    who: frozenset[str] = frozenset()


@of_policy
def asked(policy: Policy) -> tuple[Test, ...]:
    """Everything that the policy asks of other complaints: counts, and what a customer's earlier one was."""
    conditional: tuple[Conditional, ...] = (*policy.rules, *policy.clocks, *policy.gates)
    whens: Iterator[When] = chain(
        (part.when for part in conditional),
        (part.unless for part in conditional),
        (task.when for task in policy.tasks),
        (field.when for field in policy.fields),
    )
    return tuple({test: None for when in whens for table in when for test in table if test.kind in ACROSS})


@of_policy
def fields_of(policy: Policy) -> tuple[str, ...]:
    """The fields, joined by "+" where several are meant, whose equal values are counted."""
    return tuple(dict.fromkeys(test.of for test in asked(policy) if test.kind == "count"))


def fresh(before: Complaint | None, after: Complaint, policy: Policy) -> tuple[Test, ...]:
    """Those of `asked` whose answers may have changed: the complaint has got, changed or lost a value, or its customer."""
    return tuple(test for test in asked(policy) if _place(before, test) != _place(after, test))


def _place(complaint: Complaint | None, test: Test) -> tuple[str, frozenset[str]]:
    """Where a test looks for other complaints: under a value, under a customer or under both."""
    if complaint is None:
        return "", frozenset()
    key = counted_key(complaint, test.of) if test.of else ""
    if test.kind == "count" and not key:
        return "", frozenset()  # nothing to count, whoever it is
    return key, customer(complaint) if test.each or test.kind == "earlier" else frozenset()


def read_together(asked_: Iterable[Test], policy: Policy) -> tuple[tuple[Test, ...], ...]:
    """The counts on the fields that are asked for, in groups that one reading answers: of one field, within one time."""
    fields = {test.of for test in asked_ if test.kind == "count"}
    found: dict[tuple[str, Duration | None], list[Test]] = {}
    for test in asked(policy):
        if test.kind == "count" and test.of in fields:
            found.setdefault((test.of, test.within), []).append(test)
    return tuple(map(tuple, found.values()))


def enough(tests: Iterable[Test]) -> int:
    """How many members are read at a time: as many as can matter, with those that were stored at the same instant."""
    return max(map(_most, tests), default=0) + AT_ONCE


def until_settled(complaint: Complaint, tests: Sequence[Test], members: Iterable[Member]) -> list[Member]:
    """The first members, as far as any further ones change nothing: how many there are beyond every bound is not asked.

    Who knows too little is among them: each counts again once it is stored, so that only those which came before the bound
    was reached, or in the same instant, can be unaware.
    """
    coming, found = iter(members), list[Member]()
    while some := list(islice(coming, enough(tests))):
        found += some
        now = counts(complaint, tests, found)
        if all(now[vocabulary.count_name(test)] > _most(test) for test in tests):
            break
    return found


def _most(test: Test) -> int:
    """The largest number that a test names: beyond it the answer stays what it is."""
    return ceil(
        max((each for each in (test.at_least, test.over, test.at_most, test.below) if each is not None), default=0)
    )


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
        among = [member for member in others if member.position >= start]
        whole = _customers((customer(complaint), *(m.who for m in among))) if test.each else len(among) + 1
        found[vocabulary.count_name(test)] = whole if counted_key(complaint, test.of) else 0
    return found


def _customers(complainants: Iterable[frozenset[str]]) -> int:
    """How many different people these are: who shares a mailbox or a phone with another is the same one. Of whom nothing is
    known, each is somebody else.
    """
    known: list[frozenset[str]] = []
    nameless = 0
    for who in complainants:
        same = [other for other in known if other & who]
        known = [other for other in known if not other & who] + ([who.union(*same)] if who else [])
        nameless += not who
    return len(known) + nameless


def earlier(complaint: Complaint, tests: Iterable[Test], others: Iterable[Complaint], policy: Policy) -> dict[str, int]:
    """How many of a customer's `others` each test finds that came before this one and were what it asks."""
    at = received_at(complaint)
    before = [o for o in others if o.id != complaint.id and o.status != "merged" and received_at(o) < at]
    found = {}
    for test in tests:
        start = _start(complaint, test.within) if test.within else ""
        recent = [other for other in before if instant(received_at(other)) >= start]
        found[vocabulary.count_name(test)] = sum(_was(other, test.values, at, policy) for other in recent)
    return found


def _was(other: Complaint, words: tuple[str, ...], at: datetime, policy: Policy) -> bool:
    answers = {"late": _late(other, at, policy), "unsatisfied": (other.satisfaction or PLEASED) < PLEASED}
    return not words or any(answers[word] for word in words)


def _late(other: Complaint, at: datetime, policy: Policy) -> bool:
    """Whether its customer was answered after the limit, or waits beyond it."""
    limits = {clock.name for clock in policy.clocks if clock.until == "answered"}
    lines = (delivery.as_delivered(line, other.moments) for line in other.deadlines if line.clock in limits)
    return any(line.missed or (line.met or at) > line.due for line in lines)


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
