"""Redress as its package has it, its AWS emulated in another process: `run` hands in the mails one at a time, as SES and its queue do."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.peers import mails, stopwatch

PROJECT = Path(__file__).parents[2]
PACKAGED = ("chalicelib", "templates", "bench")
POLICY = "liaocheng-transport"
AS_DEPLOYED = {"POLICY": "s3:", "_HANDLER": "app.email_arrived"}
QUEUE = "arn:aws:sqs:us-east-1:123456789012:mail"


def told(folder: Path, there: Path) -> str:
    """The contestant's figures, from a process that sees nothing of the emulator. `there`: where its events lie meanwhile."""
    from bench.elsewhere import aws_elsewhere  # noqa: PLC0415 - the contestant's own process knows nothing of it

    package = _packaged(there.with_name("package"))
    with aws_elsewhere(POLICY):
        _publish()
        there.write_text("\n".join(json.dumps(event) for event in _arrived(folder)))
        command, deployed = [sys.executable, "-m", __spec__.name, str(there)], os.environ | AS_DEPLOYED
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=package, env=deployed)  # noqa: S603
    return done.stdout.splitlines()[-1]


def _packaged(package: Path) -> Path:
    """The application as its zip has it: modules and templates compiled. The libraries are those installed here."""
    from redress import template_twins, trimming  # noqa: PLC0415

    for name in PACKAGED:
        shutil.copytree(PROJECT / name, package / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "app.py", package)
    trimming.compiled(package)
    template_twins.compile_templates(package)
    return package


def _publish() -> None:
    """The policy put in force, as an operator does it."""
    import boto3  # noqa: PLC0415

    from chalicelib import policies  # noqa: PLC0415
    from chalicelib.policies.published import documents  # noqa: PLC0415

    for key, body in documents(policies.packaged(POLICY)):
        boto3.client("s3").put_object(Bucket=os.environ["MAIL_BUCKET"], Key=key, Body=body)


def _arrived(folder: Path) -> list[dict[str, Any]]:
    """The mails put where SES puts them, and what SES then tells."""
    import boto3  # noqa: PLC0415

    from sandbox import events  # noqa: PLC0415

    now, bucket, store = datetime.now(UTC), os.environ["MAIL_BUCKET"], boto3.client("s3")
    found = []
    for number, raw in enumerate(mails.read(folder)):
        store.put_object(Bucket=bucket, Key=f"raw/{number}", Body=raw)
        recipients = [os.environ["COMPLAINT_ADDRESS"]]
        note = events.receipt_notification(str(number), raw, recipients, None, bucket, f"raw/{number}", now)
        body = events.sns_envelope(note, "arn:aws:sns:us-east-1:123456789012:mail", str(number), "", now)
        found.append({"Records": [events.sqs_record(str(number), body, "", QUEUE, 1, now)]})
    return found


def run(there: Path) -> str:
    """Every mail becomes a complaint; customer and handler hear of it."""
    import app  # noqa: PLC0415 - its import is part of a cold start

    def handle(event: str) -> None:
        answer = app.email_arrived(json.loads(event), _Context())
        assert not answer["batchItemFailures"]

    def made() -> int:
        from chalicelib.aws.clients import client  # noqa: PLC0415

        pages = client("dynamodb").get_paginator("scan").paginate(TableName=os.environ["COMPLAINTS_TABLE"])
        return sum("body" in item for page in pages for item in page["Items"])

    return stopwatch.timed(there.read_text().splitlines(), handle, made)


class _Context:
    """What Lambda hands to a function beside the event."""

    memory_limit_in_mb, function_version = 512, "$LATEST"
    function_name, aws_request_id = "redress-email_arrived", "00000000-0000-4000-8000-000000000000"
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:redress-email_arrived"

    def get_remaining_time_in_millis(self) -> int:
        return 900_000


if __name__ == "__main__":
    print(run(Path(sys.argv[1])))
