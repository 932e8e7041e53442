"""One attempt to send, and what its result means for the item. Nothing here touches the tables."""

from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.marks import Marked
from chalicelib.aws.records import OutboxItem
from chalicelib.aws.send_errors import SendError
from chalicelib.aws.sender import Sender
from chalicelib.core.complaint.facts import DeliveryFailed
from chalicelib.core.complaint.message_table import kind_of

REPORT_TIME = timedelta(minutes=10)  # in which a report of the sending service is waited for
PAUSE_TIME = timedelta(minutes=5)  # between two attempts while the account may not send
LONGEST_DELAY = timedelta(hours=1)
AHEAD = timedelta(days=1)  # by which what somebody waits for goes before the chases of a storm
RESENDS = 3  # of one message whose fate stays unknown; then a person is told


def attempt(sender: Sender, item: OutboxItem, now: datetime) -> tuple[Marked, SendError | None]:
    """Send a leased item once; what became of it, and the error if there was one."""
    try:
        provider_id = sender.send(item)
    except SendError as error:
        return after_error(item, error, now), error
    return Marked(item=item, state="SENT", at=now, provider_id=provider_id), None


def after_error(item: OutboxItem, error: SendError, now: datetime) -> Marked:
    """What becomes of an item that could not be sent, or perhaps was."""
    match error.verdict:
        case "rejected":
            return failed(item, error.diagnostic, now)
        case "unknown":
            return unknown(item, now, error.diagnostic)
        case "paused" | "withheld":
            return later(item, now + PAUSE_TIME, now)
    tried = msgspec.structs.replace(item, attempts=item.attempts + 1)
    return later(item, next_turn(item, now), now, tried)


def next_turn(item: OutboxItem, now: datetime) -> datetime:
    """When a message is tried again that too much traffic has held up: one that is awaited with the next sweep, before all else."""
    return now - AHEAD if is_awaited(item) else now + delay(item.attempts)


def is_awaited(item: OutboxItem) -> bool:
    """Whether whoever has just written waits for it."""
    return kind_of(item.message, item.role).awaited


def delay(attempts: int) -> timedelta:
    """How long to wait after so many attempts that came to nothing: one minute, doubled each time, an hour at most."""
    return min(timedelta(minutes=2 ** min(attempts, 6)), LONGEST_DELAY)


def later(item: OutboxItem, at: datetime, now: datetime, changed: OutboxItem | None = None) -> Marked:
    """Certainly not sent: back into the queue, to be looked at again at that time."""
    again = msgspec.structs.replace(changed or item, state="PENDING", lease_until=None, look_at=at)
    return Marked(item=item, state="PENDING", at=now, again=again)


def unknown(item: OutboxItem, now: datetime, diagnostic: str = "") -> Marked:
    """Perhaps sent: wait for a report; after several such a person has to look."""
    if item.unknowns >= RESENDS:
        return failed(item, f"sent {RESENDS + 1} times without an answer", now)
    again = msgspec.structs.replace(
        item, state="UNKNOWN", lease_until=None, unknowns=item.unknowns + 1, look_at=now + REPORT_TIME
    )
    return Marked(item=item, state="UNKNOWN", at=now, again=again, diagnostic=diagnostic)


def failed(item: OutboxItem, diagnostic: str, now: datetime) -> Marked:
    """Never to be sent: recorded, and a fact for the complaint, so that a person reaches the recipient otherwise."""
    follow = _told(item, diagnostic, now) if kind_of(item.message, item.role).failure_told else None
    return Marked(item=item, state="FAILED", at=now, diagnostic=diagnostic, follow=follow)


def _told(item: OutboxItem, diagnostic: str, now: datetime) -> OutboxItem:
    fact = DeliveryFailed(
        id=f"{item.id}-failed", at=now, address=item.recipient, diagnostic=diagnostic, message=item.message
    )
    return OutboxItem(
        id=fact.id,
        complaint=item.complaint,
        channel="fact",
        order=item.order,
        created=now,
        look_at=now,
        message="delivery_failed",
        fact=fact,
    )
