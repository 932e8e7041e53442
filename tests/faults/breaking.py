"""Whatever may go wrong around one AWS call. Stands before every call of this process, so that it finds them by itself."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, Literal
from unittest.mock import patch

import msgspec
from botocore.client import BaseClient
from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib.telemetry.measures import Measures
from redress import cli
from sandbox.lambdas import Lambdas

Manner = Literal["fails", "busy", "unanswered", "killed", "twice at once", "meanwhile"]

READS = frozenset({"GetItem", "BatchGetItem", "Query", "GetObject", "HeadObject", "GetParameters"})
SENDS = frozenset({"SendEmail", "Publish"})


class Killed(BaseException):
    """The process ended here: nothing in it learns why."""


class Call(msgspec.Struct, frozen=True):
    """An AWS call, and the how-manieth call of a function it came from."""

    operation: str
    function: str
    invocation: int


class Breaker:
    """Notes every call of the functions and of operators' commands; where it is told to, one of them goes wrong, once."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.counts: Counter[str] = Counter()
        self.happened = False
        self._place: tuple[int, Manner] | None = None
        self._other: Callable[[], object] = Counter
        self._running: list[tuple[str, Callable[[], object]]] = []
        self._invocations = 0

    def prepare(self, number: int = -1, manner: Manner = "fails") -> None:
        """Begin anew; the call of that number (from 0) will go wrong."""
        self.calls, self.counts, self.happened, self._invocations = [], Counter(), False, 0
        self._place = (number, manner) if number >= 0 else None

    def meanwhile(self, number: int, act: Callable[[], object]) -> None:
        """Begin anew; just before the call of that number another process does something."""
        self.prepare(number, "meanwhile")
        self._other = act

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand between the functions and AWS."""
        make, call, call_web, taken = vars(BaseClient)["_make_api_call"], Lambdas.call, Lambdas.call_web, Measures.taken
        command = cli.main

        def made(client: Any, operation: str, arguments: Any) -> Any:
            return self._made(operation, lambda: make(client, operation, arguments))

        def called(lambdas: Lambdas, name: str, event: Any) -> Any:
            return self._called(name, lambda: call(lambdas, name, event))

        def called_by_web(lambdas: Lambdas, event: Any) -> Any:
            return self._called("web", lambda: call_web(lambdas, event))

        def commanded(arguments: Sequence[str] | None = None) -> int:
            done: int = self._called("operator", lambda: command(arguments))
            return done

        def counted(measures: Measures) -> Any:
            told = taken(measures)
            self.counts.update(told[0])
            return told

        with ExitStack() as changed:
            changed.enter_context(patch.object(BaseClient, "_make_api_call", made))
            changed.enter_context(patch.object(Lambdas, "call", called))
            changed.enter_context(patch.object(Lambdas, "call_web", called_by_web))
            changed.enter_context(patch.object(cli, "main", commanded))
            changed.enter_context(patch.object(Measures, "taken", counted))
            yield

    def _called(self, name: str, run: Callable[[], Any]) -> Any:
        self._invocations += 1
        self._running.append((name, run))
        try:
            return run()
        finally:
            self._running.pop()

    def _made(self, operation: str, make: Callable[[], Any]) -> Any:
        if not self._running:
            return make()  # the test itself looks
        number = len(self.calls)
        name, again = self._running[-1]
        self.calls.append(Call(operation, name, self._invocations))
        manner = self._place[1] if self._place and self._place[0] == number else None
        if manner is None:
            return make()
        self.happened, self._place = True, None
        return _wrong(manner, operation, make, self._other if manner == "meanwhile" else again)


def _wrong(manner: Manner, operation: str, make: Callable[[], Any], again: Callable[[], object]) -> Any:
    if manner == "fails":
        raise _error("InternalServerError", 500, operation)
    if manner == "busy":
        raise _error(
            "TransactionCanceledException" if operation.startswith("Transact") else "Throttling", 400, operation
        )
    if manner in {"twice at once", "meanwhile"}:
        again()
        return make()
    make()
    if manner == "unanswered":
        raise ReadTimeoutError(endpoint_url="https://aws.example")
    raise Killed


def _error(code: str, status: int, operation: str) -> ClientError:
    answer = {
        "Error": {"Code": code, "Message": "as the test says"},
        "ResponseMetadata": {"HTTPStatusCode": status},
        "CancellationReasons": [{"Code": "TransactionConflict"}],
    }
    return ClientError(answer, operation)  # type: ignore[arg-type]


def manners(call: Call) -> tuple[Manner, ...]:
    """What can go wrong around a call, as far as it makes a difference: a question that is not answered was not asked."""
    if call.operation in READS:
        return ("fails",)
    busy: tuple[Manner, ...] = ("busy",) if call.operation in {*SENDS, "TransactWriteItems"} else ()
    return "fails", "killed", "unanswered", "twice at once", *busy
