"""Entry points. The only reader of the clock and the environment; everything else gets both as arguments."""

import os
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from chalice.app import Chalice, CloudWatchEvent, Rate, Request, Response, SQSEvent

from chalicelib.due_work import DueWork
from chalicelib.office import Office
from chalicelib.outbox import Tally
from chalicelib.settings import from_environment
from chalicelib.web import routes
from chalicelib.web.page import Page

TICK_SECONDS = 50.0
FORM = "application/x-www-form-urlencoded"

app = Chalice(app_name="redress")
logger = Logger()
metrics = Metrics()


@cache
def office() -> Office:
    """The stack's office, put together once per process."""
    return Office(from_environment(os.environ))


@cache
def clockwork() -> DueWork:
    """The office's clockwork, once every report of the policy has its date."""
    office().reporting.ensure(_now())
    return office().due_work


def _now() -> datetime:
    return datetime.now(UTC)


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="email_arrived")
def email_arrived(event: SQSEvent) -> Any:
    """Mails that SES has stored."""
    return _each(event, lambda body: office().arrivals.mail(body, _now()))


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="text_arrived")
def text_arrived(event: SQSEvent) -> Any:
    """Text messages of customers."""
    return _each(event, lambda body: office().arrivals.text(body, _now()))


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="delivery_reported")
def delivery_reported(event: SQSEvent) -> Any:
    """What SES tells of the mails that we sent."""
    return _each(event, lambda body: office().arrivals.delivery(body, _now()))


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="due_arrived")
def due_arrived(event: SQSEvent) -> Any:
    """Complaints and reports that a tick found due."""
    return _each(event, lambda body: office().due_work.due(body, _now()))


@app.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(_event: CloudWatchEvent) -> None:
    """Each minute: what is due goes to the workers, what was not sent goes out."""
    started = _now()
    for tally in clockwork().tick(started, lambda: TICK_SECONDS - (_now() - started).total_seconds()):
        _measure(tally, started)


def _measure(tally: Tally, now: datetime) -> None:
    counts = {"Sent": tally.sent, "Failed": tally.failed, "Unknown": tally.unknown, "Resent": tally.resent}
    for name, count in counts.items():
        if count:
            metrics.add_metric(name=name, unit=MetricUnit.Count, value=count)
    if tally.oldest:
        metrics.add_metric(name="OldestPending", unit=MetricUnit.Seconds, value=(now - tally.oldest).total_seconds())
    if tally.paused:
        metrics.add_metric(name="SendingPaused", unit=MetricUnit.Count, value=1)
        logger.error("sending is paused", reason=tally.paused)
    for trouble in tally.troubles:
        logger.error("a fact from the outbox failed", error=trouble)
    if metrics.metric_set:
        metrics.flush_metrics()


def _each(event: SQSEvent, work: Any) -> Any:
    """Runs every record; those that fail come again alone."""

    def record_handler(record: SQSRecord) -> None:
        work(record.body)

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event=event.to_dict(), record_handler=record_handler, processor=processor)


@app.route("/", methods=["GET"])
@app.route("/poster", methods=["GET"])
@app.route("/s/{token}", methods=["GET"])
@app.route("/c/{token}", methods=["GET"])
@app.route("/k/{token}", methods=["GET"])
@app.route("/f/{token}", methods=["GET"])
def page(token: str = "") -> Response:  # noqa: ARG001  the route names it; the path carries it
    """A page. Shows, and never changes anything."""
    return _answer(routes.get(office().site(), _path(), _request().headers, _now()))


@app.route("/s/{token}", methods=["POST"], content_types=[FORM])
@app.route("/k/{token}", methods=["POST"], content_types=[FORM])
def form(token: str) -> Response:  # noqa: ARG001  the route names it; the path carries it
    """A posted form."""
    request = _request()
    body = request.raw_body
    fields = routes.read_form(body.encode() if isinstance(body, str) else body)
    return _answer(routes.post(office().site(), _path(), fields, request.headers, _now()))


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


def _answer(page: Page) -> Response:
    return Response(body=page.body, status_code=page.status, headers=dict(page.headers))
