"""What people write: the same words in other letters, yes and no in both languages, nothing, amounts."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

_GAP = r"(?:[^。.!?;]|\.(?! )){0,30}?"  # bounded, so that no text takes long to search


def plain(text: str) -> str:
    """Text as words are compared: full-width letters narrowed, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words occurs. Latin words match whole words only.

    "#" in a word stands for a number, "…" for some letters of the same sentence.
    """
    pattern = _pattern(tuple(words))
    return pattern is not None and pattern.search(plain(text)) is not None


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    wanted = [_word_pattern(plain(word)) for word in words if plain(word)]
    return re.compile("|".join(wanted)) if wanted else None


def _word_pattern(word: str) -> str:
    pattern = with_gaps(word).replace(r"\#", "[0-9]+")
    before = "(?<![a-z0-9])" if re.match(r"[a-z0-9]", word) else ""
    after = "(?![a-z0-9])" if re.search(r"[a-z0-9]$", word) else ""
    return f"{before}{pattern}{after}"


def with_gaps(word: str) -> str:
    """A plain word as a regular expression, its "…" (which is three full stops when plain) as a gap within a sentence."""
    return re.escape(word).replace(r"\.\.\.", _GAP).replace(r"\ ", " ")


_YES_WORDS = frozenset(
    ["yes", "y", "true", "ok", "是", "是的", "有", "已", "对", "對", "能", "√", "已完成", "已落实", "已落實", "1"]
)
_NO_WORDS = frozenset(
    ["no", "n", "none", "nil", "n/a", "na", "false", "not applicable", "否", "不", "无", "無", "没有", "沒有", "没", "未", "暂无", "暫無",
     "不适用", "不適用", "不是", "不涉及", "无需", "無需", "不需要", "×", "x", "0", "零"]
)  # fmt: skip
_PUNCTUATION = " .,;:!?。，、；：！？…—-_/\\|()（）[]【】~～*'\"“”"
_NOTHING_PAID = re.compile(
    r"(本公司|我公司|公司|我司|我们|我們|我单位|我單位|本单位|本單位)?(不|无|無|没有|沒有|未)(再|予|给予|給予|作|做|进行|進行|需|需要|涉及|存在|提供|支付)*"
    r"(任何|经济|經濟|金钱|金錢|现金|現金|的)*(补偿|補償|赔偿|賠償|赔付|賠付|退款|代金券|红包|紅包|费用|費用)?"
)
_NO_MONEY = re.compile(r"[¥￥$]?0+(\.0+)?(元|块|圆|yuan|rmb|cny|%)?(整)?")
_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_TIMES = {"万": 10_000, "萬": 10_000, "千": 1_000, "亿": 100_000_000, "億": 100_000_000}


def is_empty(value: str) -> bool:
    """Whether nothing is written there: only spaces or punctuation."""
    return not value.strip().strip(_PUNCTUATION)


def says_yes(value: str) -> bool:
    """Whether the words mean yes."""
    return plain(value).strip(_PUNCTUATION) in _YES_WORDS


def says_no(value: str) -> bool:
    """Whether the words mean no, none or nothing paid: 无, 没有, none, 0, 0元, 不作经济补偿."""
    word = plain(value).strip(_PUNCTUATION)
    return word in _NO_WORDS or bool(_NO_MONEY.fullmatch(word) or _NOTHING_PAID.fullmatch(word))


def is_filled(value: str, kind: str = "text") -> bool:
    """Whether a field of that type is filled: 无, 没有, none and 0 do not fill a text; they do answer yes_no, number, choice."""
    return not is_empty(value) and (kind != "text" or not says_no(value))


def number_in(value: str) -> float | None:
    """The first number in what somebody wrote: "30,000元" is 30000, "3万" is 30000; None if there is none."""
    text = plain(value)
    found = _NUMBER.search(text)
    if found is None:
        return None
    return float(found.group().replace(",", "")) * _TIMES.get(text[found.end() :].lstrip()[:1], 1)


_DIGITS = {
    letter: value
    for value, letters in enumerate(("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for letter in letters
}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_WRITTEN_OUT = f"[{''.join(_DIGITS)}十百千万萬]{{1,9}}"
_ABOUT = r"(?:一共|大概|人民币|人民幣|\(元\)|[有了约約达達共计計合近超过過至少金额額为為是:=¥￥ ]){0,6}"


def numbers_told(text: str, signs: Iterable[str]) -> list[float]:
    """The numbers that stand where signs have their "#": "损失#" finds 6000 in "损失约6,000元", and 30000 in "损失了三万元"."""
    said = plain(text)
    found = (match["number"] for sign in signs if "#" in sign for match in _told(sign).finditer(said))
    return [number for word in found if (number := number_in(word) or _written_out(word))]


@lru_cache(maxsize=256)
def _told(sign: str) -> re.Pattern[str]:
    before, _, after = plain(sign).partition("#")
    number = rf"(?P<number>{_NUMBER.pattern} ?[万萬千]?|{_WRITTEN_OUT})"
    return re.compile(f"{re.escape(before)}{_ABOUT if before else ''}{number} ?{re.escape(after)}")


def _written_out(word: str) -> int:
    """三万五千 is 35000, 两万五 is 25000, 五千零一 is 5001, 十二 is 12; 0 for what is no number."""
    whole = part = digit = 0
    last = 1  # what a digit at the end counts a tenth of
    for letter in word.replace("萬", "万"):
        if letter in _UNITS:
            last, part, digit = _UNITS[letter], part + (digit or 1) * _UNITS[letter], 0
        elif letter == "万":
            last, whole, part, digit = 10_000, (part + digit) * 10_000, 0, 0
        else:
            digit = _DIGITS[letter]
            last = last if digit else 10
    return whole + part + digit * max(last // 10, 1)


_DATE = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})")


def date_in(value: str) -> date | None:
    """The first date in what somebody wrote: 2026-03-02, 2026/3/2, 2026年3月2日; None if there is none."""
    found = _DATE.search(plain(value))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:  # the 31st of February
        return None
