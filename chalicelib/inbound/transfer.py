"""Content with its transfer encoding undone (RFC 2045 §6), as far as it goes."""

import binascii
import contextlib
import re

PROBED = 2_000
MOST_BLANKS = 5
"""Bytes of content declared as base64 that are looked at, and blanks within its lines that may be an accident."""

_BETWEEN_WORDS = re.compile(rb"(?<=[!-~]) (?=[!-~])")
_BASE64_ONLY = re.compile(rb"[A-Za-z0-9+/=\s]*\Z")


def decoded(data: bytes, encoding: bytes) -> bytes:
    """Content with a Content-Transfer-Encoding undone as far as it goes; unknown encodings leave it as it is."""
    name = encoding.strip(b" \t\"';").lower()
    if name == b"base64":
        return data if _is_prose(data[:PROBED]) else _from_base64(data)
    if name == b"quoted-printable":
        return binascii.a2b_qp(data)
    if name in {b"x-uuencode", b"uuencode", b"x-uue", b"uue"}:
        return from_uuencode(data)
    return data


def _is_prose(sample: bytes) -> bool:
    """Words between blanks, which base64 never has, however it is declared."""
    blanks = len(_BETWEEN_WORDS.findall(sample))
    return blanks > MOST_BLANKS and blanks * 20 > len(sample)


def _from_base64(data: bytes) -> bytes:
    """Joined base64 texts are read one after the other; a plain-text footer behind them is kept as it is."""
    head, padding, rest = data.partition(b"=")
    result = _sloppy(head)
    rest = rest.lstrip(b"=")
    if padding and rest.strip():
        result += _from_joined(rest) if _BASE64_ONLY.match(rest) else rest
    return result


def _from_joined(data: bytes) -> bytes:
    return b"".join(_sloppy(piece) for piece in re.split(rb"=+", data)[:100])


def _sloppy(data: bytes) -> bytes:
    kept = data.translate(None, b"\r\n \t")
    try:
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", kept)
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4])


def from_uuencode(data: bytes) -> bytes:
    """Content of the first "begin … end" block, or of all lines where there is no "begin", as far as they can be read."""
    lines = data.splitlines()
    begin = next((i for i, line in enumerate(lines) if re.match(rb"begin(?:-base64)? [0-7]{3,4} ", line)), -1)
    result: list[bytes] = []
    for line in lines[begin + 1 :]:
        if line.strip() in {b"end", b"====", b"`"}:
            break
        with contextlib.suppress(binascii.Error):
            result.append(binascii.a2b_uu(line)[: len(line)])  # a short line would be padded to what it claims
    return b"".join(result)
