"""What came in and nobody could deal with, as the desk names it: a short reference, and what is kept under it.

The reference is no secret and gives no authority; it follows from the message's id, so that a message parked twice is the same one.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.register.indexing import KeyItem, KeyRef, instant

KEPT = timedelta(days=90)
WAITING = "parked_waiting"  # those that nobody has dealt with yet, by when they came
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 8
_REFERENCE = expression(rf"(?<![A-Z0-9])M-([{LETTERS}]{{{_LENGTH}}})(?![A-Z0-9])", re.IGNORECASE)

Done = Literal["", "opened", "added", "junk"]


class Parked(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message by its id at the service that brought it, where it lies (`raw` "": in its receipt), and what the desk did with it."""

    inbound: str
    at: datetime
    raw: str = ""
    done: Done = ""
    number: str = ""  # of the complaint that was made of it, or that it was added to


def reference(inbound_id: str) -> str:
    """What the desk calls it: "M-7KQ2M9F4"."""
    value = int.from_bytes(hashlib.sha256(inbound_id.encode()).digest()[:5], "big")
    return "M-" + "".join(LETTERS[value >> 5 * place & 31] for place in range(_LENGTH))


def reference_in(*texts: str) -> str:
    """The first reference in the first of the texts that holds one; "" if none does."""
    found = (_REFERENCE.search(text) for text in texts)
    return next((f"M-{each[1].upper()}" for each in found if each), "")


def ref_of(called: str) -> KeyRef:
    """Where it is kept what a reference means."""
    return KeyRef(key=f"parked#{called}")


def items(parked: Parked) -> tuple[KeyItem, KeyItem]:
    """A parked message as it is kept, and as it stands among those that wait; what was dealt with leaves these by itself."""
    values, called = {"parked": msgspec.json.encode(parked).decode()}, reference(parked.inbound)
    waiting = KeyRef(key=WAITING, position=f"{instant(parked.at)}#{called}")
    return (
        KeyItem(ref=ref_of(called), values=values, expires=parked.at + KEPT),
        KeyItem(ref=waiting, values=values, expires=parked.at if parked.done else parked.at + KEPT),
    )


def still_waiting(lines: Iterable[Mapping[str, str]], now: datetime) -> Iterator[Parked]:
    """Of what `WAITING` holds what is still to be dealt with, the longest waiting first."""
    known = (parse(line) for line in lines)
    yield from (each for each in known if each is not None and not each.done and each.at + KEPT > now)


def parse(values: Mapping[str, str]) -> Parked | None:
    """What such a key tells."""
    return msgspec.json.decode(values["parked"], type=Parked) if values.get("parked") else None
