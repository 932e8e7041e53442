"""What happened to lines of the history, as their table's stream tells it: each line that was written is kept by its name.

A stream tells of every change, whoever makes it and in whatever way. So none is decided here whether it was right.
"""

from typing import Any

from chalicelib.aws.attributes import texts
from chalicelib.aws.objects import Objects
from chalicelib.core.register import witness_names
from chalicelib.telemetry.measures import Measures

WRITTEN_ONCE = "INSERT"


class WrittenLines:
    """The witness of one stack. `objects` is its bucket."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.measures = Measures()

    def happened(self, kind: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """One change of an item (INSERT, MODIFY, REMOVE), as it was and as it is. Personal texts, which may go, have no chain value."""
        old, new = texts(before or {}), texts(after or {})
        if "chain" in new:
            self.objects.put(witness_names.name(new["complaint_id"], new["entry"], new["chain"]), b"")
        if "chain" in {**old, **new} and kind != WRITTEN_ONCE:
            self.measures.count("HistoryChanged")
