"""What the limits and ladders of a sound policy might still want: whom nothing limits, who hears first, what comes too late to be of use."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from chalicelib.core.handling.timing.rungs import SUPERIORS, WORKING
from chalicelib.core.policy import duties
from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.model import Clock, Gate, Policy, Task
from chalicelib.core.policy.vocabulary import Conditional, Test
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.policy_reading.moment_order import BY_PERSONS, ONCE
from chalicelib.core.times.working_time import ALWAYS, Duration, due, shift

ENDS = ("answered", "proposed")
FOUR_FIFTHS = 0.8
OFTEN = timedelta(hours=1)
NEXT_DAY = Duration(1, "day")  # how long a decision may take at least where nothing is said
A_MONDAY = datetime(
    2026, 3, 2, 1, tzinfo=UTC
)  # spans are compared from here: nine in Shanghai, a week without holidays


def remarks_on_limits(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _unlimited(policy)
    yield from _promised_of_something_else(policy)
    yield from _held_back_too_long(policy)
    yield from _decided_too_late(policy)
    for clock in policy.clocks:
        yield from _heard_too_early(clock, policy)
        yield from _heard_by_leaders_alone(clock)
        yield from _flooding(clock)
        yield from _graded_down(clock, policy)
        yield from _begun_whenever(clock, policy)
    for gate in policy.gates:
        yield from _late_consent(gate, policy)


def _unlimited(policy: Policy) -> Iterator[str]:
    """Complaints whose answer no clock limits; and a policy that tells no customer a time."""
    answers = [clock for clock in policy.clocks if clock.until in ENDS]
    if any(task.within for task in answer_tasks(policy)):
        return
    for field, values in _graded(policy):
        without = [v for v in values if not any(may_run(clock, field, v) for clock in answers)]
        if without and (len(without) < len(values) or field == "severity"):
            yield (
                f'no clock until "answered" runs where {field} is {" or ".join(without)}: the answer has the next working day'
            )
    promised = [clock for clock in policy.clocks if clock.promised]
    if answers and policy.flow_kinds and not promised:
        yield "no clock is promised, so that customers are told no time: give that of the answer promised = true"
    for field, values in _graded(policy):
        untold = [
            v
            for v in values
            if any(may_run(c, field, v) for c in answers) and not any(may_run(c, field, v) for c in promised)
        ]
        if promised and untold:
            yield f"no promised clock runs where {field} is {' or '.join(untold)}: customers are told no time then"


def may_run(part: Conditional, field: str, value: str) -> bool:
    """Whether its conditions let a complaint with that value through, whatever else they ask."""
    allowed = not part.when or any(all(_passes(test, field, value) for test in table) for table in part.when)
    return allowed and not any(all(t.of == field and _passes(t, field, value) for t in table) for table in part.unless)


def _passes(test: Test, field: str, value: str) -> bool:
    return test.kind != "field" or test.of != field or (value in test.values) is not test.negate


def _begun_whenever(clock: Clock, policy: Policy) -> Iterator[str]:
    """A clock that somebody's act begins, and complaints on which nothing says by when they act."""
    tasks = any(duties.moment_of(task) == clock.from_ for task in policy.tasks)
    if clock.from_ not in BY_PERSONS or clock.from_ in ENDS or tasks:
        return
    before = [other for other in policy.clocks if other.until == clock.from_]
    rounds = ("1",) if clock.from_ in ONCE else ("1", "2")
    for field, values in (*_graded(policy), ("round", rounds)):
        runs = [value for value in values if may_run(clock, field, value)]
        if open_ended := [v for v in runs if not any(may_run(each, field, v) for each in before)]:
            where = f"{field} is {' or '.join(open_ended)}"
            yield f'clock "{clock.name}" begins with "{clock.from_}", and nothing says by when where {where}'


def _graded(policy: Policy) -> tuple[tuple[str, Sequence[str]], ...]:
    """What limits are told apart by, with its values."""
    return ("severity", policy.severities), ("kind", policy.flow_kinds), ("category", policy.categories)


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
    for below in ("supervisor", "desk_head"):
        if below in first and "director" in first and first["director"] < first[below]:
            yield f'clock "{clock.name}" tells the director of the passed limit before the {below}'


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


def end_of(clock: Clock | Task, severity: str, policy: Policy) -> datetime:
    """When it ends that began on a Monday."""
    within = clock.within.get(severity) or clock.within.get("") or next(iter(clock.within.values()))
    return due(A_MONDAY, within, policy.calendar(clock.calendar))


def _held_back_too_long(policy: Policy) -> Iterator[str]:
    """Answers that wait, to be taken back, most of the time that there is for them; and a leader's wish that may take longer than any answer."""
    answers = [
        (clock, end_of(clock, s, policy))
        for clock in policy.clocks
        if clock.until in ENDS
        for s in policy.severities
        if may_run(clock, "severity", s)
    ]
    held = shift(A_MONDAY, policy.undo or Duration(0, "minute"), ALWAYS) - A_MONDAY
    for clock in dict.fromkeys(c.name for c, ends in answers if held >= OFTEN and held > (ends - A_MONDAY) / 2):
        yield f'undo = "{policy.undo}" holds answers back most of the time that clock "{clock}" has for them'
    instructed = due(A_MONDAY, policy.instruction_within, policy.calendars[0] if policy.calendars else ALWAYS)
    if answers and instructed > max(due(A_MONDAY, NEXT_DAY, ALWAYS), *(ends for _, ends in answers)):
        yield f'instruction_within = "{policy.instruction_within}" gives what a leader wants done more time than any clock gives the answer'


def _decided_too_late(policy: Policy) -> Iterator[str]:
    """More time whose granting may take longer than what is granted, or than there is to ask for it."""
    for each in policy.extensions:
        clock = next(clock for clock in policy.clocks if clock.name == each.clock)
        within = each.within or NEXT_DAY
        decided = due(A_MONDAY, within, policy.calendar(each.calendar))
        ends = shift(A_MONDAY, each.at_most, policy.calendar(clock.calendar)) if each.at_most else decided
        whole = max(end_of(clock, severity, policy) for severity in policy.severities)
        if decided > ends or (each.within and each.at_most == within):
            yield f'extension "{each.name}" may take {within} to decide and gives {each.at_most}'
        elif each.within and decided >= whole:
            yield f'extension "{each.name}" may take {within} to decide, and clock "{clock.name}" is over by then'


def _graded_down(clock: Clock, policy: Policy) -> Iterator[str]:
    """A passed limit that makes a complaint less grave."""
    grades = {severity: i for i, severity in enumerate(policy.severities)}
    runs_on = [severity for severity in policy.severities if may_run(clock, "severity", severity)]
    for rung in clock.rungs:
        after = rung.set.get("severity", "")
        higher = [severity for severity in runs_on if after and grades[severity] > grades.get(after, 0)]
        if higher:
            yield f'clock "{clock.name}" makes what is {higher[0]} {after} when its limit passes, which is less'


def _late_consent(gate: Gate, policy: Policy) -> Iterator[str]:
    """A single consent that may take more than twice as long as what waits for it, or plainly longer than it in any case: the limit is over before anybody is chased."""
    if gate.before not in ENDS or not gate.approve or gate.binds == ("invalid",):
        return
    within_this = gate.within or NEXT_DAY
    agreed = due(A_MONDAY, within_this, policy.calendar(gate.calendar))
    half = A_MONDAY + (agreed - A_MONDAY) / 2
    for clock in (each for each in policy.clocks if each.promised and not exclude(gate.when, each.when)):
        ends = {
            f"{within} of {severity}" if severity else str(within): due(
                A_MONDAY, within, policy.calendar(clock.calendar)
            )
            for severity, within in clock.within.items()
            if not severity or (may_run(gate, "severity", severity) and may_run(clock, "severity", severity))
        }
        short = [span for span, end in ends.items() if end < half]
        alike = gate.within and {each.unit for each in clock.within.values()} == {gate.within.unit}
        if alike and ends and max(ends.values()) < A_MONDAY + (agreed - A_MONDAY) * FOUR_FIFTHS:
            short = list(ends)
        if short:
            yield (
                f'gate "{gate.name}" gives each consent {within_this}, and clock "{clock.name}" ends after {", ".join(short)}: '
                "answers would be late before anybody is chased for consent"
            )
            return
