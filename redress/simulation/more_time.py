"""More time, as somebody asks for it who knows the policy: for which limit, until when, in which words."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Extension, Policy
from chalicelib.core.policy.vocabulary import any_holds
from chalicelib.core.times.calendars import Calendar
from chalicelib.core.times.working_time import next_opening, shift
from chalicelib.core.words.labels import clock_name
from redress.simulation.lines import local


def extendable(
    complaint: Complaint, policy: Policy, counts: Mapping[str, int], running: Iterable[str]
) -> Extension | None:
    """The first extension of a limit that runs; None where none may be moved. Without any `[[extension]]` the promised clock may be."""
    promised = (Extension(name="", clock=clock.name) for clock in policy.clocks if clock.promised)
    rules = policy.extensions or tuple(promised)
    limits = frozenset(running)
    return next((r for r in rules if r.clock in limits and any_holds(r.when, complaint, counts)), None)


def farthest(rule: Extension, due: datetime, policy: Policy, calendar: Calendar) -> datetime:
    """The farthest time that the extension lets a limit be moved to; where it names none, the next opening after a day."""
    if rule.at_most is None:
        return next_opening(due + timedelta(days=1), calendar)
    clock = next(each for each in policy.clocks if each.name == rule.clock)
    return shift(due, rule.at_most, policy.calendar(clock.calendar))


def asked_for(rule: Extension, until: datetime, policy: Policy, language: str) -> str:
    """What stands behind 延期: the limit's name where several may be moved, and the time."""
    named = f"{clock_name(rule.clock, policy, language)} " if len(policy.extensions) > 1 else ""
    return f"{named}{local(until, policy):%Y-%m-%d %H:%M}"
