"""The doctor's answers, on a stack whose services outside the emulator are stood in for."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import msgspec
import pytest

from chalicelib.aws.clients import client
from chalicelib.aws.sharding import shard_of
from redress.cli import main
from redress.doctor import EXAMINATIONS, examine
from redress.doctor.answers import Patient, Unanswered
from redress.doctor.names import Dns
from redress.stack import Stack
from sandbox import Sandbox
from tests.stories.acts import ANSWER, HANDLER, RUDE, complain, says
from tests.stories.letters import letter

EMULATED = ("ssm", "sqs", "dynamodb")
QUOTA = {"Max24HourSend": 50_000.0, "SentLast24Hours": 12.0, "MaxSendRate": 14.0}


class Names:
    """What name servers tell."""

    def __init__(self) -> None:
        self.servers = ["inbound-smtp.us-east-1.amazonaws.com"]
        self.texts = {"_dmarc.lc-transport.example": ["v=DMARC1; p=reject"]}
        self.answers = True
        self.others: list[str] = []

    def cname(self, _name: str) -> list[str]:
        return self._told(self.others)

    def mx(self, _domain: str) -> list[str]:
        return self._told(self.servers)

    def txt(self, name: str) -> list[str]:
        return self._told(self.texts.get(name, []))

    def _told(self, found: list[str]) -> list[str]:
        if not self.answers:
            raise Unanswered("no route")
        return found


class Pages:
    def __init__(self, page: dict[str, Any]) -> None:
        self.page = page

    def paginate(self, **_: Any) -> list[dict[str, Any]]:
        return [self.page]


class Service:
    """An AWS service that answers each call as told."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers

    def __getattr__(self, call: str) -> Callable[..., Any]:
        answers = object.__getattribute__(self, "answers")
        if call == "get_paginator":
            return lambda name: Pages(answers[name])
        return lambda **_: answers[call]


class Ward:
    """A sound stack, in which a test breaks one thing."""

    def __init__(self, box: Sandbox) -> None:
        self.stack = Stack("redress")
        self.names = Names()
        topics = {
            "MailTopic": "arn:mail",
            "DeliveryTopic": "arn:delivery",
            "TextTopic": "arn:text",
            "OperatorTopic": "arn:op",
        }
        self.stack.resources |= topics  # the emulator's are equal for all that matters here
        self.answers = copy.deepcopy(sound(box, self.stack.settings.mail_bucket))

    def clients(self, name: str) -> Any:
        return boto3.client(name) if name in EMULATED else Service(self.answers[name])  # type: ignore[call-overload]

    def ask(self, question: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
        patient = Patient(self.stack, self.clients)
        capsys.readouterr()
        code = examine(patient, self.names, [question])
        return code, capsys.readouterr().out


def sound(box: Sandbox, bucket: str) -> dict[str, dict[str, Any]]:
    rule = {
        "Name": "ours",
        "Enabled": True,
        "ScanEnabled": True,
        "Recipients": [box.address],
        "Actions": [{"S3Action": {"BucketName": bucket, "TopicArn": "arn:mail"}}],
    }
    number = {"PhoneNumber": box.sms_number, "TwoWayEnabled": True, "TwoWayChannelArn": "arn:text", "Status": "ACTIVE"}
    events = {"SNSDestination": {"TopicARN": "arn:delivery"}, "Enabled": True}
    kinds = ["send", "delivery", "bounce", "complaint", "reject"]
    return {
        "sesv2": {
            "get_email_identity": {"VerifiedForSendingStatus": True, "DkimAttributes": {"Status": "SUCCESS"}},
            "get_account": {"SendingEnabled": True, "ProductionAccessEnabled": True, "SendQuota": QUOTA},
        },
        "ses": {
            "describe_active_receipt_rule_set": {"Metadata": {"Name": "redress"}, "Rules": [rule]},
            "describe_configuration_set": {"EventDestinations": [events | {"MatchingEventTypes": kinds}]},
        },
        "pinpoint-sms-voice-v2": {"describe_phone_numbers": {"PhoneNumbers": [number]}},
        "sns": {
            "get_sms_sandbox_account_status": {"IsInSandbox": False},
            "list_subscriptions_by_topic": {"Subscriptions": [{"SubscriptionArn": "arn:aws:sns:x"}]},
        },
        "cloudwatch": {"get_metric_statistics": {"Datapoints": []}, "describe_alarms": {"MetricAlarms": []}},
    }


@pytest.fixture
def ward(box: Sandbox) -> Ward:
    return Ward(box)


Capture = pytest.CaptureFixture[str]


def make_recoverable(ward: Ward, *, on: bool = True) -> None:
    settings, dynamodb = ward.stack.settings, boto3.client("dynamodb")
    for name in (
        settings.complaints_table,
        settings.history_table,
        settings.outbox_table,
        settings.inbound_table,
        settings.keys_table,
    ):
        dynamodb.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": on}
        )


@pytest.mark.parametrize("question", [name for name, _ in EXAMINATIONS])
def test_a_sound_stack_gives_no_bad_answer(ward: Ward, capsys: Capture, question: str):
    make_recoverable(ward)
    code, told = ward.ask(question, capsys)
    assert code == 0, told
    assert f" {question}: " in told
    assert "BAD" not in told


def broken(answers: dict[str, Any], service: str, call: str, **values: Any) -> None:
    answers[service][call] = answers[service][call] | values


def rules(ward: Ward) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ward.answers["ses"]["describe_active_receipt_rule_set"]["Rules"]
    return found


def two_rules(ward: Ward) -> None:
    rules(ward).append(rules(ward)[0] | {"Name": "catch-all", "Recipients": []})


def number(ward: Ward) -> dict[str, Any]:
    found: dict[str, Any] = ward.answers["pinpoint-sms-voice-v2"]["describe_phone_numbers"]["PhoneNumbers"][0]
    return found


@pytest.mark.parametrize(
    ("question", "break_it", "words"),
    [
        ("identity", lambda w: broken(w.answers, "sesv2", "get_email_identity", VerifiedForSendingStatus=False), "is not verified"),
        ("identity", lambda w: broken(w.answers, "sesv2", "get_email_identity", DkimAttributes={"Status": "PENDING"}), "not signed (DKIM PENDING)"),
        ("identity", lambda w: broken(w.answers, "sesv2", "get_email_identity", MailFromAttributes={"MailFromDomain": "b.x", "MailFromDomainStatus": "FAILED", "BehaviorOnMxFailure": "REJECT_MESSAGE"}), "the MAIL FROM domain b.x is FAILED"),
        ("delivery reports", lambda w: broken(w.answers, "ses", "describe_configuration_set", ReputationOptions={"SendingEnabled": False}), "sending is disabled for"),
        ("sending", lambda w: broken(w.answers, "sesv2", "get_account", SendingEnabled=False), "has stopped sending"),
        ("sending", lambda w: broken(w.answers, "sesv2", "get_account", ProductionAccessEnabled=False), "in the SES sandbox"),
        ("MX record", lambda w: w.names.servers.clear(), "goes nowhere, for the domain has no MX record; set MX 10"),
        ("MX record", lambda w: w.names.servers.__setitem__(0, "mx.qq.com"), "goes to mx.qq.com"),
        ("receipt rules", lambda w: broken(w.answers, "ses", "describe_active_receipt_rule_set", Metadata={}), "no receipt rule set is active"),
        ("receipt rules", lambda w: rules(w).clear(), "no rule of the active set redress takes"),
        ("receipt rules", two_rules, "several rules take"),
        ("receipt rules", lambda w: rules(w)[0].update(ScanEnabled=False), "does not scan"),
        ("receipt rules", lambda w: rules(w)[0].update(Actions=[]), "does not store mail"),
        ("delivery reports", lambda w: broken(w.answers, "ses", "describe_configuration_set", EventDestinations=[]), "does not report bounce"),
        ("texts", lambda w: number(w).update(PhoneNumber="+1"), "is no number of this account"),
        ("texts", lambda w: number(w).update(TwoWayEnabled=False), "only sends"),
        ("texts", lambda w: number(w).update(TwoWayChannelArn="arn:other"), "goes elsewhere"),
        ("texts", lambda w: broken(w.answers, "sns", "get_sms_sandbox_account_status", IsInSandbox=True), "in the SMS sandbox"),
        ("alarms", lambda w: broken(w.answers, "sns", "list_subscriptions_by_topic", Subscriptions=[{"SubscriptionArn": "PendingConfirmation"}]), "nobody hears alarms"),
        ("alarms", lambda w: broken(w.answers, "cloudwatch", "describe_alarms", MetricAlarms=[{"AlarmName": "redress-DueLag"}]), "redress-DueLag"),
        ("queues", lambda w: broken(w.answers, "cloudwatch", "get_metric_statistics", Datapoints=[{"Timestamp": 1, "Maximum": 1200.0}]), "the oldest for 20 minutes"),
    ],
)  # fmt: skip
def test_what_is_broken_is_named_with_what_to_do(
    ward: Ward, capsys: Capture, question: str, break_it: Callable[[Ward], None], words: str
):
    break_it(ward)
    code, told = ward.ask(question, capsys)
    assert code == 1
    assert words in told
    assert "Something needs mending." in told


def test_counts_that_were_full_within_a_day_are_told_with_how_often_and_when(ward: Ward, capsys: Capture):
    assert "ok    caps" in ward.ask("caps", capsys)[1]
    hours = [
        {"Timestamp": datetime(2026, 3, 2, hour, tzinfo=UTC), "Sum": full}
        for hour, full in ((4, 2.0), (7, 3.0), (8, 0.0))
    ]
    broken(ward.answers, "cloudwatch", "get_metric_statistics", Datapoints=hours)
    code, told = ward.ask("caps", capsys)
    assert code == 0
    assert "kept something back 5 times within a day, last in the hour from 07:00Z" in told


def test_signing_keys_are_never_printed(box: Sandbox, ward: Ward, capsys: Capture):
    boto3.client("ssm").put_parameter(
        Name=f"{ward.stack.settings.secret_name}/page", Value='{"current": 9, "keys": {"1": "5a"}}', Overwrite=True
    )
    code, told = ward.ask("signing keys", capsys)
    assert (code, "the current key is missing" in told) == (1, True)
    assert "5a" not in told
    assert box.address


def test_a_lost_mail_a_late_check_and_dead_letters_are_named(box: Sandbox, ward: Ward, capsys: Capture):
    complain(box)
    box._cloud.store("raw/lost", letter("li@qq.com", box.address, "投诉", RUDE))
    box._cloud.put_message("InboundTextDeadLetters", "{}")
    box._clock.move_to(box.now + timedelta(days=2, hours=1))
    assert (
        "1 mail of the last three days was stored and never read: redress reconcile" in ward.ask("raw mails", capsys)[1]
    )
    assert "1 complaint or report is due for over 15 minutes" in ward.ask("clockwork", capsys)[1]
    assert "InboundTextDeadLetters: 1 letter given up" in ward.ask("dead letters", capsys)[1]


def test_what_lies_in_a_shard_that_is_no_longer_in_use_is_named(box: Sandbox, ward: Ward, capsys: Capture):
    case = complain(box)
    says(box, HANDLER, ANSWER)  # the copies wait for the sweep
    assert ward.ask("shards", capsys)[0] == 0
    home = shard_of(case["id"], 7)
    assert home != "0"
    settings = ward.stack.settings
    ward.stack.settings = msgspec.structs.replace(settings, shards=7)
    assert ward.ask("shards", capsys)[0] == 0  # raised: what waits is found where it lies
    ward.stack.settings = settings
    client("dynamodb").update_item(
        TableName=settings.complaints_table,
        Key={"id": {"S": case["id"]}},
        UpdateExpression="SET due_shard = :home",
        ExpressionAttributeValues={":home": {"S": home}},
    )
    code, told = ward.ask("shards", capsys)
    assert (code, "0 messages and 1 complaint or report lie in partitions that are looked through four" in told) == (
        0,
        True,
    )


@pytest.mark.parametrize(
    ("name", "told_to", "code", "words"),
    [
        ("", "arn:delivery", 0, "set SmsConfigurationSet"),
        ("texts", "arn:delivery", 0, "texts reports to the stack's topic"),
        ("texts", "arn:other", 1, "does not report to the stack's DeliveryTopic"),
    ],
)
def test_texts_whose_fate_nobody_reports_are_named(
    ward: Ward, capsys: Capture, name: str, told_to: str, code: int, words: str
):
    ward.stack.settings = msgspec.structs.replace(ward.stack.settings, sms_channel="eum", sms_configuration_set=name)
    events = {"Enabled": True, "SnsDestination": {"TopicArn": told_to}}
    found = {"ConfigurationSets": [{"EventDestinations": [events]}]}
    ward.answers["pinpoint-sms-voice-v2"]["describe_configuration_sets"] = found
    assert (ward.ask("texts", capsys)[0], words in ward.ask("texts", capsys)[1]) == (code, True)


def test_tables_that_cannot_be_restored_are_named(ward: Ward, capsys: Capture):
    make_recoverable(ward, on=False)
    code, told = ward.ask("tables", capsys)
    assert code == 1
    (line,) = [line for line in told.splitlines() if "no point-in-time recovery" in line]
    assert line.count("redress-") == 5
    assert "aws dynamodb update-continuous-backups" in line


def test_staff_domains_without_dmarc_are_named(ward: Ward, capsys: Capture):
    ward.names.texts.clear()
    code, told = ward.ask("staff domains", capsys)
    assert code == 0
    assert "LOOK  staff domains: lc-transport.example has no DMARC record" in told


def test_the_record_of_a_domain_counts_for_those_below_it(ward: Ward, capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    above = ward.names.texts["_dmarc.lc-transport.example"]
    ward.names.texts = {"_dmarc.example": above}
    assert "LOOK  staff domains" in ward.ask("staff domains", capsys)[1]  # a public suffix vouches for nobody
    policy = ward.stack.container.policies.current()
    desk = msgspec.structs.replace(policy.directory, desk="desk@mail.lc-transport.example", people=())
    monkeypatch.setattr(ward.stack.container.policies, "_current", msgspec.structs.replace(policy, directory=desk))
    ward.names.texts = {"_dmarc.lc-transport.example": above}
    assert "ok    staff domains: mail.lc-transport.example has a DMARC record" in ward.ask("staff domains", capsys)[1]


def test_no_name_server_is_no_fault_of_the_stack(ward: Ward, capsys: Capture):
    ward.names.answers = False
    code, told = ward.ask("MX record", capsys)
    assert code == 0
    assert "ask elsewhere: dig +short MX" in told


def test_a_service_that_refuses_is_an_answer_too(box: Sandbox, capsys: Capture):
    patient = Patient(Stack("redress"))
    assert examine(patient, Names(), ["identity"]) == 1  # the emulator's identity has no DKIM
    assert "not signed" in capsys.readouterr().out
    assert box.address


def test_a_question_that_nobody_knows_is_answered_with_those_that_are(box: Sandbox, capsys: Capture):
    assert main(["doctor", "mx"]) == 2
    assert "MX-record" in capsys.readouterr().err
    assert box.address


def test_a_name_server_that_does_not_answer_is_said_so(monkeypatch: pytest.MonkeyPatch):
    import dns.resolver  # noqa: PLC0415

    def silent(*_: object, **__: object) -> None:
        raise dns.resolver.LifetimeTimeout(timeout=5, errors=[])  # type: ignore[no-untyped-call]

    monkeypatch.setattr(dns.resolver, "resolve", silent)
    with pytest.raises(Unanswered):
        Dns().mx("example.com")


def test_another_stack_than_there_is_is_said_with_what_to_do(box: Sandbox, capsys: Capture):
    assert main(["--stack", "other", "redrive"]) == 2
    told = capsys.readouterr().err
    assert "no stack other" in told
    assert "--stack" in told
    assert box.address
