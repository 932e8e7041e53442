"""The emulator made quick enough for months and for thousands of complaints; its answers stay as they are.

moto copies whole tables before each transaction, to put them back if it fails: every commit costs as much as all cases
together. Here only the items that a transaction names are kept. It sorts whole tables before each query by keys that it
works out anew for every comparison: here they are worked out once. And each set-up of the emulator forgets the default
session, so that every sandbox would read the AWS client's service models anew: here they are read once per process.
At each call it looks through a handler's class for the names of its methods: here once per class. And between client and
tables each call is signed, made into a request, sought by its address, read and hashed: what asks a table goes from the client,
which writes and reads it as ever, straight to the emulator's own function (`tests/sandbox/test_emulator.py` compares both ways).
Its streams keep all for ever, and what a transaction took back: here a number of newest records, and none of those.
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
from botocore.awsrequest import AWSResponse
from botocore.endpoint import Endpoint, convert_to_response_dict
from botocore.model import OperationModel
from moto import mock_aws
from moto.core.botocore_stubber import MockRawResponse
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.utils import camelcase_to_underscores, get_service_model, method_names_from_class
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import StreamShard, Table
from moto.dynamodb.responses import DynamoHandler

from sandbox.events import ACCOUNT

Transact = Callable[[DynamoDBBackend, list[dict[str, Any]]], None]
Answer = tuple[AWSResponse, dict[str, Any]]
Send = Callable[[Any, OperationModel, dict[str, Any]], Answer]
STREAMED = 1_000  # records that a stream keeps
Kept = tuple[Table, DynamoType, DynamoType | None, Any]


@contextmanager
def emulated_aws() -> Iterator[None]:
    """Within it every AWS call of this process goes to moto."""
    swift = _swift(DynamoDBBackend.transact_write_items)
    with (
        mock_aws(),
        patch.object(DynamoDBBackend, "transact_write_items", swift),
        patch.object(Table, "all_items", _all_items),
        patch.object(StreamShard, "add", _streamed(StreamShard.add)),
        patch("moto.core.responses.method_names_from_class", cache(method_names_from_class)),
        patch("moto.core.responses.camelcase_to_underscores", cache(camelcase_to_underscores)),
        patch.object(Endpoint, "make_request", _straight_to_tables(Endpoint.make_request)),
    ):
        session = botocore.session.Session()
        session.register_component("data_loader", _service_models())
        with patch.object(boto3, "DEFAULT_SESSION", boto3.Session(botocore_session=session)):
            yield


@cache
def _service_models() -> botocore.loaders.Loader:
    return botocore.loaders.create_loader()


def _straight_to_tables(original: Send) -> Send:
    def make_request(endpoint: Any, operation: OperationModel, request: dict[str, Any]) -> Answer:
        if operation.service_model.service_name != "dynamodb":
            return original(endpoint, operation, request)
        status, headers, body = _handler(operation, request).call_action()
        answer = AWSResponse(request["url"], int(status), headers, MockRawResponse(body))
        return answer, _read(endpoint, operation, answer)

    return make_request


def _handler(operation: OperationModel, request: dict[str, Any]) -> DynamoHandler:
    """The emulator's function for tables with a request as it would find it there."""
    handler = DynamoHandler()
    handler.querystring, handler.headers, handler.response_headers = {}, request["headers"], {"server": "amazon.com"}
    handler.region, handler.current_account = request["context"]["client_region"], ACCOUNT
    known = get_service_model("dynamodb").operation_model(operation.name)
    asked: Any = {
        "method": "POST",
        "values": {},
        "headers": request["headers"],
        "body": request["body"],
        "url_path": "/",
    }
    handler.params = PROTOCOL_PARSERS["json"](known, map_type=handler.PROTOCOL_PARSER_MAP_TYPE).parse(asked)
    return handler


def _read(endpoint: Any, operation: OperationModel, answer: AWSResponse) -> dict[str, Any]:
    """The answer as the client reads it."""
    parts = convert_to_response_dict(answer, operation)
    parser = endpoint._response_parser_factory.create_parser(operation.service_model.resolved_protocol)
    read: dict[str, Any] = parser.parse(parts, operation.output_shape)
    if answer.status_code >= 300:  # noqa: PLR2004
        endpoint._add_modeled_error_fields(parts, read, operation, parser)
    read["ResponseMetadata"]["RetryAttempts"] = 0
    return read


def _swift(original: Transact) -> Transact:
    def transact_write_items(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        kept = [_kept(backend, kind, asked) for each in transact_items for kind, asked in each.items()]
        told = {table.stream_shard: len(table.stream_shard.items) for table, *_ in kept if table.stream_shard}
        with patch.object(Table, "__deepcopy__", lambda table, _memo: table, create=True):
            try:
                original(backend, transact_items)
            except BaseException:
                with patch.object(StreamShard, "add", lambda _shard, _old, _new: None):
                    for before in kept:
                        _put_back(*before)
                for shard, count in told.items():
                    del shard.items[count:]
                raise

    return transact_write_items


def _streamed(original: Callable[..., None]) -> Callable[..., None]:
    def add(shard: StreamShard, old: Any, new: Any) -> None:
        original(shard, old, new)
        if len(shard.items) > 2 * STREAMED:
            del shard.items[:STREAMED]

    return add


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
