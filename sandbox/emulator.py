"""The emulator made quick enough for months and for thousands of complaints; its answers stay as they are.

moto copies whole tables before each transaction, to put them back if it fails: every commit costs as much as all cases
together. Here only the items that a transaction names are kept. It sorts whole tables before each query, and compares each
item's key with the one asked for: here a query looks through the items under that key alone. Each set-up of the emulator forgets
the default session, so that every sandbox would read the AWS client's service models anew, and make its clients anew, which
takes longer than all else that it does to start: here both are done once per process. At each call the client reckons where it
leads to, and the emulator looks through a handler's class for the names of its methods, and makes the list of a service's
addresses: here once for all. What asks a table, or SES to send a mail, goes there straight (`table_requests.py`, `mail_requests.py`),
and what expressions say is read once (`update_expressions.py`, `condition_expressions.py`). It measures an item anew at each
attribute that is put into it: here once, when all are there.
Its streams keep all for ever, and what a transaction took back: here a number of newest records, and none of those.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple
from unittest.mock import patch

import boto3
import botocore.loaders
import botocore.session
from botocore.endpoint import Endpoint
from botocore.regions import EndpointRulesetResolver
from moto import mock_aws
from moto.core.base_backend import BaseBackend
from moto.core.utils import camelcase_to_underscores, method_names_from_class
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import StreamShard, Table
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser  # type: ignore[attr-defined]
from moto.dynamodb.parsing.expressions import UpdateExpressionParser  # type: ignore[attr-defined]

from chalicelib.aws import clients
from sandbox import condition_expressions, update_expressions
from sandbox.mail_requests import reading_headers, straight_to_ses
from sandbox.table_requests import straight_to_tables

Transact = Callable[[DynamoDBBackend, list[dict[str, Any]]], None]
Query = Callable[..., tuple[list[Any], int, dict[str, Any] | None]]
STREAMED = 1_000  # records that a stream keeps
Kept = tuple[Table, DynamoType, DynamoType | None, Any]


class _Session(botocore.session.Session):
    """A session that makes each client once: to make one takes as long as a mail's whole way to its table."""

    def create_client(self, *asked: Any, **further: Any) -> Any:
        return self._kept(asked, tuple(further.items()))

    @cache  # noqa: B019 (both last as long as the process)
    def _kept(self, asked: tuple[Any, ...], further: tuple[tuple[str, Any], ...]) -> Any:
        return super().create_client(*asked, **dict(further))


class Sessions(NamedTuple):
    """What makes clients: `whole` those that know all of AWS, `ours` the application's."""

    whole: boto3.Session
    ours: botocore.session.Session


@cache
def lasting_sessions() -> Sessions:
    """The sessions of all emulated AWS of a process, for whom nobody registers anything with a client that outlasts a test."""
    return _sessions(_Session)


def fresh_sessions() -> Sessions:
    """Sessions of one emulated AWS alone."""
    return _sessions(botocore.session.Session)


@contextmanager
def emulated_aws(sessions: Callable[[], Sessions] = fresh_sessions) -> Iterator[None]:
    """Within it every AWS call of this process goes to moto, by clients of those sessions."""
    whole, ours = sessions()
    swift = _swift(DynamoDBBackend.transact_write_items)
    with (
        mock_aws(),
        patch.object(DynamoDBBackend, "transact_write_items", swift),
        patch.object(Table, "all_items", _all_items),
        patch.object(Table, "query", _among_what_is_asked_for(Table.query)),
        patch.object(UpdateExpressionParser, "make", update_expressions.read),
        patch.object(DepthFirstTraverser, "traverse", update_expressions.traverse),
        patch("moto.dynamodb.parsing.validators.deepcopy", update_expressions.copied),
        patch.object(ConditionExpressionParser, "parse", condition_expressions.parse),
        patch.object(ConditionExpressionParser, "_make_operand", condition_expressions.operand),
        patch.object(Item, "__init__", _made),
        patch.object(BaseBackend, "urls", property(_once_per_service(vars(BaseBackend)["urls"].fget))),
        patch.object(StreamShard, "add", _streamed(StreamShard.add)),
        patch("moto.core.responses.method_names_from_class", cache(method_names_from_class)),
        patch("moto.core.responses.camelcase_to_underscores", cache(camelcase_to_underscores)),
        patch("moto.ses.models.email", reading_headers),
        patch.object(EndpointRulesetResolver, "construct_endpoint", _once(EndpointRulesetResolver.construct_endpoint)),
        patch.object(Endpoint, "make_request", straight_to_ses(straight_to_tables(Endpoint.make_request))),
        patch.object(boto3, "DEFAULT_SESSION", whole),
        patch.object(clients, "session", cache(lambda: ours)),
    ):
        yield


def _once_per_service(original: Any) -> Callable[[BaseBackend], Any]:
    known: dict[type, Any] = {}

    def urls(backend: BaseBackend) -> Any:
        kind = type(backend)
        if kind not in known:
            known[kind] = original(backend)
        return known[kind]

    return urls


def _once(original: Callable[..., Any]) -> Callable[..., Any]:
    """Where an operation's calls go, of the services that are told nothing of it by what is asked: reckoned once of each client."""
    known: dict[tuple[Any, str], Any] = {}

    def construct_endpoint(resolver: Any, operation_model: Any, call_args: Any, request_context: Any) -> Any:
        if operation_model.service_model.service_name not in {"dynamodb", "sesv2"}:
            return original(resolver, operation_model, call_args, request_context)
        place = resolver, operation_model.name
        if place not in known:
            known[place] = original(resolver, operation_model, call_args, request_context)
        return known[place]

    return construct_endpoint


def _made(item: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: Mapping[str, Any]) -> None:
    item.hash_key, item.range_key, item.attrs = hash_key, range_key, LimitedSizeDict()
    values = {name: DynamoType(value) for name, value in attrs.items()}
    last = values.popitem() if values else None
    for name, value in values.items():
        dict.__setitem__(item.attrs, name, value)
    if last:
        item.attrs[last[0]] = last[1]  # which measures them all


def _sessions(kind: type[botocore.session.Session]) -> Sessions:
    whole, ours = kind(), kind()
    whole.register_component("data_loader", _service_models())
    ours.register_component("data_loader", clients.models())
    return Sessions(boto3.Session(botocore_session=whole), ours)


@cache
def _service_models() -> botocore.loaders.Loader:
    return botocore.loaders.create_loader()


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


def _among_what_is_asked_for(original: Query) -> Query:
    """A query looks through the items under the key that it asks for, not through the table's."""

    def query(table: Table, *asked: Any, hash_key_conditions: Any = None, **further: Any) -> Any:
        narrowed = copy.copy(table)
        narrowed.items = _under(table, hash_key_conditions)
        return original(narrowed, *asked, hash_key_conditions=hash_key_conditions, **further)

    return query


def _under(table: Table, conditions: list[tuple[str, DynamoType]]) -> Any:
    """The items of which each condition's attribute has its value, by the table's keys as ever."""
    if [name for name, _ in conditions] == [table.hash_key_attr]:
        found = table.items.get(conditions[0][1])
        return {} if found is None else {conditions[0][1]: found}
    wanted = [(name, value.type, value.value) for name, value in conditions]
    return {number: item for number, item in enumerate(_items(table)) if _has(item, wanted)}


def _has(item: Any, wanted: list[tuple[str, str, Any]]) -> bool:
    values = ((item.attrs.get(name), kind, value) for name, kind, value in wanted)
    return all(found is not None and (found.type, found.value) == (kind, value) for found, kind, value in values)


def _all_items(table: Table) -> list[Any]:
    return sorted(_items(table), key=_place)


def _items(table: Table) -> Iterator[Any]:
    for found in table.items.values():
        yield from found.values() if isinstance(found, dict) else (found,)


def _place(item: Any) -> tuple[Any, ...]:
    """Where an item stands: what is compared is text or bytes as it is, and numbers by what they come to."""
    keys = (item.hash_key, item.range_key) if item.range_key is not None else (item.hash_key,)
    return tuple(key.cast_value if key.type == "N" else key.value for key in keys)
