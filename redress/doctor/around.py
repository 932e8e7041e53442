"""The services around: texts, queues, alarms, tables."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from chalicelib.reception.limits import texts_refs
from redress.doctor.answers import Answer, Patient
from redress.printing import counted
from redress.queues import waiting
from redress.stack import DEAD_LETTERS, TICKS, now

OLD_SECONDS = 900
# By queue, the log of the function that reads it.
READERS = {
    "InboundMailQueue": "email-arrived",
    "InboundTextQueue": "text-arrived",
    "DeliveryEventsQueue": "delivery-reported",
    "DueQueue": "due-arrived",
}
# By how an alarm's name ends, the question whose answer says why it rings.
TOLD_BY = {
    "DeadLetters": "dead letters",
    "Age": "queues",
    "OldestPending": "outbox",
    "SendingPaused": "sending",
    "DueLag": "clockwork",
    "TickSilent": "clockwork",
    "Capped": "caps",
    "Unpublished": "policy",
    "Faults": "policy",
}
NEARLY = 0.8


def texts(patient: Patient) -> Iterator[Answer]:
    """Does the number exist in this region, and do its texts come here?"""
    number = patient.stack.settings.sms_number
    if not number:
        yield Answer.good("complaints come by mail alone; no number is set")
        return
    pages = patient.clients("pinpoint-sms-voice-v2").get_paginator("describe_phone_numbers").paginate()
    found = next((n for page in pages for n in page["PhoneNumbers"] if n["PhoneNumber"] == number), None)
    if found is None:
        yield Answer.bad(f"{number} is no number of this account in this region")
    elif not found.get("TwoWayEnabled"):
        yield Answer.bad(f"{number} only sends: make it two-way, with the stack's TextTopic as its channel")
    elif found.get("TwoWayChannelArn") != patient.stack.resources.get("TextTopic"):
        yield Answer.bad(f"what customers text to {number} goes elsewhere: set its channel to the stack's TextTopic")
    elif found.get("Status") != "ACTIVE":
        yield Answer.bad(f"{number} is {found.get('Status')}")
    else:
        yield Answer.good(f"{number} sends, and brings texts here")
    yield _spent_today(patient)
    if patient.stack.settings.sms_channel == "sns":
        yield _sandbox(patient.clients("sns"))
    else:
        yield _reported(patient)


def _spent_today(patient: Patient) -> Answer:
    """How much of the day's texts is used up."""
    policy = patient.stack.container.policies.current()
    sent = sum(patient.stack.container.pipeline.tables.counts(texts_refs(now(), policy)))
    said = f"{sent} of {policy.texts_a_day} texts today"
    if sent >= policy.texts_a_day:
        return Answer.bad(f"{said}: no more go out, the desk is asked to call; whom did they go to?")
    return Answer.look(f"{said}: nearly all") if sent > NEARLY * policy.texts_a_day else Answer.good(said)


def _reported(patient: Patient) -> Answer:
    """Whether the events of texts that we send come back to us."""
    name, topic = patient.stack.settings.sms_configuration_set, patient.stack.resources.get("DeliveryTopic")
    if not name:
        return Answer.look("nobody hears of texts that are lost on their way: set SmsConfigurationSet (docs/deploy.md)")
    asked = {"ConfigurationSetNames": [name]}
    found = patient.clients("pinpoint-sms-voice-v2").describe_configuration_sets(**asked)["ConfigurationSets"]
    events = [event for each in found for event in each.get("EventDestinations", ()) if event.get("Enabled")]
    if any(event.get("SnsDestination", {}).get("TopicArn") == topic for event in events):
        return Answer.good(f"{name} reports to the stack's topic what became of texts")
    return Answer.bad(
        f"{name} does not report to the stack's DeliveryTopic: give it an event destination (docs/deploy.md)"
    )


def _sandbox(sns: Any) -> Answer:
    if sns.get_sms_sandbox_account_status()["IsInSandbox"]:
        return Answer.bad("the account is in the SMS sandbox: only verified numbers get texts; ask to leave it")
    return Answer.good("texts may go to any number")


def queues(patient: Patient) -> Iterator[Answer]:
    """Does anything wait, and for how long?"""
    for name in DEAD_LETTERS.values():
        count, age = waiting(patient.stack, name), _age(patient, name)
        if age > OLD_SECONDS:
            log = f"aws logs tail /redress/{patient.stack.name}/{READERS[name]} --since 1h"
            oldest = counted(age // 60, "minute")
            yield Answer.bad(f"{name}: {_wait(count)}, the oldest for {oldest}: {log}", _missing(patient))
        else:
            yield Answer.good(f"{name}: {_wait(count)}" if count else f"{name} is empty")


def _wait(count: int) -> str:
    return f"{counted(count, 'message')} {'waits' if count == 1 else 'wait'}"


def _age(patient: Patient, name: str) -> int:
    """For how many seconds a queue's oldest message has waited, as last measured."""
    at = now()
    found = patient.clients("cloudwatch").get_metric_statistics(
        Namespace="AWS/SQS",
        MetricName="ApproximateAgeOfOldestMessage",
        Dimensions=[{"Name": "QueueName", "Value": patient.stack.queue(name).rpartition("/")[2]}],
        StartTime=at - timedelta(minutes=15),
        EndTime=at,
        Period=300,
        Statistics=["Maximum"],
    )
    newest = max(found["Datapoints"], key=lambda point: point["Timestamp"], default={"Maximum": 0})
    return int(newest["Maximum"])


def _missing(patient: Patient) -> str:
    """What keeps everything waiting, if it does: that there is no policy."""
    return "" if patient.stack.container.has_policy(now()) else "policy"


def dead_letters(patient: Patient) -> Iterator[Answer]:
    """Was anything given up?"""
    for name in (*DEAD_LETTERS, TICKS):
        count = waiting(patient.stack, name)
        if count and name == TICKS:
            yield Answer.look(
                f"{counted(count, 'tick')} failed; later ones have done the work; look at the log, then purge {name}"
            )
        elif count:
            said = f"{name}: {counted(count, 'letter')} given up; mend the cause, then: redress redrive {name}"
            yield Answer.bad(said, _missing(patient))
        else:
            yield Answer.good(f"{name} is empty")


def caps(patient: Patient) -> Iterator[Answer]:
    """Was a count full within a day: of what one sender may make us send, of complaints, notices, codes or texts?"""
    at = now()
    found = patient.clients("cloudwatch").get_metric_statistics(
        Namespace="Redress",
        MetricName="Capped",
        Dimensions=[{"Name": "service", "Value": patient.stack.name}],
        StartTime=at - timedelta(days=1),
        EndTime=at,
        Period=3600,
        Statistics=["Sum"],
    )
    if times := int(sum(point["Sum"] for point in found["Datapoints"])):
        newest = max(point["Timestamp"] for point in found["Datapoints"] if point["Sum"])
        yield Answer.look(
            f"full counts kept something back {'once' if times == 1 else f'{times} times'} within a day, last in the hour from {newest:%H:%M}Z: "
            "who storms? What came is kept; the policy's figures are those that end in _a_day"
        )
    else:
        yield Answer.good("no count was full within a day")


def alarms(patient: Patient) -> Iterator[Answer]:
    """Does anybody hear alarms, and does one ring?"""
    topic = patient.stack.resources.get("OperatorTopic", "")
    found = patient.clients("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"] if topic else []
    if any(each["SubscriptionArn"].startswith("arn:") for each in found):
        yield Answer.good("the operator hears alarms")
    else:
        again = f"aws sns subscribe --protocol email --topic-arn {topic} --notification-endpoint OPERATOR-ADDRESS"
        yield Answer.bad(
            f"nobody hears alarms: confirm the mail that went to OperatorAddress; another one: {again}", "none hears"
        )
    asked = {"AlarmNamePrefix": f"{patient.stack.name}-", "StateValue": "ALARM"}
    for alarm in patient.clients("cloudwatch").describe_alarms(**asked)["MetricAlarms"]:
        name = alarm["AlarmName"]
        yield Answer.bad(f"{name}: {alarm.get('AlarmDescription', '')}", _why(name), name)


def _why(alarm: str) -> str:
    """Which question tells why an alarm rings: CloudFormation calls it STACK-NameAlarm-XYZ."""
    rings = alarm.partition("Alarm-")[0].rpartition("-")[2]
    return next((question for end, question in TOLD_BY.items() if rings.endswith(end)), "")


def tables(patient: Patient) -> Iterator[Answer]:
    """Could the tables be restored, and are they safe from deletion?"""
    settings, dynamodb = patient.stack.settings, patient.clients("dynamodb")
    names = (
        settings.complaints_table,
        settings.history_table,
        settings.outbox_table,
        settings.inbound_table,
        settings.keys_table,
    )
    described = {
        name: dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"] for name in names
    }
    recovery = {name: each.get("PointInTimeRecoveryDescription", {}) for name, each in described.items()}
    lost = [name for name, each in recovery.items() if each.get("PointInTimeRecoveryStatus") != "ENABLED"]
    open_ = [n for n in names if not dynamodb.describe_table(TableName=n)["Table"].get("DeletionProtectionEnabled")]
    if lost:
        mend = "for each: aws dynamodb update-continuous-backups --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true --table-name"
        yield Answer.bad(f"no point-in-time recovery, what is lost stays lost, in {', '.join(lost)}; {mend} NAME")
    if open_:
        yield Answer.look(f"can be deleted: {', '.join(open_)}; deploy with DeletionProtection=true")
    if not lost and not open_:
        yield Answer.good("all can be restored, and refuse to be deleted")
