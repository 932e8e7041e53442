"""In what order the limits of a sound policy come: steps within wholes, grades beside grades, forms before what waits for them."""

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Clock, Extension, Gate, Policy, Task
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.policy_reading.moment_order import IN_ORDER, place_of
from chalicelib.core.times.working_time import due, shift
from redress.remarks.limits import A_MONDAY, ENDS, NEXT_DAY, end_of, may_run
from redress.remarks.value_flow import Place

STEPS = ("registered", "referred", "assigned", "accepted")  # on the way to an answer


def remarks_on_order(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _graver_and_slower(policy)
    yield from _within_another(policy)
    yield from _unlike_the_others(policy)
    yield from _begun_elsewhere(policy)
    yield from _asked_at_another_time(policy)


def _graver_and_slower(policy: Policy) -> Iterator[str]:
    """A graver complaint that has more time than a lesser one by one clock or task, and less by another."""
    slower: dict[tuple[str, str], str] = {}
    faster: dict[tuple[str, str], str] = {}
    for name, ends in _by_severity(policy):
        for one, other in combinations(ends, 2):
            if ends[one] != ends[other]:
                (faster if ends[other] < ends[one] else slower).setdefault((one, other), name)
    for one, other in sorted(slower.keys() & faster.keys()):
        yield (
            f'"{slower[one, other]}" gives what is {other} more time than what is {one}, "{faster[one, other]}" less'
        )


def _by_severity(policy: Policy) -> Iterator[tuple[str, dict[str, datetime]]]:
    """How long each severity has between two moments, by whichever of the clocks between them ends first; and for a task."""
    between: dict[tuple[str, str], list[Clock]] = {}
    for clock in policy.clocks:
        between.setdefault((clock.from_, clock.until), []).append(clock)
    for clocks in between.values():
        ends = {s: [end_of(c, s, policy) for c in clocks if may_run(c, "severity", s)] for s in policy.severities}
        yield clocks[0].name, {severity: min(each) for severity, each in ends.items() if each}
    parts: tuple[Clock | Task, ...] = (*policy.clocks, *policy.tasks)
    for part in parts:
        yield part.name, {s: end_of(part, s, policy) for s in policy.severities if s in part.within}
    yield from _consents_by_severity(policy)
    for clock in policy.clocks:
        more = [each for each in policy.extensions if each.clock == clock.name and each.when and each.at_most]
        ends = {
            s: [_extended(e, clock, policy) for e in more if may_run(Place(e.name, e.when), "severity", s)]
            for s in policy.severities
        }
        yield " and ".join(each.name for each in more), {s: max(each) for s, each in ends.items() if each}


def _extended(extension: Extension, clock: Clock, policy: Policy) -> datetime:
    return shift(A_MONDAY, extension.at_most or NEXT_DAY, policy.calendar(clock.calendar))


def _consents_by_severity(policy: Policy) -> Iterator[tuple[str, dict[str, datetime]]]:
    """How long each consent of the same people before the same moment may take, where gates are told apart by severity."""
    alike: dict[tuple[str, tuple[str, ...]], list[Gate]] = {}
    for gate in policy.gates:
        graded = any(test.of == "severity" for table in gate.when for test in table)
        if gate.approve and gate.within and graded:
            alike.setdefault((gate.before, gate.approve), []).append(gate)
    for gates in alike.values():
        ends = {s: [_agreed(g, policy) for g in gates if may_run(g, "severity", s)] for s in policy.severities}
        yield gates[0].name, {severity: min(each) for severity, each in ends.items() if each}


def _agreed(gate: Gate, policy: Policy) -> datetime:
    return due(A_MONDAY, gate.within or NEXT_DAY, policy.calendar(gate.calendar))


def _within_another(policy: Policy) -> Iterator[str]:
    """A step that may take longer than the whole of which it is a part."""
    for part in policy.clocks:
        for whole in policy.clocks:
            if not _is_part(part, whole, policy) or exclude(part.when, whole.when):
                continue
            both = (s for s in policy.severities if all(may_run(clock, "severity", s) for clock in (part, whole)))
            longer = next((s for s in both if end_of(part, s, policy) > end_of(whole, s, policy)), "")
            if longer:
                yield (
                    f'clock "{part.name}" lets what is {longer} wait longer for "{part.until}" '
                    f'than clock "{whole.name}" does for "{whole.until}"'
                )


def _unlike_the_others(policy: Policy) -> Iterator[str]:
    """One of several parts with the same limits for each severity, and another for one of them: a figure is mistyped."""
    parts: tuple[Clock | Task, ...] = (*policy.clocks, *policy.tasks)
    graded = [part for part in parts if len(part.within) > 1]
    for part in graded:
        others = [other for other in graded if other.within != part.within]
        for severity, within in part.within.items():
            like = [o for o in others if all(o.within.get(s) == w for s, w in part.within.items() if s != severity)]
            limits = {each.within.get(severity) for each in like}
            if len(like) > 1 and len(limits) == 1 and {*like[0].within} == {*part.within}:
                yield f'"{part.name}" gives what is {severity} {within}, and {" and ".join(each.name for each in like)} {like[0].within[severity]} beside the same for all else'


def _begun_elsewhere(policy: Policy) -> Iterator[str]:
    """A clock that ends with others and has their limits, and begins with another moment, or is counted by another calendar, than they all do."""
    for clock in policy.clocks:
        ending = [c for c in policy.clocks if c is not clock and (c.until, c.within) == (clock.until, clock.within)]
        begins = [c for c in ending if c.calendar == clock.calendar]
        counted = [c for c in ending if c.from_ == clock.from_]
        for what, own, others in (
            ("begins at", clock.from_, [c.from_ for c in begins]),
            ("is counted by", clock.calendar, [c.calendar for c in counted]),
        ):
            if len(others) > 1 and len({*others}) == 1 and own not in others:
                yield f'clock "{clock.name}" {what} "{own}", and {len(others)} others with the same limits until "{clock.until}" by "{others[0]}"'


def _is_part(part: Clock, whole: Clock, policy: Policy) -> bool:
    """Whether what the one waits for comes before what the other does, and both begin alike; handing out is a part of answering whenever that begins."""
    if part.from_ == "received" and part.until in STEPS and whole.until in ENDS:
        return True
    if whole.promised and part.until not in IN_ORDER and _begins_before_the_answer(part.from_, policy):
        return whole.until == "answered"
    leads = any(
        (c.from_, c.until) == (part.until, whole.until) for c in policy.clocks if not exclude(c.when, part.when)
    )
    ordered = (part.until, whole.until) in combinations(IN_ORDER, 2)
    return part.from_ == whole.from_ and part.until != whole.until and (leads or ordered)


def _begins_before_the_answer(moment: str, policy: Policy) -> bool:
    place = place_of(moment, policy)
    return place is not None and place < IN_ORDER.index("proposed")


def _asked_at_another_time(policy: Policy) -> Iterator[str]:
    """A clock that begins long after people were asked for what it waits for, so that what was done before counts for nothing; or long before they are."""
    for clock in policy.clocks:
        begins = place_of(clock.from_, policy)
        asked = [place_of(task.opens, policy) for task in policy.tasks if duties.moment_of(task) == clock.until]
        places = [place for place in asked if place is not None]
        agreed = [g.before for g in policy.gates if g.approve and g.name == clock.until]
        if begins is not None and any(
            (place_of(each, policy) or begins) < begins or each == clock.from_ for each in agreed
        ):
            yield f'clock "{clock.name}" begins at "{clock.from_}", before which "{clock.until}" has been agreed to'
        if clock.until in IN_ORDER or begins is None or not places or len(places) < len(asked):
            continue
        if max(places) < begins:
            yield f'clock "{clock.name}" begins at "{clock.from_}", and "{clock.until}" was asked for before that'
        if begins < IN_ORDER.index("proposed") and min(places) >= IN_ORDER.index("answered"):
            yield f'clock "{clock.name}" begins at "{clock.from_}", and "{clock.until}" is asked for after the answer'
