"""Delivering what a commit has leased, and sweeping up what nobody finished."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import islice

from chalicelib.aws.marks import MESSAGES, Marked
from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.records import OutboxItem
from chalicelib.aws.sender import Sender
from chalicelib.aws.transactions import Cancelled
from chalicelib.core.complaint.facts import AnyFact
from chalicelib.outbox import joining
from chalicelib.outbox.attempts import attempt, delay, is_awaited, later, unknown
from chalicelib.outbox.condensing import condensed
from chalicelib.outbox.items import LEASE
from chalicelib.outbox.joining import Join
from chalicelib.outbox.tally import DeliveryRun, Tally

CHUNK = 25
TOGETHER_AHEAD = 300  # looked at beyond a chunk, so that one person's messages are found together
RESERVE_SECONDS = 15.0  # for the send that is under way and for marking it

Follow = Callable[[str, AnyFact], object]


class InterruptedSweep(Exception):  # noqa: N818 - the house's word for it
    """A sweep ended in an error. What it did until then counts all the same: `tally`."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        super().__init__(f"{tally.sent} sent, {tally.resent} of them once more")


def _forever() -> float:
    return float("inf")


class Outbox:
    """Sends what lies in the outbox. `follow` decides about a fact for a complaint ("" for none), at most once by the fact's id.

    `join` words the one message that stands for several to one person.
    """

    def __init__(self, table: OutboxTable, sender: Sender, follow: Follow, join: Join | None = None) -> None:
        self.table = table
        self.sender = sender
        self.follow = follow
        self.join = join

    def deliver(self, items: Sequence[OutboxItem], unsent: frozenset[str], now: datetime) -> Tally:
        """Send what its committer holds leased, in order, and mark all of it at once. `unsent`: the complaint's marks.

        `unsent` may be as it was before the commit. What cannot go out is put back for the sweep. Then the facts among the items are decided.
        """
        mine = sorted((item for item in items if item.state == "SENDING"), key=lambda item: item.order)
        marks = unsent | {item.waiting for item in mine}
        run = DeliveryRun(now, {item.complaint: set(marks) for item in mine})
        self._mark_all((self._send(item, run) for item in mine if item.channel in MESSAGES), run)
        self._follow_all([item for item in mine if item.channel == "fact"], run)
        return run.tally()

    def sweep(self, shard: str, now: datetime, limit: int = 1_000, time_left: Callable[[], float] = _forever) -> Tally:
        """Go through a shard's queue: send what is due, find out what became of the rest. `time_left` in seconds.

        Stops after about `limit` items or when time runs out; then there is `more`. InterruptedSweep tells what was done
        before an error.
        """
        run = DeliveryRun(now, {})
        try:
            self._sweep(shard, run, limit, time_left)
        except Exception as error:
            raise InterruptedSweep(run.tally()) from error
        return run.tally()

    def _sweep(self, shard: str, run: DeliveryRun, limit: int, time_left: Callable[[], float]) -> None:
        pending = self.table.pending(shard, run.now)
        while chunk := list(islice(pending, CHUNK)):
            if any(item.together for item in chunk):
                chunk += islice(pending, TOGETHER_AHEAD)
            if run.handled >= limit or time_left() < RESERVE_SECONDS:
                run.more = True
                break
            self._sweep_chunk([item for item in chunk if not _leased(item, run.now)], run, time_left)

    def _sweep_chunk(self, items: Sequence[OutboxItem], run: DeliveryRun, time_left: Callable[[], float]) -> None:
        items = run.workable(sorted(items, key=lambda item: (not is_awaited(item), item.order)))
        messages = [item for item in items if item.channel in MESSAGES]
        run.meet(items, self.table.unsent(sorted({item.complaint for item in messages if item.waiting})))
        messages = self._put_together(messages, run)
        known = self.table.known_sent([item for item in messages if item.state == "UNKNOWN"])
        self._mark_all(
            (self._sweep_message(item, known, run) for item in messages if run.has_time(time_left, RESERVE_SECONDS)),
            run,
        )
        for item in items:
            if item.channel == "bundle":
                self._unpack(item, run)
        facts = [item for item in items if item.channel == "fact" and run.has_time(time_left, RESERVE_SECONDS)]
        self._follow_all(facts, run)

    def _put_together(self, messages: list[OutboxItem], run: DeliveryRun) -> list[OutboxItem]:
        """Makes one message of those that tell one person of several complaints, and sends it; what is left of them."""
        left = {item.id: item for item in messages}
        if self.join is None:
            return messages
        for found in joining.groups(self._not_one_too_many(left, run)):
            parts = [item for item in found if not run.must_wait(item, found)]
            whole = self.join(parts, run.now) if len(parts) > 1 else None
            taken = [Marked(item=item, state="CONDENSED", at=run.now) for item in parts]
            if whole and self.table.put_together(taken, whole):
                for outcome in taken:
                    run.settle(outcome)
                    del left[outcome.item.id]
                run.record(taken)
                self._mark_all((self._send(each, run) for each in (whole,)), run)
        return list(left.values())

    def _not_one_too_many(self, left: dict[str, OutboxItem], run: DeliveryRun) -> list[OutboxItem]:
        """What may join; a director's escalation that is one too many is put down for their list instead."""
        found = [item for item in left.values() if item.together and item.state == "PENDING"]
        folded = [outcome for i in found if not run.must_wait(i) and (outcome := condensed(self.table, i, run.now))]
        self._mark_all(folded, run)
        for outcome in folded:
            del left[outcome.item.id]
        return [item for item in found if item.id in left]

    def _sweep_message(self, item: OutboxItem, known: dict[str, str], run: DeliveryRun) -> Marked | None:
        """One message that nobody holds; None if it stays as it is."""
        if item.state == "SENDING":  # the lease ran out: who held it crashed, before or after sending
            return unknown(item, run.now)
        if item.id in known:
            return Marked(item=item, state="SENT", at=run.now, provider_id=known[item.id])
        if run.holds_back(item):
            return None
        claimed = self.table.claim(item, run.now + LEASE)
        if claimed is None:
            return None
        run.resent += item.state == "UNKNOWN"
        return self._attempt(claimed, run)

    def _send(self, item: OutboxItem, run: DeliveryRun) -> Marked:
        """One message that we hold: sent, or put back untried."""
        return later(item, run.now, run.now) if run.holds_back(item) else self._attempt(item, run)

    def _attempt(self, item: OutboxItem, run: DeliveryRun) -> Marked:
        if (folded := condensed(self.table, item, run.now)) is not None:
            return folded
        outcome, error = attempt(self.sender, item, run.now)
        run.tried(item, error)
        return outcome

    def _mark_all(self, outcomes: Iterable[Marked | None], run: DeliveryRun) -> None:
        """Mark outcomes as one, also those that came before an error; then decide what follows from failures."""
        reached: list[Marked] = []
        try:
            for outcome in outcomes:
                if outcome is not None:
                    reached.append(outcome)
                    run.settle(outcome)
        finally:
            recorded = self.table.mark(reached)
            run.record(recorded)
        follows = (outcome.follow for outcome in recorded)
        self._follow_all([follow for follow in follows if follow and follow.look_at <= run.now], run)

    def _follow_all(self, facts: Iterable[OutboxItem], run: DeliveryRun) -> None:
        outcomes = [outcome for item in facts if (outcome := self._follow(item, run))]
        self.table.mark(outcomes)

    def _follow(self, item: OutboxItem, run: DeliveryRun) -> Marked | None:
        """Have a fact decided. One that fails comes again, and does not keep the others waiting."""
        claimed = (
            item if item.state == "SENDING" and not _expired(item, run.now) else self.table.claim(item, run.now + LEASE)
        )
        if claimed is None or claimed.fact is None:
            return None
        try:
            self.follow(claimed.complaint, claimed.fact)
        except Exception as error:  # noqa: BLE001 - whatever it is, the fact lies in the queue and is reported
            run.troubles.append(type(error).__name__)
            return later(claimed, run.now + delay(claimed.attempts), run.now)
        run.followed += 1
        return Marked(item=claimed, state="SENT", at=run.now)

    def _unpack(self, bundle: OutboxItem, run: DeliveryRun) -> None:
        try:
            self.table.unpack(bundle)
        except Cancelled:
            return  # another sweep did
        run.unpacked += len(bundle.bundle)
        run.more = True


def _leased(item: OutboxItem, now: datetime) -> bool:
    return item.state == "SENDING" and not _expired(item, now)


def _expired(item: OutboxItem, now: datetime) -> bool:
    return item.lease_until is not None and item.lease_until <= now
