"""Signatures at the end of what someone wrote: the "-- " line, the lines that phones add, and the blocks of mail programs.

Folding hides only what nobody would miss: whatever may be a part of the letter stays, and what was typed below a phone's line does.
"""

import re

from chalicelib.core.expressions import expression
from chalicelib.inbound import footers
from chalicelib.inbound.cards import is_card, says_nothing
from chalicelib.inbound.devices import names_device

MOST_LINES = 25
"""A signature is short: more below a "-- " line is text."""
LONGEST_LINE = 1_000
FAR_BELOW = 2
"""Blank lines above an address that no one wrote by hand."""
PART_BREAK = "\x1d"
"""Stands, blank as it is, where one text of a mail ends and the next begins: no signature reaches beyond."""

_MARK = expression(r"--(?: |\xa0)")
_DELIMITER = expression(r"(?:--[ \xa0]?|——|—)$")
_ALONE = expression(r"--[ \xa0]?$")
_GREETING = expression(
    r"\s*(?:(?:best|kind|warm|many)\b.{0,12}|regards|thanks?|thank you|cheers|sincerely|yours|greetings|mit freundlichen|viele grüße|gruß|cordialement|saludos|此致|谢谢|謝謝|祝)",
    re.IGNORECASE,
)
_RULE = expression(r"^(?:-{15,80}|_{8,80}|－{8,40}|—{3,60})$")
_TABLE = expression(r"^[|\s]*$")
_ADDRESS = expression(r"[\w.+-]{1,64}@[\w.-]{3,100}")


def fold(text: str, *, answering: bool = False) -> tuple[str, str]:
    """(text without its signature, signature); a mail that is nothing but signature stays whole.

    `answering` tells that a quoted mail follows, so that a program may have set its user's address far below the words.
    """
    first, _, last = text.rpartition(PART_BREAK)
    lines = last.rstrip().split("\n")
    if any(len(line) > LONGEST_LINE for line in lines[-MOST_LINES:]):
        return text, ""
    below = footers.begin(lines)
    while below and (not lines[below - 1].strip() or _ALONE.match(lines[below - 1])):
        below -= 1  # a delimiter with nothing below it
    begin = _begin(lines[:below])
    begin = _before_own_address(lines[:below]) if answering and begin == below else begin
    if first and not "".join(lines[:begin]).strip():
        return fold(first, answering=answering)[0], last
    kept = f"{first}{PART_BREAK if first else ''}" + "\n".join(lines[:begin])
    if not kept.strip() or begin == len(lines):
        return text, ""
    return kept.rstrip(), "\n".join(lines[begin:])


def _begin(lines: list[str]) -> int:
    return min(_delimited(lines), _added(lines), _ruled(lines), _table(lines))


def only_signature(text: str) -> bool:
    """Nothing but a signature: what stands below an answered quote without being an answer."""
    lines = [line[:LONGEST_LINE] for line in text.strip().split("\n")]
    rest = [line for line in lines[: footers.begin(lines)] if line.strip()]
    if not rest or len(rest) > MOST_LINES:
        return not rest
    if _DELIMITER.match(rest[0]):
        return is_card(rest[1:], marked=True)
    return all(map(names_device, rest))


def adds_nothing(text: str) -> bool:
    """What stands where a mail program keeps its user's signature is one, and no letter that was typed there."""
    lines = [line.strip() for line in text.strip().split("\n")]
    return says_nothing([line for line in lines[: footers.begin(lines)] if not names_device(line)])


def closing(text: str) -> bool:
    """A greeting and a name below a quote, which belong to the words above it."""
    lines = text.strip().split("\n")
    return (
        len(lines) <= 4  # noqa: PLR2004
        and all(len(line) <= 40 for line in lines)  # noqa: PLR2004
        and bool(_GREETING.match(lines[0]))
        and len(lines[0]) <= 24  # noqa: PLR2004
        and is_card(lines[1:], marked=True)
    )


def _delimited(lines: list[str]) -> int:
    """Where the line stands that begins a signature: "-- " as mail programs draw it, or much the same above a card."""
    first = max(len(lines) - MOST_LINES - 1, 0)
    for i in range(first, len(lines)):
        if _DELIMITER.match(lines[i]) and any(line.strip() for line in lines[i + 1 :]):
            below = [line for line in lines[i + 1 :] if not names_device(line.strip())]
            if is_card(below, marked=bool(_MARK.match(lines[i]))):
                return i
    return len(lines)


def _added(lines: list[str]) -> int:
    """Where the lines begin that a phone or a mail program put at the end; a card may stand below them."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    begin = len(lines)
    for index in reversed(filled[-6:]):
        if names_device(lines[index].strip()) and is_card(lines[index + 1 : begin]):
            begin = index
        elif _continued(lines, index):
            return index
    return begin


def _continued(lines: list[str], index: int) -> bool:
    """A device's line that was folded in two, at the very end."""
    return index + 2 >= len(lines) and names_device(" ".join(line.strip() for line in lines[index : index + 2]))


def _ruled(lines: list[str]) -> int:
    """Where a rule stands above a card."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    end = _added(lines)
    found = (i for i in filled[-10:] if i < end and _RULE.match(lines[i].strip()) and is_card(lines[i + 1 : end]))
    return next(found, len(lines))


def _table(lines: list[str]) -> int:
    """Where NetEase's card begins, whose cells are lines between bars."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    bars = [i for i in filled[-12:] if "|" in lines[i] and _TABLE.match(lines[i])]
    if not bars:
        return len(lines)
    card = [line for line in lines[bars[0] :] if not names_device(line.strip())]
    return bars[0] if is_card(card) else len(lines)


def _before_own_address(lines: list[str]) -> int:
    """Where an address stands alone below blank lines, as Foxmail signs."""
    alone = len(lines) > FAR_BELOW and _ADDRESS.fullmatch(lines[-1].strip())
    return len(lines) - 1 if alone and not "".join(lines[-1 - FAR_BELOW : -1]).strip() else len(lines)
