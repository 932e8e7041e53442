"""A survey's answer by text: a figure from 1 to 4, alone or with words that agree with it, or the survey's own words.

"3，问题没有解决" and "1 非常满意" say two things at once, "3 hours late again" is about time: such words a person reads.
"""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.answers import can_answer
from chalicelib.core.written.courtesies import is_mere_thanks
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.mistyped import as_meant
from chalicelib.core.written.mockery import MOCKING
from chalicelib.core.written.second_matters import another_matter
from chalicelib.core.written.words import folded, narrowed

LONGEST = 300  # characters of a verdict with its reasons
LONGEST_BARE = 40  # characters that only give a figure
HIGHEST, TOO_HIGH = 4, 5  # who writes 5 and thanks takes it for the best there is
LOW = 2
# The survey's own words, alone or with thanks behind them.
_VERDICTS = (
    (1, ("非常不满意", "很不满意", "极不满意", "十分不满意", "very dissatisfied")),
    (2, ("不满意", "不太满意", "不怎么满意", "dissatisfied", "not satisfied")),
    (
        4,
        (
            "非常满意",
            "很满意",
            "十分满意",
            "特别满意",
            "五星好评",
            "满分",
            "给满分",
            "打满分",
            "very satisfied",
            "full marks",
        ),
    ),
    (3, ("满意", "基本满意", "比较满意", "satisfied")),
)
_VERDICT = expression(
    rf"({'|'.join(word for _, words in _VERDICTS for word in words)})[\s，,。.!~～]*(?:谢谢|thanks|thank you)?[\s。.!~～]*"
)
_STOPS = ("，", ",", "。")
_SCALE = r"(?:(?:在|从|on a scale (?:of|from) |from |of )?1\s?(?:-|–|—|~|到|至|to)\s?4\s?分?(?:里面?|中|之间|当中|的话)?[\s，,:：]*)?"
_FIGURE = expression(
    rf"{_SCALE}(?:(?:我|本人)?(?:的)?(?:给|打|选|评|回复|评价|评分|满意度|满意|答案|rating|score|my rating|my score|(?:i(?:'d| would)? )?(?:give|rate|choose|pick))\s?(?:您|你们?|it|is|you|this|了|个|为|是)?\s*[:：]?\s*)?"
    r"(?:(?P<figure>[1-5])|(?P<sign>[一二三四]))(?P<unit>\s*(?:分(?![钟之])|颗?星|stars?\b|points?\b|/\s?4|out of (?:4|four)\b))?(?P<rest>.*)",
    re.DOTALL,
)
# How a figure is given that stands alone: 我觉得4, 给你们打3分吧, "4 I guess"; and full marks of another scale: 五星, ★★★★★, 10/10.
_BARE = expression(
    r"(?:(?:我|本人|觉得|认为|感觉|想|那|就|大概|差不多|勉强|最多|最少|至少|只能|还是|给|打|选|评分?|你们|您|你|它|个|了|嗯|well|so|then|ok|just|i(?:'d| would)? (?:say|think|guess|give)|i(?:'ll| will) (?:say|go with|give)|let's say|maybe|about|probably|perhaps|around|you|it|this|a|an)[\s,，]*)*"
    r"(?P<figure>\d{1,3}|[一二两三四五]|one|two|three|four|five)\s*(?P<unit>分(?![钟之])|颗?星|stars?\b|points?\b|/\s?4|out of (?:4|four)\b)?"
    r"(?:[\s,，]*(?:吧|嘛|咯|啦|哈|呗|呀|了|好了|算了|而已|最多|i guess|i think|i suppose|i'd say|maybe|perhaps|then|at (?:best|most)|please))*[\s。.!！~～]*"
)
_FULL = expression(
    r"(?:(?:我|给|打|评|你们?|您)\s*)*(?P<given>\d{1,3})\s*(?:/|out of|分?(?:的)?满分)\s*(?P<most>\d{1,3})\s*分?[\s。.!！~～]*|(?:(?:我|给|打|评|你们?|您)\s*)*(?:100|一百)\s*分[\s。.!！~～]*"
)
_STARS = expression(r"(?P<stars>[★⭐🌟]{1,5})[☆\s。.!！]*")
_SPELT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_TWICE = expression(r"(?P<figure>[1-4])(?:[\s，,。.]{1,3}(?P=figure)){1,3}[\s。.!！]*")
# Words first: 很满意，4. Without a sign between them the survey's own alone: 非常满意4.
_FIGURE_LAST = expression(
    r"(?P<words>[^\d\n]{1,40}?)(?P<parted>[\s，,。.;；:：!！、~～-]*)(?P<figure>[1-4])\s*(?:分|颗?星|stars?|points?|/\s?4)?[\s。.!！~～]*"
)
# A figure and nothing else, which the scale has not: 5, 0, 10分, 3.5, 3-4.
_BEYOND = expression(
    r"(?:我|本人)?(?:给|打|选|评)?(?:您|你们?)?\s?(?:-?\d{1,3}(?:\.\d)?|[零〇五六七八九]|一百|十)(?:\s?(?:-|–|~|到|至|或|或者|or|/)\s?\d{1,3})?\s*(?:分|颗?星|stars?|points?|%)?[\s。.!！~～]*"
)
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4}
LONGEST_READ = 4_000
_BEGINS = expression(
    r"(?P<figure>[1-5１-５]\s*(?:分(?![钟之])|颗?星|points?\b|stars?\b)?)[\s，,。.;；!！、]+(?P<rest>.+)", re.DOTALL
)
_CLAUSES = expression(r"[^，,。.;；!！\n]*[，,。.;；!！\n]*")
_COUNTED = expression(
    r"[\s]*(?:[\d号月日楼个次年天小名位条元块时人分]|点(?!赞)|多|[-–—/.:：]\s?\d"
    r"|(?:hours?|hrs?|days?|weeks?|months?|years?|minutes?|mins?|times?|people|persons?|more|of|out|am|pm|a\.?m|p\.?m|o'?clock|st|nd|rd|th|km|yuan|rmb)\b)"
)
_ITEM = expression(r"(?:^|[\s;；。，,])[2-9]\s?[、.．)）]")
# What goes on behind a figure in English: the next word says whether it was a count ("2 buses") or a verdict ("2 the driver …").
_GOES_ON = expression(
    r"\s+(?:the|very|not|no|still|bad|poor|terrible|awful|rude|disappoint\w*|dissatisf\w*|because|i|i'm|it|it's|they|your|you|this|that|driver|service|staff|nobody|nothing|never|so|too|"
    r"extremely|really|totally|worst|horrible|unacceptable|unhelpful|slow|thanks?|thx|good|great|excellent|perfect|nice|well|ok|okay|fine|all|happy|satisfied|helpful|quick|fast|solved|resolved|average)\b"
)
_BUT = expression(r"\s*(?:但|可是|不过|然而|却|可(?=[是我你您钱问])|(?:but|however|though|yet|still|except|only)\b)")
_GOOD = expression("好")
_AS_SUCH = expression(
    r"没(?:有)?(?:任何|什么)?(?:问题|意见|毛病|得说|的说|话说|不满意?)|不错|不差|不客气|不用谢|无可挑剔|无意见|还(?:可以|行|好|不错|算满意)|没有不满意?|不(?:能|可)再好|no (?:problems?|complaints?|issues?)|not bad|not too bad|couldn't be better|nothing to complain"
)
_MIDDLE = expression(
    r"还(?:可以|行|好)|尚可|过得去|一般|凑合|马马虎虎|中等|so so|so-so|okay|\bok\b|average|\bfine\b|not bad"
)
_PRAISE = expression(
    r"满意|好评|(?<!不)(?<!不太)(?<!没)(?<!没有)(?:(?:很|真|挺|太|特别|非常|蛮|相当|十分|都|处理得?|态度|服务)好|好的)|和气|和蔼|客气|(?:收到|到[账帐]|修好|办好)了|很?棒|点赞|赞|感谢|谢|唔该|辛苦|耐心|热情|及时|专业|负责|周到|迅速|很快|给力|优秀|完美|(?:已|都|全|给)?解决了|高兴|开心|喜欢|支持|"
    r"\b(?:good|great|excellent|perfect|well done|thanks?|thank you|satisfied|happy|helpful|kind|quick|fast|solved|resolved|pleased|wonderful|professional|polite|friendly|love)\b"
)
_BLAME = expression(
    r"没|未|不|无|别再|但|可是|不过|然而|却|还(?!有)|又|"
    + MOCKING
    + r"|呵呵|仍|依旧|差|坏|烂|慢|糟|骂|凶|失望|生气|气愤|气人|气死|恼火|投诉|敷衍|推诿|推脱|推来|拖|恶劣|粗暴|粗鲁|骗|虚假|假话|垃圾|冷漠|难受|难以|糊弄|忽悠|脏|臭|吵|漏|晚点|迟到|迟迟|"
    r"\b(?:but|however|not|no|never|nobody|nothing|none|still|again|late|bad|poor|poorly|terrible|awful|horrible|rude|worst|worse|disappoint\w*|dissatisf\w*|unsatisf\w*|unhappy|unacceptable|unhelpful|slow|angry|dirty|broken|wrong|useless|lied|ignored|waiting|complain\w*|unresolved|unsolved|why|when)\b|n't\b|\?"
)


_HANDS = expression(r"^[\U0001f44d\U0001f44e\U0001f3fb-\U0001f3ff\s]+(?=[1-5１-５])")

_GLAD = expression(
    r"(?<=\w)[\s\U0001f44c-\U0001f44d\U0001f44f\U0001f338-\U0001f339\U0001f490\U0001f600-\U0001f60a\U0001f60d\U0001f618\U0001f642\U0001f64f\U0001f970\u2764\u2665\u263a\U0001f3fb-\U0001f3ff]+$"
)  # gladness behind a verdict adds nothing to it
_NOT_SOLVED = expression(
    r"(?:真的|其实|根本|并|还|还是|仍|仍然|问题)*(?:没有?|未|否|不|不是|没有?(?:真正|彻底)?(?:解决|办好|修好)|未解决|没好)[啊呀呢的了]?|(?:no|nope|not (?:yet|really|at all|solved|resolved|fixed)|it (?:is not|isn't|was not|wasn't)(?: solved| fixed| resolved)?|no,? (?:it )?(?:is not|isn't|was not|wasn't))"
)
_SOLVED = expression(
    r"(?:问题|都|已经?|真正|真的|彻底|完全)*(?:解决了?|是的?|有的?|好了)[啊呀呢的]?|(?:yes|yep|yes,? (?:it is|it was|solved)|solved|resolved|fixed)"
)


def solved_in(text: str) -> int:
    """Yes or no, alone, to the question whether it was really solved, as the figure that says so: 4, 1; 0 if it is neither."""
    said = re.sub(r"[\s.。,，!！~～]*(?:谢谢|thanks|thank you)?[\s.。!！~～]*$", "", folded(text))
    if _NOT_SOLVED.fullmatch(said):
        return 1
    return HIGHEST if _SOLVED.fullmatch(said) else 0


def rating_in(text: str, measure_words: tuple[str, ...]) -> tuple[int, str]:
    """A survey's answer, 1 to 4, and the words after it; 0 if it is none: "3 路车又晚点" says nothing of satisfaction where 路
    is one of the `measure_words`.
    """
    said = _as_a_figure(
        " ".join(_GLAD.sub("", _HANDS.sub("", text.replace("\ufe0f", "").replace("\u20e3", ""))).split())
    )
    plain = as_meant(folded(said))
    said = said if len(said) == len(plain) else narrowed(said)
    if spoken := _VERDICT.fullmatch(plain):
        return next(score for score, words in _VERDICTS if spoken[1] in words), ""
    found = _FIGURE.fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None:
        return _said_last(plain)
    if twice := _TWICE.fullmatch(plain):
        return int(twice["figure"]), ""
    score = int(found["figure"]) if found["figure"] else _CHINESE[found["sign"]]
    rest = found["rest"]
    words = said[len(said) - len(rest) :].strip(" ，,。.;；:：、!！~～-—()（）") if rest else ""
    if found["sign"] and words and not (found["unit"] or rest.startswith(_STOPS)):
        return _said_last(plain)
    points = bool(found["unit"])
    if not _is_verdict(score, rest, words, measure_words, points=points, named=found.start("figure") > 0):
        return 0, ""
    return min(score, HIGHEST), words


def _as_a_figure(text: str) -> str:
    """The figure with its unit, where a text does no more than give one: however it is led up to, or counted in stars."""
    if len(text) > LONGEST_BARE:
        return text
    plain = folded(text)
    if stars := _STARS.fullmatch(plain):
        return f"{len(stars['stars'])} 星"
    full = _FULL.fullmatch(plain)
    if full and full["given"] == full["most"] and full["most"] not in ("1", "2", "3"):
        return str(HIGHEST)
    found = _BARE.fullmatch(plain)
    if found is None or (found["figure"] in _CHINESE and not found["unit"] and len(plain) > 1):
        return text
    return f"{_SPELT.get(found['figure'], found['figure'])}{found['unit'] or ''}"


def _said_last(plain: str) -> tuple[int, str]:
    """The figure that folded words end with, and the words, where these agree with it."""
    found = _FIGURE_LAST.fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None or not (found["parted"] or _VERDICT.fullmatch(found["words"])):
        return 0, ""
    score = int(found["figure"])
    return (score, found["words"].strip()) if agrees(score, found["words"]) else (0, "")


def is_beyond_the_scale(text: str, measure_words: tuple[str, ...]) -> bool:
    """Whether somebody who was asked for 1 to 4 has written another figure, and nothing else."""
    return _BEYOND.fullmatch(folded(_as_a_figure(text))) is not None and not rating_in(text, measure_words)[0]


def is_disputed(text: str, measure_words: tuple[str, ...]) -> bool:
    """Whether it begins with a survey's figure and goes on with words that say something else: "3，问题没有解决", "4 but still waiting"."""
    said = folded(text[:LONGEST_READ])
    found = _FIGURE.fullmatch(said)
    if found is None or not found["figure"] or not found["rest"] or rating_in(text, measure_words)[0]:
        return False
    rest = found["rest"]
    parted = (
        re.match(r"[\s，,。.;；:：!！、~～-]*[，,。.;；:：!！、~～-]", rest) or _GOES_ON.match(rest) or _BUT.match(rest)
    )
    return parted is not None and not _COUNTED.match(rest.lstrip(" ，,。.;；:：、"))


def verdict_before_another(text: str, measure_words: tuple[str, ...]) -> tuple[int, str, str]:
    """A figure with which a message begins that then plainly turns to another matter: the figure, the words that belong to it, and the
    rest; (0, "", text) if it is none.
    """
    found = _BEGINS.match(text[:LONGEST_READ].strip())
    parts = _CLAUSES.findall(found["rest"]) if found else []
    turns = next((i for i, part in enumerate(parts) if another_matter(part) == "plainly"), None)
    if found is None or turns is None:
        return 0, "", text
    before = "".join(parts[:turns]).strip(" ，,。.;；!！、\n")
    score, words = rating_in(f"{found['figure']},{before}" if before else found["figure"], measure_words)
    return (score, words, "".join(parts[turns:]).strip()) if score else (0, "", text)


def _is_verdict(
    score: int, rest: str, words: str, measure_words: tuple[str, ...], *, points: bool, named: bool
) -> bool:
    """Whether a figure with these words behind it judges; `points`: it is called points, `named`: it is said to be given."""
    if not words:  # "5分" means the best there is, "我给5" may be of any scale
        return (score <= HIGHEST or points) and (rest == "" or not rest.strip(" ").startswith(("?", "？")))
    counted = not (points or named) and (
        _COUNTED.match(rest.lstrip(" ，,。.;；:：、")) or folded(words).startswith(tuple(map(folded, measure_words)))
    )
    if (
        counted
        or _COUNTED.match(rest)
        or _ITEM.search(rest)
        or (re.match(r"\s+[a-z]", rest) and not _GOES_ON.match(rest))
    ):
        return False
    return agrees(score, words)


def agrees(score: int, words: str) -> bool:
    """Whether words say what the figure says; thanks agree with any."""
    if not can_answer(words) or (is_mere_thanks(words) and not _GOOD.search(words)):
        return True
    plain, opinion = folded(words), opinion_in(words)
    rest = _AS_SUCH.sub(" ", plain)
    praise = bool(
        opinion == "content"
        or _AS_SUCH.search(plain)
        or _PRAISE.search(_without_denied(rest))
        or (score >= LOW and _MIDDLE.search(plain))
    )
    blame = opinion == "dissatisfied" or bool(_BLAME.search(_MIDDLE.sub(" ", rest)))
    if score > LOW:
        return praise and not blame
    return blame or (score == LOW and bool(_MIDDLE.search(plain)))


def _without_denied(text: str) -> str:
    """不满意 and 不好 praise nothing."""
    return re.sub(r"(?:不|没有?|未|无)[^，,。.!?;\s]{0,4}", " ", text)
