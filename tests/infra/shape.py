"""Words for reading the deployed template."""

from collections.abc import Iterator
from typing import Any

Resources = dict[str, dict[str, Any]]

QUEUE_FUNCTIONS = {
    "EmailArrived": "InboundMailQueue",
    "TextArrived": "InboundTextQueue",
    "DeliveryReported": "DeliveryEventsQueue",
    "DueArrived": "DueQueue",
}
OPERATORS = "OperatorRights"
FUNCTIONS = {*QUEUE_FUNCTIONS, "HistoryWritten", "Tick", "Retention", "APIHandler", "FilesHandler", "OverviewHandler"}


def of_type(resources: Resources, type_name: str) -> dict[str, dict[str, Any]]:
    """The properties of all resources of a type, by name."""
    return {name: spec["Properties"] for name, spec in resources.items() if spec["Type"] == type_name}


def functions(resources: Resources) -> dict[str, dict[str, Any]]:
    """The functions' properties, by name."""
    return of_type(resources, "AWS::Serverless::Function")


def statements(resources: Resources) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each statement of the functions' roles and of the policies that they share, with its resource's name."""
    for name, policy in of_type(resources, "AWS::IAM::ManagedPolicy").items():
        if name == OPERATORS:  # people's rights, which no function has
            continue
        yield from ((name, statement) for statement in policy["PolicyDocument"]["Statement"])
    for name, role in of_type(resources, "AWS::IAM::Role").items():
        for policy in role["Policies"]:
            yield from ((name, statement) for statement in policy["PolicyDocument"]["Statement"])


def as_list(value: Any) -> list[Any]:
    """A policy's field, which may be one thing or a list of them, as a list."""
    return value if isinstance(value, list) else [value]


def arn(name: str) -> dict[str, list[str]]:
    """The reference to a resource's ARN."""
    return {"Fn::GetAtt": [name, "Arn"]}
