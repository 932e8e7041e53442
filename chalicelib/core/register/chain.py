"""The history's hash chain: each line is bound to all before it, personal text only by a salted digest.

Erasing a text with its salt leaves a chain that still verifies; changing, dropping or swapping a line does not.
"""

import hashlib
import json
from collections.abc import Iterable

import msgspec

from chalicelib.core.complaint.model import Data, Entry
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
    """The personal text of a line, and the salt without which its digest tells nothing."""

    text: str
    salt: str


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
        digest=text_digest(Text(text=entry.text, salt=salt)) if entry.text else "",
    )
    return msgspec.structs.replace(unchained, chain=chained(unchained, previous))


def chained(line: Line, previous: str) -> str:
    """The chain value that a line must have after `previous`."""
    canonical = json.dumps(_public(line), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def text_digest(text: Text) -> str:
    """The salted digest of a personal text."""
    return hashlib.sha256(f"{text.salt}\n{text.text}".encode()).hexdigest()


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
