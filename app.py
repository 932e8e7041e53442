"""Entry points. The only reader of the clock and the environment; everything else gets both as arguments.

What only some of them need is imported where they need it: a function that starts loads nothing for the others.
"""

import gc

gc.disable()  # what is imported stays: to look through it for what is not needed any more takes a tenth of the start

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from chalice.app import Chalice, CloudWatchEvent, DynamoDBEvent, Rate, Request, Response, SQSEvent

from chalicelib.aws.clients import client
from chalicelib.aws.objects import Objects
from chalicelib.settings import from_environment
from chalicelib.telemetry import references
from chalicelib.telemetry.logs import Failed, discreet, invoked, publish
from chalicelib.telemetry.written_lines import WrittenLines

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

    from chalicelib.clockwork.due_work import DueWork
    from chalicelib.container import Container
    from chalicelib.web.page import Page
    from chalicelib.web.posted import Posted

Ids = Callable[[str], references.Ids]

WITNESS = "app.history_written"
# What a function's first message needs beside the container, by Lambda's name for the function.
FIRST_NEEDED = {
    "app.email_arrived": ("arrivals.mails",),
    "app.text_arrived": ("arrivals.texts",),
    "app.delivery_reported": ("arrivals.delivery_reports",),
    "app.due_arrived": ("clockwork.due_work", "arrivals.page_forms"),
    "app.tick": ("clockwork.due_work", "clockwork.reporting"),
    "app.retention": ("clockwork.retention",),
    "app.app": ("web.routes", "web.site", "arrivals.page_forms"),
}
MARGIN = 5.0  # seconds that a function keeps of its time for what comes after the work: counting, and ending by itself
FORM = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"

app = Chalice(app_name="redress")
app.api.binary_types.append(WITH_FILES)


@cache
def container() -> "Container":
    """The stack's container, put together once per process."""
    from chalicelib.container import Container

    return Container(from_environment(os.environ))


@cache
def clockwork() -> "DueWork":
    """The stack's clockwork, once every report of the policy has its date."""
    container().reporting.ensure(_now())
    return container().due_work


@cache
def written_lines() -> WrittenLines:
    """The stack's witness, once per process."""
    return WrittenLines(Objects(from_environment(os.environ).witness_bucket, client("s3")))


def _now() -> datetime:
    return datetime.now(UTC)


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="email_arrived")
def email_arrived(event: SQSEvent) -> Any:
    """Mails that SES has stored. Those of a batch are of one moment."""
    now = _now()
    return _each(
        event,
        "MailsArrived",
        references.of_mail,
        lambda body: container().arrivals.mail(body, now),
        lambda bodies: container().arrivals.together(bodies, now),
    )


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="text_arrived")
def text_arrived(event: SQSEvent) -> Any:
    """Text messages of customers."""
    return _each(event, "TextsArrived", references.of_text, lambda body: container().arrivals.text(body, _now()))


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="delivery_reported")
def delivery_reported(event: SQSEvent) -> Any:
    """What SES tells of the mails that we sent."""
    return _each(
        event, "ReportsArrived", references.of_report, lambda body: container().arrivals.delivery(body, _now())
    )


@app.on_sqs_message(queue_arn="arn:replaced-by-infra", name="due_arrived")
def due_arrived(event: SQSEvent) -> Any:
    """Complaints and reports that a tick found due, and what pages took in."""
    return _each(event, "DueArrived", references.of_due, lambda body: container().worked(body, _now()))


@app.on_dynamodb_record(stream_arn="arn:replaced-by-infra", name="history_written", starting_position="TRIM_HORIZON")
def history_written(event: DynamoDBEvent) -> None:
    """Lines of histories, each as it was and is. It needs nothing of the rest, and so may reach nothing of it."""
    with invoked(event.context), discreet("history_written"):
        for record in event:
            written_lines().happened(record.event_name, record.old_image, record.new_image)
        publish(written_lines().measures)


@app.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(event: CloudWatchEvent) -> None:
    """Each minute: what is due goes to the workers, what was not sent goes out."""
    with invoked(event.context), discreet("tick"):
        started = _now()
        if not container().has_policy(started):
            publish(container().measures)
            return
        for tally in clockwork().tick(started, lambda: _time_left(event.context)):
            container().measures.delivered(tally, started)
            publish(container().measures)


@app.schedule(Rate(1, unit=Rate.DAYS), name="retention")
def retention(event: CloudWatchEvent) -> None:
    """Each day: what was closed long ago loses its people, or is counted."""
    with invoked(event.context), discreet("retention"):
        container().retention.daily(_now(), lambda: _time_left(event.context))
        publish(container().measures)


def _time_left(context: Any) -> float:
    """Seconds for work, until Lambda would end the function."""
    return float(context.get_remaining_time_in_millis()) / 1000 - MARGIN


def _each(
    event: SQSEvent,
    counted: str,
    ids: Ids,
    work: Callable[[str], object],
    together: Callable[[list[str]], AbstractContextManager[None]] = lambda _: nullcontext(),
) -> Any:
    """Runs every record; those that fail come again alone. `ids` reads from a body which message it is.

    `together` stands around the work on several. If it fails at the outset, each goes without.
    """
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

    def record_handler(record: "SQSRecord") -> None:
        with discreet(counted, lambda: {"sqs_message_id": record.message_id, **ids(record.body)}):
            work(record.body)
        container().measures.count(counted)

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    bodies = [record.body for record in event]
    with invoked(event.context):
        with discreet(counted), ExitStack() as shared:
            if len(bodies) > 1:
                with suppress(Failed), discreet(counted):
                    shared.enter_context(together(bodies))
            answer = process_partial_response(event=event.to_dict(), record_handler=record_handler, processor=processor)
        _measured(faults=len(answer["batchItemFailures"]))
    return answer


def _measured(faults: int = 0) -> None:
    """Puts out what was counted. Without a container there is nothing to count with, and the function fails as a whole."""
    with discreet("container"):
        measures = container().measures
    measures.count("Faults", faults)
    publish(measures)


@app.route("/", methods=["GET"])
@app.route("/poster", methods=["GET"])
@app.route("/new", methods=["GET"])
@app.route("/n/{token}", methods=["GET"])
@app.route("/s/{token}", methods=["GET"])
@app.route("/c/{token}", methods=["GET"])
@app.route("/k/{token}", methods=["GET"])
@app.route("/f/{token}", methods=["GET"])
@app.route("/o/{token}", methods=["GET"])
@app.route("/u/{token}", methods=["GET"])
def page(token: str = "") -> Response:  # noqa: ARG001  the route names it; the path carries it
    """A page. Shows, and never changes anything."""
    from chalicelib.web import routes

    return _answered(lambda now: routes.get(container().site(now), _path(), _request().headers, now))


@app.route("/s/{token}", methods=["POST"], content_types=[FORM])
@app.route("/k/{token}", methods=["POST"], content_types=[FORM])
@app.route("/n/{token}", methods=["POST"], content_types=[FORM])
def form(token: str) -> Response:  # noqa: ARG001  the route names it; the path carries it
    """A posted form."""
    from chalicelib.web import routes

    return _answered(lambda now: routes.post(container().site(now), _path(), _fields(), _request().headers, now))


@app.route("/new", methods=["POST"], content_types=[FORM])
@app.route("/c/{token}", methods=["POST"], content_types=[FORM, WITH_FILES])
@app.route("/u/{token}", methods=["POST"], content_types=[FORM, WITH_FILES])
def written(token: str = "") -> Response:  # noqa: ARG001  the route names it; the path carries it
    """Somebody's own words, perhaps with files, and what a mail program posts, which may come in parts as well."""
    from chalicelib.web import routes

    return _answered(lambda now: routes.write(container().site(now), _path(), _posted(), _request().headers, now))


def _fields() -> dict[str, str]:
    from chalicelib.web import routes

    return routes.read_form(_posted().body)


def _posted() -> "Posted":
    from chalicelib.web.posted import Posted

    body = _request().raw_body
    kind = str(_request().headers.get("content-type", FORM))
    return Posted(kind, body.encode("utf-8", "replace") if isinstance(body, str) else body)


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


def _answered(made: Callable[[datetime], "Page"]) -> Response:
    """The page; a plain apology if it could not be made."""
    from chalicelib.web.page import broken, not_set_up

    faults = 0
    with invoked(app.lambda_context):
        try:
            with discreet("page"):
                now = _now()
                shown = made(now) if container().has_policy(now) else not_set_up()
        except Failed:
            shown, faults = broken(), 1
        with suppress(Failed):
            _measured(faults)
    return Response(body=shown.body, status_code=shown.status, headers=dict(shown.headers))


if (_handler := os.environ.get("_HANDLER", WITNESS)) != WITNESS:
    # Lambda gives a function more processor while it starts than later: what its first message needs is loaded now.
    for _name in ("container", *FIRST_NEEDED.get(_handler, ())):
        import_module(f"chalicelib.{_name}")
    gc.freeze()
gc.enable()
