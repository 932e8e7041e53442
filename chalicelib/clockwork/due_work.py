"""What time brings: each minute's tick looks at what is due and at nothing else; workers then decide it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from chalicelib.aws.queue import send_due
from chalicelib.aws.schedules import PREFIX
from chalicelib.aws.sharding import looked_through
from chalicelib.core.complaint.facts import TimePassed
from chalicelib.core.register.indexing import instant
from chalicelib.outbox import InterruptedSweep, Tally
from chalicelib.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

    from chalicelib.clockwork.reporting import Reporting

SWEPT_A_TICK = 2_000  # messages of one shard; within the service's rate they take the tick's time anyway
DUE_A_TICK = 500  # ids handed to workers by one tick and shard; the rest is due in the next minute still
DUE_SEEN = 20_000  # of which those are chosen; the index holds little more than their names
MINUTE = 60.0


class DueWork:
    """The clockwork of one stack. `queue` speaks SQS; `reporting` makes reports, asked for when one is due."""

    def __init__(self, pipeline: Pipeline, reporting: "Callable[[], Reporting]", queue: "SQSClient") -> None:
        self.pipeline = pipeline
        self.reporting = reporting
        self.queue = queue
        self._rules = ""  # under which all reports have their dates

    def tick(self, now: datetime, time_left: Callable[[], float]) -> Iterator[Tally]:
        """Hands what is due to the workers and sweeps the outbox: two queries a shard when there is nothing.

        A tally for each shard. A shard whose sweep ends in an error does not keep the others waiting; it is raised last.
        """
        self._keep_current(now)
        broken: InterruptedSweep | None = None
        settings = self.pipeline.settings
        shards = looked_through(settings.shards, now)
        found = {shard: self.pipeline.tables.due_since(shard, now, DUE_SEEN) for shard in shards}
        several = sum(not each.startswith(PREFIX) for due in found.values() for each in due) > 1
        for shard, due in found.items():
            if due:
                self.pipeline.measures.waited("DueLag", min(due.values()), now)
                send_due(
                    self.queue, settings.due_queue_url, of_this_minute(list(due), now, DUE_A_TICK), with_others=several
                )
            try:
                yield self._sweep(shard, now, time_left)
            except InterruptedSweep as interrupted:
                broken = interrupted
                yield interrupted.tally
        if broken is not None:
            raise broken

    def _keep_current(self, now: datetime) -> None:
        """Rules that were published meanwhile bring reports along, which need their dates."""
        self.pipeline.policies.keep_current(now)
        rules = self.pipeline.policies.current().digest
        if self._rules not in ("", rules):
            self.reporting().ensure(now)
        self._rules = rules

    def _sweep(self, shard: str, now: datetime, time_left: Callable[[], float]) -> Tally:
        """Sweeps until the shard is done or the time is up; what remains comes with the next tick."""
        return self.pipeline.outbox(now).sweep(shard, now, limit=SWEPT_A_TICK, time_left=time_left)

    def due(self, body: str, now: datetime) -> None:
        """One due id out of the queue: a complaint, or a report's date."""
        told = msgspec.json.decode(body, type=dict[str, str])
        name, several = told["id"], "with_others" in told
        if name.startswith(PREFIX):
            self.pipeline.lookup(now)  # who is away today
            self.reporting().due(name.removeprefix(PREFIX), now)
        else:
            passed = TimePassed(id=f"time#{name}#{instant(now)}", at=now, with_others=several)
            self.pipeline.handle(passed, now, complaint=name)


def of_this_minute(due: list[str], now: datetime, limit: int) -> list[str]:
    """Reports, the longest due, and of all others another part each minute: who cannot be decided keeps nobody waiting for ever."""
    due = sorted(due, key=lambda each: not each.startswith(PREFIX))
    if len(due) <= limit:
        return due
    first, rest, part = due[: limit // 2], due[limit // 2 :], limit - limit // 2
    start = int(now.timestamp() // MINUTE) * part % len(rest)
    return first + (rest + rest)[start : start + part]
