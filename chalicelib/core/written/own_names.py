"""Where writers give themselves away: the name that they sign with or say is theirs, and where they live."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.namelessness import CHINESE, SURNAMES, cut_out
from chalicelib.core.written.words import simplified

_NAME = rf"(?!谢谢|马上|何时|何故|何必|万分|高兴|安排|白天|金额|常常|任何|方便|明白|安全)[{SURNAMES}][{CHINESE}]{{1,2}}(?:先生|女士|小姐)?"
_LATIN = r"[A-Z][a-z]+(?:[ -][A-Z][A-Za-z'.-]*){1,2}"
_PLACE = rf"[{CHINESE}A-Za-z\d]{{0,24}}(?:路|街|大道|巷|弄|胡同|小区|花园|新村|村|镇|公寓|苑|庄)[{CHINESE}A-Za-z\d#-]{{0,30}}"
_STREET = r"\d{1,5}[A-Z]? (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Court)\b\.?"
_HOME = expression(
    rf"(?:家?住(?:在|址)?|我家(?:在|是)?|家(?:庭)?(?:住址|地址)|联系地址|通讯地址|(?<=\n)地址)[:：是在 ]*(?P<own>{_PLACE})|(?:^|\n)[ \t]*(?P<line>{_PLACE}\d+(?:号|室|栋|幢|单元|楼)[^\n，,。]{{0,12}})(?=[。 \t]*(?:\n|$))"
    rf"|\b(?:live|living|home|address)(?: is)?[ :]*(?:at|on|in)? ?(?P<street>{_STREET})"
)
_CALLED = expression(
    rf"(?:我叫|我是|本人|我的(?:姓名|名字)(?:是|叫)|(?:投诉人|姓名|联系人|署名)[:：])[ :：]*(?P<own>{_NAME})(?=[\s，,。.;；、!！（(]|$)"
    rf"|\b(?:[Mm]y name is|[Tt]his is|I am|I'm) (?P<latin>{_LATIN})"
)
# At the end, before nothing but numbers, a date and what is hidden already.
_REST = r"(?=(?:＊|…|电话|手机|联系方式|[Tt]el|[Pp]hone|[\d年月日/+:：\-\s，,。.])*\Z)"
_END = 400  # characters in which a signature stands
_SIGNED = expression(
    rf"(?:[。.!！?？~～”\"]\s*|——+\s*|--+\s*|(?<![:：])\n\s*|此致\s*|敬礼[!！]?\s*)(?P<own>{_NAME}|{_LATIN}){_REST}"
    rf"|\b(?:[Bb]est|[Rr]egards|[Ss]incerely|[Tt]hanks|[Tt]hank you|[Yy]ours|[Cc]heers|[Ff]aithfully|[Tt]ruly)[,，.! ]*\s+(?P<latin>[A-Z][a-z]+(?:[ -][A-Z][A-Za-z'.-]*){{0,2}}){_REST}"
)


def without_own_name(text: str, gone: str) -> str:
    """The text with `gone` where its writer is named or lives; whoever they write of stays."""
    for pattern in (_HOME, _CALLED, _SIGNED):
        start = max(len(text) - _END, 0) if pattern is _SIGNED else 0
        found = pattern.finditer(simplified(text), start)  # sign by sign, so that places are the same
        text = cut_out(
            text, (each.span(name) for each in found for name, part in each.groupdict().items() if part), gone
        )
    return text
