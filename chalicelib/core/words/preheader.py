"""The line that a list of mails shows beside the subject: hidden at the head of a mail, above the line that answers are written over.

Programs that make text of our HTML for a quote show it there, where the writer's own words stand. It begins with signs that nobody sees or
types, by which it is known again and left out. Where a program has lost them, it is known by standing again below the line, as the mail's
first sentence.
"""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.words.marker import REPLY_WORDS

LONGEST = 100
"""Characters; lists show fewer."""
_LONGEST_EVER = 120  # in mails that went out earlier and are answered now
SIGN = "\u200c\u034f\u200c"
FILLING = "\u034f\u200c\xa0" * 60
"""Keeps out of the list what follows in the mail: the line to answer above."""
_UNSEEN = "\u034f\u200b-\u200d\u2060\ufeff"
_MARKS = r"[ \t\xa0>＞|]*"
_SIGNED = expression(rf"(?m)^{_MARKS}(?:[{_UNSEEN}][ \xa0]?){{2}}")
# A charset without those signs has a question mark for each of them.
_QUESTIONED = expression(rf"(?m)^{_MARKS}\?{{2,3}}[^\n?][^?]{{0,{_LONGEST_EVER}}}\?{{2,3}}[? \xa0]{{8}}")
_IN_HTML = expression(r"(?:\u200c|\u034f|&zwnj;|&#8204;|&#x200c;|&#847;|&#x34f;){3}[^<]{0,2000}", re.IGNORECASE)
NEAR = 900
"""Characters above the line within which it is looked for, with its filling and what marks a quote."""
_FIRST_WORDS = 600
_SHORTEST, _MOST_LINES = 12, 4
_LETTERS = expression(r"[\W_]+")
_SENTENCES = expression(r"[。！？：]|[.!?:](?=\s)|\n[\s>＞|]*\n")


def as_entities(signs: str) -> str:
    """Signs as HTML has them in whatever charset it is sent on."""
    return "".join(f"&#{ord(sign)};" for sign in signs)


def without(text: str) -> str:
    """A letter without the hidden line that stands in it above a quoted mail of ours; its marks and all else stay."""
    pieces, at = [], 0
    for line in REPLY_WORDS.finditer(text):
        begin = text.rfind("\n", 0, line.start()) + 1
        if begin < at:
            continue
        pieces.append(_cleared(text[at:begin], text[begin : begin + _FIRST_WORDS]))
        at = begin
    return "".join((*pieces, text[at:]))


def without_in_html(source: str) -> str:
    """The same of HTML, where it stands within one element."""
    return _IN_HTML.sub("", source)


def _cleared(above: str, mail: str) -> str:
    """What stands above a mail of ours, up to its hidden line."""
    far, near = above[:-NEAR], above[-NEAR:]
    found = _SIGNED.search(near) or _QUESTIONED.search(near)
    begin = found.start() if found else _repeated(near, mail)
    return above if begin is None else far + near[:begin]


def _repeated(above: str, mail: str) -> int | None:
    """Where the last lines begin, if they are whole sentences with which the mail goes on."""
    ends = [found.end() for found in re.finditer(r"[^\n]*[^\s>＞|][^\n]*", above)]
    for lines in range(min(_MOST_LINES, len(ends)), 0, -1):
        begin = above.rfind("\n", 0, ends[-lines]) + 1
        said = _LETTERS.sub("", above[begin:])
        if len(said) >= _SHORTEST and "#" not in above[begin:] and said in _passages(mail):
            return begin
    return None


def _passages(mail: str) -> set[str]:
    """The letters of every few sentences in a row."""
    said = [letters for each in _SENTENCES.split(mail) if (letters := _LETTERS.sub("", each))]
    return {"".join(said[i:j]) for i in range(len(said)) for j in range(i + 1, min(i + 4, len(said) + 1))}
