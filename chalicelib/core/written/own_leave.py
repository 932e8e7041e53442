"""Whether a colleague tells that they will be away themselves: 我下周休假，由李伟代, "I'm on leave until 9 March, Ann covers"; and whether so plainly that it can be noted."""

import re
from datetime import date, timedelta

from chalicelib.core.expressions import expression
from chalicelib.core.written.day_spans import days_in
from chalicelib.core.written.words import folded_in_place, with_apostrophes

LONGEST_READ = 2_000
_WHEN = r"[\d年月日号至到起从开始、~\-下这本周星期礼拜一二三四五六天明后今两几个上午 ]{0,18}"
_AWAY = (
    r"(?:请(?:了|个)?[一两二三四五六七八九十几半\d]*天?(?:年|病|事|产|婚|丧|探亲)?假|休(?:年|病|产|婚|陪产)?假"
    r"|(?:年|病|事|产|婚|陪产|公|育婴)假|[特补]休(?!证)|公出|调休|(?:去|到|赴)[^，,。的]{1,8}(?:出差|开会|培训|学习)|休(?:息)?[一两二三四五六七八九十几半\d]+[天日周]|出差|出国(?!旅)|外出(?:培训|学习|开会)|住院|不在(?:岗|单位|公司|办公室))"
)
_SENT_ALONG = r"(?:[，, 、]|(?:也|还|再|我|本人|因|要|会|得|去|将|在|开始|准备|打算))"
_CHINESE = expression(
    rf"(?:^|[，,])(?:(?:我|本人)(?!们|司|方)|因|从)?(?:{_WHEN}{_SENT_ALONG}?){{1,3}}(?:个人|家里)?(?:有事|生病|病|身体不适)?{_AWAY}(?!制度|申请|条|单|记录|安排|人员|的|证明)"
)
_NOT_HERE = expression(
    rf"(?:^|[，,])(?=[^，,]{{0,18}}(?:我|本人)(?!们|司|方))(?:{_WHEN}{_SENT_ALONG}?){{1,3}}(?:人)?(?:都|均)?不在(?=$|[，,])"
)
_NOT_OWN = expression(
    r"(?:没|未|不用|不再|不会|取消|销假|休假?回来|休完|休假结束|已经回来|上周|上个月|昨天|前天|之前|以前|刚)"
)
_DAY_NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
_ENGLISH = expression(
    r"(?:\bi(?:'m| am|'ll be| will be| shall be)|^(?:from )?|[,;] ?)(?: ?(?:now|then|also|going|out))?(?: (?:tomorrow|today|next week|this week))?"
    r" ?(?:on (?:annual |sick |maternity |paternity |parental |study |compassionate )?leave|on (?:vacation|holiday|pto)|ooo\b|out of (?:the )?office"
    rf"|(?:away|off(?: sick| work)?|out(?= (?:until|till|from|next|tomorrow|on \w+day|\w+day\b)))(?= (?:until|till|from (?!my|the|your)|next|this|on|for (?:a|the|one|two|three|\d)|tomorrow|today|to|through|between|(?:the )?\d|(?:{_DAY_NAME}))|[,.]|$))"
    r"|\bi(?:'m| am|'ll be| will be)? (?:have|take|taking|start|starting|go on|going on|begin)(?: my| some| a)?(?: \w+)? (?:annual |sick )?leave\b"
)
_OVER = expression(
    r"\b(?:was|were|had|back from|not|no longer|cancel\w*|if|after my|last week|yesterday|why|when)\b|n't\b"
)
_SENTENCE = expression(r"[。.!！?？;；\n]+(?!\d)")
_UNTIL = expression(r"\b(?:until|till|through)\b|到|至")
_BEGINS = expression(r"\b(?:start|starting|begin|from)\b|开始|起(?!诉)")
_NEXT_WEEK, _THIS_WEEK = (
    expression(r"下(?:个)?(?:周|星期|礼拜)|\bnext week\b"),
    expression(r"[这本](?:周|星期)|\bthis week\b"),
)

_CLAUSE = expression(r"[,，;；]|\band\b(?= (?:i'?m |i'?ll be |i )?(?:back|return|\w+ (?:covers?|will)))")
_BACK = expression(r"\b(?:back|return\w*)\b|回来|返岗|上班|到岗|销假|回(?:单位|公司|岗)")
_WITHOUT_RETURN = expression(
    r"[,，;；][^,，;；]*(?:\b(?:back|return\w*)\b|回来|返岗|上班|到岗|销假|回(?:单位|公司|岗))[^,，;；]*"
)
_OF_THEMSELVES = expression(r"我(?!们|司|方)|本人|\bi\b|\bi'")
# What is only wished for, asked for or expected, and parts of days.
_UNSETTLED = expression(
    r"想|打算|可能|也许|或许|大概|如果|要是|万一|申请|审批|批准|待批|拟|能不能|可不可以|可以吗|行吗|好吗|最好|争取|计划|[上下]午|早上|中午|晚上|半天|小时|\d ?点"
    r"|\b(?:may|might|maybe|perhaps|probably|hope|hoping|plan(?:ning)?|would|could|can|want|wish|request\w*|asked|apply|applied|possibly|likely|unless|morning|afternoon|evening|half|hours?|lunch|noon)\b(?! \d)"
)
_STANDS_IN = expression(
    r"由|代(?:理|班|办|为|管|[,，。 ]|$)|替我|找|交给|转给|接手|顶班|\b(?:cover|covers|covering|stands? in|deputy|deputis\w+|in my place|has it|takes? over|contact|ask)\b"
)
LONGEST = timedelta(days=190)  # longer ones are told by command


def leave_told_in(text: str) -> str:
    """The words that tell of the writer's own absence to come, to the end of their sentence; "" for none. Of others' leave, or of one that is over, it tells nothing."""
    for sentence in _SENTENCE.split(text[:LONGEST_READ]):
        said = with_apostrophes(folded_in_place(sentence.strip()))
        over = _NOT_OWN.search(said), _OVER.search(said)
        chinese = not over[0] and (_CHINESE.search(said) or _NOT_HERE.search(said))
        found = chinese or (not over[1] and _ENGLISH.search(said))
        if found:
            before = max(said.rfind(sign, 0, found.start() + 1) for sign in ",，")
            return sentence.strip()[before + 1 :].strip()
    return ""


def plainly_told(text: str, today: date) -> tuple[date, date] | None:
    """From which day to which the writer is away, said so plainly that nobody need ask: of themselves, whole days, once, as settled. None if not.

    Said without 我 or "I", it has to be what the mail begins with: further down it may be of whom the case is about.
    """
    told = leave_told_in(text)
    said = folded_in_place(told)
    place = text.find(told)
    rest = text[place + len(told) :]
    if not told or _UNSETTLED.search(with_apostrophes(said)) or rest[:1] in ("?", "？") or leave_told_in(rest):
        return None
    if not _OF_THEMSELVES.search(said) and text[:place].strip():
        return None
    days = _days_of_the_clause(said, today)
    return days if days and days[1] >= today and days[1] - days[0] < LONGEST else None


def _days_of_the_clause(said: str, today: date) -> tuple[date, date] | None:
    """The days that the clause of the leave names; a week that it names only where nothing behind it names days."""
    clause, *further = [each for each in _CLAUSE.split(said) if not _BACK.search(each)] or [""]
    if named := _named_days(clause, today):
        return named
    week = _week_in(clause, today)
    return week if not any(days_in(each, today) for each in further) else None


def days_of_leave(sentence: str, today: date) -> tuple[date, date] | None:
    """From which day to which; what only ends has begun, and a week that is named is that week. None if the words do not say."""
    said = folded_in_place(sentence)
    first = _CLAUSE.split(said)[0]
    return _named_days(first, today) or _named_days(_WITHOUT_RETURN.sub(" ", said), today) or _week_in(said, today)


def _named_days(said: str, today: date) -> tuple[date, date] | None:
    days = days_in(said, today)
    if days and days[0] == days[1] and days[0] > today and _UNTIL.search(said):
        return today, days[1]
    return days if days and not (days[0] == days[1] and _BEGINS.search(said)) else None


def _week_in(said: str, today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    if _NEXT_WEEK.search(said):
        return monday + timedelta(days=7), monday + timedelta(days=13)
    return (today, monday + timedelta(days=6)) if _THIS_WEEK.search(said) else None


def who_stands_in(sentence: str, names: tuple[str, ...]) -> str:
    """Who of these the sentence names, whole or by a first or given name that nobody else has; "" for nobody, or several."""
    whole = [name for name in names if name and name in sentence]
    first = [name for name in names if name.isascii() and re.search(rf"\b{re.escape(name.split(' ')[0])}\b", sentence)]
    given = [name for name in names if not name.isascii() and name[1:] in sentence and name[2:]]  # 佩君 of 王佩君
    found = whole or first or given
    return found[0] if len(found) == 1 else ""


def names_a_deputy(sentence: str) -> bool:
    """Whether the sentence says that somebody stands in, whoever it is."""
    return _STANDS_IN.search(folded_in_place(sentence)) is not None
