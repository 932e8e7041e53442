"""`redress replay` and `redress reconcile`: stored raw mails take the way in once more, through the same queue and function.

A note that SES would have written is made from the stored mail. It says nothing of DMARC, because only SES's own note counts
for that: an order that a member of staff gave in such a mail waits for their confirmation by a link.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from chalicelib.aws.attributes import texts
from chalicelib.aws.batches import batch_get
from chalicelib.aws.records import CONFIRMED, is_open
from chalicelib.aws.transactions import key
from chalicelib.core.register.indexing import instant
from redress.parsing import WRONG_CALL, days
from redress.printing import as_json, counted, with_json
from redress.progress import watched
from redress.stack import Stack, now

RAW = "raw/"
SETUP = "AMAZON_SES_SETUP_NOTIFICATION"  # what SES writes when a rule is made; no mail
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
QUEUES_KEEP = timedelta(days=14)  # a message, dead letters too
HEAD = 64_000  # bytes in which a mail's envelope is looked for


class Stored(msgspec.Struct, frozen=True):
    """A raw mail in the bucket, by key, when it was stored, and how often it was taken up anew."""

    key: str
    at: datetime
    again: int = 0

    @property
    def inbound_id(self) -> str:
        """SES's message id, by which the mail is known: SES names the object so."""
        return self.key.rpartition("/")[2]


def register(commands: Any) -> None:
    """Adds both commands."""
    words = "process stored raw mails again: those that were parked, ignored or never read"
    replay = commands.add_parser("replay", help=words, description=words)
    replay.add_argument("keys", nargs="+", metavar="S3KEY", help="the mail's key in the bucket: raw/…")
    replay.set_defaults(run=_replay)
    words = "find raw mails that nothing was noted of, and process them"
    reconcile = commands.add_parser("reconcile", help=words, description=words)
    reconcile.add_argument("--days", type=days, default=14, help="how far back, default %(default)s")
    reconcile.add_argument(
        "--minutes", type=float, default=30, help="younger ones may still be on their way, default %(default)s"
    )
    reconcile.add_argument("--dry-run", action="store_true", help="only name them")
    with_json(reconcile)
    reconcile.set_defaults(run=_reconcile)


def _replay(chosen: argparse.Namespace) -> int:
    stack = Stack(chosen.stack)
    return max([_replay_one(stack, each) for each in chosen.keys])


def _replay_one(stack: Stack, object_key: str) -> int:
    raw = stack.objects.get(object_key)
    if raw is None:
        print(f"{object_key}: there is nothing under this key in {stack.settings.mail_bucket}", file=sys.stderr)
        return WRONG_CALL
    mail = Stored(object_key, now())
    known = stack.container.pipeline.tables.receipt(mail.inbound_id)
    if known and (done := _done(stack, known)):
        print(f"{object_key}: was dealt with ({done}), complaint {known.get('complaint') or 'none'}; left as it is")
        return 0
    again = int(known.get("again", 0)) + 1 if known else 0
    put_in(stack, [(msgspec.structs.replace(mail, at=_time(known, mail.at), again=again), raw)])
    print(f"{object_key}: put into the queue" + (f"; was {known['outcome']}" if known else ""))
    return 0


def _time(known: dict[str, str] | None, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(known["at"]) if known else otherwise


def _done(stack: Stack, receipt: dict[str, str]) -> str:
    """What has come of a mail; "" if nothing has: only such a one is taken up anew."""
    if not is_open(receipt):
        return receipt["outcome"]
    confirmed = stack.container.pipeline.tables.receipt(f"{receipt['inbound_id']}{CONFIRMED}")
    return confirmed["outcome"] if confirmed else ""


def _reconcile(chosen: argparse.Namespace) -> int:
    stack, at = Stack(chosen.stack), now()
    lost = list(unread(stack, at - timedelta(days=chosen.days), at - timedelta(minutes=chosen.minutes)))
    if not chosen.json:
        for mail in lost:
            print(f"{mail.key}  stored {mail.at:%Y-%m-%d %H:%M}Z")
    if lost and not chosen.dry_run:
        taken = watched(lost, "mails put into the queue", len(lost))
        put_in(stack, ((mail, stack.objects.get(mail.key) or b"") for mail in taken))
    if chosen.json:
        print(as_json([{"key": mail.key, "stored": mail.at, "put_in": not chosen.dry_run} for mail in lost]))
        return 0
    done = "would be put" if chosen.dry_run else "put"
    found = (
        f"{counted(len(lost), 'raw mail')} without a receipt {done} into the queue"
        if lost
        else "every raw mail has its receipt"
    )
    print(f"{found}; those of the last {chosen.minutes} minutes were not looked at" if chosen.minutes else found)
    return 0


def waited_too_long(stack: Stack) -> list[Stored]:
    """Puts into the queue again the mails that no receipt tells of and that no queue holds any more; which they were."""
    lost = list(unread(stack, datetime.min.replace(tzinfo=UTC), now() - QUEUES_KEEP))
    put_in(stack, ((mail, stack.objects.get(mail.key) or b"") for mail in lost))
    return lost


def unread(stack: Stack, since: datetime, until: datetime) -> Iterator[Stored]:
    """The raw mails stored in that time that no receipt tells of, oldest first."""
    every = watched(stored(stack), "mails found")
    found = sorted((mail for mail in every if since <= mail.at <= until), key=lambda mail: mail.at)
    table = stack.settings.inbound_table
    for start in watched(range(0, len(found), 100), "hundreds of mails looked up"):
        some = found[start : start + 100]
        asked = {table: [key(inbound_id=mail.inbound_id) for mail in some]}
        known = {texts(item)["inbound_id"] for item in batch_get(stack.dynamodb, asked)[table]}
        yield from (mail for mail in some if mail.inbound_id not in known)


def stored(stack: Stack) -> Iterator[Stored]:
    """Every raw mail in the bucket: one call for a thousand of them."""
    pages = stack.objects.client.get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=stack.settings.mail_bucket, Prefix=RAW):
        for each in page.get("Contents", ()):
            if not each["Key"].endswith((SETUP, "/")):
                yield Stored(each["Key"], each["LastModified"].astimezone(UTC))


def put_in(stack: Stack, mails: Sequence[tuple[Stored, bytes]] | Iterator[tuple[Stored, bytes]]) -> None:
    """Puts a note of each mail into the queue of new mails."""
    queue, settings = stack.queue("InboundMailQueue"), stack.settings
    for mail, raw in mails:
        note = notification(mail, raw, settings.mail_bucket, settings.complaint_address)
        stack.sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(note))


def notification(mail: Stored, raw: bytes, bucket: str, address: str) -> dict[str, Any]:
    """What SES would tell of a stored mail, as far as that can be known: recipients, and a virus or spam that it saw."""
    headers = _headers(raw)
    return {
        "notificationType": "Received",
        "again": mail.again,
        "mail": {"timestamp": instant(mail.at), "messageId": mail.inbound_id},
        "receipt": {
            "timestamp": instant(mail.at),
            "recipients": _recipients(headers, address),
            "spamVerdict": {"status": _first(headers, "x-ses-spam-verdict")},
            "virusVerdict": {"status": _first(headers, "x-ses-virus-verdict")},
            "dmarcVerdict": {"status": "GRAY"},
            "action": {"type": "S3", "bucketName": bucket, "objectKey": mail.key},
        },
    }


def _recipients(headers: list[tuple[str, str]], address: str) -> list[str]:
    """Which of our own addresses the mail was for: SES writes it into its Received line, the first; else To and Cc say it."""
    local, _, domain = address.lower().partition("@")
    envelope = _first(headers, "received").rpartition(" for ")[2].partition(";")[0]
    named = [envelope, *(value for name, value in headers if name in ("to", "cc", "delivered-to", "x-original-to"))]
    found = [each.lower() for text in named for each in ADDRESS.findall(text)]
    ours = [each for each in found if each.endswith(f"@{domain}") and each.partition("@")[0].partition("+")[0] == local]
    return list(dict.fromkeys(ours)) or [address]


def _first(headers: list[tuple[str, str]], name: str) -> str:
    """The topmost header of a name: SES adds its own on top, below stands what anybody wrote."""
    return next((value for each, value in headers if each == name), "")


def _headers(raw: bytes) -> list[tuple[str, str]]:
    head = re.split(rb"\r?\n\r?\n", raw[:HEAD], maxsplit=1)[0].decode("ascii", "replace")
    lines = re.sub(r"\r?\n[ \t]+", " ", head).splitlines()
    return [
        (name.strip().lower(), value.strip()) for name, colon, value in (ln.partition(":") for ln in lines) if colon
    ]
