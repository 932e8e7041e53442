"""The rights offered to operators against the calls that their commands make."""

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.aws.clients import client
from redress.cli import main
from redress.publishing import publish
from sandbox import Sandbox
from tests.faults.operators import changed_directory, changed_words
from tests.infra.shape import OPERATORS, Resources, as_list, of_type
from tests.infra.test_rights import Right, needed, rights_of, target_of
from tests.operations.test_doctor import Ward
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, says, survey_link, to
from tests.stories.letters import letter

CHANGES_THE_STACK = re.compile(
    r"\w+:(?:Create|Update|Delete|Put|Set|Tag)\w*(?:Table|Bucket|Key|Queue|Topic|Function|Alarm|Policy)"
)
# What is watched; the other services of the doctor's are not emulated, and what he asks of them stands below.
OURS = frozenset({"dynamodb", "s3", "sqs", "ssm"})
DOCTORS = (
    *("cloudwatch:DescribeAlarms", "cloudwatch:GetMetricStatistics", "ses:DescribeActiveReceiptRuleSet"),
    *("ses:DescribeConfigurationSet", "ses:GetAccount", "ses:GetEmailIdentity", "sns:GetSMSSandboxAccountStatus"),
    *("sms-voice:DescribeConfigurationSets", "sms-voice:DescribePhoneNumbers", "sns:ListSubscriptionsByTopic"),
    "ses:SendEmail",  # from us to us alone
    *("cloudformation:ListStackResources", "lambda:GetFunctionConfiguration"),
)


def granted(resources: Resources) -> set[Right]:
    rights: set[Right] = set()
    for one in resources[OPERATORS]["Properties"]["PolicyDocument"]["Statement"]:
        if one["Resource"] == "*" or {"Ref": "OperatorTopic"} in as_list(one["Resource"]):
            rights |= {(action, "*") for action in as_list(one["Action"])}
        elif one["Sid"] == "TheStackIsFound":
            rights |= {(action, target_of(each)) for action in one["Action"] for each in one["Resource"]}
        else:
            rights |= set(rights_of({"Statement": [one]}))
    return rights


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., set[Right]]:
    """Runs commands and tells the rights that they needed; the functions that they set going are not watched."""

    def run(box: Sandbox, *commands: tuple[str, ...]) -> set[Right]:
        names, found, original = (
            {made: name for name, made in box._cloud.names.items()},
            set[Right](),
            vars(BaseClient)["_make_api_call"],
        )

        def noted(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
            service = self.meta.service_model.service_name
            if service in OURS:
                found.update(needed(service, operation, arguments, names))
            return original(self, operation, arguments)

        for command in commands:
            with monkeypatch.context() as watched:
                watched.setattr(BaseClient, "_make_api_call", noted)
                assert main(command) in (0, 1), command
            box._settle()
        return found

    return run


def _commands(number: str, parked: str, sheet: Path) -> tuple[tuple[str, ...], ...]:
    """Every command that asks AWS for anything; what it writes lies beside the sheet."""
    inside = ("signing keys", "policy", "raw mails", "clockwork", "outbox", "shards", "retention")
    folder = sheet.parent
    return (
        ("doctor", *inside, "dead letters"),
        ("status",),
        ("cases", "--all"),
        ("show", number),
        ("keys", "--make"),
        ("keys", "--rotate"),
        ("verify",),
        ("erase", "+8613505350009"),  # looks among dead letters, too
        ("redrive",),
        ("replay", f"raw/{parked}"),
        ("reconcile", "--minutes", "0"),
        ("export", CUSTOMER, "--to", str(folder / "all.zip")),
        ("export", "ALL", str(folder / "all")),
        ("directory", "export", str(folder / "directory.xlsx")),
        ("directory", "import", str(sheet), "--yes"),
        ("directory", "history"),
        ("words", "export", str(folder / "words.xlsx")),
        ("words", "import", str(folder / "changed_words.xlsx"), "--yes"),
        ("words", "history"),
        ("hold", number, "--reason", "1"),
        ("release", number, "--reason", "1"),
        ("retention", "--days", "1"),
        ("erase", CUSTOMER, "--yes"),
    )


def test_operators_can_do_what_their_commands_do(
    resources: Resources, seen: Callable[..., set[Right]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    sheet = tmp_path / "changed.xlsx"
    sheet.write_bytes(changed_directory()[2])
    (tmp_path / "changed_words.xlsx").write_bytes(changed_words()[2])
    with Sandbox(now="2026-03-02T09:00+08:00", settings={"POLICY": "s3:"}) as box:
        publish(box._rules, client("s3"), box._cloud.names["MailBucket"])
        number = complain(box)["number"]
        says(box, HANDLER, ANSWER)
        box.post(survey_link(to(box, CUSTOMER)[-1]), {"score": "4"})
        box.wind(to="2026-04-06T09:00+08:00")
        parked = box.email(letter(CUSTOMER, box.address, "投诉", "检票员态度差"), verdicts={"virus": "FAIL"})
        box._cloud.store("raw/lost", letter("li@qq.com", box.address, "投诉", "检票员态度差"))
        for queue in ("InboundTextDeadLetters", "InboundMailDeadLetters"):
            box._cloud.put_message(queue, "{}")
        needed_rights = seen(box, *_commands(number, parked, sheet))
        Ward(box).ask("tables", capsys)
    offered = granted(resources)
    needed_rights |= {
        (action, "*") for action in DOCTORS if not action.startswith(("cloudformation", "lambda", "ses:Send"))
    }
    refused = {
        right
        for right in needed_rights
        if not any(fnmatchcase(right[0], a) and fnmatchcase(right[1], t) for a, t in offered)
    }
    assert not refused
    actions = {action for action, _ in offered if not action.startswith("kms:")}
    unused = actions - {action for action, _ in needed_rights} - set(DOCTORS)
    assert unused <= {"dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups"}


def test_operators_rights_are_attached_to_nobody_and_change_no_part_of_the_stack(resources: Resources):
    policy = resources[OPERATORS]["Properties"]
    assert not {"Roles", "Users", "Groups"} & policy.keys()
    for role in of_type(resources, "AWS::IAM::Role").values():
        assert {"Ref": OPERATORS} not in role.get("ManagedPolicyArns", [])
    actions = {action for one in policy["PolicyDocument"]["Statement"] for action in as_list(one["Action"])}
    assert not [each for each in actions if "*" in each or each.startswith("iam:") or CHANGES_THE_STACK.match(each)]
