"""A promise that was broken."""

from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec

from redress.proving.playing import Played, Sent


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """When it showed, in which message (None: in none), and why, in one sentence. `promise` names the promise."""

    promise: str
    at: datetime
    why: str
    sent: Sent | None = None


Promise = Callable[[Played], Iterator[Breach]]
