"""The salutation above the words of an answer and the sign-off below them: the letter that carries the words greets and signs itself."""

import re
from collections.abc import Sequence

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

MOST_NAMES = 3  # lines below "Kind regards": name, title, unit
_SALUTATION = expression(
    r"^dear\b[^.!?;:,]{0,40}[,:]?$|^(?:hi|hello|good (?:morning|afternoon|evening|day))\b(?:[ ,]+(?!(?:the|we|it|your|i|this|there)\b)[^\s.!?;:,]+\.?(?: [^\s.!?;:,]+){0,2})?[,:!]$"
    r"|^(?:尊敬的|敬爱的|亲爱的)[^,。.!?;:]{1,16}(?:[,:! ]*您?好)?[,:!。.]*$"
    r"|^[^,。.!?;:\d]{0,6}(?:先生|女士|小姐|客户|顾客|旅客|乘客|业主|用户|同学|家长)?[,: ]?[您你]好[,:!。.]*$|^[^,。.!?;:\d]{1,4}(?:先生|女士|小姐)[:,]$",
    re.IGNORECASE,
)  # of folded text, on a line of its own
_PARTING = expression(
    r"^(?:(?:with )?(?:best|kind|kindest|warm|warmest)? ?(?:regards|wishes)|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|cheers)[,.!]?$"
    r"|^此致[,。! ]*(?:敬礼)?[!。]*$|^敬礼[!。]*$|^(?:顺颂|顺祝|敬祝|祝)(?:您)?(?:好|安|[^,。!?;:]{0,2}祺)[!。]*$",
    re.IGNORECASE,
)
_THANKS = expression(r"^(?:many )?(?:thanks|thank you)[,.!]*$|^谢谢[您你]?[!。,]*$", re.IGNORECASE)
_NAME = expression(
    r"^(?![一二三四五六七八九十]{1,2}[、.)]|.*(?:[已了将请您]|我们))[^。.!?;,:\d•·-][^。!?;:\d]{0,23}$"
    r"|^(?=.{1,60}$)[A-Z][\w.&'()-]*,?(?: (?:[A-Z&(][\w.&'()-]*,?|of|and|for|the|de))+$"
)
_ADDRESSES = expression(
    r"^\s*(?:dear\b|尊敬的|亲爱的|[^,。.!?;:\n]{0,8}(?:先生|女士|小姐|客户|顾客|旅客|乘客|业主|用户|同学|家长)?[,: ]?您好)|(?:向|给|对)[您你](?:致歉|道歉|说声|表示|造成|带来)"
    r"|\b(?:we|i)(?: are|'re| am|'m)? (?:very |so |truly )?(?:sorry|apologi[sz]e)\b|\bplease accept (?:our|my)\b"
)  # of folded text
_DATE = expression(r"^\d{4}年\d{1,2}月\d{1,2}[日号]$|^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2} [A-Z][a-z]{2,8} \d{4}$")


def salutation(lines: Sequence[str]) -> set[int]:
    """The line that greets the customer above everything else, where more follows. `lines`: simplified and narrowed."""
    filled = [i for i, line in enumerate(lines) if line]
    return {filled[0]} if len(filled) > 1 and _SALUTATION.search(lines[filled[0]]) else set()


def is_to_the_customer(text: str) -> bool:
    """Whether words speak to a customer, as an answer does: Dear Ms Hill, 王女士您好, "we are sorry that you"."""
    return _ADDRESSES.search(folded(text)) is not None


def sign_off(lines: Sequence[str], inside: set[int]) -> set[int]:
    """The lines from the parting words to the end, which only names may follow, and a date. `inside`: what does not go out anyway."""
    left = [i for i, line in enumerate(lines) if line and i not in inside]
    names = 0
    for place in range(len(left) - 1, 0, -1):
        line = lines[left[place]]
        if _PARTING.search(line) or (names and _THANKS.search(line)):
            above = left[place - 1]
            return set(left[place - 1 if _PARTING.search(lines[above]) and place > 1 else place :])
        if names >= MOST_NAMES or not (_NAME.search(line) or _DATE.search(line)):
            return set()
        names += not _DATE.search(line)
    return set()
