"""Numbers as people write them: 30,000元, 3万5, 18w, 48块5, 两万五, 萬六, 十几万, thirty-two thousand, 2 grand. What is told roughly is the least of what is meant."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

_DIGITS = {
    letter: value
    for value, letters in enumerate(
        ("零〇", "一壹", "二两兩贰貳", "三叁", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for letter in letters
}
_UNITS = {"十": 10, "百": 100, "千": 1_000, "拾": 10, "佰": 100, "仟": 1_000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_TIMES = {**_MYRIADS, "千": 1_000, "w": 10_000, "k": 1_000}
_GOES_NOT_ON = "(?![0-9.,年月日号號天点點个個期])"
_AFTER_A_UNIT = rf"(?P<zero>零)?(?P<rest>[0-9]{{1,4}})(?P<thousand>千)?{_GOES_NOT_ON}"
FIGURES = (
    r"-?[0-9][0-9,]*(?:\.[0-9]+)?"
    rf"(?:[万萬千]零?[0-9]{{1,4}}千?{_GOES_NOT_ON}| ?[多来來几幾余餘]?[万萬千亿億]|[wk](?![a-z0-9])| (?:hundred|thousand|million|grand)(?![a-z]))?"
)
_D, _U, _M = "零〇一二两兩三四五六七八九", "十百千", "".join(_MYRIADS)
WRITTEN_OUT = f"[{_D}{_U}][{_D}{_U}万萬]{{0,8}}"  # exactly, as orders and days name it
_ON_CHEQUES = f"[壹贰貳叁肆伍陆陸柒捌玖][零壹贰貳叁肆伍陆陸柒捌玖拾佰仟{_M}]{{1,16}}"
ROUGHLY = rf"(?:{_ON_CHEQUES}|(?:[{_D}{_U}廿卅]|[几幾数數](?=[{_U}{_M}])|[万萬](?=[二两兩三四五六七八九]))(?:(?!一[分毛])[{_D}{_U}{_M}几幾多余餘来來]){{0,10}})"
_BELOW_TWENTY = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = {word: i for i, word in enumerate(_BELOW_TWENTY, 1)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_ENGLISH_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_TIMES |= _ENGLISH_TIMES | {"grand": 1_000}
_WORD = "|".join(sorted((*_ENGLISH, *_ENGLISH_TIMES), key=len, reverse=True))
IN_ENGLISH = rf"(?<![a-z])(?:(?:a )?(?:{'|'.join(_ENGLISH_TIMES)})|{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})(?:[ -](?:and )?(?:{_WORD})){{0,5}}(?![a-z])"
_NUMBER = expression(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_UNIT = expression(
    rf"(?P<compound>[万千]){_AFTER_A_UNIT}| ?[多来几余]?(?P<unit>[万千亿])|(?P<letter>[wk])(?![a-z0-9])| (?P<word>hundred|thousand|million|grand)(?![a-z])"
)
_NEIGHBOURS = expression(f"(?<![{_D}])([{_D}])([{_D}])(?![{_D}])")
_IN_WORDS = expression(f"(?!一(?:共|起|并|直|定|次性|律|些|般|样))(?:{ROUGHLY}|{IN_ENGLISH})")
# Of 48块5, 四十八块五毛二, 48元5角 what stands behind the unit; not of 48块5个, 3块5折.
FRACTION = rf"(?P<tenth>[0-9{_D}])(?:[毛角](?P<hundredth>[0-9{_D}])?分?|(?![0-9{_D}{_U}{_M}]|[.,][0-9])(?=\W|$|[的钱左呢吧吗啊了呀]))"
_MADE_OF = expression(rf" ?[块塊元]{FRACTION}")
_ONE_OF_SOME = str.maketrans({"廿": "二十", "卅": "三十", **dict.fromkeys("多余餘来來")})


def number_in(value: str) -> float | None:
    """The first number in what somebody wrote: "30,000元" is 30000, "3万5" is 35000, "18w" is 180000; None if there is none."""
    text = folded(value)
    found = _NUMBER.search(text)
    if found is None:
        return None
    number, unit = float(found.group().replace(",", "")), _UNIT.match(text, found.end())
    if unit is None:
        return number + fraction(_MADE_OF.match(text, found.end()))
    times = _TIMES[unit["compound"] or unit["unit"] or unit["letter"] or unit["word"]]
    return number * times + (_rest(unit, times) if unit["rest"] else 0)


def number_told(value: str) -> float | None:
    """The number that a line tells, in figures or else written out (五千八, two thousand); None if it tells none."""
    number = number_in(value)
    text = folded(value)
    found = _IN_WORDS.search(text) if number is None else None
    many = told(found.group()) if found else None
    return number if found is None or many is None else many + fraction(_MADE_OF.match(text, found.end()))


def fraction(found: re.Match[str] | None) -> float:
    """What 毛 and 分 as in `FRACTION` come to: .52 of 五毛二, .5 of 5."""
    if found is None or not found["tenth"]:
        return 0
    return (_digit(found["tenth"]) * 10 + _digit(found["hundredth"] or "0")) / 100


def _digit(sign: str) -> int:
    return int(sign) if sign.isascii() else _DIGITS[sign]


def _rest(found: re.Match[str], times: int) -> int:
    """What stands behind the unit: 3万5 is 35000, 3万零5 30005, 3万5千 and 3万5000 35000."""
    rest = int(found["rest"])
    if found["thousand"]:
        return rest * 1_000
    return rest * times // 10 if len(found["rest"]) == 1 and not found["zero"] else rest


def written_out(numeral: str) -> int:
    """What a numeral as in `WRITTEN_OUT` or `ROUGHLY` comes to, at least: 三万五千 is 35000, 两万五 25000, 五千零一 5001, 十几万 110000, 两三万 20000."""
    whole = part = digit = 0
    last = 1  # what a digit at the end counts a tenth of
    for letter in _plainly(numeral):
        if letter in _UNITS:
            last, part, digit = _UNITS[letter], part + (digit or 1) * _UNITS[letter], 0
        elif letter in _MYRIADS:
            last, whole, part, digit = _MYRIADS[letter], _times(letter, whole, part + digit), 0, 0
        else:
            digit = _DIGITS[letter]
            last = last if digit else 10
    return whole + part + digit * max(last // 10, 1)


def _times(letter: str, whole: int, part: int) -> int:
    many = _MYRIADS[letter]
    return (whole + part) * many if whole and many > whole else whole + (part or 1) * many


def _plainly(numeral: str) -> str:
    """A numeral in digits and units: of 几 and of two neighbours (七八千) the least that they can mean."""
    numeral = re.sub("^[几幾数數]", "二", numeral.translate(_ONE_OF_SOME))
    return _NEIGHBOURS.sub(_lower, re.sub("[几幾]", "一", numeral))


def _lower(found: re.Match[str]) -> str:
    one, other = found.groups()
    return one if 0 < _DIGITS[one] == _DIGITS[other] - 1 else found.group()


def in_english(words: str) -> int:
    """What a numeral as in `IN_ENGLISH` comes to: "thirty-two thousand" is 32000, "a dozen" 12."""
    whole = part = 0
    for word in re.findall("[a-z]+", words.lower()):
        if word in _ENGLISH:
            part += _ENGLISH[word]
        elif word in ("thousand", "million"):
            whole, part = whole + (part or 1) * _ENGLISH_TIMES[word], 0
        elif word in _ENGLISH_TIMES:
            part = (part or 1) * _ENGLISH_TIMES[word]
    return whole + part


def told(numeral: str) -> float | None:
    """What a numeral as in `FIGURES`, `ROUGHLY` or `IN_ENGLISH` comes to."""
    if numeral[:1].isascii():
        return in_english(numeral) if numeral[:1].isalpha() else number_in(numeral)
    return written_out(numeral)
