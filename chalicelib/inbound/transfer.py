"""Content with its transfer encoding undone (RFC 2045 §6), as far as it goes."""

import binascii
import contextlib
import re

from chalicelib.core.expressions import expression
from chalicelib.inbound import alphabets, charset_guess

PROBED = 2_000
MOST_BLANKS = 5
"""Bytes of content declared as base64 that are looked at, and blanks within its lines that may be an accident."""
LONGEST_FOOTER = 4_000
"""Bytes at the end of base64 in which words are sought that a gateway added."""
NO_ENCODING = {b"", b"7bit", b"8bit", b"binary"}
LEAST_ENCODED, LEAST_LETTERS, LEAST_QUOTED = 32, 10, 6
"""Characters of base64, different ones among them, and bytes beyond ASCII of quoted-printable, by which an encoding is known that is not declared."""

_COMMENT = expression(rb"\([^()]{0,100}\)")
_HIGH = expression(rb"[\x80-\xff]")
_CONTROL = expression(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BASE64_TEXT = expression(rb"[A-Za-z0-9+/]+={0,2}")
_QUOTED_HIGH = expression(rb"=[89A-F][0-9A-F]")
_ODD_QUOTED = expression(rb"=(?![0-9A-F]{2}|[ \t]{0,80}\r{0,2}\n|\Z)")
_WORDS = expression(rb"[^A-Za-z0-9+/=\s]|[A-Za-z] [A-Za-z]{1,40} [A-Za-z]")
_BETWEEN_WORDS = expression(rb"(?<=[!-~]) (?=[!-~])")
_BASE64_ONLY = expression(rb"[A-Za-z0-9+/=\s]*\Z")


def decoded(data: bytes, encoding: bytes) -> bytes:
    """Content with a Content-Transfer-Encoding undone as far as it goes; unknown encodings leave it as it is."""
    name = name_of(encoding)
    if name == b"base64":
        return data if _is_prose(data[:PROBED]) else _from_base64(data)
    if name == b"quoted-printable":
        return binascii.a2b_qp(data.replace(b"=\r\r\n", b"=\n"))
    if name in {b"x-uuencode", b"uuencode", b"x-uue", b"uue"}:
        return from_uuencode(data)
    return data


def name_of(encoding: bytes) -> bytes:
    """The name of a Content-Transfer-Encoding without a comment beside it (RFC 5322 §3.2.2)."""
    return _COMMENT.sub(b"", encoding).strip(b" \t\"';").lower()


def undeclared(data: bytes) -> bytes:
    """Text that nobody says is encoded, with an encoding undone that nothing else in it could be; as it is where there is none."""
    if not data.isascii():
        return data
    squeezed = data.translate(None, b"\r\n")
    varied = len(squeezed) >= LEAST_ENCODED and len(set(squeezed)) >= LEAST_LETTERS
    if varied and len(squeezed) % 4 == 0 and _BASE64_TEXT.fullmatch(squeezed):
        found = binascii.a2b_base64(squeezed)
    elif len(_QUOTED_HIGH.findall(data[:PROBED])) >= LEAST_QUOTED and not _ODD_QUOTED.search(data):
        found = binascii.a2b_qp(data)
    else:
        return data
    return found if _is_text(found) else data


def _is_text(data: bytes) -> bool:
    if _CONTROL.search(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return charset_guess.is_chinese(data) or alphabets.codec_of(data) is not None
    return True


def _is_prose(sample: bytes) -> bool:
    """Words between blanks, or of letters beyond ASCII from the first line on, which base64 never has, however it is declared."""
    first = sample.lstrip().partition(b"\n")[0]
    if len(_HIGH.findall(first)) * 4 > len(first):
        return True
    line = first.strip()
    if len(line) >= LEAST_ENCODED and len(line) % 4 == 0 and _BASE64_TEXT.fullmatch(line):
        return False  # it is the footer that has the blanks
    blanks = len(_BETWEEN_WORDS.findall(sample))
    return blanks > MOST_BLANKS and blanks * 20 > len(sample)


def _from_base64(data: bytes) -> bytes:
    """Joined base64 texts are read one after the other; a plain-text footer behind them is kept as it is."""
    head, padding, rest = data.partition(b"=")
    if (footer := _footer_at(head)) is not None:
        return _sloppy(head[:footer]) + data[footer:]
    result = _sloppy(head)
    rest = rest.lstrip(b"=")
    if padding and rest.strip():
        result += _from_joined(rest) if _BASE64_ONLY.match(rest) else rest
    return result


def _footer_at(data: bytes) -> int | None:
    """Where words begin below an empty line; None if there are none."""
    start = max(len(data) - LONGEST_FOOTER, 0)
    odd = _WORDS.search(data, start)
    if odd is None:
        return None
    end = max(data.rfind(b"\n\n", start, odd.start()), data.rfind(b"\n\r\n", start, odd.start()))
    said = data[end:]
    return end if end >= 0 and (_HIGH.search(said) or len(_BETWEEN_WORDS.findall(said)) > 1) else None


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
