"""Processes that die in the middle of their work: at any call of AWS, before it was made or after, and nothing can catch it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient

from chalicelib.aws import clients

FUNCTIONS = ("email_arrived", "text_arrived", "delivery_reported", "due_arrived", "tick")


class Sudden(BaseException):
    """The process is gone. No `except Exception` of the application sees it."""


class Died(Exception):  # noqa: N818 - what Lambda reports, no error of ours
    """What Lambda learns of it: the function ended without an answer."""


class Mortal:
    """The application, whose process may die at a call. After a death the next call finds a new process."""

    def __init__(self, app: Any, dice: random.Random, one_in: int) -> None:
        self.app = app.app
        self.module = app
        self.dice = dice
        self.one_in = one_in
        self.deaths = 0
        self.calls = 0

    def __getattr__(self, name: str) -> Callable[[Any, Any], Any]:
        if name not in FUNCTIONS:
            raise AttributeError(name)
        return lambda event, context: self._called(getattr(self.module, name), event, context)

    def _called(self, function: Any, event: Any, context: Any) -> Any:
        try:
            return function(event, context)
        except Sudden:
            self.restart()
            raise Died(str(context.function_name)) from None

    def restart(self) -> None:
        """A new process: nothing that the last one put together is left."""
        for made in vars(self.module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()
        clients.forget()

    @contextmanager
    def dying(self) -> Iterator[None]:
        """Meanwhile one in so many calls kills its process, half of them before the call was made, half after."""
        make_call = BaseClient._make_api_call  # type: ignore[attr-defined]

        def deadly(client: Any, operation: str, arguments: Any) -> Any:
            self.calls += 1
            fate = self.dice.randrange(2 * self.one_in) if self.one_in else -1
            if fate == 0:
                self._die()
            answer = make_call(client, operation, arguments)
            if fate == 1:
                self._die()
            return answer

        with patch.object(BaseClient, "_make_api_call", deadly):
            yield

    def _die(self) -> None:
        self.deaths += 1
        raise Sudden
