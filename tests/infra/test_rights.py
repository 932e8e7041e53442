"""The rights of each function against the calls that it makes: none is missing, none is to spare."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ReadTimeoutError

import app
from chalicelib.aws import secrets
from chalicelib.core.people.tokens import Keys, Ring, Token, Use, mint, person_digest
from chalicelib.policies import published
from redress.package import FUNCTION_OF
from sandbox import Sandbox
from sandbox.events import schedule_event
from sandbox.lambdas import Lambdas
from sandbox.staff import compose, reply
from tests.faults.operators import DESK_HEAD, changed_directory, changed_words
from tests.infra.shape import Resources, as_list
from tests.stories.acts import (
    ANSWER,
    HANDLER,
    RUDE,
    code_in,
    complain,
    fills_in,
    last,
    says,
    survey_link,
    to,
    types_code,
)

Right = tuple[str, str]  # an action and what it is done to, by the names of the template

PHOTO = ("photo.jpg", "image/jpeg", b"\xff\xd8\xff")
ROLES = {
    "email_arrived": "EmailArrivedRole",
    "text_arrived": "TextArrivedRole",
    "delivery_reported": "DeliveryReportedRole",
    "due_arrived": "DueArrivedRole",
    "history_written": "HistoryWrittenRole",
    "tick": "TickRole",
    "retention": "RetentionRole",
    "web": "APIHandlerRole",
    "FilesHandler": "FilesHandlerRole",
    "OverviewHandler": "OverviewHandlerRole",
}
TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
IN_S3 = {"ListObjectVersions": "ListBucketVersions", "ListObjectsV2": "ListBucket"}
# Rights that Lambda itself or the services need in the function's name, and those of a channel or policy not chosen here.
UNSEEN = {
    ("logs:*", "*"),
    ("kms:*", "EncryptionKey"),
    ("sqs:ReceiveMessage", "*"),
    ("sqs:DeleteMessage", "*"),
    ("sqs:GetQueueAttributes", "*"),
    ("sqs:SendMessage", "TickDeadLetters"),
    ("s3:ListBucket", "MailBucket"),
    ("sms-voice:SendTextMessage", "*"),
    ("s3:GetObject", "MailBucket/policy/*"),
    ("s3:PutObject", "MailBucket/texts/*"),  # while no policy is in force: tests/operations/test_own_policy.py
    ("dynamodb:*Stream*", "*"),
    ("dynamodb:GetRecords", "History"),
    ("dynamodb:GetShardIterator", "History"),
}
# Only a workbook's mail that could not be sent at once is sent by the sweep.
UNSEEN_OF = {
    ("TickRole", "s3:GetObject", "MailBucket/reports/*"),
}


# --- what the template grants


def target_of(resource: Any) -> str:
    match resource:
        case {"Fn::GetAtt": [str(name), "Arn" | "StreamArn"]}:
            return name
        case "*":
            return resource
        case {"Fn::Sub": str(text)} if text.startswith("${"):
            return text.replace("${", "").replace(".Arn}", "")
        case {"Fn::Sub": str(text)}:
            return re.sub(r"\$\{\w+\}", "*", text.rsplit(":", 1)[1])
    raise AssertionError(resource)


def rights_of(document: Mapping[str, Any]) -> Iterator[Right]:
    for statement in document["Statement"]:
        targets = [target_of(each) for each in as_list(statement.get("Resource", []))] or ["telephone"]
        yield from ((action, target) for action in as_list(statement["Action"]) for target in targets)


@pytest.fixture
def granted(resources: Resources) -> dict[str, set[Right]]:
    """The rights of each role, those of shared policies included."""
    return {
        name: {right for document in (*shared(resources, name), *own(resources, name)) for right in rights_of(document)}
        for name in ROLES.values()
    }


def shared(resources: Resources, role: str) -> list[Mapping[str, Any]]:
    """The policies that all functions have in common: what any fact may lead to."""
    named = resources[role]["Properties"].get("ManagedPolicyArns", [])
    return [resources[each["Ref"]]["Properties"]["PolicyDocument"] for each in named]


def own(resources: Resources, role: str) -> list[Mapping[str, Any]]:
    """The policies of one role alone."""
    return [policy["PolicyDocument"] for policy in resources[role]["Properties"]["Policies"]]


# --- what the application does


def needed(service: str, operation: str, arguments: dict[str, Any], names: Mapping[str, str]) -> Iterator[Right]:
    """The rights that one call needs. `names` maps tables, queues and buckets to their names in the template."""
    match service, operation:
        case "dynamodb", "BatchGetItem":
            yield from (("dynamodb:BatchGetItem", names[table]) for table in arguments["RequestItems"])
        case "dynamodb", "TransactWriteItems":
            for action in arguments["TransactItems"]:
                ((kind, details),) = action.items()
                yield f"dynamodb:{TRANSACTED[kind]}", names[details["TableName"]]
        case "dynamodb", _:
            index = f"/index/{arguments['IndexName']}" if "IndexName" in arguments else ""
            yield f"dynamodb:{operation}", names[arguments["TableName"]] + index
        case "s3", _:
            action = IN_S3.get(operation, operation)
            place = (
                f"{names[arguments['Bucket']]}/{arguments['Key']}" if "Key" in arguments else names[arguments["Bucket"]]
            )
            yield f"s3:{action}{'Version' if 'VersionId' in arguments else ''}", place
        case "sesv2", "SendEmail":
            yield "ses:SendEmail", "identity/sender"
            yield "ses:SendEmail", "configuration-set/ours"
        case "sns", "Publish":
            yield "sns:Publish", "telephone" if "PhoneNumber" in arguments else "topic"
        case "sqs", _:
            yield f"sqs:{operation.removesuffix('Batch')}", names[arguments["QueueUrl"]]
        case "ssm", "GetParameters":
            yield from ((f"ssm:{operation}", f"parameter{name}") for name in arguments["Names"])
        case _:
            yield f"{service}:{operation}", "parameter" + str(arguments.get("Name"))


class Observer:
    """Notes which function makes which calls."""

    def __init__(self) -> None:
        self.function = ""
        self.names: dict[str, str] = {}
        self.seen: dict[str, set[Right]] = defaultdict(set)
        self.looked_up: dict[str, set[str]] = defaultdict(set)  # the keys that a role read of the table of keys
        self.unanswered = 0  # so many of the next sends reach the service, but their answer is lost

    def note(self, service: str, operation: str, arguments: dict[str, Any]) -> None:
        if service == "ssm":
            return  # one process plays all functions, and reads every key once; which of them each uses, `Rings` notes
        role = ROLES[self.function]
        self.seen[role] |= set(needed(service, operation, arguments, self.names))
        if operation == "BatchGetItem":
            asked = {self.names[table]: wanted["Keys"] for table, wanted in arguments["RequestItems"].items()}
            self.looked_up[role] |= {each["key"]["S"] for each in asked.get("Keys", ())}


class Rings(dict[Use, Ring]):
    """Signing keys that note which function uses them."""

    def __init__(self, watching: Observer, rings: Mapping[Use, Ring]) -> None:
        super().__init__(rings)
        self.watching = watching

    def __getitem__(self, use: Use) -> Ring:
        role = ROLES[self.watching.function]
        self.watching.seen[role].add(("ssm:GetParameters", f"parameter/redress/signing-keys/{use}"))
        return super().__getitem__(use)

    def get(self, use: Use, default: Any = None) -> Any:
        self[use]
        return super().get(use, default)


@pytest.fixture
def observer(monkeypatch: pytest.MonkeyPatch) -> Observer:
    watching = Observer()
    make_call, call, call_web = vars(BaseClient)["_make_api_call"], Lambdas.call, Lambdas.call_web

    def noted(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        watching.note(self.meta.service_model.service_name, operation, arguments)
        answer = make_call(self, operation, arguments)
        if operation == "Publish" and watching.unanswered:
            watching.unanswered -= 1
            raise ReadTimeoutError(endpoint_url="https://sns.example")
        return answer

    def called(self: Lambdas, name: str, event: Any) -> Any:
        watching.function = name
        return call(self, name, event)

    def called_by_web(self: Lambdas, event: Any) -> Any:
        watching.function = FUNCTION_OF.get(event["resource"], "web")
        return call_web(self, event)

    read_keys = secrets.signing_keys
    monkeypatch.setattr(secrets, "signing_keys", lambda *asked: Keys(Rings(watching, read_keys(*asked).rings)))
    monkeypatch.setattr(BaseClient, "_make_api_call", noted)
    monkeypatch.setattr(Lambdas, "call", called)
    monkeypatch.setattr(Lambdas, "call_web", called_by_web)
    return watching


def on_the_web(box: Sandbox) -> None:
    """A form that is proved, then words and a photograph on the case's page."""
    page = fills_in(box, "13800138000")
    shown = types_code(box, page, code_in(box.texts[-1].text))
    box.post(re.findall(r"/c/\w+", shown)[0], {"words": "补充"}, files=[PHOTO])


def live(observer: Observer) -> None:
    """The turn of a month, in which everything happens: mails, texts, orders, answers, bounces, time-outs, reports."""
    settings = {"RETENTION": "erase", "RETENTION_DAYS": "5", "POLICY": "s3:"}
    with Sandbox(now="2026-03-31T09:00+08:00", settings=settings) as box:
        for key, body in published.documents(box._rules):
            box._cloud.store(key, body)
        observer.names = {made: name for name, made in box._cloud.names.items()}
        for customer in ("zhang.wei@qq.com", "li.na@163.com"):
            complain(box, sender=customer)
            says(box, HANDLER, ANSWER)
        box.sms("+8613900002222", "投诉：今天上午9点客运总站检票员当众骂人")
        says(box, HANDLER, ANSWER)
        box.sms("+8613900002222", "4")
        observer.unanswered = 1
        box.sms("+8613900001111", "投诉 3路公交车今天上午8点不停站，司机态度差")
        box.report(last(box, HANDLER), "Bounce")
        complain(box, f"{RUDE}我的手机是 135 0535 0001。", sender="zhao@163.com")
        box.wind(minutes=1)  # the code that proves the number is sent and comes back
        box.sms("+8613505350001", next(iter(re.findall(r"\d{6}", box.texts[-1].text))))
        box.wind(to="2026-04-01T10:00+08:00")
        for customer, score in (("zhang.wei@qq.com", "1"), ("li.na@163.com", "4")):
            link = survey_link(next(mail for mail in to(box, customer) if "/s/" in mail.text))
            box.get(link)
            box.post(link, {"score": score, "words": ""})
        box.email(b"From: someone@example.net\r\nSubject: hello\r\n\r\n", verdicts={"spam": "FAIL"})
        box.email(compose(HANDLER, box.address, "数据", "#数据 上月"))
        box.get(next(iter(re.findall(r"https://\S+/o/\w+", last(box, HANDLER).text))))
        box.email(compose(HANDLER, box.address, "清单", "#清单"), verdicts={"dmarc": "GRAY"})
        box.post(re.findall(r"https://\S+/k/\w+", last(box, HANDLER).text)[0], {"confirm": "yes"})
        box.email(compose(DESK_HEAD, box.address, "名录", "#名录", attachments=[changed_directory()]))
        box.post(re.findall(r"https://\S+/k/\w+", last(box, DESK_HEAD).text)[0], {"confirm": "yes"})
        box.email(compose(DESK_HEAD, box.address, "文案", "#文案", attachments=[changed_words()]))
        box.post(re.findall(r"https://\S+/k/\w+", last(box, DESK_HEAD).text)[0], {"confirm": "yes"})
        turned_off = Token("reports", "", person_digest(HANDLER), (box.now + timedelta(days=1)).replace(microsecond=0))
        box.post(f"/u/{mint(turned_off, app.container().keys)}", {"List-Unsubscribe": "One-Click"})
        box.email(compose("wang.fang@qq.com", box.address, "投诉", RUDE, attachments=[PHOTO]))
        box.get(next(iter(re.findall(r"https://\S+/f/\w+", last(box, HANDLER).text))))
        on_the_web(box)
        _days_later(box)
        assert box.dead_letters == []


def _days_later(box: Sandbox) -> None:
    """What falls due after an answer, and how long things are kept."""
    box.wind(to="2026-04-10T10:00+08:00")
    for mail in to(box, HANDLER, "整改落实"):
        box.email(reply(mail, "#填报\n整改是否落实：是\n落实情况：已完成培训", sender=HANDLER))
    box._lambdas.fire("retention", schedule_event(box.now))
    box._lambdas.witness()


def matches(right: Right, pattern: Right) -> bool:
    return fnmatchcase(right[0], pattern[0]) and fnmatchcase(right[1], pattern[1])


def test_each_function_may_do_what_it_does_and_nothing_else(
    observer: Observer, granted: dict[str, set[Right]], resources: Resources
):
    live(observer)
    assert observer.seen.keys() == set(ROLES.values())
    for role, seen in observer.seen.items():
        refused = {right for right in seen if not any(matches(right, allowed) for allowed in granted[role])}
        assert not refused, role
    everybody = set().union(*observer.seen.values())
    to_spare = {
        (role, *allowed)
        for role, rights in granted.items()
        for allowed in rights
        if not any(matches(right, allowed) for right in everybody)
        and not any(matches(allowed, unseen) for unseen in UNSEEN)
    }
    assert not to_spare
    to_spare_of_its_own = {
        (role, *allowed)
        for role in observer.seen
        for document in own(resources, role)
        for allowed in rights_of(document)
        if not any(matches(right, allowed) for right in observer.seen[role])
        and not any(matches(allowed, unseen) for unseen in UNSEEN)
    }
    assert to_spare_of_its_own <= UNSEEN_OF
    (narrow,) = [
        one for one in own(resources, "APIHandlerRole")[0]["Statement"] if "dynamodb:BatchGetItem" in one["Action"]
    ]
    led = narrow["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    strayed = [key for key in observer.looked_up["APIHandlerRole"] if not any(fnmatchcase(key, each) for each in led)]
    assert strayed == []
    assert all(any(fnmatchcase(key, each) for key in observer.looked_up["APIHandlerRole"]) for each in led)
