"""How far a long command has come: one line on the terminal that is written over, and nothing where nobody looks on."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

from redress.printing import fitting, room

EVERY = 0.2  # seconds between two looks
CLEAR = "\r\x1b[K"
Thing = TypeVar("Thing")


def watched(things: Iterable[Thing], called: str, total: int | None = None) -> Iterator[Thing]:
    """The same things; meanwhile it is told how many have been taken, of how many if that is known."""
    shown, seen = sys.stderr.isatty(), 0
    last = monotonic()
    try:
        for seen, thing in enumerate(things, 1):
            if shown and monotonic() - last >= EVERY:
                last = monotonic()
                _tell(f"{seen:,} of {total:,} {called}" if total is not None else f"{seen:,} {called}")
            yield thing
    finally:
        if shown and seen:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()


def _tell(text: str) -> None:
    sys.stderr.write(f"{CLEAR}{fitting(text, room() - 1)}")
    sys.stderr.flush()
