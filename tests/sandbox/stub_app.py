"""A small application with the deployed functions' names, to test the sandbox apart from what the real one decides."""

import json
from collections.abc import Callable
from typing import Any

import boto3
from chalice.app import Chalice, Response

FORM = "application/x-www-form-urlencoded"
SERVICE = {"email_arrived": "mail", "text_arrived": "text", "delivery_reported": "delivery", "due_arrived": "due"}


class StubApp:
    """Notes every event; `on` gives a function something to do for each of its messages."""

    def __init__(self) -> None:
        self.app = web()
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.on: dict[str, Callable[[dict[str, Any]], object]] = {}
        self.on_tick: Callable[[], object] = lambda: None

    def __getattr__(self, name: str) -> Callable[[dict[str, Any], Any], Any]:
        if name not in SERVICE:
            raise AttributeError(name)
        return lambda event, _context: self._records(name, event)

    def tick(self, event: dict[str, Any], _context: Any) -> None:
        self.events.append(("tick", event))
        self.on_tick()

    def messages(self, name: str) -> list[dict[str, Any]]:
        """Every message that a function was given, out of its envelopes."""
        records = [record for called, event in self.events if called == name for record in event["Records"]]
        return [message_of(record) for record in records]

    def _records(self, name: str, event: dict[str, Any]) -> dict[str, Any]:
        self.events.append((name, event))
        failed = []
        for record in event["Records"]:
            try:
                if name in self.on:
                    self.on[name](message_of(record))
            except ValueError:
                failed.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": failed}


def message_of(record: dict[str, Any]) -> dict[str, Any]:
    body = json.loads(record["body"])
    return json.loads(body["Message"]) if "Message" in body else body


def send(sender: str, to: str, subject: str, body: str, **tags: str) -> str:
    """A mail as the application sends it; SES's id."""
    raw = (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <own@x>\r\nX-SES-TENANT: a\r\n\r\n{body}\r\n"
    )
    answer = boto3.client("sesv2").send_email(
        Destination={"ToAddresses": [to]},
        Content={"Raw": {"Data": raw.encode()}},
        EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()],
    )
    return answer["MessageId"]


def web() -> Chalice:
    app = Chalice(app_name="stub")

    @app.route("/s/{token}", methods=["GET"])
    def show(token: str) -> Response:
        query = app.current_request.query_params or {}
        return Response(f"token {token} {query.get('lang', '-')}", headers={"Content-Type": "text/html; charset=utf-8"})

    @app.route("/s/{token}", methods=["POST"], content_types=[FORM])
    def record(token: str) -> Response:  # noqa: ARG001  the route names it
        return Response(app.current_request.raw_body.decode(), status_code=201, headers={"Content-Type": "text/plain"})

    return app
