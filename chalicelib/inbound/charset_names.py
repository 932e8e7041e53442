"""Which of Python's codecs is meant by the charset that a mail declares."""

import codecs
import re
from functools import lru_cache

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
ASCII_WITHIN = {"", "utf-8", "gb18030", "big5hkscs", "cp949", "euc_jp"} | WESTERN
"""Charsets in which ASCII is what it is; "" stands for none declared."""


@lru_cache(maxsize=256)
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
