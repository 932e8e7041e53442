"""Metrics and logs of the functions. Whatever fails is logged by its kind and place, never by its words.

The text of an error may hold what somebody wrote, an address or a number: AWS repeats in it what it refuses. So it goes
neither to the log nor to the runtime, which would print it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from traceback import extract_tb

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from chalicelib.telemetry.measures import Measures

FRAMES = 12  # innermost ones of a traceback

logger = Logger()


class Failed(Exception):  # noqa: N818 - the house's word for it
    """A function ended in an error, named by its kind only."""


def told(error: BaseException, where: str) -> None:
    """Logs an error by its kind, its place and AWS's code for it."""
    frames = extract_tb(error.__traceback__)[-FRAMES:]
    places = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    logger.error("failed", where=where, error=type(error).__name__, code=code_of(error), places=places)


def code_of(error: BaseException) -> str:
    """AWS's code for an error; "" for others."""
    response = getattr(error, "response", None)
    return str(response.get("Error", {}).get("Code", "")) if isinstance(response, dict) else ""


@contextmanager
def discreet(where: str) -> Iterator[None]:
    """Around work whose errors the runtime would print: they are logged, and Failed is raised in their place."""
    try:
        yield
    except Failed:  # told already
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, its words stay here
        told(error, where)
        raise Failed(f"{where}: {type(error).__name__}") from None


def publish(measures: Measures) -> None:
    """Puts out what was counted, as metrics of the namespace and service that the environment names; at any rate quietly."""
    counts, waits = measures.taken()
    if counts.get("SendingPaused"):
        logger.error("sending is paused; see redress doctor sending")
    try:
        _put_out(counts, waits)
    except Exception as error:  # noqa: BLE001 - no complaint shall wait because it could not be counted
        told(error, "metrics")


def _put_out(counts: dict[str, int], waits: dict[str, float]) -> None:
    metrics = Metrics()
    for name, number in counts.items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=number)
    for name, seconds in waits.items():
        metrics.add_metric(name=name, unit=MetricUnit.Seconds, value=seconds)
    if counts or waits:
        metrics.flush_metrics()
