"""A deployed stack as the operator's commands see it: its settings, the names of its resources, its container."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import boto3
import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.clients import client
from chalicelib.aws.objects import Objects
from chalicelib.container import Container
from chalicelib.settings import Settings, SettingsError, from_environment

# Which queue gives up into which; what a topic could not deliver lies there too, in the same envelope.
DEAD_LETTERS = {
    "InboundMailDeadLetters": "InboundMailQueue",
    "InboundTextDeadLetters": "InboundTextQueue",
    "DeliveryEventsDeadLetters": "DeliveryEventsQueue",
    "DueDeadLetters": "DueQueue",
}
TICKS = "TickDeadLetters"


class StackError(Exception):
    """The stack cannot be worked on; the text says what to do."""


class Stack:
    """One stack, by its CloudFormation name. Everything is looked up when it is first needed."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def resources(self) -> dict[str, str]:
        """Physical ids by the names of the template. StackError if there is no such stack."""
        try:
            pages = boto3.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.name)
            found = [each for page in pages for each in page["StackResourceSummaries"]]
        except ClientError as error:
            raise StackError(f"no stack {self.name} in this account and region: {_words(error)}. {HINT}") from error
        return {each["LogicalResourceId"]: each.get("PhysicalResourceId", "") for each in found}

    @cached_property
    def settings(self) -> Settings:
        """The settings of the stack's functions: of this process's environment, if it has them, else of the web function."""
        here = os.environ
        try:
            return from_environment(here if "COMPLAINTS_TABLE" in here else self._deployed())
        except SettingsError as error:
            raise StackError(f"the functions of {self.name} lack settings, deploy again: {error}") from error

    def _deployed(self) -> Mapping[str, str]:
        try:
            found = boto3.client("lambda").get_function_configuration(FunctionName=f"{self.name}-web")
        except ClientError as error:
            raise StackError(f"no function {self.name}-web to read settings from: {_words(error)}. {HINT}") from error
        return dict(found["Environment"]["Variables"])

    @cached_property
    def container(self) -> Container:
        """The stack's container, put together as its functions do it, but for signing keys: no command signs anything."""
        return Container(msgspec.structs.replace(self.settings, key_uses=""))

    @cached_property
    def objects(self) -> Objects:
        """The stack's bucket."""
        return Objects(self.settings.mail_bucket, client("s3"))

    @cached_property
    def witness(self) -> Objects:
        """The bucket in which the witness keeps what was written to histories."""
        return Objects(self.settings.witness_bucket, client("s3"))

    @property
    def dynamodb(self) -> Any:
        """Speaks DynamoDB."""
        return client("dynamodb")

    @property
    def sqs(self) -> Any:
        """Speaks SQS."""
        return client("sqs")

    def queue(self, name: str) -> str:
        """A queue's address, by its name in the template."""
        try:
            return self.resources[name]
        except KeyError:
            raise StackError(
                f"{self.name} has no {name}: it was deployed from another template, deploy again"
            ) from None


HINT = "Name another with --stack, and check AWS_PROFILE and AWS_DEFAULT_REGION."


def now() -> datetime:
    """The operator's clock."""
    return datetime.now(UTC)


def explained(error: ClientError | BotoCoreError) -> str:
    """What AWS refused, and what an operator can do about it."""
    if isinstance(error, ClientError) and error.response["Error"]["Code"] in DENIED:
        return f"AWS refuses: {_words(error)}\nYour own rights do not reach that far; docs/operations.md lists what each command needs."
    return f"AWS: {error}\n{HINT}"


DENIED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "KMS.AccessDeniedException"})


def _words(error: ClientError) -> str:
    return error.response["Error"].get("Message") or str(error)
