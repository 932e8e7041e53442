"""CloudFormation: what a stack is now, what would change, and the change itself, watched to its end."""

import time
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from redress.deploying.terminal import Terminal
from redress.stack import StackError

POLL_SECONDS = 3.0
NEVER_MADE = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"})
STUCK = "UPDATE_ROLLBACK_FAILED"
REVIEWED = "REVIEW_IN_PROGRESS"  # a stack of which there is a change set and nothing else
WELL = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"})
PRECIOUS = frozenset({"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key"})
NOTHING = ("didn't contain changes", "No updates are to be performed")


class Standing(msgspec.Struct, frozen=True):
    """A stack as it is: CloudFormation's word for it, its parameters, its outputs."""

    status: str
    parameters: dict[str, str]
    outputs: dict[str, str]

    @property
    def exists(self) -> bool:
        """Whether there is anything to change; if not, all is made anew."""
        return self.status not in NEVER_MADE and self.status not in ("", REVIEWED)


class Changes(msgspec.Struct, frozen=True):
    """What a change set would do: how many resources it concerns, and which that hold data it would remove or make anew."""

    name: str
    added: int
    changed: int
    removed: int
    lost: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many resources."""
        return self.added + self.changed + self.removed

    def __str__(self) -> str:
        """In words."""
        return f"{self.added} new, {self.changed} changed, {self.removed} removed"


class Stacks:
    """One stack's way through CloudFormation, which `client` speaks."""

    def __init__(self, client: Any, name: str, terminal: Terminal) -> None:
        self.client, self.name, self.terminal = client, name, terminal

    def standing(self) -> Standing:
        """The stack as it is now; without a status if there is none."""
        try:
            found = self.client.describe_stacks(StackName=self.name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" not in str(error):
                raise
            return Standing("", {}, {})
        parameters = {each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", ())}
        outputs = {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", ())}
        return Standing(found["StackStatus"], parameters, outputs)

    def settled(self) -> Standing:
        """The stack once nobody changes it any more."""
        while _goes_on(standing := self.standing()):
            self.terminal.progress(f"{self.name} is being changed ({standing.status})")
            time.sleep(POLL_SECONDS)
        return standing

    def clear(self) -> None:
        """Makes room for a stack whose making failed. StackError if what is there cannot be changed, or is not to be deleted."""
        status = self.settled().status
        if status == STUCK:
            command = f"aws cloudformation continue-update-rollback --stack-name {self.name}"
            raise StackError(f"{self.name} is stuck between two versions: {command}, then deploy again")
        if status not in NEVER_MADE:
            return
        if not self.terminal.agrees(
            f"Making {self.name} failed ({status}), and it holds nothing. Delete it and make it anew?"
        ):
            raise StackError("nothing was done")
        self.client.delete_stack(StackName=self.name)
        while self.standing().status not in ("", "DELETE_FAILED"):
            self.terminal.progress(f"{self.name} is being deleted")
            time.sleep(POLL_SECONDS)

    def planned(self, template_url: str, parameters: Mapping[str, str], specs: Mapping[str, Any]) -> Changes | None:
        """What would change, as a change set; None if nothing would."""
        before, name = self.standing(), f"deploy-{time.time_ns()}"
        self.client.create_change_set(
            StackName=self.name,
            ChangeSetName=name,
            ClientToken=name,
            ChangeSetType="UPDATE" if before.exists else "CREATE",
            TemplateURL=template_url,
            Capabilities=["CAPABILITY_IAM"],
            Parameters=list(_given(parameters, before, specs)),
        )
        while (found := self._change_set(name))["Status"] in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
            self.terminal.progress("CloudFormation compares")
            time.sleep(POLL_SECONDS)
        if found["Status"] != "FAILED":
            return _changes(name, found["Changes"])
        self.client.delete_change_set(StackName=self.name, ChangeSetName=name)
        if any(words in found.get("StatusReason", "") for words in NOTHING):
            return None
        raise StackError(f"CloudFormation refuses the template: {found.get('StatusReason')}")

    def _change_set(self, name: str) -> dict[str, Any]:
        pages = list(self.client.get_paginator("describe_change_set").paginate(StackName=self.name, ChangeSetName=name))
        return {**pages[0], "Changes": [each for page in pages for each in page.get("Changes", ())]}

    def forget(self, changes: Changes) -> None:
        """Takes a change set back that nobody wants."""
        self.client.delete_change_set(StackName=self.name, ChangeSetName=changes.name)

    def carry_out(self, changes: Changes) -> Standing:
        """Does what a change set says and watches it. StackError with CloudFormation's reasons if it was taken back."""
        before = {event["EventId"] for event in self._events()}
        self.client.execute_change_set(StackName=self.name, ChangeSetName=changes.name)
        while True:
            events = [event for event in self._events() if event["EventId"] not in before]
            standing = self.standing()
            if _ended(events, self.name) and not _goes_on(standing):
                break
            self.terminal.progress(_how_far(events, changes, self.name))
            time.sleep(POLL_SECONDS)
        if standing.status not in WELL:
            raise StackError(_why(self.name, standing.status, events))
        return standing

    def _events(self) -> list[dict[str, Any]]:
        pages = self.client.get_paginator("describe_stack_events").paginate(StackName=self.name)
        return [event for page in pages for event in page["StackEvents"]]


def _goes_on(standing: Standing) -> bool:
    return standing.status.endswith("_IN_PROGRESS") and standing.status != REVIEWED


def _ended(events: list[dict[str, Any]], name: str) -> bool:
    """Whether the stack itself has come to an end. Its status alone may still be that of before."""
    of_the_stack = [event["ResourceStatus"] for event in events if event["LogicalResourceId"] == name]
    return any(status.endswith(("_COMPLETE", "_FAILED")) and "CLEANUP" not in status for status in of_the_stack)


def _given(given: Mapping[str, str], before: Standing, specs: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Each parameter of the template: as it is wanted, else as it was, else its default."""
    present = before.parameters if before.exists else {}
    for name, spec in specs.items():
        value = given.get(name, present.get(name, spec.get("Default", "")))
        yield {"ParameterKey": name, "ParameterValue": str(value)}


def _changes(name: str, found: list[dict[str, Any]]) -> Changes:
    resources = [each["ResourceChange"] for each in found]
    actions = [each["Action"] for each in resources]
    gone = [each for each in resources if each["Action"] == "Remove" or each.get("Replacement") == "True"]
    lost = tuple(each["LogicalResourceId"] for each in gone if each["ResourceType"] in PRECIOUS)
    others = len(actions) - actions.count("Add") - actions.count("Remove")
    return Changes(name, actions.count("Add"), others, actions.count("Remove"), lost)


def _how_far(events: list[dict[str, Any]], changes: Changes, name: str) -> str:
    ready = {e["LogicalResourceId"] for e in events if e["ResourceStatus"].endswith("_COMPLETE")} - {name}
    newest = next((f": {e['LogicalResourceId']}" for e in events if e["LogicalResourceId"] != name), "")
    return f"{min(len(ready), changes.count)} of {changes.count}{newest}"


def _why(name: str, status: str, events: list[dict[str, Any]]) -> str:
    failed = [e for e in reversed(events) if e["ResourceStatus"].endswith("FAILED")]
    reasons = [
        f"  {e['LogicalResourceId']}: {e['ResourceStatusReason']}"
        for e in failed
        if "cancelled" not in e.get("ResourceStatusReason", "cancelled")
    ]
    said = "\n".join(reasons) or f"  see: aws cloudformation describe-stack-events --stack-name {name}"
    return f"{name} was not changed, CloudFormation took all back ({status}):\n{said}\nMend that, then give the command again."
