"""Answers that were written into a quoted mail without any mark of a quote: by what announces them, or by their writer's name."""

import re

from chalicelib.core.expressions import expression
from chalicelib.inbound import cuts

SHORT = 200
"""Characters of a letter that only sends its reader to the answers below."""
SHORTEST_NAME, LONGEST_NAME = 2, 80
_POINTING_BELOW = expression(
    r"[见見看][^\n。]{0,6}(?:[红紅蓝藍][字色]|[批夹夾][注註])|[标標][红紅蓝藍]|逐[条條][回答]"
    r"|(?:回[复覆答]|答[复覆]|意[见見])[^\n。]{0,4}[见見在](?:下[文面方]|正文|文中|原[文信邮郵]|行[间間])"
    r"|[红紅蓝藍](?:字|色)[^\n。]{0,8}[是为為][^\n。]{0,6}(?:回[复覆答]|答[复覆])|(?:[内內][联聯]|行[内內])(?:回[复覆]|答[复覆])"
    r"|(?:回[复覆答]|答[复覆])[^\n。]{0,6}[每各](?:[题題条條项項点點]|[个個]?[问問][题題])|^\s*(?:(?:回[复覆答]|答[复覆])如下|[请請]?[见見](?:附言|下[文面方]?))[。：:]?\s*$"
    r"|^\s*(?:please )?(?:see|look) (?:below|inline|in-line)\b|\b(?:answers?|answered|comments?|responses?|replies|reply|replied)\b[^\n.]{0,20}\b(?:below|inline|in-line|in (?:red|blue|bold|green)|(?:under|after|below|beside) each)\b"
    r"|\b(?:antworten?|kommentare?|anmerkungen)\b[^\n.]{0,20}\b(?:unten|inline|im text|in (?:rot|blau))\b|\bréponses?\b[^\n.]{0,20}(?:ci-dessous|dans le texte|\ben (?:rouge|bleu)\b)",
    re.IGNORECASE,
)


_SHOUTED = expression(r"(?<![A-Za-z])[A-Z]{2,}(?:[ ,:.'-]{1,2}(?:[A-Z]{2,}|\d[\d:.]*)){1,20}(?![A-Za-z])")
LEAST_SHOUTED = 5
"""Letters of a row of words in capitals by which it is taken for an answer."""


def shouted(quoted: str) -> bool:
    """Words in capitals stand on quoted lines that are written otherwise, as people answer who can mark nothing else."""
    small, great = (sum(map(test, quoted)) for test in (str.islower, str.isupper))
    rows = (sum(map(str.isalpha, row)) >= LEAST_SHOUTED for row in _SHOUTED.findall(quoted))
    return small > great and any(rows)


def announced(new: str) -> bool:
    """The words above only send their reader to answers below."""
    return len(new) <= SHORT and bool(_POINTING_BELOW.search(new))


def named(text: str, new: str, writer: str) -> bool:
    """Lines of the quoted mail begin with the writer's name in square brackets, as Outlook marks what is written into it."""
    name = " ".join(writer.split()).strip("'\"")
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        return False
    mark = re.compile(rf"(?m)^[ \t>]*[\[【]\s?{re.escape(name)}\s?(?:[\]】]|[:：])", re.IGNORECASE)
    return len(mark.findall(text[: cuts.LONGEST])) > len(mark.findall(new))
