"""What a decision has to say to somebody, before anybody's language is known: a code and what fills its blanks.

`core.words.sentences` holds the words of each code and puts them together for one reader. A decision never words anything itself:
the same receipt reads as simplified or traditional Chinese or as English, as its reader does.
"""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.data import Data

LONGEST_QUOTE = 300  # characters of what somebody wrote
MOST_NAMES = 20

Kind = Literal["label", "line", "command", "time", "day", "person", "sentence", "reason", "help"]


class Name(Data, frozen=True, tag="name"):
    """Something that every reader calls by another name; of several the names follow each other.

    label: words of the policy or of the core. line: what a line of a form is called in a sentence, without its unit. command: a staff command. time: a moment of time (ISO 8601), said in the organisation's own.
    day: a date (ISO 8601). person: mail addresses. sentence: a code of its own. reason: why a gate of the policy forbids something. help: all commands.
    """

    kind: Kind
    names: tuple[str, ...] = ()


Value = str | int | Name


class Said(Data, frozen=True, tag="said"):
    """A sentence by its code. `values` fill its blanks: what somebody wrote stays as written. `about`: the complaint's number,
    where one mail is about several.
    """

    code: str
    values: dict[str, Value] = {}
    about: str = ""


def say(code: str, **values: Value) -> Said:
    """The sentence of that code. What somebody wrote at length is quoted by its beginning."""
    return Said(code=code, values={name: _quoted(value) for name, value in values.items()})


def shortened(said: Said) -> Said:
    """The sentence for a line among many: of a long row of names the first ones."""
    return msgspec.structs.replace(said, values={name: _first_names(value) for name, value in said.values.items()})


def _quoted(value: Value) -> Value:
    return f"{value[:LONGEST_QUOTE]}…" if isinstance(value, str) and len(value) > LONGEST_QUOTE else value


def _first_names(value: Value) -> Value:
    return msgspec.structs.replace(value, names=value.names[:MOST_NAMES]) if isinstance(value, Name) else value


def labels(*names: str) -> Name:
    """Words of the policy or of the core, as the reader knows them."""
    return Name(kind="label", names=names)


def line(name: str) -> Name:
    """A line of a form, as a sentence names it: without the unit that its label has in brackets."""
    return Name(kind="line", names=(name,))


def command(name: str) -> Name:
    """A staff command, as the reader writes it."""
    return Name(kind="command", names=(name,))


def time_of(at: datetime) -> Name:
    """A time, to the minute, in the organisation's own time zone."""
    return Name(kind="time", names=(at.isoformat(),))


def day_of(at: datetime, zone: str) -> Name:
    """The day on which that time falls in the time zone of that name."""
    return Name(kind="day", names=(f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d}",))


def reason(gate: str) -> Name:
    """Why a gate of the policy forbids something, in the policy's own words."""
    return Name(kind="reason", names=(gate,))


def sentence(code: str) -> Name:
    """A sentence within a sentence."""
    return Name(kind="sentence", names=(code,))


def all_commands() -> Name:
    """All staff commands, a line each with what it does."""
    return Name(kind="help")


def person(*mails: str) -> Name:
    """Somebody by mail address, or several."""
    return Name(kind="person", names=mails)
