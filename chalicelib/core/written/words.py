"""Words as people write them: the same words in other letters, and whether they occur."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

from opencc import OpenCC

from chalicelib.core.expressions import expression

_DIGITS = "[0-9]{1,40}"  # of a longer row the last ones: a text of figures alone takes no square of its length
_NUMBER = rf"(?:{_DIGITS}|[一二两三四五六七八九十百千几半]{{1,40}})"
_GAP = r"(?:[^。.!?;]|\.(?! )){0,30}?"  # bounded, so that no text takes long to search


def narrowed(text: str) -> str:
    """Text with full-width letters and digits as ordinary ones, whatever keyboard they came from."""
    return unicodedata.normalize("NFKC", text)


class _Simplified(dict[int, str]):
    """What each traditional sign is in the simplified script, learned as signs are met.

    Sign by sign, not phrase by phrase: a word must be folded alike wherever it stands, or it would not be found there.
    """

    def __missing__(self, sign: int) -> str:
        self[sign] = found = _simplifier().convert(chr(sign)) if chr(sign) >= _FIRST_CHINESE_SIGN else chr(sign)
        return found


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


_FIRST_CHINESE_SIGN = "\u3400"
_SIMPLIFIED = _Simplified()


def simplified(text: str) -> str:
    """Text with traditional signs as simplified ones, each by itself."""
    return text.translate(_SIMPLIFIED)


@lru_cache(maxsize=64)  # one text is asked about some hundred words in turn
def folded(text: str) -> str:
    """Text as words are compared: full-width letters narrowed, signs simplified, case folded, spaces collapsed."""
    return " ".join(simplified(narrowed(text)).casefold().split())


def with_apostrophes(said: str) -> str:
    """Folded words with the apostrophes that thumbs leave out: dont, isnt."""
    return re.sub(
        r"\b(do|does|did|is|was|are|were|has|have|had|ca|wo|would|could|should)nt\b", r"\1n't", said.replace("’", "'")
    )


def folded_in_place(text: str) -> str:
    """Text narrowed, simplified and in small letters sign for sign, so that places in it stay where they are."""
    return text.translate(_IN_PLACE)


class _InPlace(dict[int, str]):
    """What each sign is folded to, learned as signs are met: one sign, or itself where folding would make it several."""

    def __missing__(self, sign: int) -> str:
        self[sign] = found = _alone(str.lower, _alone(simplified, _alone(narrowed, chr(sign))))
        return found


def _alone(change: Callable[[str], str], sign: str) -> str:
    changed = change(sign)
    return changed if len(changed) == 1 else sign


_IN_PLACE = _InPlace()


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words occurs. Latin words match whole words only.

    "#" in a word stands for a number, "…" for some letters of the same sentence.
    """
    return _occurs(folded(text), tuple(words))


@lru_cache(maxsize=4096)  # each fact of a complaint asks the same of the same text, some several times
def _occurs(said: str, words: tuple[str, ...]) -> bool:
    near = (word for word, first, others in _with_parts(words) if first in said and all(o in said for o in others))
    return any(_pattern(word).search(said) for word in near)


@lru_cache(maxsize=4096)
def _with_parts(words: tuple[str, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each word, folded, with what of it stands for itself (see `may_occur`): of most words no pattern need ever be made."""
    split = [(folded(word), _parts(word)) for word in words]
    return tuple((word, "".join(parts[:1]), parts[1:]) for word, parts in split if word)


@lru_cache(maxsize=8192)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(_word_pattern(word))


_DENIED = expression(
    r"(?:(?<![是要会能])[不无没未非]|并非)(?:[能会予作再给可以法有是想要须必您你]|任何|进行|涉及){0,4}$|(?:\bnot?|\bnever|n't|\bcannot|\bunable to|\bwithout)(?: \w+){0,2} $"
)


def affirms(text: str, word: str) -> bool:
    """Whether a word occurs, also as the beginning of a longer one, and is not denied right before (`#` is a Chinese number as well): 不予赔偿 and "not your fault" affirm neither."""
    said = folded(text)
    if not may_occur(said, word):
        return False
    found = _affirmed(word).finditer(said)
    return any(not _DENIED.search(said[max(match.start() - 30, 0) : match.start()]) for match in found)


def may_occur(said: str, word: str) -> bool:
    """Whether what stands between a word's numbers and gaps occurs in a folded text: of a thousand words nearly none, and no pattern need be made of the others."""
    return all(part in said for part in _parts(word))


def that_may_occur(text: str, words: tuple[str, ...]) -> list[str]:
    """Of thousands of words those that `may_occur` in a text, in their order, without asking for each."""
    said, places = folded(text), _by_beginning(words)
    beginnings = {"", *said, *map("".join, pairwise(said))}
    begun = sorted(place for beginning in beginnings for place in places.get(beginning, ()))
    return [words[place] for place in begun if may_occur(said, words[place])]


@lru_cache(maxsize=32)
def _by_beginning(words: tuple[str, ...]) -> dict[str, list[int]]:
    """The places of words by the two signs, or the one, that each begins with; "" for those that are but numbers and gaps."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault("".join(_parts(word)[:1])[:2], []).append(place)
    return places


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[str, ...]:
    """What of a word stands for itself, between its numbers and gaps."""
    return tuple(filter(None, re.split(r"#|\.\.\.", folded(word))))


@lru_cache(maxsize=8192)
def _affirmed(word: str) -> re.Pattern[str]:
    wanted = folded(word)
    begin = "(?<![a-z0-9])" if re.match(r"[a-z0-9]", wanted) else ""
    return re.compile(begin + with_gaps(wanted).replace(r"\#", _NUMBER))


def _word_pattern(word: str) -> str:
    pattern = with_gaps(word).replace(r"\#", _DIGITS)
    before = "(?<![a-z0-9])" if re.match(r"[a-z0-9]", word) else ""
    after = "(?![a-z0-9])" if re.search(r"[a-z0-9]$", word) else ""
    return f"{before}{pattern}{after}"


def with_gaps(word: str) -> str:
    """A plain word as a regular expression, its "…" (which is three full stops when plain) as a gap within a sentence."""
    return re.escape(word).replace(r"\.\.\.", _GAP).replace(r"\ ", " ")
