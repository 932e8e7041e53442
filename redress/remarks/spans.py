"""Spans of a sound policy beside one another: what outlasts the whole, what is asked too early, and what is counted in two units."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations

from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Clock, Extension, Policy, Stage, Task
from chalicelib.core.policy.vocabulary import Test, When
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.policy_reading.moment_order import IN_ORDER, place_of
from chalicelib.core.times.working_time import Duration, due, shift
from redress.remarks.limits import A_MONDAY, ENDS, end_of, may_run
from redress.remarks.units import elapsed

A_DAY = timedelta(days=1)
MANY_TIMES = 10
OF_THE_END = ("answered", "visited", "closed")
KNOWN_EARLY = ("kind", "severity", "category", "channel", "round", "stage", "department", "unit")
PROPOSED = IN_ORDER.index("proposed")


def remarks_on_spans(policy: Policy) -> Iterator[str]:
    """A sentence for each span that fits badly to another."""
    yield from _outlasting(policy)
    yield from _agreed_after_the_limit(policy)
    yield from _extended_beyond(policy)
    yield from _extended_many_times_over(policy)
    yield from _granted_by_who_asks(policy)
    yield from _asked_before_the_stage_is_over(policy)
    yield from _closed_while_asked(policy)
    yield from _counted_in_other_units(policy)


def _outlasting(policy: Policy) -> Iterator[str]:
    """Work on the way to the answer that may take longer than there is for the answer."""
    for task in (each for each in policy.tasks if each.within and not each.after):
        for when in _asked_when(task, policy):
            wholes = [
                c for c in policy.clocks if c.until in ENDS and not exclude(when, c.when) and _begins_first(c, task)
            ]
            graded = [
                s for s in policy.severities if _concerns(when, s) and any(may_run(c, "severity", s) for c in wholes)
            ]
            late = [s for s in graded if _ends(task, s, policy) > max(_whole_ends(wholes, s, policy))]
            if late and (late == graded or any(s in task.within for s in late)):
                longest = max(wholes, key=lambda each: end_of(each, late[0], policy))
                yield f'task "{task.name}" may take longer than clock "{longest.name}" gives the whole until "{longest.until}"'
                break


def _begins_first(clock: Clock, task: Task) -> bool:
    """Whether the whole has begun when the step is asked for."""
    return (
        not task.opens
        or clock.from_ not in IN_ORDER
        or task.opens not in IN_ORDER
        or (IN_ORDER.index(clock.from_) <= IN_ORDER.index(task.opens))
    )


def _whole_ends(wholes: list[Clock], severity: str, policy: Policy) -> list[datetime]:
    return [end_of(clock, severity, policy) for clock in wholes if may_run(clock, "severity", severity)]


def _ends(task: Task, severity: str, policy: Policy) -> datetime:
    return end_of(task, severity, policy)


def _asked_when(task: Task, policy: Policy) -> Iterator[When]:
    """The conditions under which a step on the way to the answer is asked for; of rules, those that grade it."""
    place = place_of(task.opens, policy) if task.opens else None
    if place is not None and place < PROPOSED and duties.moment_of(task) not in IN_ORDER:
        yield task.when
    for rule in policy.rules if not task.opens else ():
        if task.name in rule.then.open:
            for table in rule.when:
                if _is_known_early(table):
                    yield (table,)


def _is_known_early(table: tuple[Test, ...]) -> bool:
    """Whether it looks at what the complaint itself says, or is graded by, and not at what forms bring in the end."""
    early = all(test.kind in ("words", "flag", "moment") or test.of in KNOWN_EARLY for test in table)
    return early and not any(test.kind == "moment" and {*test.values} & {*OF_THE_END} for test in table)


def _concerns(when: When, severity: str) -> bool:
    tests = [[t for t in table if t.kind == "field" and t.of == "severity"] for table in when]
    return not when or any(all((severity in t.values) is not t.negate for t in table) for table in tests)


def _agreed_after_the_limit(policy: Policy) -> Iterator[str]:
    """Consent to a step that may take longer than the step has."""
    for gate in (each for each in policy.gates if each.approve and each.within and each.before not in ENDS):
        agreed = due(A_MONDAY, gate.within or Duration(0, "minute"), policy.calendar(gate.calendar))
        waiting = (c for c in policy.clocks if c.until == gate.before and c.from_ != gate.name)
        for clock in (each for each in waiting if not exclude(each.when, gate.when)):
            ends = [
                end_of(clock, s, policy)
                for s in policy.severities
                if may_run(clock, "severity", s) and may_run(gate, "severity", s)
            ]
            if ends and agreed > max(ends):
                yield (
                    f'gate "{gate.name}" gives its consent {gate.within}, and clock "{clock.name}" has less until "{clock.until}", '
                    "which waits for it: it would be late before anybody is chased for consent"
                )
                break
        for task in (
            t
            for t in policy.tasks
            if t.within and duties.moment_of(t) == gate.before and not exclude(t.when, gate.when)
        ):
            if agreed > max(end_of(task, s, policy) for s in policy.severities):
                yield f'gate "{gate.name}" gives its consent {gate.within}, and task "{task.name}", which waits for it, has less'


def _extended_beyond(policy: Policy) -> Iterator[str]:
    """More time for an inner limit that goes beyond an outer one, of which there is no more."""
    extended = {each.clock for each in policy.extensions}
    for each in (e for e in policy.extensions if e.at_most):
        inner = next(clock for clock in policy.clocks if clock.name == each.clock)
        for outer in policy.clocks:
            same = outer.until == inner.until and _begins_no_later(outer, inner, policy) and outer.name not in extended
            apart = any(exclude(outer.when, when) for when in (inner.when, each.when)) or _gives_way(outer)
            severity = _beyond(each, inner, outer, policy) if same and not apart else ""
            if severity:
                yield (
                    f'extension "{each.name}" leads clock "{inner.name}" beyond the end of clock "{outer.name}" ({severity}), '
                    "which nothing extends: whoever is given more time is late all the same"
                )


def _extended_many_times_over(policy: Policy) -> Iterator[str]:
    """More time that is many times the time itself."""
    for each in (e for e in policy.extensions if e.at_most):
        clock = next(clock for clock in policy.clocks if clock.name == each.clock)
        longest = max(map(elapsed, clock.within.values()))
        if each.at_most and elapsed(each.at_most) > longest * MANY_TIMES:
            yield f'extension "{each.name}" gives {each.at_most} more to clock "{clock.name}", many times the limit itself'


def _granted_by_who_asks(policy: Policy) -> Iterator[str]:
    """More time that whoever asks for it gives themselves."""
    for each in policy.extensions:
        clock = next(clock for clock in policy.clocks if clock.name == each.clock)
        if each.grants[:1] == ("handler",) and "handler" in policy.may.get("extend", ("handler",)):
            yield f'extension "{each.name}" is granted by the handler, who asks for it: clock "{clock.name}" binds nobody'


def _begins_no_later(outer: Clock, inner: Clock, policy: Policy) -> bool:
    """Whether the outer limit has begun when the inner one does."""
    first, then = place_of(outer.from_, policy), place_of(inner.from_, policy)
    return outer.from_ == inner.from_ or (first is not None and then is not None and first < then)


def _closed_while_asked(policy: Policy) -> Iterator[str]:
    """A limit until the closing that ends before the customer's time to ask for more."""
    for clock in (each for each in policy.clocks if (each.from_, each.until) == ("answered", "closed")):
        for stage in (each for each in policy.stages[:-1] if each.within and _runs_in(clock.when, each)):
            ends = due(A_MONDAY, stage.within or Duration(0, "minute"), policy.calendar(stage.calendar))
            shortest = min(end_of(clock, s, policy) for s in policy.severities)
            if shortest < ends:
                yield (
                    f'clock "{clock.name}" wants the complaint closed after {", ".join(map(str, clock.within.values()))}, '
                    f'and stage "{stage.name}" lets the customer ask for more for {stage.within}'
                )


def _gives_way(clock: Clock) -> bool:
    """Whether it runs no more once there is more time for another."""
    return any(test.kind == "moment" and "extended" in test.values for table in clock.unless for test in table)


def _beyond(each: Extension, inner: Clock, outer: Clock, policy: Policy) -> str:
    """The first severity for which the longer inner limit ends after the outer one that it lay within."""
    for severity in (s for s in policy.severities if may_run(inner, "severity", s) and may_run(outer, "severity", s)):
        ends, last = end_of(inner, severity, policy), end_of(outer, severity, policy)
        later = shift(ends, each.at_most or Duration(0, "minute"), policy.calendar(inner.calendar))
        if ends <= last < later:
            return severity
    return ""


def _asked_before_the_stage_is_over(policy: Policy) -> Iterator[str]:
    """What is asked because the customer has not asked for more, while they still may."""
    for task in (each for each in policy.tasks if each.unless == "reopened" and each.opens == "answered"):
        followed = (each for each in policy.stages if each.times > 1 or each is not policy.stages[-1])
        for stage in (each for each in followed if each.within and _runs_in(task.when, each)):
            ends = due(A_MONDAY, stage.within or Duration(0, "minute"), policy.calendar(stage.calendar))
            asked = shift(A_MONDAY, task.after, policy.calendar(task.calendar)) if task.after else A_MONDAY
            if asked < ends:
                yield (
                    f'task "{task.name}" is asked {task.after or "at once"} after the answer unless the customer asks for more, '
                    f'for which stage "{stage.name}" gives them {stage.within}: make its after as long'
                )


def _runs_in(when: When, stage: Stage) -> bool:
    """Whether conditions leave that stage in."""
    named = [t for table in when for t in table if t.of == "stage" and t.kind == "field"]
    return not named or any((stage.name in test.values) is not test.negate for test in named)


def _counted_in_other_units(policy: Policy) -> Iterator[str]:
    """Counts of the same whose times have one figure and two units, and what is over only long after the time that is counted."""
    counts = [
        (rule.group, test, {value for each in table if each.kind == "moment" for value in each.values})
        for rule in policy.rules
        for table in rule.when
        for test in table
        if test.kind in ("count", "earlier") and test.within
    ]
    told: set[str] = set()
    for (one, a, _), (other, b, _) in combinations(counts, 2):
        if (
            a.within
            and b.within
            and a.of == b.of
            and a.within.amount == b.within.amount
            and a.within.unit != b.within.unit
        ):
            told.add(
                f'rules of "{one}" and "{other}" count {a.of.replace("+", " and ")} within {a.within} here and {b.within} there'
            )
    for group, test, moments in counts:
        if moments & {*OF_THE_END} and test.within and elapsed(test.within) < timedelta(days=1):
            told.add(
                f'a rule of group "{group}" waits for "{min(moments)}" and counts what came within {test.within}: few are ended so soon'
            )
        if test.within and _is_of_a_person(test, policy) and elapsed(test.within) < A_DAY:
            of = test.of.replace("+", " and ") or "the customer's earlier complaints"
            told.add(
                f'a rule of group "{group}" counts {of} within {test.within}: nobody is complained of, or complains, so often in so short a time'
            )
    for clock, twin in combinations(policy.clocks, 2):
        if (clock.from_, clock.until) == (twin.from_, twin.until):
            told |= set(_in_other_days(clock, twin))
    yield from sorted(told)


def _in_other_days(one: Clock, other: Clock) -> Iterator[str]:
    """Two clocks between the same moments whose limits are one number of days, worked by one and not by the other."""
    for a, b in ((one.within[s], other.within[s]) for s in one.within if s in other.within):
        if a.amount == b.amount > 1 and {a.unit, b.unit} in ({"day", "working day"}, {"hour", "working hour"}):
            yield f'clock "{one.name}" gives {a} until "{one.until}", and clock "{other.name}" {b}: one of the two is counted otherwise'
            return


def _is_of_a_person(test: Test, policy: Policy) -> bool:
    """Whether it counts what one customer wrote, or what was written of one colleague."""
    return test.kind == "earlier" or bool(
        {*test.of.split("+")} & {"customer", *policy.fields_that_mean("complained_of")}
    )
