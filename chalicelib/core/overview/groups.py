"""Lines about cases in groups, as messages carry them: what is made of open cases stands in `lines`."""

from collections.abc import Iterable

import msgspec


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line, the case that its button opens a reply about ("" for none), and the command that the reply begins with.

    `reply_to`: the address of that reply where a mail of its own had one already; `begun`: the lines that it then begins with.
    """

    text: str
    case: str = ""
    number: str = ""
    round: int = 1
    command: str = ""
    reply_to: str = ""
    begun: str = ""


class Group(msgspec.Struct, frozen=True, omit_defaults=True):
    """Lines under a title. `left`: how many more there are; `attached`: all of them stand in a workbook that goes along."""

    title: str
    lines: tuple[Line, ...]
    left: int = 0
    attached: bool = False


def as_json(groups: Iterable[Group]) -> str:
    """The groups as a message carries them."""
    return msgspec.json.encode(tuple(groups)).decode()


def read(text: str) -> tuple[Group, ...]:
    """The groups of a message; none if it carries none."""
    return msgspec.json.decode(text, type=tuple[Group, ...]) if text else ()
