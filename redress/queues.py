"""`redress redrive`: what lies in dead-letter queues goes back to the queue it came from. Nothing happens twice: ids are known."""

import argparse
from typing import Any

from redress.stack import DEAD_LETTERS, TICKS, Stack

BATCH = 10
HIDDEN_SECONDS = 120
EMPTY_ANSWERS = 3  # in a row: one answer may miss what lies on another server


def register(commands: Any) -> None:
    """Adds the command."""
    words = "move dead letters back to their queues, once what broke them is mended"
    redrive = commands.add_parser("redrive", help=words, description=words)
    redrive.add_argument("queues", nargs="*", metavar="QUEUE", help=f"only these: {', '.join(DEAD_LETTERS)}")
    redrive.add_argument("--dry-run", action="store_true", help="only count what lies there")
    redrive.set_defaults(run=_redrive)


def _redrive(chosen: argparse.Namespace) -> int:
    stack = Stack(chosen.stack)
    if unknown := [name for name in chosen.queues if name not in DEAD_LETTERS]:
        print(f"no dead-letter queue is called {', '.join(unknown)}; there are {', '.join(DEAD_LETTERS)}")
        return 2
    for name in chosen.queues or DEAD_LETTERS:
        target = DEAD_LETTERS[name]
        if chosen.dry_run:
            print(f"{name}: {waiting(stack, name)} would go back to {target}")
        else:
            print(f"{name}: {moved(stack, name, target)} went back to {target}")
    if not chosen.queues:
        print(f"{TICKS}: {waiting(stack, TICKS)}; a later tick has done the work of each, they may be purged")
    return 0


def waiting(stack: Stack, name: str, attribute: str = "ApproximateNumberOfMessages") -> int:
    """About how many messages a queue holds."""
    asked = stack.sqs.get_queue_attributes(QueueUrl=stack.queue(name), AttributeNames=[attribute])
    return int(asked["Attributes"][attribute])


def moved(stack: Stack, source: str, target: str) -> int:
    """Moves what lies in one queue into another, how much it was. A message leaves only after it was put in there."""
    start, end, sqs, count, empty = stack.queue(source), stack.queue(target), stack.sqs, 0, 0
    while empty < EMPTY_ANSWERS:
        found = _some(sqs, start)
        empty = 0 if found else empty + 1
        for message in found:
            sqs.send_message(QueueUrl=end, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=start, ReceiptHandle=message["ReceiptHandle"])
        count += len(found)
    return count


def _some(sqs: Any, queue: str) -> list[dict[str, Any]]:
    asked = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=BATCH, VisibilityTimeout=HIDDEN_SECONDS, WaitTimeSeconds=0
    )
    return list(asked.get("Messages", ()))
