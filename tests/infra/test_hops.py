"""Every hop has somewhere to leave what it cannot pass on, and someone hears of it."""

from typing import Any

import pytest

from tests.infra.shape import FUNCTIONS, QUEUE_FUNCTIONS, Resources, arn, functions, of_type


def dead_letter_queues(resources: Resources) -> set[str]:
    return {name for name in of_type(resources, "AWS::SQS::Queue") if name.endswith("DeadLetters")}


def test_every_queue_gives_up_into_dead_letters(resources: Resources):
    queues = of_type(resources, "AWS::SQS::Queue")
    targets = {name: queues[name].get("RedrivePolicy", {}) for name in queues.keys() - dead_letter_queues(resources)}
    assert targets.keys() == set(QUEUE_FUNCTIONS.values())
    for name, policy in targets.items():
        assert policy.get("deadLetterTargetArn") == arn(name.removesuffix("Queue") + "DeadLetters")


def test_dead_letters_wait_as_long_as_a_queue_can_keep_them(resources: Resources):
    queues = of_type(resources, "AWS::SQS::Queue")
    assert {queues[name]["MessageRetentionPeriod"] for name in dead_letter_queues(resources)} == {14 * 24 * 3600}


def test_every_subscription_of_a_queue_has_dead_letters_too(resources: Resources):
    subscriptions = of_type(resources, "AWS::SNS::Subscription")
    of_queues = [spec for spec in subscriptions.values() if spec["Protocol"] == "sqs"]
    assert len(of_queues) == 3
    for spec in of_queues:
        queue = spec["Endpoint"]["Fn::GetAtt"][0]
        assert spec["RedrivePolicy"] == {"deadLetterTargetArn": arn(queue.removesuffix("Queue") + "DeadLetters")}


def test_a_tick_that_cannot_be_delivered_or_fails_lies_in_dead_letters(resources: Resources):
    tick = functions(resources)["Tick"]
    assert tick["Events"]["TickEvent"]["Properties"]["DeadLetterConfig"] == {"Arn": arn("TickDeadLetters")}
    assert tick["DeadLetterQueue"] == {"Type": "SQS", "TargetArn": arn("TickDeadLetters")}


def alarms(resources: Resources, metric: str) -> dict[str, dict[str, Any]]:
    """The alarms on a metric by the name of what they watch; every one of them pages the operator."""
    watched = {}
    for spec in of_type(resources, "AWS::CloudWatch::Alarm").values():
        if spec["MetricName"] == metric:
            assert spec["AlarmActions"] == [{"Ref": "OperatorTopic"}]
            value = spec["Dimensions"][0]["Value"]
            watched[value.get("Ref") or value["Fn::GetAtt"][0]] = spec
    return watched


def test_every_dead_letter_pages_the_operator(resources: Resources):
    watched = alarms(resources, "ApproximateNumberOfMessagesVisible")
    assert watched.keys() == dead_letter_queues(resources)
    assert {spec["Threshold"] for spec in watched.values()} == {0}


def test_every_queue_that_backs_up_pages_the_operator(resources: Resources):
    assert alarms(resources, "ApproximateAgeOfOldestMessage").keys() == set(QUEUE_FUNCTIONS.values())


def test_every_function_that_fails_pages_the_operator(resources: Resources):
    assert alarms(resources, "Errors").keys() == FUNCTIONS


def test_a_tick_that_falls_silent_pages_the_operator(resources: Resources):
    silent = alarms(resources, "Invocations")["Tick"]
    assert silent["TreatMissingData"] == "breaching"
    assert silent["ComparisonOperator"] == "LessThanThreshold"


def test_a_function_that_crashes_once_pages_the_operator_even_where_little_comes_in(resources: Resources):
    watched = alarms(resources, "Errors")
    assert {name for name, spec in watched.items() if spec["Threshold"] == 0} == FUNCTIONS - {"Tick"}


def test_pages_that_cannot_be_shown_page_the_operator(resources: Resources):
    (alarm,) = [a for a in of_type(resources, "AWS::CloudWatch::Alarm").values() if a["MetricName"] == "5XXError"]
    assert alarm["Dimensions"] == [{"Name": "ApiName", "Value": resources["RestAPI"]["Properties"]["Name"]}]
    settings = resources["RestAPI"]["Properties"]["MethodSettings"]
    assert all(each["MetricsEnabled"] and each["ThrottlingRateLimit"] for each in settings)
    assert not [each for each in settings if each.get("LoggingLevel") or each.get("DataTraceEnabled")]


@pytest.mark.parametrize(
    "metric",
    [
        *("OldestPending", "SendingPaused", "DueLag", "Parked", "Faults"),
        *("Unknown", "Resent", "Held", "Throttled", "HistoryChanged"),
    ],
)
def test_what_the_application_measures_of_itself_pages_the_operator(template: dict[str, Any], metric: str):
    (alarm,) = alarms(template["Resources"], metric).values()
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    assert alarm["Namespace"] == variables["POWERTOOLS_METRICS_NAMESPACE"]
    assert alarm["Dimensions"] == [{"Name": "service", "Value": variables["POWERTOOLS_SERVICE_NAME"]}]


def test_whoever_must_run_at_once_and_cannot_pages_the_operator(resources: Resources):
    assert alarms(resources, "Throttles").keys() == {
        "EmailArrived",
        "Tick",
        "APIHandler",
        "FilesHandler",
        "OverviewHandler",
    }


def test_a_history_that_nobody_witnesses_pages_the_operator(resources: Resources):
    assert alarms(resources, "IteratorAge")["HistoryWritten"]["Threshold"] == 15 * 60 * 1000


def test_what_is_spent_is_told_before_the_bill(template: dict[str, Any]):
    (budget,) = of_type(template["Resources"], "AWS::Budgets::Budget").values()
    assert budget["Budget"]["BudgetLimit"] == {"Amount": {"Ref": "MonthlyBudget"}, "Unit": "USD"}
    told = [each["Notification"]["NotificationType"] for each in budget["NotificationsWithSubscribers"]]
    assert told == ["ACTUAL", "ACTUAL", "FORECASTED"]
    subscribers = [one for each in budget["NotificationsWithSubscribers"] for one in each["Subscribers"]]
    assert {str(each["Address"]) for each in subscribers} == {str({"Ref": "OperatorAddress"})}
    spent = {
        spec["Namespace"]: (spec["Threshold"], spec["AlarmActions"])
        for spec in of_type(template["Resources"], "AWS::CloudWatch::Alarm").values()
        if spec["Threshold"] == {"Ref": "TextBudget"}
    }
    paged = ({"Ref": "TextBudget"}, [{"Ref": "OperatorTopic"}])
    assert spent == {"AWS/SNS": paged, "AWS/SMSVoice": paged}
