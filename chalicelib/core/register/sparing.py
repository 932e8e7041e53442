"""Very many lines of the register in two thirds of the memory: names, words and moments that are equal are one object."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from chalicelib.core.register.rows import Row

KNOWN = 10_000  # values that are remembered at a time
LONGEST = 60  # letters of what comes again; longer texts are somebody's own


def sparing(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, for whoever keeps a month of them."""
    known: dict[object, Any] = {}
    for row in rows:
        yield _shared(row, known)
        if len(known) > KNOWN:
            known.clear()


def _shared(value: Any, known: dict[object, Any]) -> Any:
    """An equal value whose parts are those that are known."""
    match value:
        case str() if len(value) <= LONGEST:
            return known.setdefault(value, value)
        case datetime():
            return known.setdefault(value, value)
        case tuple() if value:
            return tuple(_shared(each, known) for each in value)
        case dict() if value:
            return {name: _shared(each, known) for name, each in value.items()}
        case msgspec.Struct():
            return msgspec.structs.replace(value, **dict(_changed(value, known)))
    return value


def _changed(value: msgspec.Struct, known: dict[object, Any]) -> Iterator[tuple[str, Any]]:
    for name in value.__struct_fields__:
        mine = getattr(value, name)
        if (shared := _shared(mine, known)) is not mine:
            yield name, shared
