"""The mobile number with which a mail is signed: 王芳 13800138000 at its end, or the card that the mail program has put below it.

Of a card that stands below, or of lines that sign: a name, a courtesy, a label, the number. What numbers something else, or names somebody else, signs nothing.
"""

import re
from itertools import takewhile

from chalicelib.core.expressions import expression
from chalicelib.core.written.namelessness import CHINESE, SURNAMES
from chalicelib.core.written.own_contacts import others
from chalicelib.core.written.phones import mobile
from chalicelib.core.written.words import narrowed, simplified

_LINES, _MOST_BELOW, _WIDEST = 4, 25, 120
_SHORTEST = 10  # signs of the letter above
_NUMBER = expression(r"(?<![\d#])\+?\d[\d \-()]{7,18}\d(?!\d)")
_NAME = rf"(?:[{SURNAMES}][{CHINESE}]{{1,2}}(?:先生|女士|小姐|老师)?|(?:Mr|Mrs|Ms|Miss|Dr)?\.? ?[A-Z][a-z'’-]+(?: [A-Z][A-Za-z'.’-]*){{0,3}})"
_LABEL = r"(?:我的)?(?:电话|手机号?码?|联系(?:电话|方式)|[Tt]el(?:ephone)?|[Pp]hone|[Mm]ob(?:ile)?|[Cc]ell|[TMP])\.?"
_BETWEEN = r"[\s,，、:：·|/()（）-]*"
_SIGNING = expression(
    rf"{_BETWEEN}(?:{_NAME})?{_BETWEEN}(?:{_LABEL})?{_BETWEEN}#{_BETWEEN}(?:敬上|谨上|上|留|启)?{_BETWEEN}"
)
_NAMES = expression(_NAME)
_NAMED = expression(rf"{_BETWEEN}(?:投诉人|联系人|署名|客户)?{_BETWEEN}{_NAME}{_BETWEEN}(?:敬上|谨上|上)?{_BETWEEN}")
_CLOSES = expression(
    r"\s*(?:此致|敬礼|祝好|谢谢.{0,3}|顺颂商祺|(?:(?:best|kind|warm) )?(?:regards|wishes)|(?:many )?thanks|thank you|cheers|yours \w+|sincerely)[\s,，.!！。]*",
    re.IGNORECASE,
)
_ANSWERED = expression(
    r"^\s*(?:[>|＞]|-{3,}\s*[^\s-]|发件人|寄件者|from:|在.{4,60}写道|on .{6,80} wrote)|(?:写道|wrote)[:：]\s*$|回复.{0,6}以上|reply above",
    re.IGNORECASE,
)
_MANY_PEOPLES = expression(r"热线|客服|总机|服务电话|传真|hotline|switchboard|helpline|enquiries|fax", re.IGNORECASE)
_OF_ANOTHER = expression(r"[:：]\s*$|证人|作证|目击|同伴|号码是|\b(?:witness\w*|saw it|his|her|their)\b", re.IGNORECASE)
_DEVICE = expression(
    r"\s*(?:发自|来自|sent from).{0,40}|\s*(?:19|20)\d\d\s?[年./-][\s\d年月日/.-]{3,12}", re.IGNORECASE
)


def signed_phone(text: str, full_text: str, job_titles: tuple[str, ...], region: str = "") -> str:
    """The writer's own mobile number, as E.164, with which the words are signed or which stands on the card below them; else "".

    `region`: where they dial, as "GB".
    """
    cards = (line for line in _below(text, full_text) if not _MANY_PEOPLES.search(line))
    return next(filter(None, (_mobile(line, region) for line in cards)), "") or _at_the_end(text, job_titles, region)


def _below(text: str, full_text: str) -> list[str]:
    """The card's lines: what follows the words, up to the mail that is answered."""
    whole, words = full_text.strip(), text.strip()
    if not words or not whole.startswith(words):
        return []
    lines = simplified(narrowed(whole[len(words) :])).split("\n")[:_MOST_BELOW]
    return [line for line in takewhile(lambda line: not _ANSWERED.search(line), lines) if 0 < len(line) <= _WIDEST]


def _at_the_end(text: str, job_titles: tuple[str, ...], region: str) -> str:
    """The one number in the lines that sign the words, where a name or a closing phrase stands with it and it is nobody else's."""
    lines = [line for line in simplified(narrowed(text)).split("\n") if line.strip() and not _DEVICE.fullmatch(line)]
    found = [place for place, line in enumerate(lines) if place >= len(lines) - _LINES and _signs(line, region)]
    if len(found) != 1:
        return ""
    place, line = found[0], lines[found[0]]
    before = lines[max(place - 2, 0) : place]
    known = others(job_titles).search(line) or (before and _OF_ANOTHER.search(before[-1]))
    alone = len("".join(lines[:place])) < _SHORTEST
    return "" if known or alone or not _is_signed(line, before) else _mobile(line, region)


def _signs(line: str, region: str) -> bool:
    return _SIGNING.fullmatch(_NUMBER.sub("#", line)) is not None and _mobile(line, region) != ""


def _is_signed(line: str, before: list[str]) -> bool:
    return _NAMES.search(_NUMBER.sub("", line)) is not None or any(
        _NAMED.fullmatch(each) or _CLOSES.fullmatch(each) for each in before
    )


def _mobile(line: str, region: str) -> str:
    return next(filter(None, (mobile(found.group(), region) for found in _NUMBER.finditer(line))), "")
