"""What waits to be sent and what became of it, in DynamoDB.

Unsent items lie in `pending#<shard>` at the moment when the sweep is to look at them again; what became of them lies in
`sent#<complaint>` in the order it was written. One transaction moves an item from one to the other.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from botocore.exceptions import ClientError

from chalicelib.aws.attributes import Attributes, attributes, epoch, texts
from chalicelib.aws.batches import batch_get
from chalicelib.aws.bodies import unpacked
from chalicelib.aws.commits import pending
from chalicelib.aws.marks import OURS, Marked, marking, place, portions, sent_place, state_of
from chalicelib.aws.records import OutboxItem, SentRecord, Stored
from chalicelib.aws.sharding import others, shard_of
from chalicelib.aws.transactions import Cancelled, condition_of, delete, key, put, run_patiently, update_of
from chalicelib.core.register.indexing import ITSELF, digest, instant
from chalicelib.core.register.rows import LONG_AGO
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

PENDING = "pending#"
REPORTS_KEPT = timedelta(days=3)
MARK_ATTEMPTS = 5


class OutboxTable:
    """The outbox of one stack. `client` speaks DynamoDB."""

    def __init__(self, settings: Settings, client: "DynamoDBClient") -> None:
        self.settings = settings
        self.client = client
        self._sent: list[Marked] | None = None  # what is marked later, all at once

    @contextmanager
    def marking_at_the_end(self) -> Iterator[None]:
        """What is sent meanwhile is marked as such afterwards, by one transaction as far as it holds it.

        Nothing can refuse such a mark. Whoever dies before it leaves what the sweep finds in any case: messages whose fate the
        sending service tells.
        """
        before, self._sent = self._sent, []
        try:
            yield
            self._mark_all(self._sent)
        finally:
            self._sent = before

    def unsent_now(self, marks: frozenset[str]) -> frozenset[str]:
        """Of a complaint's marks those of messages that were not sent meanwhile."""
        return marks - {outcome.item.waiting for outcome in self._sent or ()}

    def pending(self, shard: str, now: datetime, page: int = 50) -> Iterator[OutboxItem]:
        """The items of a shard that are to be looked at by now, longest waiting first; consistent, read page by page."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.settings.outbox_table,
            ConsistentRead=True,
            KeyConditionExpression="#queue = :queue AND #position < :until",
            ExpressionAttributeNames={"#queue": "queue", "#position": "position"},
            # "$" follows "#": items of this very moment are among them.
            ExpressionAttributeValues=attributes({":queue": f"pending#{shard}", ":until": f"{instant(now)}$"}),
            PaginationConfig={"PageSize": page},
        )
        return (_item(found, self.settings.shards) for each in pages for found in each["Items"])

    def sent(self, complaint_id: str, since: datetime = LONG_AGO) -> list[SentRecord]:
        """What became of a complaint's messages, in order: of those written or meant for `since` or later."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.settings.outbox_table,
            ConsistentRead=True,
            KeyConditionExpression="#queue = :queue AND #position >= :since",
            ExpressionAttributeNames={"#queue": "queue", "#position": "position"},
            ExpressionAttributeValues=attributes({":queue": f"sent#{complaint_id}", ":since": instant(since)}),
        )
        return [unpacked(found["body"]["B"], SentRecord) for page in pages for found in page["Items"]]

    def claim(self, item: OutboxItem, lease_until: datetime) -> OutboxItem | None:
        """Take an item over for sending; None if another did so first."""
        claimed = msgspec.structs.replace(item, state="SENDING", lease_until=lease_until)
        written = attributes(pending(self.settings, claimed))
        try:
            self.client.put_item(
                TableName=self.settings.outbox_table, Item=written, **condition_of(OURS, **state_of(item))
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return None
        return claimed

    def mark(self, outcomes: Sequence[Marked]) -> list[Marked]:
        """Record what became of items, in one transaction as far as it holds them; those that were recorded.

        That a message was sent is recorded in any case. Everything else gives way to whoever took the item over meanwhile.
        """
        if self._sent is None:
            return self._mark_all(outcomes)
        sent = [outcome for outcome in outcomes if outcome.state == "SENT"]
        self._sent += sent
        return sent + self._mark_all([outcome for outcome in outcomes if outcome.state != "SENT"])

    def unpack(self, bundle: OutboxItem) -> None:
        """Put a bundle's items into the queue in its place."""
        taken = delete(self.settings.outbox_table, place(self.settings, bundle), OURS, **state_of(bundle))
        inner = [put(self.settings.outbox_table, pending(self.settings, item)) for item in bundle.bundle]
        run_patiently(self.client, [taken, *inner], MARK_ATTEMPTS, time.sleep)

    def put_together(self, parts: Sequence[Marked], whole: OutboxItem) -> bool:
        """Put one message into the queue in place of its parts, all or nothing; whether it was done."""
        _, actions = marking(self.settings, parts, frozenset())
        try:
            run_patiently(
                self.client,
                [*actions, put(self.settings.outbox_table, pending(self.settings, whole))],
                MARK_ATTEMPTS,
                time.sleep,
            )
        except Cancelled:
            return False  # somebody took one of them over, or its complaint is no more: each goes by itself
        return True

    def unsent(self, complaint_ids: Sequence[str]) -> dict[str, frozenset[str]]:
        """Of each complaint, the marks of messages not yet known to be sent."""
        table = self.settings.complaints_table
        found = batch_get(self.client, {table: [key(id=each) for each in complaint_ids]}, only=("id", "unsent"))
        return {item["id"]["S"]: frozenset(item.get("unsent", {"SS": []})["SS"]) for item in found[table]}

    def report_delivered(self, outbox_id: str, provider_id: str, at: datetime) -> None:
        """Note that the sending service knows this item under its tag: it was sent, whatever we heard at the time."""
        noted = {"key": f"delivered#{outbox_id}", "position": ITSELF, "provider_id": provider_id}
        self.client.put_item(
            TableName=self.settings.keys_table,
            Item=attributes({**noted, "at": instant(at), "expires_at": epoch(at + REPORTS_KEPT)}),
        )

    def known_sent(self, items: Sequence[OutboxItem]) -> dict[str, str]:
        """Those items that were sent after all, with the sending service's id: by its report or by a late record of ours."""
        keys, outbox = self.settings.keys_table, self.settings.outbox_table
        wanted = {
            keys: [key(key=f"delivered#{item.id}", position=ITSELF) for item in items],
            outbox: [key(**sent_place(item)) for item in items],
        }
        found = batch_get(self.client, wanted) if items else {keys: [], outbox: []}
        records = [unpacked(each["body"]["B"], SentRecord) for each in found[outbox]]
        late = {record.item.id: record.provider_id for record in records if record.state == "SENT"}
        reported = [texts(each) for each in found[keys]]
        return {**late, **{each["key"].partition("#")[2]: each["provider_id"] for each in reported}}

    def withdraw(self, stored: Stored, messages: Sequence[str], since: datetime, now: datetime) -> frozenset[str]:
        """Withdraw a complaint's messages of these names that were not tried yet; the names of those withdrawn since then."""
        self._cancel([item for item in self._untried(stored, stored.unsent) if item.message in messages], now)
        records = [
            r for r in self.sent(stored.complaint.id, since) if r.state == "CANCELLED" and r.item.created >= since
        ]
        return frozenset(r.item.message for r in records if r.item.message in messages)

    def recall(self, stored: Stored, readers: frozenset[str], now: datetime) -> None:
        """Withdraw a complaint's messages to these addresses and numbers that were not tried yet, those in bundles too."""
        theirs = frozenset(map(digest, readers))
        marks = [mark for mark in stored.unsent if mark.partition("|")[0] in theirs]
        found = self._untried(stored, marks)
        if len(found) < len(marks):
            self._unpack_all(stored, now)
            found = self._untried(stored, marks)
        self._cancel(found, now)

    def is_one_too_many(self, item: OutboxItem, counter: str, allowed: int, expires: datetime) -> bool:
        """Count an item under `counter`, however often it is tried; whether `allowed` others were counted before."""
        request = update_of(
            "ADD #ids :ids SET #expires_at = :expires_at",
            "attribute_not_exists(#ids) OR size(#ids) < :allowed OR contains(#ids, :own)",
            ids=frozenset({item.id}),
            own=item.id,
            allowed=allowed,
            expires_at=epoch(expires),
        )
        try:
            self.client.update_item(
                TableName=self.settings.keys_table, Key=key(key=counter, position=ITSELF), **request
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return True
        return False

    def _unpack_all(self, stored: Stored, now: datetime) -> None:
        """Puts the items of a complaint's bundles into the queue, so that each can be found by its mark."""
        own = stored.complaint.id
        home = shard_of(own, self.settings.shards)
        shards = (home, *others(home, self.settings.shards))
        for item in (item for shard in shards for item in self.pending(shard, now)):
            if item.channel == "bundle" and item.complaint == own:
                with suppress(Cancelled):  # the sweep was first
                    self.unpack(item)

    def _cancel(self, items: Iterable[OutboxItem], now: datetime) -> None:
        self.mark([Marked(item=item, state="CANCELLED", at=now) for item in items])

    def _untried(self, stored: Stored, marks: Iterable[str]) -> list[OutboxItem]:
        """The items of these marks that were never tried; what is not where it belongs may lie where it belonged once."""
        home, wanted = shard_of(stored.complaint.id, self.settings.shards), tuple(marks)
        found = self._at([_untried_place(home, mark) for mark in wanted])
        known = {item.id for item in found}
        lost = [mark for mark in wanted if mark.split("|")[2] not in known]
        found += self._at([_untried_place(each, m) for each in others(home, self.settings.shards) for m in lost])
        return [item for item in found if item.state == "PENDING"]

    def _at(self, places: list[Attributes]) -> list[OutboxItem]:
        table = self.settings.outbox_table
        found = batch_get(self.client, {table: places})[table] if places else []
        return [_item(each, self.settings.shards) for each in found]

    def _mark_all(self, outcomes: Sequence[Marked]) -> list[Marked]:
        return [each for portion in portions(self.settings, outcomes) for each in self._mark(portion)]

    def _mark(self, outcomes: list[Marked]) -> list[Marked]:
        """Record outcomes in one transaction, leaving out what others took over and complaints that are no more."""
        gone: frozenset[str] = frozenset()
        while outcomes:
            owners, actions = marking(self.settings, outcomes, gone)
            try:
                run_patiently(self.client, actions, MARK_ATTEMPTS, time.sleep)
            except Cancelled as cancelled:
                if not cancelled.refused:
                    raise
                refused = {owners[number] for number in cancelled.refused}
                outcomes = [outcome for outcome in outcomes if outcome.item.id not in refused]
                gone |= refused
            else:
                break
        return outcomes


def _untried_place(shard: str, mark: str) -> Attributes:
    """Where an item lies that was never tried: at the moment that its order begins with."""
    _, order, outbox_id = mark.split("|")
    return key(queue=PENDING + shard, position=f"{order.partition('~')[0]}#{outbox_id}")


def _item(found: Attributes, shards: int) -> OutboxItem:
    """An unsent item. It stays in the partition where it lies, though it may belong elsewhere since their number was changed."""
    item, shard = unpacked(found["body"]["B"], OutboxItem), found["queue"]["S"].removeprefix(PENDING)
    return msgspec.structs.replace(item, shard="" if shard == shard_of(item.home, shards) else shard)
