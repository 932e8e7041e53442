"""What an examination is given, and what it says."""

from collections.abc import Callable
from typing import Any, Literal, Protocol, Self

import boto3
import msgspec

from redress.stack import Stack

Mark = Literal["good", "look", "bad", "unseen"]


class Answer(msgspec.Struct, frozen=True):
    """A plain sentence. look: works, but somebody should see to it. bad: does not work; the sentence says what to do. unseen: cannot be
    seen here, as in an emulator; the sentence says where, and what comes of it.

    `cause`: what else would explain it, by the question that tells of it or by a word of its own: it is then told once, there,
    and here only what it is `about`, if not the question as a whole.
    """

    mark: Mark
    text: str
    cause: str = ""
    about: str = ""

    @classmethod
    def good(cls, text: str) -> Self:
        """All is well."""
        return cls("good", text)

    @classmethod
    def look(cls, text: str, cause: str = "") -> Self:
        """It works, but."""
        return cls("look", text, cause)

    @classmethod
    def bad(cls, text: str, cause: str = "", about: str = "") -> Self:
        """It does not."""
        return cls("bad", text, cause, about)

    @classmethod
    def unseen(cls, text: str) -> Self:
        """Nobody can tell here."""
        return cls("unseen", text)


class Resolver(Protocol):
    """Whoever knows the names of the internet. Unanswered if nobody could be asked."""

    def mx(self, domain: str) -> list[str]:
        """Mail servers of a domain, lower case, without the last dot; none if it has none."""

    def cname(self, name: str) -> list[str]:
        """What a name is another name of, lower case, without the last dot; none if it is a name by itself."""

    def txt(self, name: str) -> list[str]:
        """Texts of a name; none if it has none."""


class Unanswered(Exception):  # noqa: N818 - the house's word for it
    """No name server answered."""


class Patient:
    """The stack that is examined, and what else is needed. `clients` makes an AWS client from a service's name."""

    def __init__(self, stack: Stack, clients: Callable[[str], Any] | None = None) -> None:
        self.stack = stack
        self.clients = clients or _client
        self.resolver: Resolver

    @property
    def domain(self) -> str:
        """The domain whose mail is received."""
        return self.stack.settings.complaint_address.rpartition("@")[2].lower()


def _client(service: str) -> Any:
    return boto3.client(service)  # type: ignore[call-overload]
