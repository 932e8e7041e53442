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


class CallError(StackError):
    """The call names what is not there, or says what cannot be meant."""


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
            _unless(error, "ValidationError")
            raise CallError(f"no stack {self.name} in this account and region. {HINT} {NOT_YET}") from error
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
            _unless(error, "ResourceNotFoundException")
            raise CallError(f"no function {self.name}-web to read settings from. {HINT} {NOT_YET}") from error
        return dict(found["Environment"]["Variables"])

    @cached_property
    def container(self) -> Container:
        """The stack's container, put together as its functions do it, but for signing keys: the one command that signs reads its own."""
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


NOT_YET = "Not deployed yet? redress deploy"
HINT = "Name another with --stack, and check AWS_PROFILE and AWS_DEFAULT_REGION."


def now() -> datetime:
    """The operator's clock."""
    return datetime.now(UTC)


def explained(error: ClientError | BotoCoreError) -> str:
    """What AWS refused, and what an operator can do about it."""
    kind = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
    said = _words(error) if isinstance(error, ClientError) else str(error)
    return f"AWS: {said}\n{next((mend for kinds, mend in MENDED_BY if kind in kinds), HINT)}"


DENIED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "KMS.AccessDeniedException"})
AGAIN = "Give the command again in a minute: none does anything twice."
# What AWS, or its library, calls what went wrong, and what an operator does about it.
MENDED_BY = (
    (
        DENIED,
        "Your own rights do not reach that far: attach the policy of the output OperatorPolicyArn (docs/operations.md, Rights).",
    ),
    (
        frozenset({"NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError", "ProfileNotFound"}),
        "Sign in: aws sso login, or aws configure; then export AWS_PROFILE (aws configure list-profiles tells which there are).",
    ),
    (
        frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId"})
        | {"UnrecognizedClientException", "SSOTokenLoadError", "UnauthorizedSSOTokenError", "TokenRetrievalError"},
        "You are signed in no longer: aws sso login, or new keys by aws configure.",
    ),
    (frozenset({"NoRegionError"}), "Name the stack's region: export AWS_DEFAULT_REGION=ap-southeast-1, or its own."),
    (
        frozenset({"EndpointConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "ConnectionClosedError"})
        | {"ProxyConnectionError", "SSLError"},
        f"AWS cannot be reached from here: is AWS_DEFAULT_REGION spelt right, is there a proxy? {AGAIN}",
    ),
    (
        frozenset({"Throttling", "ThrottlingException", "ProvisionedThroughputExceededException", "SlowDown"})
        | {"RequestLimitExceeded", "ServiceUnavailable", "InternalServerError", "InternalError"},
        AGAIN,
    ),
    (
        frozenset({"ResourceNotFoundException", "NoSuchBucket", "AWS.SimpleQueueService.NonExistentQueue"}),
        "Something of the stack is missing: redress doctor names what; docs/deploy.md restores tables.",
    ),
)


def _unless(error: ClientError, code: str) -> None:
    """Lets through whatever was refused for another reason than this."""
    if error.response["Error"]["Code"] != code:
        raise error


def _words(error: ClientError) -> str:
    return error.response["Error"].get("Message") or str(error)
