"""Nothing lies or travels in the clear; mail comes in by one rule; no function may do more than it must."""

import json
from typing import Any

import pytest

from chalicelib.core.people.tokens import USES
from tests.infra.shape import QUEUE_FUNCTIONS, Resources, arn, as_list, functions, of_type, statements

BUCKETS = {"MailBucket", "WitnessBucket", "AccessLogs"}


def test_tables_are_encrypted_recoverable_and_kept(resources: Resources):
    tables = {name: spec for name, spec in resources.items() if spec["Type"] == "AWS::DynamoDB::Table"}
    assert tables.keys() == {"Complaints", "History", "Outbox", "Inbound", "Keys"}
    for spec in tables.values():
        properties = spec["Properties"]
        assert properties["SSESpecification"]["KMSMasterKeyId"] == arn("EncryptionKey")
        assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert properties["DeletionProtectionEnabled"] == {"Ref": "DeletionProtection"}
        assert (spec["DeletionPolicy"], spec["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_what_is_kept_too_long_leaves_by_itself(resources: Resources, template: dict[str, Any]):
    """Raw mails and reports as the operator says; keys, counters and texts at their own moment; people only once it is said so."""
    tables = of_type(resources, "AWS::DynamoDB::Table")
    leaving = {name for name, each in tables.items() if each.get("TimeToLiveSpecification", {}).get("Enabled")}
    assert leaving == {"Inbound", "Keys"}
    assert {tables[name]["TimeToLiveSpecification"]["AttributeName"] for name in leaving} == {"expires_at"}
    rules = resources["MailBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    days = {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules if "Prefix" in rule}
    assert days == {**{prefix: {"Ref": "MailRetentionDays"} for prefix in ("raw/", "texts/", "reports/")}, "forms/": 3}
    assert {rule["Status"] for rule in rules} == {"Enabled"}
    assert template["Parameters"]["RetentionMode"]["Default"] == "tell"


def test_queues_and_topics_are_encrypted_with_the_stacks_key(resources: Resources):
    carriers = of_type(resources, "AWS::SQS::Queue") | of_type(resources, "AWS::SNS::Topic")
    assert {name for name, spec in carriers.items() if spec.get("KmsMasterKeyId") != arn("EncryptionKey")} == set()


@pytest.mark.parametrize("name", sorted(BUCKETS))
def test_each_bucket_is_private_versioned_encrypted_and_kept(resources: Resources, name: str):
    bucket = resources[name]
    properties = bucket["Properties"]
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert properties["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    (rule,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    # S3 writes its access logs under no key but its own.
    own = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": arn("EncryptionKey")}
    assert rule["ServerSideEncryptionByDefault"] == ({"SSEAlgorithm": "AES256"} if name == "AccessLogs" else own)
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_access_to_mails_and_to_what_the_witness_keeps_is_logged_where_only_s3_writes(resources: Resources):
    logged = {
        name: spec["LoggingConfiguration"]["DestinationBucketName"]
        for name, spec in of_type(resources, "AWS::S3::Bucket").items()
        if "LoggingConfiguration" in spec
    }
    assert logged == {name: {"Ref": "AccessLogs"} for name in BUCKETS - {"AccessLogs"}}
    allowed = [
        one
        for one in resources["AccessLogsPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        if one["Effect"] == "Allow"
    ]
    assert [one["Principal"] for one in allowed] == [{"Service": "logging.s3.amazonaws.com"}]
    assert not [name for name, one in statements(resources) if "AccessLogs" in str(one.get("Resource"))]


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
    carriers = {*of_type(resources, "AWS::SQS::Queue"), *of_type(resources, "AWS::SNS::Topic"), *BUCKETS}
    assert refusing == carriers


def test_only_the_topic_in_front_of_a_queue_may_fill_it(resources: Resources):
    for policy in of_type(resources, "AWS::SQS::QueuePolicy").values():
        allowed = [one for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"]
        for statement in allowed:
            assert statement["Action"] == "sqs:SendMessage"
            assert "aws:SourceArn" in statement["Condition"]["ArnEquals"]


# Where AWS knows no narrower name: a telephone has no ARN; in the SES sandbox the recipient's identity is checked too, and
# the sender is fixed by a condition; streams are listed all or not at all.
OPEN_RIGHTS = {"MailGoesOutInOurName", "TextsGoToTelephones", "StreamsAreFound"}


def test_no_function_may_do_anything_to_everything(resources: Resources):
    for name, statement in statements(resources):
        assert statement["Effect"] == (BY_SNS if statement.get("Sid") == "TextsGoToTelephones" else "Allow")
        assert not [action for action in as_list(statement["Action"]) if "*" in action], name
        if statement.get("Sid") not in OPEN_RIGHTS:
            for target in as_list(statement["Resource"]):
                text = target.get("Fn::Sub", "") if isinstance(target, dict) else target
                assert "*" not in text.removesuffix("/*"), (name, text)


BY_SNS = {"Fn::If": ["TextsBySns", "Allow", "Deny"]}


def test_texts_go_out_from_the_stacks_own_number_only(template: dict[str, Any]):
    (sending,) = [
        one for _, one in statements(template["Resources"]) if "sms-voice:SendTextMessage" in as_list(one["Action"])
    ]
    named = [each["Fn::Sub"].rpartition(":")[2] for each in sending["Resource"]]
    assert named == ["phone-number/${SmsNumberId}", "configuration-set/${SmsConfigurationSet}"]
    # Amazon SNS knows no condition for the number, so whoever does not send by it may not send by it.
    assert template["Conditions"]["TextsBySns"]["Fn::And"][1] == {"Fn::Equals": [{"Ref": "SmsChannel"}, "sns"]}
    (rule,) = template["Rules"].values()
    (needed,) = rule["Assertions"]
    assert needed["Assert"] == {"Fn::Not": [{"Fn::Equals": [{"Ref": "SmsNumberId"}, ""]}]}


def test_mail_goes_out_under_the_stacks_own_sender_only(resources: Resources):
    (sending,) = [one for _, one in statements(resources) if "ses:SendEmail" in as_list(one["Action"])]
    assert sending["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "SenderAddress"}}}


def test_no_function_may_change_what_history_says_and_only_retention_deletes_what_it_says_of_people(
    resources: Resources,
):
    on_history = [(n, one) for n, one in statements(resources) if arn("History") in as_list(one.get("Resource", []))]
    actions = {(name, action) for name, one in on_history for action in as_list(one["Action"])}
    assert {action for _, action in actions} == {"dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"}
    assert {name for name, action in actions if action == "dynamodb:DeleteItem"} == {"RetentionRole"}


def test_only_retention_deletes_mails_and_workbooks_and_it_sends_nothing(resources: Resources):
    deleting = {
        name for name, one in statements(resources) for a in as_list(one["Action"]) if a.startswith("s3:Delete")
    }
    assert deleting == {"RetentionRole"}
    assert resources["RetentionRole"]["Properties"]["ManagedPolicyArns"] == [{"Ref": "HandleComplaints"}]


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
    assert fillers == {"TickRole", "DueArrivedRole", "APIHandlerRole"}


def test_the_pages_change_no_table_send_nothing_and_can_list_nothing(resources: Resources):
    assert "ManagedPolicyArns" not in resources["APIHandlerRole"]["Properties"]
    allowed = {
        action for name, one in statements(resources) if name == "APIHandlerRole" for action in as_list(one["Action"])
    }
    assert {action for action in allowed if not action.startswith(("kms:", "logs:"))} == {
        *(
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "s3:GetObject",
            "s3:PutObject",
            "sqs:SendMessage",
            "ssm:GetParameters",
        )
    }
    places = {
        one["Action"]: one["Resource"]["Fn::Sub"].partition("/")[2]
        for name, one in statements(resources)
        if name == "APIHandlerRole" and str(one["Action"]).startswith("s3:")
    }
    assert places == {"s3:GetObject": "policy/*", "s3:PutObject": "forms/*"}  # it cannot read what was posted, either


def test_the_pages_of_files_read_and_do_nothing_else(resources: Resources):
    assert "ManagedPolicyArns" not in resources["FilesHandlerRole"]["Properties"]
    allowed = {
        action for name, one in statements(resources) if name == "FilesHandlerRole" for action in as_list(one["Action"])
    }
    assert {action for action in allowed if not action.startswith(("kms:", "logs:"))} == {
        *("dynamodb:GetItem", "s3:GetObject", "ssm:GetParameters")
    }


def test_the_page_of_where_things_stand_reads_the_register_and_does_nothing_else(resources: Resources):
    assert "ManagedPolicyArns" not in resources["OverviewHandlerRole"]["Properties"]
    mine = [one for name, one in statements(resources) if name == "OverviewHandlerRole"]
    allowed = {action for one in mine for action in as_list(one["Action"])}
    assert {action for action in allowed if not action.startswith(("kms:", "logs:"))} == {
        *("dynamodb:Query", "dynamodb:BatchGetItem", "s3:GetObject", "ssm:GetParameters")
    }
    (read,) = [one for one in mine if "dynamodb:Query" in one["Action"]]
    led = read["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    assert led == ["open", "month#*", "absences"]


def signs_for(resources: Resources, role: str) -> set[str]:
    """The uses of the signing keys that a role may read."""
    shared = {each["Ref"] for each in resources[role]["Properties"].get("ManagedPolicyArns", [])}
    mine = [one for name, one in statements(resources) if name in {role, *shared}]
    places = [
        each["Fn::Sub"] for one in mine if one["Action"] == "ssm:GetParameters" for each in as_list(one["Resource"])
    ]
    assert all("parameter${SecretName}/" in place for place in places), "never the whole of them"
    return {place.rpartition("/")[2] for place in places}


def test_each_function_holds_the_keys_of_what_it_signs_or_reads_and_its_role_reads_no_others(template: dict[str, Any]):
    resources = template["Resources"]
    usual = template["Globals"]["Function"]["Environment"]["Variables"]["KEY_USES"]
    holds = {
        name: spec.get("Environment", {}).get("Variables", {}).get("KEY_USES", usual)
        for name, spec in functions(resources).items()
    }
    assert {name: set(uses.split()) for name, uses in holds.items()} == {
        name: signs_for(resources, f"{name}Role") for name in holds
    }
    assert {
        name: holds[name] for name in ("APIHandler", "FilesHandler", "OverviewHandler", "Retention", "HistoryWritten")
    } == {
        "APIHandler": "page confirm",
        "FilesHandler": "file",
        "OverviewHandler": "overview",
        "Retention": "",
        "HistoryWritten": "",
    }
    assert {name for name, uses in holds.items() if "confirm" in uses.split()} == {"APIHandler", "EmailArrived"}
    assert {use for uses in holds.values() for use in uses.split()} == set(USES)


def test_only_the_witness_writes_what_it_keeps_and_nobody_changes_it(resources: Resources):
    kept = [
        (name, action)
        for name, one in statements(resources)
        for action in as_list(one["Action"])
        if "WitnessBucket" in str(one.get("Resource"))
    ]
    assert kept == [("HistoryWrittenRole", "s3:PutObject")]
    assert "ManagedPolicyArns" not in resources["HistoryWrittenRole"]["Properties"]
    properties = resources["WitnessBucket"]["Properties"]
    assert properties["ObjectLockEnabled"] is True
    assert properties["ObjectLockConfiguration"]["Rule"] == {"DefaultRetention": {"Mode": "GOVERNANCE", "Years": 10}}
    operators = [
        action
        for one in resources["OperatorRights"]["Properties"]["PolicyDocument"]["Statement"]
        for action in as_list(one["Action"])
        if "WitnessBucket" in str(one["Resource"])
    ]
    assert operators == ["s3:ListBucket"]


def test_the_witness_sees_every_change_of_a_line_and_no_personal_text(resources: Resources):
    assert resources["History"]["Properties"]["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    (source,) = resources["HistoryWritten"]["Properties"]["Events"].values()
    assert source["Properties"]["Stream"] == {"Fn::GetAtt": ["History", "StreamArn"]}
    patterns = [json.loads(each["Pattern"]) for each in source["Properties"]["FilterCriteria"]["Filters"]]
    written = {"chain": {"S": [{"exists": True}]}}
    assert patterns == [{"dynamodb": {"NewImage": written}}, {"dynamodb": {"OldImage": written}}]


def test_no_function_may_scan_a_table(resources: Resources):
    assert not [name for name, one in statements(resources) if "dynamodb:Scan" in as_list(one["Action"])]


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


def test_no_service_brings_anything_for_another_account(resources: Resources):
    """A service acts for whoever asks it: each policy that lets one in says for whom."""
    policies = of_type(resources, "AWS::SNS::TopicPolicy") | of_type(resources, "AWS::S3::BucketPolicy")
    for name, policy in policies.items():
        for one in policy["PolicyDocument"]["Statement"]:
            if one["Effect"] == "Allow":
                assert one["Condition"]["StringEquals"]["aws:SourceAccount"] == {"Ref": "AWS::AccountId"}, name
    by_service = [
        one
        for one in resources["EncryptionKey"]["Properties"]["KeyPolicy"]["Statement"]
        if "Service" in one["Principal"]
    ]
    assert len(by_service) == 2
    assert all(one["Condition"] for one in by_service)


def test_ses_comes_for_one_rule_and_one_configuration_set(resources: Resources):
    sources = []
    for policy in ("MailTopicPolicy", "MailBucketPolicy", "DeliveryTopicPolicy"):
        for one in resources[policy]["Properties"]["PolicyDocument"]["Statement"]:
            if one["Effect"] == "Allow" and one["Principal"]["Service"] == "ses.amazonaws.com":
                source = one["Condition"]["ArnEquals"]["aws:SourceArn"]["Fn::Sub"]
                sources.append((source if isinstance(source, str) else source[0]).rpartition("/")[2])
    assert sources == ["${AWS::StackName}-complaints", "${AWS::StackName}-complaints", "${AWS::StackName}-sent"]
    assert resources["ComplaintRule"]["Properties"]["Rule"]["Name"] == {"Fn::Sub": "${AWS::StackName}-complaints"}
    assert resources["SentMail"]["Properties"]["Name"] == {"Fn::Sub": "${AWS::StackName}-sent"}


def test_functions_use_the_key_only_through_the_services_that_store_with_it(resources: Resources):
    on_key = [one for _, one in statements(resources) if arn("EncryptionKey") in as_list(one.get("Resource", []))]
    assert on_key
    for one in on_key:
        services = {each["Fn::Sub"].partition(".")[0] for each in one["Condition"]["StringEquals"]["kms:ViaService"]}
        assert services <= {"dynamodb", "s3", "sqs", "ssm"}


def test_raw_mail_is_read_by_who_sends_files_on_or_shows_them_and_never_by_who_deletes(resources: Resources):
    raw = {"Fn::Sub": "${MailBucket.Arn}/raw/*"}
    readers = {
        name
        for name, one in statements(resources)
        if raw in as_list(one.get("Resource", [])) and "s3:GetObject" in as_list(one["Action"])
    }
    assert readers == {"SendMessages", "FilesHandlerRole"}
    assert {"Ref": "SendMessages"} not in resources["RetentionRole"]["Properties"]["ManagedPolicyArns"]


def test_every_outcome_of_a_sent_mail_is_reported(template: dict[str, Any]):
    resources = template["Resources"]
    (reports,) = of_type(resources, "AWS::SES::ConfigurationSetEventDestination").values()
    kinds = set(reports["EventDestination"]["MatchingEventTypes"])
    assert {"SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT"} <= kinds
    assert reports["EventDestination"]["SnsDestination"] == {"TopicARN": {"Ref": "DeliveryTopic"}}
    (sent,) = of_type(resources, "AWS::SES::ConfigurationSet").values()
    assert sent["Name"] == template["Globals"]["Function"]["Environment"]["Variables"]["CONFIGURATION_SET"]
