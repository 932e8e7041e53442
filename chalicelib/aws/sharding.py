"""How the due index and the outbox are spread over partitions."""

import zlib


def shard_of(identifier: str, shards: int) -> str:
    """The partition of a complaint (or of an outbox item without one), "0" to one less than `shards`."""
    return str(zlib.crc32(identifier.encode()) % shards)
