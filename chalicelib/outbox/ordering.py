"""Which message has to wait for another: in the order of writing, to one recipient on one complaint."""

from datetime import datetime, timedelta

from chalicelib.aws.records import OutboxItem
from chalicelib.core.register.indexing import digest, instant

LONGEST_WAIT = timedelta(days=1)  # what is stuck for longer holds nothing up any more


def waits(item: OutboxItem, marks: frozenset[str] | set[str], now: datetime) -> bool:
    """Whether a message has to wait for an earlier one that is among `marks`, not known to be sent."""
    if not item.waiting:
        return False
    mine, stuck = f"{digest(item.recipient)}|", instant(now - LONGEST_WAIT)
    orders = (mark.split("|")[1] for mark in marks if mark.startswith(mine))
    return any(stuck <= order < item.order for order in orders)
