"""Texts fit to be shown: plain, never markup, without control and direction-changing characters, of bounded length."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.words.labels import BUILT_IN
from chalicelib.core.written.languages import FIRST, in_words

LONGEST_TEXT = 4000
LONGEST_LINE = 80
LONGEST_SUBJECT = 40  # signs of what is called by its own first words
LONGEST_WORD = 24  # characters that may be left off so that no word is cut
_UNSEEN = expression(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_LOOSE_END = expression(r"(?:[ ,&-]+(?:of|and|the|for|in|at)?)+$")


def displayable(text: str, limit: int = LONGEST_TEXT, language: str = FIRST) -> str:
    """Text fit to be shown: line ends unified, unseen characters gone, cut at `limit` characters with a notice."""
    seen = without_unseen(text).strip()
    if len(seen) <= limit:
        return seen
    notice = (in_words(BUILT_IN["cut_off"], language) or "").format(total=len(seen), shown=limit)
    return f"{seen[:limit].rstrip()}\n{notice}"


def without_unseen(text: str) -> str:
    """Text with its line ends unified and unseen characters gone, blanks and all."""
    return _UNSEEN.sub("", "\n".join(text.splitlines()))


def one_line(text: str, limit: int = LONGEST_LINE) -> str:
    """Text on one line, for subjects, names and headers; what is over `limit` characters is left off with an ellipsis, words written with blanks whole."""
    seen = text if text.isprintable() else _UNSEEN.sub(" ", text.replace("\u2028", " ").replace("\u2029", " "))
    line = " ".join(seen.split())
    if len(line) <= limit:
        return line
    kept = line[: limit - 1]
    cut = _is_latin(kept[-1:]) and _is_latin(line[limit - 1])
    whole = kept[: -len(_last_word(kept))] if cut else kept
    return f"{(whole if len(kept) - len(whole) <= LONGEST_WORD else kept).rstrip(' ,;:-')}…"


def _last_word(text: str) -> str:
    """The word written with blanks with which a text ends; in Chinese it may begin behind any sign: 单号XD33."""
    last = text.rpartition(" ")[2]
    begins = next((i for i, sign in enumerate(reversed(last)) if not sign.isascii()), len(last))
    return last[len(last) - begins :]


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def first_words(text: str) -> str:
    """What a message without a subject is called: the beginning of its first line."""
    return one_line(next(iter(text.strip().splitlines()), ""), LONGEST_SUBJECT)


def short_name(name: str, limit: int) -> str:
    """A name in at most `limit` characters: whole, or its first part or words; signs written without spaces end in an ellipsis."""
    line = one_line(name)
    if len(line) <= limit or not line.isascii():
        return one_line(line, limit)
    part = re.split(r"[,;:(]| [-|/] ", line)[0].strip()
    if len(part) > limit:
        part = part[: limit + 1].rpartition(" ")[0]
    return _LOOSE_END.sub("", part) or one_line(line, limit)


def begun_large(words: str) -> str:
    """Words as a button or a heading begins with them."""
    return words[:1].upper() + words[1:]


def file_size(size: int) -> str:
    """Bytes as people read them."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"  # noqa: PLR2004  # bytes in a megabyte
