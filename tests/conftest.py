"""One stack's tables, bucket and queue in this process, made from the deployed template; and a watch on every AWS call."""

import gc
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings

from chalicelib.aws import clients
from chalicelib.settings import Settings
from redress.template import emulated_template
from sandbox.emulator import emulated_aws

TESTS = Path(__file__).parent
COUNTING = ("core", "render", "web", "reception", "policy", "report", "words")
CASES_COUNTED = 4
REGION = "us-east-1"
SENDER = "complaints@redress.example"
WORDS = re.compile(r"(?<![#:\w])[A-Za-z_]\w*(?!\w*\()")
SPOKEN = frozenset({"SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN"})

# The suite is the same at each run, on a busy machine too; `make search` looks for new counterexamples, and explains them.
QUICK = tuple(
    phase for phase in Phase if phase is not Phase.explain
)  # explaining traces each line, which takes minutes
hypothesis_settings.register_profile("suite", derandomize=True, deadline=None, max_examples=50, phases=QUICK)
hypothesis_settings.register_profile("search", deadline=None, max_examples=500, print_blob=True)
hypothesis_settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)  # before the marks are asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lines and branches are counted in the tests that stand nearest to them, and of many cases of one test in the first ones.

    To watch doubles a test's time: what these few take, all take, who run without being watched (`make further`).
    """
    cases: Counter[tuple[Path, str]] = Counter()
    for item in items:
        function = getattr(item, "originalname", item.name)
        thorough = hasattr(getattr(item, "function", None), "hypothesis") or "timed" in item.keywords
        if item.path.relative_to(TESTS).parts[0] in COUNTING and not thorough:
            cases[item.path, function] += 1
            if cases[item.path, function] <= CASES_COUNTED:
                item.add_marker("counted")


def pytest_collection_finish() -> None:
    """The emulator and the AWS client hold a million small things that live as long as the process: nothing to collect."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def leave_alone(_number: int, _operation: str, _when: str) -> None:
    """No call fails."""


class Watch:
    """Counts AWS calls and, where a test wants it, fails the nth: before it is made, or by losing its answer."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.fail: Callable[[int, str, str], None] = leave_alone
        self.dynamodb = self._attach("dynamodb")
        self.ses = self._attach("sesv2", REGION)
        self.sns = self._attach("sns")

    def _attach(self, service: str, region: str = "") -> Any:
        made = clients.client(service, region)
        made.meta.events.register("provide-client-params", expressions_name_every_attribute)
        made.meta.events.register("before-call", self._before)
        made.meta.events.register("after-call", self._after)
        return made

    def counts(self) -> Counter[str]:
        return Counter(self.calls)

    def _before(self, model: Any, **_: Any) -> None:
        self.calls.append(model.name)
        self.fail(len(self.calls), model.name, "before")

    def _after(self, model: Any, **_: Any) -> None:
        self.fail(len(self.calls), model.name, "after")


def expressions_name_every_attribute(params: Any, **_: Any) -> None:
    """DynamoDB reserves many plain words and moto accepts some of them: no attribute is named in an expression as it is."""
    for part in _dicts(params):
        for name, text in part.items():
            if name.endswith("Expression"):
                bare = set(WORDS.findall(text)) - SPOKEN
                assert not bare, f"{name} names {sorted(bare)}: {text}"


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _dicts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _dicts(inner)


@pytest.fixture(scope="session")
def deployed() -> dict[str, Any]:
    return json.loads(emulated_template(TESTS.parent).template_json)["Resources"]


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch, deployed: dict[str, Any]) -> Iterator[Watch]:
    """An AWS of its own, with the tables of the template; the watch sees DynamoDB and the sending services."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    clients.forget()
    with emulated_aws():
        for name, resource in deployed.items():
            if resource["Type"] == "AWS::DynamoDB::Table":
                _create(name, resource["Properties"])
        boto3.client("s3").create_bucket(Bucket="mails")
        boto3.client("sesv2", REGION).create_email_identity(EmailIdentity=SENDER)
        yield Watch()
    clients.forget()


def _create(name: str, properties: dict[str, Any]) -> None:
    kept = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    shape = {each: properties[each] for each in kept if each in properties}
    boto3.client("dynamodb").create_table(TableName=name, **shape)


@pytest.fixture
def settings() -> Settings:
    return Settings(
        complaints_table="Complaints",
        history_table="History",
        outbox_table="Outbox",
        inbound_table="Inbound",
        keys_table="Keys",
        mail_bucket="mails",
        witness_bucket="witness",
        due_queue_url="",
        policy="liaocheng-transport",
        rehearsal=True,
        secret_name="/redress/signing-keys",
        key_uses="reply page confirm file code",
        complaint_address=SENDER,
        sms_number="+8610000",
        sender_address=SENDER,
        web_base_url="https://redress.example",
        mail_region=REGION,
    )
