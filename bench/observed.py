"""What one fact really costs in AWS: every call of the sandbox's application, with what it reads, writes and sends."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient

from sandbox.lambdas import Lambdas

KB = 1024


class Observed:
    """Units of AWS's price lists, counted. Sizes are those of the requests' items."""

    def __init__(self) -> None:
        self.units: Counter[str] = Counter()

    def call(self, service: str, operation: str, arguments: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        """Counts one call."""
        match service, operation:
            case "dynamodb", "TransactWriteItems":
                items = [next(iter(action.values())) for action in arguments["TransactItems"]]
                self.units["dynamodb write units"] += sum(
                    2 * units(size(written(item)), KB) + indexed(item) for item in items
                )
            case "dynamodb", "PutItem" | "UpdateItem" | "DeleteItem":
                self.units["dynamodb write units"] += units(size(written(arguments)), KB) + indexed(arguments)
            case "dynamodb", _:
                self.units["dynamodb read units"] += units(size(answer.get("Responses") or answer), 4 * KB)
            case "s3", "GetObject":
                self.units["s3 get"] += 1
            case "s3", "PutObject":
                self.units["s3 put"] += 1
            case "sesv2", "SendEmail":
                self.units["mails out"] += 1
            case "sns", "Publish":
                self.units["texts out"] += 1
            case "sqs", _:
                self.units["sqs requests"] += 1

    def function(self) -> None:
        """Counts one run of a function: the poller's receive and delete come with it."""
        self.units["function runs"] += 1
        self.units["sqs requests"] += 3  # sent by SNS, received, deleted
        self.units["sns messages"] += 1


def units(size: int, step: int) -> int:
    """Units begun, one at least."""
    return max(1, -(-size // step))


def size(value: object) -> int:
    """Bytes of a request's or an answer's attributes, as DynamoDB counts them: names, texts and bytes; three for a list or a map."""
    match value:
        case bytes():
            return len(value)
        case Mapping():
            return 3 + sum(len(str(name)) + size(inner) for name, inner in value.items())
        case list() | tuple():
            return 3 + sum(map(size, value))
    return len(str(value).encode())


def written(item: Mapping[str, Any]) -> object:
    """What of a request is written, as far as its size is known beforehand."""
    return item.get("Item") or [item.get("Key"), item.get("ExpressionAttributeValues")]


def indexed(item: Mapping[str, Any]) -> int:
    """Units that indexes take: a receipt enters one, a complaint whose next date moved leaves one place for another."""
    if {"inbound_id", "complaint"} <= item.get("Item", {}).keys():
        return 1
    return 2 if ":due" in item.get("ExpressionAttributeValues", {}) else 0


@contextmanager
def observing() -> Iterator[Observed]:
    """Counts what the application does meanwhile, on every client."""
    observed, make_call, call = Observed(), BaseClient._make_api_call, Lambdas.call  # type: ignore[attr-defined]

    def counted(client: Any, operation: str, arguments: Any) -> Any:
        answer = make_call(client, operation, arguments)
        observed.call(client.meta.service_model.service_name, operation, arguments, answer)
        return answer

    def called(lambdas: Lambdas, name: str, event: Any) -> Any:
        observed.function()
        return call(lambdas, name, event)

    with patch.object(BaseClient, "_make_api_call", counted), patch.object(Lambdas, "call", called):
        yield observed
