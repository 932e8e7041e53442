"""Signed tokens for reply addresses and links: who may act, on which complaint, until when.

Each use has keys of its own, so that whoever reads some signs nothing of another use.

31 bytes as 50 symbols of base 32: purpose and key version (1), round (1), expiry in seconds since 1970 (4), complaint (10),
person (5), and the first 80 bits of an HMAC-SHA256 over all of these. The alphabet leaves out l, o, 1 and 0, and letters
may come back in either case, because mail programs, people and old gateways change them. Nothing in a token is secret.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal, get_args

import msgspec

from chalicelib.core.written.mailboxes import canonical

Purpose = Literal["reply", "survey", "case", "confirm", "file", "overview", "later", "form", "reports"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
Use = Literal["reply", "page", "confirm", "file", "code", "overview"]
USES: tuple[Use, ...] = get_args(Use)
USE: Mapping[Purpose, Use] = {
    "reply": "reply",
    "survey": "page",
    "case": "page",
    "confirm": "confirm",
    "file": "file",
    "overview": "overview",
    "later": "page",
    "form": "page",
    "reports": "page",
}
_ABOUT_NONE: Mapping[Purpose, Purpose] = {"form": "reports"}
"""The first byte has room for eight purposes: what is about a complaint by its nature is another purpose where it names none."""
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
LENGTH = 50
VERSIONS = 32

_CLAIM_BYTES = 21
_MAC_BYTES = 10
_COMPLAINT_BYTES = 10
_PERSON_BYTES = 5
_ROUNDS = 256
_BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # RFC 4648, which fills up with "=" to whole groups of eight
_OURS, _THEIRS = str.maketrans(_BASE_32, ALPHABET), str.maketrans(ALPHABET, _BASE_32)
_PADDING = "=" * (-LENGTH % 8)
_SYMBOLS = frozenset(ALPHABET)


class Ring(msgspec.Struct, frozen=True):
    """The secrets of one use by version (0 to 31). `current` signs; older ones are kept for as long as their tokens shall hold."""

    current: int
    secrets: dict[int, bytes]

    def __repr__(self) -> str:
        """The versions only: secrets stay out of logs."""
        return f"Ring(current={self.current}, versions={sorted(self.secrets)})"


class Keys(msgspec.Struct, frozen=True):
    """The rings that a process holds, by use. What is signed with another it neither makes nor believes."""

    rings: Mapping[Use, Ring]

    def of(self, use: Use) -> Ring:
        """The ring of a use. LookupError if this process holds none."""
        return self.rings[use]


def alike(ring: Ring) -> Keys:
    """One ring for every use, as trials have it."""
    return Keys(dict.fromkeys(USES, ring))


class Token(msgspec.Struct, frozen=True):
    """What a token says. `complaint` is 20 hex digits or "" for none; `person` a `person_digest` or "" for anybody.

    `expires` counts in whole seconds. `round` (0 to 255) is the complaint's round, or which file, by purpose.
    """

    purpose: Purpose
    complaint: str
    person: str
    expires: datetime
    round: int = 1


def person_digest(address: str) -> str:
    """Ten hex digits that stand for a mail address or a phone number; case, surrounding blanks and the spelling of a domain do not matter."""
    return hashlib.sha256(canonical(address).encode()).hexdigest()[: 2 * _PERSON_BYTES]


def mint(token: Token, keys: Keys) -> str:
    """The token as 50 letters and digits, signed with the current key of its use. ValueError if a value does not fit."""
    ring = keys.of(USE[token.purpose])
    return _signed(_claim(token, ring.current), ring.secrets[ring.current])


def verified(text: str, keys: Keys, now: datetime) -> Token | None:
    """What a token says; None if it was tampered with, has expired or was signed with a key no longer held."""
    folded = text.lower() if text.isascii() else ""
    if len(folded) != LENGTH or not _SYMBOLS.issuperset(folded):
        return None
    claim = _decode(folded)[:_CLAIM_BYTES]
    secret = _secret(claim, keys)
    # The whole text is compared and not the code alone, so that the two spare bits of the last symbol count too.
    if not secret or not hmac.compare_digest(_signed(claim, secret), folded):
        return None
    token = _token(claim)
    return token if now <= token.expires else None


def _secret(claim: bytes, keys: Keys) -> bytes | None:
    """What must have signed such a claim, if this process holds it."""
    purpose, version = divmod(claim[0], VERSIONS)
    ring = keys.rings.get(USE[PURPOSES[purpose]]) if purpose < len(PURPOSES) else None
    return ring.secrets.get(version) if ring else None


def _signed(claim: bytes, secret: bytes) -> str:
    return _encode(claim + hmac.digest(secret, claim, "sha256")[:_MAC_BYTES])


def _claim(token: Token, version: int) -> bytes:
    """The signed part. Identifiers of zeros stand for none."""
    if not 0 <= version < VERSIONS:
        raise ValueError(f"key version {version} is not in 0 to {VERSIONS - 1}")
    complaint, person = bytes.fromhex(token.complaint), bytes.fromhex(token.person)
    if len(complaint) not in {0, _COMPLAINT_BYTES} or len(person) not in {0, _PERSON_BYTES}:
        raise ValueError("a token's complaint is 20 hex digits and its person 10")
    if not 0 <= token.round < _ROUNDS:
        raise ValueError("a token's round is 0 to 255")
    head = _number(token) * VERSIONS + version
    return b"".join(
        (
            bytes((head, token.round)),
            int(token.expires.timestamp()).to_bytes(4, "big"),
            complaint.ljust(_COMPLAINT_BYTES, b"\0"),
            person.ljust(_PERSON_BYTES, b"\0"),
        )
    )


def _number(token: Token) -> int:
    """A purpose as the first byte has it."""
    shared = next((named for named, none in _ABOUT_NONE.items() if none == token.purpose), token.purpose)
    if shared in _ABOUT_NONE and bool(token.complaint) is (shared != token.purpose):
        raise ValueError(f"a token for {token.purpose} is about {'none' if token.complaint else 'a complaint'}")
    return PURPOSES.index(shared)


def _token(claim: bytes) -> Token:
    complaint, person = claim[6:16], claim[16:21]
    purpose = PURPOSES[claim[0] // VERSIONS]
    return Token(
        purpose=purpose if any(complaint) else _ABOUT_NONE.get(purpose, purpose),
        complaint=complaint.hex() if any(complaint) else "",
        person=person.hex() if any(person) else "",
        expires=datetime.fromtimestamp(int.from_bytes(claim[2:6], "big"), UTC),
        round=claim[1],
    )


def _encode(data: bytes) -> str:
    return base64.b32encode(data)[:LENGTH].decode("ascii").translate(_OURS)


def _decode(text: str) -> bytes:
    return base64.b32decode(text.translate(_THEIRS) + _PADDING)


# -- codes that people type -----------------------------------------------------------------------------------------------

CODE_DIGITS = 6


def code(complaint: str, address: str, until: datetime, keys: Keys, version: int | None = None) -> str:
    """Six digits that only a message to `address` can have told: whoever sends them back reads what arrives there.

    They follow from complaint, address and the second until which they hold; nothing is stored of them.
    """
    said = f"code {complaint} {person_digest(address)} {int(until.timestamp())}".encode()
    ring = keys.of("code")
    secret = ring.secrets[ring.current if version is None else version]
    return f"{int.from_bytes(hmac.digest(secret, said, 'sha256')[:8], 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def is_code(text: str, complaint: str, address: str, until: datetime, keys: Keys) -> bool:
    """Whether `text` is that code, by any key that is still held; constant time for each."""
    given = text if text.isascii() else ""
    versions = keys.of("code").secrets
    right = [hmac.compare_digest(code(complaint, address, until, keys, version), given) for version in versions]
    return any(right)
