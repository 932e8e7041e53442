"""Budgets of processor time that hold on any machine: a slow one, or a busy one, is given as much more as it needs.

The budgets are meant for work that must not grow with the square of what somebody sends; it takes many times as long when
it does, so that a little generosity hides nothing.
"""

import re
import time
from collections.abc import Callable
from typing import TypeVar

YARDSTICK = 0.1
"""Seconds that the yardstick takes on the machine on which budgets were set."""
TRIES = 3
"""How often the work is tried: a neighbour that is busy for a moment takes nothing away from the fastest of them."""
Made = TypeVar("Made")


def within(seconds: float, work: Callable[[], Made]) -> Made:
    """What the work makes; AssertionError if it takes more processor time than so many seconds of the budgets' machine."""
    made, spent = _timed(work)
    for _ in range(TRIES - 1):
        if spent < seconds:
            break
        spent = min(spent, _timed(work)[1])
    if spent >= seconds:
        slowness = max(1.0, _timed(_yardstick)[1] / YARDSTICK)
        assert spent < seconds * slowness, f"{spent:.2f} s, on a machine {slowness:.1f} times as slow"
    return made


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    begun = time.process_time()
    made = work()
    return made, time.process_time() - begun


def _yardstick() -> int:
    """The work that readers of mails do: walking through lists, and searching text."""
    text = "line of words, " * 2_000
    return sum(len(re.findall(r"(\w+),", text)) + sum(len(line) for line in text.split(" ")) for _ in range(60))
