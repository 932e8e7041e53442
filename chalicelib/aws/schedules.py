"""What recurs: reports and retention. Their next dates lie in the same due index as the complaints'."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.aws.attributes import attributes, values
from chalicelib.aws.commits import pending
from chalicelib.aws.records import Conflict, OutboxItem, Schedule
from chalicelib.aws.sharding import shard_of
from chalicelib.aws.transactions import Cancelled, condition_of, key, put, run
from chalicelib.core.register.indexing import instant
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

PREFIX = "schedule#"


class Schedules:
    """The schedules of one stack, by name. `client` speaks DynamoDB."""

    def __init__(self, settings: Settings, client: "DynamoDBClient") -> None:
        self.settings = settings
        self.client = client

    def schedule(self, name: str) -> Schedule | None:
        """Up to where it was done, and when it is due."""
        answer = self.client.get_item(
            TableName=self.settings.complaints_table, Key=key(id=PREFIX + name), ConsistentRead=True
        )
        if "Item" not in answer:
            return None
        known = values(answer["Item"])
        due = known.get("next_check_at")
        at = datetime.fromisoformat(due) if due else None
        left = {of: known.get(of, "") for of in ("kept", "silent")}
        return Schedule(name=name, last=known["last"], next_check_at=at, **left)

    def commit_schedule(self, before: Schedule, after: Schedule, items: tuple[OutboxItem, ...] = ()) -> None:
        """Move a schedule on and put what it sends into the outbox, in one transaction; Conflict if another did so."""
        record = self._record(after)
        moved = put(self.settings.complaints_table, record, "#last = :last", last=before.last)
        sent = [put(self.settings.outbox_table, pending(self.settings, item)) for item in items]
        try:
            run(self.client, [moved, *sent])
        except Cancelled as cancelled:
            raise Conflict(f"schedule {before.name}") from cancelled

    def ensure_schedules(self, first: Iterable[Schedule]) -> None:
        """Create the schedules that do not exist yet; existing ones stay as they are."""
        for schedule in first:
            try:
                self.client.put_item(
                    TableName=self.settings.complaints_table,
                    Item=attributes(self._record(schedule)),
                    **condition_of("attribute_not_exists(#id)"),
                )
            except ClientError as error:
                if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                    raise

    def _record(self, schedule: Schedule) -> dict[str, str | None]:
        name = PREFIX + schedule.name
        return {
            "id": name,
            "last": schedule.last,
            "kept": schedule.kept or None,
            "silent": schedule.silent or None,
            "due_shard": shard_of(name, self.settings.shards),
            "next_check_at": instant(schedule.next_check_at) if schedule.next_check_at else None,
        }
