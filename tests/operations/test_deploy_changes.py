"""What CloudFormation may answer, and what of it is asked about: a stand-in tells what a test wants."""

from typing import Any
from unittest.mock import patch

import pytest
from botocore.exceptions import ClientError

from redress.deploying.changing import Changes, Stacks, Standing
from redress.deploying.terminal import Terminal
from redress.stack import StackError

SPECS: dict[str, dict[str, Any]] = {"Shards": {"Default": 1}, "LogLevel": {"Default": "INFO"}, "MailDomain": {}}


class Formation:
    """CloudFormation with one stack, whose statuses follow each other, one a look."""

    def __init__(self, *statuses: str) -> None:
        self.statuses = list(statuses)
        self.set: dict[str, Any] = {"Status": "CREATE_COMPLETE", "Changes": []}
        self.events: list[dict[str, Any]] = []
        self.later: list[dict[str, Any]] = []
        self.made: dict[str, Any] = {}
        self.deleted: list[str] = []

    def describe_stacks(self, **_: Any) -> dict[str, Any]:
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        if not status:
            raise ClientError({"Error": {"Code": "ValidationError", "Message": "does not exist"}}, "DescribeStacks")
        return {"Stacks": [{"StackStatus": status, "Parameters": [{"ParameterKey": "Shards", "ParameterValue": "3"}]}]}

    def get_paginator(self, name: str) -> Any:
        found = {"describe_change_set": self.set, "describe_stack_events": {"StackEvents": list(self.events)}}[name]
        return type("Pages", (), {"paginate": lambda *_, **__: [found]})()

    def create_change_set(self, **asked: Any) -> None:
        self.made = asked

    def execute_change_set(self, **_: Any) -> None:
        self.events = self.later + self.events

    def delete_change_set(self, **asked: Any) -> None:
        self.deleted.append(asked["ChangeSetName"])

    def delete_stack(self, **asked: Any) -> None:
        self.deleted.append(asked["StackName"])
        self.statuses = ["DELETE_IN_PROGRESS", ""]


@pytest.fixture(autouse=True)
def _at_once() -> Any:
    with patch("redress.deploying.changing.time.sleep", lambda _: None):
        yield


def stacks(formation: Formation, *, agreed: bool = True) -> Stacks:
    return Stacks(formation, "redress", Terminal(agreed=agreed))


def event(number: int, resource: str, status: str, reason: str = "") -> dict[str, Any]:
    said = {"ResourceStatusReason": reason} if reason else {}
    return {"EventId": str(number), "LogicalResourceId": resource, "ResourceStatus": status, **said}


def change(action: str, resource: str, kind: str, replacement: str = "False") -> dict[str, Any]:
    told = {"Action": action, "LogicalResourceId": resource, "ResourceType": kind, "Replacement": replacement}
    return {"ResourceChange": told}


@pytest.mark.parametrize(("status", "kind", "shards"), [
    ("", "CREATE", "1"), ("REVIEW_IN_PROGRESS", "CREATE", "1"), ("CREATE_COMPLETE", "UPDATE", "3"), ("UPDATE_ROLLBACK_COMPLETE", "UPDATE", "3"),
])  # fmt: skip
def test_a_new_stack_gets_defaults_and_one_that_is_there_keeps_what_nobody_changes(status: str, kind: str, shards: str):
    formation = Formation(status)
    stacks(formation).planned("https://t", {"MailDomain": "a.cn"}, SPECS)
    assert formation.made["ChangeSetType"] == kind
    given = {each["ParameterKey"]: each["ParameterValue"] for each in formation.made["Parameters"]}
    assert given == {"Shards": shards, "LogLevel": "INFO", "MailDomain": "a.cn"}


def test_what_changes_is_counted_and_what_would_lose_data_is_named():
    formation = Formation("CREATE_COMPLETE")
    formation.set["Changes"] = [
        change("Add", "A", "AWS::SNS::Topic"),
        change("Modify", "Complaints", "AWS::DynamoDB::Table", "True"),
        change("Modify", "Keys", "AWS::DynamoDB::Table", "Conditional"),
        change("Modify", "DueQueue", "AWS::SQS::Queue", "True"),
        change("Remove", "MailBucket", "AWS::S3::Bucket"),
        change("Remove", "B", "AWS::SNS::Topic"),
    ]
    found = stacks(formation).planned("https://t", {}, SPECS)
    assert found is not None
    assert str(found) == "1 new, 3 changed, 2 removed"
    assert found.lost == ("Complaints", "MailBucket")


def test_a_change_set_without_changes_is_none_and_leaves_nothing_behind():
    formation = Formation("CREATE_COMPLETE")
    formation.set = {"Status": "FAILED", "StatusReason": "The submitted information didn't contain changes."}
    assert stacks(formation).planned("https://t", {}, SPECS) is None
    assert formation.deleted == [formation.made["ChangeSetName"]]


def test_a_template_that_is_refused_is_told_with_the_reason():
    formation = Formation("")
    formation.set = {"Status": "FAILED", "StatusReason": "Transform failed: no"}
    with pytest.raises(StackError, match="refuses the template: Transform failed: no"):
        stacks(formation).planned("https://t", {}, SPECS)


def carried_out(*events: dict[str, Any], status: str) -> Standing:
    formation = Formation("UPDATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", status)
    formation.events, formation.later = [event(0, "redress", "UPDATE_ROLLBACK_COMPLETE")], list(events)
    return stacks(formation).carry_out(Changes("c", 2, 0, 0, ()))


def test_a_change_is_watched_to_its_end(capsys: pytest.CaptureFixture[str]):
    ready = event(2, "Tick", "CREATE_COMPLETE"), event(1, "redress", "UPDATE_COMPLETE")
    assert carried_out(*ready, status="UPDATE_COMPLETE").status == "UPDATE_COMPLETE"
    assert "1 of 2: Tick" in capsys.readouterr().out


def test_a_change_that_was_taken_back_is_told_with_what_failed_first():
    events = (
        event(5, "redress", "UPDATE_ROLLBACK_COMPLETE"),
        event(4, "EmailArrived", "CREATE_FAILED", "Resource creation cancelled"),
        event(3, "WebName", "CREATE_FAILED", "certificate not found"),
        event(2, "Tick", "CREATE_FAILED", "no concurrency left"),
    )
    with pytest.raises(StackError) as told:
        carried_out(*events, status="UPDATE_ROLLBACK_COMPLETE")
    lines = str(told.value).splitlines()
    assert "CloudFormation took all back (UPDATE_ROLLBACK_COMPLETE)" in lines[0]
    assert lines[1:3] == ["  Tick: no concurrency left", "  WebName: certificate not found"]


def test_somebody_elses_change_is_waited_for():
    formation = Formation("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE")
    stacks(formation).clear()
    assert formation.statuses == ["UPDATE_COMPLETE"]
    assert formation.deleted == []


def test_a_stack_whose_making_failed_is_deleted_first_if_somebody_agrees(monkeypatch: pytest.MonkeyPatch):
    formation = Formation("ROLLBACK_COMPLETE")
    stacks(formation).clear()
    assert formation.deleted == ["redress"]
    refused = Formation("ROLLBACK_COMPLETE")
    monkeypatch.setattr("builtins.input", lambda _: "no")
    with pytest.raises(StackError, match="nothing was done"):
        stacks(refused, agreed=False).clear()
    assert refused.deleted == []


def test_a_stack_between_two_versions_is_told_with_the_command_that_mends_it():
    with pytest.raises(StackError, match="aws cloudformation continue-update-rollback --stack-name redress"):
        stacks(Formation("UPDATE_ROLLBACK_FAILED")).clear()
