"""Who changed the directory, when, and how: a line for each time, in order of time, which nothing takes away."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.core.complaint.data import Data
from chalicelib.core.register.indexing import KeyItem, KeyRef, instant

CHANGES = "directory_changes"


class Changed(Data, frozen=True):
    """One change: `before` and `after` are the keys of the two directories in the bucket, `text` what differs, a sentence a line."""

    by: str
    at: datetime
    before: str
    after: str
    text: str

    @property
    def version(self) -> str:
        """The digest of what came into force."""
        return self.after.rpartition("/")[2].removesuffix(".json")


def since(at: datetime) -> str:
    """Where the changes from that moment on begin."""
    return instant(at)


def item(change: Changed) -> KeyItem:
    """The line as it is stored; a change told twice is one line."""
    place = KeyRef(key=CHANGES, position=f"{instant(change.at)}#{change.after}")
    values = {"by": change.by, "before": change.before, "after": change.after, "text": change.text}
    return KeyItem(ref=place, values=values)


def parse(values: Mapping[str, str]) -> Changed:
    """A line as it was stored."""
    at = datetime.fromisoformat(values["position"].partition("#")[0])
    return Changed(by=values["by"], at=at, before=values["before"], after=values["after"], text=values["text"])
