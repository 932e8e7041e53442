"""What a record holds in one attribute: JSON, deflated where that saves DynamoDB's write units (one for each KB begun).

Messages are much alike, and alone too short to show it: they are deflated with the words that they have in common (RFC 1950,
FDICT), which lie in `common_words/`. A stream names its words by their Adler-32. A stack's records need them as long as they
lie there: a file of words is never changed; better ones are a further file, by which new records are then written.
"""

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

Kind = TypeVar("Kind")

WORDS = Path(__file__).with_name("common_words")
NEWEST = "1.txt"
SHORT = 600  # bytes below which there is nothing to save, whatever else an item holds
FASTEST = 1
DEFLATED = b"\x78"  # how each zlib stream begins (RFC 1950), and no JSON
WITH_WORDS = 0x20  # the bit of its second byte that says that it needs them


def packed(value: msgspec.Struct) -> bytes:
    """A record as bytes to store."""
    body = msgspec.json.encode(value)
    return body if len(body) < SHORT else _deflated(body)


def unpacked(body: bytes, kind: type[Kind]) -> Kind:
    """What `packed` stored, be it deflated or plain. `msgspec.DecodeError` or `zlib.error` for other bytes."""
    return msgspec.json.decode(_inflated(body) if body.startswith(DEFLATED) else body, type=kind)


def packed_text(text: str) -> str | bytes:
    """Text as one attribute: a short one itself, a long one deflated."""
    body = text.encode()
    return text if len(body) < SHORT else _deflated(body)


def unpacked_text(body: bytes) -> str:
    """The long text that `packed_text` deflated. `zlib.error` for other bytes."""
    return _inflated(body).decode()


def _deflated(body: bytes) -> bytes:
    stream = _primed().copy()
    deflated: bytes = stream.compress(body) + stream.flush()
    return deflated


def _inflated(body: bytes) -> bytes:
    if not body[1:2] or not body[1] & WITH_WORDS:
        return zlib.decompress(body)
    words = _words().get(int.from_bytes(body[2:6], "big"))
    if words is None:
        raise zlib.error("deflated with words that are not there")
    stream = zlib.decompressobj(zdict=words)
    whole = stream.decompress(body)
    if not stream.eof:
        raise zlib.error("the end is missing")
    return whole


@cache
def _primed() -> Any:
    """A stream that has read the newest words, to be copied for each record; zlib's own type has no name."""
    return zlib.compressobj(FASTEST, zdict=(WORDS / NEWEST).read_bytes())


@cache
def _words() -> Mapping[int, bytes]:
    return {zlib.adler32(words): words for words in (path.read_bytes() for path in WORDS.glob("*.txt"))}
