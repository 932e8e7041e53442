"""Which partition what a complaint's life writes falls on: units by table and kind of key, as the application asks for them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient

from bench.observed import KB, indexed, size, units, written
from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, survey_link

HASHES = {"Keys": "key", "Outbox": "queue"}  # tables of whose partitions several complaints share one
OWN = "own"  # where each complaint, mail or fact has a partition of its own
DUE = ("Complaints", "due")


def life() -> Counter[tuple[str, str]]:
    """Write units of one complaint's whole life, by table and by the word before the first "#" of their partition."""
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        complain(box, sender="first@qq.com")
        box.tick()
        tables = {physical: logical for logical, physical in box._cloud.names.items()}
        with heating(tables) as found:
            complain(box)
            box.wind(to="2026-03-04T08:45+08:00")
            box.email(reply(last(box, HANDLER, "请办理："), ANSWER, sender=HANDLER))
            box.post(survey_link(last(box, CUSTOMER)), {"score": "4"})
            box.wind(minutes=2)
    return found


@contextmanager
def heating(tables: Mapping[str, str]) -> Iterator[Counter[tuple[str, str]]]:
    """Counts what is written meanwhile. `tables`: what they are called in the template, by their names."""
    found, make_call = Counter[tuple[str, str]](), BaseClient._make_api_call  # type: ignore[attr-defined]

    def counted(client: Any, operation: str, arguments: Any) -> Any:
        for asked, times in _writes(operation, arguments):
            table = tables[asked["TableName"]]
            found[table, _kind(table, asked)] += times * units(size(written(asked)), KB)
            found[DUE] += indexed(asked) if table == DUE[0] else 0
        return make_call(client, operation, arguments)

    with patch.object(BaseClient, "_make_api_call", counted):
        yield found


def _writes(operation: str, arguments: Any) -> Iterator[tuple[Any, int]]:
    """What a call writes, and how many times it is billed."""
    if operation == "TransactWriteItems":
        yield from ((next(iter(action.values())), 2) for action in arguments["TransactItems"])
    elif operation in ("PutItem", "UpdateItem", "DeleteItem") and "TableName" in arguments:
        yield arguments, 1


def _kind(table: str, asked: Any) -> str:
    if table not in HASHES:
        return OWN
    place = (asked.get("Item") or asked.get("Key"))[HASHES[table]]
    return str(place["S"] if isinstance(place, Mapping) else place).partition("#")[0]
