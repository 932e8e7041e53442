"""What the final template promises: every hop guarded, everything encrypted, every function with rights of its own."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

from chalicelib.settings import Settings
from redress.package import WEB_FUNCTION_ARN, Package, check_refinements, package
from redress.template import TemplateError, join_infra

APP = Path(__file__).parents[2]
Resources = dict[str, dict[str, Any]]

QUEUE_FUNCTIONS = {
    "EmailArrived": "InboundMailQueue",
    "TextArrived": "InboundTextQueue",
    "DeliveryReported": "DeliveryEventsQueue",
    "DueArrived": "DueQueue",
}
FUNCTIONS = {*QUEUE_FUNCTIONS, "Tick", "APIHandler"}
LIBRARY_VARIABLES = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "LOG_LEVEL"}


def of_type(resources: Resources, type_name: str) -> dict[str, dict[str, Any]]:
    return {name: spec["Properties"] for name, spec in resources.items() if spec["Type"] == type_name}


def functions(resources: Resources) -> dict[str, dict[str, Any]]:
    return of_type(resources, "AWS::Serverless::Function")


def statements(resources: Resources) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each statement of the functions' roles and of the policies that they share, with its resource's name."""
    for name, policy in of_type(resources, "AWS::IAM::ManagedPolicy").items():
        yield from ((name, statement) for statement in policy["PolicyDocument"]["Statement"])
    for name, role in of_type(resources, "AWS::IAM::Role").items():
        for policy in role["Policies"]:
            yield from ((name, statement) for statement in policy["PolicyDocument"]["Statement"])


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def arn(name: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, "Arn"]}


def lint(path: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("cfn-lint"), "--non-zero-exit-code", "informational", "--template", path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def translate(template: dict[str, Any]) -> dict[str, Any]:
    """The template as CloudFormation's transform would expand it, the zip uploaded to somewhere."""
    copied: dict[str, Any] = json.loads(json.dumps(template))
    for function in functions(copied["Resources"]).values():
        function["CodeUri"] = "s3://code/deployment.zip"
    return transform(copied, {}, NoManagedPolicies())


class NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}


@pytest.fixture(autouse=True)
def _region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


# --- the template as a whole


def test_cfn_lint_finds_nothing(built: Package):
    done = lint(built.template)
    assert (done.returncode, done.stdout) == (0, "")


def test_cfn_lint_finds_a_misspelt_resource(template: dict[str, Any], tmp_path: Path):
    wrong = tmp_path / "sam.json"
    wrong.write_text(json.dumps(template).replace('"Ref": "DeliveryTopic"', '"Ref": "DelivryTopic"'), encoding="utf-8")
    assert "DelivryTopic" in lint(wrong).stdout


def test_the_transform_accepts_every_property(template: dict[str, Any]):
    translated = translate(template)["Resources"]
    assert translated["TickTickEvent"]["Type"] == "AWS::Events::Rule"
    assert len(of_type(translated, "AWS::Lambda::EventSourceMapping")) == len(QUEUE_FUNCTIONS)


def test_the_transform_refuses_a_misspelt_property(template: dict[str, Any]):
    wrong = json.loads(json.dumps(template))
    source = wrong["Resources"]["TextArrived"]["Properties"]["Events"]["TextArrivedSqsEventSource"]["Properties"]
    source["FunctionResponseType"] = source.pop("FunctionResponseTypes")
    with pytest.raises(InvalidDocumentException, match="TextArrived"):
        translate(wrong)


def test_every_merged_name_that_refines_a_function_exists_in_the_application(template: dict[str, Any]):
    check_refinements(template)
    refined = {name for name, spec in join_infra(APP / "infra")["Resources"].items() if "Type" not in spec}
    assert refined == {*FUNCTIONS, "RestAPI"}


@pytest.mark.parametrize(
    "misspelt", [{"EmailArived": {"Properties": {}}}, {"Tick": {"Type": "T", "Properties": {"Events": {"Tik": {}}}}}]
)
def test_a_misspelt_refinement_stops_the_build(misspelt: Resources):
    with pytest.raises(TemplateError, match="refines"):
        check_refinements({"Resources": misspelt})


def test_the_zip_holds_templates_and_policies_and_compiled_modules(built: Package):
    names = set(zipfile.ZipFile(built.code).namelist())
    assert {"app.py", "__pycache__/app.cpython-311.pyc"} <= names
    shipped = {f"templates/{path.relative_to(APP / 'templates')}" for path in (APP / "templates").rglob("*.j2")}
    assert shipped <= names
    policies = {f"chalicelib/policies/{path.name}" for path in (APP / "chalicelib/policies").glob("*.toml")}
    assert policies
    assert policies <= names


def test_the_operators_tools_and_the_tests_stay_out_of_the_zip(built: Package):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(built.code).namelist()}
    assert not tops & {"redress", "sandbox", "tests", "infra", "bench"}


def test_the_same_code_gives_the_same_zip(built: Package, app_copy: Path, tmp_path: Path):
    assert package(app_copy, tmp_path).code.read_bytes() == built.code.read_bytes()


def test_an_application_that_does_not_load_stops_the_build(app_copy: Path, tmp_path: Path):
    broken = shutil.copytree(app_copy, tmp_path / "app", symlinks=True)
    (broken / "app.py").write_text("from nowhere import app\n", encoding="utf-8")
    with pytest.raises(TemplateError, match="nowhere"):
        package(broken, tmp_path / "build")


# --- functions


def test_the_application_has_the_entry_points_that_the_infrastructure_expects(resources: Resources):
    assert functions(resources).keys() == FUNCTIONS


def test_every_function_gets_every_setting_and_no_other(template: dict[str, Any]):
    settings = {field.name.upper() for field in msgspec.structs.fields(Settings)}
    shared = template["Globals"]["Function"]["Environment"]["Variables"].keys()
    assert shared == settings | LIBRARY_VARIABLES
    assert not [name for name, spec in functions(template["Resources"]).items() if "Environment" in spec]


def test_the_api_knows_its_function_by_the_name_it_has(resources: Resources):
    name = functions(resources)["APIHandler"]["FunctionName"]["Fn::Sub"]
    assert WEB_FUNCTION_ARN.endswith(f":function:{name}")
    definition = json.dumps(resources["RestAPI"]["Properties"]["DefinitionBody"])
    assert WEB_FUNCTION_ARN in definition
    assert "APIHandler" not in definition


def test_every_function_has_a_role_of_its_own(resources: Resources):
    roles = {name: function["Role"] for name, function in functions(resources).items()}
    assert roles == {name: arn(f"{name}Role") for name in FUNCTIONS}


def test_every_function_logs_into_an_encrypted_group_that_forgets(resources: Resources):
    groups = of_type(resources, "AWS::Logs::LogGroup")
    for name, function in functions(resources).items():
        group = groups[function["LoggingConfig"]["LogGroup"]["Ref"]]
        assert group["RetentionInDays"], name
        assert group["KmsKeyId"] == arn("EncryptionKey")


@pytest.mark.parametrize(("function", "queue"), QUEUE_FUNCTIONS.items())
def test_a_queue_function_reports_single_failures(resources: Resources, function: str, queue: str):
    (source,) = functions(resources)[function]["Events"].values()
    assert source["Properties"]["Queue"] == {"Fn::Sub": f"${{{queue}.Arn}}"}
    assert source["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize(("function", "queue"), QUEUE_FUNCTIONS.items())
def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_run(
    resources: Resources, function: str, queue: str
):
    hidden = of_type(resources, "AWS::SQS::Queue")[queue]["VisibilityTimeout"]
    assert hidden >= 6 * functions(resources)[function]["Timeout"]


def test_the_tick_comes_every_minute(resources: Resources):
    (source,) = functions(resources)["Tick"]["Events"].values()
    assert source["Type"] == "Schedule"
    assert source["Properties"]["Schedule"] == "rate(1 minute)"


def test_the_pages_answer_within_what_the_gateway_waits(resources: Resources):
    assert functions(resources)["APIHandler"]["Timeout"] <= 29


# --- every hop has somewhere to leave what it cannot pass on


def dead_letter_queues(resources: Resources) -> set[str]:
    return {name for name in of_type(resources, "AWS::SQS::Queue") if name.endswith("DeadLetters")}


def test_every_queue_gives_up_into_dead_letters(resources: Resources):
    queues = of_type(resources, "AWS::SQS::Queue")
    targets = {name: queues[name].get("RedrivePolicy") for name in queues.keys() - dead_letter_queues(resources)}
    assert targets.keys() == set(QUEUE_FUNCTIONS.values())
    for name, policy in targets.items():
        assert policy["deadLetterTargetArn"] == arn(name.removesuffix("Queue") + "DeadLetters")


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


# --- someone hears of it


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


@pytest.mark.parametrize("metric", ["OldestPending", "SendingPaused", "DueLag", "Parked"])
def test_what_the_application_measures_of_itself_pages_the_operator(template: dict[str, Any], metric: str):
    (alarm,) = alarms(template["Resources"], metric).values()
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    assert alarm["Namespace"] == variables["POWERTOOLS_METRICS_NAMESPACE"]
    assert alarm["Dimensions"] == [{"Name": "service", "Value": variables["POWERTOOLS_SERVICE_NAME"]}]


# --- nothing lies or travels in the clear


def test_tables_are_encrypted_recoverable_and_kept(resources: Resources):
    tables = {name: spec for name, spec in resources.items() if spec["Type"] == "AWS::DynamoDB::Table"}
    assert tables.keys() == {"Complaints", "History", "Outbox", "Inbound", "Keys"}
    for spec in tables.values():
        properties = spec["Properties"]
        assert properties["SSESpecification"]["KMSMasterKeyId"] == arn("EncryptionKey")
        assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert properties["DeletionProtectionEnabled"] == {"Ref": "DeletionProtection"}
        assert (spec["DeletionPolicy"], spec["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_queues_and_topics_are_encrypted_with_the_stacks_key(resources: Resources):
    carriers = of_type(resources, "AWS::SQS::Queue") | of_type(resources, "AWS::SNS::Topic")
    assert {name for name, spec in carriers.items() if spec.get("KmsMasterKeyId") != arn("EncryptionKey")} == set()


def test_the_bucket_is_private_versioned_encrypted_and_kept(resources: Resources):
    bucket = resources["MailBucket"]
    properties = bucket["Properties"]
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    (rule,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] == arn("EncryptionKey")
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_the_key_rotates_and_outlives_the_stack(resources: Resources):
    key = resources["EncryptionKey"]
    assert key["Properties"]["EnableKeyRotation"] is True
    assert (key["DeletionPolicy"], key["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_bucket_queues_and_topics_refuse_unencrypted_connections(resources: Resources):
    refusing = set()
    for type_name, target in [("SQS::Queue", "Queues"), ("SNS::Topic", "Topics"), ("S3::Bucket", "Bucket")]:
        for policy in of_type(resources, f"AWS::{type_name}Policy").values():
            for statement in policy["PolicyDocument"]["Statement"]:
                if statement["Effect"] == "Deny":
                    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
                    refusing |= {reference["Ref"] for reference in as_list(policy[target])}
    carriers = {*of_type(resources, "AWS::SQS::Queue"), *of_type(resources, "AWS::SNS::Topic"), "MailBucket"}
    assert refusing == carriers


def test_only_the_topic_in_front_of_a_queue_may_fill_it(resources: Resources):
    for policy in of_type(resources, "AWS::SQS::QueuePolicy").values():
        allowed = [one for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"]
        for statement in allowed:
            assert statement["Action"] == "sqs:SendMessage"
            assert "aws:SourceArn" in statement["Condition"]["ArnEquals"]


# --- rights


# Where AWS knows no narrower name: a telephone has no ARN; in the SES sandbox the recipient's identity is checked too, and
# the sender is fixed by a condition; numbers and configuration sets of texts are made by hand.
OPEN_RIGHTS = {"MailGoesOutInOurName", "TextsGoToTelephones", "TextsGoOutFromOurNumbers"}


def test_no_function_may_do_anything_to_everything(resources: Resources):
    for name, statement in statements(resources):
        assert statement["Effect"] == "Allow"
        assert not [action for action in as_list(statement["Action"]) if "*" in action], name
        if statement.get("Sid") not in OPEN_RIGHTS:
            for target in as_list(statement["Resource"]):
                text = target.get("Fn::Sub", "") if isinstance(target, dict) else target
                assert "*" not in text.removesuffix("/*"), (name, text)


def test_mail_goes_out_under_the_stacks_own_sender_only(resources: Resources):
    (sending,) = [one for _, one in statements(resources) if "ses:SendEmail" in as_list(one["Action"])]
    assert sending["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "SenderAddress"}}}


def test_no_function_may_change_or_delete_what_history_says(resources: Resources):
    on_history = [one for _, one in statements(resources) if arn("History") in as_list(one.get("Resource", []))]
    actions = {action for one in on_history for action in as_list(one["Action"])}
    assert actions == {"dynamodb:Query", "dynamodb:PutItem"}


def test_a_function_reads_its_own_queue_and_no_other(resources: Resources):
    readers = {
        (name, one["Resource"]["Fn::GetAtt"][0])
        for name, one in statements(resources)
        if "sqs:ReceiveMessage" in as_list(one["Action"])
    }
    assert readers == {(f"{function}Role", queue) for function, queue in QUEUE_FUNCTIONS.items()}


def test_only_the_tick_reads_the_due_index_and_fills_the_due_queue(resources: Resources):
    index = {"Fn::Sub": "${Complaints.Arn}/index/due"}
    assert {name for name, one in statements(resources) if index in as_list(one.get("Resource", []))} == {"TickRole"}
    fillers = {name for name, one in statements(resources) if one.get("Resource") == arn("DueQueue")}
    assert fillers == {"TickRole", "DueArrivedRole"}


def test_no_function_may_scan_a_table(resources: Resources):
    assert not [name for name, one in statements(resources) if "dynamodb:Scan" in as_list(one["Action"])]


# --- mail


def test_one_receipt_rule_takes_one_address(resources: Resources):
    (rule,) = of_type(resources, "AWS::SES::ReceiptRule").values()
    assert rule["Rule"]["Recipients"] == [{"Ref": "ComplaintAddress"}]
    assert rule["Rule"]["ScanEnabled"] is True
    (action,) = rule["Rule"]["Actions"]
    assert action == {
        "S3Action": {"BucketName": {"Ref": "MailBucket"}, "ObjectKeyPrefix": "raw/", "TopicArn": {"Ref": "MailTopic"}}
    }


def test_ses_may_write_raw_mail_for_this_account_only(resources: Resources):
    allowed = [
        one
        for one in resources["MailBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        if one["Effect"] == "Allow"
    ]
    (statement,) = allowed
    assert statement["Principal"] == {"Service": "ses.amazonaws.com"}
    assert statement["Resource"] == {"Fn::Sub": "${MailBucket.Arn}/raw/*"}
    assert statement["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}


def test_every_outcome_of_a_sent_mail_is_reported(template: dict[str, Any]):
    resources = template["Resources"]
    (reports,) = of_type(resources, "AWS::SES::ConfigurationSetEventDestination").values()
    kinds = set(reports["EventDestination"]["MatchingEventTypes"])
    assert {"SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT"} <= kinds
    assert reports["EventDestination"]["SnsDestination"] == {"TopicARN": {"Ref": "DeliveryTopic"}}
    (sent,) = of_type(resources, "AWS::SES::ConfigurationSet").values()
    assert sent["Name"] == template["Globals"]["Function"]["Environment"]["Variables"]["CONFIGURATION_SET"]
