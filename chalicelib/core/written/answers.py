"""Whether words can be the answer to a question: a reaction, an automatic reply, a signature or a bare "received" cannot."""

import re

from chalicelib.core.written.by_machine import asks_for_help, asks_for_texts, is_automatic, own_words, says_away
from chalicelib.core.written.words import folded

_GREETING = r"(?:尊敬的)?[^\s，,。]{0,6}(?:您好|你好|敬启|台鉴)|hi|hello|dear[^\n]{0,30}|good (?:morning|afternoon|evening)|(?:早上|上午|下午|晚上)好"
_RECEIVED = r"(?:好的?|嗯|ok|我)?[，, ]?(?:已|已经)?(?:收到啦?|收悉|知悉|知晓|知道了|已阅|阅|阅悉|了解了?|明白了?)|(?:message |mail |well )?(?:received|noted)(?: with thanks)?|got it|i see|understood"
_THANKS = r"(?:非常|十分|多|太)?(?:谢谢?|感谢|辛苦)[您你们大家了啦]*(?:的?(?:回复|答复|来信|告知|关注|重视))?|thanks?(?: you)?(?: (?:so|very) much| a lot)?(?: for (?:your|the) (?:message|e?-?mail|reply|answer|letter|information|update|response))?|many thanks|thx|ta|cheers"
_CLOSING = r"此致(?:敬礼)?|敬礼|顺祝[^\n]{0,6}|祝好|祝[^\n，,。]{1,6}|(?:best|kind|warm|with best|with kind)? ?(?:regards|wishes)|best|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)"
_PROGRAM = (
    r"(?:发自|来自|发送自|寄自)[^\n，,。]{1,40}|(?:从|自|由|用|使用|通过)[^\n，,。]{1,40}(?:发送|发出|寄出)|sent (?:from|via|with|using) [^\n,.]{1,60}|get outlook for \w+|"
    r"获取[^\n]{0,20}outlook[^\n]{0,20}|--|——|[-_=—]{3,}"
)
_NOTHING = re.compile(rf"(?:{_GREETING}|{_RECEIVED}|{_THANKS}|{_CLOSING}|{_PROGRAM})[\s，,。.!！~～、:：]*")
# What only consents or asks for patience answers a question of yes or no, and no other.
_CONSENT = re.compile(
    r"(?:好的?|嗯+|行|可以|没问题|ok(?:ay)?|sure|fine|all right|alright)[的啊呀哦吧了]?(?: 谢谢| thanks)?"
)
_PATIENCE = re.compile(
    r"(?:请|好的?|ok|嗯)?[，, ]*(?:稍等|稍候|等一?下|等等|等会儿?|等一会儿?|我?(?:看看|查查|问问|想想|找找|查一下|看一下|问一下|找一下)(?:再(?:说|回复|告诉你们?))?|马上(?:回复|发)?|稍后(?:回复|发)?|一会儿?(?:回复|发)?)(?:你们?|您)?"
    r"|(?:please )?(?:wait|hold on|one (?:moment|second|sec)|just a (?:moment|second|minute)|give me a (?:moment|minute)|let me (?:check|see|look)|i(?:'ll| will) (?:check|look|ask|get back to you|reply)(?: it)?(?: later)?)(?: please)?"
)
_YES_OR_NO = re.compile(
    r"[吗么]|是否|可否|能否|要不要|是不是|有没有|行不行|好不好|可不可以|能不能|同意|愿意|方便|接受|确认|还是|(?:^|[.!?] ?)(?:is|are|was|were|do|does|did|can|could|would|will|may|shall|have|has)\b|\b(?:agree|confirm|whether|ok|accept)\b"
)
_ASKS_FOR_CARD = re.compile(
    r"地址|电话|手机|联系|姓名|名字|称呼|贵姓|哪位|住|谁|寄|送|\b(?:address|phone|mobile|number|name|contact|call|live|send|who)\b"
)
_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}(?:先生|女士|小姐)?|[a-z][a-z.'-]*(?: [a-z][a-z.'-]*){0,2}")
_STREET = re.compile(
    r"(?=.{3,60}$)[^，,。!?？]*(?:省|市|区|县|镇|路|街|号|栋|室|公司|\b(?:street|st|road|rd|avenue|lane|district|city|company|ltd)\b)[^。!?？]*"
)
_PHONE = re.compile(r"(?:电话|手机|tel|mobile|phone|mob)?[ .:：]*\+?\d[\d ()-]{6,18}")
_BREAKS = re.compile(r"[\n，,。.!！~～、;；]+")
_SIGNS = re.compile(r"[\w?？]")


def can_answer(text: str, question: str = "") -> bool:
    """Whether somebody who was asked something may have answered by it. Yes, no, OK and a figure answer; "received" does not.

    Of a `question` that is known and asks for more than yes or no, OK is no answer, nor is a card of one that asks for none.
    """
    words = own_words(text)
    if question and _puts_off(words, folded(question)):
        return False
    by_itself = is_automatic(words) or says_away(words) or asks_for_texts(words) or asks_for_help(words)
    if by_itself or not _SIGNS.search(words):
        return False
    whole = _above_signature(folded_lines(words))
    return not all(_NOTHING.fullmatch(line) or all(map(_says_nothing, _BREAKS.split(line))) for line in whole)


def _puts_off(words: str, question: str) -> bool:
    """Whether words only consent, ask for patience, or are a card below nothing."""
    said = folded(words).strip("。.!！~～，, ")
    if _PATIENCE.fullmatch(said) or (_CONSENT.fullmatch(said) and not _YES_OR_NO.search(question)):
        return True
    lines = folded_lines(words)
    parts = (_NAME, _STREET, _PHONE)
    card = all(any(map(part.fullmatch, lines)) for part in parts)
    bare = all(any(part.fullmatch(line) for part in parts) for line in lines)
    return card and bare and len(lines) >= len(parts) and not _ASKS_FOR_CARD.search(question)


def folded_lines(text: str) -> list[str]:
    """The lines that say anything, folded as words are compared."""
    return [line for each in text.split("\n") if (line := folded(each))]


def _above_signature(lines: list[str]) -> list[str]:
    """Without what stands under a "--", or behind a closing as its name."""
    end = next((i for i, line in enumerate(lines) if line in ("--", "——")), len(lines))
    kept = lines[:end]
    closing = next((i for i, line in enumerate(kept) if re.fullmatch(rf"(?:{_CLOSING})[,，。!！ ]*", line)), len(kept))
    return kept[: closing + 1] if len(kept) - closing <= 4 else kept  # noqa: PLR2004  敬礼, a name, a date


def _says_nothing(part: str) -> bool:
    said = part.strip()
    return not _SIGNS.search(said) or _NOTHING.fullmatch(said) is not None
