"""From an alarm to the mail: what an error line says of the message that was at work."""

import io
import json
from typing import Any

import pytest

import app
from chalicelib.arrivals import Arrivals
from chalicelib.clockwork.due_work import DueWork
from chalicelib.telemetry import logs, references
from chalicelib.web import routes
from sandbox import Sandbox
from sandbox.events import delivery_event, schedule_event, sent_mail
from sandbox.lambdas import Context, Lambdas
from tests.operations.conftest import Run
from tests.stories.acts import CUSTOMER, RUDE, complain, last, newest
from tests.stories.letters import letter

PHONE = "+8613505350001"


def fails(*_: object) -> None:
    raise ValueError(f"what somebody wrote: {RUDE} {CUSTOMER}")


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the functions log, as CloudWatch gets it; the sandbox keeps quiet about what it lays aside."""
    lines = io.StringIO()
    monkeypatch.setattr(logs.logger.registered_handler, "stream", lines)
    monkeypatch.setattr(Lambdas, "_lay_aside", lambda *_: None)
    return lines


def errors(logged: io.StringIO) -> list[dict[str, Any]]:
    """The error lines, as CloudWatch Logs Insights reads them."""
    return [json.loads(line) for line in logged.getvalue().splitlines()]


def test_an_error_line_names_call_message_and_mail_and_the_mail_is_processed_again_by_what_it_says(
    box: Sandbox, run: Run, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as broken:
        broken.setattr(Arrivals, "mail", fails)
        ses_id = box.email(letter(CUSTOMER, box.address, "投诉", RUDE))
    lines = errors(logged)
    assert len({line["request_id"] for line in lines}) == len(lines) == 5  # as often as the queue delivers it
    assert len({line["ids"].pop("sqs_message_id") for line in lines}) == 1
    assert lines[0]["where"] == "MailsArrived"
    assert lines[0]["ids"] == {"ses_message_id": ses_id, "raw_mail": f"raw/{ses_id}"}
    assert run("replay", lines[0]["ids"]["raw_mail"])[0] == 0
    assert newest(box)["complainant"]["mail"] == CUSTOMER


def test_an_error_line_about_a_text_names_the_text_and_not_its_sender(
    box: Sandbox, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Arrivals, "text", fails)
    inbound_id = box.sms(PHONE, RUDE)
    assert {line["ids"]["text_id"] for line in errors(logged)} == {inbound_id}
    assert not [word for word in (PHONE, RUDE, CUSTOMER) if word in logged.getvalue()]


def test_an_error_line_about_a_delivery_report_names_the_mail_that_was_sent(
    box: Sandbox, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    complain(box)
    sent = last(box, CUSTOMER)
    monkeypatch.setattr(Arrivals, "delivery", fails)
    box.report(sent, "Bounce")
    assert {line["ids"]["sent_message_id"] for line in errors(logged)} == {sent.id}
    assert CUSTOMER not in logged.getvalue()


def test_an_error_line_about_a_due_complaint_names_it(
    box: Sandbox, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    complaint = complain(box)
    monkeypatch.setattr(DueWork, "due", fails)
    box._cloud.put_message("DueQueue", json.dumps({"id": complaint["id"]}))
    box._settle()
    assert {line["ids"]["due"] for line in errors(logged)} == {complaint["id"]}


def test_an_error_line_about_a_page_names_the_call(box: Sandbox, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(routes, "get", fails)
    assert box.get("/poster").status == 500
    assert [(line["where"], line["request_id"]) for line in errors(logged)] == [
        ("page", Context("APIHandler", box._lambdas.calls).aws_request_id)
    ]


def test_a_tick_that_fails_names_its_call(box: Sandbox, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(app, "clockwork", fails)
    with pytest.raises(logs.Failed):
        app.tick(schedule_event(box.now), Context("tick", 7))
    assert [line["request_id"] for line in errors(logged)] == [Context("tick", 7).aws_request_id]


def test_a_line_after_a_call_does_not_bear_its_id(box: Sandbox, logged: io.StringIO):
    assert box.get("/poster").status == 200
    logs.log_failure(ValueError(), "test")
    assert "request_id" not in errors(logged)[0]


@pytest.mark.parametrize("read", [references.of_mail, references.of_text, references.of_report, references.of_due])
@pytest.mark.parametrize("body", ["", "no JSON: zhang.wei@qq.com", "[]", '{"name": 1}', "null", "[" * 100_000])
def test_a_message_that_cannot_be_read_leaves_a_line_without_ids(logged: io.StringIO, read: Any, body: str):
    logs.log_failure(ValueError(), "test", lambda: read(body))
    assert errors(logged)[0]["ids"] == {}


@pytest.mark.parametrize("words", ["zhang.wei@qq.com", "检票员骂人", "two words", "+8613505350001", "x" * 201, ""])
def test_what_does_not_look_like_an_id_stays_out_of_the_line(logged: io.StringIO, words: str):
    logs.log_failure(ValueError(), "test", lambda: references.of_due(json.dumps({"id": words})))
    assert errors(logged)[0]["ids"] == {}


def test_a_report_on_several_mails_names_them_all(box: Sandbox):
    sent = [sent_mail(name, box.address, [CUSTOMER], [], {}, box.now) for name in ("first-0001", "second-0002")]
    events = [delivery_event("Delivery", each, box.now) for each in sent]
    assert references.of_report(json.dumps(events)) == {"sent_message_id": "first-0001/second-0002"}


def test_work_ends_in_time_for_what_comes_after_it(box: Sandbox, monkeypatch: pytest.MonkeyPatch):
    asked: list[float] = []
    monkeypatch.setattr(Context, "get_remaining_time_in_millis", lambda _: 30_000)
    monkeypatch.setattr(DueWork, "tick", lambda _self, _now, time_left: asked.append(time_left()) or [])
    app.tick(schedule_event(box.now), Context("tick", 1))
    assert asked == [25.0]
