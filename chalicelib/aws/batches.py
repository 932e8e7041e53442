"""Reading many items at once, whole and consistent."""

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.aws.attributes import Attributes

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

KEYS_A_CALL = 100
ATTEMPTS = 6


class Unread(Exception):  # noqa: N818 - the house's word for it
    """DynamoDB kept leaving some of the items out: try again later."""


def batch_get(
    client: "DynamoDBClient", wanted: Mapping[str, Sequence[Attributes]], only: Sequence[str] = ()
) -> dict[str, list[Attributes]]:
    """The items of each table that exist, by their keys; at most 100 in one call. `only` names the attributes to bring.

    What DynamoDB leaves unprocessed is asked for again; Unread if it stays so.
    """
    shape = _projection(only)
    found: dict[str, list[Attributes]] = {table: [] for table in wanted}
    for request in _requests(wanted, shape):
        _read(client, request, found)
    return found


def _projection(only: Sequence[str]) -> dict[str, Any]:
    if not only:
        return {}
    names = {f"#{name}": name for name in only}
    return {"ProjectionExpression": ", ".join(names), "ExpressionAttributeNames": names}


def _requests(wanted: Mapping[str, Sequence[Attributes]], shape: dict[str, Any]) -> list[dict[str, Any]]:
    """The keys in calls of at most 100, no key twice."""
    pairs = [(table, key) for table, keys in wanted.items() for key in _distinct(keys)]
    requests = []
    for start in range(0, len(pairs), KEYS_A_CALL):
        request: dict[str, Any] = {}
        for table, key in pairs[start : start + KEYS_A_CALL]:
            request.setdefault(table, {"ConsistentRead": True, "Keys": [], **shape})["Keys"].append(key)
        requests.append(request)
    return requests


def _distinct(keys: Sequence[Attributes]) -> list[Attributes]:
    return list({str(sorted(key.items())): key for key in keys}.values())


def _read(client: "DynamoDBClient", request: dict[str, Any], found: dict[str, list[Attributes]]) -> None:
    for attempt in range(ATTEMPTS):
        answer = client.batch_get_item(RequestItems=request)
        for table, items in answer["Responses"].items():
            found[table].extend(items)
        request = answer.get("UnprocessedKeys") or {}
        if not request:
            return
        time.sleep(0.02 * 2**attempt)
    raise Unread(f"{sum(len(part['Keys']) for part in request.values())} items stayed unread")
