"""What a delivery or a sweep did, in numbers, for metrics and alarms."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from chalicelib.aws.marks import Marked
from chalicelib.aws.records import OutboxItem
from chalicelib.aws.send_errors import SendError
from chalicelib.outbox.ordering import waits


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of messages. `paused` is why we may not send, all or to some, "" if we may; `more`: the sweep was cut short.

    `resent` counts messages sent once more because their first fate is unknown: each may have arrived twice. `held_back`
    wait for an earlier one. `oldest` is when the longest waiting item was meant to go. `troubles` names the errors that
    follow-up facts ended in; those facts come again.
    """

    sent: int = 0
    failed: int = 0
    throttled: int = 0
    unknown: int = 0
    resent: int = 0
    held_back: int = 0
    followed: int = 0
    unpacked: int = 0
    paused: str = ""
    more: bool = False
    oldest: datetime | None = None
    troubles: tuple[str, ...] = ()


class DeliveryRun:
    """One delivery or sweep while it runs: what is not yet sent, which channel is stopped, and the counts."""

    def __init__(self, now: datetime, unsent: dict[str, set[str]]) -> None:
        self.now = now
        self.unsent = unsent
        self.stopped: set[str] = set()
        self.states: Counter[str] = Counter()
        self.resent = self.held_back = self.followed = self.unpacked = self.throttled = self.handled = 0
        self.paused = ""
        self.more = False
        self.oldest: datetime | None = None
        self.troubles: list[str] = []

    def workable(self, items: Sequence[OutboxItem]) -> list[OutboxItem]:
        """Those of the items whose channel is not stopped. The others stay where they are, and count for no limit."""
        left = [item for item in items if item.channel not in self.stopped]
        self.held_back += len(items) - len(left)
        return left

    def meet(self, items: Sequence[OutboxItem], unsent: Mapping[str, frozenset[str]]) -> None:
        """Items that a sweep has come to, and the marks of their complaints."""
        self.unsent |= {complaint: set(marks) for complaint, marks in unsent.items()}
        self.handled += len(items)
        meant = [datetime.fromisoformat(item.order.partition("~")[0]) for item in items]
        self.oldest = min([*meant, *([self.oldest] if self.oldest else [])], default=None)

    def has_time(self, time_left: Callable[[], float], reserve: float) -> bool:
        """Whether another item can be begun."""
        enough = time_left() >= reserve
        self.more = self.more or not enough
        return enough

    def holds_back(self, item: OutboxItem) -> bool:
        """Whether an item must not be sent now: its channel is stopped, or an earlier message is not known to be sent."""
        held = self.must_wait(item)
        self.held_back += held
        return held

    def must_wait(self, item: OutboxItem, together: Iterable[OutboxItem] = ()) -> bool:
        """As `holds_back`, without counting it; what goes in one message with it does not hold it up."""
        marks = self.unsent.get(item.complaint, set()) - {other.waiting for other in together}
        return item.channel in self.stopped or waits(item, marks, self.now)

    def tried(self, item: OutboxItem, error: SendError | None) -> None:
        """An attempt was made. A service that throttles or refuses all of us is left alone for the rest of this round."""
        if error is None:
            return
        if error.verdict in {"throttled", "paused"}:
            self.stopped.add(item.channel)
        self.throttled += error.verdict == "throttled"
        self.paused = error.diagnostic if error.verdict in {"paused", "withheld"} else self.paused

    def settle(self, outcome: Marked) -> None:
        """An item is final: what came after it may go."""
        if outcome.again is None:
            self.unsent.get(outcome.item.complaint, set()).discard(outcome.item.waiting)

    def record(self, outcomes: Sequence[Marked]) -> None:
        """These outcomes were stored."""
        self.states.update(outcome.state for outcome in outcomes)

    def tally(self) -> Tally:
        """The counts as they are now."""
        return Tally(
            sent=self.states["SENT"],
            failed=self.states["FAILED"],
            unknown=self.states["UNKNOWN"],
            throttled=self.throttled,
            resent=self.resent,
            held_back=self.held_back,
            followed=self.followed,
            unpacked=self.unpacked,
            paused=self.paused,
            more=self.more,
            oldest=self.oldest,
            troubles=tuple(self.troubles),
        )
