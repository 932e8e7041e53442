"""Files that old mail programs wrote into the letter itself, between "begin" and "end" lines (uuencode)."""

import binascii
import contextlib

from chalicelib.core.expressions import expression

MOST_FILES = 50
_BEGIN = expression(r"begin [0-7]{3,4} (\S[^\n]{0,200})")
_LINE = expression(r"[ -`]{1,90}")


def decoded(text: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """A letter without the files that were written into it, and these, named as their sender did.

    Whole blocks are taken out; one that does not end, or holds other lines, stays where it is.
    """
    if "\nend" not in text or "begin " not in text:
        return text, ()
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
    return "\n".join(kept).strip("\n") if files else text, tuple(files)


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
