"""How much more time an order asks for, where it names no day: 再给三天，…; 延长3个工作日; two more days, …"""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.day_words import COUNTED
from chalicelib.core.written.days import NUMERAL, any_of, counted
from chalicelib.core.written.words import folded_in_place

# What leads to a length in an order's first words, and which units people count in. A half, or 几, is no number.
_LEADING = (
    r"(?:[\s,:;、。.-]|请|申请|需要?|想|要求?|麻烦|希望|能否|可否|再|多|另|加|给|宽限|延长|延期|延后|延|展期|推迟|顺延|批准|我们?|时间|时限|期限"
    r"|\b(?:by|for|please|give|me|us|extend|extension|of|the|time|deadline|we|i|need|ask|want|would|like)\b)*"
)
_UNITS = {
    "工作日": "working day", "小时": "hour", "钟头": "hour", "天": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month",
    "working day": "working day", "business day": "working day", "working hour": "working hour", "hour": "hour", "day": "day", "week": "week", "month": "month",
}  # fmt: skip
_LENGTH = expression(
    rf"{_LEADING}(?P<count>{NUMERAL}|{any_of(COUNTED)}|another)\s?(?:个|more |further |extra |additional )?\s?"
    rf"(?P<unit>{any_of(_UNITS)})s?(?![a-z])(?!\s?(?:之内|以内|内|之后|以后|后|之前|以前|前|from now|ago|\d|[一二三四五六日天]))",
    re.IGNORECASE,
)
_UNTOLD = expression(
    rf"{_LEADING}(?:几|半|若干|数)\s?个?(?:工作日|小时|钟头|天|周|星期|礼拜|月)|{_LEADING}(?:a few|some|several) (?:more )?(?:working )?(?:hours|days|weeks)",
    re.IGNORECASE,
)
_ENDING = expression(r"^\s*(?:的?时间|of time)?[\s,，;；:：、。.]*", re.IGNORECASE)


def length_asked_for(text: str, names: tuple[str, ...] = ()) -> tuple[int, str, str] | None:
    """So many of which unit, and what remains of the words, behind one of `names` at most; 0 of a length without a number. None if none leads them."""
    said = folded_in_place(text)
    start = next((len(name) for name in names if name and said.lower().startswith(folded_in_place(name).lower())), 0)
    if found := _LENGTH.match(said, start):
        many = found["count"].lower().replace("another", "one")
        return counted(many), _UNITS[found["unit"].lower()], _ENDING.sub("", text[found.end() :]).strip()
    return (0, "day", text) if _UNTOLD.match(said, start) else None
