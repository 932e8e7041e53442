"""People whom a message brings in itself: of whom it then says 他 or "she" points to nobody of whom was spoken before.

出租车司机张强，昨天他绕路 behind a complaint of a ticket inspector; that man, the same driver and whoever the first words know are not brought in.
"""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded_in_place

_ROLE = r"(?:司机|驾驶员|师傅|教练|保安|经理|主任|站长|店长|老板|老师|医生|护士|会计|柜员|门卫|管家|快递小哥|外卖小哥|骑手|[一-鿿]员)"
_SURNAMED = r"(?:小|老)[一-鿿](?=[，,。 把在说骂也又还的])|[一-鿿](?:先生|女士|小姐|师傅|经理|主任|队长|站长|工)"
_PERSON = expression(
    rf"(?<![这那该位名个])(?P<of>[一-鿿\d]{{0,6}}?)(?P<role>{_ROLE}|{_SURNAMED})(?P<name>(?:叫|名叫|姓)?[一-鿿]{{0,3}})(?=[，,。：:；;\s]|$|昨|前|今|上|把|在|对|骂|收|乱|也|又|还|说|态)"
)
_POINTING = expression(r"(?:同一个?|还是|就是|上述|刚才|之前|上次|[这那该][个位名]?)[^，,。]{0,6}$")
_IN_ENGLISH = expression(
    r"\b(?:an?(?: \w+){0,3}|(?:the|your|our|my)(?: (?!same\b)\w+){1,3}|(?:the|your)) (?:driver|conductor|guard|inspector|instructor|engineer|plumber|cashier|clerk|assistant|manager|courier|postman|neighbou?r|caretaker|porter|agent|adviser|advisor|receptionist|man|woman|lady|guy|lad|person|member of staff)\b"
)
_NAMED_IN_ENGLISH = expression(r"\b(?:called|named|mr|mrs|ms|miss)\.? (?P<name>[a-z]{2,}(?: [a-z]{2,})?)")
_PRONOUNS = expression(r"[他她](?!们)(?:本人)?|\b(?:he|she|him|hers?|his)\b", re.IGNORECASE)
_FUNCTION = frozenset("我要投诉举报反映另外还有是的个们你他她又再想对了")


def without_those_brought_in(words: str, before: str) -> str:
    """The words without the pronouns that stand for people whom they bring in themselves; as they are where they bring in nobody."""
    said, known = folded_in_place(words), folded_in_place(before)
    place = min((*_chinese(said, known), *_english(said, known)), default=None)
    if place is None:
        return words
    return words[:place] + _PRONOUNS.sub(" ", words[place:])


def _chinese(said: str, known: str) -> list[int]:
    found = (m for m in _PERSON.finditer(said) if not _POINTING.search(said[max(m.start() - 8, 0) : m.start("role")]))
    return [m.end("role") for m in found if _is_new(m, known)]


def _is_new(found: re.Match[str], known: str) -> bool:
    """Whether the role, what it is one of, or the name is nothing of what was said before."""
    of = "".join(sign for sign in found["of"] if sign not in _FUNCTION)[-2:]
    name = found["name"].removeprefix("名").removeprefix("叫").removeprefix("姓")
    fresh = bool(of) and of not in known
    return found["role"] not in known or fresh or (len(name) > 1 and name not in known)


def _english(said: str, known: str) -> list[int]:
    people = [
        m.end()
        for m in _IN_ENGLISH.finditer(said)
        if m.group().startswith(("a ", "an ")) or _new_words(m.group(), known)
    ]
    return people + [m.end() for m in _NAMED_IN_ENGLISH.finditer(said) if m["name"].split()[-1] not in known]


def _new_words(phrase: str, known: str) -> bool:
    return any(len(word) > 2 and word not in known for word in phrase.split()[1:])  # noqa: PLR2004  an article's length
