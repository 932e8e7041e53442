"""Where a quoted mail of ours ends: by the sentence that stands last in all of them, whatever marks the lines of the quote."""

import re
from functools import cache

from chalicelib.core.expressions import expression
from chalicelib.core.words.marker import REPLY_WORDS
from chalicelib.inbound import cuts, signatures
from chalicelib.inbound.attributions import QUOTE

_FOLDED = r"[\s>＞|]*"
"""What may stand where a program folded the sentence: at a blank, or between any two Chinese signs."""
NAME = "…"
"""Where an ending names somebody, whose name may have full stops in it."""
ENDINGS = (
    "您的[话話][会會]送到…。",
    "A reply to this email reaches ….",
    "[复覆]地址[仅僅]供您本人使用，[请請]勿[转轉][发寄]。",
    "please do not forward this email.",
)
"""The last sentences of our mails, as the templates have them."""


def _folded(sentence: str) -> str:
    """The sentence as an expression, wherever it was folded."""
    signs = re.findall(r"\[[^\]]+\]|.", sentence)
    known = {
        " ": _FOLDED,
        NAME: r"(?:[^\n]|\n(?!\s*\n)){1,160}?",
        ".": r"\.(?=[\s>＞|]*(?:\n|\Z))",
        "。": _FOLDED + "。",
    }
    return "".join(known.get(sign, sign if sign.isascii() and sign.isalpha() else _FOLDED + sign) for sign in signs)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile("|".join(map(_folded, ENDINGS)), re.IGNORECASE)


_EDGE = expression(r"[\s>＞|]*\n|[\s>＞|]*$")


def own_below(quoted: str) -> str | None:
    """Own words below the end of a mail of ours, which begins with `quoted`, up to the next quote; None if its end is not seen."""
    first = quoted.find("\n") + 1
    older = REPLY_WORDS.search(quoted, first)
    quoted = quoted[: quoted.rfind("\n", 0, older.start())] if older else quoted
    found = next(reversed(list(_ending().finditer(quoted))), None)  # a letter that the mail shows may end so, too
    edge = _EDGE.match(quoted, found.end()) if found else None
    if edge is None:
        return None
    lines = quoted[edge.end() :].split("\n")[: cuts.MOST_LINES]
    further = cuts.first(lines)
    own = "\n".join(line for line in lines[: further.begin if further else None] if not QUOTE.match(line))
    own = re.sub(r"(?m)^[|\s]+$", "", own).strip("\n")
    return "" if signatures.only_signature(own) or signatures.closing(own) else own
