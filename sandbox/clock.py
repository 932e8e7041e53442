"""The sandbox's clock: it stands still until it is wound, for everything in this process."""

from datetime import UTC, datetime, timedelta, tzinfo

import time_machine

MINUTE = timedelta(minutes=1)


class Clock:
    """A clock that stands at `moment` from `start` to `stop`."""

    def __init__(self, moment: datetime) -> None:
        self.now = moment.astimezone(UTC)
        # UTC and not a named zone: time-machine would change this process's time zone to that of a named one.
        self._travel = time_machine.travel(self.now, tick=False)
        self._traveller: time_machine.Traveller | None = None

    def start(self) -> None:
        """From now on this process's clock is this one."""
        self._traveller = self._travel.start()

    def stop(self) -> None:
        """Give the process its own clock back."""
        if self._traveller is not None:
            self._travel.stop()
            self._traveller = None

    def move_to(self, moment: datetime) -> None:
        """Set the clock."""
        if self._traveller is None:
            raise RuntimeError("the sandbox is not open")
        self.now = moment.astimezone(UTC)
        self._traveller.move_to(self.now, tick=False)


def moment_of(value: str | datetime, zone: tzinfo) -> datetime:
    """A moment from ISO text or a datetime; without an offset it is meant in `zone`."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def full_minute(moment: datetime) -> datetime:
    """The first full minute that is not before `moment`; ticks fire on full minutes."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + MINUTE
