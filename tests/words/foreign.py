"""Words of another language in what somebody reads: in a mail with its HTML, a text, a page."""

import re
from html import unescape

from chalicelib.core.words.marker import DASHES, REPLY_WORDS

HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uff60\u3000-\u303f]")
LATIN = re.compile(r"[A-Za-z]{2,}")
_UNSEEN = re.compile(r"<style.*?</style>|<!--.*?-->|<[^>]*>", re.DOTALL)
_READ_OUT = re.compile(r"\b(?:alt|title|aria-label|placeholder|value)=\"([^\"]*)\"")


def seen(html: str) -> str:
    """What somebody reads of HTML or has read out, a line for each piece of it."""
    return unescape("\n".join([*_READ_OUT.findall(html), _UNSEEN.sub("\n", html)]))


def without_reply_line(text: str) -> str:
    """The text without the line above which it is answered: that may stand in two scripts."""
    return REPLY_WORDS.sub(" ", text).replace(DASHES, " ")


def lines_with(pattern: re.Pattern[str], *texts: str) -> list[str]:
    """The lines in which there is something that the pattern finds."""
    return [line.strip() for text in texts for line in text.splitlines() if pattern.search(line)]
