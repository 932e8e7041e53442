"""More than five escalations an hour to one director become one list, sent when the hour is over.

The sixth is taken out of the queue by the transaction that keeps its line and puts the list's order into the queue: nothing
is lost, whatever crashes.
"""

from datetime import datetime, timedelta

from chalicelib.aws.marks import Marked
from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.records import OutboxItem
from chalicelib.core.complaint.decision import FollowUp
from chalicelib.core.complaint.facts import OtherDecided
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.register.indexing import KeyItem, KeyRef, digest, instant
from chalicelib.outbox.items import LEASE

ALLOWED = 5
HOUR = timedelta(hours=1)
LINES_KEPT = timedelta(days=3)


def condensed(table: OutboxTable, item: OutboxItem, now: datetime) -> Marked | None:
    """What becomes of an escalation that is one too many; None if it is to be sent as it is."""
    if not kind_of(item.message, item.role).condensed or item.role != "director":
        return None
    hour = now.replace(minute=0, second=0, microsecond=0)
    who = f"{digest(item.recipient)}#{instant(hour)}"
    if not table.is_one_too_many(item, f"escalations#{who}", ALLOWED, hour + LINES_KEPT):
        return None
    if item.channel == "sms":
        return Marked(item=item, state="CONDENSED", at=now)  # the list goes by mail, with this one's mail in it
    ref = KeyRef(key=f"condensed#{who}", position=f"{item.order}#{item.id}")
    line = KeyItem(ref=ref, values={"complaint": item.complaint, "line": item.subject}, expires=hour + LINES_KEPT)
    return Marked(
        item=item, state="CONDENSED", at=now, line=line, follow=_order(item.recipient, who, hour + HOUR + LEASE)
    )


def _order(recipient: str, who: str, at: datetime) -> OutboxItem:
    """The list's order, the same whoever puts it into the queue; late enough for every function of that hour to have ended."""
    values = {"mail": recipient, "lines": f"condensed#{who}"}
    fact = OtherDecided(
        id=f"condensed-{digest(who)}",
        at=at,
        source="",
        follow_up=FollowUp(complaint="", name="condensed", values=values),
    )
    return OutboxItem(
        id=fact.id,
        complaint="",
        channel="fact",
        order=f"{instant(at)}~",
        created=at,
        look_at=at,
        message="condensed",
        fact=fact,
    )
