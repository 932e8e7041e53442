"""Lines of a letter that somebody else may have written though no mail program quotes them: pasted chats, mails, letters, lists.

In doubt a line is somebody else's: no order is read in it, and whoever sent it is told. What is pasted without a mark goes on
to a line that ends it, or to the end.
"""

import itertools
import re

from chalicelib.core.expressions import expression
from chalicelib.inbound import separators
from chalicelib.inbound.attributions import QUOTE
from chalicelib.inbound.header_blocks import BARE_CC, BARE_SUBJECT, BARE_TO

LONGEST = 100
"""Characters of a line that introduces what is pasted."""
DEEPER = 2
"""Columns by which a line is set in from the letter's first one."""
_TAB = 4
_FORM = 40  # lines

_ORDER = expression(r"^[\s|*_]{0,12}[#＃]")
_ROW = expression(r"^\s{0,6}[#＃]\w{1,24}(?:\s{2,}|\t|\s?\|)\s*\S")
_RULE = "-–—=_*~─━ \t"
_OF_MAIL = expression(
    r"forward|original|message|\bmail|wrote|quote|chat|paste|begin|weitergeleitet|nachricht|transf|reenviad|[转轉][发發寄]|原[文信始话話]|邮件|郵件|[引摘粘][用录錄贴貼]|聊天|微信|短信|简讯|簡訊|消息|[讯訊]息|[来來]信|客户|客戶|旅客",
    re.IGNORECASE,
)
_OTHERS = r"(?:客[户戶人]|旅客|乘客|[顾顧]客|[对對]方|[他她其]|投[诉訴]人|[来來]电人|[司师]机|師傅|师傅)"
_SAID = expression(
    r"(?:[写寫说說][道到]?|[回答][复覆]说|表示|[来來转轉][信函文]|[发發转轉][来來]的?|留言|原[话話文信]|[聊谈談][天话話](?:[记記][录錄])?|微信|短信|[简簡][讯訊]|[转轉][发發寄]|引用|摘[录錄]|粘[贴貼]"
    rf"|{_OTHERS}.{{0,8}}(?:[回答][复覆]|[内內]容|信息|[讯訊]息|消息|邮件|郵件|反[馈饋])"
    r"|\b(?:wrote|writes|said|says|sent|replied|(?:message|mail|chat|letter|words|note) (?:from|of|by) [^:]{1,40}|forwarded|quoted?|pasted|schrieb [^:]{1,60}|(?:original|customer's|his|her|their) (?:words|message|mail|letter))\b)"
    r".{0,6}[:：]$",
    re.IGNORECASE,
)
_CUSTOMER = r"(?:客[户戶]|旅客|乘客|[顾顧]客|投[诉訴]人|[来來][电電]人)"
_TURNED_TO_WORDS = r"(?:[译譯]文|(?:截[图圖]|[图圖]片|[录錄]音|通[话話]|[语語]音)(?:的)?(?:[内內]容|文字|[转轉]文字|[记記][录錄]|整理))"
# What stands at the head of what a customer told: a label, in brackets or before a colon.
_TOLD = expression(
    rf"(?:(?:(?:{_CUSTOMER}|[来來][电電]|工[单單])(?:的)?|[诉訴]求|投[诉訴]|反映|[举舉][报報])(?:的)?(?:[内內]容|描述|情[况況]|如下|原[文话話]|[详詳]情|[诉訴]求|要求|反映|[来來][电電]|[陈陳]述|[自口]述)"
    rf"|{_CUSTOMER}[^\s:：,，。]{{0,6}}|{_TURNED_TO_WORDS}"
    r"|(?:the )?(?:customer|passenger|client|caller|complainant)(?: [^\s:]{1,30}){0,3}|transcript|translation|screenshot)",
    re.IGNORECASE,
)
_BRACKETED = expression(r"[【\[（(「『](?P<inner>[^】\])）」』]{1,40})[】\]）)」』][:：]?")
_FOR_YOU_TO_SEE = expression(
    r"(?:fyi|(?:please )?see below|for (?:your )?(?:information|reference)|[仅僅]?供[您你]?[参參]考)[:：.。!！]?",
    re.IGNORECASE,
)
# Not who is asked to send something: 让客户把发票发来.
_SAYS = expression(
    rf"(?<![让讓请請叫等要催]){_OTHERS}[^,，。:：把将將]{{0,6}}(?:[发發][来來]的?|[写寫]道|[说說]|[回答][复覆])$"
)
_CHAT = expression(
    r"(?:[聊谈談][天话話]|[对對][话話])[记記][录錄]$|^(?:chat|conversation|messages?) (?:history|log|with|between)\b",
    re.IGNORECASE,
)
_DAY = r"(?:(?:\d{1,4}[-/.年]\d{1,2}(?:[-/.月]\d{1,4}日?)?|\d{1,2}月\d{1,2}日|[昨今前]天|星期.|[周週].|yesterday|today|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|[a-z]{3,9}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [a-z]{3,9}(?: \d{4})?)[ ,，]{0,2}){0,3}"
_AGO = (
    r"(?:\d{1,2} ?(?:(?:分[钟鐘]|小[时時]|天)前|(?:minutes?|mins?|hours?|hrs?|days?|[mhd]) ago)|[刚剛][刚剛]|just now)"
)
_CLOCK = r"(?:[上下中]午|早上|晚上|凌晨|[AaPp][Mm])? ?\d{1,2}[:：]\d{2}(?:[:：]\d{2})? ?(?:[AaPp]\.?[Mm]\.?)?"
_PHONE = r"\+?\d{7,15}"
_NAME = rf"(?![我请請已定约約在将將于於]|.{{0,30}}(?:[时時][间間限]|日期|期限|time|date|deadline))(?:[^\w\s#＃>＞\[(（【]{{0,4}}[^\W\d_][^\n#:：，,。！？!?；;]{{0,38}}|(?:【[^】]{{1,8}}】)?{_PHONE})"
_SPOKEN = expression(
    rf"[\[(（【]?{_DAY}{_CLOCK}[\])）】]?(?:[ ,，·|-]{{0,3}}{_NAME})?[:：]?|{_NAME}[ ,，·|(（\[【-]{{1,3}}{_DAY}(?:{_CLOCK}|{_AGO})[\])）】]?(?: (?:已[读讀]|未[读讀]|read|edited))?[:：]?|{_PHONE}[:：]",
    re.IGNORECASE,
)
_ROW_OF_A_CHAT = expression(rf"{_CLOCK}\t{_NAME}\t")
_ONLY_A_DAY = expression(rf"(?=.*\d){_DAY}(?:{_CLOCK})?", re.IGNORECASE)
_ENDS = expression(
    r"[（(【\[]?(?:以上(?:[为為是系係均]|[内內]容[为為是系係])[^\n]{0,30}|(?:[转轉][发發寄]|引用|粘[贴貼]|原[文信]|聊天[记記][录錄])(?:[内內]容)?(?:到此)?(?:[结結]束|完[毕畢]?)|end of [^\n]{0,30}|end (?:quote|paste|forward|message))[）)】\]。.]?",
    re.IGNORECASE,
)
_PAIRS = {"“": "”", "「": "」", "『": "』", "```": "```", '"""': '"""'}


def lines_of_others(lines: list[str]) -> list[bool]:
    """For each line, whether somebody else may have written it."""
    base = next((_indent(line) for line in lines if line.strip()), 0)
    found: list[bool] = []
    within, closing = False, ""
    for i, line in enumerate(lines):
        bare = line.strip()
        if closing:
            found.append(True)
            closing = "" if closing in bare else closing
        elif within:
            found.append(True)
            within = _ENDS.fullmatch(bare.strip(_RULE)) is None
        else:
            within, closing = _begins(lines, i), _opened(bare)
            found.append(within or bool(closing) or _stands_apart(lines, i, base))
    return found


def orders_like(line: str) -> bool:
    """Whether a line begins as an order does, or as one in a table's cell or behind a mark."""
    return _ORDER.match(line.lstrip(" \t\u3000>＞|│┃»·•-")) is not None


def _begins(lines: list[str], i: int) -> bool:
    """Whether such words begin with this line."""
    line = lines[i].strip()
    if not line or len(line) > LONGEST or orders_like(line) or QUOTE.match(line):
        return False
    plain = separators.unmarked(line)
    bare = plain.strip(_RULE)
    ruled = line[:2].strip(_RULE) == "" and len(line) - len(line.lstrip(_RULE)) > 1
    if ruled and (_OF_MAIL.search(bare) or (bare and _ONLY_A_DAY.fullmatch(bare))):
        return _ENDS.fullmatch(bare) is None
    if _heads_what_was_told(lines, i, plain):
        return True
    if _SAID.search(plain) and not re.search(r"[:：](?!\d)", plain[:-1]) and not plain.startswith(("我", "I ")):
        return True
    return bool(_CHAT.search(plain.rstrip(":：")) or _SPOKEN.fullmatch(" ".join(line.split()))) or _is_header(lines, i)


def _heads_what_was_told(lines: list[str], i: int, plain: str) -> bool:
    """Whether a line is the label of what a customer told, and no line of an order's own form."""
    bracketed = _BRACKETED.fullmatch(plain)
    label = bracketed["inner"] if bracketed else plain[:-1] if plain[-1:] in (":", "：") else ""
    if label and (_TOLD.fullmatch(label) or (bracketed and _SAID.search(f"{label}:"))):
        return not _in_an_order(lines, i)
    if re.fullmatch(_TURNED_TO_WORDS, plain):
        return True
    return bool(_FOR_YOU_TO_SEE.fullmatch(plain) or _SAYS.search(plain) or _ROW_OF_A_CHAT.match(lines[i].strip()))


def _in_an_order(lines: list[str], i: int) -> bool:
    """Whether an order stands above, with no blank line in between: its form."""
    above = itertools.takewhile(str.strip, reversed(lines[max(i - _FORM, 0) : i]))
    return any(map(orders_like, above))


def _is_header(lines: list[str], i: int) -> bool:
    """Two labels of a mail's header, one below the other, that say between whom it goes."""
    first = _label(lines[i])
    following = [line for line in lines[i + 1 : i + 4] if line.strip()][:2]
    kinds = {first, *map(_label, following)} - {""}
    return bool(first) and len(kinds) > 1 and bool(kinds & {"from", "to"})


def _label(line: str) -> str:
    found = separators.label(line)
    if found:
        return found[0]
    word = line.strip().partition("\t")[0].strip().lower()
    bare = {"to": BARE_TO, "cc": BARE_CC, "subject": BARE_SUBJECT, "from": {"from", "von", "de", "发件人", "寄件者"}}
    return next((kind for kind, words in bare.items() if word in words), "")


def _opened(bare: str) -> str:
    """The mark that ends what this line puts in quotation marks, if it stands on a later line."""
    found = next((mark for mark in _PAIRS if bare.startswith(mark)), "")
    return _PAIRS[found] if found and _PAIRS[found] not in bare[len(found) :] else ""


def _stands_apart(lines: list[str], i: int, base: int) -> bool:
    """An order that is set in further than the letter begins, or one in a list of orders with what each is for."""
    if not _ORDER.match(lines[i]):
        return False
    near = [*lines[max(i - 1, 0) : i], *lines[i + 1 : i + 2]]
    listed = _ROW.match(lines[i]) is not None and any(_ROW.match(line) for line in near)
    return listed or _indent(lines[i]) >= base + DEEPER


def _indent(line: str) -> int:
    """Columns; the two wide blanks with which a Chinese paragraph begins are none."""
    blanks = line[: len(line) - len(line.lstrip())]
    return sum(_TAB if blank == "\t" else 1 for blank in blanks if blank != "\u3000")
