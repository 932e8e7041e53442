"""What the operator's commands read of all tables. Only here tables are scanned: rarely, and by a person's order."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from chalicelib.aws import sharding
from chalicelib.aws.attributes import attribute, values
from chalicelib.aws.bodies import unpacked
from chalicelib.aws.records import OutboxItem, SentRecord, Stored
from chalicelib.core.complaint.model import Complaint
from redress.stack import CallError, Stack

Item = dict[str, Any]
PATIENCE = timedelta(minutes=15)  # in which a due complaint is looked at, and a message sent


def complaints(stack: Stack) -> Iterator[Stored]:
    """Every complaint as it lies in the table."""
    for item in scanned(stack, stack.settings.complaints_table):
        if "body" in item:
            yield Stored(
                complaint=unpacked(item["body"], Complaint),
                chain=item["chain"],
                entries=item["entries"],
                unsent=item.get("unsent", frozenset()),
            )


def by_number(stack: Stack, number: str) -> Stored:
    """The complaint of a number. CallError if there is none."""
    tables = stack.container.pipeline.tables
    rows = list(tables.rows(f"number#{number.strip().upper()}"))
    stored = tables.load(rows[0]["complaint"]) if rows else None
    if stored is None:
        raise CallError(f"there is no complaint {number}; redress cases --all lists the numbers that there are")
    return stored


def receipts(stack: Stack) -> Iterator[Item]:
    """Everything that was noted of inbound ids."""
    return scanned(stack, stack.settings.inbound_table)


def keys_of(stack: Stack, complaint_id: str) -> list[Item]:
    """Every key that leads to a complaint."""
    return list(scanned(stack, stack.settings.keys_table, complaint=complaint_id))


def waiting(stack: Stack) -> Iterator[OutboxItem]:
    """Every message that is not yet sent."""
    for shard in range(sharding.MOST):
        for item in queried(stack, stack.settings.outbox_table, "queue", f"pending#{shard}"):
            yield unpacked(item["body"], OutboxItem)


def sent(stack: Stack) -> Iterator[SentRecord]:
    """What became of every message."""
    for item in scanned(stack, stack.settings.outbox_table):
        if item["queue"].startswith("sent#"):
            yield unpacked(item["body"], SentRecord)


def left_behind(stack: Stack) -> Iterator[OutboxItem]:
    """Messages in partitions that are no longer in use: the number of shards was lowered while they waited."""
    for shard in range(stack.settings.shards, sharding.MOST):
        for item in queried(stack, stack.settings.outbox_table, "queue", f"pending#{shard}"):
            yield unpacked(item["body"], OutboxItem)


def scanned(stack: Stack, table: str, **equal: str) -> Iterator[Item]:
    """All items of a table, of these attributes' values if any are given."""
    asked: dict[str, Any] = {"TableName": table, "ConsistentRead": True}
    if equal:
        asked |= {
            "FilterExpression": " AND ".join(f"#{name} = :{name}" for name in equal),
            "ExpressionAttributeNames": {f"#{name}": name for name in equal},
            "ExpressionAttributeValues": {f":{name}": attribute(value) for name, value in equal.items()},
        }
    for page in stack.dynamodb.get_paginator("scan").paginate(**asked):
        yield from map(values, page["Items"])


def queried(stack: Stack, table: str, name: str, value: str) -> Iterator[Item]:
    """All items of one partition."""
    pages = stack.dynamodb.get_paginator("query").paginate(
        TableName=table,
        ConsistentRead=True,
        KeyConditionExpression="#name = :value",
        ExpressionAttributeNames={"#name": name},
        ExpressionAttributeValues={":value": attribute(value)},
    )
    for page in pages:
        yield from map(values, page["Items"])
