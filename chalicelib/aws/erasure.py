"""Forgetting people: personal texts of a history and the messages sent on a complaint. The chain still verifies afterwards.

The complaint itself is emptied by a commit like any other, which also takes the sender's keys away.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from chalicelib.aws.attributes import Attributes, texts
from chalicelib.aws.transactions import key, update_of
from chalicelib.core.people.blocks import kept_key, ref_of
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def erase(settings: Settings, client: "DynamoDBClient", complaint_id: str) -> int:
    """Delete a complaint's personal history texts with their salts, and the record of its messages; how many items."""
    personal = _keys(client, settings.history_table, ("complaint_id", "entry"), complaint_id)
    said = [found for found in personal if found["entry"]["S"].endswith("#p")]
    sent = _keys(client, settings.outbox_table, ("queue", "position"), f"sent#{complaint_id}")
    for table, keys in ((settings.history_table, said), (settings.outbox_table, sent)):
        for each in keys:
            client.delete_item(TableName=table, Key=each)
    return len(said) + len(sent)


def block_of(settings: Settings, client: "DynamoDBClient", address: str) -> list[Attributes]:
    """The keys that tell that a sender is or was blocked, and what came from them meanwhile."""
    kept = _keys(client, settings.keys_table, ("key", "position"), kept_key(address))
    ref = ref_of(address)
    known = client.get_item(TableName=settings.keys_table, Key=key(key=ref.key, position=ref.position)).get("Item")
    return [*kept, *([key(key=ref.key, position=ref.position)] if known else [])]


def erase_keys(settings: Settings, client: "DynamoDBClient", places: Iterable[Attributes]) -> None:
    """Deletes keys."""
    for each in places:
        client.delete_item(TableName=settings.keys_table, Key=each)


def receipts(settings: Settings, client: "DynamoDBClient", complaint_id: str) -> Iterator[dict[str, str]]:
    """What was noted of everything that came in about a complaint. Its index lags by a moment."""
    pages = client.get_paginator("query").paginate(
        TableName=settings.inbound_table,
        IndexName="complaint",
        KeyConditionExpression="#complaint = :complaint",
        ExpressionAttributeNames={"#complaint": "complaint"},
        ExpressionAttributeValues={":complaint": {"S": complaint_id}},
    )
    return (texts(item) for page in pages for item in page["Items"])


def erase_payloads(settings: Settings, client: "DynamoDBClient", inbound_ids: Iterable[str]) -> None:
    """Take text messages out of their receipts. The receipts stay: the same message never counts twice."""
    for each in inbound_ids:
        client.update_item(
            TableName=settings.inbound_table,
            Key=key(inbound_id=each),
            **update_of("REMOVE #payload", "attribute_exists(#inbound_id)"),
        )


def _keys(client: "DynamoDBClient", table: str, names: tuple[str, str], value: str) -> list[Attributes]:
    """The keys of all items of one partition."""
    pages = client.get_paginator("query").paginate(
        TableName=table,
        ConsistentRead=True,
        KeyConditionExpression="#hash = :value",
        ProjectionExpression="#hash, #range",
        ExpressionAttributeNames={"#hash": names[0], "#range": names[1]},
        ExpressionAttributeValues={":value": {"S": value}},
    )
    return [item for page in pages for item in page["Items"]]
