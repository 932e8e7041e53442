"""What the emulator is spared must not show: a transaction that fails leaves every item as it was."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from sandbox.emulator import emulated_aws

TABLE = "things"
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
    return {each["part"]["S"]: [value["S"] for value in each["list"]["L"]] for each in found}


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
