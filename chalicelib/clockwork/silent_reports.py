"""Reports with nothing to tell: who is told so all the same, and of how many that were not sent the next one tells.

An organisation without a complaint gets five report mails a month at most. Who hears that there was nothing follows from the policy
and the calendar alone, so that nobody can tell from it what others were told.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.clockwork.audiences import Audience, audiences
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.model import Report as Definition
from chalicelib.core.report import schedule
from chalicelib.core.report.schedule import Step
from chalicelib.core.report.silence import always_tells

MOST = 5
CARRIERS = frozenset({"summary", "appraisal"})  # kinds of reports that say how a whole period was
OF_PARTS = frozenset({"departments", "units", "staff"})  # roles of whoever leads a part
Unsent = dict[
    str, tuple[str, int]
]  # for each reader: the label of the first period that had nothing to tell, and how many had not


def reader(audience: Audience) -> str:
    """What a reader of a report is kept under; who gets it of several units is several."""
    return f"{audience.to.mail} {audience.unit}".strip()


def told_all_the_same(definition: Definition, step: Step, policy: Policy) -> frozenset[str]:
    """Who gets the report that nothing happened: those whom summaries of months and longer tell of the whole, of each summary one before any second."""
    month = _month(step.at, policy)
    room = MOST - sum(len(_first(each, at, policy)) for each, at in _sent(month, policy) if always_tells(each, policy))
    turns = [(each.name, at, _first(each, at, policy)) for each, at in _carrying(month, policy)]
    longest = max((len(found) for *_, found in turns), default=0)
    places = [(name, at, found[turn]) for turn in range(longest) for name, at, found in turns if turn < len(found)]
    mine = (who for name, at, who in places[: max(room, 0)] if (name, at) == (definition.name, step.at))
    return frozenset() if step.draft else frozenset(mine)


def _first(definition: Definition, at: datetime, policy: Policy) -> tuple[str, ...]:
    """Who of its readers hears of nothing first: those who are told of the whole, and not each of what they lead."""
    whole = tuple(role for role in definition.to if role not in OF_PARTS) or definition.to[:1]
    return tuple(map(reader, audiences(whole, policy, at)))


def _carrying(month: tuple[datetime, datetime], policy: Policy) -> list[tuple[Definition, datetime]]:
    """The summaries of months and longer that go out in a month; of a policy that has none the first report of a month or longer."""
    long = [each for each in policy.reports if each.every in schedule.MONTHS]
    chosen = [each for each in long if each.kind in CARRIERS] or long[:1]
    return [(each, at) for each, at in _sent(month, policy) if each in chosen]


def _sent(month: tuple[datetime, datetime], policy: Policy) -> Iterator[tuple[Definition, datetime]]:
    """Every report of months and longer that goes out in that month, with when."""
    start, end = month
    for each in policy.reports:
        if each.every in schedule.MONTHS:
            steps = schedule.due_steps(each, start - timedelta(microseconds=1), end - timedelta(microseconds=1), policy)
            yield from ((each, step.at) for step in steps if not step.draft)


def _month(at: datetime, policy: Policy) -> tuple[datetime, datetime]:
    """The month in which that moment lies, from its beginning up to but not including its end."""
    local = at.astimezone(ZoneInfo(policy.timezone))
    start = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return start.astimezone(UTC), (start + timedelta(days=32)).replace(day=1).astimezone(UTC)


def read(text: str) -> Unsent:
    """What was kept of reports that were not sent."""
    return msgspec.json.decode(text, type=Unsent) if text else {}


def kept(before: Mapping[str, tuple[str, int]], told: Mapping[str, bool], step: Step) -> str:
    """The same after another one: of who was told something no more, of each other one more. A draft changes nothing."""
    if step.draft:
        return msgspec.json.encode(before).decode() if before else ""
    counted = {who: before.get(who, (step.period.label, 0)) for who, sent in told.items() if not sent}
    after = {who: (first, count + 1) for who, (first, count) in counted.items()}
    return msgspec.json.encode(after, order="sorted").decode() if after else ""
