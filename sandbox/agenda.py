"""When the next tick will find something to do: read from the emulator's tables, so that winding jumps over empty minutes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sandbox.clock import MINUTE, full_minute
from sandbox.cloud import Cloud

DAY = timedelta(days=1)

Due = tuple[datetime, str]


class Agenda:
    """What is due and when. Remembers what the last tick left as it was."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.ticked: datetime | None = None
        self._left = frozenset[Due]()
        self._pause = MINUTE

    def next_stop(self, now: datetime) -> datetime | None:
        """The next full minute after `now` at which a tick has something to do; None if nothing is due any more."""
        following = full_minute(now + timedelta(microseconds=1))
        if self.ticked is None:
            return following  # the first tick after a deployment sets up the schedules
        due = frozenset(self._due())
        late = frozenset(each for each in due if each[0] <= now)
        stops = [full_minute(at) for at, _ in due - late]
        if late:
            stops.append(max(following, self.ticked + self._pause) if late == self._left else following)
        return min(stops, default=None)

    def note_tick(self, now: datetime) -> None:
        """A tick fired and all that it set going is done."""
        left = frozenset(each for each in self._due() if each[0] <= now)
        # What a tick leaves as it was is looked at again after twice the time, so that a stuck item does not cost a month.
        self._pause = min(2 * self._pause, DAY) if left and left == self._left else MINUTE
        self._left = left
        self.ticked = now

    def _due(self) -> Iterator[Due]:
        """Complaints and schedules that have a next check, and what waits in the outbox."""
        for item in self.cloud.items("Complaints", "id", "due_shard", "next_check_at"):
            if "due_shard" in item and "next_check_at" in item:
                yield datetime.fromisoformat(item["next_check_at"]), item["id"]
        for item in self.cloud.items("Outbox", "queue", "position"):
            if item["queue"].startswith("pending#"):
                at, _, identity = item["position"].partition("#")
                yield datetime.fromisoformat(at), identity
