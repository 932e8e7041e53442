"""Whether a daily list tells its reader what they do not know: all else they had by a mail of its own, and have again with the week's first list.

What a ladder has told them is known: the repeats of that very morning, and for whoever leads, all since it is late.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.register.rows import Row
from chalicelib.core.report.morning import Item
from chalicelib.core.report.schedule import Period, next_at
from chalicelib.core.report.standing import Standing


def is_news(
    items: Iterable[Item], below: Iterable[Standing], reader: str, definition: Report, period: Period, policy: Policy
) -> bool:
    """Whether own work is late or falls due before the next list, or something below has become late since the last one, of which no ladder has told `reader` (mail address); of the week's first list always."""
    following = next_at(definition, period.end, policy)
    presses = any(_presses(item, reader, period, following) for item in items)
    fresh = any(
        period.contains(late.due) and not _warned(each.row, reader, late.due) for each in below for late in each.late
    )
    return presses or fresh or _begins_a_week(period, ZoneInfo(policy.timezone))


def _presses(item: Item, reader: str, period: Period, following: datetime) -> bool:
    if item.due is None or item.due >= following:
        return False
    return item.due >= period.end or not _warned(item.row, reader, period.end)


def _warned(row: Row, reader: str, since: datetime) -> bool:
    """Whether a ladder has told them of the case since then."""
    return any(warned.mail == reader and warned.at >= since for warned in row.warned)


def _begins_a_week(period: Period, zone: ZoneInfo) -> bool:
    last, now = (moment.astimezone(zone).isocalendar()[:2] for moment in (period.start, period.end))
    return last != now
