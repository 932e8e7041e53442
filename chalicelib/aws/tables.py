"""Complaints, their history, receipts and keys in DynamoDB. One fact is stored by one transaction, or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib.aws import commits
from chalicelib.aws.attributes import Attributes, attribute, attributes, texts, values
from chalicelib.aws.batches import batch_get
from chalicelib.aws.bodies import unpacked
from chalicelib.aws.read_ahead import ReadAhead, Wanted
from chalicelib.aws.records import Commit, Duplicate, Found, Lookup, Stored
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
        self._ahead = ReadAhead()
        self._at_once, self._numbers = 1, dict[str, list[int]]()

    @contextmanager
    def reading_ahead(self, lookups: Sequence[Lookup]) -> Iterator[None]:
        """Meanwhile these lookups are answered from one read."""
        before, self._ahead = self._ahead, ReadAhead()
        try:
            self._ahead.read(self.client, _joined([self._keys_of(each) for each in lookups]))
            yield
        finally:
            self._ahead = before

    @contextmanager
    def numbering(self, complaints: int) -> Iterator[None]:
        """Meanwhile the first number takes along those of so many complaints; what is not needed of them stays unused."""
        before = self._at_once, self._numbers
        self._at_once, self._numbers = max(complaints, 1), {}
        try:
            yield
        finally:
            self._at_once, self._numbers = before

    def lookup(self, inbound_id: str, wanted: Sequence[KeyRef] = (), complaint_ids: Sequence[str] = ()) -> Found:
        """One consistent read: what was noted of this inbound id ("" asks for none), which keys and complaints exist?"""
        tables = self.settings
        keys = self._keys_of(Lookup(inbound_id, tuple(wanted), tuple(complaint_ids)))
        answer = self._ahead.items(keys) or batch_get(self.client, keys)
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
        counter = f"counter#{prefix}{day:%Y%m%d}"
        numbers = self._numbers.setdefault(counter, [])
        if not numbers:
            numbers += self._taken(counter, self._at_once)
            self._at_once = 1
        return numbers.pop(0)

    def commit(self, commit: Commit) -> Stored | None:
        """Store all that follows from one fact, or nothing; the complaint as it is stored now, None if there is none.

        Duplicate, Conflict, CapReached or TooLarge say why it was not stored.
        """
        planned = commits.plan(self.settings, commit)
        self._ahead.forget(action for _, action in planned.actions)
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

    def _keys_of(self, lookup: Lookup) -> Wanted:
        return {
            self.settings.inbound_table: [key(inbound_id=lookup.inbound_id)] if lookup.inbound_id else [],
            self.settings.keys_table: [key(key=ref.key, position=ref.position) for ref in lookup.wanted],
            self.settings.complaints_table: [key(id=complaint_id) for complaint_id in lookup.complaint_ids],
        }

    def _taken(self, counter: str, number: int) -> range:
        """So many numbers of a counter, which nobody else gets."""
        answer = self.client.update_item(
            TableName=self.settings.keys_table,
            Key=key(key=counter, position="counter"),
            ReturnValues="UPDATED_NEW",
            **update_of("ADD #count :number", number=number),
        )
        last = int(answer["Attributes"]["count"]["N"])
        return range(last - number + 1, last + 1)

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


def _joined(several: Sequence[Wanted]) -> Wanted:
    """What several want, as one."""
    tables = dict.fromkeys(table for wanted in several for table in wanted)
    return {table: [each for wanted in several for each in wanted[table]] for table in tables}


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
