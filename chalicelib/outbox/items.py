"""The outbox items of a decision: complete, in order, few enough for one transaction."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.records import OutboxItem, PassedOn, TooLarge
from chalicelib.aws.sizing import MESSAGE_BYTES, OUTBOX_BYTES, fit_follow_up, fit_message
from chalicelib.core.complaint.decision import FollowUp, Message
from chalicelib.core.complaint.facts import OtherDecided
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.register.indexing import digest, instant
from chalicelib.outbox import joining
from chalicelib.outbox.ordering import waits
from chalicelib.render.sender_identity import Rendered

LEASE = timedelta(minutes=3)  # longer than any function runs
ITEMS_A_COMMIT = 30  # the rest of its hundred actions is for receipt, complaint, history and keys
BUNDLES_A_COMMIT = 8
ITEMS_A_BUNDLE = 90
BUNDLE_BYTES = 290_000


class _Origin(msgspec.Struct, frozen=True):
    """The fact that items come from, and the complaint's version before it."""

    source: str
    complaint: str
    version: int
    now: datetime

    def id(self, number: int) -> str:
        """An item's id, of letters that a message tag may have."""
        return item_id(self.source, self.complaint, self.version, number)

    @property
    def batch(self) -> str:
        """What the ids of one decision have in common, and with no other: one fact may be decided of several complaints, or anew."""
        return _batch(self.source, self.complaint, self.version)

    def order(self, at: datetime, number: int) -> str:
        """Sorts a recipient's messages: what is meant for later comes later, then by decision, then by place in it."""
        return f"{instant(at)}~{self.version:06d}.{number:03d}"


def item_id(source: str, complaint: str, version: int, number: int) -> str:
    """The id of what a fact has sent, by its place among all that it has sent."""
    return f"{_batch(source, complaint, version)}-{number:03d}"


def _batch(source: str, complaint: str, version: int) -> str:
    return digest(f"{source}#{complaint}#{version}")


def items_of(
    source: str,
    complaint: str,
    version: int,
    messages: Sequence[tuple[Message, Rendered]],
    now: datetime,
    *,
    follow_ups: Sequence[FollowUp] = (),
    unsent: frozenset[str] = frozenset(),
    with_others: bool = False,
) -> tuple[OutboxItem, ...]:
    """What a decision sends. Ids derive from `source`, the fact's id, so that a repeated decision makes the same ones.

    `version` is that of the complaint before, `unsent` its marks: what has to wait for earlier messages, or for its own
    time, is left to the sweep (PENDING); all else is leased to the caller (SENDING), who delivers it after commit. What
    is too much for one transaction is bundled; the sweep unpacks it. Chases and their like wait for the next minute if one person gets
    several here, or perhaps (`with_others`) from other decisions of this minute; a customer's words do if more of them come: the sweep makes
    one message of them.
    """
    origin = _Origin(source, complaint, version, now)
    limit = min(MESSAGE_BYTES, OUTBOX_BYTES // max(len(messages), 1))
    items = [fit_message(_message(origin, n, *pair), limit) for n, pair in enumerate(messages)]
    items = [_with_others(item) if joining.joins(item, items, with_others=with_others) else item for item in items]
    items += [
        _follow_up(origin, n, fit_follow_up(follow_up)) for n, follow_up in enumerate(follow_ups, start=len(items))
    ]
    single, rest = (items, []) if len(items) <= ITEMS_A_COMMIT else (items[:ITEMS_A_COMMIT], items[ITEMS_A_COMMIT:])
    bundles = tuple(_bundle(origin, number, part) for number, part in enumerate(_parts(rest)))
    if len(bundles) > BUNDLES_A_COMMIT:
        raise TooLarge(f"{len(items)} messages in one decision")
    return (*(_leased(item, unsent, now) for item in single), *bundles)


def _message(origin: _Origin, number: int, message: Message, rendered: Rendered) -> OutboxItem:
    at = max(message.not_before or origin.now, origin.now)
    by_mail = message.channel == "mail"
    return OutboxItem(
        id=origin.id(number),
        complaint=origin.complaint,
        channel=message.channel,
        order=origin.order(at, number),
        created=origin.now,
        look_at=at,
        message=message.name,
        recipient=message.to.mail if by_mail else message.to.phone,
        role=message.to.role,
        subject=rendered.subject,
        text=rendered.text if by_mail else rendered.sms,
        html=rendered.html if by_mail else "",
        sender=rendered.sender,
        reply_to=rendered.reply_to,
        headers=rendered.headers,
        attachments=message.attachments,
        files=message.files,
        form=rendered.form if kind_of(message.name, message.to.role).together else "",
        said=_passed_on(message) if joining.gathers(message) else None,
    )


def _passed_on(message: Message) -> PassedOn:
    return msgspec.convert({"to": message.to, "extra": msgspec.to_builtins(message.extra)}, PassedOn)


def _with_others(item: OutboxItem) -> OutboxItem:
    """The item as it waits for the next full minute."""
    at = joining.next_minute(item.look_at)
    order = f"{instant(at)}~{item.order.partition('~')[2]}"
    return msgspec.structs.replace(item, look_at=at, order=order, together=True)


def _follow_up(origin: _Origin, number: int, follow_up: FollowUp) -> OutboxItem:
    fact = OtherDecided(id=origin.id(number), at=origin.now, source=origin.complaint, follow_up=follow_up)
    return OutboxItem(
        id=fact.id,
        complaint=follow_up.complaint,
        channel="fact",
        order=origin.order(origin.now, number),
        created=origin.now,
        look_at=origin.now,
        message=follow_up.name,
        fact=fact,
    )


def _leased(item: OutboxItem, unsent: frozenset[str], now: datetime) -> OutboxItem:
    """The item as the committer holds it, out of the sweep's sight until the lease ends, if it may go out now."""
    if item.look_at > now or waits(item, unsent, now):
        return item
    return msgspec.structs.replace(item, state="SENDING", lease_until=now + LEASE, look_at=now + LEASE)


def _parts(items: Sequence[OutboxItem]) -> Iterator[tuple[OutboxItem, ...]]:
    """Items in portions that each fit one stored item."""
    part: list[OutboxItem] = []
    size = 0
    for item in items:
        weight = len(msgspec.json.encode(item))
        if part and (size + weight > BUNDLE_BYTES or len(part) == ITEMS_A_BUNDLE):
            yield tuple(part)
            part, size = [], 0
        part.append(item)
        size += weight
    if part:
        yield tuple(part)


def _bundle(origin: _Origin, number: int, part: tuple[OutboxItem, ...]) -> OutboxItem:
    return OutboxItem(
        id=f"{origin.batch}-b{number}",
        complaint=origin.complaint,
        channel="bundle",
        order=part[0].order,
        created=origin.now,
        look_at=origin.now,
        bundle=part,
    )
