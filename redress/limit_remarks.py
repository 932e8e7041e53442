"""What the limits and ladders of a sound policy might still want: whom nothing limits, who hears first, what comes too late to be of use."""

from collections.abc import Iterator
from datetime import UTC, datetime

from chalicelib.core.handling.timing.rungs import SUPERIORS, WORKING
from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.model import Clock, Gate, Policy
from chalicelib.core.policy.vocabulary import Test
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.times.working_time import due, shift

ENDS = ("answered", "proposed")
A_MONDAY = datetime(
    2026, 3, 2, 1, tzinfo=UTC
)  # spans are compared from here: nine in Shanghai, a week without holidays


def remarks_on_limits(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _unlimited(policy)
    yield from _promised_of_something_else(policy)
    for clock in policy.clocks:
        yield from _heard_too_early(clock, policy)
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
    if answers and policy.flow_kinds and not any(clock.promised for clock in policy.clocks):
        yield "no clock is promised, so that customers are told no time: give that of the answer promised = true"


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
