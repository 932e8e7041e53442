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
_BREAKS = re.compile(r"[\n，,。.!！~～、;；]+")
_SIGNS = re.compile(r"[\w?？]")


def can_answer(text: str) -> bool:
    """Whether somebody who was asked something may have answered by it. Yes, no, OK and a figure answer; "received" does not."""
    words = own_words(text)
    by_itself = is_automatic(words) or says_away(words) or asks_for_texts(words) or asks_for_help(words)
    if by_itself or not _SIGNS.search(words):
        return False
    whole = _above_signature(folded_lines(words))
    return not all(_NOTHING.fullmatch(line) or all(map(_says_nothing, _BREAKS.split(line))) for line in whole)


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
