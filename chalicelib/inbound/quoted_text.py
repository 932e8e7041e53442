"""What the writer newly wrote, told apart from the mail that was quoted.

Our own marker is trusted first, then the structure of HTML mail, then the lines by which mail programs introduce a quote.
Answers between quoted lines make no sense alone: they keep the line that they answer. Nothing is ever lost: the mail's whole text is kept beside it.
"""

import re
from collections import Counter

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.words.marker import REPLY_WORDS
from chalicelib.inbound import answers_within, html_text, our_endings, pasted, set_apart, signatures
from chalicelib.inbound.attributions import QUOTE
from chalicelib.inbound.cuts import (
    LONGEST,
    MOST_LINES,
    answers_between,
    earliest,
    first,
    first_cut,
    header_at_end,
    is_of_others,
    own_below,
    wrapped,
)

_RULE = expression(r"^[\s>*]*[-_=—–－]{3,}\s*$")
_SHARED = expression(
    r"(?m)(?<=[^\s>-])[ -]{0,4}(?=On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d{1,2}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[^\n]{8,200} wrote:[ \t]*$)",
)
# Quoted lines that a program put into one with the attribution above them.
_COLLAPSED = expression(
    r"(?<=wrote:)[ \t]+(?=[>＞] )|(?<=[写寫]道[：:])[ \t]+(?=[>＞] )|(?<=écrit :)[ \t]+(?=[>＞] )|(?<=schrieb:)[ \t]+(?=[>＞] )"
)
# What a program shows in place of a quote that it has folded.
_HIDDEN = expression(
    r"[\s>-]*(?:\[?(?:\.{3}|…|•••|···)\]?|(?:show|hide) (?:quoted text|trimmed content|original message)|显示(?:引用文字|修剪的内容|原邮件)|顯示(?:引用文字|修剪內容))[\s-]*",
    re.IGNORECASE,
)
_BLANKS = expression(r"\n{3,}")
_NOT_COMPARED = expression(r"[\s*_<>\[\]|\u200b]+|https?://\S+")


_MARKED = expression(rf"{QUOTE.pattern}|\s{{0,3}}[|│┃]")
LONGEST_DECIDED = 20_000
"""Characters of a letter in which plain words may decide."""
NOBODY: frozenset[str] = frozenset()
Division = tuple[str, bool]
"""What is new, and whether anything was taken off it."""


class Reading(msgspec.Struct, frozen=True):
    """A letter's newly written text without signature, and the own words above what it quotes.

    Commands are read in `above` and nowhere else: in a mail that is new throughout, or that answers between the lines, the
    quoted lines are kept with the others, and they hold other people's words. What is pasted into it is marked there as a quote is.
    `pasted`: lines that would order something, were they the writer's own, and not the answered mail's. `own`: `new` without the lines
    that others may have written, where there are any; of a letter longer than anybody decides in it is not asked.
    """

    new: str
    above: str
    pasted: str = ""
    own: str | None = None


def newly_written(
    text: str, html: str | None = None, *, answering: bool = True, parties: frozenset[str] = NOBODY, writer: str = ""
) -> Reading:
    """What is new; all is where no quote is found or nothing else was written, or in a mail that answers nothing.

    `parties`: the mailboxes that the mail goes from and to; a mail of others that it shows is no quote of theirs. `writer`: their
    name, with which programs mark what is written into a quote.
    """
    parts = html_text.pieces(html) if html else None
    parts = parts if parts and parts.found and parts.quoted.strip() else None
    new, divided = _divided(text, parts, parties, writer) if answering else (_unsigned(text, parts), False)
    apart = set_apart.lines(html) if html else NOBODY
    above = min((_own_lines(each, apart) for each in (text, *([parts.before] if parts else []))), key=len)
    kept = signatures.fold(new, answering=divided)[0].strip("\n") if new.strip() else text
    ordering = _in_one(signatures.fold(above)[0].strip("\n"))
    shown = text if REPLY_WORDS.search(text) or not answering else new
    return Reading(
        _in_one(kept), ordering, _pasted(_above_marker(shown), ordering), own=_without_others(_in_one(kept), apart)
    )


def _without_others(text: str, apart: frozenset[str]) -> str | None:
    lines = text.split("\n") if len(text) <= LONGEST_DECIDED else []
    others = zip(lines, pasted.lines_of_others(lines), strict=True)
    own = [line for line, foreign in others if not (foreign or _MARKED.match(line) or line.strip() in apart)]
    return None if len(own) == len(lines) else "\n".join(own).strip()


def _in_one(text: str) -> str:
    return text.replace(signatures.PART_BREAK, "")


def _divided(text: str, parts: html_text.Pieces | None, parties: frozenset[str], writer: str) -> Division:
    marked = None if parts and _answered_after(parts) else _at_marker(text, parties)
    new, divided = marked or (_by_structure(text, parts, parties) if parts else None) or _by_lines(text, parties)
    if answers_within.announced(new) or (divided and answers_within.named(text, new, writer)):
        return text, False
    return new, divided


def _unsigned(text: str, parts: html_text.Pieces | None) -> str:
    """The whole letter, without the signature if only its HTML marks one."""
    if parts is None or not parts.unsigned.strip() or signatures.fold(text)[1]:
        return text
    return text if _alike(text, parts.unsigned) else parts.unsigned


def _above_marker(text: str) -> list[str]:
    found = REPLY_WORDS.search(text)
    head = text[: text.rfind("\n", 0, found.start()) + 1] if found else text
    return head[:LONGEST].split("\n")[:MOST_LINES]


def _own_lines(text: str, apart: frozenset[str]) -> str:
    """The lines above the introduction of a quote: without marked ones, and the orders in what is pasted marked as well."""
    lines = _above_marker(text)
    cut = earliest(lines)
    lines = lines[: cut.begin] if cut else lines
    kept: list[str] = []
    marked = False
    for line, others in zip(lines, pasted.lines_of_others(lines), strict=True):
        marked = QUOTE.match(line) is not None or (marked and bool(line.strip()))  # a marked line may be folded
        if not marked:
            is_shown = pasted.orders_like(line) and (others or line.strip() in apart)
            kept.append(f"> {line.lstrip()}" if is_shown else line)
    return _trimmed("\n".join(kept))


def _pasted(lines: list[str], own: str) -> str:
    """The lines that look like orders and are none of the writer's own."""
    obeyed = Counter(line.strip() for line in own.split("\n") if line.lstrip(" \t\u3000*_")[:1] in ("#", "＃"))
    found = Counter(line.strip() for line in lines if pasted.orders_like(line))
    return "\n".join(line.lstrip(" \t\u3000>＞|│┃»·•-") for line in found - obeyed)


def unmarked(text: str) -> str:
    """What of a mail bears no quote mark, without the lines that introduce the quote; "" if it quotes and nothing else."""
    lines = text[:LONGEST].split("\n")
    cut = first(lines)
    kept = lines[: cut.begin] + lines[cut.body :] if cut else lines
    return "\n".join(line for i, line in enumerate(kept) if not (QUOTE.match(line) or wrapped(kept, i))).strip()


def only_ours(text: str) -> bool:
    """Nothing stands above our marker but what introduces the mail, and nothing below the mail's last sentence."""
    found = REPLY_WORDS.search(text[:LONGEST])
    begin = text.rfind("\n", 0, found.start()) + 1 if found else 0
    lines = text[:begin].split("\n")
    cut = first(lines, before_ours=True) or header_at_end(lines)
    above = "\n".join(lines[: cut.begin] if cut else lines)
    return found is not None and not above.strip() and our_endings.own_below(text[begin:LONGEST]) == ""


def _at_marker(text: str, parties: frozenset[str]) -> Division | None:
    """Above our marker, without the lines by which the answering program introduced our mail."""
    found = REPLY_WORDS.search(text[:LONGEST])
    if not found:
        return None
    begin = text.rfind("\n", 0, found.start()) + 1
    above = text[:begin]
    lines = above.split("\n")
    cut = first(lines, parties, before_ours=True) or (None if QUOTE.match(text[begin:]) else header_at_end(lines))
    new = "\n".join(lines[: cut.begin] if cut else _without_trailing_quote(lines))
    if new.strip() and _answered_below(text[begin:LONGEST].split("\n")[:MOST_LINES]):
        return _answers(text, parties)
    below = "" if QUOTE.match(text[begin:]) else our_endings.own_below(text[begin:LONGEST]) or ""
    written = "\n\n".join(filter(str.strip, (_trimmed(new), below)))
    return (written, True) if written else None


def _answered_below(lines: list[str]) -> bool:
    """Own words between or below marked lines; where our mail is not marked line by line, nobody can tell."""
    marked = sum(1 for line in lines[:4] if QUOTE.match(line)) > 1
    own = own_below(lines) if marked and QUOTE.match(lines[0]) else ""
    return own is None or bool(own.strip() and not signatures.closing(own))


def _without_trailing_quote(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or QUOTE.match(lines[end - 1])):
        end -= 1
    return lines[:end] if end < len(lines) and any(QUOTE.match(line) for line in lines[end:]) else lines


def _answered_after(parts: html_text.Pieces) -> bool:
    """Own words below the first quoted element, which lines without marks would not show."""
    cut = first_cut(parts.after)
    own = "\n".join(parts.after.split("\n")[: cut.begin]) if cut else parts.after
    return bool(own.strip()) and not signatures.only_signature(own) and not signatures.closing(own)


def _before(text: str, parties: frozenset[str]) -> str:
    """What stands before a quoted element, without the lines that introduce it; marks without introduction are the writer's own."""
    introduced = first(text[:LONGEST].split("\n"), parties, before_ours=True)
    if introduced is None or introduced.weak:
        return text
    return _by_lines(text, parties)[0] if introduced.begin else ""


def _by_structure(text: str, parts: html_text.Pieces, parties: frozenset[str]) -> Division:
    """By the elements that mail programs put around quoted mail and signatures."""
    before = _before(parts.before, parties)
    after = "" if signatures.only_signature(parts.after) else parts.after
    if parts.interleaved or (before.strip() and after.strip() and not signatures.closing(after)):
        if parts.answers and (parts.coloured or not _is_marked(text)):
            return "\n\n".join(filter(str.strip, (_trimmed(before), parts.answers))), True
        return _answers(text, parties)
    if before.strip() and after.strip():
        before = f"{_trimmed(before)}\n\n{after}"
    new = _trimmed(before if before.strip() else after)
    if not new.strip():
        return "", True
    plain, divided = _by_lines(text, parties)
    return (plain, divided) if _alike(plain, new) and not _signed_only(new, plain) else (new, True)


def _signed_only(new: str, plain: str) -> bool:
    """Only the HTML shows where the signature begins."""
    return bool(signatures.fold(new)[1]) and not signatures.fold(plain)[1]


def _alike(one: str, other: str) -> bool:
    return _NOT_COMPARED.sub("", one) == _NOT_COMPARED.sub("", other)


def _by_lines(text: str, parties: frozenset[str] = NOBODY) -> Division:
    lines = _COLLAPSED.sub("\n", _SHARED.sub("\n", text[:LONGEST])).split("\n")
    cut = first(lines, parties)
    if cut is None or (is_of_others(lines, cut, parties) and not QUOTE.match(lines[min(cut.body, len(lines) - 1)])):
        return text, False
    new = "\n".join(lines[: cut.begin])
    own = own_below(lines[cut.body :])
    written = new.strip()
    around = bool(own) and bool(written) and not cut.forward
    if own is None or (around and not signatures.closing(own)):
        return _answers(text, parties)
    if own.strip():
        return (f"{_trimmed(written)}\n\n{own}" if written else own), True
    return _trimmed(new), True


def _answers(text: str, parties: frozenset[str]) -> Division:
    """What is written above, between and below quoted lines, with the line that each piece answers; all where that is not clear."""
    lines = _COLLAPSED.sub("\n", _SHARED.sub("\n", text[:LONGEST])).split("\n")
    cut = first(lines, parties) or first(lines, parties, before_ours=True)
    between = answers_between(lines[cut.body :]) if cut and len(lines) <= MOST_LINES else None
    if cut is None or between is None:
        return text, False
    above = _trimmed("\n".join(lines[: cut.begin]))
    if answers_within.announced(above) or answers_within.shouted("\n".join(lines[cut.body :])):
        return text, False
    written = "\n".join([*([above] if above.strip() else []), "", *between])
    return _BLANKS.sub("\n\n", written).strip("\n"), True


def _is_marked(text: str) -> bool:
    return sum(1 for line in text[:LONGEST].split("\n") if QUOTE.match(line)) > 1


def _trimmed(text: str) -> str:
    """Without the rules and blank lines that stood between new and old."""
    lines = text.rstrip().split("\n")
    while lines and (
        _RULE.match(lines[-1]) or _HIDDEN.fullmatch(lines[-1][:80]) or lines[-1].strip() in {"", "|", "&nbsp;"}
    ):
        lines.pop()
    return "\n".join(lines)
