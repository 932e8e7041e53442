"""The note that SES publishes about a mail it has stored, and the note of S3 about the same object.

Lenient about everything that intake doesn't need: a mail without Subject, To or From is noted like any other, and verdicts
may be absent, GRAY or DISABLED.
"""

from datetime import UTC, datetime
from urllib.parse import unquote_plus

import msgspec

from chalicelib.inbound import sns_envelope


class SesNotification(msgspec.Struct, frozen=True):
    """Where a received mail lies, and what SES found out about it. Verdicts are SES's words, "" if it gave none."""

    message_id: str
    bucket: str
    key: str
    recipients: tuple[str, ...] = ()
    at: datetime | None = None
    """When SES received it; None in a note of S3 without a time."""
    dmarc: str = ""
    spam: str = ""
    virus: str = ""
    spf: str = ""
    dkim: str = ""
    again: int = 0
    """How often the mail was taken up anew, by an operator's note; 0 in a note of SES's own."""


class _Aws(msgspec.Struct, frozen=True, rename="camel"):
    """A part of what AWS sends; keys that are not named here are passed over."""


class _Verdict(_Aws, frozen=True):
    status: str = ""


class _Action(_Aws, frozen=True):
    bucket_name: str = ""
    object_key: str = ""


class _Receipt(_Aws, frozen=True):
    action: _Action = _Action()
    timestamp: str = ""
    recipients: tuple[str, ...] | None = ()
    dmarc_verdict: _Verdict | None = None
    spam_verdict: _Verdict | None = None
    virus_verdict: _Verdict | None = None
    spf_verdict: _Verdict | None = None
    dkim_verdict: _Verdict | None = None


class _Mail(_Aws, frozen=True):
    message_id: str = ""
    timestamp: str = ""
    destination: tuple[str, ...] = ()


class _Received(_Aws, frozen=True):
    receipt: _Receipt = _Receipt()
    mail: _Mail = _Mail()


class _Named(_Aws, frozen=True):
    name: str = ""
    key: str = ""


class _S3(_Aws, frozen=True):
    bucket: _Named = _Named()
    object: _Named = _Named()


class _Record(_Aws, frozen=True):
    ses: _Received | None = None
    s3: _S3 = _S3()
    event_name: str = ""
    event_time: str = ""


class _Note(_Received, frozen=True):
    records: tuple[_Record, ...] | None = msgspec.field(default=None, name="Records")
    notification_type: str = ""
    event_type: str = ""
    again: int = 0
    event: str = msgspec.field(default="", name="Event")  # S3's, when its notes are first connected


def parse(body: str) -> SesNotification | str:
    """The note in a queue message, with or without SNS's envelope; a str says why it cannot be read."""
    try:
        note = msgspec.json.decode(sns_envelope.opened(body).message, type=_Note)
    except (msgspec.DecodeError, UnicodeError) as error:
        return f"not a note about a mail: {error}"
    if note.records is None:
        return _stored(note, note.again) or f"no stored mail in this note ({_kind(note)})"
    first = note.records[0] if note.records else _Record()
    return (_stored(first.ses) or "no stored mail in this record") if first.ses else _new_object(first)


def _kind(note: _Note) -> str:
    return note.notification_type or note.event_type or note.event or "of unknown kind"


def _stored(note: _Received, again: int = 0) -> SesNotification | None:
    receipt, mail = note.receipt, note.mail
    key, bucket = receipt.action.object_key, receipt.action.bucket_name
    if not key or not bucket:
        return None
    return SesNotification(
        message_id=mail.message_id or key.rpartition("/")[2],
        bucket=bucket,
        key=key,
        recipients=receipt.recipients or mail.destination,
        at=moment(receipt.timestamp) or moment(mail.timestamp),
        dmarc=_word(receipt.dmarc_verdict),
        spam=_word(receipt.spam_verdict),
        virus=_word(receipt.virus_verdict),
        spf=_word(receipt.spf_verdict),
        dkim=_word(receipt.dkim_verdict),
        again=again,
    )


def _new_object(record: _Record) -> SesNotification | str:
    """S3's note of a new object, used to recover mail whose note from SES was lost: it carries no verdicts."""
    key, bucket = unquote_plus(record.s3.object.key), record.s3.bucket.name
    if not key or not bucket:
        return "no object in this note"
    if not record.event_name.removeprefix("s3:").startswith("ObjectCreated"):
        return f"not a new object: {record.event_name}"
    return SesNotification(key.rpartition("/")[2], bucket, key, at=moment(record.event_time))


def _word(verdict: _Verdict | None) -> str:
    return verdict.status if verdict else ""


def moment(text: str) -> datetime | None:
    """An ISO time in UTC; None if it is none."""
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
