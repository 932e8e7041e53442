"""Actions of a DynamoDB transaction, and running one: all of it happens, or nothing does.

Every attribute is named by a placeholder ("#state"), because DynamoDB reserves many plain words.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.aws.attributes import Attributes, Value, attribute, attributes
from chalicelib.aws.sizing import ACTIONS
from chalicelib.core.expressions import expression

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

Action = dict[str, Any]

PLACEHOLDER = expression(r"#\w+")
REFUSED = "ConditionalCheckFailed"
BUSY = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})


class Cancelled(Exception):  # noqa: N818 - the house's word for it
    """A transaction did not happen. `refused` are the numbers of the actions whose condition failed; none: others were at it."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.refused = frozenset(number for number, reason in enumerate(reasons) if reason == REFUSED)
        super().__init__(", ".join(f"{number}: {reason}" for number, reason in enumerate(reasons) if reason != "None"))


def key(**names: str) -> Attributes:
    """A primary key."""
    return attributes(names)


def put(table: str, values: Mapping[str, Value | None], condition: str = "", **bound: Value) -> Action:
    """Write an item, if `condition` holds."""
    return {"Put": {"TableName": table, "Item": attributes(values), **_condition(condition, bound)}}


def delete(table: str, item_key: Attributes, condition: str = "", **bound: Value) -> Action:
    """Delete an item, if `condition` holds."""
    return {"Delete": {"TableName": table, "Key": item_key, **_condition(condition, bound)}}


def update(table: str, item_key: Attributes, expression: str, condition: str = "", **bound: Value) -> Action:
    """Change an item, if `condition` holds."""
    return {"Update": {"TableName": table, "Key": item_key, **update_of(expression, condition, **bound)}}


def update_of(expression: str, condition: str = "", **bound: Value) -> dict[str, Any]:
    """The part of an update that is the same inside a transaction and outside."""
    return {"UpdateExpression": expression, **_condition(condition, bound, expression)}


def run(client: "DynamoDBClient", actions: Sequence[Action]) -> None:
    """Carry out one transaction. Cancelled if it did not happen because of a condition or of others; ClientError else."""
    if len(actions) > ACTIONS:
        raise ValueError(f"{len(actions)} actions in one transaction")
    items: list[Any] = list(actions)
    try:
        client.transact_write_items(TransactItems=items)
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code != "TransactionCanceledException":
            raise
        reasons = [reason.get("Code", "None") for reason in error.response.get("CancellationReasons", [])]
        if not (set(reasons) & BUSY) and REFUSED not in reasons:
            raise
        raise Cancelled(reasons) from error


def run_patiently(
    client: "DynamoDBClient", actions: Sequence[Action], attempts: int, wait: Callable[[float], None]
) -> None:
    """As `run`, again after a moment when others were at it."""
    for attempt in range(attempts):
        try:
            run(client, actions)
        except Cancelled as cancelled:
            if cancelled.refused or attempt == attempts - 1:
                raise
            wait(0.02 * 2**attempt)
        else:
            return


def condition_of(condition: str, **bound: Value) -> dict[str, Any]:
    """A condition for a call outside a transaction."""
    return _condition(condition, bound)


def _condition(condition: str, bound: Mapping[str, Value], expression: str = "") -> dict[str, Any]:
    names = {word: word[1:] for word in _placeholders(f"{expression} {condition}")}
    parts: dict[str, Any] = {"ConditionExpression": condition} if condition else {}
    if names:
        parts["ExpressionAttributeNames"] = names
    if bound:
        parts["ExpressionAttributeValues"] = {f":{name}": attribute(value) for name, value in bound.items()}
    return parts


@cache
def _placeholders(said: str) -> frozenset[str]:
    """The names in an expression; there are a few dozen expressions, whatever is bound to them."""
    return frozenset(PLACEHOLDER.findall(said))
