"""What people say in a life, in each language."""

import re
from typing import Literal

from redress.proving.answers import SAID

Texts = dict[str, str]

ADDS = {"zh-CN": "补充：我还有照片。", "zh-TW": "補充：我還有照片。", "en": "I also have a photograph."}
INSISTS = {"zh-CN": "问题还是没有解决。", "zh-TW": "問題還是沒有解決。", "en": "It is still not solved."}
THANKS = {"zh-CN": "谢谢", "zh-TW": "謝謝", "en": "thank you"}
ANOTHER = {
    "zh-CN": "另外我还要投诉一件别的事：{}。",
    "zh-TW": "另外我還要投訴一件別的事：{}。",
    "en": "I also want to make a complaint about another matter: {}.",
}
NAMES = {"zh-CN": "补充：就是{}，态度恶劣。", "zh-TW": "補充：就是{}，態度惡劣。", "en": "It was {}, who was rude."}
MATTER = {"zh-CN": "至今没有人处理", "zh-TW": "至今沒有人處理", "en": "nobody has dealt with it"}
GIBBERISH = "#xyzzy"

Plain = Literal["consents", "refuses", "instructs"]
PLAIN: dict[Plain, dict[str, tuple[str, ...]]] = {
    "consents": {
        "zh-CN": ("同意", "同意，请抓紧办理。", "可以，就这样办。"),
        "zh-TW": ("同意", "同意，請抓緊辦理。", "可以，就這樣辦。"),
        "en": ("I agree.", "Approved, thank you.", "Yes, go ahead."),
    },
    "refuses": {
        "zh-CN": ("不同意，理由：没有说清原因。", "退回，没有写明责任。"),
        "zh-TW": ("不同意，理由：沒有說清原因。", "退回，沒有寫明責任。"),
        "en": ("No, because the cause is not clear.", "Rejected: say whose fault it was."),
    },
    "instructs": {
        "zh-CN": ("请给客户打电话说明情况，不要再拖。", "请派人到现场查看，做好解释。"),
        "zh-TW": ("請給客戶打電話說明情況，不要再拖。", "請派人到現場查看，做好解釋。"),
        "en": ("Please call the customer and explain what happened.", "Send somebody there to have a look."),
    },
}  # what leaders write instead of commands

SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_MARKED = re.compile(
    "|".join([rf"(?:{SAID['zh-CN']}|{SAID['zh-TW']})[{SIGNS}]{{2}}", rf"{re.escape(SAID['en'])} \([a-z]{{2}}\)"])
)


def marked(text: str, number: int) -> str:
    """The text in which what staff always say becomes the words of one reply alone, so that it is seen which reply goes out."""
    for said, signs in ((SAID["zh-CN"], SIGNS), (SAID["zh-TW"], SIGNS), (SAID["en"], "abcdefghijklmnopqrstuvwxyz")):
        mark = signs[number // len(signs) % len(signs)] + signs[number % len(signs)]
        text = text.replace(said, f"{said} ({mark})" if signs.isascii() else f"{said}{mark}")
    return text


def marks(text: str) -> frozenset[str]:
    """The words of single replies that stand in a text."""
    return frozenset(_MARKED.findall(text))
