"""Plain values to DynamoDB's attributes and back: text, whole numbers, bytes and sets of text; nothing else is stored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.aws.bodies import unpacked_text

Value = str | int | bytes | frozenset[str]
Attributes = dict[str, Any]


def attributes(values: Mapping[str, Value | None]) -> Attributes:
    """An item as DynamoDB takes it. None and empty sets are left out, because an absent attribute is what they mean."""
    return {name: attribute(value) for name, value in values.items() if value is not None and value != frozenset()}


def attribute(value: Value) -> Attributes:
    """One value as DynamoDB takes it."""
    match value:
        case str():
            return {"S": value}
        case bytes():
            return {"B": value}
        case frozenset():
            return {"SS": sorted(value)}
    return {"N": str(value)}


def values(item: Attributes) -> dict[str, Any]:
    """An item as plain values."""
    return {name: _value(typed) for name, typed in item.items()}


def texts(item: Attributes) -> dict[str, str]:
    """Only the text of an item, long ones as they were; a set's texts each on a line of its own."""
    lines = {name: "\n".join(typed["SS"]) for name, typed in item.items() if "SS" in typed}
    long = {name: unpacked_text(typed["B"]) for name, typed in item.items() if "B" in typed}
    return lines | long | {name: typed["S"] for name, typed in item.items() if "S" in typed}


def epoch(moment: datetime) -> int:
    """A moment as DynamoDB's time-to-live wants it: whole seconds since 1970."""
    return int(moment.timestamp())


def _value(typed: Attributes) -> Any:
    ((kind, value),) = typed.items()
    match kind:
        case "N":
            return int(value)
        case "SS":
            return frozenset(value)
    return value
