"""What the functions print and log: never what somebody wrote, never an address, a name or a number."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

import app
from chalicelib.telemetry.logs import Failed
from sandbox import Sandbox
from sandbox.lambdas import Context
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, DIRECTOR, HANDLER, HEAD, RUDE, complain, last, says, survey_link
from tests.stories.letters import letter

PHONE = "+8613505350001"
PERSONAL = (
    CUSTOMER,
    PHONE,
    "13505350001",
    "检票员",
    "张伟",
    HANDLER,
    HEAD,
    DIRECTOR,
    "guo.ping",
    "停岗培训",
    "zhang.wei",
)


class Printed:
    """Everything that left the process by log or print."""

    def __init__(self, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
        self.capfd, self.caplog = capfd, caplog
        self.caplog.set_level(logging.DEBUG)

    def text(self) -> str:
        out, err = self.capfd.readouterr()
        ours = [
            r for r in self.caplog.records if not r.name.startswith(("boto", "moto", "urllib3", "werkzeug", "faker"))
        ]
        return out + err + "\n".join(f"{record.getMessage()} {record.exc_info or ''} {vars(record)}" for record in ours)


@pytest.fixture
def printed(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Printed:
    return Printed(capfd, caplog)


@pytest.fixture
def box(printed: Printed) -> Iterator[Sandbox]:
    assert printed
    settings = {
        "POWERTOOLS_METRICS_DISABLED": "false",
        "POWERTOOLS_METRICS_NAMESPACE": "Redress",
        "LOG_LEVEL": "DEBUG",
        "POWERTOOLS_SERVICE_NAME": "redress",
    }
    with Sandbox(now="2026-03-02T09:00+08:00", settings=settings) as opened:
        yield opened


def test_a_complaints_life_leaves_no_personal_word_in_the_logs(box: Sandbox, printed: Printed):
    complain(box, RUDE + "我叫张伟")
    box.sms(PHONE, "投诉：今天上午9点客运总站检票员态度恶劣")
    box.wind(days=3)
    says(box, HEAD, "#备注 检票员已停岗培训")
    number = box.complaints()[0]["number"]
    says(box, HANDLER, ANSWER, about=number)
    link = survey_link(last(box, CUSTOMER, "的答复"))
    box.get(link)
    box.post(link, {"score": "1", "words": "张伟不满意"})
    box.email(reply(last(box, HANDLER), ANSWER, sender="stranger@x.example"))
    box.email(b"\xff\x00 no mail at all")
    box.report(last(box, CUSTOMER), "Bounce")
    box.wind(days=2)
    told = printed.text()
    assert "Sent" in told  # the metrics are among what was captured
    found = [word for word in PERSONAL if word in told]
    assert found == []
    assert not re.search(r"[\w.]+@[\w.]+\.(example|com)\b", told)


class Refusing:
    """AWS refuses a kind of call, and repeats in its words what it was given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
        original = vars(BaseClient)["_make_api_call"]

        def call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
            if operation == refused:
                words = f"bad value {CUSTOMER} {PHONE} 检票员"
                raise ClientError({"Error": {"Code": "ValidationException", "Message": words}}, operation)
            return original(client, operation, arguments)

        monkeypatch.setattr(BaseClient, "_make_api_call", call)


@pytest.fixture
def silent_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox shows developers each error in full; the functions themselves must not."""
    monkeypatch.setattr("sandbox.lambdas.Lambdas._lay_aside", lambda *_: None)


@pytest.mark.usefixtures("silent_sandbox")
@pytest.mark.parametrize("refused", ["TransactWriteItems", "BatchGetItem", "GetObject"])
def test_an_error_is_logged_by_kind_and_place_without_its_words(
    box: Sandbox, printed: Printed, monkeypatch: pytest.MonkeyPatch, refused: str
):
    with monkeypatch.context() as broken:
        Refusing(broken, refused)
        box.email(letter(CUSTOMER, box.address, "投诉", RUDE))
    told = printed.text()
    for needed in ("ClientError", "ValidationException", "MailsArrived", '"Faults":[1.0]'):
        assert needed in told
    assert [word for word in PERSONAL if word in told] == []


@pytest.mark.usefixtures("silent_sandbox")
def test_a_tick_that_fails_tells_the_runtime_nothing_but_the_kind(
    box: Sandbox, printed: Printed, monkeypatch: pytest.MonkeyPatch
):
    Refusing(monkeypatch, "Query")
    event = {
        "source": "aws.events",
        "detail": {},
        "version": "0",
        "account": "1",
        "region": "x",
        "time": "",
        "id": "",
        "resources": [],
        "detail-type": "",
    }
    with pytest.raises(Failed, match=r"^tick: ClientError$") as failed:
        app.tick(event, Context("tick", 1))
    assert failed.value.__suppress_context__
    assert [word for word in PERSONAL if word in printed.text()] == []
    assert box.address


def test_a_page_that_fails_apologises_and_tells_nothing(
    box: Sandbox, printed: Printed, monkeypatch: pytest.MonkeyPatch
):
    complain(box)
    says(box, HANDLER, ANSWER)
    link = survey_link(last(box, CUSTOMER))
    Refusing(monkeypatch, "GetItem")
    shown = box.get(link)
    assert shown.status == 500
    assert "系统暂时出错" in shown.text
    assert "ClientError" not in shown.text
    assert [word for word in PERSONAL if word in printed.text()] == []


def test_metrics_bear_the_names_that_alarms_listen_to(box: Sandbox, printed: Printed):
    complain(box)
    box.email(b"")
    says(box, HANDLER, ANSWER)  # the copies wait for the sweep
    box.wind(days=3)
    found: dict[str, list[float]] = {}
    for line in printed.text().splitlines():
        if line.startswith('{"_aws"'):
            told = json.loads(line)
            (shape,) = told["_aws"]["CloudWatchMetrics"]
            assert (shape["Namespace"], shape["Dimensions"]) == ("Redress", [["service"]])
            for metric in shape["Metrics"]:
                found.setdefault(metric["Name"], []).extend(told[metric["Name"]])
    assert found["MailsArrived"] == [1, 1, 1]
    assert found["Complaints"] == [1]
    assert found["Parked"] == [1]
    assert sum(found["Sent"]) == len(box.mails) + len(box.texts)
    assert max(found["DueLag"]) >= 0
    assert max(found["OldestPending"]) >= 0
