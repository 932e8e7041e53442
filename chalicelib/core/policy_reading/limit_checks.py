"""Whether limits are limits: a time to come for each severity, and a line for a shorter one that somebody fills in and that tells a time."""

from collections.abc import Mapping

from chalicelib.core.policy import duties
from chalicelib.core.policy.limits import Limited
from chalicelib.core.policy.model import Clock, Policy, Task, Test
from chalicelib.core.policy_reading.clock_checks import BEGINNINGS
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.form_checks import given
from chalicelib.core.times.durations import LONGEST, Duration
from chalicelib.core.times.working_time import Calendar, due, shift

TYPES = ("date", "number")


def check_limits(policy: Policy, reading: Reading) -> None:
    """Those of clocks and tasks; what an answer promises has checks of its own."""
    filled = frozenset(given(policy))
    for i, clock in enumerate(policy.clocks):
        _check(clock, f"clock[{i}]", filled, reading)
        _check_all(clock, f"clock[{i}]", reading)
    for i, task in enumerate(policy.tasks):
        _check(task, f"task[{i}]", filled, reading)
        if task.within:
            _check_all(task, f"task[{i}]", reading)
        _check_after(task, f"task[{i}].after", policy, reading)


def _check_after(task: Task, path: str, policy: Policy, reading: Reading) -> None:
    """A task that is asked for only when the clock which waits for it is over."""
    if task.after is None:
        return
    for clock in policy.clocks:
        waits = (clock.from_, clock.until) == (task.opens, duties.moment_of(task))
        for severity, within in clock.within.items() if waits and not exclude(clock.when, task.when) else ():
            if _is_over(within, policy.calendar(clock.calendar), task.after, policy.calendar(task.calendar)):
                of = f" of {severity}" if severity else ""
                reading.refuse(
                    path, f'"{task.after}" is when clock "{clock.name}" is over, which gives it {within}{of}'
                )
                return


def _is_over(within: Duration, counted_in: Calendar, after: Duration, of_task: Calendar) -> bool:
    """Whether a limit always ends before so much time has passed."""
    try:
        return all(due(start, within, counted_in) < shift(start, after, of_task) for start in BEGINNINGS)
    except ValueError:
        return False  # a faulty calendar has been told of


def _check(part: Limited, path: str, filled: frozenset[str], reading: Reading) -> None:
    for severity, within in part.within.items():
        if severity:
            reading.known(severity, reading.names.severities, f"{path}.within", "a severity")
        if severity in reading.names.severities and not _concerns(part, severity):
            reading.refuse(f"{path}.within.{severity}", f"is for what is {severity}, on which this does not run")
        if within.amount <= 0:
            reading.refuse(f"{path}.within", f'"{within}" is not a time to come')
    if part.due and not getattr(part, "promises", ""):
        _check_line(part, f"{path}.due", filled, reading)


def _check_all(part: Clock | Task, path: str, reading: Reading) -> None:
    missing = [s for s in reading.names.severities if s not in part.within and _concerns(part, s)]
    if "" not in part.within and missing:
        reading.refuse(f"{path}.within", f"gives no limit for {', '.join(missing)}")


def _concerns(part: Clock | Task, severity: str) -> bool:
    """Whether its conditions let a complaint of that severity through, whatever else they ask."""
    allowed = not part.when or any(all(_lets_through(test, severity) for test in table) for table in part.when)
    spared = part.unless if isinstance(part, Clock) else ()
    return allowed and not any(all(t.of == "severity" and _lets_through(t, severity) for t in each) for each in spared)


def _lets_through(test: Test, severity: str) -> bool:
    return test.of != "severity" or (severity in test.values) != test.negate


def _check_line(part: Limited, path: str, filled: frozenset[str], reading: Reading) -> None:
    """The line that may give less time."""
    if not reading.known(part.due, reading.names.fields, path, "a field"):
        return
    kind = reading.names.types.get(part.due, "text")
    if kind not in TYPES:
        reading.refuse(path, f'"{part.due}" has type = "{kind}"; it must be "date" or "number"')
    elif not part.within:
        reading.refuse(path, f'needs within beside it: the longest that "{part.due}" may give')
    elif part.due not in filled:
        reading.refuse(path, f'no form asks for "{part.due}", and nothing else fills it: put it into a task\'s form')
    elif kind == "number" and (phrase := _uncounted(part.within)):
        reading.refuse(
            path, f'"{part.due}" is a number of what within counts, and "{phrase}" counts nothing; write hours or days'
        )


def _uncounted(within: Mapping[str, Duration]) -> str:
    return next((str(each) for each in within.values() if each.unit not in LONGEST), "")
