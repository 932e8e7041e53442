"""A sandbox for tens of thousands of mails: it keeps of each mail that went out only what has to be counted."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import msgspec
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.ses.models import ses_backends

from bench.dying import Mortal
from chalicelib.aws.bodies import unpacked
from chalicelib.aws.records import SentRecord
from chalicelib.pipeline.pipeline import Pipeline
from sandbox import Sandbox, events
from sandbox.events import ACCOUNT, REGION

BATCH = 200  # mails that lie in the queue at a time; the emulator's queue is slow with more


class Arriving(msgspec.Struct, frozen=True):
    """A mail as SES hands it in: its id there, and its bytes."""

    id: str
    raw: bytes


class Flood:
    """One organisation's system under very many mails.

    SES reports nine in ten deliveries of which the outbox is in doubt; what others would tell is known, and few are played.
    """

    def __init__(self, box: Sandbox, dice: random.Random, reported: float = 0.9, others: float = 0.05) -> None:
        self.box = box
        self.dice = dice
        self.reported, self.others = reported, others
        self.sent: Counter[str] = Counter()  # by outbox id
        self.messages: Counter[str] = Counter()  # by what they are
        self.order: dict[
            tuple[str, str], list[str]
        ] = {}  # complaint and recipient → outbox ids in the order of sending

    @property
    def pipeline(self) -> Pipeline:
        """The application's own."""
        found: Pipeline = self.box._lambdas.app.module.container().pipeline
        return found

    def pour(self, mails: Iterable[Arriving], told: Callable[[int], object] = lambda _: None) -> None:
        """Mails arrive in this order, some at a time; whatever they set going is done at once. `told` hears how many came."""
        coming, count = iter(mails), 0
        while some := list(islice(coming, BATCH)):
            for mail in some:
                self.put_in(mail)
            self.drain()
            told(count := count + len(some))

    def put_in(self, mail: Arriving) -> None:
        """Store a mail and put SES's note of it into the queue."""
        box, key = self.box, f"raw/{mail.id}"
        bucket = box._cloud.store(key, mail.raw)
        note = events.receipt_notification(mail.id, mail.raw, [box.address], None, bucket, key, box.now)
        envelope = events.sns_envelope(note, box._cloud.topic("MailTopic"), mail.id, "", box.now)
        box._cloud.put_message("InboundMailQueue", envelope)

    def drain(self) -> None:
        """Until all queues are empty; what went out is counted and reported as delivered."""
        self.box._lambdas.drain(self.box.now)
        while self._collect():
            self.box._lambdas.drain(self.box.now)

    def tick(self, at: datetime) -> None:
        """One tick, and what it sets going."""
        self.box._clock.move_to(at)
        self.box._lambdas.fire("tick", events.schedule_event(at))
        self.drain()

    def settle(self, until: datetime) -> None:
        """Ticks, each minute, until then."""
        while self.box.now + timedelta(minutes=1) <= until:
            self.tick(self.box.now + timedelta(minutes=1))

    def records(self) -> dict[str, SentRecord]:
        """What the outbox says became of each message, by its id."""
        bodies = (item["body"] for item in self.box._cloud.items("Outbox") if item["queue"].startswith("sent#"))
        return {record.item.id: record for body in bodies if (record := unpacked(body, SentRecord))}

    def waiting(self) -> int:
        """How many items of the outbox are not final."""
        return len(self._pending())

    def _collect(self) -> int:
        """Take note of what SES took since the last look, and forget it: mailboxes for all of it would fill the memory."""
        backend = ses_backends[ACCOUNT][REGION]
        fresh, backend.sent_messages = list(backend.sent_messages), []
        pending = self._pending() if fresh else frozenset()
        for mail in fresh:
            self._note(mail, self.box._cloud.tags.pop(mail.id), pending)
        return len(fresh)

    def _pending(self) -> frozenset[str]:
        """The ids of what is not final. The emulator's own partition: whole tables are long to look through."""
        table = dynamodb_backends[ACCOUNT][REGION].get_table(self.box._cloud.names["Outbox"])
        waiting = table.items.get(DynamoType({"S": "pending#0"}), {})
        return frozenset(place.value.partition("#")[2] for place in waiting)

    def _note(self, mail: Any, tags: dict[str, list[str]], pending: frozenset[str]) -> None:
        outbox, complaint, message = (tags.get(name, [""])[0] for name in ("outbox", "complaint", "message"))
        self.sent[outbox] += 1
        self.messages[message] += 1
        self.order.setdefault((complaint, mail.destinations[0]), []).append(outbox)
        if self.dice.random() < (self.reported if outbox in pending else self.others):
            about = events.sent_mail(mail.id, mail.source, mail.destinations, [], tags, self.box.now)
            told = events.delivery_event("Delivery", about, self.box.now)
            arn = self.box._cloud.topic("DeliveryTopic")
            self.box._cloud.put_message(
                "DeliveryEventsQueue", events.sns_envelope(told, arn, mail.id, "", self.box.now)
            )


def mortal(dice: random.Random, one_in: int) -> Mortal:
    """The deployed application, in processes that die at one in so many calls (0: never)."""
    import app  # noqa: PLC0415 - as a new process has it

    made = Mortal(app, dice, one_in)
    made.restart()
    return made
