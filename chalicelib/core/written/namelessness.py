"""Texts without the people in them: what was found out and done is told to others, and nobody's name, number or address with it."""

import re
from collections.abc import Iterable

from chalicelib.core.expressions import expression
from chalicelib.core.written import mailboxes
from chalicelib.core.written.words import simplified

GONE = "…"
HONORIFIC = "先生|女士|小姐|太太|大爷|大妈|阿姨|奶奶|同志"
CHINESE = "\u4e00-\u9fff"
SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂柴焦"
)  # the frequent ones, as simplified signs
_PATTERNS = tuple(
    expression(pattern)
    for pattern in (
        r"\+?1\d\d[ -]\d{4}[ -]\d{4}",
        r"[A-Za-z]{0,4}\+?\d{7,}[Xx]?",
        rf"[{CHINESE}][A-Z]·?[A-Z0-9]{{5,6}}(?![A-Za-z0-9])",  # a car's number
        rf"[{CHINESE}]{{2,8}}(?:路|街|道|巷|弄|小区|花园|村)\d+号(?:院|楼)?(?:\d+[^\s，。,;；]{{0,12}}(?:室|单元))?",
        r"\d+(?:号楼|栋|幢|单元|室)",
        r"\b\d{1,5} (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)\b",
        rf"(?:[{SURNAMES}][{CHINESE}]{{0,2}}|[{CHINESE}])(?:{HONORIFIC})",
        r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][A-Za-z'-]+",
    )
)
_SHORTEST = 2  # letters of a name


def nameless(text: str, names: Iterable[str]) -> str:
    """The text without these names, with or without their title, and without numbers, mail and street addresses."""
    left = cut_out(text, mailboxes.spans(text), GONE)
    for part in sorted({part for name in names for part in _parts(name)}, key=len, reverse=True):
        left = _without(re.compile(rf"{_bounded(part)}(?:{HONORIFIC})?", re.IGNORECASE), left)
    for pattern in _PATTERNS:
        left = _without(pattern, left)
    return left


def _without(what: re.Pattern[str], text: str) -> str:
    """The text without that, in whichever script it is written."""
    return cut_out(
        text, (match.span() for match in what.finditer(simplified(text))), GONE
    )  # sign by sign: the same places


def cut_out(text: str, spans: Iterable[tuple[int, int]], gone: str) -> str:
    """The text with `gone` in place of each span, from front to back."""
    kept, at = [], 0
    for begin, end in spans:
        kept.append(text[at:begin])
        at = end
    return gone.join((*kept, text[at:]))


def _parts(name: str) -> list[str]:
    """A name as it may stand in a text: the whole, and the words of a Latin one."""
    whole = " ".join(simplified(name).split())
    words = [word for word in whole.split() if word.isascii() and len(word) > _SHORTEST] if whole.isascii() else []
    return [part for part in (whole, *words) if len(part) >= _SHORTEST]


def _bounded(name: str) -> str:
    return rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name)
