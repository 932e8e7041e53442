"""Bytes to text: the declared charset, promoted to what senders really mean by it, and another one where that reads as nonsense."""

import re

from chalicelib.core.expressions import expression
from chalicelib.inbound import charset_guess, jis
from chalicelib.inbound.charset_names import ASCII_WITHIN, EAST_ASIAN, WESTERN, codec_of

__all__ = ["clean", "codec_of", "decode"]

_UTF8_HAN = expression(rb"[\xe2-\xef][\x80-\xbf]{2}")
_UTF8_SHORT = expression(rb"[\xc2-\xdf][\x80-\xbf](?![\x80-\xbf])")
# A sign beyond the first plane as old databases write it: each half for itself.
_SURROGATES = expression(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_HIGH = expression(rb"[\x80-\xff]")
# What is left where bytes were taken for another charset and could not be: nobody writes it.
_DAMAGED = expression("\ufffd|锟斤拷|ï¿½|烫烫烫|屯屯屯")
_WESTERN_LETTERS = expression("[\x80-\xff]{4,40}")
MOST_HALVES = 10_000
"""Signs in two halves that are put together."""
_DIFFERENT = 3
"""Western letters beyond ASCII that stand side by side only where other letters were meant."""
_NOT_TEXT = expression("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def decode(data: bytes, label: str = "") -> tuple[str, str]:
    """Text of `data` under the declared `label`, and a trouble code ("" if it was read as declared and makes sense)."""
    name = codec_of(label)
    if (wide := charset_guess.in_two_bytes(data)) is not None:
        return clean(wide), "" if name is not None and name.startswith("utf-16") else f"charset:{_shown(label)}"
    if data.isascii() and name in ASCII_WITHIN and b"\x1b" not in data:
        return clean(data.decode("ascii")), ""
    trouble = f"charset:{_shown(label)}"
    if data.isascii() and name in ASCII_WITHIN and name and (japanese := jis.decoded(data)) is not None:
        return clean(japanese), trouble
    if name:
        text, sure = _as_declared(data, name)
        if text is not None:
            return clean(text), "" if sure else trouble
    trouble = "" if name == "" else trouble
    if not _HIGH.search(data) and b"\x1b$" not in data:
        return clean(data.decode("ascii", "replace")), trouble
    text = charset_guess.guessed(data, name or "")
    return clean(text), trouble or ("charset:none" if _looks_wrong(text) else "")


def clean(text: str) -> str:
    r"""Without NUL, surrogates, noncharacters and control characters; line ends as "\\n"."""
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_TEXT.sub("", text).replace("\ufeff", "")


def _as_declared(data: bytes, name: str) -> tuple[str | None, bool]:
    """The text, and whether nothing about it looks wrong; None where the label cannot be right and nothing better is known."""
    if (utf8 := _plainly_utf8(data, name)) is not None:
        return utf8, True
    text = _under(data, name)
    if text is None and (rescued := _of_two_kinds(data, name)) is not None:
        return rescued, False
    text = _nearly(data, name) if text is None else text
    if text is None:
        return None, False
    better = charset_guess.better(data, text, name)
    return (better, False) if better is not None else (text, not _looks_wrong(text))


def _looks_wrong(text: str) -> bool:
    rows = _WESTERN_LETTERS.findall(text[:20_000])
    return bool(_DAMAGED.search(text)) or any(len(set(row)) >= _DIFFERENT for row in rows)


def _plainly_utf8(data: bytes, name: str) -> str | None:
    """A wrong label above UTF-8: multi-byte sequences in Western text, or three triples in a row, are never an accident."""
    western = name in WESTERN and _HIGH.search(data)
    eastern = name in EAST_ASIAN and len(_UTF8_HAN.findall(data)) >= 3 and not _UTF8_SHORT.search(data)  # noqa: PLR2004
    if not (western or eastern) or charset_guess.by_chance_utf8(data):
        return None
    return charset_guess.strictly(data, "utf-8")


def _under(data: bytes, name: str) -> str | None:
    text = charset_guess.strictly(data, name)
    if text is None and name == "big5hkscs":
        text = charset_guess.strictly(data, "cp950")
    if text is None and name.startswith("iso2022_jp"):
        text = jis.decoded(data)
    if text is None and name in WESTERN:
        text = data.decode(name, "replace")
    if text is None and name == "utf-8" and _SURROGATES.search(data):
        text = charset_guess.strictly(_SURROGATES.sub(_joined, data, MOST_HALVES), "utf-8")
    return text if text is not None else charset_guess.strictly(data, "utf-8")


def _of_two_kinds(data: bytes, name: str) -> str | None:
    """Letters of an alphabet under the name of a charset that has none of them in one byte, or lines of both."""
    if name not in EAST_ASIAN | {"utf-8"}:
        return None
    return charset_guess.in_letters(data) or charset_guess.piecewise(data)


def _joined(pair: re.Match[bytes]) -> bytes:
    return pair[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()


def _nearly(data: bytes, name: str) -> str | None:
    """A few damaged characters are a cut or broken mail; many are a wrong label."""
    text = data.decode(name, "replace")
    damage = text.count("\ufffd")
    return text if damage * 12 <= len(_HIGH.findall(data)) or damage == 1 else None


def _shown(label: str) -> str:
    return re.sub(r"[^\w.:-]", "", label)[:40] or "none"
