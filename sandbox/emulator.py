"""The emulator made quick enough for months and for thousands of complaints; its answers stay as they are.

moto copies whole tables before each transaction, to put them back if it fails: every commit costs as much as all cases
together. Here only the items that a transaction names are kept. It sorts whole tables before each query by keys that it
works out anew for every comparison: here they are worked out once. And each set-up of the emulator forgets the default
session, so that every sandbox would read the AWS client's service models anew: here they are read once per process.
At each call it looks through a handler's class for the names of its methods: here once per class.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import boto3
import botocore.loaders
import botocore.session
from moto import mock_aws
from moto.core.utils import method_names_from_class
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

Transact = Callable[[DynamoDBBackend, list[dict[str, Any]]], None]
Kept = tuple[Table, DynamoType, DynamoType | None, Any]


@contextmanager
def emulated_aws() -> Iterator[None]:
    """Within it every AWS call of this process goes to moto."""
    swift = _swift(DynamoDBBackend.transact_write_items)
    with (
        mock_aws(),
        patch.object(DynamoDBBackend, "transact_write_items", swift),
        patch.object(Table, "all_items", _all_items),
        patch("moto.core.responses.method_names_from_class", cache(method_names_from_class)),
    ):
        session = botocore.session.Session()
        session.register_component("data_loader", _service_models())
        with patch.object(boto3, "DEFAULT_SESSION", boto3.Session(botocore_session=session)):
            yield


@cache
def _service_models() -> botocore.loaders.Loader:
    return botocore.loaders.create_loader()


def _swift(original: Transact) -> Transact:
    def transact_write_items(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        kept = [_kept(backend, kind, asked) for each in transact_items for kind, asked in each.items()]
        with patch.object(Table, "__deepcopy__", lambda table, _memo: table, create=True):
            try:
                original(backend, transact_items)
            except BaseException:
                for before in kept:
                    _put_back(*before)
                raise

    return transact_write_items


def _kept(backend: DynamoDBBackend, kind: str, asked: Mapping[str, Any]) -> Kept:
    table = backend.get_table(asked["TableName"])
    attributes = asked["Item"] if kind == "Put" else asked["Key"]
    hash_key = DynamoType(attributes[table.hash_key_attr])
    range_key = DynamoType(attributes[table.range_key_attr]) if table.range_key_attr else None
    item = table.get_item(hash_key, range_key)
    return table, hash_key, range_key, copy.deepcopy(item) if kind == "Update" else item


def _put_back(table: Table, hash_key: DynamoType, range_key: DynamoType | None, item: Any) -> None:
    if item is None:
        table.delete_item(hash_key, range_key)
    elif range_key is None:
        table.items[hash_key] = item
    else:
        table.items[hash_key][range_key] = item


def _all_items(table: Table) -> list[Any]:
    if table.range_key_attr is None:
        return sorted(table.items.values(), key=lambda item: item.hash_key.cast_value)
    items = (item for parts in table.items.values() for item in parts.values())
    return sorted(items, key=lambda item: (item.hash_key.cast_value, item.range_key.cast_value))
