"""Alphabets in one byte a letter: which one some bytes are in, by where in words the letters beyond ASCII stand.

Of Chinese nobody could say so: its bytes come in pairs, and hardly one of them stands alone within a word of ASCII letters.
"""

import re

from chalicelib.core.expressions import expression

SAMPLE = 8_192
"""Bytes that are judged."""
FEWEST_CYRILLIC = 6
"""Letters from which a text is called Cyrillic."""
SURE_WORDS = 2
"""Different Polish words without letters of its own that tell the language."""
CYRILLIC, CENTRAL = ("cp1251", "koi8_r"), ("iso8859-2", "cp1250")

_HIGH_RUN = expression(rb"[\x80-\xff]+")
_WORD = expression(r"[^\W\d_]+")
_SMALL, _GREAT = "äöüßéèàùâêîôûçëïœæáíóúñãõìòåøÿ", "ÄÖÜÉÈÀÙÂÊÎÔÛÇËÏŒÆÁÍÓÚÑÃÕÅØ"
_POLISH_SMALL, _POLISH_GREAT = "ąćęłńóśźż", "ĄĆĘŁŃÓŚŹŻ"
_ALONE = {"à", "À", "é", "É", "è", "È", "á", "Á", "ó", "Ó", "ú", "º", "ª", "å", "Å", "µ"}
_BESIDE = expression("[\\s\u00a0«»‹›“”‘’„‚–—…•€£§°´·¿¡©®™±½¼¾×÷]")
_SHORTENED = expression("[a-z]’(?:s|t|ll|re|ve|m|d)\\b")
_POLISH_WORDS = expression(
    r"\b(?:nie|na|jest|dla|przez|czy|oraz|ale|od|do|po|za|ze|mnie|mi|autobus|kierowca|pan|pani|bilet|zwrot|przystanku|w|z)\b"
)
_CYRILLIC_WORD = expression("[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")
_VOWEL = expression("[аеёиоуыэюя]")
_FREQUENT = frozenset("оеаинтсрвл")


def _latin(small: str, great: str, together: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    own = f"[{small}{great}]"
    shape = rf"[A-Za-z]*(?:{own}{{1,{together}}}[A-Za-z]+)*{own}{{0,{together}}}"
    return expression(shape), expression(rf"[a-z{small}][{great}]")


_WESTERN_WORDS = _latin(_SMALL, _GREAT, 2)
_POLISH_SHAPE = _latin(_POLISH_SMALL, _POLISH_GREAT, 3)


def codec_of(data: bytes) -> str | None:
    """The codec in whose words all letters beyond ASCII find their place; None if there is none."""
    sample = data[:SAMPLE]
    if (cyrillic := cyrillic_codec_of(sample)) is not None:
        return cyrillic
    polish = next((name for name in CENTRAL if _fits(_decoded(sample, name), _POLISH_SHAPE)), None)
    if is_western(_decoded(sample, "cp1252")):
        return polish if polish and _is_polish(sample) else "cp1252"
    return polish


def cyrillic_codec_of(data: bytes) -> str | None:
    """The same of Cyrillic only; a word of odd length tells it from pairs of bytes."""
    sample = data[:SAMPLE]
    if not any(len(run) % 2 for run in _HIGH_RUN.findall(sample)):
        return None
    shares = {name: _cyrillic_share(_decoded(sample, name)) for name in CYRILLIC}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= 0.5 else None  # noqa: PLR2004


def polish_codec_of(data: bytes) -> str | None:
    """The same of Polish only, where no Western language has such letters in its words."""
    sample = data[:SAMPLE]
    if not _is_polish(sample) or is_western(_decoded(sample, "cp1252")):
        return None
    return next((name for name in CENTRAL if _fits(_decoded(sample, name), _POLISH_SHAPE)), None)


def is_western(text: str) -> bool:
    """Words of Western Europe hold all of its letters beyond ASCII, and there are some."""
    return _fits(text, _WESTERN_WORDS)


def _is_polish(sample: bytes) -> bool:
    return len(set(_POLISH_WORDS.findall(sample.decode("latin-1").lower()))) >= SURE_WORDS


def _fits(text: str, words: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    shape, odd = words
    met = [word for word in _WORD.findall(text) if not word.isascii()]
    good = sum(1 for w in met if w in _ALONE or (shape.fullmatch(w) and not odd.search(w) and not _only_beyond(w)))
    strange = sum(1 for c in text if not c.isascii() and not (c.isalnum() or _BESIDE.match(c)))
    shortened = len(_SHORTENED.findall(text))
    return good + shortened > 0 and _nearly_all(good + shortened, len(met) + shortened, strange)


def _nearly_all(good: int, met: int, strange: int) -> bool:
    return (met - good + strange) * 10 <= met + strange


def _only_beyond(word: str) -> bool:
    return not any(char.isascii() for char in word)


def _cyrillic_share(text: str) -> float:
    """Which share of the letters are those that come most often; 0 where the words are none."""
    met = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = "".join(met).lower()
    good = sum(1 for w in met if _CYRILLIC_WORD.fullmatch(w) and (len(w) < 4 or _VOWEL.search(w.lower())))  # noqa: PLR2004
    if len(letters) < FEWEST_CYRILLIC or not _nearly_all(good, len(met), 0):
        return 0.0
    return sum(1 for letter in letters if letter in _FREQUENT) / len(letters)


def _decoded(sample: bytes, name: str) -> str:
    """The sample; "" if a byte of it means nothing there."""
    try:
        return sample.decode(name)
    except UnicodeError:
        return ""
