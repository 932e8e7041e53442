"""Events as AWS hands them to Lambda functions, and answers as API Gateway takes them. Pure: values in, JSON-like values out."""

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

Event = dict[str, Any]

ACCOUNT = "123456789012"
REGION = "us-east-1"
HEADERS_BYTES = 10_240  # what SES puts of a mail's headers into its notification
CHECKS = ("spam", "virus", "spf", "dkim", "dmarc")
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")


def stamp(moment: datetime) -> str:
    """A moment as AWS writes it: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def compact(event: Event) -> str:
    """An event as one line of JSON."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


# -- mail in ------------------------------------------------------------------------------------------------------------


def raw_headers(raw: bytes) -> list[tuple[str, str]]:
    """A mail's headers as they stand, unfolded and not decoded. A line that is no header ends them."""
    head = re.split(rb"\r?\n\r?\n", raw[: 10 * HEADERS_BYTES], maxsplit=1)[0]
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", head).decode("ascii", "replace")
    headers = []
    for line in unfolded.splitlines():
        name, colon, value = line.partition(":")
        if not colon or " " in name.strip():
            break
        headers.append((name.strip(), value.strip()))
    return headers


def addresses_in(headers: Iterable[tuple[str, str]], *names: str) -> list[str]:
    """Every address in the headers of these names, in order."""
    return [found for name, value in headers if name.lower() in names for found in ADDRESS.findall(value)]


def receipt_notification(
    message_id: str,
    raw: bytes,
    recipients: Sequence[str],
    verdicts: Mapping[str, str] | None,
    bucket: str,
    key: str,
    at: datetime,
) -> Event:
    """What SES tells of a mail that it stored under `key`. `verdicts`: {"dmarc": "GRAY", …}, all others PASS."""
    headers = raw_headers(raw)
    return_path = addresses_in(headers, "return-path") or addresses_in(headers, "from")
    null_sender = any(name.lower() == "return-path" and value == "<>" for name, value in headers)
    told, truncated = _within(headers)
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": stamp(at),
            "source": "" if null_sender else next(iter(return_path), ""),
            "messageId": message_id,
            "destination": list(recipients),
            "headersTruncated": truncated,
            "headers": told,
            "commonHeaders": _common(headers),
        },
        "receipt": {
            "timestamp": stamp(at),
            "processingTimeMillis": 412,
            "recipients": list(recipients),
            **{f"{check}Verdict": {"status": status} for check, status in verdict_of(verdicts).items()},
            "action": {
                "type": "S3",
                "topicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:mail",
                "bucketName": bucket,
                "objectKeyPrefix": key.rpartition("/")[0] + "/",
                "objectKey": key,
            },
        },
    }


def verdict_of(verdicts: Mapping[str, str] | None) -> dict[str, str]:
    """All five verdicts. Names may be short ("dmarc") or SES's own ("dmarcVerdict")."""
    given = {name.removesuffix("Verdict").lower(): status.upper() for name, status in (verdicts or {}).items()}
    if unknown := given.keys() - set(CHECKS):
        raise ValueError(f"no such verdict: {', '.join(sorted(unknown))}")
    return {check: given.get(check, "PASS") for check in CHECKS}


def _within(headers: list[tuple[str, str]]) -> tuple[list[dict[str, str]], bool]:
    told: list[dict[str, str]] = []
    size = 0
    for name, value in headers:
        size += len(name) + len(value)
        if size > HEADERS_BYTES:
            return told, True
        told.append({"name": name, "value": value})
    return told, False


def _common(headers: list[tuple[str, str]]) -> dict[str, Any]:
    common: dict[str, Any] = {}
    for name, value in reversed(headers):
        match name.lower():
            case "from" | "to" | "cc" as listed:
                common[listed] = [value[:HEADERS_BYTES]]
            case "subject" | "date" as single:
                common[single] = value[:HEADERS_BYTES]
            case "message-id":
                common["messageId"] = value[:HEADERS_BYTES]
    return common


# -- texts in, delivery reports, schedule -------------------------------------------------------------------------------


def two_way_text(number: str, text: str, ours: str, message_id: str, previous: str = "") -> Event:
    """A customer's text as two-way SMS publishes it."""
    return {
        "originationNumber": number,
        "destinationNumber": ours,
        "messageKeyword": f"KEYWORD_{ACCOUNT}",
        "messageBody": text,
        "inboundMessageId": message_id,
        **({"previousPublishedMessageId": previous} if previous else {}),
    }


def delivery_event(kind: str, mail: Event, at: datetime, subtype: str = "", diagnostic: str = "") -> Event:
    """What SES publishes about a sent mail; `mail` as `sent_mail` makes it. `kind`: Delivery, Bounce, Complaint, Reject …"""
    name = kind[0].lower() + kind[1:].replace(" ", "")
    details = _details(kind, mail["destination"], subtype, diagnostic)
    return {"eventType": kind, "mail": mail, name: {"timestamp": stamp(at), **details}}


def _details(kind: str, recipients: Sequence[str], subtype: str, diagnostic: str) -> Event:
    match kind:
        case "Delivery":
            return {"recipients": list(recipients), "processingTimeMillis": 820, "smtpResponse": "250 2.0.0 OK"}
        case "Bounce":
            return _bounce(recipients, subtype or "Permanent", diagnostic)
        case "Complaint":
            complained = [{"emailAddress": to} for to in recipients]
            return {"complainedRecipients": complained, "complaintFeedbackType": subtype or "abuse"}
        case "DeliveryDelay":
            words = diagnostic or "smtp; 421 4.4.1 timed out"
            delayed = [{"emailAddress": to, "status": "4.4.1", "diagnosticCode": words} for to in recipients]
            return {"delayType": subtype or "TransientCommunicationFailure", "delayedRecipients": delayed}
        case "Reject":
            return {"reason": diagnostic or "Bad content"}
    return {}


def _bounce(recipients: Sequence[str], kind: str, diagnostic: str) -> Event:
    status, words = ("5.1.1", "550 5.1.1 user unknown") if kind == "Permanent" else ("4.2.2", "452 4.2.2 mailbox full")
    told = {"action": "failed", "status": status, "diagnosticCode": diagnostic or f"smtp; {words}"}
    bounced = [{"emailAddress": to, **told} for to in recipients]
    return {"bounceType": kind, "bounceSubType": "General", "bouncedRecipients": bounced}


def sent_mail(
    message_id: str,
    sender: str,
    recipients: Sequence[str],
    headers: Iterable[tuple[str, str]],
    tags: Mapping[str, Sequence[str]],
    at: datetime,
) -> Event:
    """The part of a delivery event that says which mail it is about. `tags` are those set when it was sent."""
    known = list(headers)
    return {
        "timestamp": stamp(at),
        "source": sender,
        "sourceArn": f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/{sender}",
        "sendingAccountId": ACCOUNT,
        "messageId": message_id,
        "destination": list(recipients),
        "headersTruncated": False,
        "headers": [{"name": name, "value": value} for name, value in known],
        "commonHeaders": _common(known),
        "tags": {name: list(values) for name, values in tags.items()},
    }


def schedule_event(at: datetime) -> Event:
    """What a schedule's rule hands to the function it fires."""
    return {
        "version": "0",
        "id": f"{int(at.timestamp()):08x}-0000-4000-8000-000000000000",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/tick"],
        "detail": {},
    }


# -- envelopes ----------------------------------------------------------------------------------------------------------


def sns_envelope(message: Event, topic_arn: str, message_id: str, subject: str, at: datetime) -> str:
    """A message as SNS puts it into a queue."""
    return json.dumps(
        {
            "Type": "Notification",
            "MessageId": message_id,
            "TopicArn": topic_arn,
            "Subject": subject,
            "Message": json.dumps(message),
            "Timestamp": stamp(at),
            "SignatureVersion": "1",
            "Signature": "c2FuZGJveA==",
            "SigningCertURL": "https://sns.invalid/certificate.pem",
            "UnsubscribeURL": "https://sns.invalid/unsubscribe",
        }
    )


def sqs_record(message_id: str, body: str, digest: str, queue_arn: str, receives: int, sent: datetime) -> Event:
    """A message as the queue's poller hands it to a function. `receives` counts this delivery."""
    milliseconds = str(int(sent.timestamp() * 1000))
    return {
        "messageId": message_id,
        "receiptHandle": base64.b64encode(f"{message_id} {receives}".encode()).decode(),
        "body": body,
        "attributes": {
            "ApproximateReceiveCount": str(receives),
            "SentTimestamp": milliseconds,
            "SenderId": "AIDAIT2UOQQY3AUEKVGXU",
            "ApproximateFirstReceiveTimestamp": milliseconds,
        },
        "messageAttributes": {},
        "md5OfBody": digest,
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": REGION,
    }


def stream_record(record: Event, table: str) -> Event:
    """A table's change as its stream hands it to a function. `record` has all of it but where it comes from."""
    told = record["dynamodb"]
    at = told["ApproximateCreationDateTime"].timestamp()
    source = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{table}/stream/2026"
    return record | {"eventSourceARN": source, "dynamodb": told | {"ApproximateCreationDateTime": at}}
