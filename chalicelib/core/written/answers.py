"""Whether words can be the answer to a question: a reaction, an automatic reply, a signature or a bare "received" cannot."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.by_machine import asks_for_help, asks_for_texts, is_automatic, own_words, says_away
from chalicelib.core.written.words import folded

_GREETING = r"(?:尊敬的)?[^\s，,。]{0,6}(?:您好|你好|敬启|台鉴)|hi|hello|dear[^\n]{0,30}|good (?:morning|afternoon|evening)|(?:早上|上午|下午|晚上)好"
_RECEIVED = r"(?:好的?|嗯|ok|我)?[，, ]?(?:您的?)?(?:来信|邮件|信)?(?:已|已经)?(?:收到啦?|收悉|知悉|知晓|知道(?:了|啦)|已阅|阅|阅悉|了解了?|明白了?)|(?:message |mail |well )?(?:received|noted)(?: with thanks)?|got it|i see|understood"
_THANKS = r"(?:非常|十分|多|太)?(?:谢谢?|感谢|辛苦)[您你们大家了啦]*(?:的?(?:回复|答复|来信|告知|关注|重视|耐心|配合|理解))?|thanks?(?: you)?(?: (?:so|very) much| a lot)?(?: for (?:your|the) (?:message|e?-?mail|reply|answer|letter|information|update|response))?|many thanks|thx|ta|cheers"
_CLOSING = r"此致(?:敬礼)?|敬礼|顺祝[^\n]{0,6}|祝好|祝[^\n，,。]{1,6}|(?:best|kind|warm|with best|with kind)? ?(?:regards|wishes)|best|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)"
_PROGRAM = (
    r"(?:发自|来自|发送自|寄自)[^\n，,。]{1,40}|(?:从|自|由|用|使用|通过)[^\n，,。]{1,40}(?:发送|发出|寄出)|sent (?:from|via|with|using) [^\n,.]{1,60}|get outlook for \w+|"
    r"获取[^\n]{0,20}outlook[^\n]{0,20}|--|——|[-_=—]{3,}"
)
_NOTHING = expression(rf"(?:{_GREETING}|{_RECEIVED}|{_THANKS}|{_CLOSING}|{_PROGRAM})[\s，,。.!！~～、:：]*")
# What only consents or asks for patience answers a question of yes or no, and no other.
_CONSENT = expression(
    r"(?:好的?|嗯+|行|可以|没问题|ok(?:ay)?|sure|fine|all right|alright)[的啊呀哦吧了]?(?: 谢谢| thanks)?"
)
_PATIENCE = expression(
    r"(?:请|好的?|ok|嗯)?[，, ]*(?:稍等|稍候|等一?下|等等|等会儿?|等一会儿?|我?(?:看看|查查|问问|想想|找找|查一下|看一下|问一下|找一下)(?:再(?:说|回复|告诉你们?))?|马上(?:回复|发)?|稍后(?:回复|发)?|一会儿?(?:回复|发)?)(?:你们?|您)?"
    r"|(?:will do|(?:on|in) it|later|tonight|tomorrow|give me (?:a while|some time)|busy (?:right )?now|(?:i am|i'm) (?:busy|in a meeting|at work|driving)(?: (?:right )?now)?|let me (?:check|look|see|find|ask|think)(?: [a-z]+){0,4}|i(?:'ll| will) (?:check|look|find|ask|see|think|write|reply|answer|tell you|send it|get back to you)(?: [a-z]+){0,6})"
    r"|(?:我)?(?:现在|正|这会儿?)?(?:在)?(?:开会|忙|上班|上课|开车|外面|外地|路上|吃饭|不方便|没空)(?:着|呢|中)?"
    r"|(?:等)?(?:我)?(?:先)?(?:等|今晚|晚上|下班|回家|到家|回去|明天|晚点|晚些|稍后|回头|过会儿?|待会儿?|一会儿?|有空|等下|空了)*(?:后|了|再|时候|的时候)*(?:我)?(?:再|去|先|来)*(?:给你们?|给您)?(?:看|查|找|问|想|翻|回|回复|答复|说|发|告诉|联系|补充)(?:一下|一查|找|查|看|下)?(?:我|车|家里|同事|家人)?的?(?:车?票|记录|手机|照片|聊天记录|订单号?|小票|发票|单子|家人|家里人|同事)?(?:再|后)?(?:告诉|回复|回|说|发|联系)?(?:给)?(?:你们?|您)?(?:了|吧|哈|啊)?"
    r"|(?:有人)?在(?:吗|么|不在|不)|(?:are you|anybody|anyone) there|(?:please )?(?:wait|hold on|one (?:moment|second|sec)|just a (?:moment|second|minute)|give me a (?:moment|minute)|let me (?:check|see|look)|i(?:'ll| will) (?:check|look|ask|get back to you|reply)(?: it)?(?: later)?)(?: please)?"
)
_YES_OR_NO = expression(
    r"[吗么]|是否|可否|能否|要不要|是不是|有没有|行不行|好不好|可不可以|能不能|同意|愿意|方便|接受|确认|还是|(?:^|[.!?] ?)(?:is|are|was|were|do|does|did|can|could|would|will|may|shall|have|has)\b|\b(?:agree|confirm|whether|ok|accept)\b"
)
_ASKS_FOR_CARD = expression(
    r"地址|电话|手机|联系|姓名|名字|称呼|贵姓|哪位|住|谁|寄|送|\b(?:address|phone|mobile|number|name|contact|call|live|send|who)\b"
)
_NAME = expression(r"[\u3400-\u9fff·]{2,4}(?:先生|女士|小姐)?|[a-z][a-z.'-]*(?: [a-z][a-z.'-]*){0,2}")
_STREET = expression(
    r"(?=.{3,60}$)[^，,。!?？]*(?:省|市|区|县|镇|路|街|号|栋|室|公司|\b(?:street|st|road|rd|avenue|lane|district|city|company|ltd)\b)[^。!?？]*"
)
_PHONE = expression(r"(?:电话|手机|tel|mobile|phone|mob)?[ .:：]*\+?\d[\d ()-]{6,18}")
_UNIT = expression(r"(?:部|科|公司|中心|处|室|集团|局|店|厂|组|\b(?:dept|department|team|ltd|inc|co)\.?)$")
_EDGES = expression(r"^[^\w?？]+|[^\w?？]+$")
LONGEST_CLAUSE = 60  # characters of one that only puts off
_BREAKS = expression(r"[\n，,。.!！~～、;；]+")
_SIGNS = expression(r"[\w?？]")


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
    said = _EDGES.sub("", folded(words))
    clauses = [part.strip(" ?？") for part in _BREAKS.split(said) if part.strip(" ?？")]
    if any(len(c) > LONGEST_CLAUSE for c in clauses):
        return False
    waits = any(_PATIENCE.fullmatch(c) for c in clauses)
    consents = any(_CONSENT.fullmatch(c) for c in clauses) and not _YES_OR_NO.search(question)
    bare = all(_PATIENCE.fullmatch(c) or _CONSENT.fullmatch(c) or _says_nothing(c) for c in clauses)
    if bare and (waits or consents or not clauses):
        return True
    lines = folded_lines(words)
    if _is_signed_receipt(lines) and not _ASKS_FOR_CARD.search(question):
        return True
    parts = (_NAME, _STREET, _PHONE)
    card = all(any(map(part.fullmatch, lines)) for part in parts)
    bare = all(any(part.fullmatch(line) for part in parts) for line in lines)
    return card and bare and len(lines) >= len(parts) and not _ASKS_FOR_CARD.search(question)


def _is_signed_receipt(lines: list[str]) -> bool:
    """Whether a first line that says nothing stands above a name and a unit, or a number."""
    signed = len(lines) > 1 and all(
        any(part.fullmatch(line) for part in (_NAME, _STREET, _PHONE)) for line in lines[1:]
    )
    return signed and _says_nothing(lines[0]) and bool(_UNIT.search(lines[-1]) or _PHONE.fullmatch(lines[-1]))


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
