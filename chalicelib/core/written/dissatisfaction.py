"""Whether a customer who writes after an answer says plainly that it does not satisfy, that it does, or neither.

Plain words have their effect at once; where they can be meant either way ("有没有解决", "如果还不解决") a person reads them.
"""

import re
from typing import Literal

from chalicelib.core.written.by_machine import own_words
from chalicelib.core.written.courtesies import is_courtesy, is_mere_thanks
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.words import folded

Opinion = Literal["dissatisfied", "content", "unclear"]

SHORT = 24
LONGEST_READ = 4_000  # characters; what matters is said by then
_SOLVED = (
    "解决|处理好|办好|修好|改善|整改|道歉|落实|兑现|退款|退钱|退费|赔偿|赔付|到[账帐]|入[账帐]|"
    "退|收到|回电|联系我|联络我|回应"
)
_LACKING = "没有|没|未|还没|尚未|并未|从未|不曾"
_REJECTED = "满意|认可|同意(?!我)|接受(?!我)|服(?!务)|赞成|买[账帐]"
_DISSATISFIED = re.compile(
    rf"(?<![有是])(?:{_LACKING})(?:(?!不)[^。！？!?;；\n，,]){{0,8}}?(?:{_SOLVED})(?!不了)"
    rf"|(?:无法|难以)(?:{_REJECTED})"
    rf"|(?<![没无是非])不(?:太|大|能|予|会|可)?(?:{_REJECTED})"
    r"|(?:仍然|依然|依旧|还是|仍|又)[^。！？!?;；\n]{0,10}(?:没|不|坏|漏|吵|臭|慢|晚点|老样子|一样|这样|存在|骂)"
    r"|(?:问题|情况|现象)(?:依旧|依然|仍然|仍|还)(?:在|是|没|存在)"
    r"|(?:要求|申请|请)(?:你们|贵司|上级)?(?:重新|再次|再|复)(?:处理|办理|核实|核查|调查|答复|答覆|审|查|核)"
    r"|不解决问题|(?:敷衍|推诿|忽悠|糊弄|打发)"
    r"|(?<![没无是非])不认同|(?<![没无])(?:有|持)(?:不同|其他|别的|很大的?)?(?:看法|意见|异议)(?!吗|么|再|可以|请|的话)|(?<![能可])不服(?!务)"
    r"|(?:说|讲|写|答复|查|判|认定)(?:的|法)?(?:根本|完全|都|并|也)?(?:不对|不是事实|不属实|不符|有误|是假的|错了)|凭(?:什么|啥)(?=$|说|讲|认定|判|不|无效|这么|这样|就)|不可能[，,。！!]|^不可能$|(?:没有?|从未|未|从来没有?)(?:说过?|同意|申请|要求)?(?:要|过)?(?:撤诉|撤回|撤销)"
    r"|\b(?:not|never|n't|hasn't|haven't|isn't|wasn't|don't|didn't|cannot|can't)\b(?: \w+){0,3}? (?:solved|resolved|fixed|repaired|satisfied|"
    r"happy|acceptable|agree|accept|refunded|received|helped|good enough|sorted|withdraw|withdrawn|true)\b"
    r"|\bstill (?:not?\b|broken|leaking|waiting|happening|the same|there|late|dirty|unresolved|noisy)|\b(?:unsatisfied|dissatisfied|unacceptable|unresolved|disagree)\b"
    r"|\bnothing (?:has |was )?(?:changed|happened|done|improved)\b|\b(?:re-?open|look (?:at|into) (?:it|this) again)\b"
)
# How things were before they were put right; what follows it and says that they are settles it.
_BEFORE = re.compile(
    r"之前|以前|先前|此前|原来|原先|原本|本来|起初|开始|当初|前几?天|前两天|上次|上周|昨天|前天|早先|过去|刚才|"
    r"\b(?:was|were|had|hadn't|wasn't|weren't|didn't|before|earlier|yesterday|previously|at first|originally|until|last week|for (?:days|weeks|months))\b"
)
_AT_LAST = re.compile(
    r"(?:终于|已经?|现在|如今|目前|这次|这回|今天|昨天|刚刚?|后来|最后|总算|都|全部?|上门|给我?)[^。！？!?;；\n，,不没未]{0,10}?(?:解决|处理|办好|修好|弄好|搞定|退款|退了|到账|到帐|收到|好了|正常)了?"
    r"|\b(?:works|working|sorted|solved|resolved|fixed|fine|all good|all right|repaired|refunded)\b"
)
_NOT_WHOLLY = re.compile(
    r"一半|部分|才怪|[?？]|不了|但是?(?!现在|这次|今天|昨天|终于|已经?|总算|后来)|可是|不过(?!现在|这次|终于|已经?|总算)|然而|却|还(?!是要|要谢|得谢|要感谢|没来得及)|又|\b(?:still|partly|half|almost|however|again|except|not|never|n't)\b|n't\b"
)
_CONDITIONAL = re.compile(r"如果|如有|假如|要是|若|万一|除非|有没有|是否|是不是|\bif\b|\bunless\b|\bwhether\b")
_CONTENT = re.compile(
    r"(?:已|已经|都|全|终于|总算)(?:经)?(?:解决|处理好|办好|修好|退款|退了|到[账帐]|收到)|问题解决了|满意|"
    r"(?<![有是])没有?(?:任何|什么|别的|其他|不同)?(?:意见|异议|疑问|问题)了|(?<![不非]是)(?<!有)(?:无异议|没意见)|(?:都|全都?|现在)(?:好|正常|没事)了|"
    r"\b(?:solved|resolved|fixed|satisfied|happy with|all good|all sorted|sorted (?:now|out)|works now|no (?:more|further) (?:problems?|issues?|complaints?|questions?))\b|^no problems?$"
)
_IN_DOUBT = re.compile(
    r"[?？]|什么时候|何时|几时|吗$|吗\s|不了|才怪|呵呵|不代表|\b(?:when|who|nobody|no one|until|how|far from|will)\b"
)
_LOW_FIGURE = re.compile(r"[12] ?(?:分(?!钟)|[，,。.、!！~～ ]|(?=[非很满]))")  # "1 非常满意" says two things at once
_CLAUSE = re.compile(r"[。！？!?;；\n，,]+")
_DENIED = re.compile(
    r"(?:没有|没什么|并不是|不是|无)[^。！？\n]{0,2}(?:不满意)|(?<![是有])(?:没有?|无)(?:什么|任何|哪些?|哪个|别的)?(?:问题|事情?|地方|东西|方面)?(?:是)?(?:没有?|未|不)(?:解决|处理|办|满意|同意|落实|认可)(?:的|了的)|"
    r"\b(?:not|no longer) (?:dissatisfied|unsatisfied)\b"
)


def opinion_in(text: str) -> Opinion:
    """What the words say of an answer that was given; lines that quote are not the writer's."""
    own = own_words(text[:LONGEST_READ]) if ">" in text or "＞" in text else text[:LONGEST_READ]
    if any(each.reply_line in own for each in LANGUAGES.values()):
        return "unclear"  # a whole mail of ours stands in it, unmarked
    said = folded(own.replace("\n", "。"))
    whole = _DENIED.sub(" ", said)
    certain = [clause for clause in _clauses(whole) if not _CONDITIONAL.search(clause)]
    complaints = [_stage_of(whole, clause) for clause in certain if _DISSATISFIED.search(clause)]
    if "lasting" in complaints:
        return "dissatisfied"
    doubtful = "doubtful" in complaints or any(_DISSATISFIED.search(c) for c in _clauses(whole) if c not in certain)
    if doubtful:
        return "unclear"
    pleased = bool(complaints or _DENIED.search(said)) or any(map(_is_content, certain))
    content = (pleased or is_mere_thanks(own) or is_courtesy(own)) and not _LOW_FIGURE.match(said)
    return "content" if content and not _IN_DOUBT.search(said) else "unclear"


def _clauses(said: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(said) if clause.strip()]


def _is_content(clause: str) -> bool:
    return _CONTENT.search(clause.strip()) is not None


def _stage_of(said: str, clause: str) -> Literal["lasting", "over", "doubtful"]:
    """Whether what a clause complains of lasts, is over by what follows it, or one cannot tell."""
    found = _DISSATISFIED.search(clause)
    assert found is not None
    rest = said[said.index(clause) + found.end() :]
    if not _BEFORE.search(clause) or not _AT_LAST.search(rest):
        return "lasting"
    settled = _AT_LAST.search(rest)
    assert settled is not None
    if any(_DISSATISFIED.search(each) for each in _clauses(rest)):
        return "lasting"
    return "doubtful" if _NOT_WHOLLY.search(rest) else "over"


def is_mere_dissatisfaction(text: str) -> bool:
    """Whether a short text says no more than that an answer did not satisfy; "又晚点了" may as well be a new matter."""
    said = folded(text)
    return len(said) <= SHORT and "又" not in said and opinion_in(text) == "dissatisfied"
