"""When an organisation is open: hours, weekdays, public holidays, make-up working days, closures of its own.

Precedence for one day: closure, then extra day, then make-up working day, then public holiday, then weekday. Make-up
and extra days work the calendar's normal `hours`.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.expressions import expression

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKEND = (5, 6)
MIDNIGHT = 24 * 60  # minutes; the closing time of who never closes
ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)

# Governments that announce each year's make-up working days the autumn before: a year without any is not announced yet.
# Taiwan announces none any more from 2026 on, so that its law alone settles a year.
ANNOUNCED_YEARLY_SINCE = {"CN": 2001}

Hours = tuple[tuple[str, str], ...]
Span = tuple[datetime, datetime]
_CLOCK = expression(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00")


class Calendar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The open hours that a clock runs in.

    `hours` are "HH:MM" pairs of one day, in order, "24:00" for midnight; `weekday_hours` replaces them for a weekday.
    `holidays` is a country code ("CN", "TW"; with a region "GB-SCT") or "". Dates are local dates of `timezone`.
    """

    name: str
    timezone: str = "Asia/Shanghai"
    hours: Hours
    weekday_hours: dict[str, Hours] = {}
    days: tuple[str, ...] = WEEKDAYS[:5]
    holidays: str = ""
    closures: tuple[date, ...] = ()
    extra_days: tuple[date, ...] = ()

    def __hash__(self) -> int:
        """Usable as a key, although `weekday_hours` is a dict."""
        return hash((self.name, self.timezone, self.hours, self.days, self.holidays, self.closures, self.extra_days))


ALWAYS = Calendar(name="always", hours=(("00:00", "24:00"),), days=WEEKDAYS)


class OpenDays:
    """A calendar ready for reckoning: which days are worked, and from when to when in UTC."""

    def __init__(self, calendar: Calendar) -> None:
        """ValueError with the reason, in words for the policy's author, if the calendar cannot be kept."""
        self.zone = _zone(calendar.timezone)
        self.country = calendar.holidays
        self.closures = frozenset(calendar.closures)
        self.extra_days = frozenset(calendar.extra_days)
        self.normal = _minutes(calendar.hours)
        self.week = _week(calendar, self.normal)
        # After so many closed days in a row the calendar never opens: every listed closure may hit the only working
        # weekday, and public holidays close no weekday for a whole year.
        self.longest_closed = 366 + 7 * len(self.closures)
        if self.country:
            public_holidays(self.country, 2025)

    def minutes(self, day: date) -> tuple[tuple[int, int], ...]:
        """Opening and closing of one local day in minutes after midnight; empty on a day off."""
        if day in self.closures:
            return ()
        if day in self.extra_days:
            return self.normal
        if self.country:
            days_off, make_up_days = public_holidays(self.country, day.year)
            if day in make_up_days:
                return self.normal
            if day in days_off:
                return ()
        return self.week[day.weekday()]

    def spans(self, day: date) -> list[Span]:
        """The open hours of one local day in UTC, in order; right on days when the clocks change."""
        spans = [(self.at(day, opening), self.at(day, closing)) for opening, closing in self.minutes(day)]
        return [(opening, closing) for opening, closing in spans if opening < closing]

    def closing(self, day: date) -> datetime:
        """When a working day ends; who closes at midnight ends at 23:59:59, so that the limit bears that day's date."""
        minutes = self.minutes(day)[-1][1]
        return self.at(day, minutes) - (ONE_SECOND if minutes == MIDNIGHT else timedelta(0))

    def at(self, day: date, minutes: int) -> datetime:
        """The UTC moment at which local clocks show so many minutes after midnight."""
        if minutes == MIDNIGHT:
            day, minutes = day + ONE_DAY, 0
        return datetime.combine(day, time(minutes // 60, minutes % 60), self.zone).astimezone(UTC)

    def local_day(self, moment: datetime) -> date:
        """The local date of a moment."""
        return moment.astimezone(self.zone).date()

    def working_days(self, first: date, step: timedelta = ONE_DAY) -> Iterator[date]:
        """The working days from `first` on, itself included; backwards with a negative step."""
        day, closed = first, 0
        while closed <= self.longest_closed:
            if self.minutes(day):
                closed = 0
                yield day
            else:
                closed += 1
            day += step
        raise ValueError(f"never open after {first}")


@lru_cache(maxsize=256)
def open_days(calendar: Calendar) -> OpenDays:
    """The calendar, read once per process; ValueError as for `problem`."""
    return OpenDays(calendar)


def problem(calendar: Calendar) -> str | None:
    """What makes this calendar unusable, in words for the policy's author; None if it is sound."""
    try:
        open_days(calendar)
    except ValueError as error:
        return f'calendar "{calendar.name}": {error}'
    return None


def is_provisional(year: int, calendar: Calendar) -> bool:
    """Whether the year's make-up working days are not announced yet, so that deadlines in it may still move."""
    since = ANNOUNCED_YEARLY_SINCE.get(calendar.holidays.partition("-")[0])
    return since is not None and year >= since and not public_holidays(calendar.holidays, year)[1]


@lru_cache(maxsize=256)
def public_holidays(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and make-up working days of one year. ValueError for an unknown country or region."""
    import holidays  # noqa: PLC0415 - a quarter of a cold start; who has no holidays never pays it

    code, _, region = country.partition("-")
    try:
        found = holidays.country_holidays(code, subdiv=region or None, years=(year - 1, year, year + 1))
    except NotImplementedError:
        known = parts(code) if region else ()
        usual = f"; parts of {code} are {', '.join(known)}" if known else ""
        raise ValueError(f'holidays: "{country}" is not a country code such as "CN" or "TW"{usual}') from None
    make_up_days, days_off = frozenset(found.weekend_workdays), frozenset(found)
    if code in ANNOUNCED_YEARLY_SINCE:
        days_off |= _joined_weekends(days_off, make_up_days)
    return _of(year, days_off), _of(year, make_up_days)


def parts(country: str) -> tuple[str, ...]:
    """The codes of a country's parts that may have holidays of their own; none for an unknown country."""
    import holidays  # noqa: PLC0415

    try:
        return tuple(holidays.country_holidays(country).subdivisions)
    except NotImplementedError:
        return ()


def leaves_out(country: str, year: int) -> bool:
    """Whether a country's code alone lacks days off that each of its parts has."""
    regions = [] if "-" in country else parts(country)
    own = public_holidays(country, year)[0] if country else frozenset[date]()
    return bool(regions) and all(public_holidays(f"{country}-{each}", year)[0] - own for each in regions)


def _of(year: int, days: frozenset[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.year == year)


def _joined_weekends(days_off: frozenset[date], make_up_days: frozenset[date]) -> frozenset[date]:
    """Weekend days that touch a break belong to it, unless they are worked to make up for it: who works on Saturdays is off on
    those all the same.
    """
    joined: set[date] = set()
    for step in (ONE_DAY, -ONE_DAY):
        for day in days_off:
            beside = day + step
            while beside.weekday() in WEEKEND and beside not in make_up_days:
                joined.add(beside)
                beside += step
    return frozenset(joined)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise ValueError(f'timezone: "{name}" is not a time zone such as "Asia/Shanghai"') from None


def _week(calendar: Calendar, normal: tuple[tuple[int, int], ...]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The hours of each weekday, Monday first; empty for a weekday off."""
    for name in (*calendar.days, *calendar.weekday_hours):
        if name not in WEEKDAYS:
            raise ValueError(f'days: "{name}" is not one of {", ".join(WEEKDAYS)}')
    for name in calendar.weekday_hours:
        if name not in calendar.days:
            raise ValueError(f'weekday_hours: "{name}" is not among the days')
    if not calendar.days:
        raise ValueError("days: no working day in the week")
    special = {name: _minutes(hours) for name, hours in calendar.weekday_hours.items()}
    return tuple(special.get(name, normal) if name in calendar.days else () for name in WEEKDAYS)


def _minutes(hours: Hours) -> tuple[tuple[int, int], ...]:
    """Open hours as minutes after midnight, checked: at least one pair, each forwards, none overlapping the next."""
    spans = tuple((clock_minutes(opening), clock_minutes(closing)) for opening, closing in hours)
    if not spans:
        raise ValueError("hours: none given")
    for opening, closing in spans:
        if opening >= closing:
            raise ValueError("hours: each pair must close after it opens (a night is two pairs, split at 24:00)")
    for (_, closing), (opening, _) in pairwise(spans):
        if opening < closing:
            raise ValueError("hours: pairs must follow one another without overlap")
    return spans


def clock_minutes(clock: str) -> int:
    """Minutes after midnight of "HH:MM"; ValueError if it is none."""
    if not _CLOCK.fullmatch(clock):
        raise ValueError(f'hours: "{clock}" is not a time such as "08:30"')
    return int(clock[:2]) * 60 + int(clock[3:])
