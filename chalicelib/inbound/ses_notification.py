"""The note that SES publishes about a mail it has stored, and the note of S3 about the same object.

Lenient about everything that intake doesn't need: a mail without Subject, To or From is noted like any other, and verdicts
may be absent, GRAY or DISABLED.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_plus

import msgspec

from chalicelib.inbound import sns_envelope


class SesNotification(msgspec.Struct, frozen=True):
    """Where a received mail lies, and what SES found out about it. Verdicts are SES's words, "" if it gave none."""

    message_id: str
    bucket: str
    key: str
    recipients: tuple[str, ...]
    at: datetime | None
    """When SES received it; None in a note of S3 without a time."""
    dmarc: str
    spf: str
    dkim: str
    spam: str
    virus: str

    @property
    def authenticated(self) -> bool:
        """Only exactly PASS counts: GRAY, PROCESSING_FAILED and DISABLED prove nothing."""
        return self.dmarc == "PASS"


def parse(body: str) -> SesNotification | str:
    """The note in a queue message, with or without SNS's envelope; a str says why it cannot be read."""
    try:
        data = msgspec.json.decode(sns_envelope.opened(body).message)
    except (msgspec.DecodeError, UnicodeError) as error:
        return f"not JSON: {error}"
    if not isinstance(data, dict):
        return "not a note about a mail"
    if "Records" in data:
        return _from_records(data["Records"])
    return _from_receipt(data)


def _from_receipt(data: dict[str, Any]) -> SesNotification | str:
    receipt, mail = _table(data, "receipt"), _table(data, "mail")
    action = _table(receipt, "action")
    key = _text(action, "objectKey")
    if not key or not _text(action, "bucketName"):
        kind = _text(data, "notificationType") or _text(data, "eventType") or _text(data, "Event")
        return f"no stored mail in this note ({kind or 'of unknown kind'})"
    recipients = receipt.get("recipients") or mail.get("destination") or ()
    return SesNotification(
        message_id=_text(mail, "messageId") or key.rpartition("/")[2],
        bucket=_text(action, "bucketName"),
        key=key,
        recipients=tuple(one for one in recipients if isinstance(one, str)) if isinstance(recipients, list) else (),
        at=moment(_text(receipt, "timestamp")) or moment(_text(mail, "timestamp")),
        dmarc=_verdict(receipt, "dmarc"),
        spf=_verdict(receipt, "spf"),
        dkim=_verdict(receipt, "dkim"),
        spam=_verdict(receipt, "spam"),
        virus=_verdict(receipt, "virus"),
    )


def _from_records(records: Any) -> SesNotification | str:
    """S3's note of a new object, used to recover mail whose note from SES was lost: it carries no verdicts."""
    first = records[0] if isinstance(records, list) and records and isinstance(records[0], dict) else {}
    if "ses" in first:
        return _from_receipt(_table(first, "ses"))
    s3 = _table(first, "s3")
    key, bucket = unquote_plus(_text(_table(s3, "object"), "key")), _text(_table(s3, "bucket"), "name")
    if not key or not bucket:
        return "no object in this note"
    if not _text(first, "eventName").removeprefix("s3:").startswith("ObjectCreated"):
        return f"not a new object: {_text(first, 'eventName')}"
    at = moment(_text(first, "eventTime"))
    return SesNotification(key.rpartition("/")[2], bucket, key, (), at, "", "", "", "", "")


def moment(text: str) -> datetime | None:
    """An ISO time in UTC; None if it is none."""
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _verdict(receipt: dict[str, Any], name: str) -> str:
    return _text(_table(receipt, f"{name}Verdict"), "status")


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""
