"""The floor: what a fact costs in calls that nobody is spared, made by boto3 as it comes, with items and mails of the usual size."""

from collections.abc import Mapping
from email import message_from_bytes, policy
from itertools import count
from typing import Any

import boto3

ITEM = "项" * 400  # 1.2 KB, as an item of ours is on average
KEYS = 7  # read at once when a mail arrives
PUTS = 8  # of one transaction
TO_CUSTOMERS, TO_STAFF = b"x" * 13_000, b"x" * 41_000  # our mails


class Bare:
    """boto3 against the tables and the bucket that these settings name."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.settings = settings
        self.dynamodb: Any = boto3.client("dynamodb")
        self.s3: Any = boto3.client("s3")
        self.ses: Any = boto3.client("sesv2")
        self.sns: Any = boto3.client("sns")
        self.fresh = count()

    def keep(self, key: str, raw: bytes) -> None:
        """Puts a mail into the bucket."""
        self.s3.put_object(Bucket=self.settings["MAIL_BUCKET"], Key=key, Body=raw)

    def new_mail(self, key: str) -> None:
        """A complaint by mail, acknowledged and assigned: 7 calls."""
        self._read(key)
        self._looked_up()
        self._numbered()
        self._stored()
        self._sent(TO_CUSTOMERS)
        self._sent(TO_STAFF)
        self._stored()

    def order(self, key: str) -> None:
        """A staff command and its receipt: 6 calls."""
        self._read(key)
        self._looked_up()
        self._looked_up()
        self._stored()
        self._sent(TO_CUSTOMERS)
        self._stored()

    def new_text(self) -> None:
        """A complaint by text: 6 calls."""
        self._looked_up()
        self._numbered()
        self._stored()
        self.sns.publish(PhoneNumber="+8613800138000", Message=ITEM[:70])
        self._sent(TO_STAFF)
        self._stored()

    def _read(self, key: str) -> str:
        """A mail and its text."""
        raw = self.s3.get_object(Bucket=self.settings["MAIL_BUCKET"], Key=key)["Body"].read()
        body = message_from_bytes(raw, policy=policy.default).get_body(("plain", "html"))
        return str(body.get_content()) if body else ""

    def _looked_up(self) -> None:
        keys = [self._place() for _ in range(KEYS)]
        self.dynamodb.batch_get_item(RequestItems={self.settings["KEYS_TABLE"]: {"ConsistentRead": True, "Keys": keys}})

    def _numbered(self) -> None:
        self.dynamodb.update_item(
            TableName=self.settings["KEYS_TABLE"],
            Key={"key": {"S": "bare"}, "position": {"S": "counter"}},
            UpdateExpression="ADD #count :one",
            ExpressionAttributeNames={"#count": "count"},
            ExpressionAttributeValues={":one": {"N": "1"}},
            ReturnValues="UPDATED_NEW",
        )

    def _stored(self) -> None:
        table = self.settings["KEYS_TABLE"]
        puts = [{"Put": {"TableName": table, "Item": {**self._place(), "body": {"S": ITEM}}}} for _ in range(PUTS)]
        self.dynamodb.transact_write_items(TransactItems=puts)

    def _sent(self, raw: bytes) -> None:
        address = self.settings["SENDER_ADDRESS"]
        head = f"From: {address}\r\nTo: {address}\r\nSubject: bare\r\n\r\n".encode()
        self.ses.send_email(Destination={"ToAddresses": [address]}, Content={"Raw": {"Data": head + raw}})

    def _place(self) -> dict[str, Any]:
        return {"key": {"S": f"bare#{next(self.fresh)}"}, "position": {"S": "-"}}
