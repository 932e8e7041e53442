"""Bars of the state of things: what is open by unit and age, answers in time week by week, satisfaction, recurring words."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.overview import figures as told
from chalicelib.core.policy.model import Policy
from chalicelib.core.report import figures, verdicts
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.recurring import recurring
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Figure, Frame, shown
from chalicelib.core.report.standing import Standing
from chalicelib.core.report.wording import measure, word
from chalicelib.core.words.labels import label, value_name
from chalicelib.core.words.local_dates import short_day

WEEKS = 8  # of the chart of answers in time, up to the period's end
UNITS = 12  # of the chart of what is open, those with most that is late
WORDS = 10
SCORES = (4, 3, 2, 1)
A_WEEK = timedelta(days=7)
WHOLE = 100.0


class Part(msgspec.Struct, frozen=True):
    """A part of a bar: which of the legend's, from where on, how long; both in hundredths of the chart's width."""

    kind: int
    start: float
    length: float


class Bar(msgspec.Struct, frozen=True):
    """A bar with what it is called and what it says."""

    label: str
    value: str
    parts: tuple[Part, ...]


class Chart(msgspec.Struct, frozen=True):
    """Bars under a title; `legend` names the parts of each, where there are several."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[str, ...] = ()


def open_by_age(found: tuple[Standing, ...], frame: Frame) -> Chart:
    """What each unit has open, by age, and how much of it is late."""
    language = frame.language
    units = told.units_of(found)[:UNITS]
    longest = max((len(told.of_unit(found, unit)) for unit in units), default=1)
    return Chart(
        word("open_by_age", language),
        tuple(_unit_bar(unit, told.of_unit(found, unit), longest, frame) for unit in units),
        tuple(word(name, language) for name, _ in told.AGES),
    )


def in_time_by_week(rows: Rows, frame: Frame) -> Chart:
    """The answers given in time, of what was received in each of the last weeks of the period."""
    policy, language = frame.policy, frame.language
    bars = []
    for week in weeks(frame.period, policy, frame.now):
        rate = figures.answers_in_time([row for row in rows if week.contains(row.received)], frame)
        bars.append(_rate_bar(short_day(week.start, policy.timezone, language), rate, language))
    return Chart(word("in_time_by_week", language), tuple(bars))


def satisfaction(rows: Rows, frame: Frame) -> Chart:
    """How many customers said what of the answer, and how many of them are satisfied."""
    said = [row.satisfaction for row in rows if row.satisfaction is not None]
    longest = max((said.count(score) for score in SCORES), default=0) or 1
    rate = shown(verdicts.satisfied(rows), frame.language)
    bars = tuple(
        _count_bar(label(f"satisfaction.{score}", frame.policy, frame.language), said.count(score), longest)
        for score in SCORES
    )
    return Chart(f"{measure('satisfaction_rate', 'received', frame.language)} {rate}", bars if said else ())


def words(rows: Rows, frame: Frame) -> Chart:
    """The words that recur in what was received; nothing that somebody wrote in a restricted case."""
    found = recurring([row for row in rows if not row.restricted], WORDS)
    longest = max((len(each.rows) for each in found), default=1)
    bars = tuple(_count_bar(each.word, len(each.rows), longest) for each in found)
    return Chart(word("words", frame.language), bars)


def weeks(period: Period, policy: Policy, now: datetime) -> tuple[Period, ...]:
    """The last weeks up to the period's end, or to now, each from Monday on, in order."""
    zone = ZoneInfo(policy.timezone)
    last = (min(period.end, now) - timedelta(seconds=1)).astimezone(zone).date()
    monday = last - timedelta(days=last.weekday())
    days = [monday - back * A_WEEK for back in range(WEEKS - 1, -1, -1)]
    starts = [datetime.combine(day, time(0), zone).astimezone(UTC) for day in (*days, monday + A_WEEK)]
    return tuple(Period(a, b, "") for a, b in itertools.pairwise(starts))


def stretch(period: Period, policy: Policy, now: datetime) -> Period:
    """The time of which the charts and figures of a period need what was received."""
    first, *_, last = weeks(period, policy, now)
    return Period(min(first.start, period.start), max(last.end, period.end), period.label)


def _unit_bar(unit: str, found: Sequence[Standing], longest: int, frame: Frame) -> Bar:
    language, parts, start = frame.language, [], 0.0
    for kind, (name, _) in enumerate(told.AGES):
        length = sum(told.age_of(each, frame) == name for each in found) / longest * WHOLE
        if length:
            parts.append(Part(kind, round(start, 1), round(length, 1)))
        start += length
    late = sum(map(told.late, found))
    said = f"{len(found)}" + (f" · {word('overdue_now', language)} {late}" if late else "")
    return Bar(value_name(unit, frame.policy, language) or word("unassigned", language), said, tuple(parts))


def _rate_bar(name: str, rate: Figure, language: str) -> Bar:
    length = round((rate.value or 0.0) * WHOLE, 1)
    return Bar(name, shown(rate, language), (Part(0, 0.0, length),) if length else ())


def _count_bar(name: str, count: int, longest: int) -> Bar:
    length = round(count / longest * WHOLE, 1)
    return Bar(name, str(count), (Part(0, 0.0, length),) if count else ())
