"""How each contestant is timed, in a fresh process of its own: own CPU time, never that of whoever serves it."""

import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

MILLISECONDS = 1_000
MEGABYTE = 1_024  # kilobytes
Mail = TypeVar("Mail")


def timed(mails: Iterable[Mail], handle: Callable[[Mail], object], made: Callable[[], int]) -> str:
    """Hands in one mail after the other; what came of it as JSON. `made` counts the cases that were opened.

    `cold`: milliseconds of CPU from the start of the interpreter until the first mail was handled; the others count as warm.
    """
    coming, spent = iter(mails), list[float]()
    handle(next(coming))
    cold = time.process_time()
    for raw in coming:
        started = time.process_time()
        handle(raw)
        spent.append(time.process_time() - started)
    return json.dumps(
        {
            "mails": len(spent) + 1,
            "opened": made(),
            "cold": cold * MILLISECONDS,
            "median": statistics.median(spent) * MILLISECONDS if spent else 0.0,
            "rate": len(spent) / sum(spent) if spent else 0.0,
            "memory": most_memory(),
        }
    )


def most_memory() -> float:
    """Megabytes that the process had at most. What the system tells by `getrusage` would be its parent's, if that had more."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / MEGABYTE
