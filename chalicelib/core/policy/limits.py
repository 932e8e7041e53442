"""How long a clock or a task has on a complaint: by its severity, and by what a line of a form says."""

from datetime import datetime

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Clock, Policy, Task
from chalicelib.core.times.calendars import WEEKDAYS
from chalicelib.core.times.working_time import Duration, due
from chalicelib.core.written.clock_times import CLOSING
from chalicelib.core.written.dates import moment_in
from chalicelib.core.written.numerals import number_told

Limited = Clock | Task


def allowed(part: Limited, complaint: Complaint) -> Duration | None:
    """Its `within` at this severity, the most that it has; None if it says none."""
    return part.within.get(complaint.severity, part.within.get(""))


def ends(part: Limited, complaint: Complaint, start: datetime, policy: Policy) -> datetime | None:
    """When what began at `start` has to be done; None if it has no limit.

    What its line `due` says counts where that is sooner than `within`; no time at or before the beginning does.
    """
    within = allowed(part, complaint)
    if within is None:
        return None
    latest, said = due(start, within, policy.calendar(part.calendar)), _said(part, complaint, start, within, policy)
    return min(latest, said) if said is not None and said > start else latest


def closings(policy: Policy) -> tuple[tuple[int, int], ...]:
    """Hour and minute at which a bare day ends, by weekday: when the first calendar closes; 17:30 without one, and where it never does."""
    first = policy.calendars[0] if policy.calendars else None
    days = (first.weekday_hours.get(day, first.hours) if first else () for day in WEEKDAYS)
    ends = (hours[-1][1] if hours else "24:00" for hours in days)
    return tuple(CLOSING if end == "24:00" else (int(end[:2]), int(end[3:])) for end in ends)


def lines(complaint: Complaint, policy: Policy) -> list[str]:
    """What stands in the lines that may shorten a limit."""
    parts: tuple[Limited, ...] = (*policy.clocks, *policy.tasks)
    return [vocabulary.value_of(complaint, part.due) for part in parts if part.due]


def _said(part: Limited, complaint: Complaint, start: datetime, within: Duration, policy: Policy) -> datetime | None:
    """The time in its line: a date as it stands there, a number as so many of what `within` counts."""
    written = vocabulary.value_of(complaint, part.due) if part.due else ""
    if not written:
        return None
    if any(field.name == part.due and field.type == "date" for field in policy.fields):
        return moment_in(written, policy.timezone, near=start)
    many = int(min(number_told(written) or 0, within.amount))
    return due(start, Duration(many, within.unit), policy.calendar(part.calendar)) if many > 0 else None
