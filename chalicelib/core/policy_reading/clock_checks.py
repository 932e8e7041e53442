"""Whether clocks can be kept: in the order of time, with rungs that can speak, to somebody, and no two at once to the same."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from chalicelib.core.complaint.moments import SURVEYS
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Clock, Policy, Rung
from chalicelib.core.policy_reading.coverage import covers, exclude
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.moment_order import comes_after
from chalicelib.core.policy_reading.value_checks import HIGHEST, check_unlike
from chalicelib.core.times.working_time import ALWAYS, Calendar, Duration, due, shift

# A fortnight and more of beginnings at all hours: a reminder that precedes each of them never speaks.
IN_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
BEGINNINGS = tuple(datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=7 * n) for n in range(48))
SHORTEST_REPEAT = timedelta(minutes=5)
FLOOD = "is every few minutes: nobody could read that"
OF_THE_PAST, OF_WHAT_COMES = (
    ("chase", "escalation"),
    ("reminder",),
)  # messages that speak of a limit as passed, or as still to come
BEFORE_AN_ANSWER = ("registered", "referred", "assigned", "accepted", "contacted", "proposed", "answered")


def check_clocks(policy: Policy, reading: Reading) -> None:
    """All clocks, each by itself and beside the others."""
    for i, clock in enumerate(policy.clocks):
        path = f"clock[{i}]"
        _check_span(clock, policy, path, reading)
        _check_rungs(clock, policy, path, reading)
        _check_promise(clock, policy.clocks[:i], path, reading)
        _check_undo(clock, policy, path, reading)
        for j, other in enumerate(policy.clocks[:i]):
            _check_pair(other, f"clock[{j}]", clock, path, reading)
    _check_double_limits(policy, reading)
    _check_working_time(policy, reading)


def _check_span(clock: Clock, policy: Policy, path: str, reading: Reading) -> None:
    if clock.until == clock.from_:
        reading.refuse(f"{path}.until", f'"{clock.until}" is where the clock begins: it would be met at once')
    elif not comes_after(clock.until, clock.from_, policy):
        reading.refuse(
            f"{path}.until", f'"{clock.until}" comes before "{clock.from_}", so the clock would never be met'
        )


def _check_double_limits(policy: Policy, reading: Reading) -> None:
    """One limit for one thing: with two, who is late is chased twice."""
    for i, task in enumerate(policy.tasks):
        for j, clock in enumerate(policy.clocks):
            same = (clock.until, clock.from_, clock.when) == (duties.moment_of(task), task.opens, task.when)
            if task.within and same and not clock.unless:
                reading.refuse(
                    f"task[{i}].within", f'clock[{j}] "{clock.name}" is the limit of the same: leave one of them out'
                )


def _check_promise(clock: Clock, before: tuple[Clock, ...], path: str, reading: Reading) -> None:
    always = next((c for c in before if c.promised and not c.when and not c.unless), None)
    if clock.promised and always:
        reading.refuse(f"{path}.promised", f'is never told: clock "{always.name}" is promised on every complaint')


def _check_undo(clock: Clock, policy: Policy, path: str, reading: Reading) -> None:
    """An answer that waits as long as the clock has would reach nobody in time, though the clock was met when it was given."""
    if policy.undo is None or (clock.from_, clock.until) != ("proposed", "answered"):
        return
    for severity, within in clock.within.items():
        if _ends_first(within, policy.undo, policy.calendar(clock.calendar)):
            key = f"within.{severity}" if severity else "within"
            reading.refuse(
                f"{path}.{key}",
                f'"{within}" is over before an answer leaves: undo = "{policy.undo}" holds each back so long; make undo shorter',
            )


def _ends_first(within: Duration, undo: Duration, calendar: Calendar) -> bool:
    try:
        return any(due(start, within, calendar) <= shift(start, undo, ALWAYS) for start in BEGINNINGS)
    except ValueError:
        return False  # a faulty calendar or duration has been told of


# -- rungs ------------------------------------------------------------------------------------------------------------------


def _check_rungs(clock: Clock, policy: Policy, path: str, reading: Reading) -> None:
    calendar = policy.calendar(clock.calendar)
    for i, rung in enumerate(clock.rungs):
        where = f"{path}.rungs[{i}]"
        check_unlike(rung.tell, f"{where}.tell", reading)
        if not 0 <= rung.level <= HIGHEST["escalation_level"]:
            reading.refuse(f"{where}.level", f"{rung.level} is no level; supervisor and desk_head are 1, director 2")
        _check_message(clock, rung, f"{where}.message", reading)
        if rung.at.amount < 0:
            _check_reminder(clock, rung, calendar, where, reading)
        if rung.every and rung.every.amount > 0 and _is_flood(rung.every):
            reading.refuse(f"{where}.every", f'"{rung.every}" {FLOOD}')
        for other in clock.rungs[:i]:
            _check_rung_pair(other, rung, where, reading)


def _check_message(clock: Clock, rung: Rung, path: str, reading: Reading) -> None:
    """Words that would not be true at their time."""
    if rung.message in (OF_THE_PAST if rung.at.amount < 0 else OF_WHAT_COMES):
        tense = "as passed" if rung.at.amount < 0 else "as still to come"
        reading.refuse(
            path, f'"{rung.message}" speaks of the limit {tense}, and at "{rung.at}" it is not; leave it out'
        )
    if rung.message in SURVEYS and clock.until in BEFORE_AN_ANSWER:
        reading.refuse(path, f'"{rung.message}" asks how the answer was, and until "{clock.until}" there is none')


def _is_flood(every: Duration) -> bool:
    return every.unit in ("minute", "working minute") and timedelta(minutes=every.amount) < SHORTEST_REPEAT


def _check_reminder(clock: Clock, rung: Rung, calendar: Calendar, path: str, reading: Reading) -> None:
    """A reminder before the clock has even begun is never sent."""
    for severity, within in clock.within.items():
        if within.amount > 0 and _precedes_all(within, rung.at, calendar):
            of = f' of "{severity}"' if severity else ""
            reading.refuse(f"{path}.at", f'"{rung.at}" lies before the beginning: the limit{of} is {within}')
            return


def _precedes_all(within: Duration, before: Duration, calendar: Calendar) -> bool:
    try:
        return all(shift(due(start, within, calendar), before, calendar) <= start for start in BEGINNINGS)
    except ValueError:
        return False  # a faulty calendar has been told of


def _check_rung_pair(one: Rung, other: Rung, path: str, reading: Reading) -> None:
    """Two rungs that speak to the same in the same minute; the customer, with whatever."""
    both = set(one.tell) & set(other.tell)
    if "customer" in both and (_repeats_into(one, other) or _repeats_into(other, one)):
        reading.refuse(f"{path}.at", "tells the customer something in the minute in which another rung does")
    elif one.at == other.at and both - {"customer"} and one.message == other.message:
        at, whom = one.at if one.at.amount else "due", ", ".join(sorted(both))
        reading.refuse(f"{path}.at", f'tells {whom} at "{at}" what another rung tells them')


def _repeats_into(one: Rung, other: Rung) -> bool:
    """Whether a rung, or one of its repetitions, falls where the other stands."""
    if _at(one) == _at(other):
        return True
    if one.every is None or one.every.amount <= 0 or one.at.amount < 0:
        return False
    units = {each.unit for each in (one.every, other.at, *((one.at,) if one.at.amount else ()))}
    apart = other.at.amount - one.at.amount
    return len(units) == 1 and apart > 0 and apart % one.every.amount == 0


def _at(rung: Rung) -> tuple[int, str]:
    """Where a rung stands, in the smallest unit that it can be told in: 24 hours are a day."""
    minutes = IN_MINUTES.get(rung.at.unit)
    return (rung.at.amount * minutes, "minute") if minutes else (rung.at.amount, rung.at.unit)


def _spares(one: Clock, other: Clock) -> bool:
    """Whether the one does not run wherever the other does."""
    return bool(one.unless) and bool(other.when) and covers(one.unless, other.when)


def _check_pair(one: Clock, first: str, other: Clock, path: str, reading: Reading) -> None:
    """Two clocks that run alike and speak to the customer in the same minute."""
    same = (one.from_, one.calendar) == (other.from_, other.calendar)
    limits = {s: w for s, w in one.within.items() if other.within.get(s, other.within.get("")) == w}
    apart = _spares(one, other) or _spares(other, one) or exclude(one.when, other.when)
    if not same or not limits or apart:
        return
    spoken = {_at(rung) for rung in one.rungs if "customer" in rung.tell}
    for i, rung in enumerate(other.rungs):
        if "customer" in rung.tell and _at(rung) in spoken:
            reading.refuse(f"{path}.rungs[{i}].at", f"tells the customer something in the minute in which {first} does")


# -- working time -----------------------------------------------------------------------------------------------------------


def _check_working_time(policy: Policy, reading: Reading) -> None:
    """Working time is counted in a calendar that closes; in `always`, a working day would be any day."""
    usual = "declare a [[calendar]]" if not policy.calendars else f'give calendar = "{policy.calendars[0].name}"'
    for path, durations, calendar in _counted(policy):
        for key, duration in durations:
            if duration and "working" in duration.unit and calendar == ALWAYS.name:
                reading.refuse(
                    f"{path}.{key}", f'"{duration}" is counted in the calendar "always", which never closes; {usual}'
                )


Limits = list[tuple[str, Duration | None]]
Counted = tuple[str, Limits, str]


def _counted(policy: Policy) -> Iterator[Counted]:
    for i, clock in enumerate(policy.clocks):
        limits = _by_severity(clock.within)
        for j, rung in enumerate(clock.rungs):
            limits += [(f"rungs[{j}].at", rung.at), (f"rungs[{j}].every", rung.every)]
        yield f"clock[{i}]", limits, clock.calendar
    for i, gate in enumerate(policy.gates):
        yield f"gate[{i}]", [("within", gate.within)] if gate.approve else [], gate.calendar
    for i, task in enumerate(policy.tasks):
        yield f"task[{i}]", [*_by_severity(task.within), ("after", task.after)], task.calendar
    for i, report in enumerate(policy.reports):
        yield f"report[{i}]", [("draft_before", report.draft_before)], report.calendar


def _by_severity(within: dict[str, Duration]) -> Limits:
    return [(f"within.{severity}" if severity else "within", each) for severity, each in within.items()]
