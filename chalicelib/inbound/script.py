"""Which of our three languages a text is written in, judged by its script."""

import re

SAMPLE = 2_000
_HAN = re.compile("[\u4e00-\u9fff]")
_OTHER = re.compile(r"[^\W\d_]")
_KANA_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")


def language(text: str) -> str:
    """One of "zh-CN", "zh-TW" and "en"; "zh-CN" where nothing tells."""
    sample = text[:SAMPLE]
    han = _HAN.findall(sample)
    letters = _OTHER.findall(re.sub(r"\S*[@/]\S*", "", sample))
    if not letters:
        return "zh-CN"
    if _KANA_HANGUL.search(sample) or len(han) * 5 < len(letters):
        return "en"
    traditional = sum(1 for char in han if _only_in(char, "big5", "gb2312"))
    simplified = sum(1 for char in han if _only_in(char, "gb2312", "big5"))
    return "zh-TW" if traditional > simplified else "zh-CN"


def _only_in(char: str, charset: str, other: str) -> bool:
    """The two national character sets hold one script each, and what both scripts share."""
    return _encodes(char, charset) and not _encodes(char, other)


def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
