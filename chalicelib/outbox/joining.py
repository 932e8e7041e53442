"""One message in place of several that tell one person in one minute what is due or late, or what one customer has added.

What may have company waits for the next full minute. The sweep then takes the parts out of the queue by the transaction that puts the
one message there: nothing is lost and nothing told twice, whatever crashes. What is one too many of a director's escalations goes into
their list (`condensing`) and joins nothing.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.records import OutboxItem
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.message_table import kind_of

PARTS = 25  # of one message: with their records and marks they fit one transaction
MINUTE = timedelta(minutes=1)
ASKS = "asks"  # of words that only ask how it stands: among others they are words like them

Join = Callable[[Sequence[OutboxItem], datetime], OutboxItem]


def may_join(item: OutboxItem) -> bool:
    """Whether it is of the kind that is told together with others."""
    return kind_of(item.message, item.role).together and item.role != "customer"


def gathers(message: Message) -> bool:
    """Whether it passes on a customer's words and waits for more of them."""
    return message.more_comes and kind_of(message.name, message.to.role).gathered


def joins(item: OutboxItem, others: Iterable[OutboxItem], *, with_others: bool) -> bool:
    """Whether it waits for company: another one to the same person here, or perhaps from elsewhere."""
    if item.said is not None:
        return True
    if not may_join(item):
        return False
    like = [o for o in others if may_join(o) and (o.channel, o.recipient) == (item.channel, item.recipient)]
    return with_others or len(like) > 1


def next_minute(at: datetime) -> datetime:
    """The next full minute after a moment."""
    return at.replace(second=0, microsecond=0) + MINUTE


def groups(items: Iterable[OutboxItem]) -> Iterator[list[OutboxItem]]:
    """What of a sweep's items becomes one message: two or more that wait for company, to one person by one channel."""
    found: dict[Hashable, list[OutboxItem]] = {}
    for item in items:
        if item.together and item.state == "PENDING":
            found.setdefault((item.channel, item.recipient, *_matter(item)), []).append(item)
    for parts in found.values():
        parts.sort(key=lambda item: item.order)
        yield from (part for start in range(0, len(parts), PARTS) if len(part := parts[start : start + PARTS]) > 1)


def _matter(item: OutboxItem) -> tuple[str, ...]:
    """What only like ones share: a customer's words join those about the same complaint which ask the same of their reader."""
    if item.said is None:
        return ()
    own = ("text", "due", *(("reason",) if item.said.extra.get("reason") == ASKS else ()))
    asked = {name: value for name, value in item.said.extra.items() if name not in own}
    return (item.complaint, item.message, item.role, msgspec.json.encode(asked, order="sorted").decode())
