"""Senders whom the desk has blocked: where that is kept, and what is kept of what they write.

One key for each, in one partition, so that it is read with whatever a mail is looked up by and listed in one query. A block ends on its
day by itself; ended before, its key says so. What came from them lies beside it, one key each, to be counted.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import KeyItem, KeyRef, digest, instant
from chalicelib.core.written.authorities import is_of_an_authority

KEY = "blocked"
KEPT = timedelta(days=60)  # how long a block is remembered that is over, and what came from somebody blocked is counted


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """That an address or phone is blocked from `since` to `until`, by whom (mail address) and why."""

    address: str
    by: str
    since: datetime
    until: datetime
    reason: str = ""


def ref_of(address: str) -> KeyRef:
    """Where it is kept whether an address or phone is blocked."""
    return KeyRef(key=KEY, position=digest(address))


def kept_key(address: str) -> str:
    """The partition of what a blocked sender has sent."""
    return f"{KEY}#{digest(address)}"


def item(block: Block) -> KeyItem:
    """A block as it is kept."""
    values = {"block": msgspec.json.encode(block).decode()}
    return KeyItem(ref=ref_of(block.address), values=values, expires=block.until + KEPT)


def kept(address: str, at: datetime, inbound_id: str, raw: str) -> KeyItem:
    """One message of a blocked sender: `raw` is where it lies."""
    ref = KeyRef(key=kept_key(address), position=f"{instant(at)}#{digest(inbound_id)}")
    return KeyItem(ref=ref, values={"raw": raw}, expires=at + KEPT)


def parse(values: Mapping[str, str]) -> Block | None:
    """What such a key tells."""
    return msgspec.json.decode(values["block"], type=Block) if values.get("block") else None


def in_force(values: Mapping[str, str], at: datetime) -> Block | None:
    """The block that a key tells of, if it holds at that moment."""
    block = parse(values)
    return block if block and block.since <= at < block.until else None


def known(rows: Iterable[Mapping[str, str]]) -> tuple[Block, ...]:
    """The blocks of a partition's rows, the one that ends first at the head."""
    return tuple(
        sorted((block for row in rows if (block := parse(row))), key=lambda block: (block.until, block.address))
    )


def why_not(address: str, policy: Policy) -> str:
    """Why nobody may block that address or phone: the code of a sentence; "" if the desk may."""
    directory = policy.directory
    staff = {each for p in directory.people for each in (p.mail, p.phone, *p.addresses) if each}
    if address in staff | {directory.desk, directory.desk_head, directory.director, directory.phone}:
        return "block_of_staff"
    route = "\n".join(policy.words.get("outside_route", {}).values())
    return "block_of_authority" if is_of_an_authority(address, route) else ""
