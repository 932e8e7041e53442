"""`python -m bench.storm [COMPLAINTS]`: so many come due at the same minute, while new mail goes on coming and SES takes no more
than its rate. Told: how many minutes it took, how long newcomers waited, and whether anything was lost, doubled or out of order.
"""

import io
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import msgspec
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from bench.flood import Arriving, Flood, mortal
from chalicelib.aws.records import Commit, SentRecord, Stored
from sandbox import Sandbox
from tests.stories.acts import RUDE
from tests.stories.letters import letter

MINUTE = timedelta(minutes=1)
RATE = 14 * 60  # mails a minute: what a new account may send
NEW_MAILS = 3  # that arrive each minute of the storm
LATE = timedelta(days=3)  # after the complaints' beginning: customer, handler, supervisor and director are told
ROLES = frozenset({"customer", "handler", "supervisor", "director"})


class Gauge:
    """SES's rate: what is beyond it is refused until the minute is over."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.taken = self.refused = 0

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Meanwhile the rate holds."""
        make_call = BaseClient._make_api_call  # type: ignore[attr-defined]

        def gauged(client: Any, operation: str, arguments: Any) -> Any:
            if operation == "SendEmail":
                self.taken += 1
                if self.taken > self.rate:
                    self.refused += 1
                    raise ClientError({"Error": {"Code": "TooManyRequestsException", "Message": "rate"}}, operation)
            return make_call(client, operation, arguments)

        with patch.object(BaseClient, "_make_api_call", gauged):
            yield


def seeded(flood: Flood, number: int) -> list[str]:
    """A complaint that a customer has opened, and so many like it; their ids."""
    box, pipeline = flood.box, flood.pipeline
    flood.pour([Arriving("first", letter("first@mail.example", box.address, "投诉", RUDE))])
    first = next(c["id"] for c in box._cloud.items("Complaints", "id", "body") if "body" in c)
    stored = pipeline.tables.load(first)
    assert stored is not None
    made = (_like(stored, each) for each in range(1, number))
    kept = [pipeline.tables.commit(Commit(complaint=each)) for each in made]
    return [first, *(each.complaint.id for each in kept if each)]


def _like(stored: Stored, number: int) -> Any:
    complaint = stored.complaint
    who = msgspec.structs.replace(complaint.complainant, mail=f"customer{number}@mail.example")
    return msgspec.structs.replace(
        complaint, id=f"{number:020x}", number=f"{complaint.number[:-4]}{number + 1:05d}", complainant=who, version=0
    )


def storm(number: int, rate: int = RATE, new_mails: int = NEW_MAILS, seed: int = 1) -> dict[str, object]:
    """Plays it; figures, and under `faults` what went wrong."""
    application, gauge = mortal(random.Random(seed), 0), Gauge(rate)  # noqa: S311 - no secret comes of it
    with Sandbox(now="2026-03-02T09:00+08:00", app=application) as box, redirect_stdout(io.StringIO()):
        flood = Flood(box, random.Random(seed), others=0.0)  # noqa: S311
        flood.tick(box.now)
        ids = seeded(flood, number)
        flood.order.clear()
        start = box.now + LATE
        box._clock.move_to(start)
        with gauge.kept():
            minutes = _weathered(flood, gauge, ids, new_mails)
        newcomers = [r for r in flood.records().values() if r.item.message == "acknowledgement" and r.at >= start]
        calm = box.now
        flood.settle(calm.replace(minute=0) + timedelta(hours=1, minutes=10))
        wrong = list(_faults(flood, set(ids), start))
    return {
        "due at once": number,
        "minutes until all was told": minutes,
        "messages sent": sum(flood.sent.values()),
        "refused by SES's rate": gauge.refused,
        "new mails meanwhile": len(newcomers),
        "longest wait for an acknowledgement": str(max((r.at - r.item.created for r in newcomers), default=MINUTE * 0)),
        "lists to the director": flood.messages["condensed"],
        "faults": wrong,
    }


def _weathered(flood: Flood, gauge: Gauge, ids: list[str], new_mails: int) -> int:
    """Minutes until nothing is due and nothing waits but the director's list."""
    for minute in range(1, 60 * 24):
        gauge.taken = 0
        for each in range(new_mails):
            name = f"new{minute}-{each}"
            flood.put_in(Arriving(name, letter(f"{name}@mail.example", flood.box.address, "投诉", RUDE)))
        flood.tick(flood.box.now + MINUTE)
        if flood.waiting() <= 1 and not _due(flood, ids):
            return minute
    return -1


def _told_otherwise(flood: Flood, taken_out: list[SentRecord]) -> Iterator[str]:
    """What was taken out of the queue stands once: as a line of the director's list, or in one message with others."""
    lists = [item for item in flood.box._cloud.items("Keys") if item["key"].startswith("condensed#")]
    told = Counter(item["line"] for item in lists)
    together = [r.item for r in flood.records().values() if r.item.message == "together"]
    for item in (r.item for r in taken_out if r.item.channel == "mail"):
        mine = (each.text for each in together if each.recipient == item.recipient)
        times = told[item.subject] + sum(item.subject in text for text in mine)
        if times != 1:
            yield f"{item.subject}: told {times} times"


def _due(flood: Flood, ids: list[str]) -> bool:
    """Whether any of them is due still."""
    stored = (flood.pipeline.tables.load(each) for each in ids)
    checks = (each.complaint.next_check_at for each in stored if each)
    return any(check is not None and check <= flood.box.now for check in checks)


def _faults(flood: Flood, ids: set[str], start: datetime) -> Iterator[str]:
    records = [r for r in flood.records().values() if r.item.complaint in ids and r.item.created >= start]
    # A customer is put off at each of several rungs, and all of them are late here.
    told = Counter((r.item.complaint, r.item.message, r.item.role, r.item.channel) for r in records)
    yield from (
        f"{case}: {message} to {role} {n} times"
        for (case, message, role, _), n in told.items()
        if n > 1 and role != "customer"
    )
    heard = {(case, role) for case, _, role, _ in told}
    yield from (f"{case}: nobody told {role}" for case in ids for role in ROLES if (case, role) not in heard)
    yield from _told_otherwise(flood, [r for r in records if r.state == "CONDENSED" and r.item.role == "director"])
    yield from (
        f"{r.item.message} to {r.item.role}: {r.state}" for r in records if r.state not in ("SENT", "CONDENSED")
    )
    yield from (f"message {each} was sent {n} times" for each, n in flood.sent.items() if n > 1)
    orders = {r.item.id: r.item.order for r in flood.records().values()}
    for (case, to), sent in flood.order.items():
        if case and any(orders[a] > orders[b] for a, b in pairwise(sent)):
            yield f"{case}: {to} got messages out of order"
    if left := flood.waiting():
        yield f"{left} items wait in the outbox"


def main() -> int:
    """Prints the figures; 1 if anything went wrong."""
    figures = storm(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    for name, value in figures.items():
        print(f"{name:38}{value}")
    return int(bool(figures["faults"]))


if __name__ == "__main__":
    sys.exit(main())
