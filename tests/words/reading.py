"""What nobody should have to read in a mail: machines' words, another script than the reader's, punctuation about nothing."""

import re
from collections.abc import Iterator

from tests.stories.test_what_customers_read import MACHINES, bare
from tests.words.foreign import HAN, seen, without_reply_line

NOTHING_SAID = re.compile(
    r"\(\s*\)|（\s*）|「」|“”|\"\"|[，；：、][，。；：、]|,[ ]*[,.;]|[ ][,;.](?:\s|$)|——\s*$|(?<!\.)\.\.(?!\.)"
)
_IN_ENGLISH_TOO = re.compile(r"reason\.")  # the end of a sentence


def oddities(language: str, text: str, html: str = "") -> Iterator[str]:
    """Each line that is not for people, or not for those who read that language, with what is wrong in it."""
    for line in without_reply_line(f"{text}\n{seen(html)}").splitlines():
        found = [hit.group() for hit in MACHINES.finditer(bare(line)) if not _IN_ENGLISH_TOO.fullmatch(hit.group())]
        found += [hit.group() for hit in NOTHING_SAID.finditer(line)]
        found += foreign(language, line)
        if found:
            yield f"{found}: {line.strip()[:120]}"


def foreign(language: str, line: str) -> list[str]:
    """Signs of a script that the language is not written in; what Taiwan's own character set lacks is simplified."""
    if language == "en":
        return HAN.findall(line)
    return [] if language != "zh-TW" else [sign for sign in HAN.findall(line) if not _is_traditional(sign)]


def _is_traditional(sign: str) -> bool:
    try:
        return bool(sign.encode("big5"))
    except UnicodeEncodeError:
        return False
