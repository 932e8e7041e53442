"""Plain texts that mail programs send along for readers who see no HTML: they say nothing, and the HTML is the letter."""

import re

LONGEST = 300
"""Characters of what a program says about itself."""
FEWEST = 4
"""Letters of a line by which it is known again."""
TIMES_LONGER = 3

_PLACEHOLDER = re.compile(
    r"\[\s*(?:inline )?(?:image|img|picture|photo|logo|cid|图片|圖片|图像|影像|照片)[^\]\n]{0,200}\]|<?\bcid:\S+>?|&nbsp;|&#160;|[(<\[]?https?://\S+[)>\]]?|[\u200b-\u200f\u2060\ufeff\ufffc]",
    re.IGNORECASE,
)
_HTML = re.compile(
    r"(?<![a-z])x?html(?![a-z])|\bweb version\b|\bview (?:it|this) in (?:your|a) browser\b|富文本|超文本|网页版|網頁版",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"\b(?:e?-?mail|message|client|program|reader|viewer|browser|software|application|format)\b|[邮郵]件|信件|[邮郵]箱|信箱|[浏瀏][览覽]器|客[户戶]端|[软軟][件體]|格式",
    re.IGNORECASE,
)
_OWN = re.compile(r"\bI\b|\bmy\b|投[诉訴]|我|[没沒][法有]|退|[赔賠]|[订訂]票|[请請](?:尽快|儘快)")


def says_nothing(text: str) -> bool:
    """Nothing but placeholders of pictures, or a program's word that its letter is elsewhere."""
    left = _PLACEHOLDER.sub("", text[: 10 * LONGEST]).strip()
    if not re.search(r"\w", left):
        return len(text) <= 10 * LONGEST
    return len(left) <= LONGEST and bool(_HTML.search(left) and _PROGRAM.search(left)) and not _OWN.search(left)


def stands_in_for(plain: str, letter: str) -> bool:
    """Whether a short plain text and a much longer letter have not one line in common: no person's words differ like that."""
    said = [squeezed for line in plain[: LONGEST + 1].split("\n") if len(squeezed := _squeezed(line)) >= FEWEST]
    whole = _squeezed(letter)
    if not said or len(plain) > LONGEST or len(whole) < TIMES_LONGER * sum(map(len, said)):
        return False
    return not any(line in whole for line in said)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", _PLACEHOLDER.sub("", text)).casefold()
