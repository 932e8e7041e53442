"""One read for a batch of messages: what they are going to ask for, brought before the first is worked on.

An item serves until this process writes it, or tries to; whoever then asks reads it anew. What others write meanwhile is noticed
where it always is: by the conditions of a commit.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from chalicelib.aws.attributes import Attributes
from chalicelib.aws.batches import batch_get
from chalicelib.aws.transactions import Action

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

Wanted = Mapping[str, Sequence[Attributes]]  # keys by table
Place = tuple[str, ...]


class ReadAhead:
    """Items by table and key, None where there is none; a fresh one knows nothing."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}  # of a table's key
        self._items: dict[str, dict[Place, Attributes | None]] = {}

    def read(self, client: "DynamoDBClient", wanted: Wanted) -> None:
        """Brings the items of these keys, as far as they exist."""
        found = batch_get(client, wanted)
        for table, keys in ((table, keys) for table, keys in wanted.items() if keys):
            self._names[table] = tuple(keys[0])
            there = {self._place(table, item): item for item in found[table]}
            self._items[table] = {place: there.get(place) for place in self._places(table, keys)}

    def items(self, wanted: Wanted) -> dict[str, list[Attributes]] | None:
        """The items of these keys that exist; None if one of them was not read, or was written since."""
        found: dict[str, list[Attributes]] = {}
        for table, keys in wanted.items():
            known, places = self._items.get(table, {}), dict.fromkeys(self._places(table, keys))
            if not known.keys() >= places.keys():
                return None
            found[table] = [item for place in places if (item := known[place]) is not None]
        return found

    def forget(self, written: Iterable[Action]) -> None:
        """What these actions write is not known any more."""
        for action in written:
            (what,) = action.values()
            if table := self._items.get(what["TableName"]):
                table.pop(self._place(what["TableName"], what.get("Key") or what["Item"]), None)

    def _places(self, table: str, keys: Sequence[Attributes]) -> list[Place]:
        return [self._place(table, key) for key in keys]

    def _place(self, table: str, item: Attributes) -> Place:
        return tuple(item[name]["S"] for name in self._names.get(table, ()))
