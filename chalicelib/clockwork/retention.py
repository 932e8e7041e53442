"""What was closed longer ago than the organisation keeps it loses its people: once a day, without anybody's doing.

Until an operator has said so (Retention=erase) it is only counted what would go.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from chalicelib.aws.records import Conflict, Stored
from chalicelib.clockwork import sent_workbooks
from chalicelib.clockwork.erasing import Erasing, refusal
from chalicelib.core.register import forgetting
from chalicelib.core.register.indexing import CLOSED, instant
from chalicelib.telemetry.measures import Measures

ERASED_A_DAY = 200
RESERVE_SECONDS = 60.0  # for the complaint that is being erased


class Retention:
    """The daily forgetting of one stack."""

    def __init__(self, erasing: Erasing, measures: Measures) -> None:
        self.erasing = erasing
        self.measures = measures
        self.settings = erasing.settings

    def due(self, until: datetime) -> Iterator[Stored]:
        """The complaints that were over before that time and still have people in them, the oldest first."""
        tables = self.erasing.pipeline.tables
        for row in tables.rows(CLOSED):
            if row["position"] >= instant(until):
                return
            stored = tables.load(row["complaint"])
            if stored is not None and _is_due(stored, until):
                yield stored

    def daily(self, now: datetime, time_left: Callable[[], float]) -> None:
        """Erases what is due, or counts it. What is held or not done in time is seen again tomorrow."""
        due = list(self.due(now - timedelta(days=self.settings.retention_days)))
        going = [stored for stored in due if not refusal(stored)]
        self.measures.count("RetentionKept", len(due) - len(going))
        if self.settings.retention == "erase":
            gone = self._erase(going[:ERASED_A_DAY], now, time_left)
            self.measures.count("Erased", gone)
            going = going[gone:]
        self.measures.count("RetentionDue", len(going))

    def _erase(self, going: list[Stored], now: datetime, time_left: Callable[[], float]) -> int:
        """How many were erased. Workbooks go first: a complaint without people would not be found again."""
        sent_workbooks.erase(self.erasing.objects, {stored.complaint.number for stored in going})
        for count, stored in enumerate(going):
            if time_left() < RESERVE_SECONDS:
                return count
            try:
                self.erasing.erase(stored, "retention", now)
            except Conflict:
                return count  # somebody reopened it this very moment: tomorrow
        return len(going)


def _is_due(stored: Stored, until: datetime) -> bool:
    over = forgetting.over_since(stored.complaint)
    return over is not None and over <= until and forgetting.FORGOTTEN not in stored.complaint.flags
