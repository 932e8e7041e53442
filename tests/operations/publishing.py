"""What the tests of what is kept in sheets share: a policy published as an operator does it, and what then is in force."""

from unittest.mock import patch

import msgspec
import pytest

from chalicelib.aws.clients import client
from chalicelib.core.policy.documents import digest
from chalicelib.core.policy.model import Policy
from chalicelib.policies import packaged, published
from redress import policy_commands
from redress.cli import main
from sandbox import Sandbox

Printed = pytest.CaptureFixture[str]


def in_force(box: Sandbox) -> Policy:
    return published.published(lambda key: stored(box, key))


def publish(policy: Policy, *more: str) -> int:
    """As for a policy without the sample addresses of those at hand."""
    with (
        patch.object(policy_commands, "by_name_or_path", lambda _: policy),
        patch.object(published, "refuse_samples", lambda _: None),
    ):
        return main(["policy", "publish", "liaocheng-transport", *more])


def lines_of(capsys: Printed, *command: str) -> list[str]:
    """What a command prints."""
    capsys.readouterr()
    assert main(command) == 0
    return capsys.readouterr().out.splitlines()


def other_rules() -> Policy:
    """Those in force, but for the numbers of complaints."""
    return digested(msgspec.structs.replace(packaged("liaocheng-transport"), prefix="LD"))


def digested(policy: Policy) -> Policy:
    """As it is read from a file."""
    return msgspec.structs.replace(policy, digest=digest(policy))


def stored(box: Sandbox, key: str) -> bytes:
    """What lies in the bucket under a key."""
    return client("s3").get_object(Bucket=box._cloud.names["MailBucket"], Key=key)["Body"].read()
