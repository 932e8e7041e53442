"""What one fact costs a warm process: own CPU, AWS in another process, beside the bare SDK making the calls that nobody is spared.

Both take turns in one run, so that what else the machine does meanwhile slows both; the medians are told, and their ratio.
"""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from io import StringIO
from itertools import count
from typing import Any
from unittest.mock import patch

import msgspec
from botocore.client import BaseClient

from bench.bare import Bare
from bench.elsewhere import aws_elsewhere
from sandbox import events
from sandbox.lambdas import Context
from tests.stories.acts import ANSWER, HANDLER, RUDE
from tests.stories.letters import letter

ROUNDS = 30
HERE = timezone(timedelta(hours=8))  # where the organisation is
WARM_UP = 2
BATCH = 10  # messages that a queue hands over at once
Work = Callable[[], object]


class Door:
    """The application in this process, and what is handed to it. `settings` are those of its stack."""

    def __init__(self, settings: Mapping[str, str], bare: Bare) -> None:
        import app  # noqa: PLC0415 - it needs its environment

        self.app = app
        self.settings = settings
        self.bare = bare
        self.count = 0

    def complaint(self) -> dict[str, Any]:
        """A queue's record of a new complaint by somebody unknown."""
        self.count += 1
        return self._mail(f"customer{self.count}@mail.example", f"投诉 {self.count}", f"{RUDE} 车票尾号 {self.count}")

    def answer(self, number: str) -> dict[str, Any]:
        """A queue's record of the handler's answer to a complaint."""
        return self._mail(HANDLER, f"Re: [{number}]", ANSWER)

    def number(self, serial: int) -> str:
        """The number of a complaint that came today."""
        return f"LC{datetime.now(HERE):%Y%m%d}-{serial:04d}"

    def text(self) -> dict[str, Any]:
        """A queue's record of a new complaint by text."""
        self.count += 1
        said = events.two_way_text(
            f"+86138{self.count:08d}", RUDE, self.settings["SMS_NUMBER"], f"text-{self.count:06d}"
        )
        return self._record(f"text-{self.count:06d}", said)

    def _mail(self, sender: str, subject: str, words: str) -> dict[str, Any]:
        self.count += 1
        address, identity = self.settings["COMPLAINT_ADDRESS"], f"mail-{self.count:06d}"
        raw, key = letter(sender, address, subject, words), f"raw/{identity}"
        self.bare.keep(key, raw)
        now, bucket = datetime.now(UTC), self.settings["MAIL_BUCKET"]
        return self._record(identity, events.receipt_notification(identity, raw, [address], None, bucket, key, now))

    def _record(self, identity: str, told: dict[str, Any]) -> dict[str, Any]:
        now, arn = datetime.now(UTC), f"arn:aws:sqs:{events.REGION}:{events.ACCOUNT}:queue"
        envelope = events.sns_envelope(told, arn, identity, "", now)
        return events.sqs_record(identity, envelope, "", arn, 1, now)

    def called(self, function: str, records: Sequence[dict[str, Any]]) -> None:
        """A function is called with a batch; nothing of it may fail."""
        answer = getattr(self.app, function)({"Records": list(records)}, Context(function, self.count))
        assert not answer["batchItemFailures"]


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts the calls of every client meanwhile."""
    calls, make_call = Counter[str](), BaseClient._make_api_call  # type: ignore[attr-defined]

    def counted(client: Any, operation: str, arguments: Any) -> Any:
        calls[operation] += 1
        return make_call(client, operation, arguments)

    with patch.object(BaseClient, "_make_api_call", counted):
        yield calls


class Task(msgspec.Struct, frozen=True):
    """A kind of fact: how many come at once, how a batch is made and carried out, and what the floor does for one."""

    name: str
    at_once: int
    function: str
    record: Callable[[], dict[str, Any]]
    bare: Work


class Row(msgspec.Struct, frozen=True):
    """Milliseconds for one fact, ours and the floor's, and our calls of AWS."""

    name: str
    ours: float
    floor: float
    calls: float


def spent(work: Work) -> float:
    """Own CPU milliseconds."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def row(door: Door, task: Task, rounds: int) -> Row:
    """Ours and the floor, by turns; what each does first is not counted."""
    ours, floor = [], []
    for _ in range(rounds + WARM_UP):
        records = [task.record() for _ in range(task.at_once)]
        with counting() as calls:
            ours.append(spent(partial(door.called, task.function, records)) / task.at_once)
        floor.append(statistics.mean(spent(task.bare) for _ in range(task.at_once)))
    typical = statistics.median(ours[WARM_UP:]), statistics.median(floor[WARM_UP:])
    return Row(task.name, *typical, calls.total() / task.at_once)


def tasks(door: Door) -> Iterator[Task]:
    """What is measured. Answers go to complaints that have come before."""
    bare, numbers = door.bare, count(1)
    raw = letter("customer@mail.example", door.settings["COMPLAINT_ADDRESS"], "投诉", RUDE)
    bare.keep("raw/bare", raw)
    mail, order = (lambda: bare.new_mail("raw/bare")), (lambda: bare.order("raw/bare"))
    yield Task("new mail, one at a time", 1, "email_arrived", door.complaint, mail)
    yield Task("new mail, ten at once", BATCH, "email_arrived", door.complaint, mail)
    yield Task("staff command", 1, "email_arrived", lambda: door.answer(door.number(next(numbers))), order)
    yield Task("new text", 1, "text_arrived", door.text, bare.new_text)


def table(rounds: int = ROUNDS) -> list[Row]:
    """All rows, in one run."""
    with aws_elsewhere() as settings:
        door = Door(settings, Bare(settings))
        with redirect_stdout(StringIO()):  # where metrics are put out
            return [row(door, task, max(3, rounds // task.at_once)) for task in tasks(door)]


def main() -> None:
    """Prints them."""
    print(f"{'one warm process, own CPU':28}{'ms':>8}{'floor ms':>10}{'ratio':>8}{'AWS calls':>11}")
    for one in table():
        print(f"{one.name:28}{one.ours:8.2f}{one.floor:10.2f}{one.ours / one.floor:8.2f}{one.calls:11.1f}")


if __name__ == "__main__":
    main()
