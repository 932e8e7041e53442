"""Signatures at the end of what someone wrote: the "-- " line, the lines that phones add, and the blocks of mail programs."""

import re

from chalicelib.inbound.devices import names_device

MOST_LINES = 25
"""A signature is short: more below a "-- " line is text."""
LONGEST_LINE = 1_000
LONGEST_CARD, WIDEST_CARD = 8, 60
FAR_BELOW = 2
"""Blank lines above an address that no one wrote by hand."""
SURELY_A_NAME = 2
"""So few lines below a rule need no address or telephone to be a card."""

_DELIMITER = re.compile(r"^(?:-- ?|——|--\xa0)$")
_GREETING = re.compile(
    r"\s*(?:(?:best|kind|warm|many)\b.{0,12}|regards|thanks?|thank you|cheers|sincerely|yours|greetings|mit freundlichen|viele grüße|gruß|cordialement|saludos|此致|谢谢|謝謝|祝)",
    re.IGNORECASE,
)
_RULE = re.compile(r"^(?:-{15,80}|_{8,40}|－{8,40}|—{3,60})$")
_LIST_FOOTER = re.compile(r"^_{40,}$")
_TABLE = re.compile(r"^[|\s]*$")
_ADDITION = re.compile(r"(?:补充|補充|另外|另[，,:：]|附[：:]|附言|附注|附註|备注|備註|P\.? ?S\b)", re.IGNORECASE)
_DISCLAIMER = re.compile(r"邮件|郵件|保密|机密|機密|免责|免責|环境|環境|打印|列印")
_DEMAND = re.compile(
    r"[要请請希求投退补補赔賠道书書申解马馬尽盡立并並对對不没沒再还還\d]|.{0,30}(?:退|赔|賠|道歉|解决|解決|晚点|投诉|投訴)"
)
# What mail gateways add below everything.
_GATEWAY = re.compile(
    r"(?:本|此|该|該)(?:电子|電子)?[邮郵]件.{0,40}(?:保密|机密|機密)|\bthis (?:e-?mail|message)\b.{0,80}\b(?:confidential|intended|scanned|virus)|confidentiality notice|\bvirus[- ]free\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,100}")
_CONTACT = re.compile(r"\S@\S+\.\S|https?://|www\.|签名由|(?:\+?\d[\d -]{6,})|电话|手机|邮箱|地址|tel|mobile|\|")


def fold(text: str, *, answering: bool = False) -> tuple[str, str]:
    """(text without its signature, signature); a mail that is nothing but signature stays whole.

    `answering` tells that a quoted mail follows, so that a program may have set its user's address far below the words.
    """
    lines = text.rstrip().split("\n")
    if any(len(line) > LONGEST_LINE for line in lines[-MOST_LINES:]):
        return text, ""
    begin = min(_delimited(lines), _tail(lines))
    begin = _before_own_address(lines) if answering and begin == len(lines) else begin
    kept = "\n".join(lines[:begin]).rstrip()
    if not kept.strip() or begin == len(lines):
        return text, ""
    return kept, "\n".join(lines[begin:])


def only_signature(text: str) -> bool:
    """Nothing but a signature: what stands below an answered quote without being an answer."""
    lines = [line[:LONGEST_LINE] for line in text.strip().split("\n") if line.strip()]
    if not lines or len(lines) > MOST_LINES:
        return not lines
    if _GATEWAY.search(lines[0]):
        return True
    return bool(_DELIMITER.match(lines[0]) or _LIST_FOOTER.match(lines[0]) or all(map(names_device, lines)))


def closing(text: str) -> bool:
    """A greeting and a name below a quote, which belong to the words above it."""
    lines = text.strip().split("\n")
    return len(lines) <= 4 and all(len(line) <= 40 for line in lines) and bool(_GREETING.match(lines[0]))  # noqa: PLR2004


def _delimited(lines: list[str]) -> int:
    """Where the last "-- " line with a short rest stands."""
    first = max(len(lines) - MOST_LINES - 1, 0)
    return next((i for i in range(first, len(lines)) if _DELIMITER.match(lines[i]) and _below(lines, i)), len(lines))


def _below(lines: list[str], index: int) -> bool:
    below = [line.strip() for line in lines[index + 1 :] if line.strip()]
    return not any(map(_adds, below)) and (bool(below) or lines[index] != "——")


def _adds(line: str) -> bool:
    """Words that belong to the letter although they stand below the line that begins a signature."""
    return bool(
        _ADDITION.match(line)
        or (line.endswith(("。", "！", "？")) and not (_DISCLAIMER.search(line) or names_device(line)))
    )


def _tail(lines: list[str]) -> int:
    """Where the lines begin that a phone or a mail program put at the end."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    begin = len(lines)
    for index in reversed(filled[-4:]):
        if names_device(lines[index].strip()):
            begin = index
    for index in filled[-10:]:
        if index < begin and _RULE.match(lines[index].strip()) and _is_card(lines[index + 1 : begin]):
            return index
    table = begin
    for index in reversed(filled[-10:]):
        if index < table and (
            _TABLE.match(lines[index]) or lines[index].strip().startswith("|") or lines[index].strip().endswith("|")
        ):
            table = index
    return table if table < begin and any("|" in line and _TABLE.match(line) for line in lines[table:]) else begin


def _before_own_address(lines: list[str]) -> int:
    """Where an address stands alone below blank lines, as Foxmail signs."""
    alone = len(lines) > FAR_BELOW and _ADDRESS.fullmatch(lines[-1].strip())
    return len(lines) - 1 if alone and not "".join(lines[-1 - FAR_BELOW : -1]).strip() else len(lines)


def _is_card(lines: list[str]) -> bool:
    """Name, address, telephone: short lines below a rule, or nothing at all."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) > LONGEST_CARD or any(
        len(line) > WIDEST_CARD or re.search("[。！？!?；;]", line) for line in filled
    ):
        return False
    named = len(filled) <= SURELY_A_NAME and not any(map(_DEMAND.match, filled))
    return named or any(_CONTACT.search(line) for line in filled)
