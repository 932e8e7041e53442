"""An account of the emulator's in which `redress deploy` makes a stack, of the parts that the emulator knows."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from moto.cloudformation.models import cloudformation_backends

from chalicelib import policies
from chalicelib.aws import clients
from redress import deploying
from redress.cli import main
from redress.package import Package
from redress.stack import Stack
from redress.template import EmulatedTemplate, emulated_template, join_infra
from sandbox.cloud import ABSENT
from sandbox.emulator import emulated_aws
from sandbox.events import ACCOUNT

APP = Path(__file__).parents[2]
REGION = "ap-southeast-1"
ADDRESS = "tousu@tousu.lc-transport.com.cn"
OPERATOR = "it@lc-transport.com.cn"
GIVEN = {
    "ComplaintAddress": ADDRESS,
    "SenderAddress": ADDRESS,
    "MailDomain": ADDRESS.partition("@")[2],
    "OperatorAddress": OPERATOR,
}
SHIPPED = (policies.HERE / "liaocheng-transport.toml").read_text("utf-8")
OWN = SHIPPED.replace("lc-transport.example", "lc-transport.com.cn")


class Account:
    """What a test deploys into: `run` gives the command with answers, `calls` are the AWS calls that it made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls: list[str] = []
        self.asked: list[str] = []
        self.unreserved = 1000
        self.answer_is_lost: Callable[[str, dict[str, Any]], bool] = lambda _operation, _arguments: False
        self.small = emulated_template(APP, GIVEN)

    def built(self) -> Package:
        """The package: a template of what the emulator knows, and no code worth the name."""
        whole = json.loads(self.small.template_json)
        template = whole | {"Parameters": join_infra(APP / "infra")["Parameters"], "Outputs": {}}
        package = Package(self.folder / "sam.json", self.folder / "code.zip", self.folder / "bom.json")
        package.template.write_text(json.dumps(template), "utf-8")
        package.code.write_bytes(b"code")
        return package

    def run(self, *arguments: str, answers: tuple[str, ...] = ()) -> int:
        """`redress deploy` in the account's folder; whoever is asked more than was answered has gone away."""
        self.calls, self.asked, given = [], [], iter(answers)

        def answer(question: str) -> str:
            self.asked.append(question)
            if (said := next(given, None)) is None:
                raise EOFError
            return said

        with patch("builtins.input", answer):
            return main(["deploy", str(self.folder / "deploy.toml"), *arguments])

    def standing(self) -> dict[str, Any]:
        """What is there, by what makes a difference."""
        ssm, s3 = boto3.client("ssm"), boto3.client("s3")
        keys = {f"/redress/signing-keys/{use}" for use in ("reply", "page", "confirm", "file", "code")}
        stacks = cloudformation_backends[ACCOUNT][REGION].stacks.values()
        buckets = [each["Name"] for each in s3.list_buckets()["Buckets"]]
        published = [
            each["Key"]
            for name in buckets
            if "mailbucket" in name.lower()
            for each in s3.list_objects_v2(Bucket=name).get("Contents", ())
        ]
        active = boto3.client("ses").describe_active_receipt_rule_set().get("Metadata", {}).get("Name", "")
        return {
            "keys": sorted(p["Name"] for p in ssm.get_parameters(Names=sorted(keys))["Parameters"]),
            "stacks": [(s.name, s.status.removeprefix("UPDATE").removeprefix("CREATE")) for s in stacks],
            "code": [each for each in buckets if "-code-" in each],
            "published": sorted(re.sub(r"[0-9a-f]{12}\.json", "", each) for each in published),
            "rules": active,
        }


def settings_of(small: EmulatedTemplate, name: str) -> dict[str, str]:
    """The variables of the functions of a stack that was made."""
    made = boto3.client("cloudformation").list_stack_resources(StackName=name)["StackResourceSummaries"]
    physical = {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in made}
    return small.settings(physical | {"AWS::Region": REGION}) | {"WEB_BASE_URL": "https://pages.test"}


def _forget_reviewed() -> None:
    """A further change set for a stack of which there is nothing else; the emulator would make a second stack of that name."""
    stacks = cloudformation_backends[ACCOUNT][REGION].stacks
    for key in [key for key, each in stacks.items() if each.status == "REVIEW_IN_PROGRESS"]:
        del stacks[key]


@contextmanager
def account(folder: Path) -> Iterator[Account]:
    """An empty account with a set of receipt rules that nobody follows yet, as the stack would have made it."""
    here = Account(folder)
    known = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": REGION}
    original = vars(BaseClient)["_make_api_call"]

    def watched(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        here.calls.append(operation)
        if operation == "GetAccountSettings":
            return {"AccountLimit": {"UnreservedConcurrentExecutions": here.unreserved}}
        if operation == "GetAccount":
            return {"SendingEnabled": True, "ProductionAccessEnabled": True}
        if operation == "CreateChangeSet":
            _forget_reviewed()
        answer = original(client, operation, arguments)
        if here.answer_is_lost(operation, arguments):
            raise ClientError({"Error": {"Code": "RequestTimeout", "Message": "no answer"}}, operation)
        return answer

    def deployed(stack: Stack) -> dict[str, str]:
        return settings_of(here.small, stack.name)

    with patch.dict(os.environ, known), emulated_aws():
        for name in ABSENT:
            os.environ.pop(name, None)
        clients.forget()
        boto3.client("ses").create_receipt_rule_set(RuleSetName="redress")
        with (
            patch.object(BaseClient, "_make_api_call", watched),
            patch.object(deploying, "package", lambda *_: here.built()),
            patch("redress.deploying.changing.time.sleep", lambda _: None),
            patch.object(Stack, "_deployed", deployed),
            patch.object(deploying, "Dns", NoNames),
        ):
            yield here
        clients.forget()


class NoNames:
    """Name servers that know of nothing."""

    def cname(self, _name: str) -> list[str]:
        return []

    def mx(self, _domain: str) -> list[str]:
        return []

    def txt(self, _name: str) -> list[str]:
        return []
