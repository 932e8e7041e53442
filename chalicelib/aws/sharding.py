"""How the due index and the outbox are spread over partitions."""

import zlib
from datetime import datetime

MOST = 64  # partitions that a deployment can have, or have had
QUARTER, PAST = 15, 7  # minutes: in which of them those that are no longer in use are looked through as well


def shard_of(identifier: str, shards: int) -> str:
    """The partition of a complaint (or of an outbox item without one), "0" to one less than `shards`."""
    return str(zlib.crc32(identifier.encode()) % shards)


def looked_through(shards: int, now: datetime) -> tuple[str, ...]:
    """The partitions that one minute looks through: those in use, and each quarter of an hour all, since their number may have been lowered."""
    return tuple(map(str, range(MOST if now.minute % QUARTER == PAST else shards)))


def others(home: str, shards: int) -> tuple[str, ...]:
    """The partitions in which what belongs into `home` may lie, since their number may have been changed; none where there is one only."""
    return tuple(each for each in map(str, range(shards)) if each != home)
