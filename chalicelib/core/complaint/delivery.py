"""When an answer reached its customer: given is not yet answered where the letter came back, or only a call can bring it."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from chalicelib.core.complaint.model import Deadline, Moment

UNDELIVERED, DELIVERED = "undelivered", "delivered"


def is_undelivered(moments: Sequence[Moment], round_: int) -> bool:
    """Whether the answer of that round has come back, or waits for a call, and nobody has told the customer since."""
    said = [m.name for m in moments if m.round == round_ and m.name in (UNDELIVERED, DELIVERED)]
    return said[-1:] == [UNDELIVERED]


def reached(moments: Sequence[Moment], round_: int) -> datetime | None:
    """When the answer of that round reached its customer; None if there is none, or it has not."""
    of_round = [m for m in moments if m.round == round_]
    given = next((m.at for m in of_round if m.name == "answered"), None)
    if given is None or is_undelivered(of_round, round_):
        return None
    return next((m.at for m in reversed(of_round) if m.name == DELIVERED), given)


def as_delivered(deadline: Deadline, moments: Sequence[Moment]) -> Deadline:
    """A limit for the answer, kept only once the answer has reached its customer: one that came back is none yet."""
    came_back = any(m.name == UNDELIVERED and m.round == deadline.round for m in moments)
    if deadline.met is None or not came_back:
        return deadline
    return msgspec.structs.replace(deadline, met=reached(moments, deadline.round))
