"""When reports go out, and which stretch of time each tells of.

A report "by the 5th" goes out at 09:00 on the last working day up to the 5th. Where a holiday puts that day before the
period has ended (the first days of May and October in China), it goes out at 09:00 on the 5th itself: complete, and still
in time. A monthly report tells of the last whole month, a weekly of the last week from Monday on, and so on. A daily
one tells of the time since the daily report before it, so that nothing falls between two.

The caller remembers up to when it has looked (`after`); what is due since then is `due_steps`. Thus each period has
exactly one report, however late, early or often the tick comes.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.times import working_time
from chalicelib.core.times.calendars import WEEKDAYS

MORNING = "09:00"
DEFAULT_BY = {"day": MORNING, "week": "mon", "month": "5", "quarter": "10", "half_year": "31", "year": "01-31"}
BY_PATTERNS = {
    "day": r"([01]\d|2[0-3]):[0-5]\d",
    "week": "|".join(WEEKDAYS),
    "month": r"[1-9]|[12]\d|3[01]",
    "quarter": r"[1-9]|[12]\d|3[01]",
    "half_year": r"[1-9]|[12]\d|3[01]",
    "year": r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
}
BY_WORDS = {
    "day": 'a time such as "17:30"',
    "week": 'a weekday such as "mon"',
    "month": 'a day of the month such as "5"',
    "quarter": 'a day of the quarter\'s first month such as "10"',
    "half_year": 'a day of the half-year\'s first month such as "31"',
    "year": 'a date such as "01-31"',
}
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
PARTS_OF_A_YEAR = {"quarter": "Q", "half_year": "H"}
ONE_DAY = timedelta(days=1)
AFTER_CHASES = timedelta(minutes=2)  # what is told again is decided in the minute after its time


class Period(msgspec.Struct, frozen=True):
    """A stretch of time reported on, from `start` up to but not including `end`; `label` sorts: 2026-02, 2026-W07, 2026-Q1, 2026-H1."""

    start: datetime
    end: datetime
    label: str

    def contains(self, moment: datetime) -> bool:
        """Whether a moment lies in the period."""
        return self.start <= moment < self.end


class Step(msgspec.Struct, frozen=True):
    """Something to send at a moment: the report on a period, or the draft of it. `key` is the same whenever it is asked for."""

    at: datetime
    draft: bool
    period: Period
    key: str


def next_at(report: Report, after: datetime, policy: Policy) -> datetime:
    """The first moment after `after` at which the report, or its draft, goes out."""
    nearest = next(at for at in _sendings(report, after, policy) if at > after)
    draft = _first_draft(report, after, policy)
    return min(nearest, draft) if draft else nearest


def looked_at(report: Report, after: datetime, policy: Policy) -> datetime:
    """When that moment is acted on: then, but a list that meets what is told again at its time of day (`chased_at`) after that, knowing who has been told."""
    at = next_at(report, after, policy)
    meets = report.kind == "list" and policy.chased_at == (report.by or DEFAULT_BY.get(report.every))
    return at + AFTER_CHASES if meets else at


def due_steps(report: Report, after: datetime, until: datetime, policy: Policy) -> tuple[Step, ...]:
    """What is to be sent later than `after` and no later than `until`, in order."""
    steps = []
    for at in _sendings(report, after, policy):
        drafted = draft_at(report, at, policy)
        if at > until and (drafted is None or drafted > until):
            break
        if drafted is not None and after < drafted <= until:
            steps.append(_step(report, drafted, at, policy))
        if after < at <= until:
            steps.append(_step(report, at, at, policy))
    return tuple(sorted(steps, key=lambda step: (step.at, step.period.start, not step.draft)))


def still_of_use(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps without drafts whose report is due as well, as after a long outage: nobody could mend anything any more."""
    finished = {step.period for step in steps if not step.draft}
    return tuple(step for step in steps if not (step.draft and step.period in finished))


def draft_at(report: Report, at: datetime, policy: Policy) -> datetime | None:
    """When the desk sees the draft of the report that goes out at `at`; None if the report has no draft."""
    if report.draft_before is None or not report.draft_to or not report.draft_before.amount:
        return None
    before = msgspec.structs.replace(report.draft_before, amount=-report.draft_before.amount)
    return working_time.shift(at, before, policy.calendar(report.calendar))


def period_of(report: Report, at: datetime, policy: Policy) -> Period:
    """The period of the report that goes out at `at`: the last whole one; for a daily report the time since the one before."""
    zone = _zone(report, policy)
    day = at.astimezone(zone).date()
    if report.every == "day":
        return Period(_daily_before(report, at, policy), at.astimezone(UTC), day.isoformat())
    end = _first_day(report.every, day)
    start = _first_day(report.every, end - ONE_DAY)
    return Period(_midnight(start, zone), _midnight(end, zone), _label(report.every, start))


def period_before(report: Report, period: Period, policy: Policy) -> Period:
    """The period with which a period is compared: the one just before it."""
    return period_of(report, period.start, policy)


def _step(report: Report, at: datetime, sending: datetime, policy: Policy) -> Step:
    period = period_of(report, sending, policy)
    draft = at != sending
    return Step(at, draft, period, f"{report.name}#{period.label}#{'draft' if draft else 'final'}")


def _by(report: Report) -> str:
    return report.by or DEFAULT_BY[report.every]


def _zone(report: Report, policy: Policy) -> ZoneInfo:
    calendar = policy.calendar(report.calendar)
    return ZoneInfo(policy.timezone if calendar is working_time.ALWAYS else calendar.timezone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _first_day(every: str, day: date) -> date:
    """The first day of the week, month, quarter, half-year or year in which `day` lies."""
    if every == "week":
        return day - ONE_DAY * day.weekday()
    length = MONTHS[every]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _label(every: str, start: date) -> str:
    if every == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    if every in PARTS_OF_A_YEAR:
        return f"{start.year}-{PARTS_OF_A_YEAR[every]}{(start.month - 1) // MONTHS[every] + 1}"
    return f"{start:%Y-%m}" if every == "month" else str(start.year)


def _sendings(report: Report, after: datetime, policy: Policy) -> Iterator[datetime]:
    """The moments at which the report goes out, from a little before `after` on, without end."""
    first = after.astimezone(_zone(report, policy)).date() - ONE_DAY
    return _daily(report, first, policy) if report.every == "day" else _by_date(report, first, policy)


def _daily(report: Report, day: date, policy: Policy, step: timedelta = ONE_DAY) -> Iterator[datetime]:
    zone, calendar = _zone(report, policy), policy.calendar(report.calendar)
    hour, minute = map(int, _by(report).split(":"))
    while True:
        if working_time.last_working_day(day, calendar) == day:
            yield datetime.combine(day, time(hour, minute), zone).astimezone(UTC)
        day += step


def _daily_before(report: Report, at: datetime, policy: Policy) -> datetime:
    day = at.astimezone(_zone(report, policy)).date()
    return next(sent for sent in _daily(report, day, policy, -ONE_DAY) if sent < at)


def _by_date(report: Report, day: date, policy: Policy) -> Iterator[datetime]:
    zone, calendar = _zone(report, policy), policy.calendar(report.calendar)
    start = _first_day(report.every, day)
    while True:
        by = _date_by(report, start)
        worked = working_time.last_working_day(by, calendar)
        yield datetime.combine(worked if worked >= start else by, time.fromisoformat(MORNING), zone).astimezone(UTC)
        start = _next_first_day(report.every, start)


def _next_first_day(every: str, start: date) -> date:
    """The first day of the following week, month, quarter, half-year or year."""
    return start + ONE_DAY * 7 if every == "week" else _first_day(every, start + ONE_DAY * 31 * MONTHS[every])


def _date_by(report: Report, start: date) -> date:
    """The date by which the report is promised in the period that begins at `start`; the 31st of a short month is its last day."""
    by = _by(report)
    if report.every == "week":
        return start + ONE_DAY * WEEKDAYS.index(by)
    month = int(by[:2]) if report.every == "year" else start.month
    return date(start.year, month, min(int(by[-2:]), monthrange(start.year, month)[1]))


def _first_draft(report: Report, after: datetime, policy: Policy) -> datetime | None:
    """The first draft after `after`; drafts follow one another in the order of their reports."""
    if report.draft_before is None:
        return None
    drafts = (draft_at(report, at, policy) for at in _sendings(report, after, policy))
    return next((draft for draft in drafts if draft is None or draft > after), None)
