"""Numbers as people write them: 30,000元, 3万, 两万五, 五千零一, 三十多万."""

import re

from chalicelib.core.written.words import folded

_ROUGHLY = "多来來几幾余餘"  # 三十多万, 20来万: thirty and twenty at least, before what is counted
FIGURES = rf"-?[0-9][0-9,]*(?:\.[0-9]+)? ?(?:[{_ROUGHLY}]?[万萬千亿億])?"
_DIGITS = {
    letter: value
    for value, letters in enumerate(("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for letter in letters
}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_FIRST = f"[{''.join(_DIGITS)}十百千]"
WRITTEN_OUT = f"{_FIRST}(?:[{''.join(_DIGITS)}十百千万萬]|[{_ROUGHLY}](?=[百千万萬])){{0,8}}"
_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_TIMES = {"万": 10_000, "萬": 10_000, "千": 1_000, "亿": 100_000_000, "億": 100_000_000}


def number_in(value: str) -> float | None:
    """The first number in what somebody wrote: "30,000元" is 30000, "3万" is 30000; None if there is none."""
    text = folded(value)
    found = _NUMBER.search(text)
    if found is None:
        return None
    counted = text[found.end() :].lstrip().lstrip(_ROUGHLY)[:1]
    return float(found.group().replace(",", "")) * _TIMES.get(counted, 1)


def written_out(numeral: str) -> int:
    """What a numeral as in `WRITTEN_OUT` comes to: 三万五千 is 35000, 两万五 is 25000, 三十多万 is 300000, 十二 is 12."""
    whole = part = digit = 0
    last = 1  # what a digit at the end counts a tenth of
    for letter in numeral.replace("萬", "万"):
        if letter in _UNITS:
            last, part, digit = _UNITS[letter], part + (digit or 1) * _UNITS[letter], 0
        elif letter == "万":
            last, whole, part, digit = 10_000, (part + digit) * 10_000, 0, 0
        elif letter in _ROUGHLY:
            last = 10
        else:
            digit = _DIGITS[letter]
            last = last if digit else 10
    return whole + part + digit * max(last // 10, 1)
