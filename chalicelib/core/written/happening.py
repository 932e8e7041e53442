"""Whether an emergency that words tell of is going on, or was over when they were written, was avoided or is only feared.

Where the words leave it open it is going on: a needless alarm costs a telephone call, a missed one a life.
"""

import re

from chalicelib.core.expressions import expression

_SENTENCE_ENDS = "。!?;！？；"
_REACH = 120  # characters on either side that a sentence is read for
_AVOIDED = expression(
    r"(?:没有?|并?未|不会|不是|不算)(?:发生|造成|引起|导致)?$|(?:差点儿?|险些|差一点|幸好|幸亏|防止|避免|预防|万一|一旦|生怕|担心|怕|容易|以为|演习|演练|模拟)[^。,!?;]{0,10}$"
    r"|\b(?:no|not|never|without|nearly|almost|could have|might have|afraid of|in case of|if there (?:is|was|were)|prevent\w*|avoid\w*)(?: \w+){0,2} $"
)
_NEARLY = expression(r"差点|险些|差一点|\bnearly\b|\balmost\b")
_ASKED = expression(r"^[^。!?;]{0,12}(?:怎么办|谁负责|谁来负责|咋办)")
_SUPPOSED = expression(r"(?:如果|要是|假如|倘若)[^。,!?;]{0,10}$")
_GOING_ON = expression(
    r"正在|还在|仍在|仍然|现在(?:还|正|就|有|在|仍|里面|车)|在(?:里面)?(?:抢救|急救|ICU|icu|重症)|医院抢救|没(?:脱离|醒|救出|出来)|不断|越来越|救救|快(?:来|派|救)|赶紧(?:来|派)|一直(?:在|有|冒|漏)|没有?停"
    r"|\b(?:right now|still (?!ha[sv]|no|wait|un|do|did|refus)|is happening|are happening|at this moment|help us|hurry|has been (?:leaking|burning))\b"
)
_TODAY = expression(
    r"现在|目前|此刻|刚才|刚刚|今天|今早|今晚|今晨|马上|立刻|眼下|路上跑|行驶中|开着|高速上|车上|\b(?:now|today|tonight|this (?:morning|evening|afternoon)|just)\b|\b(?:i'm|we're|i am|we are) on (?:it|the|this|board)\b"
)
_BEFORE = expression(
    r"上(?:一?个)?(?:月|周|星期|礼拜|次|回|半年|学期)|去年|前年|前天|大前天|昨[天晚日夜]|那天|那次|那时|当时|当天|当晚|曾经?|以前|从前|(?:[\d一二两三四五六七八九十几半多]|个)(?:天|日|周|星期|月|年|小时)(?:多|之|以)?前|\d{1,2}月(?:\d{1,2}[日号]|初|底|份|中旬)|[春夏秋冬]天(?!气)|年(?:初|底)|事后|过后"
    r"|\b(?:yesterday|last (?:night|week|month|year|time|summer|winter|spring|autumn|fall|\w+day)|(?:days?|weeks?|months?|years?|hours?) ago|back then|that (?:day|night|time)|at the time|in (?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)|used to|once had|afterwards)\b"
)
_SETTLED = expression(
    r"理赔|赔偿|赔付|索赔|[不没未拒已]有?赔|赔了|定损|报销|医药费|修好|已(?:经)?(?:扑灭|修|解决|出院|好了)|被?扑灭|出院|事故(?:认定|报告|责任)|(?:调查|鉴定)(?:结果|报告)|\b(?:claim(?:ed|s)?|compensat\w+|reimburs\w+|refund\w*|settle\w*|put out|was repaired|has recovered|discharged)\b"
)


def is_going_on(said: str, start: int, end: int) -> bool:
    """Whether what stands at `start` to `end` of the folded words is told as happening."""
    before, after = _until_end(said[max(start - _REACH, 0) : start][::-1])[::-1], _until_end(said[end : end + _REACH])
    if (
        _NEARLY.search(said, start, end)
        or _AVOIDED.search(before)
        or (_SUPPOSED.search(before) and _ASKED.search(after))
    ):
        return False
    sentence = before + said[start:end] + after
    over, settled = _BEFORE.search(sentence), _SETTLED.search(sentence)
    if _GOING_ON.search(sentence) or not (over or settled):
        return True
    return _TODAY.search(sentence) is not None and not settled


def is_said_of_now(said: str) -> bool:
    """Whether the words speak of this moment."""
    return _GOING_ON.search(said) is not None or _TODAY.search(said) is not None


def _until_end(text: str) -> str:
    """What of it belongs to the sentence that reaches it."""
    ends = re.search(rf"[{_SENTENCE_ENDS}]|\.(?= |$)|(?<= )\.", text)
    return text[: ends.start()] if ends else text
