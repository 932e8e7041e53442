"""Which of our languages a text is written in, judged by its script."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from chalicelib.core.expressions import expression
from chalicelib.core.written.languages import FIRST, LANGUAGES

SAMPLE = 2_000
ENOUGH = 6  # letters
_HAN = expression("[\u4e00-\u9fff]")
_OTHER = expression(r"[^\W\d_]")
_KANA_HANGUL = expression("[\u3040-\u30ff\uac00-\ud7af]")


def language(text: str) -> str:
    """One of our languages; the first one where nothing tells."""
    return possible(text)[0]


def answered_in(found: str, text: str, languages: Sequence[str]) -> str:
    """What an organisation that writes `languages` writes in to whoever wrote this text, in which `found` was found.

    That is what was found. Where the signs leave several open (早餐 is written so in both Chinese scripts), it is the one that the organisation
    names first; and its first of all where it does not write theirs.
    """
    several = possible(text)
    fit = several if found == FIRST and len(several) > 1 else (found,)
    return next((each for each in languages if each in fit), languages[0])


def possible(text: str) -> tuple[str, ...]:
    """Those of our languages that the text may be written in, the first one first: one, unless nothing in it tells."""
    sample = text[:SAMPLE]
    han = _HAN.findall(sample)
    letters = _OTHER.findall(re.sub(r"\S*[@/]\S*", "", sample))
    if not letters:
        return tuple(sorted(LANGUAGES, key=FIRST.__ne__))
    for tag, known in LANGUAGES.items():
        if known.letters and re.search(known.letters, sample):
            return (tag,)
    if _KANA_HANGUL.search(sample) or len(han) * 5 < len(letters):
        return (next(tag for tag, known in LANGUAGES.items() if known.is_latin),)
    return _of_charset(han)


def is_told_apart(text: str) -> bool:
    """Whether there are words enough to tell their language by."""
    return len(_OTHER.findall(text)) >= ENOUGH


def _of_charset(signs: Iterable[str]) -> tuple[str, ...]:
    """The national character sets hold one script each, and what the scripts share: whose own signs are most."""
    charsets = {tag: known.charset for tag, known in LANGUAGES.items() if known.charset}
    own = dict.fromkeys(charsets, 0)
    for sign in signs:
        holding = [tag for tag, charset in charsets.items() if _encodes(sign, charset)]
        if len(holding) == 1:
            own[holding[0]] += 1
    most = [tag for tag, count in own.items() if count == max(own.values())]
    return tuple(sorted(most, key=FIRST.__ne__))


@lru_cache(maxsize=20_000)  # the signs that people use are some thousands
def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
