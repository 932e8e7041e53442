"""A local AWS that runs the packaged functions, and the small difference between its template and the deployed one.

The emulator is a program apart, started on a free loopback port. Functions run in it under their own roles, and a call
that a role does not allow is refused.
"""

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import boto3
import requests
from botocore.config import Config

from redress.package import Package
from redress.rehearsal import without_unknown
from redress.template import Template
from sandbox.events import receipt_notification, two_way_text

REGION = "us-east-1"
STACK = "redress"
DOMAIN = "complaints.example.com"
SMS_NUMBER = "+8610690000000"
PARAMETERS = {
    "ComplaintAddress": f"tousu@{DOMAIN}",
    "SenderAddress": f"tousu@{DOMAIN}",
    "MailDomain": DOMAIN,
    "OperatorAddress": "operator@example.org",
    "SmsNumber": SMS_NUMBER,
}
UNENCRYPTED_DENIED = "NothingTravelsUnencrypted"  # loopback has no TLS
WIDENED = "MailGoesOutInOurName"  # the emulator checks this action against "*" and without the sender
READ_KEYS = "ssm:GetParameters"  # as the one above: the emulator asks for all parameters, whichever are named
SEND, SEND_BATCH = "sqs:SendMessage", "sqs:SendMessageBatch"  # one right in AWS, two in the emulator
SECONDS_HIDDEN, RECEIVES = 30, 3  # what failed comes back this soon, and is given up after the third time
PATIENCE = 240  # seconds; a machine that is busy with other things takes its time

Found = TypeVar("Found")


def until(look: Callable[[], Found]) -> Found:
    """What `look` finds, once it finds something; AssertionError if it does not in time."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < deadline, f"nothing within {PATIENCE} seconds"
        time.sleep(0.1)
    return found


def emulated(template: Template, code_uri: str) -> Template:
    """The deployed template without what the emulator does not know, its code under `code_uri`.

    It knows no receipt rules: a mail is put into the bucket and told to the topic here, as SES would.
    """
    changed: Template = json.loads(json.dumps(without_unknown(template)))
    for spec in changed["Resources"].values():
        _emulate(spec["Type"], spec["Properties"], code_uri)
    empty = [name for name, spec in changed["Resources"].items() if _says_nothing(spec["Properties"])]
    for name in empty:
        del changed["Resources"][name]
    return changed


def _says_nothing(properties: Template) -> bool:
    documents = _documents(properties)
    return bool(documents) and not any(document["Statement"] for document in documents)


def _documents(properties: Template) -> list[Template]:
    own = [properties["PolicyDocument"]] if "PolicyDocument" in properties else []
    return own + [policy["PolicyDocument"] for policy in properties.get("Policies", [])]


def _emulate(kind: str, properties: Template, code_uri: str) -> None:
    if kind == "AWS::Serverless::Function":
        properties["CodeUri"] = code_uri
    if kind == "AWS::SQS::Queue" and "RedrivePolicy" in properties:
        properties["VisibilityTimeout"] = SECONDS_HIDDEN
        properties["RedrivePolicy"]["maxReceiveCount"] = RECEIVES
    for document in _documents(properties):
        document["Statement"] = [one for one in document["Statement"] if one.get("Sid") != UNENCRYPTED_DENIED]
        for one in document["Statement"]:
            _emulate_right(one)


def _emulate_right(statement: Template) -> None:
    if statement["Action"] == SEND:
        statement["Action"] = [SEND, SEND_BATCH]
    if statement["Action"] == READ_KEYS:
        statement["Resource"] = "*"
    if statement.get("Sid") == WIDENED:
        statement["Resource"] = "*"
        del statement["Condition"]


class Emulator:
    """The running emulator; use as a context."""

    def __init__(self, home: Path, log: Path, scratch: Path) -> None:
        self.python = home / "bin" / "python"
        self.log = log
        self.scratch = scratch
        self.url = f"http://127.0.0.1:{_free_port()}"
        assert self.python.exists(), f"{home} is missing; make e2e makes it"

    def __enter__(self) -> Self:
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [self.python, "-m", "ministack"], env=self._environment(), stdout=log, stderr=subprocess.STDOUT
            )
        until(self._is_up)
        return self

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def _environment(self) -> dict[str, str]:
        ours = {"BIND_HOST": "127.0.0.1", "MINISTACK_HOST": "127.0.0.1", "GATEWAY_PORT": self.url.rsplit(":", 1)[1]}
        quiet = {"IOT_MTLS_ENABLED": "0", "TMPDIR": str(self.scratch)}
        return {**os.environ, **ours, **quiet, "AUTH": "true", "AWS_DEFAULT_REGION": REGION}

    def _is_up(self) -> bool:
        assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
        try:
            return requests.get(f"{self.url}/_ministack/health", timeout=5).ok
        except (requests.ConnectionError, requests.Timeout):
            return False

    def client(self, service: str) -> Any:
        config = Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1})
        known = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        make: Callable[..., Any] = boto3.client  # any service, by its name
        return make(service, endpoint_url=self.url, region_name=REGION, config=config, **known)

    def told(self, what: str) -> Any:
        """What the emulator tells of itself."""
        return requests.get(f"{self.url}/_ministack/{what}", timeout=60).json()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Stack:
    """The deployed stack, driven from outside as customers, SES and the telephone network do."""

    def __init__(self, emulator: Emulator, package: Package, parameters: dict[str, str]) -> None:
        self.emulator = emulator
        self._upload(package)
        self._create(parameters)
        made = emulator.client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
        self.physical = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in made}

    def _upload(self, package: Package) -> None:
        objects = self.emulator.client("s3")
        objects.create_bucket(Bucket="code")
        objects.upload_file(str(package.code), "code", "deployment.zip")
        template = emulated(json.loads(package.template.read_text(encoding="utf-8")), "s3://code/deployment.zip")
        objects.put_object(Bucket="code", Key="sam.json", Body=json.dumps(template).encode())

    def _create(self, parameters: dict[str, str]) -> None:
        stacks = self.emulator.client("cloudformation")
        stacks.create_stack(
            StackName=STACK,
            TemplateURL=f"{self.emulator.url}/code/sam.json",
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
        )
        status = until(lambda: _settled(stacks.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]))
        assert status == "CREATE_COMPLETE", self.emulator.log.read_text(encoding="utf-8")

    def mail_arrives(self, message_id: str, raw: bytes, recipient: str = PARAMETERS["ComplaintAddress"]) -> None:
        """What SES does with a mail: store it, then tell the topic."""
        self.emulator.client("s3").put_object(Bucket=self.physical["MailBucket"], Key=f"raw/{message_id}", Body=raw)
        self.tell_of_mail(message_id, raw, recipient)

    def tell_of_mail(self, message_id: str, raw: bytes, recipient: str = PARAMETERS["ComplaintAddress"]) -> None:
        """The notification alone."""
        bucket, key, now = self.physical["MailBucket"], f"raw/{message_id}", datetime.now(UTC)
        self.tell("MailTopic", receipt_notification(message_id, raw, [recipient], None, bucket, key, now))

    def text_arrives(self, message_id: str, sender: str, body: str) -> None:
        """What the two-way channel publishes of a text."""
        self.tell("TextTopic", two_way_text(sender, body, SMS_NUMBER, message_id))

    def tell(self, topic: str, message: dict[str, Any] | str) -> None:
        text = message if isinstance(message, str) else json.dumps(message)
        self.emulator.client("sns").publish(TopicArn=self.physical[topic], Message=text)

    def mails_to(self, address: str) -> list[dict[str, Any]]:
        """The mails that SES took from us for an address, oldest first."""
        accounts = self.emulator.told("ses/messages")["messages"].values()
        return [mail for mails in accounts for mail in mails if address in mail["To"]]

    def texts_to(self, number: str) -> list[str]:
        return [text["Message"] for text in self.emulator.told("sns/sms-messages")["sms_messages"].get(number, [])]

    def items(self, table: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.emulator.client("dynamodb").scan(TableName=self.physical[table])["Items"]
        return found

    def change(self, table: str, item_key: dict[str, Any], values: dict[str, Any]) -> None:
        """Set attributes of an item past the application."""
        names = {f"#{name}": name for name in values}
        self.emulator.client("dynamodb").update_item(
            TableName=self.physical[table],
            Key=item_key,
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
            ExpressionAttributeNames=names,
            ExpressionAttributeValues={f":{name}": value for name, value in values.items()},
        )

    def waiting(self, queue: str) -> int:
        """How many messages lie in a queue for anybody to take."""
        return self._count(queue, "ApproximateNumberOfMessages")

    def is_empty(self, queue: str) -> bool:
        """Whether nothing lies in a queue and nothing taken from it is still being worked on."""
        return not self.waiting(queue) and not self._count(queue, "ApproximateNumberOfMessagesNotVisible")

    def _count(self, queue: str, attribute: str) -> int:
        told = self.emulator.client("sqs").get_queue_attributes(QueueUrl=self.physical[queue], AttributeNames=["All"])
        return int(told["Attributes"][attribute])

    def logged(self) -> str:
        """What all functions have logged."""
        logs = self.emulator.client("logs")
        lines = []
        for group in logs.describe_log_groups(logGroupNamePrefix=f"/redress/{STACK}/")["logGroups"]:
            name = group["logGroupName"]
            for stream in logs.describe_log_streams(logGroupName=name)["logStreams"]:
                events = logs.get_log_events(logGroupName=name, logStreamName=stream["logStreamName"])["events"]
                lines += [f"{name}: {event['message']}" for event in events]
        return "\n".join(lines)

    def page(self, path: str, form: dict[str, str] | None = None) -> requests.Response:
        """The answer of the deployed API; a form is posted."""
        url = f"{self.emulator.url}/_aws/execute-api/{self.physical['RestAPI']}/api{path}"
        return requests.get(url, timeout=60) if form is None else requests.post(url, data=form, timeout=60)


def _settled(status: str) -> str:
    return "" if status.endswith("IN_PROGRESS") else status
