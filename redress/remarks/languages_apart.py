"""Texts of one thing that say one thing in a language and its opposite in the next, and labels that two things have of each other."""

import re
from collections.abc import Iterator
from itertools import combinations

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.words import folded
from redress.remarks.policy_texts import Texts, parts_of, texts_of

FILLED_IN = expression(r"\{\{.*?\}\}|\{%.*?%\}|https?://\S+|\S+@\S+|[#＃]\w+", re.DOTALL)
SENTENCE = expression(r"[。！？!?\n；;：:]|\.\s|\.$")
CLAUSE = expression(r"[。！？!?\n；;：:，,、]")
NO_DENIAL = expression(
    r"不同(?!意)|不[适適](?!用)|不[过過](?!期|保|[问問])|不[仅僅但论論管断斷久妨如幸良便足安满滿]|不得不|不超[过過]|不少[于於]|不[迟遲]于|不低[于於]|不少|不可抗力|不[动動][产產]"
    r"|[无無](?:论|論|线|線)|非常|除非|是不是|有[没沒]有|能不能|要不要|可不可以|是否|与否|與否|[对對]不起|不好意思|[没沒][关關]系|未[来來]|非机动|非機動"
)  # what has such a sign and denies nothing, or only asks
DENIAL = expression(r"[不未无無没沒非勿拒]")
DENIED_IN_CHINESE = expression(
    r"[不未无無没沒非勿别別免缺只仅僅才停禁拒驳駁误誤错錯失止暂暫否另其它外]|之前|以前"
)  # what an English "not" may stand for
DENIED_IN_ENGLISH = expression(r"(?:\b(?:not|cannot|never)|n't)\b", re.IGNORECASE)
DENIED_IN_A_LABEL = expression(
    DENIED_IN_ENGLISH.pattern
    + r"|\b(?:dis(?:agree|satisf|allow|approv|honou?r)|in(?:valid|correct|complete|effective|admissible)"
    r"|un(?:paid|founded|justified|re?solved|satisf|happy|done|fair|acceptable|signed|repaired|settled))\w*",
    re.IGNORECASE,
)
ASKED = expression(r"[是能可与與有]否|是不是")
OR_NOT = expression(r"\bor not\b|\bnot only\b|\bif not\b", re.IGNORECASE)
ANY_DENIAL = expression(
    r"\b(?:not?|nobody|none|nothing|never|without|cannot|n?either|nor|un\w{4,}|i[nmlr]\w{5,}|dis\w{4,}|non\w*|mis\w{4,}|refus\w+|declin\w+|reject\w+"
    r"|turn\w* down|lack\w*|fail\w*|miss\w*|drop\w*|withdr\w+|late\w*|free|only|too|stop\w*|out of|beyond|outside|other\w*|another|else\w*|instead"
    r"|unless|until|before|wrong\w*|against|prevent\w*|avoid\w*|differ\w*|conflict\w*|breach\w*|broken?|short\w*|rather|still|same|remain\w*|keeps?"
    r"|empty|open|yet|sorry|regret\w*|overdue|absen\w+|despite|whether|apart|except\w*|hardly|few\w*|\w+less|forbid\w*|ban\w*|cease\w*|end\w*|over|problem\w*|poor\w*|bad\w*|defect\w*)\b|n't\b",
    re.IGNORECASE,
)  # all by which English may say what Chinese says with 不
A_SENTENCE = 4  # English words
A_NAME = 4  # letters of a word by which a thing is known
STEM = 5


def _compiled(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((expression(one, re.IGNORECASE), expression(other, re.IGNORECASE)) for one, other in pairs)


OPPOSITES = _compiled(
    (r"同意|接受|认可|認可|\b(?:agree[ds]?|accept(?:ed|s)?|approved?)\b", r"不同意|拒绝|拒絕|不接受|不认可|不認可|\b(?:refus|declin|reject|disagree)\w*"),
    (r"(?<!不)(?:满意|滿意)", r"不(?:满意|滿意)|\b(?:dissatisf|unhapp|not (?:satisf|content|happy))"),
    (r"内部|內部|\binternal", r"外部|\bexternal"),
    (r"全部|全额|全額|\b(?:in full|full|whole|entire)\b", r"部分|\bpart(?:ly|ial|ially|s)?\b"),
    (r"以上|\b(?:or more|at least|over|more than|above)\b", r"以下|以内|以內|不足|\b(?:or less|under|below|less than|fewer than|up to|at most)\b"),
    (r"线上|線上|网上|網上|\bonline\b", r"线下|線下|门店|門市|到店|\b(?:offline|in[- ](?:store|person|shop)|at the (?:store|counter|branch))\b"),
    (r"书面|書面|\b(?:in writing|written)\b", r"口头|口頭|\b(?:oral|orally|verbal|verbally|by word of mouth)\b"),
    (r"首次|初次|第一次|\bfirst\b", r"再次|第二次|\b(?:second|again|repeat\w*)\b"),
    (r"紧急|緊急|\burgent", r"一般|普通|\b(?:general|ordinary|normal|routine)\b"),
    (r"严重|嚴重|重大|\b(?:serious|grave|major|severe)\b", r"轻微|輕微|\b(?:minor|slight|trivial)\b"),
    (r"(?<!不)(?:属实|屬實|成立|有效|有理)|\b(?:upheld|founded|justified|valid)\b", r"不(?:属实|屬實|成立)|无效|無效|无理|無理|\b(?:unfounded|unjustified|invalid|not (?:upheld|founded|justified|valid))\b"),
    (r"(?:已|已经|已經)(?:完成|退|付|修|解决|解決)|\b(?:done|completed|paid|refunded|repaired|solved)\b", r"未(?:完成|退|付|修|解决|解決)|\bnot (?:yet )?(?:done|completed|paid|refunded|repaired|solved)\b|\b(?:unpaid|unsolved|outstanding)\b"),
    (r"上午|早上|早班|\bmorning\b", r"下午|晚上|晚班|\b(?:afternoon|evening|night)\b"),
    (r"男|\b(?:man|men|male)\b", r"女|\b(?:woman|women|female)\b"),
    (r"员工|員工|职工|職工|\b(?:staff|employees?)\b", r"客户|客戶|顾客|顧客|用户|\b(?:customers?|users?|guests?|passengers?)\b"),
    (r"签收|簽收|\bsigned\b", r"拒签|拒簽|拒绝签收|拒絕簽收|\b(?:refus|declin)\w*"),
)  # fmt: skip
IN_CHINESE = _compiled(
    (r"以上|(?<!不)超过|高于|大于|多于|至少", r"以下|不足|低于|小于|少于|以内|至多|不超过"),
    (r"以前|之前|早于", r"以后|之后|晚于"),
    (r"同意", r"拒绝"),
    (r"必须|务必", r"可以|不必"),
    (r"增加|延长", r"减少|缩短"),
    (r"上午", r"下午"),
    (r"[天日周月年时]之?内", r"[天日周月年时]之?后"),
    (r"上级", r"下级"),
    (r"全部|全额", r"部分"),
    (r"首次|第一次", r"再次|第二次"),
    (r"内部", r"外部|对外"),
    (r"书面", r"口头"),
    (r"公开", r"保密"),
    (r"收到", r"寄出|发出"),
)  # in the signs of one script
Things = list[tuple[str, str, Texts]]  # a kind's members: the name, how it is told, and its labels


def remarks_on_languages_that_disagree(policy: Policy) -> Iterator[str]:
    """A sentence for each text that is denied in one language alone, and for each two labels that changed places in one."""
    for where, texts in texts_of(policy):
        yield from [*_denied_in_one_script(where, texts)] or _denied_in_english_alone(where, texts)
    for things in _members(policy):
        told = dict.fromkeys(
            (*_exchanged_in_a_script(things), *_exchanged_in_english(things), *_denied_crosswise(things))
        )
        yield from told
        if not told:
            yield from dict.fromkeys(_opposite(things))


# -- denied in one language ---------------------------------------------------------------------------------------------------


def _denied_in_one_script(where: str, texts: Texts) -> Iterator[str]:
    """A clause that one of the two scripts of Chinese denies, or says the opposite of, and the other does not: they are the same words."""
    one, other = (_clauses(texts.get(language, ""), CLAUSE) for language in ("zh-CN", "zh-TW"))
    for a, b in zip(one, other, strict=False) if len(one) == len(other) else ():
        if _denials(a) != _denials(b):
            yield f"{where}: zh-CN says “{_short(a)}” and zh-TW “{_short(b)}”: one denies what the other says"
            return
        if _are_opposite(folded(a), folded(b)):
            yield f"{where}: zh-CN says “{_short(a)}” and zh-TW “{_short(b)}”: one says the opposite of the other"
            return


def _are_opposite(one: str, other: str) -> bool:
    pairs = ((a, b) for pair in IN_CHINESE for a, b in (pair, pair[::-1]))
    return any(_says(one, a, b) and _says(other, b, a) for a, b in pairs)


def _denials(clause: str) -> int:
    return len(DENIAL.findall(NO_DENIAL.sub(" ", clause)))


def _chinese(texts: Texts) -> str:
    return next((texts[each] for each in texts if not LANGUAGES[each].is_latin), "")


def _clauses(text: str, by: re.Pattern[str]) -> list[str]:
    return [each.strip() for each in by.split(FILLED_IN.sub(" ", text)) if each.strip()]


def _denied_in_english_alone(where: str, texts: Texts) -> Iterator[str]:
    """A sentence that English denies and Chinese does not, or the other way round."""
    chinese = _chinese(texts)
    denied = DENIED_IN_A_LABEL if "of field" in where else DENIED_IN_ENGLISH
    theirs, ours = _clauses(chinese, SENTENCE), _clauses(texts.get("en", ""), SENTENCE)
    for a, b in zip(theirs, ours, strict=False) if len(theirs) == len(ours) else ():
        plain = OR_NOT.sub(" ", b)
        if denied.search(plain) and not DENIED_IN_CHINESE.search(ASKED.sub(" ", a)):
            yield f"{where}: en says “{_short(b)}”, and Chinese does not deny it: “{_short(a)}”"
            return
        letter = where.startswith("words") and len(b.split()) >= A_SENTENCE and len(b.split()) <= len(a)
        if letter and _denials(a) and not ANY_DENIAL.search(b):
            yield f"{where}: Chinese denies what en says: “{_short(a)}” beside “{_short(b)}”"
            return


# -- labels that changed places -----------------------------------------------------------------------------------------------


def _members(policy: Policy) -> Iterator[Things]:
    """What people choose among or tell apart by its label: the choices of each line, severities, categories, and parts of one kind."""
    for field in (each for each in policy.fields if each.called):
        yield [(choice, f'choice "{choice}" of "{field.name}"', texts) for choice, texts in field.called.items()]
    units = tuple(unit.name for unit in policy.directory.departments)
    sorts = (("severity", policy.severities), ("category", policy.categories), ("kind", policy.kinds))
    for kind, names in (*sorts, ("department", units)):
        yield [(name, f'{kind} "{name}"', _with_its_name(name, policy)) for name in names if name in policy.labels]
    subjects = {key.removesuffix(".subject"): texts for key, texts in policy.words.items() if key.endswith(".subject")}
    yield [(name, f'the subject of "{name}"', texts) for name, texts in subjects.items()]
    parts: dict[str, Things] = {}
    for kind, part in parts_of(policy):
        texts = part.labels or {each: label(part.name, policy, each) for each in policy.languages}
        parts.setdefault(kind, []).append((part.name, f'{kind} "{part.name}"', texts))
    yield from parts.values()


def _with_its_name(name: str, policy: Policy) -> Texts:
    """The labels of what is called in Chinese already, together with that."""
    return policy.labels[name] if name.isascii() else {"zh-CN": name, **policy.labels[name]}


def _exchanged_in_a_script(things: Things) -> Iterator[str]:
    """Two things of which each is called in one script of Chinese what the other is called in the other script."""
    both = [(told, texts["zh-CN"], texts["zh-TW"]) for _, told, texts in things if {"zh-CN", "zh-TW"} <= {*texts}]
    for (one, its, theirs), (other, others, of_other) in combinations(both, 2):
        own = _alike(its, theirs) + _alike(others, of_other)
        crossed = _alike(its, of_other), _alike(others, theirs)
        if sum(crossed) > own and min(crossed) > max(_alike(its, theirs), _alike(others, of_other)):
            yield f"{one} and {other} have each other's label in zh-CN or zh-TW: “{its}” beside “{theirs}”"


def _alike(one: str, other: str) -> float:
    """The part of their signs that two texts share, whatever script they are in."""
    a, b = {*folded(one)}, {*folded(other)}
    return len(a & b) / max(len(a), len(b), 1)


def _exchanged_in_english(things: Things) -> Iterator[str]:
    """Two things of which each is called in English what the other's name says."""
    both = [(name, told, _stems(texts["en"])) for name, told, texts in things if "en" in texts]
    for (a, one, its), (b, other, others) in combinations(both, 2):
        own, theirs = _stems(a) - _stems(b), _stems(b) - _stems(a)
        crossed = _is_the_others(own, theirs, its, others), _is_the_others(theirs, own, others, its)
        if all(crossed) or (any(crossed) and one.startswith("choice")):
            yield f"{one} and {other} have each other's label in en"


def _is_the_others(own: set[str], theirs: set[str], its: set[str], others: set[str]) -> bool:
    """Whether the other's label has what this one's name says, and neither label what its own does."""
    return bool(own & others) and not own & its and not theirs & others


def _denied_crosswise(things: Things) -> Iterator[str]:
    """Two things of which Chinese denies the one and English the other."""
    both = [(told, _chinese(texts), texts["en"]) for _, told, texts in things if "en" in texts and _chinese(texts)]
    denied = [(told, bool(_denials(chinese)), bool(ANY_DENIAL.search(english))) for told, chinese, english in both]
    for (one, *its), (other, *others) in combinations(denied, 2):
        if its == others[::-1] and its[0] != its[1] and not both[2:]:
            yield f"{one} and {other} have each other's label in en"


def _stems(text: str) -> set[str]:
    words = expression(r"[a-z]+").findall(text.lower().replace("_", " "))
    return {word[:STEM] for word in words if len(word) >= A_NAME}


def _opposite(things: Things) -> Iterator[str]:
    """A label that says in one language the opposite of what it says in the next."""
    for _, told, texts in things:
        chinese = "" if _denials(_chinese(texts)) or DENIED_IN_ENGLISH.search(texts.get("en", "")) else _chinese(texts)
        for a, b in ((a, b) for pair in OPPOSITES for a, b in (pair, pair[::-1]) if chinese and "en" in texts):
            if _says(chinese, a, b) and _says(texts["en"], b, a):
                yield f"{told} is called “{chinese}” and in en “{texts['en']}”: one says the opposite of the other"


def _says(text: str, this: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return bool(this.search(text)) and not other.search(text)


def _short(text: str) -> str:
    return " ".join(text.split())[:40]
