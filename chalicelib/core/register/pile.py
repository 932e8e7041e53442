"""Very many lines of the register in a file, so that a report of a month takes no more memory than one of a day."""

from array import array
from collections.abc import Iterable, Iterator
from typing import IO

import msgspec

from chalicelib.core.again import Again
from chalicelib.core.register.rows import Row

LENGTH = 4  # bytes before each line that tell how long it is


def pile(rows: Iterable[Row], file: IO[bytes]) -> Again[Row]:
    """Puts the lines into an empty file, out of which they come by number, of each complaint the one that came last."""
    encode, places, at = msgspec.msgpack.Encoder().encode, dict[str, tuple[str, int]](), 0
    for row in rows:
        line = encode(row)
        places[row.id] = row.number, at
        at += file.write(len(line).to_bytes(LENGTH) + line)
    order = array("Q", (place for _, place in sorted(places.values())))
    return Again(lambda: _read(file, order), len(order))


def _read(file: IO[bytes], order: Iterable[int]) -> Iterator[Row]:
    """Each line from its own place, as others may be reading in between."""
    decode = msgspec.msgpack.Decoder(Row).decode
    for place in order:
        file.seek(place)
        yield decode(file.read(int.from_bytes(file.read(LENGTH))))
