"""Who changed the directory, or the words, when, and how: a line for each time, in order of time, which nothing takes away."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.core.complaint.data import Data
from chalicelib.core.register.indexing import KeyItem, KeyRef, instant


class Changed(Data, frozen=True):
    """One change: `before` and `after` are the keys of the two versions in the bucket, `text` what differs, a sentence a line.

    The first version has nothing before it.
    """

    by: str
    at: datetime
    before: str
    after: str
    text: str


def changes_of(name: str) -> str:
    """Under which key the changes of what bears that name stand: the directory, or the words."""
    return f"{name}_changes"


def since(at: datetime) -> str:
    """Where the changes from that moment on begin."""
    return instant(at)


def item(name: str, change: Changed) -> KeyItem:
    """The line as it is stored; a change told twice is one line."""
    place = KeyRef(key=changes_of(name), position=f"{instant(change.at)}#{change.after}")
    values = {"by": change.by, "before": change.before, "after": change.after, "text": change.text}
    return KeyItem(ref=place, values=values)


def parse(values: Mapping[str, str]) -> Changed:
    """A line as it was stored."""
    at = datetime.fromisoformat(values["position"].partition("#")[0])
    return Changed(by=values["by"], at=at, before=values["before"], after=values["after"], text=values["text"])
