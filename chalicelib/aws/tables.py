"""Complaints, their history, receipts and keys in DynamoDB. One fact is stored by one transaction, or not at all."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib.aws import commits
from chalicelib.aws.attributes import Attributes, attribute, attributes, texts, values
from chalicelib.aws.batches import batch_get
from chalicelib.aws.bodies import unpacked
from chalicelib.aws.records import Commit, Duplicate, Found, Stored
from chalicelib.aws.transactions import Cancelled, key, run, update_of
from chalicelib.core.complaint.model import Complaint, Entry
from chalicelib.core.register import chain
from chalicelib.core.register.indexing import KeyRef, instant
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class Tables:
    """The tables of one stack. `client` speaks DynamoDB."""

    def __init__(self, settings: Settings, client: "DynamoDBClient") -> None:
        self.settings = settings
        self.client = client

    def lookup(self, inbound_id: str, wanted: Sequence[KeyRef] = (), complaint_ids: Sequence[str] = ()) -> Found:
        """One consistent read: what was noted of this inbound id ("" asks for none), which keys and complaints exist?"""
        tables = self.settings
        answer = batch_get(
            self.client,
            {
                tables.inbound_table: [key(inbound_id=inbound_id)] if inbound_id else [],
                tables.keys_table: [key(key=ref.key, position=ref.position) for ref in wanted],
                tables.complaints_table: [key(id=complaint_id) for complaint_id in complaint_ids],
            },
        )
        found = [texts(item) for item in answer[tables.keys_table]]
        stored = [one for item in answer[tables.complaints_table] if (one := _stored(item))]
        return Found(
            receipt=next(map(texts, answer[tables.inbound_table]), {}),
            keys={KeyRef(key=each["key"], position=each["position"]): each for each in found},
            complaints={one.complaint.id: one for one in stored},
        )

    def counts(self, refs: Sequence[KeyRef]) -> tuple[int, ...]:
        """How far these counts have come, in their order; 0 where nothing was counted."""
        wanted = [key(key=ref.key, position=ref.position) for ref in refs]
        found = batch_get(self.client, {self.settings.keys_table: wanted})[self.settings.keys_table]
        counted = {item["key"]["S"]: int(item["count"]["N"]) for item in found}
        return tuple(counted.get(ref.key, 0) for ref in refs)

    def load(self, complaint_id: str) -> Stored | None:
        """The complaint as it lies in the table now."""
        answer = self.client.get_item(
            TableName=self.settings.complaints_table, Key=key(id=complaint_id), ConsistentRead=True
        )
        return _stored(answer["Item"]) if "Item" in answer else None

    def receipt(self, inbound_id: str) -> dict[str, str] | None:
        """What was noted of an inbound id."""
        answer = self.client.get_item(
            TableName=self.settings.inbound_table, Key=key(inbound_id=inbound_id), ConsistentRead=True
        )
        return texts(answer["Item"]) if "Item" in answer else None

    def next_number(self, prefix: str, day: date) -> int:
        """The next number of a day, from 1; never given twice. A number that comes to nothing leaves a gap."""
        answer = self.client.update_item(
            TableName=self.settings.keys_table,
            Key=key(key=f"counter#{prefix}{day:%Y%m%d}", position="counter"),
            ReturnValues="UPDATED_NEW",
            **update_of("ADD #count :one", one=1),
        )
        return int(answer["Attributes"]["count"]["N"])

    def commit(self, commit: Commit) -> Stored | None:
        """Store all that follows from one fact, or nothing; the complaint as it is stored now, None if there is none.

        Duplicate, Conflict, CapReached or TooLarge say why it was not stored.
        """
        planned = commits.plan(self.settings, commit)
        while True:
            try:
                run(self.client, [action for _, action in planned.actions])
            except Cancelled as cancelled:
                planned = commits.after_refusal(planned, cancelled)
            else:
                if planned.again:
                    raise Duplicate
                return planned.stored

    def due(self, shard: str, now: datetime, limit: int) -> list[str]:
        """Ids of complaints and schedules of a shard that are due, longest due first. Their index lags by a moment."""
        return list(self.due_since(shard, now, limit))

    def due_since(self, shard: str, now: datetime, limit: int) -> dict[str, datetime]:
        """As `due`, with the time since which each is due."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.settings.complaints_table,
            IndexName="due",
            KeyConditionExpression="#due_shard = :shard AND #next_check_at <= :now",
            ExpressionAttributeNames={"#due_shard": "due_shard", "#next_check_at": "next_check_at"},
            ExpressionAttributeValues={":shard": attribute(shard), ":now": attribute(instant(now))},
            PaginationConfig={"PageSize": limit},
        )
        found = islice((item for page in pages for item in page["Items"]), limit)
        return {item["id"]["S"]: datetime.fromisoformat(item["next_check_at"]["S"]) for item in found}

    def rows(self, partition: str, start: str = "", page: int | None = None) -> Iterator[dict[str, str]]:
        """The items of one key in order of position, from `start` on; consistent, read as they are asked for, `page` at a time."""
        for item in self._query(self.settings.keys_table, "key", "position", partition, start, page):
            yield texts(item)

    def newest(self, partition: str, limit: int) -> list[dict[str, str]]:
        """The last items of one key by position, newest first, in one call; they may lag by a moment."""
        answer = self.client.query(
            TableName=self.settings.keys_table,
            KeyConditionExpression="#hash = :value",
            ExpressionAttributeNames={"#hash": "key"},
            ExpressionAttributeValues=attributes({":value": partition}),
            ScanIndexForward=False,
            Limit=limit,
        )
        return [texts(item) for item in answer["Items"]]

    def history(self, complaint_id: str) -> list[Entry]:
        """The complaint's history in order; erased texts are empty."""
        lines, personal = self.history_as_stored(complaint_id)
        return [chain.entry_of(line, personal.get(line.sequence)) for line in lines]

    def lines(self, complaint_id: str) -> list[chain.Line]:
        """The history's lines as they are stored, in order, without what is personal."""
        return self.history_as_stored(complaint_id)[0]

    def verify(self, complaint_id: str) -> list[str]:
        """What is wrong with the complaint's history, in words; nothing if its chain holds."""
        stored = self.load(complaint_id)
        if stored is None:
            return [f"there is no complaint {complaint_id}"]
        lines, personal = self.history_as_stored(complaint_id)
        return chain.problems(lines, personal, stored.chain, stored.entries)

    def history_as_stored(self, complaint_id: str) -> tuple[list[chain.Line], dict[int, chain.Text]]:
        """The history's lines in order, and by their numbers what is personal in them, as far as it was not erased."""
        lines, personal = [], {}
        for item in self._query(self.settings.history_table, "complaint_id", "entry", complaint_id, ""):
            one = texts(item)
            entry = one["entry"]
            if entry.endswith("#p"):
                personal[int(entry[:-2])] = chain.Text(text=one["text"], salt=one["salt"], said=one.get("said", ""))
            else:
                known = {name: one[name] for name in ("at", "what", "by", "reason", "raw", "digest", "chain")}
                lines.append(chain.Line(complaint=complaint_id, sequence=int(entry), **known))
        return lines, personal

    def _query(
        self, table: str, hash_name: str, range_name: str, value: str, start: str, page: int | None = None
    ) -> Iterator[Attributes]:
        """All items of one partition from `start` on, page by page: of so many items, or as many as the service gives."""
        pages = self.client.get_paginator("query").paginate(
            TableName=table,
            ConsistentRead=True,
            KeyConditionExpression="#hash = :value" + (" AND #range >= :start" if start else ""),
            ExpressionAttributeNames={"#hash": hash_name} | ({"#range": range_name} if start else {}),
            ExpressionAttributeValues=attributes({":value": value, ":start": start or None}),
            PaginationConfig={"PageSize": page} if page else {},
        )
        return (item for found in pages for item in found["Items"])


def _stored(item: Attributes) -> Stored | None:
    """A complaint's record; None for records that hold no complaint."""
    if "body" not in item:
        return None
    known = values(item)
    return Stored(
        complaint=unpacked(known["body"], Complaint),
        chain=known["chain"],
        entries=known["entries"],
        unsent=known.get("unsent", frozenset()),
    )
