"""Plain texts that mail programs send along for readers who see no HTML: they say nothing, and the HTML is the letter."""

import re

from chalicelib.core.expressions import expression
from chalicelib.inbound.devices import names_device

LONGEST = 300
"""Characters of what a program says about itself."""
FEWEST = 4
"""Letters of a line by which it is known again."""
TIMES_LONGER = 3
LEAST_LOST = 6
"""Question marks in the place of letters from which a text is taken for one that its charset could not hold."""

_PLACEHOLDER = expression(
    r"\[\s*(?:inline )?(?:image|img|picture|photo|logo|cid|图片|圖片|图像|影像|照片)[^\]\n]{0,200}\]|<?\bcid:\S+>?|&nbsp;|&#160;|[(<\[]?https?://\S+[)>\]]?|[\u200b-\u200f\u2060\ufeff\ufffc]",
    re.IGNORECASE,
)
_HTML = expression(
    r"(?<![a-z])x?html(?![a-z])|\bweb version\b|\bview (?:it|this) in (?:your|a) browser\b|富文本|超文本|网页版|網頁版",
    re.IGNORECASE,
)
_PROGRAM = expression(
    r"\b(?:e?-?mail|message|messagerie|mensaje|client|program|reader|viewer|browser|software|application|format)\b|[邮郵]件|信件|[邮郵]箱|信箱|[浏瀏][览覽]器|客[户戶]端|[软軟][件體]|格式",
    re.IGNORECASE,
)
_OWN = expression(r"\bI\b|\bmy\b|投[诉訴]|我|[没沒][法有]|退|[赔賠]|[订訂]票|[请請](?:尽快|儘快)")

# How a program says that its letter is elsewhere without a word about HTML: it cannot be shown, and where it can.
_HIDDEN = expression(
    r"(?:无法|無法|不能|不支持|不支援|未能)[^。！？\n]{0,12}(?:显示|顯示|查看|檢視|阅读|閱讀|浏览|瀏覽)"
    r"|\b(?:unable to|can(?:no|')t|cannot|trouble|problems?|doesn't|does not|not) (?:\w+ ){0,2}(?:view|read|see|display|load)",
    re.IGNORECASE,
)
_ELSEWHERE = expression(
    r"点击|點擊|点此|點此|[浏瀏][览覽]器|\bclick\b|\bbrowser\b|\bonline\b|\bfollow (?:this|the) link\b", re.IGNORECASE
)
_ONLINE = expression(
    r"\b(?:view|read|open|see) (?:it|(?:this|the) (?:e-?mail|message|mail|newsletter))? ?(?:in|with) (?:your|a|the) (?:web ?)?browser\b",
    re.IGNORECASE,
)
# What programs write where they have no text, or what is left of a template.
_FILLED = expression(
    r"[(（\[【<{\s]*(?:[无無][正内內]文|[无無][内內]容|此[邮郵]件[无無](?:正文|[内內]容)|no (?:text|body|content|message)|<?(?:br|p|div)\s?/?>?|undefined|null|none|nan"
    r"|content-[a-z-]{3,30}:[^\n]{0,80}|\{\{?\s?\w{1,20}\s?\}?\})[)）\]】>}\s]*",
    re.IGNORECASE,
)
_LOST = expression(r"[?？�]")
_CUT_OFF = expression(
    r"[(（\[【]?(?=.{0,30}(?:html|全文|完整|full (?:text|message)|whole message|browser|[浏瀏][览覽]器)).{2,60}|\[?(?:…{1,2}|\.{3,6})\]?|\[message (?:clipped|truncated)\].{0,60}",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Nothing but placeholders of pictures, or a program's word that its letter is elsewhere."""
    left = _PLACEHOLDER.sub("", text[: 10 * LONGEST]).strip()
    if not re.search(r"\w", left):
        return len(text) <= 10 * LONGEST
    return len(left) <= LONGEST and bool(_HTML.search(left) and _PROGRAM.search(left)) and not _OWN.search(left)


def is_shell(text: str) -> bool:
    """The same, or less than that, of a text beside the HTML that would hold all that a person wrote."""
    if says_nothing(text):
        return True
    if len(text) > LONGEST:
        return False
    lines = [line for line in text.split("\n") if not (names_device(line) or _FILLED.fullmatch(line))]
    left = "\n".join(lines)
    if not left.strip() or _is_lost(left):
        return True
    points_away = _ONLINE.search(left) or (_HIDDEN.search(left) and _ELSEWHERE.search(left))
    return bool(points_away and _PROGRAM.search(left)) and not _OWN.search(left)


def _is_lost(text: str) -> bool:
    """Question marks, with no letters left but a number or two."""
    return len(_LOST.findall(text)) >= LEAST_LOST and not re.search(r"[^\W\d_]", text)


def is_cut_off(plain: str) -> bool:
    """Its last line says that there is more elsewhere."""
    *above, last = plain[: 10 * LONGEST].rstrip().split("\n")
    return len(plain) <= 10 * LONGEST and bool(above) and _CUT_OFF.fullmatch(last.strip()) is not None


def begins(plain: str, letter: str) -> bool:
    """All that a plain text says above its last line stands in the letter, which goes on."""
    lines = [_squeezed(line) for line in plain.rstrip().split("\n")[:-1]]
    whole = _squeezed(letter)
    return any(lines) and all(line in whole for line in lines) and len(whole) > sum(map(len, lines))


def stands_in_for(plain: str, letter: str) -> bool:
    """Whether a short plain text and a much longer letter have not one line in common: no person's words differ like that."""
    said = [squeezed for line in plain[: LONGEST + 1].split("\n") if len(squeezed := _squeezed(line)) >= FEWEST]
    whole = _squeezed(letter)
    if not said or len(plain) > LONGEST or len(whole) < TIMES_LONGER * sum(map(len, said)):
        return False
    return not any(line in whole for line in said)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", _PLACEHOLDER.sub("", text)).casefold()
