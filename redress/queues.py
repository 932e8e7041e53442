"""`redress redrive`: what lies in dead-letter queues goes back to the queue it came from. Nothing happens twice: ids are known."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from redress.parsing import WRONG_CALL, meant
from redress.printing import as_json, with_json
from redress.progress import watched
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
    with_json(redrive)
    redrive.set_defaults(run=_redrive)


class Redriven(msgspec.Struct, frozen=True):
    """How many dead letters of a queue went back to which one, or would go. `target` "": they may be purged."""

    queue: str
    target: str
    count: int
    moved: bool

    def __str__(self) -> str:
        """As it is printed."""
        if not self.target:
            return f"{self.queue}: {self.count}; a later tick has done the work of each, they may be purged"
        return f"{self.queue}: {self.count} {'went' if self.moved else 'would go'} back to {self.target}"


def _redrive(chosen: argparse.Namespace) -> int:
    stack = Stack(chosen.stack)
    if unknown := [name for name in chosen.queues if name not in DEAD_LETTERS]:
        print(
            f"no dead-letter queue is called {', '.join(unknown)}; {meant(unknown[0], list(DEAD_LETTERS))}",
            file=sys.stderr,
        )
        return WRONG_CALL
    found = []
    for each in _redriven(stack, chosen.queues, really=not chosen.dry_run):
        found.append(each)
        if not chosen.json:
            print(each, flush=True)
    if chosen.json:
        print(as_json(found))
    return 0


def _redriven(stack: Stack, chosen: Sequence[str], *, really: bool) -> Iterator[Redriven]:
    for name in chosen or DEAD_LETTERS:
        target = DEAD_LETTERS[name]
        yield Redriven(name, target, moved(stack, name, target) if really else waiting(stack, name), really)
    if not chosen:
        yield Redriven(TICKS, "", waiting(stack, TICKS), moved=False)


def waiting(stack: Stack, name: str, attribute: str = "ApproximateNumberOfMessages") -> int:
    """About how many messages a queue holds."""
    asked = stack.sqs.get_queue_attributes(QueueUrl=stack.queue(name), AttributeNames=[attribute])
    return int(asked["Attributes"][attribute])


def moved(stack: Stack, source: str, target: str) -> int:
    """Moves what lies in one queue into another, how much it was. A message leaves only after it was put in there."""
    start, end, sqs, count = stack.queue(source), stack.queue(target), stack.sqs, 0
    for message in watched(letters(stack, source), f"letters of {source}"):
        sqs.send_message(QueueUrl=end, MessageBody=message["Body"])
        sqs.delete_message(QueueUrl=start, ReceiptHandle=message["ReceiptHandle"])
        count += 1
    return count


def letters(stack: Stack, name: str) -> Iterator[dict[str, Any]]:
    """What lies in a queue, until nothing has come for some answers in a row. Nobody else is shown it for `HIDDEN_SECONDS`."""
    empty = 0
    while empty < EMPTY_ANSWERS:
        found = _some(stack.sqs, stack.queue(name))
        empty = 0 if found else empty + 1
        yield from found


def _some(sqs: Any, queue: str) -> list[dict[str, Any]]:
    asked = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=BATCH, VisibilityTimeout=HIDDEN_SECONDS, WaitTimeSeconds=0
    )
    return list(asked.get("Messages", ()))
