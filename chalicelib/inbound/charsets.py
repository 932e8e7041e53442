"""Bytes to text: the declared charset, promoted to what senders really mean by it; a guess only where that fails."""

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 8_192
"""Bytes that a guess looks at: enough to tell a language, little enough to be quick."""

# What mail programs declare → what they actually write: supersets, so that rare names and characters survive.
PROMOTED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "euc_kr": "cp949",
    "cp949": "cp949",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "iso2022_jp": "iso2022_jp_ext",
}
SPELLINGS = {
    "chinese": "gb18030",
    "csgb2312": "gb18030",
    "gb": "gb18030",
    "gb231280": "gb18030",
    "gb2312-80": "gb18030",
    "gb_2312-80": "gb18030",
    "hz-gb-2312": "hz",
    "windows-936": "gb18030",
    "ms936": "gb18030",
    "cp-936": "gb18030",
    "936": "gb18030",
    "x-gbk": "gb18030",
    "x-gb18030": "gb18030",
    "x-euc-cn": "gb18030",
    "big5-tw": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "x-big5": "big5hkscs",
    "windows-950": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "x-windows-949": "cp949",
    "windows-949": "cp949",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "windows-874": "cp874",
    "x-mac-roman": "mac_roman",
    "x-macroman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "utf-8mb4": "utf-8",
    "utf": "utf-8",
    "unicode": "utf-8",
    "x-utf-8": "utf-8",
    "ansi": "cp1252",
    "latin": "cp1252",
    "iso88591": "cp1252",
    "8859-1": "cp1252",
}
UNDECLARED = {"", "us-ascii", "ascii", "default", "none", "binary", "8bit", "7bit", "unknown-8bit", "default_charset",
              "ansi_x3.4-1968", "x-user-defined"}  # fmt: skip
# Python calls these text encodings, but no mail is written in them.
NOT_FOR_MAIL = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "charmap"}
WESTERN = {"cp1252", "cp1254", "iso8859-15", "mac_roman", "cp437"}
EAST_ASIAN = {"gb18030", "big5hkscs", "cp949", "cp932", "euc_jp"}
_UTF8_HAN = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
_UTF8_SHORT = re.compile(rb"[\xc2-\xdf][\x80-\xbf](?![\x80-\xbf])")
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def decode(data: bytes, label: str = "") -> tuple[str, str]:
    """Text of `data` under the declared `label`, and a trouble code ("" if it was read as declared)."""
    name = codec_of(label)
    if name:
        text = _as_declared(data, name)
        if text is not None:
            return clean(text), ""
    trouble = "" if name == "" else f"charset:{_shown(label)}"
    if not _HIGH.search(data) and b"\x1b$" not in data:
        return clean(data.decode("ascii", "replace")), trouble
    return clean(_guessed(data, name or "")), trouble


def codec_of(label: str) -> str | None:
    """Python's codec for a declared charset; "" where nothing is declared, None where the name means nothing."""
    key = re.sub(r"""["'\s<>]""", "", label).lower().split("*")[0][:40]
    if key in UNDECLARED:
        return ""
    if key in SPELLINGS:
        return SPELLINGS[key]
    try:
        name = codecs.lookup(key).name
        bytes(4).decode(name)  # refuses what is no text encoding, such as hex
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if name.replace("-", "_") in NOT_FOR_MAIL else PROMOTED.get(name, name)


def clean(text: str) -> str:
    r"""Without NUL, surrogates, noncharacters and control characters; line ends as "\\n"."""
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_TEXT.sub("", text).replace("\ufeff", "")


def _as_declared(data: bytes, name: str) -> str | None:
    if name in WESTERN and _HIGH.search(data):
        utf8 = _strictly(data, "utf-8")  # well-formed multi-byte sequences are never an accident
        if utf8 is not None:
            return utf8
    if name in EAST_ASIAN and len(_UTF8_HAN.findall(data)) >= 3 and not _UTF8_SHORT.search(data):  # noqa: PLR2004
        utf8 = _strictly(data, "utf-8")  # a wrong label: three such triples in a row are never an accident
        if utf8 is not None:
            return utf8
    text = _strictly(data, name)
    if text is None and name == "big5hkscs":
        text = _strictly(data, "cp950")
    if text is None and name in WESTERN:
        text = data.decode(name, "replace")
    return text if text is not None else _strictly(data, "utf-8") or _nearly(data, name)


def _nearly(data: bytes, name: str) -> str | None:
    """A few damaged characters are a cut or broken mail; many are a wrong label."""
    text = data.decode(name, "replace")
    damage = text.count("\ufffd")
    return text if damage * 12 <= len(_HIGH.findall(data)) or damage == 1 else None


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, ValueError, LookupError, IndexError):
        return None


def _guessed(data: bytes, failed: str) -> str:
    for name in _candidates(data, failed):
        text = _strictly(data, name)
        if text is not None:
            return text
    found = from_bytes(data[:SAMPLE], steps=4, chunk_size=512).best()
    return data.decode(found.encoding if found else "cp1252", "replace")


def _candidates(data: bytes, failed: str) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    names = ["utf-8"]
    if b"\x1b$" in data:
        names.append("iso2022_jp_ext")
    return [n for n in names + _east_asian(data[:SAMPLE]) if n != failed]


def _east_asian(sample: bytes) -> list[str]:
    """Candidates by how much of the double-byte text lies in the zone of each charset's everyday characters."""
    pairs = re.findall(rb"[\x81-\xfe][\x40-\xfe]", sample)
    if not pairs or 2 * len(pairs) < len(_HIGH.findall(sample)):
        return []
    scores = {
        "gb18030": sum(1 for p in pairs if (0xB0 <= p[0] <= 0xD7 or 0xA1 <= p[0] <= 0xA3) and p[1] >= 0xA1),  # noqa: PLR2004
        "big5hkscs": sum(1 for p in pairs if 0xA4 <= p[0] <= 0xC6 or (0xA1 <= p[0] <= 0xA2 and p[1] < 0x7F)),  # noqa: PLR2004
    }
    best = sorted(scores, key=lambda name: -scores[name])
    return [name for name in best if scores[name] * 10 >= 9 * len(pairs)]


def _shown(label: str) -> str:
    return re.sub(r"[^\w.:-]", "", label)[:40] or "none"
