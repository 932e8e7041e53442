"""Spans of a sound policy whose unit has slipped: minutes for what people decide or write, months for what they are told again."""

import re
from collections.abc import Iterator
from datetime import timedelta

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Clock, Policy
from chalicelib.core.times.working_time import Duration
from redress.remarks.limits import ENDS

A_DECISION = timedelta(minutes=10)  # whoever is asked has a mail to read first
A_REMINDER = timedelta(minutes=5)
A_QUARTER = timedelta(minutes=15)
AN_HOUR, A_DAY, A_MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=31)
TWO_WEEKS = timedelta(days=14)
TWO_MONTHS = timedelta(days=60)
LONGEST_NIGHT = timedelta(hours=14)
SEVERAL = 2  # spans beside which one is unlike the others
USUAL_SURVEY = 30  # days
UNITS = {
    unit: expression(written, re.IGNORECASE)
    for unit, written in {
        "minute": r"#\s*(?:分钟|分鐘|min)",
        "hour": r"#\s*(?:个?小时|個?小時|钟头|h\b|hours?)",
        "day": r"#\s*(?:天|日|days?)",
        "week": r"#\s*(?:周|週|星期|weeks?)",
        "month": r"#\s*(?:个?月|個?月|months?)",
    }.items()
}


def remarks_on_units(policy: Policy) -> Iterator[str]:
    """A sentence for each span that nobody means."""
    yield from _to_decide(policy)
    for clock in policy.clocks:
        yield from _to_write(clock)
        yield from _to_be_told(clock)
    yield from _too_soon(policy)
    yield from _ages(policy)
    yield from _at_the_top(policy)
    yield from dict.fromkeys(_a_nought_off(policy))
    yield from _read_in_two_units(policy)


def elapsed(span: Duration) -> timedelta:
    """How long a span is at least, whatever calendar counts it; a working day is a day."""
    minutes = {"minute": 1, "working minute": 1, "hour": 60, "working hour": 60, "month": 30 * 24 * 60}
    return timedelta(minutes=span.amount * minutes.get(span.unit, 24 * 60))


def _to_decide(policy: Policy) -> Iterator[str]:
    """What people have to read, think over and decide in a few minutes."""
    decided: list[tuple[str, Duration | None]] = [
        *((f'gate "{gate.name}"', gate.within) for gate in policy.gates),
        *((f'extension "{each.name}"', each.within) for each in policy.extensions),
        ("instruction_within", policy.instruction_within),
    ]
    for where, within in decided:
        if within and elapsed(within) < A_DECISION:
            yield f"{where} gives {within} to decide, and whoever has to is reached by mail"
    for stage in policy.stages:
        if stage.within and elapsed(stage.within) < A_DAY:
            yield (
                f'stage "{stage.name}" lets the customer ask for more for {stage.within} after its answer: '
                "later ones hear that it was final"
            )


def _to_write(clock: Clock) -> Iterator[str]:
    """An answer in minutes, and a reminder minutes before the end of days."""
    shortest = min(clock.within.values(), key=elapsed)
    if clock.until in ENDS and clock.from_ != "proposed" and elapsed(shortest) < A_DECISION:
        yield f'clock "{clock.name}" gives the answer {shortest}: nobody writes one in that time'
    for rung in clock.rungs:
        if rung.at.amount < 0 and -elapsed(rung.at) < A_REMINDER and elapsed(shortest) >= A_DAY:
            yield (
                f'clock "{clock.name}" reminds {", ".join(rung.tell)} {rung.at} before the end of a limit of days: '
                "too late to act"
            )


def _to_be_told(clock: Clock) -> Iterator[str]:
    """A passed limit of which people hear long after it, or hardly ever."""
    shortest, longest = (pick(clock.within.values(), key=elapsed) for pick in (min, max))
    first = min(elapsed(rung.at) for rung in clock.rungs if rung.at.amount >= 0)
    if first > max(3 * elapsed(longest), AN_HOUR):
        yield f'clock "{clock.name}" tells nobody that its limit has passed until many times as long has gone by'
    for rung in clock.rungs:
        if rung.every and elapsed(rung.every) > A_MONTH:
            yield f'clock "{clock.name}" tells {", ".join(rung.tell)} again every {rung.every}: hardly ever'
        if elapsed(rung.at) > max(TWO_WEEKS, 8 * elapsed(longest)) or elapsed(rung.at) > max(
            TWO_MONTHS, 4 * elapsed(shortest)
        ):
            yield f'clock "{clock.name}" tells {", ".join(rung.tell)} {rung.at} after a limit of {shortest}'


def _too_soon(policy: Policy) -> Iterator[str]:
    """What is asked minutes later than it might be, and a draft that is seen minutes before the report."""
    for task in (each for each in policy.tasks if each.after):
        if task.after and elapsed(task.after) < A_QUARTER:
            yield f'task "{task.name}" is asked {task.after} after "{task.opens}": leave its after out, or write what was meant'
    for report in (each for each in policy.reports if each.draft_before):
        if report.draft_before and elapsed(report.draft_before) < AN_HOUR:
            yield f'report "{report.name}" shows its draft {report.draft_before} before it goes out: nobody could mend anything'


def _ages(policy: Policy) -> Iterator[str]:
    for rule in policy.rules:
        for test in (test for table in (*rule.when, *rule.unless) for test in table if test.older_than):
            if test.older_than and elapsed(test.older_than) < A_DAY:
                yield f'a rule of group "{rule.group}" compares {test.of} with {test.older_than}, and a date has days alone'


def _at_the_top(policy: Policy) -> Iterator[str]:
    """Chases that never rest, a night that lasts into the day, a link that ends before the customer's time to ask for more."""
    if elapsed(policy.chased_again) < AN_HOUR:
        yield (
            f'chased_again = "{policy.chased_again}" tells whoever is late the same every {policy.chased_again}, day and night'
        )
    begins, ends = (timedelta(hours=int(time[:2]), minutes=int(time[3:])) for time in policy.quiet)
    if (ends - begins) % A_DAY > LONGEST_NIGHT:
        yield f"quiet = {list(policy.quiet)} is more than half of each day: texts and surveys wait all that time"
    for stage in (each for each in policy.stages[:-1] if each.within and policy.survey_days != USUAL_SURVEY):
        if stage.within and timedelta(days=policy.survey_days) < elapsed(stage.within):
            yield (
                f'survey_days = {policy.survey_days} ends the link before stage "{stage.name}" does, '
                f"in which the customer may ask for more for {stage.within}"
            )


def _a_nought_off(policy: Policy) -> Iterator[str]:
    """A span of ten times, or a tenth of, each other one that serves the same end, which all are alike."""
    consents = [(f'gate "{gate.name}"', gate.within) for gate in policy.gates if gate.approve and gate.within]
    counts = [
        (f'a count of group "{rule.group}"', test.within)
        for rule in policy.rules
        for table in rule.when
        for test in table
        if test.kind == "count" and test.within
    ]
    for like in (consents, counts):
        for i, (where, span) in enumerate(like):
            others = {other for j, (_, other) in enumerate(like) if j != i}
            other = min(others, key=elapsed, default=span)
            tenfold = span.unit == other.unit and max(span.amount, other.amount) == 10 * min(span.amount, other.amount)
            if len(like) > SEVERAL and len(others) == 1 and tenfold:
                yield f"{where} has {span}, and each other one {other}: a nought is missing or too many"


def _read_in_two_units(policy: Policy) -> Iterator[str]:
    """A number that is read before 小时 and before 天 alike: three days would be three hours."""
    for field in (each for each in policy.fields if each.type == "number"):
        read = {unit: sign for sign in field.reads for unit, written in UNITS.items() if written.search(sign)}
        if len(read) > 1:
            yield f'"{field.name}" is read in two units: {", ".join(f"“{sign}”" for sign in read.values())}'
