"""Forgetting people: personal texts of a history and the messages sent on a complaint. The chain still verifies afterwards.

The complaint itself is emptied by a commit like any other, which also takes the sender's keys away.
"""

import time
from typing import Any

from chalicelib.aws.attributes import Attributes
from chalicelib.settings import Settings

KEYS_A_CALL = 25
ATTEMPTS = 6


class Unerased(Exception):  # noqa: N818 - the house's word for it
    """DynamoDB kept leaving some of the items: erase again, what is gone stays gone."""


def erase(settings: Settings, client: Any, complaint_id: str) -> int:
    """Delete a complaint's personal history texts with their salts, and the record of its messages; how many items."""
    personal = _keys(client, settings.history_table, ("complaint_id", "entry"), complaint_id)
    texts = [found for found in personal if found["entry"]["S"].endswith("#p")]
    sent = _keys(client, settings.outbox_table, ("queue", "position"), f"sent#{complaint_id}")
    for table, keys in ((settings.history_table, texts), (settings.outbox_table, sent)):
        for start in range(0, len(keys), KEYS_A_CALL):
            _delete(client, table, keys[start : start + KEYS_A_CALL])
    return len(texts) + len(sent)


def _keys(client: Any, table: str, names: tuple[str, str], value: str) -> list[Attributes]:
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


def _delete(client: Any, table: str, keys: list[Attributes]) -> None:
    request: dict[str, Any] = {table: [{"DeleteRequest": {"Key": key}} for key in keys]}
    for attempt in range(ATTEMPTS):
        request = client.batch_write_item(RequestItems=request).get("UnprocessedItems") or {}
        if not request:
            return
        time.sleep(0.02 * 2**attempt)
    raise Unerased(table)
