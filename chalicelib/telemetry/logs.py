"""Metrics and logs of the functions. Whatever fails is logged by its kind and place, never by its words.

The text of an error may hold what somebody wrote, an address or a number: AWS repeats in it what it refuses. So it goes
neither to the log nor to the runtime, which would print it. What it says instead are ids: of the call, the message and the mail.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import PurePath
from traceback import extract_tb
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from chalicelib.core.expressions import expression
from chalicelib.telemetry.measures import Measures

FRAMES = 12  # innermost ones of a traceback
ID = expression(r"[0-9A-Za-z][0-9A-Za-z._:#/-]{0,199}")

logger = Logger()


class Failed(Exception):  # noqa: N818 - the house's word for it
    """A function ended in an error, named by its kind only."""


@contextmanager
def invoked(context: Any) -> Iterator[None]:
    """Around one call of a function: each line logged meanwhile has the request id that Lambda gave the call."""
    with logger.append_context_keys(request_id=context.aws_request_id):
        yield


def log_failure(error: BaseException, where: str, ids: Callable[[], Mapping[str, str]] = dict) -> None:
    """Logs an error by its kind, its place, AWS's code for it, and the ids of what was at work."""
    frames = extract_tb(error.__traceback__)[-FRAMES:]
    places = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    kind = type(error).__name__
    logger.error("failed", where=where, error=kind, code=code_of(error), places=places, ids=_well_formed(ids))


def _well_formed(ids: Callable[[], Mapping[str, str]]) -> dict[str, str]:
    """Those that look like ids: where a broken message has something else in their place, it may be somebody's words."""
    found: Mapping[str, str] = {}
    with suppress(Exception):  # the error being logged matters more than why its message cannot be read
        found = ids()
    return {name: each for name, each in found.items() if ID.fullmatch(each)}


def code_of(error: BaseException) -> str:
    """AWS's code for an error; "" for others."""
    response = getattr(error, "response", None)
    return str(response.get("Error", {}).get("Code", "")) if isinstance(response, dict) else ""


@contextmanager
def discreet(where: str, ids: Callable[[], Mapping[str, str]] = dict) -> Iterator[None]:
    """Around work whose errors the runtime would print: they are logged, and Failed is raised in their place.

    `ids` finds what the work was about; it is asked only after an error.
    """
    try:
        yield
    except Failed:  # told already
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, its words stay here
        log_failure(error, where, ids)
        raise Failed(f"{where}: {type(error).__name__}") from None


def publish(measures: Measures) -> None:
    """Puts out what was counted, as metrics of the namespace and service that the environment names; at any rate quietly."""
    counts, waits = measures.taken()
    if counts.get("SendingPaused"):
        logger.error("sending is paused; see redress doctor sending")
    try:
        _put_out(counts, waits)
    except Exception as error:  # noqa: BLE001 - no complaint shall wait because it could not be counted
        log_failure(error, "metrics")


def _put_out(counts: dict[str, int], waits: dict[str, float]) -> None:
    metrics = Metrics()
    for name, number in counts.items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=number)
    for name, seconds in waits.items():
        metrics.add_metric(name=name, unit=MetricUnit.Seconds, value=seconds)
    if counts or waits:
        metrics.flush_metrics()
