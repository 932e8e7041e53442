"""Files that old mail programs wrote into the letter itself, between "begin" and "end" lines (uuencode)."""

import binascii
import contextlib
import hashlib
import re

import msgspec

from chalicelib.inbound.attachments import safe_name
from chalicelib.inbound.inbound_mail import Attachment

MOST_FILES = 50
_BEGIN = re.compile(r"begin [0-7]{3,4} (\S[^\n]{0,200})")
_LINE = re.compile(r"[ -`]{1,90}")


class Enclosed(msgspec.Struct, frozen=True):
    """A letter without the files that were written into it, and these, named as their sender did."""

    text: str
    files: tuple[tuple[str, bytes], ...]


def read(text: str) -> Enclosed:
    """Whole blocks are taken out; one that does not end, or holds other lines, stays where it is."""
    if "\nend" not in text or "begin " not in text:
        return Enclosed(text, ())
    lines = text.split("\n")
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    at = tries = 0
    while at < len(lines):
        found = _BEGIN.fullmatch(lines[at]) if tries < MOST_FILES else None
        end = _end(lines, at) if found else None
        tries += bool(found)
        if found and end:
            files.append((found[1].strip(), b"".join(map(_bytes, lines[at + 1 : end]))))
            at = end + 1
        else:
            kept.append(lines[at])
            at += 1
    return Enclosed("\n".join(kept).strip("\n") if files else text, tuple(files))


def described(enclosed: Enclosed, first: int) -> tuple[Attachment, ...]:
    """The files as attachments, numbered from `first`, which is beyond all parts of the mail."""
    return tuple(
        Attachment(
            safe_name(name) or f"part-{first + n}.bin",
            "application/octet-stream",
            len(content),
            hashlib.sha256(content).hexdigest(),
            first + n,
        )
        for n, (name, content) in enumerate(enclosed.files)
    )


def _end(lines: list[str], begin: int) -> int | None:
    for at in range(begin + 1, len(lines)):
        if lines[at].strip() == "end":
            return at if at > begin + 1 else None
        if lines[at] and not _LINE.fullmatch(lines[at]):
            return None
    return None


def _bytes(line: str) -> bytes:
    with contextlib.suppress(binascii.Error):
        return binascii.a2b_uu(line.encode("ascii"))[: len(line)]  # a short line would be padded to what it claims
    return b""
