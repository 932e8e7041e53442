"""What the limits and ladders of a sound policy might still want: whom nothing limits, who hears first, what comes too late to be of use."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations

from chalicelib.core.handling.timing.rungs import SUPERIORS, WORKING
from chalicelib.core.policy import duties
from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.model import Clock, Gate, Policy, Task
from chalicelib.core.policy.vocabulary import Test
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.policy_reading.moment_order import IN_ORDER, place_of
from chalicelib.core.times.working_time import ALWAYS, due, shift

ENDS = ("answered", "proposed")
STEPS = ("registered", "referred", "assigned", "accepted")  # on the way to an answer
OFTEN = timedelta(hours=1)
A_MONDAY = datetime(
    2026, 3, 2, 1, tzinfo=UTC
)  # spans are compared from here: nine in Shanghai, a week without holidays


def remarks_on_limits(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _unlimited(policy)
    yield from _promised_of_something_else(policy)
    yield from _graver_and_slower(policy)
    yield from _within_another(policy)
    yield from _asked_before_it_runs(policy)
    yield from _held_back_too_long(policy)
    yield from _decided_too_late(policy)
    for clock in policy.clocks:
        yield from _heard_too_early(clock, policy)
        yield from _heard_by_leaders_alone(clock)
        yield from _flooding(clock)
        yield from _graded_down(clock, policy)
    for gate in policy.gates:
        yield from _late_consent(gate, policy)


def _unlimited(policy: Policy) -> Iterator[str]:
    """Complaints whose answer no clock limits; and a policy that tells no customer a time."""
    answers = [clock for clock in policy.clocks if clock.until in ENDS]
    if any(task.within for task in answer_tasks(policy)):
        return
    for field, values in (("severity", policy.severities), ("kind", policy.flow_kinds)):
        without = [v for v in values if not any(_may_run(clock, field, v) for clock in answers)]
        if without and (len(without) < len(values) or field == "severity"):
            yield (
                f'no clock until "answered" runs where {field} is {" or ".join(without)}: the answer has the next working day'
            )
    promised = [clock for clock in policy.clocks if clock.promised]
    if answers and policy.flow_kinds and not promised:
        yield "no clock is promised, so that customers are told no time: give that of the answer promised = true"
    for field, values in (("severity", policy.severities), ("kind", policy.flow_kinds)):
        untold = [
            v
            for v in values
            if any(_may_run(c, field, v) for c in answers) and not any(_may_run(c, field, v) for c in promised)
        ]
        if promised and untold:
            yield f"no promised clock runs where {field} is {' or '.join(untold)}: customers are told no time then"


def _may_run(part: Clock | Gate, field: str, value: str) -> bool:
    """Whether its conditions let a complaint with that value through, whatever else they ask."""
    allowed = not part.when or any(all(_passes(test, field, value) for test in table) for table in part.when)
    return allowed and not any(all(t.of == field and _passes(t, field, value) for t in table) for table in part.unless)


def _passes(test: Test, field: str, value: str) -> bool:
    return test.kind != "field" or test.of != field or (value in test.values) is not test.negate


def _promised_of_something_else(policy: Policy) -> Iterator[str]:
    for clock in policy.clocks:
        if clock.promised and clock.until not in ENDS:
            yield f'clock "{clock.name}" is promised and ends with "{clock.until}": letters tell its time as that of the answer'


def _heard_too_early(clock: Clock, policy: Policy) -> Iterator[str]:
    """Leaders who hear that a limit has passed before those below them."""
    calendar = policy.calendar(clock.calendar)
    first: dict[str, datetime] = {}
    for rung in (each for each in clock.rungs if each.at.amount >= 0):
        at = shift(A_MONDAY, rung.at, calendar)
        first |= {role: min(at, first.get(role, at)) for role in rung.tell}
    ours = min((at for role, at in first.items() if role in WORKING), default=None)
    early = [role for role, at in first.items() if role in SUPERIORS and ours is not None and at < ours]
    if early:
        yield f'clock "{clock.name}" tells {", ".join(early)} of the passed limit before whoever has to act'
    if "supervisor" in first and "director" in first and first["director"] < first["supervisor"]:
        yield f'clock "{clock.name}" tells the director of the passed limit before the supervisor'


def _heard_by_leaders_alone(clock: Clock) -> Iterator[str]:
    """A passed limit of the answer of which a unit's leaders hear, and nobody who has to act."""
    told = {role for rung in clock.rungs if rung.at.amount >= 0 for role in rung.tell}
    if clock.until in ENDS and told & {"supervisor", "director"} and not told & {*WORKING, "desk_head"}:
        yield f'clock "{clock.name}" tells nobody who has to act that its limit has passed'


def _flooding(clock: Clock) -> Iterator[str]:
    """A rung that repeats itself many times an hour."""
    for rung in clock.rungs:
        if rung.every and A_MONDAY < shift(A_MONDAY, rung.every, ALWAYS) < A_MONDAY + OFTEN:
            yield f'clock "{clock.name}" tells {", ".join(rung.tell)} the same every {rung.every}, day and night'


def _graver_and_slower(policy: Policy) -> Iterator[str]:
    """A graver complaint that has more time than a lesser one by one clock or task, and less by another."""
    slower: dict[tuple[str, str], str] = {}
    faster: dict[tuple[str, str], str] = {}
    limited: tuple[Clock | Task, ...] = (*policy.clocks, *policy.tasks)
    for clock in limited:
        ends = {s: _end(clock, s, policy) for s in policy.severities if s in clock.within}
        for one, other in combinations(ends, 2):
            if ends[one] != ends[other]:
                (faster if ends[other] < ends[one] else slower).setdefault((one, other), clock.name)
    for one, other in sorted(slower.keys() & faster.keys()):
        yield (
            f'"{slower[one, other]}" gives what is {other} more time than what is {one}, "{faster[one, other]}" less'
        )


def _within_another(policy: Policy) -> Iterator[str]:
    """A step that may take longer than the whole of which it is a part."""
    for part in policy.clocks:
        for whole in policy.clocks:
            if not _is_part(part, whole, policy) or exclude(part.when, whole.when):
                continue
            both = (s for s in policy.severities if all(_may_run(clock, "severity", s) for clock in (part, whole)))
            longer = next((s for s in both if _end(part, s, policy) > _end(whole, s, policy)), "")
            if longer:
                yield (
                    f'clock "{part.name}" lets what is {longer} wait longer for "{part.until}" '
                    f'than clock "{whole.name}" does for "{whole.until}"'
                )


def _asked_before_it_runs(policy: Policy) -> Iterator[str]:
    """A clock that begins long after people were asked for what it waits for: what was done before it counts for nothing."""
    for clock in policy.clocks:
        begins = place_of(clock.from_, policy)
        asked = [place_of(task.opens, policy) for task in policy.tasks if duties.moment_of(task) == clock.until]
        own = clock.until not in IN_ORDER
        if own and begins is not None and asked and all(place is not None and place < begins for place in asked):
            yield f'clock "{clock.name}" begins at "{clock.from_}", and "{clock.until}" was asked for before that'


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


def _end(clock: Clock | Task, severity: str, policy: Policy) -> datetime:
    """When it ends that began on a Monday."""
    within = clock.within.get(severity) or clock.within.get("") or next(iter(clock.within.values()))
    return due(A_MONDAY, within, policy.calendar(clock.calendar))


def _held_back_too_long(policy: Policy) -> Iterator[str]:
    """Answers that wait, to be taken back, as long as there is time for them."""
    for clock in (each for each in policy.clocks if policy.undo and each.until == "answered"):
        for severity in (each for each in policy.severities if _may_run(clock, "severity", each)):
            if policy.undo and shift(A_MONDAY, policy.undo, ALWAYS) >= _end(clock, severity, policy):
                yield f'undo = "{policy.undo}" holds answers back as long as clock "{clock.name}" has for them'
                break


def _decided_too_late(policy: Policy) -> Iterator[str]:
    """More time whose granting may take longer than what is granted."""
    for each in (e for e in policy.extensions if e.at_most and e.within):
        clock = next((c for c in policy.clocks if c.name == each.clock), None)
        granted = shift(A_MONDAY, each.at_most, policy.calendar(clock.calendar)) if clock and each.at_most else None
        if granted and each.within and due(A_MONDAY, each.within, policy.calendar(each.calendar)) > granted:
            yield f'extension "{each.name}" may take {each.within} to decide and gives {each.at_most}'


def _graded_down(clock: Clock, policy: Policy) -> Iterator[str]:
    """A passed limit that makes a complaint less grave."""
    grades = {severity: i for i, severity in enumerate(policy.severities)}
    runs_on = [severity for severity in policy.severities if _may_run(clock, "severity", severity)]
    for rung in clock.rungs:
        after = rung.set.get("severity", "")
        higher = [severity for severity in runs_on if after and grades[severity] > grades.get(after, 0)]
        if higher:
            yield f'clock "{clock.name}" makes what is {higher[0]} {after} when its limit passes, which is less'


def _late_consent(gate: Gate, policy: Policy) -> Iterator[str]:
    """A single consent that may take more than twice as long as all that waits for it: the limit is over before anybody is chased."""
    if gate.before not in ENDS or not gate.approve or gate.within is None or gate.binds == ("invalid",):
        return
    agreed = due(A_MONDAY, gate.within, policy.calendar(gate.calendar))
    half = A_MONDAY + (agreed - A_MONDAY) / 2
    for clock in (each for each in policy.clocks if each.promised and not exclude(gate.when, each.when)):
        short = [
            f"{within} of {severity}" if severity else str(within)
            for severity, within in clock.within.items()
            if due(A_MONDAY, within, policy.calendar(clock.calendar)) < half
            and (not severity or (_may_run(gate, "severity", severity) and _may_run(clock, "severity", severity)))
        ]
        if short:
            yield (
                f'gate "{gate.name}" gives each consent {gate.within}, and clock "{clock.name}" ends after {", ".join(short)}: '
                "answers would be late before anybody is chased for consent"
            )
            return
