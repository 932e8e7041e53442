"""What grows with what lies open, and what does not: `python -m bench.scale [LARGEST]` (100,000), at that size, a tenth and a hundredth of it.

The tick and the counts read from `bench.shelf`; the register and the report are made in a fresh process each, whose memory is told.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryFile
from typing import Any
from unittest.mock import patch

import msgspec

from bench.peers.stopwatch import most_memory
from bench.shelf import Shelf
from chalicelib import policies
from chalicelib.aws.attributes import attributes
from chalicelib.aws.tables import Tables
from chalicelib.core import report
from chalicelib.core.complaint.model import Complaint, Deadline, Moment
from chalicelib.core.register import counting
from chalicelib.core.register.indexing import counted_key, instant
from chalicelib.core.register.pile import pile
from chalicelib.core.register.rows import Row, read_row
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame
from chalicelib.exports import ledger, report_workbook
from chalicelib.exports.ledger import Print
from chalicelib.pipeline.counting import Counting
from chalicelib.pipeline.pipeline import Pipeline

LARGEST, DUE = 100_000, 100
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
MONTH = timedelta(days=31)
TRIES = 5
POLICY = "liaocheng-transport"
Measure = Callable[[int], dict[str, float]]


class Queue:
    """A queue that takes everything; its calls are counted."""

    def __init__(self) -> None:
        self.calls = 0

    def send_message_batch(self, **_: Any) -> dict[str, Any]:
        """One call."""
        self.calls += 1
        return {"Failed": []}


def ticks(open_cases: int, due: int = DUE) -> dict[str, float]:
    """CPU milliseconds, calls and items read of one tick, with so many open and so many of them due."""
    from sandbox import Sandbox  # noqa: PLC0415 - whose memory is told has no emulator in it

    shelf, queue = Shelf(), Queue()
    for number in range(open_cases):
        at = NOW + timedelta(seconds=number - due if number < due else 60 + number)
        shelf.put("due", "0", instant(at), attributes({"id": f"{number:020x}", "next_check_at": instant(at)}))
    with Sandbox(POLICY, now=NOW) as box:
        due_work = box._lambdas.app.container().due_work
        pipeline: Pipeline = due_work.pipeline
        with (
            patch.object(pipeline.tables, "client", shelf),
            patch.object(pipeline.outbox_table, "client", shelf),
            patch.object(due_work, "queue", queue),
        ):
            best = min(_cpu(lambda: list(due_work.tick(NOW, lambda: 900.0))) for _ in range(TRIES))
    return {"ms": 1000 * best, "calls": (shelf.calls + queue.calls) / TRIES, "items": shelf.items / TRIES}


def counts(alike: int) -> dict[str, float]:
    """The same for counting one more complaint under a value that so many others of the last days have."""
    from sandbox import Sandbox  # noqa: PLC0415

    policy, shelf = policies.packaged("telecom-operations"), Shelf()
    case = _outage(0)
    for number in range(1, alike + 1):
        told = {"complaint": f"{number:020x}", "known": "{}", "who": f"{number}"}
        position = f"{instant(NOW - timedelta(hours=1) + timedelta(milliseconds=number))}#{number:020x}"
        shelf.put("keys", counted_key(case, "area+category"), position, attributes(told | {"position": position}))
    with Sandbox("telecom-operations", now=NOW) as box:
        settings = msgspec.structs.replace(box._lambdas.app.container().settings, keys_table="keys")
    reader: Any = shelf
    counts_of, tests = Counting(Tables(settings, reader)), counting.asked(policy)
    best = min(_cpu(lambda: counts_of._read(case, tests, policy)) for _ in range(TRIES))
    return {"ms": 1000 * best, "calls": shelf.calls / TRIES, "items": shelf.items / TRIES}


def _outage(number: int) -> Complaint:
    received = Moment(name="received", at=NOW)
    return Complaint(
        id=f"{number:020x}", number=f"X-{number}", policy="x", kind="complaint", category="outage",
        fields={"area": "锦江区"}, moments=(received,),
    )  # fmt: skip


def lines(number: int) -> Iterator[dict[str, str]]:
    """A month's lines of the register, as its table hands them out: cases that were answered, some of them late."""
    for each in range(number):
        at = NOW + each * (MONTH / number)
        answered = at + timedelta(hours=20 + each % 40)
        row = Row(
            id=f"{each:020x}", number=f"LC{at:%Y%m%d}-{each:06}", policy=POLICY, received=at, registered=at, status="closed",
            kind="complaint", category="服务态度" if each % 2 else "行车安全", severity="general", valid=bool(each % 3),
            department="客运营销部", unit="客运总站" if each % 4 else "公交公司", handler="guo.ping@lc-transport.example",
            supervisor="dong.chengwei@lc-transport.example", director="li.guoqiang@lc-transport.example",
            name=f"顾客{each}", contact=f"customer{each}@mail.example", subject="投诉",
            content=f"今天{at:%H:%M}我在客运总站坐大巴去济南，检票员态度恶劣，当众骂人，我要投诉。",
            outcome="事实：检票员高声呵斥旅客属实。责任在我方。停岗培训三天，站长致歉。", satisfaction=1 + each % 4,
            fields={"facts": "检票员高声呵斥旅客属实", "measures": "停岗培训三天，站长致歉"},
            moments=tuple(Moment(name=name, at=when) for name, when in (
                ("received", at), ("registered", at), ("assigned", at), ("answered", answered), ("closed", answered))),
            deadlines=(Deadline(clock="answer", round=1, due=at + timedelta(days=2), met=answered),),
        )  # fmt: skip
        yield {"complaint": row.id, "row": msgspec.json.encode(row).decode()}


def register(number: int) -> int:
    """The register of a month as .xlsx, as it is made for whoever asks; its bytes."""
    to = Print(policies.packaged(POLICY), NOW + MONTH)
    with TemporaryFile() as book:
        ledger.write(book, map(read_row, lines(number)), to)
        return book.tell()


def monthly(number: int) -> int:
    """The monthly report with its workbook; its bytes."""
    policy = policies.packaged(POLICY)
    definition = next(each for each in policy.reports if each.kind == "summary")
    frame = Frame(policy=policy, period=Period(NOW, NOW + MONTH, "2026-03"), now=NOW + MONTH)
    with TemporaryFile() as file, TemporaryFile() as book:
        rows = pile(map(read_row, lines(number)), file)
        shown = report.make(definition, report.Material(rows=rows), frame)
        report.as_mail(shown)
        report_workbook.write(book, shown, Print(policy, NOW + MONTH), rows)
        return book.tell()


MADE: dict[str, Callable[[int], int]] = {"register": register, "monthly": monthly}


def made(what: str, number: int) -> dict[str, float]:
    """CPU milliseconds for each case and megabytes in all, of a fresh process that makes it."""
    command = [sys.executable, "-m", __spec__.name, what, str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main(largest: int = LARGEST) -> None:
    """Prints the tables."""
    sizes = (largest // 100, largest // 10, largest)
    for title, measure in ((f"a tick, {DUE} due, so many open", ticks), ("one more, so many alike", counts)):
        print(f"{title:34}{'ms':>10}{'calls':>8}{'items':>8}")
        for size in sizes:
            found = measure(size)
            print(f"{size:<34,}{found['ms']:10.2f}{found['calls']:8.0f}{found['items']:8.0f}")
        print()
    print(f"{'a month of so many cases':34}{'ms a case':>10}{'MB before':>12}{'MB at most':>12}{'MB of file':>12}")
    for what in MADE:
        for size in sizes:
            found = made(what, size)
            print(
                f"{f'{what}, {size:,}':34}{found['ms']:10.2f}{found['before']:12.1f}{found['memory']:12.1f}{found['file']:12.1f}"
            )


def _tell(what: str, number: int) -> None:
    """One of them, made in this process."""
    MADE[what](1)  # what is imported and read once
    started, before = time.process_time(), most_memory()
    size = MADE[what](number)
    spent = 1000 * (time.process_time() - started) / number
    print(json.dumps({"ms": spent, "before": before, "memory": most_memory(), "file": size / 1_000_000}))


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in MADE:
        _tell(sys.argv[1], int(sys.argv[2]))
    else:
        main(*map(int, sys.argv[1:2]))
