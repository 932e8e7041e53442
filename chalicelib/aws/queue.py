"""The queue through which the tick hands due complaints, and pages what was posted, to workers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

BATCH = 10


def send_due(client: "SQSClient", queue_url: str, ids: Sequence[str], *, with_others: bool = False) -> int:
    """Queue one message {"id": …} for each id; how many were accepted. What was not stays due and comes with the next tick.

    `with_others`: each is told that other complaints are due in the same minute.
    """
    accepted = 0
    more = {"with_others": "yes"} if with_others else {}
    for start in range(0, len(ids), BATCH):
        bodies = [msgspec.json.encode({"id": each, **more}).decode() for each in ids[start : start + BATCH]]
        answer = client.send_message_batch(
            QueueUrl=queue_url,
            Entries=[{"Id": str(number), "MessageBody": body} for number, body in enumerate(bodies)],
        )
        accepted += len(answer.get("Successful", ()))
    return accepted


def send(client: "SQSClient", queue_url: str, body: str) -> None:
    """Queue one message."""
    client.send_message(QueueUrl=queue_url, MessageBody=body)
