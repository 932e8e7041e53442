"""The history's hash chain: each line is bound to all before it, personal text only by a salted digest.

Erasing a text with its salt leaves a chain that still verifies; changing, dropping or swapping a line does not.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

import msgspec

from chalicelib.core.complaint.data import Data
from chalicelib.core.complaint.model import Entry
from chalicelib.core.complaint.saying import Said
from chalicelib.core.register.indexing import instant

START = ""  # what the first line is chained to


class Line(Data, frozen=True):
    """A line of the history as it is stored, without its personal text. `digest` is "" where there never was a text."""

    complaint: str
    sequence: int
    at: str
    what: str
    by: str = ""
    reason: str = ""
    raw: str = ""
    digest: str = ""
    chain: str = ""


class Text(Data, frozen=True):
    """The personal text of a line, what the system said at that moment (as JSON), and the salt without which their digest tells nothing."""

    text: str
    salt: str
    said: str = ""


def line(complaint: str, sequence: int, entry: Entry, salt: str, previous: str) -> Line:
    """The next line of a history whose last line's chain value is `previous`."""
    unchained = Line(
        complaint=complaint,
        sequence=sequence,
        at=instant(entry.at),
        what=entry.what,
        by=entry.by,
        reason=entry.reason,
        raw=entry.raw,
        digest=text_digest(personal) if (personal := text_of(entry, salt)) else "",
    )
    return msgspec.structs.replace(unchained, chain=chained(unchained, previous))


def text_of(entry: Entry, salt: str) -> Text | None:
    """What is personal in a new line; None if nothing is."""
    if not entry.text and entry.said is None:
        return None
    return Text(text=entry.text, salt=salt, said=msgspec.json.encode(entry.said).decode() if entry.said else "")


def entry_of(line: Line, text: Text | None) -> Entry:
    """The line as it was added; without its personal text if that was erased."""
    return Entry(
        at=datetime.fromisoformat(line.at),
        what=line.what,
        by=line.by,
        reason=line.reason,
        text=text.text if text else "",
        raw=line.raw,
        said=msgspec.json.decode(text.said, type=Said) if text and text.said else None,
    )


def chained(line: Line, previous: str) -> str:
    """The chain value that a line must have after `previous`."""
    canonical = json.dumps(_public(line), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def text_digest(text: Text) -> str:
    """The salted digest of a personal text."""
    said = f"{text.said}\n" if text.said else ""
    return hashlib.sha256(f"{text.salt}\n{said}{text.text}".encode()).hexdigest()


def problems(lines: Iterable[Line], texts: dict[int, Text], head: str, count: int) -> list[str]:
    """What is wrong with a stored history, in words; nothing for a sound one. An erased text is no fault."""
    found, previous, seen = [], START, 0
    for one in lines:
        if one.sequence != seen:
            found.append(f"line {seen} is missing or out of its place")
        if one.chain != chained(one, previous):
            found.append(f"line {one.sequence} was changed or follows another line than it did")
        if one.sequence in texts and text_digest(texts[one.sequence]) != one.digest:
            found.append(f"the text of line {one.sequence} was changed")
        previous, seen = one.chain, one.sequence + 1
    if (previous, seen) != (head, count):
        found.append(f"the record knows {count} lines, the history ends after {seen}, or elsewhere")
    return found


def _public(line: Line) -> dict[str, str | int]:
    return {name: getattr(line, name) for name in line.__struct_fields__ if name != "chain"}
