"""Whether a daily list tells its reader what they do not know: all else they had by a mail of its own, and have again with the week's first list."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.report.morning import Item
from chalicelib.core.report.schedule import Period, next_at
from chalicelib.core.report.standing import Standing


def is_news(
    items: Iterable[Item], below: Iterable[Standing], definition: Report, period: Period, policy: Policy
) -> bool:
    """Whether own work is late or falls due before the next list, or something below has become late since the last one; of the week's first list always."""
    following = next_at(definition, period.end, policy)
    presses = any(item.due is not None and item.due < following for item in items)
    fresh = any(period.contains(late.due) for each in below for late in each.late)
    return presses or fresh or _begins_a_week(period, ZoneInfo(policy.timezone))


def _begins_a_week(period: Period, zone: ZoneInfo) -> bool:
    last, now = (moment.astimezone(zone).isocalendar()[:2] for moment in (period.start, period.end))
    return last != now
