"""Words as they were meant where a keyboard, a microphone or haste wrote others: 布满意, "bu man yi", "not satisified".

Only the few words on which it hangs whether somebody is satisfied, takes something back or complains are put right; folded words come in and go out.
"""

import re

from chalicelib.core.expressions import expression

# What is heard alike stands for the word only where no other reading makes sense: 全部满意 and 不满一年 stay.
_SPOKEN_ALIKE = tuple(
    (expression(heard), meant)
    for heard, meant in (
        (r"(?:(?<![\u3400-\u9fff])|(?<=[我很太都还是真的完并极实]))[布部步补卜埠怖](?=太?(?:满意|认可|同意|接受|服(?!务)))", "不"),
        (r"(?<=[不很太常])[满慢蛮曼漫瞒馒][一意义议易亿忆亦益宜](?=[了的啊呀]?(?:$|[\s，,。.!！;；]))", "满意"),
        (r"(?<![\u3400-\u9fff])[不布][满慢蛮漫]意", "不满意"),
        (r"(?:(?<![\u3400-\u9fff])|(?<=[还也都又并根本题情]))[美煤媒枚梅眉霉每](?=有?[解接姐借街结处修退][决觉绝诀掘理好款钱])", "没"),
        (r"(?<=[没有未能法不题被到])(?:[接姐借街揭阶皆界届节捷][决觉绝诀掘爵]|[解结][觉绝诀掘爵])", "解决"),
        (r"[彻车掣](?:诉|速|宿|素|苏)(?=[了吧啊]|$|[\s，,。.!！])|撤(?:速|宿|素|苏|述)(?=[了吧啊]|$|[\s，,。.!！])", "撤诉"),
        (r"头诉|投(?:述|速(?!度)|素|塑)(?=$|[\s，,。.!！你他她这那司公客服一])", "投诉"),
    )
)  # fmt: skip
# Syllables of a keyboard that was left in Latin letters; they have to be all that was written.
_SYLLABLES = tuple(
    (expression(rf"(?<![a-z]){pinyin}(?![a-z])"), meant)
    for pinyin, meant in (
        (r"hai ?(?:shi ?)?mei ?(?:you ?)?", "还没有"), (r"mei ?you", "没有"), (r"mei", "没"), (r"bu", "不"),
        (r"jie ?jue(?: ?le)?", "解决"), (r"(?:fei ?chang |hen )?man ?yi", "满意"), (r"ren ?ke", "认可"), (r"tong ?yi", "同意"), (r"jie ?shou", "接受"),
        (r"wen ?ti", "问题"), (r"tui ?(?:kuan|qian)", "退款"), (r"che ?su", "撤诉"), (r"tou ?su", "投诉"), (r"xie ?xie(?: ?(?:ni|nin))?", "谢谢"), (r"ke ?yi", "可以"), (r"xing", "行"),
    )
)  # fmt: skip
_JOINED = expression(
    r"(?<![a-z])(haimei|meiyou|mei|bu)(?=(?:manyi|jiejue|renke|tongyi|jieshou|tuikuan|tuiqian)(?![a-z]))"
)
_ALL_SYLLABLES = expression(r"[\u3400-\u9fff\s,.!?~。，、！？]+")
_ENGLISH = (
    "satisfied", "dissatisfied", "unsatisfied", "resolved", "unresolved", "repaired", "received", "refunded", "acceptable",
    "unacceptable", "disappointed", "complaint", "withdraw", "answered", "satisfactory", "unsatisfactory",
)  # fmt: skip
_OTHER_WORDS = frozenset(
    ("receiver", "receives", "complains", "complained", "compliant", "complaints", "withdrawn", "withdrew", "withdraws", "satisfies", "resolves", "resolver", "repaint", "accepted", "unrefunded")
)  # fmt: skip
_SHORT = expression(r"\b(?:fixd|fxied|fiexd|fixxed|fised)\b")
_COMPLAINT = expression(r"\b(?<=my )compliant\b")
_WORD = expression(r"[a-z]{7,16}")
LONGEST_PINYIN = 60
_MISSES = 2  # letters of a long word that may be wrong: one that is left out, doubled or another, or two of them


def as_meant(said: str) -> str:
    """Folded words with what was misheard, typed in Latin syllables or misspelt put right, as far as one can tell."""
    if re.search(r"[\u3400-\u9fff]", said):
        for heard, meant in _SPOKEN_ALIKE:
            said = heard.sub(meant, said)
        return said
    return _from_pinyin(said) or _COMPLAINT.sub("complaint", _SHORT.sub("fixed", _WORD.sub(_spelt, said)))


def _from_pinyin(said: str) -> str:
    """The Chinese words that Latin syllables spell; "" where something else is among them."""
    if len(said) > LONGEST_PINYIN:
        return ""
    said = _JOINED.sub(r"\1 ", said)
    for pinyin, meant in _SYLLABLES:
        said = pinyin.sub(meant, said)
    whole = said.replace(" ", "")
    return whole if whole and re.search(r"[\u3400-\u9fff]", whole) and _ALL_SYLLABLES.fullmatch(said) else ""


def _spelt(found: re.Match[str]) -> str:
    word = found.group()
    if word in _ENGLISH or word in _OTHER_WORDS:
        return word
    return next((each for each in _ENGLISH if each[0] == word[0] and _is_nearly(word, each)), word)


def _is_nearly(word: str, meant: str) -> bool:
    """Whether a word is another with a letter or two wrong: its ends agree, and what lies between differs by so little."""
    if abs(len(word) - len(meant)) > 1:
        return False
    begin = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    rest, wanted = word[begin:], meant[begin:]
    end = next(
        (i for i, (a, b) in enumerate(zip(rest[::-1], wanted[::-1], strict=False)) if a != b),
        min(len(rest), len(wanted)),
    )
    return max(len(rest), len(wanted)) - end <= _MISSES
