"""Everything that reads, with a megabyte of each kind of text: what takes longer than it may. `python -m tests.limits.measuring [READER…]`."""

import signal
import sys
import time
from collections.abc import Iterator

from tests.limits.repetitions import PHRASES, READERS, SIGNS, nested, texts

MEGABYTE, SECONDS, GIVEN_UP = 1_000_000, 2.0, 10.0
FIRST = 64_000
"""Characters that are tried first: what reads them in a thousandth of what it may take for all is not slow."""


class TooLongError(BaseException):
    """Nothing that a reader catches."""


def slow(reader: str) -> Iterator[tuple[str, float]]:
    """What the reader is slow with, and its seconds of processor time for a megabyte of that."""
    seeds = (*SIGNS, *PHRASES)
    short = (*texts(FIRST, iter(seeds)), *nested(FIRST))
    for place, (seed, text) in enumerate(short):
        if _spent(reader, text) > SECONDS / 1_000:
            size = MEGABYTE // max(1, len(text.encode("utf-8", "surrogatepass")) // len(text))
            long = texts(size, iter([seed])) if place < len(seeds) else iter([list(nested(size))[place - len(seeds)]])
            spent = _spent(reader, next(iter(long))[1])
            if spent > SECONDS:
                yield seed, spent


def _spent(reader: str, text: str) -> float:
    signal.setitimer(signal.ITIMER_VIRTUAL, GIVEN_UP)
    begun = time.process_time()
    try:
        READERS[reader](text)
    except TooLongError:
        return GIVEN_UP
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def _ring(*_: object) -> None:
    raise TooLongError


if __name__ == "__main__":
    signal.signal(signal.SIGVTALRM, _ring)
    for reader in sys.argv[1:] or READERS:
        for seed, spent in slow(reader):
            print(f"{reader}: {spent:.1f} s of {seed!r}", flush=True)
