"""What the emulator is spared must not show: what fails leaves every item as it was, and every answer is as over HTTP."""

import email
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from botocore.endpoint import Endpoint
from botocore.exceptions import ClientError
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.parsing import validators
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser  # type: ignore[attr-defined]
from moto.ses.models import ses_backends

from sandbox.emulator import emulated_aws
from sandbox.events import ACCOUNT

TABLE = "things"
OVER_HTTP = Endpoint.make_request
AS_EVER = [
    (owner, name, getattr(owner, name))
    for owner, name in (
        (Endpoint, "make_request"),
        (ConditionExpressionParser, "parse"),
        (ConditionExpressionParser, "_make_operand"),
        (DepthFirstTraverser, "traverse"),
        (validators, "deepcopy"),
        (Item, "__init__"),
    )
]
Write = dict[str, dict[str, Any]]


@pytest.fixture
def dynamodb(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    with emulated_aws():
        client = boto3.client("dynamodb", region_name="us-east-1")
        client.create_table(
            TableName=TABLE,
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("id", "part")],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "part", "KeyType": "RANGE"}],
            BillingMode="PAY_PER_REQUEST",
        )
        for part in ("changed", "deleted", "replaced", "bystander"):
            client.put_item(TableName=TABLE, Item=item(part, "before"))
        yield client


def item(part: str, value: str) -> dict[str, Any]:
    return {"id": {"S": "one"}, "part": {"S": part}, "list": {"L": [{"S": value}]}}


def key(part: str) -> dict[str, Any]:
    return {"id": {"S": "one"}, "part": {"S": part}}


def write(kind: str, **asked: Any) -> Write:
    return {kind: {"TableName": TABLE} | asked}


CHANGES = [
    write(
        "Update",
        Key=key("changed"),
        UpdateExpression="SET #l = list_append(#l, :more)",
        ExpressionAttributeNames={"#l": "list"},
        ExpressionAttributeValues={":more": {"L": [{"S": "after"}]}},
    ),
    write("Delete", Key=key("deleted")),
    write("Put", Item=item("replaced", "after")),
    write("Put", Item=item("new", "after")),
]
REFUSED = write("Put", Item=item("bystander", "after"), ConditionExpression="attribute_not_exists(id)")


def stored(client: Any) -> dict[str, list[str]]:
    found = client.scan(TableName=TABLE)["Items"]
    return {each["part"]["S"]: [value["S"] for value in each.get("list", {"L": []})["L"]] for each in found}


def test_a_transaction_changes_what_it_names(dynamodb: Any) -> None:
    dynamodb.transact_write_items(TransactItems=CHANGES)
    assert stored(dynamodb) == {
        "changed": ["before", "after"],
        "replaced": ["after"],
        "new": ["after"],
        "bystander": ["before"],
    }


@pytest.mark.parametrize("place", range(len(CHANGES) + 1))
def test_a_refused_transaction_changes_nothing_wherever_the_refusal_stands(dynamodb: Any, place: int) -> None:
    before = stored(dynamodb)
    with pytest.raises(ClientError, match="TransactionCanceled"):
        dynamodb.transact_write_items(TransactItems=[*CHANGES[:place], REFUSED, *CHANGES[place:]])
    assert stored(dynamodb) == before


def test_the_copying_of_tables_is_as_before_outside_a_transaction(dynamodb: Any) -> None:
    dynamodb.transact_write_items(TransactItems=CHANGES)
    backup = dynamodb.create_backup(TableName=TABLE, BackupName="copy")["BackupDetails"]["BackupArn"]
    dynamodb.delete_item(TableName=TABLE, Key=key("bystander"))
    dynamodb.restore_table_from_backup(TargetTableName="restored", BackupArn=backup)
    restored = dynamodb.get_item(TableName="restored", Key=key("bystander"))
    assert restored["Item"] == item("bystander", "before")


NAMED = {"#l": "list"}
UPDATES = (
    "SET #l = list_append(#l, :more), #c = if_not_exists(#c, :one)",
    "SET #c = if_not_exists(#c, :one) + :one REMOVE #l[0] ADD names :set",
    "ADD #c :one",
    "SET #c = :one, #c = :one",
    "SET plain = :one, plain.part = :one, #c = :one, #c = :one",
    "SET #l = :more, plain = :one SET #c = :one",
    "REMOVE #l REMOVE #c",
    "SET part = :one",
    "SET #c = #unknown",
    "SET #c = :unknown",
)
CONDITIONS = (
    "part = :raw",
    "part <> :raw",
    "part IN (:one, :raw) AND NOT attribute_exists(nothing)",
    "(part = :raw OR part = :one) AND begins_with(part, :raw)",
    "size(#l) BETWEEN :one AND :one",
    "size(#l) >= :one AND contains(#l, :raw)",
    "((part = :raw))",
    "part = :unknown",
    "#unknown = :raw",
    "part = ",
)
# Every operation that the application asks of tables, and every way in which one of them is refused.
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("put_item", {"Item": item("raw", "before") | {"raw": {"B": b"\x00\xff"}, "count": {"N": "3"}, "set": {"SS": ["a"]}}}),
    ("put_item", {"Item": item("raw", "after"), "ConditionExpression": "attribute_not_exists(id)"}),
    ("put_item", {"Item": item("large", "长" * 140_000)}),
    ("put_item", {"Item": {"part": {"S": "no key"}}}),
    ("get_item", {"Key": key("raw")}),
    ("get_item", {"Key": key("nothing"), "ConsistentRead": True}),
    ("query", {"KeyConditionExpression": "id = :one", "ExpressionAttributeValues": {":one": {"S": "one"}}, "Limit": 2}),
    ("query", {"KeyConditionExpression": "id = nothing"}),
    ("query", {"IndexName": "none", "KeyConditionExpression": "id = :i", "ExpressionAttributeValues": {":i": {"S": ""}}}),
    ("update_item", {"Key": key("changed"), "UpdateExpression": "REMOVE #l", "ExpressionAttributeNames": NAMED, "ReturnValues": "ALL_NEW"}),
    ("update_item", {"Key": key("nothing"), "UpdateExpression": "REMOVE #l", "ExpressionAttributeNames": NAMED, "ConditionExpression": "attribute_exists(id)"}),
    ("update_item", {"Key": key("raw"), "UpdateExpression": "SET unfinished"}),
    *(
        ("update_item", {"Key": key("raw"), "UpdateExpression": text, "ExpressionAttributeNames": NAMED | {"#c": "count"}, "ExpressionAttributeValues": {":one": {"N": "1"}, ":more": {"L": [{"S": "more"}]}, ":set": {"SS": ["b"]}}, "ReturnValues": "ALL_NEW"})
        for text in UPDATES
    ),
    *(
        ("put_item", {"Item": item("raw", "after"), "ConditionExpression": text, "ExpressionAttributeNames": NAMED, "ExpressionAttributeValues": {":raw": {"S": "raw"}, ":one": {"N": "1"}}})
        for text in CONDITIONS
    ),
    ("delete_item", {"Key": key("raw"), "ConditionExpression": "part = :no", "ExpressionAttributeValues": {":no": {"S": "no"}}}),
    ("delete_item", {"Key": key("raw"), "ConditionExpression": "part = :no"}),
    ("delete_item", {"Key": key("deleted"), "ReturnValues": "ALL_OLD"}),
    ("get_item", {"TableName": "unknown", "Key": key("raw")}),
]  # fmt: skip


def answered(client: Any, operation: str, asked: dict[str, Any]) -> Any:
    """The answer without what is new each time; of a refusal its class and all that it says."""
    try:
        answer = getattr(client, operation)(**asked)
    except ClientError as error:
        answer = error.response | {"class": type(error).__name__}
    except (KeyError, ValueError) as error:  # where the emulator falls over
        return type(error), str(error)
    about = answer.pop("ResponseMetadata")
    return answer, about["HTTPStatusCode"], about["RetryAttempts"]


@pytest.mark.parametrize(("operation", "asked"), ASKED)
def test_a_table_answers_as_over_http(dynamodb: Any, operation: str, asked: dict[str, Any]) -> None:
    dynamodb.put_item(TableName=TABLE, Item=item("raw", "first"))
    both_ways(dynamodb, operation, {"TableName": TABLE} | asked)


def test_many_items_are_read_and_written_as_over_http(dynamodb: Any) -> None:
    both_ways(dynamodb, "batch_get_item", {"RequestItems": {TABLE: {"Keys": [key("changed"), key("nothing")]}}})
    both_ways(dynamodb, "transact_get_items", {"TransactItems": [write("Get", Key=key("changed"))]})
    both_ways(dynamodb, "transact_write_items", {"TransactItems": [*CHANGES, REFUSED]})
    both_ways(dynamodb, "batch_write_item", {"RequestItems": {TABLE: [{"PutRequest": {"Item": item("new", "x")}}]}})


def both_ways(client: Any, operation: str, asked: dict[str, Any]) -> None:
    before = stored(client)
    straight, then = answered(client, operation, asked), stored(client)
    for part in then.keys() - before.keys():
        client.delete_item(TableName=TABLE, Key=key(part))
    for part, values in before.items():
        client.put_item(TableName=TABLE, Item=item(part, values[0]))
    with ExitStack() as changed:
        for owner, name, original in AS_EVER:
            changed.enter_context(patch.object(owner, name, original))
        assert answered(client, operation, asked) == straight
        assert stored(client) == then


MAIL = "From: Office <{}>\r\nTo: a@qq.com, B <b@qq.com>\r\nCc: c@qq.com\r\nSubject: =?utf-8?b?5oqV6K+J?=\r\n\r\nTo: d@qq.com\r\n"


@pytest.mark.usefixtures("dynamodb")  # within the emulator
@pytest.mark.parametrize("sender", ["office@redress.example", "stranger@elsewhere.example"])
@pytest.mark.parametrize("to", [["a@qq.com"], ["no address"], [f"{number}@qq.com" for number in range(60)]])
def test_a_mail_is_sent_or_refused_as_over_http(sender: str, to: list[str]) -> None:
    ses = boto3.client("sesv2", region_name="us-east-1")
    ses.create_email_identity(EmailIdentity="redress.example")
    raw = MAIL.format(sender).encode()
    asked = {"FromEmailAddress": sender, "Destination": {"ToAddresses": to}, "Content": {"Raw": {"Data": raw}}}
    straight = sent(ses, asked)
    with (
        patch.object(Endpoint, "make_request", OVER_HTTP),
        patch("moto.ses.models.email", email),
    ):
        assert sent(ses, asked) == straight


def sent(ses: Any, asked: dict[str, Any]) -> Any:
    """The answer but for the mail's number, and what the emulator has kept of it."""
    answer, *about = answered(ses, "send_email", asked)
    kept = ses_backends[ACCOUNT]["us-east-1"].sent_messages
    assert [kept[-1].id] == [answer.pop("MessageId")] if "MessageId" in answer else not kept
    return answer, about, [(mail.source, mail.destinations, mail.raw_data) for mail in kept[-1:]]
