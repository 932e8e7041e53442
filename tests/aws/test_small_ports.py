"""Bucket, signing keys, the due queue, schedules and reading in bulk."""

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.aws import queue, secrets
from chalicelib.aws.batches import Unread, batch_get
from chalicelib.aws.clients import client
from chalicelib.aws.objects import Objects
from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.records import Conflict, OutboxItem, Schedule
from chalicelib.aws.schedules import Schedules
from chalicelib.aws.tables import Tables
from chalicelib.core.people.tokens import Ring
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.usefixtures("watch")
def test_an_object_is_read_back_and_a_missing_one_is_none():
    bucket = Objects("mails", client("s3"))
    bucket.put("raw/b", b"mail")
    bucket.put("raw/a", b"mail")
    assert bucket.get("raw/b") == b"mail"
    assert bucket.get("raw/c") is None
    assert list(bucket.keys("raw/")) == ["raw/a", "raw/b"]


@pytest.mark.usefixtures("watch")
def test_an_object_takes_the_place_of_what_was_read_and_of_nothing_else():
    objects = Objects("mails", client("s3"))
    objects.put("policy/current.json", b"old")
    assert objects.replace("policy/current.json", b"older", b"new") is False
    assert objects.replace("policy/current.json", b"old", b"new") is True
    assert objects.get("policy/current.json") == b"new"


@pytest.mark.usefixtures("watch")
def test_what_comes_to_lie_there_meanwhile_is_left(monkeypatch: pytest.MonkeyPatch):
    """The store itself compares: it is given the tag of what was read."""
    objects, asked = Objects("mails", client("s3")), list[dict[str, Any]]()
    objects.put("policy/current.json", b"old")
    tag = objects.client.get_object(Bucket="mails", Key="policy/current.json")["ETag"]

    def refused(**arguments: Any) -> None:
        asked.append(arguments)
        raise ClientError({"Error": {"Code": "PreconditionFailed", "Message": ""}}, "PutObject")

    monkeypatch.setattr(objects.client, "put_object", refused)
    assert objects.replace("policy/current.json", b"old", b"new") is False
    assert asked[0]["IfMatch"] == tag


@pytest.mark.usefixtures("watch")
def test_an_erased_object_leaves_no_version():
    s3 = boto3.client("s3")
    s3.put_bucket_versioning(Bucket="mails", VersioningConfiguration={"Status": "Enabled"})
    bucket = Objects("mails", s3)
    for content in (b"first", b"second"):
        bucket.put("raw/a", content)
    bucket.put("raw/ab", b"another")
    s3.delete_object(Bucket="mails", Key="raw/a")
    bucket.erase("raw/a")
    left = s3.list_object_versions(Bucket="mails")
    assert [each["Key"] for each in left["Versions"]] == ["raw/ab"]
    assert "DeleteMarkers" not in left


def kept(value: str) -> Any:
    ssm = boto3.client("ssm")
    ssm.put_parameter(Name="/redress/signing-keys/file", Value=value, Type="SecureString", Overwrite=True)
    return ssm


@pytest.mark.usefixtures("watch")
def test_signing_keys_rotate_and_old_ones_stay():
    first = secrets.signing_keys(kept(secrets.rotated(None)), "/redress/signing-keys", ["file"]).of("file")
    second = secrets.signing_keys(kept(secrets.rotated(first)), "/redress/signing-keys", ["file"]).of("file")
    assert (first.current, second.current) == (1, 2)
    assert second.secrets[1] == first.secrets[1]
    assert len(second.secrets[2]) == 32
    assert secrets.ring(secrets.current_alone(second), "x") == Ring(2, {2: second.secrets[2]})


def test_after_the_last_number_comes_the_first():
    last = Ring(31, dict.fromkeys(range(32), b"k" * 32))
    after = secrets.ring(secrets.rotated(last), "x")
    assert (after.current, len(after.secrets), after.secrets[0] != b"k" * 32) == (0, 32, True)


@pytest.mark.usefixtures("watch")
def test_a_process_asks_for_the_keys_of_its_own_uses_alone_and_misses_what_is_not_there():
    ssm = kept(secrets.rotated(None))
    assert secrets.signing_keys(ssm, "/redress/signing-keys", []).rings == {}
    assert secrets.signing_keys(ssm, "/redress/signing-keys", ["file"]).rings.keys() == {"file"}
    with pytest.raises(secrets.SecretError, match="/redress/signing-keys/page"):
        secrets.signing_keys(ssm, "/redress/signing-keys", ["file", "page"])


@pytest.mark.parametrize(
    "value",
    [
        "secret!",
        "{}",
        '{"current": 1, "keys": {}}',
        '{"current": 1, "keys": {"1": "secret!"}}',
        '{"current": 1, "keys": {"1": "00ff"}}',
    ],
)
@pytest.mark.usefixtures("watch")
def test_what_are_no_signing_keys_is_refused_and_never_repeated(value: str):
    with pytest.raises(secrets.SecretError) as refused:
        secrets.signing_keys(kept(value), "/redress/signing-keys", ["file"])
    assert "secret!" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.usefixtures("watch")
def test_every_due_id_is_queued():
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="due")["QueueUrl"]
    ids = [f"{number:020x}" for number in range(23)]
    assert queue.send_due(sqs, url, ids) == 23
    assert queue.send_due(sqs, url, []) == 0
    heard: list[str] = []
    while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        heard += [json.loads(each["Body"])["id"] for each in found]
    assert sorted(heard) == ids


# -- schedules ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def schedules(watch: Any, settings: Settings) -> Schedules:
    return Schedules(settings, watch.dynamodb)


MONTHLY = Schedule(name="monthly", last="2026-02", next_check_at=NOW)


def test_a_schedule_is_due_like_a_complaint(schedules: Schedules, tables: Tables):
    schedules.ensure_schedules([MONTHLY])
    assert schedules.schedule("monthly") == MONTHLY
    assert tables.due("0", NOW, 10) == ["schedule#monthly"]
    assert tables.load("schedule#monthly") is None


def test_ensuring_a_schedule_again_does_not_set_it_back(schedules: Schedules):
    schedules.ensure_schedules([MONTHLY])
    after = Schedule(name="monthly", last="2026-03", next_check_at=NOW + timedelta(days=31))
    schedules.commit_schedule(MONTHLY, after)
    schedules.ensure_schedules([MONTHLY])
    assert schedules.schedule("monthly") == after


def test_a_schedule_may_rest(schedules: Schedules, tables: Tables):
    schedules.ensure_schedules([MONTHLY])
    schedules.commit_schedule(MONTHLY, Schedule(name="monthly", last="2026-03"))
    assert schedules.schedule("monthly") == Schedule(name="monthly", last="2026-03")
    assert tables.due("0", NOW + timedelta(days=999), 10) == []
    assert schedules.schedule("weekly") is None


def test_a_report_goes_out_once_however_many_ticks_see_it(schedules: Schedules, outbox_table: OutboxTable, watch: Any):
    schedules.ensure_schedules([MONTHLY])
    after = Schedule(name="monthly", last="2026-03", next_check_at=NOW + timedelta(days=31))
    report = OutboxItem(id="r-000", complaint="", channel="mail", order="o", created=NOW, look_at=NOW, text="report")
    watch.calls.clear()
    schedules.commit_schedule(MONTHLY, after, (report,))
    with pytest.raises(Conflict):
        schedules.commit_schedule(MONTHLY, after, (report,))
    assert watch.counts() == {"TransactWriteItems": 2}
    assert list(outbox_table.pending("0", NOW)) == [report]


# -- bulk ---------------------------------------------------------------------------------------------------------------


class Forgetful:
    """Answers one key a call and leaves the rest, as DynamoDB may."""

    def __init__(self, answers: int) -> None:
        self.answers = answers
        self.calls = 0

    def batch_get_item(self, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803 - the service's name
        self.calls += 1
        (table, part), *others = RequestItems.items()
        found = part["Keys"][:1] if self.calls <= self.answers else []
        left = {**part, "Keys": part["Keys"][len(found) :]}
        unread = ({table: left} if left["Keys"] else {}) | dict(others)
        return {"Responses": {table: found}, "UnprocessedKeys": unread}


def keys(count: int) -> list[dict[str, Any]]:
    return [{"id": {"S": str(number)}} for number in range(count)]


def test_what_dynamodb_leaves_out_is_asked_for_again():
    slow = Forgetful(answers=99)
    assert batch_get(cast("DynamoDBClient", slow), {"a": keys(2), "b": keys(2), "c": []}) == {
        "a": keys(2),
        "b": keys(2),
        "c": [],
    }
    assert slow.calls == 4


def test_reading_that_comes_to_nothing_ends_in_an_error():
    with pytest.raises(Unread, match="1 items"):
        batch_get(cast("DynamoDBClient", Forgetful(answers=1)), {"a": keys(2)})


def test_more_than_a_hundred_keys_take_several_calls(watch: Any, tables: Tables):
    assert tables.lookup("", complaint_ids=[str(number) for number in range(150)]).complaints == {}
    assert watch.counts() == {"BatchGetItem": 2}
