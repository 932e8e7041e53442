"""DynamoDB as far as reading goes: partitions in order, found by bisection as the service does, every call and item handed out counted.

The tests' emulator looks through whole tables; with a hundred thousand items its own work would hide ours.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Any

PAGE = 1_000  # items, where the caller does not say
Items = list[tuple[str, dict[str, Any]]]
ASKED = re.compile(r"#\w+ = (:\w+)(?: AND #\w+ (<=|<|>=) (:\w+))?")


class Shelf:
    """What a client of the SDK is to the tables' readers. A partition is named by its table (or index) and its hash value."""

    def __init__(self) -> None:
        self.partitions: dict[tuple[str, str], Items] = {}
        self.calls = self.items = 0

    def put(self, table: str, partition: str, position: str, item: dict[str, Any]) -> None:
        """Puts an item in its place; positions are never the same."""
        insort(self.partitions.setdefault((table, partition), []), (position, item), key=lambda each: each[0])

    def get_paginator(self, operation: str) -> "Shelf":
        """The paginator of queries is the shelf itself."""
        assert operation == "query"
        return self

    def paginate(self, **asked: Any) -> Iterator[dict[str, Any]]:
        """The pages of a query; of one that finds nothing an empty one, which is a call too."""
        lies, within = self._found(asked)
        page = asked.get("PaginationConfig", {}).get("PageSize") or PAGE
        for start in range(within.start, max(within.stop, within.start + 1), page):
            items = [item for _, item in lies[start : min(start + page, within.stop)]]
            self.calls, self.items = self.calls + 1, self.items + len(items)
            yield {"Items": items}

    def _found(self, asked: dict[str, Any]) -> tuple[Items, range]:
        told = ASKED.fullmatch(asked["KeyConditionExpression"])
        assert told
        partition, sign, bound = told.groups()
        values = {name: value["S"] for name, value in asked["ExpressionAttributeValues"].items()}
        lies = self.partitions.get((asked.get("IndexName") or asked["TableName"], values[partition]), [])
        if sign is None:
            return lies, range(len(lies))
        side = bisect_right if sign == "<=" else bisect_left
        place = side(lies, values[bound], key=lambda each: each[0])
        return lies, range(place, len(lies)) if sign == ">=" else range(place)
