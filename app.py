"""Entry points. The only reader of the clock and the environment; everything else gets both as arguments."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from chalice.app import Chalice, CloudWatchEvent, Rate, Request, Response, SQSEvent

from chalicelib.clockwork.due_work import DueWork
from chalicelib.container import Container
from chalicelib.settings import from_environment
from chalicelib.telemetry.logs import Failed, discreet, publish
from chalicelib.web import routes
from chalicelib.web.page import Page, broken

TICK_SECONDS = 50.0
RETENTION_SECONDS = 600.0
FORM = "application/x-www-form-urlencoded"

app = Chalice(app_name="redress")


@cache
def container() -> Container:
    """The stack's office, put together once per process."""
    return Container(from_environment(os.environ))


@cache
def clockwork() -> DueWork:
    """The office's clockwork, once every report of the policy has its date."""
    container().reporting.ensure(_now())
    return container().due_work


def _now() -> datetime:
    return datetime.now(UTC)


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="email_arrived")
def email_arrived(event: SQSEvent) -> Any:
    """Mails that SES has stored."""
    return _each(event, "MailsArrived", lambda body: container().arrivals.mail(body, _now()))


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="text_arrived")
def text_arrived(event: SQSEvent) -> Any:
    """Text messages of customers."""
    return _each(event, "TextsArrived", lambda body: container().arrivals.text(body, _now()))


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="delivery_reported")
def delivery_reported(event: SQSEvent) -> Any:
    """What SES tells of the mails that we sent."""
    return _each(event, "ReportsArrived", lambda body: container().arrivals.delivery(body, _now()))


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="due_arrived")
def due_arrived(event: SQSEvent) -> Any:
    """Complaints and reports that a tick found due."""
    return _each(event, "DueArrived", lambda body: container().due_work.due(body, _now()))


@app.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(_event: CloudWatchEvent) -> None:
    """Each minute: what is due goes to the workers, what was not sent goes out."""
    with discreet("tick"):
        started = _now()
        for tally in clockwork().tick(started, lambda: TICK_SECONDS - (_now() - started).total_seconds()):
            container().measures.delivered(tally, started)
            publish(container().measures)


@app.schedule(Rate(1, unit=Rate.DAYS), name="retention")
def retention(_event: CloudWatchEvent) -> None:
    """Each day: what was closed long ago loses its people, or is counted."""
    with discreet("retention"):
        started = _now()
        container().retention.daily(started, lambda: RETENTION_SECONDS - (_now() - started).total_seconds())
        publish(container().measures)


def _each(event: SQSEvent, counted: str, work: Callable[[str], object]) -> Any:
    """Runs every record; those that fail come again alone."""

    def record_handler(record: SQSRecord) -> None:
        with discreet(counted):
            work(record.body)
        container().measures.count(counted)

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(event=event.to_dict(), record_handler=record_handler, processor=processor)
    _measured(faults=len(answer["batchItemFailures"]))
    return answer


def _measured(faults: int = 0) -> None:
    """Puts out what was counted. Without an office there is nothing to count with, and the function fails as a whole."""
    with discreet("office"):
        measures = container().measures
    measures.count("Faults", faults)
    publish(measures)


@app.route("/", methods=["GET"])
@app.route("/poster", methods=["GET"])
@app.route("/s/{token}", methods=["GET"])
@app.route("/c/{token}", methods=["GET"])
@app.route("/k/{token}", methods=["GET"])
@app.route("/f/{token}", methods=["GET"])
def page(token: str = "") -> Response:  # noqa: ARG001  the route names it; the path carries it
    """A page. Shows, and never changes anything."""
    return _answered(lambda: routes.get(container().site(), _path(), _request().headers, _now()))


@app.route("/s/{token}", methods=["POST"], content_types=[FORM])
@app.route("/k/{token}", methods=["POST"], content_types=[FORM])
def form(token: str) -> Response:  # noqa: ARG001  the route names it; the path carries it
    """A posted form."""
    return _answered(lambda: routes.post(container().site(), _path(), _fields(), _request().headers, _now()))


def _fields() -> dict[str, str]:
    body = _request().raw_body
    return routes.read_form(body.encode("utf-8", "replace") if isinstance(body, str) else body)


def _request() -> Request:
    request = app.current_request
    assert request is not None
    return request


def _path() -> str:
    """The address asked for; API Gateway names the route and its parameters apart."""
    request = _request()
    path, query = request.path, request.query_params
    for name, value in (request.uri_params or {}).items():
        path = path.replace(f"{{{name}}}", quote(value))
    return path + (f"?{urlencode(query)}" if query else "")


def _answered(made: Callable[[], Page]) -> Response:
    """The page; a plain apology if it could not be made."""
    faults = 0
    try:
        with discreet("page"):
            shown = made()
    except Failed:
        shown, faults = broken(), 1
    with suppress(Failed):
        _measured(faults)
    return Response(body=shown.body, status_code=shown.status, headers=dict(shown.headers))
