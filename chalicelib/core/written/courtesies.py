"""Words that only thank or confirm: they belong to what went before, and begin nothing of their own."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import narrowed

COURTESY = 24  # characters of a text that only thanks
_COURTESY = expression(
    r"(?:祝(?:你们?|您|贵司|貴司|大家|各位|好|福|工作|生意|身体|身體|新年|新春|节日|節日|一切|万事|萬事|顺|順|安)|谢谢|謝謝|感谢|感謝|多谢|多謝|辛苦|好的|收到|知道了|明白|满意|滿意|thank|thanks|thx|ok|okay|great|[1-4１-４好嗯]$)",
    re.IGNORECASE,
)
_COMPLAINS = expression(
    r"倒闭|倒閉|关门|關門|破产|破產|完蛋|报应|報應|早日关|不|没|沒|投诉|投訴|又|还|還|但|怎么|怎麼|为什么|為什麼|再看|看看|观察|觀察|唔[^该該]|冇|仲|\?|？|空|\bnothing\b|\bnot?\b|n't|\bbut\b|\bdoubt|\bhowever\b",
    re.IGNORECASE,
)
IN_ENGLISH = 100  # of an English one, with its salutation and signature
_MERE_THANKS = expression(
    r"(?:(?:dear|hi|hello|hey)(?: (?!thank|many|ok)[\w.'-]+){0,3}[\s,!.]+|(?:[您你]们?|[您你]們|大家)好[\s,，!！。]*)?(?:[👍👌👏❤💐🌹🤝😊😀😄🥰💯✌][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*[\s!！。.,，、~～🙏]*|(?:非常|十分|太|万分|萬分)?(?:谢谢|謝謝|感谢|感謝|多谢|多謝|谢|謝|辛苦|好的?|嗯|收到|知道|明白|了解|理解|好滴|好勒|好嘞|没事了|沒事了|(?:many |great |with )?thanks?|thank you|thx|tks|ta|cheers|ok|okay|very much|so much|a lot|both|all|noted|got it|understood|received|much appreciated|(?:(?:ah|oh|aww?)[ ,]+)?(?:(?:that's|that is|how) )?(?:so |really |very )?(?:perfect|brilliant|lovely|great|excellent|wonderful|nice)(?: to (?:hear|know)| of (?:you|him|her|them))?|very kind(?: of you)?)"
    r"(?:[您你贵貴司们們]{0,4}的?(?:提醒|告知|汇报|匯報|通知|反馈|反饋|回复|回覆|答复|答覆|来信|來信|关注|關注|关心|關心|处理|處理|协助|協助|配合|支持|理解|帮助|幫助|重视|重視|解释|解釋|说明|說明)| for (?:the |your |all your |this |that\b|it\b)?(?:quick |prompt |kind |full )?(?:reminder|update|note|reply|answer|answers|response|letter|e-?mail|info|information|heads-?up|letting (?:me|us) know|telling (?:me|us)|getting back to (?:me|us)|(?:sorting|looking into|dealing with|fixing|resolving) (?:this|it|that|everything)(?: out)?|help|time|trouble|efforts?|explanation|report|reminding me)?(?: so quickly)?)*"
    r"[您你们們大家了啦哦喔]*[\s!！。.,，、~～🙏]*)+"
    r"(?:[\s,.]*(?:(?:best|kind|kindest|warm|many)? ?(?:regards|wishes)|yours (?:sincerely|faithfully)|all the best|best)[\s,.]*(?:[a-z][\w'-]*\.?\s*){0,3})?",
    re.IGNORECASE,
)


def is_courtesy(text: str) -> bool:
    """Whether a text thanks or confirms and complains of nothing, so that it needs no complaint of its own."""
    said = narrowed(text).strip()
    return len(said) <= COURTESY and bool(_COURTESY.match(said)) and not _COMPLAINS.search(said)


def is_mere_thanks(text: str) -> bool:
    """Whether it says nothing else at all: 感谢信 and 感谢K5路司机 are about something."""
    said = narrowed(text).strip()
    return len(said) <= (IN_ENGLISH if said.isascii() else COURTESY) and _MERE_THANKS.fullmatch(said) is not None
