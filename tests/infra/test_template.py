"""Joining the infrastructure files, and building the emulated part of them."""

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from redress.template import EMULATED_TYPES, TemplateError, emulated_template, join_infra

APP = Path(__file__).parents[2]


@pytest.fixture
def physical(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        stacks = boto3.client("cloudformation", region_name="us-east-1")
        stacks.create_stack(StackName="redress", TemplateBody=emulated_template(APP).template_json)
        made = stacks.describe_stack_resources(StackName="redress")["StackResources"]
        yield {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in made}


def infra(directory: Path, **files: str) -> Path:
    for name, text in files.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return directory


def test_files_join_section_by_section(tmp_path: Path):
    joined = join_infra(infra(tmp_path, a="Resources:\n  One: {Type: A}\n", b="Resources:\n  Two: {Type: !Ref One}\n"))
    assert joined == {"Resources": {"One": {"Type": "A"}, "Two": {"Type": {"Ref": "One"}}}}


def test_short_tags_become_functions(tmp_path: Path):
    text = 'Resources:\n  A: !GetAtt Queue.Arn\n  B: !If [Own, !Sub "x-${Queue}", !Ref "AWS::NoValue"]\n'
    assert join_infra(infra(tmp_path, a=text))["Resources"] == {
        "A": {"Fn::GetAtt": ["Queue", "Arn"]},
        "B": {"Fn::If": ["Own", {"Fn::Sub": "x-${Queue}"}, {"Ref": "AWS::NoValue"}]},
    }


def test_a_name_defined_in_two_files_is_refused(tmp_path: Path):
    text = "Resources:\n  One: {Type: A}\n"
    with pytest.raises(TemplateError, match=r"b\.yaml: Resources\.One is defined in another file too"):
        join_infra(infra(tmp_path, a=text, b=text))


def test_a_name_that_stands_twice_in_one_file_is_refused(tmp_path: Path):
    with pytest.raises(TemplateError, match="One stands twice"):
        join_infra(infra(tmp_path, a="Resources:\n  One: {Type: A}\n  One: {Type: B}\n"))


def test_the_emulator_gets_only_what_it_can_build():
    resources = json.loads(emulated_template(APP).template_json)["Resources"]
    assert {spec["Type"] for spec in resources.values()} == EMULATED_TYPES
    assert "EncryptionKey" not in json.dumps(resources)


def test_the_emulator_builds_every_table_queue_topic_and_bucket(physical: dict[str, str]):
    assert physical.keys() == json.loads(emulated_template(APP).template_json)["Resources"].keys()


def test_an_emulated_queue_still_gives_up_into_its_dead_letters(physical: dict[str, str]):
    queues = boto3.client("sqs", region_name="us-east-1")
    told = queues.get_queue_attributes(QueueUrl=physical["InboundMailQueue"], AttributeNames=["All"])["Attributes"]
    assert json.loads(told["RedrivePolicy"])["deadLetterTargetArn"].endswith(
        physical["InboundMailDeadLetters"].rsplit("/", 1)[1]
    )


def test_the_environment_names_what_was_built(physical: dict[str, str]):
    template = emulated_template(APP, {"ComplaintAddress": "complaints@example.com"})
    settings = template.settings(physical | {"AWS::Region": "us-east-1"})
    assert settings["COMPLAINTS_TABLE"] == physical["Complaints"]
    assert settings["DUE_QUEUE_URL"] == physical["DueQueue"]
    assert settings["MAIL_REGION"] == "us-east-1"
    assert settings["COMPLAINT_ADDRESS"] == "complaints@example.com"
    assert settings["SMS_CHANNEL"] == "sns"
