"""What happened since somebody last looked, in numbers: what metrics and alarms are made of. No names, no words."""

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the witness of histories counts too, and starts without what complaints need
    from chalicelib.aws.records import Receipt
    from chalicelib.outbox import Tally

# What receipts say of what came in, and what that is counted as.
OUTCOMES = {"parked": "Parked", "hold": "Held", "confirm": "Confirmed", "ignored": "Ignored"}


class Measures:
    """Counts, and the longest waits in seconds."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.longest: dict[str, float] = {}

    def count(self, name: str, number: int = 1) -> None:
        """It happened so many times more."""
        self.counts[name] += number

    def waited(self, name: str, since: datetime, now: datetime) -> None:
        """Something has waited so long; the longest wait counts."""
        self.longest[name] = max((now - since).total_seconds(), self.longest.get(name, 0.0))

    def received(self, receipt: "Receipt") -> None:
        """Something came in that changed no complaint."""
        if name := OUTCOMES.get(receipt.outcome.partition(":")[0]):
            self.count(name)

    def delivered(self, tally: "Tally", now: datetime) -> None:
        """A delivery or a sweep is done."""
        self.count("Sent", tally.sent)
        self.count("Failed", tally.failed)
        self.count("Unknown", tally.unknown)
        self.count("Resent", tally.resent)
        self.count("Throttled", tally.throttled)
        self.count("SendingPaused", int(bool(tally.paused)))
        self.count("Troubles", len(tally.troubles))
        if tally.oldest:
            self.waited("OldestPending", tally.oldest, now)

    def taken(self) -> tuple[dict[str, int], dict[str, float]]:
        """Counts that are not zero, and waits; from now on it is counted anew."""
        told = dict(+self.counts), self.longest
        self.counts, self.longest = Counter(), {}
        return told
