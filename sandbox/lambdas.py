"""Lambda's part: queues are polled, functions called, what fails is delivered again and at last laid aside."""

import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from unittest.mock import patch

import msgspec
from aws_lambda_powertools.utilities.batch import BatchProcessor

from redress.package import FUNCTION_OF
from sandbox import events
from sandbox.cloud import Cloud
from sandbox.events import ACCOUNT, REGION, Event

SOURCES = {
    "InboundMailQueue": "email_arrived",
    "InboundTextQueue": "text_arrived",
    "DeliveryEventsQueue": "delivery_reported",
    "DueQueue": "due_arrived",
}
BATCH = 10
STREAM_BATCH = 100
ASYNC_ATTEMPTS = 3  # Lambda's own, for what has no queue


class DeadLetter(msgspec.Struct, frozen=True):
    """What a function refused to the end: the queue or function, the message's body, the last error with its trace."""

    source: str
    body: str
    error: str
    trace: str = ""


class Context:
    """What Lambda hands to a function beside the event."""

    memory_limit_in_mb = 512
    function_version = "$LATEST"
    log_stream_name = "sandbox"

    def __init__(self, name: str, call: int) -> None:
        self.function_name = f"redress-{name}"
        self.log_group_name = f"/aws/lambda/redress-{name}"
        self.invoked_function_arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:redress-{name}"
        self.aws_request_id = f"00000000-0000-4000-8000-{call:012d}"

    def get_remaining_time_in_millis(self) -> int:
        """Time is never short here: Lambda's longest, at any moment."""
        return 900_000


class Lambdas:
    """The deployed functions, wired to the queues of the template. `app` has them as attributes."""

    def __init__(self, app: Any, cloud: Cloud) -> None:
        self.app = app
        self.cloud = cloud
        self.dead_letters: list[DeadLetter] = []
        self.calls = 0
        self._errors: dict[str, BaseException] = {}

    def call(self, name: str, event: Event) -> Any:
        """Call a function once."""
        self.calls += 1
        return getattr(self.app, name)(event, Context(name, self.calls))

    def call_web(self, event: Event) -> Mapping[str, Any]:
        """Call the function behind a web route: files and the state of things have their own."""
        self.calls += 1
        name = FUNCTION_OF.get(event["resource"], "APIHandler")
        answer: Mapping[str, Any] = self.app.app(event, Context(name, self.calls))
        return answer

    def fire(self, name: str, event: Event) -> None:
        """Call a function as a schedule does: an error is tried again, then laid aside."""
        for attempt in range(1, ASYNC_ATTEMPTS + 1):
            try:
                self.call(name, event)
            except Exception as error:  # noqa: BLE001 (whatever a function raises, Lambda goes on)
                if attempt == ASYNC_ATTEMPTS:
                    self._lay_aside(name, events.compact(event), error)
            else:
                return

    def witness(self) -> None:
        """Hand the history's changes to their witness, as Lambda does in its own time; personal texts are filtered out before."""
        changes = [each for each in self.cloud.streamed("History") if _has_chain(each["dynamodb"])]
        for start in range(0, len(changes), STREAM_BATCH):
            self.call("history_written", {"Records": changes[start : start + STREAM_BATCH]})

    def drain(self, now: datetime) -> None:
        """Poll all queues until they are empty."""
        while any(self._poll(queue, name, now) for queue, name in SOURCES.items()):
            pass

    def _poll(self, queue_name: str, function: str, now: datetime) -> bool:
        """Hand over one batch. A function that is broken off leaves its messages in the queue, as a killed Lambda does."""
        queue = self.cloud.queue(queue_name)
        batch = list(queue.messages)[:BATCH]
        if not batch:
            return False
        for message in batch:
            message.approximate_receive_count += 1
        failed = self._failures(function, {"Records": [_record(queue, message, now) for message in batch]})
        for message in batch:
            if failed is not None and message.id not in failed:
                queue._messages.remove(message)
            elif message.approximate_receive_count >= queue.redrive_policy["maxReceiveCount"]:
                self._give_up(queue, queue_name, message)
        return True

    def _failures(self, function: str, event: Event) -> set[str] | None:
        """The ids of messages that failed; None if the whole batch did."""
        try:
            answer = self.call(function, event)
        except Exception as error:  # noqa: BLE001 (whatever a function raises, the queue delivers again)
            self._errors |= {record["messageId"]: error for record in event["Records"]}
            return None
        failures = answer.get("batchItemFailures", ()) if isinstance(answer, Mapping) else ()
        return {str(each["itemIdentifier"]) for each in failures}

    def _give_up(self, queue: Any, queue_name: str, message: Any) -> None:
        queue._messages.remove(message)
        queue.dead_letter_queue.add_message(message)
        self._lay_aside(queue_name, message.body, self._errors.get(message.id, RuntimeError("reported as failed")))

    def _lay_aside(self, source: str, body: str, error: BaseException) -> None:
        """Keep what failed to the end, and say so where a test or a terminal shows it."""
        error = error.__context__ or error  # what the functions keep to themselves, developers want to see
        trace = "".join(traceback.format_exception(error))
        self.dead_letters.append(DeadLetter(source, body, f"{type(error).__name__}: {error}", trace))
        print(f"{source}: laid aside after the last attempt\n{trace}", file=sys.stderr)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """See the errors that a batch keeps to itself and reports as failed ids only."""
        original = BatchProcessor.failure_handler

        def failure_handler(processor: Any, record: Any, exception: Any) -> Any:
            if isinstance(exception[1], BaseException):
                self._errors[record.message_id] = exception[1].__context__ or exception[1]
            return original(processor, record, exception)

        with patch.object(BatchProcessor, "failure_handler", failure_handler):
            yield


def _has_chain(change: Event) -> bool:
    return "chain" in change.get("NewImage", {}) or "chain" in change.get("OldImage", {})


def _record(queue: Any, message: Any, now: datetime) -> Event:
    digest = message.body_md5
    return events.sqs_record(message.id, message.body, digest, queue.queue_arn, message.approximate_receive_count, now)
