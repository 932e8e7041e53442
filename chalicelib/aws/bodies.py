"""What a record holds in one attribute: JSON, deflated where that saves DynamoDB's write units (one for each KB begun)."""

import zlib
from typing import TypeVar

import msgspec

Kind = TypeVar("Kind")

KB = 1024  # what one write unit holds: below it there is nothing to save
FASTEST = 1
DEFLATED = b"\x78"  # how each zlib stream begins (RFC 1950), and no JSON


def packed(value: msgspec.Struct) -> bytes:
    """A record as bytes to store."""
    body = msgspec.json.encode(value)
    return body if len(body) < KB else zlib.compress(body, FASTEST)


def unpacked(body: bytes, kind: type[Kind]) -> Kind:
    """What `packed` stored, be it deflated or plain. `msgspec.DecodeError` or `zlib.error` for other bytes."""
    return msgspec.json.decode(zlib.decompress(body) if body.startswith(DEFLATED) else body, type=kind)
