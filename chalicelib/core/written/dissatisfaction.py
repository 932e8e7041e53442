"""Whether a customer who writes after an answer says plainly that it does not satisfy, that it does, or neither.

Plain words have their effect at once; where they can be meant either way ("有没有解决", "如果还不解决") a person reads them.
"""

import re
from typing import Literal

from chalicelib.core.written.courtesies import is_courtesy, is_mere_thanks
from chalicelib.core.written.words import folded

Opinion = Literal["dissatisfied", "content", "unclear"]

SHORT = 24
LONGEST_READ = 4_000  # characters; what matters is said by then
_SOLVED = (
    "解决|处理好|办好|修好|改善|整改|道歉|落实|兑现|退款|退钱|退费|赔偿|赔付|到[账帐]|入[账帐]|"
    "退|收到|回电|联系我|联络我|回应"
)
_LACKING = "没有|没|未|还没|尚未|并未|从未|不曾"
_REJECTED = "满意|认可|同意|接受|服|赞成|买[账帐]"
_DISSATISFIED = re.compile(
    rf"(?<![有是])(?:{_LACKING})(?:(?!不)[^。！？!?;；\n，,]){{0,8}}?(?:{_SOLVED})(?!不了)"
    rf"|(?:无法|难以)(?:{_REJECTED})"
    rf"|(?<![没无是非])不(?:太|大|能|予|会|可)?(?:{_REJECTED})"
    r"|(?:仍然|依然|依旧|还是|仍|又)[^。！？!?;；\n]{0,10}(?:没|不|坏|漏|吵|臭|慢|晚点|老样子|一样|这样|存在|骂)"
    r"|(?:问题|情况|现象)(?:依旧|依然|仍然|仍|还)(?:在|是|没|存在)"
    r"|(?:要求|申请|请)(?:你们|贵司|上级)?(?:重新|再次|再|复)(?:处理|办理|核实|核查|调查|答复|答覆|审|查|核)"
    r"|不解决问题|(?:敷衍|推诿|忽悠|糊弄|打发)"
    r"|\b(?:not|never|n't|hasn't|haven't|isn't|wasn't|don't|didn't|cannot|can't)\b(?: \w+){0,3}? (?:solved|resolved|fixed|repaired|satisfied|"
    r"happy|acceptable|agree|accept|refunded|received|helped|good enough)\b"
    r"|\bstill (?:not?\b|broken|leaking|waiting|happening|the same|there|late|dirty|unresolved|noisy)|\b(?:unsatisfied|dissatisfied|unacceptable|unresolved|disagree)\b"
    r"|\bnothing (?:has |was )?(?:changed|happened|done|improved)\b|\b(?:re-?open|look (?:at|into) (?:it|this) again)\b"
)
_CONDITIONAL = re.compile(r"如果|假如|要是|若|万一|除非|有没有|是否|是不是|\bif\b|\bunless\b|\bwhether\b")
_CONTENT = re.compile(
    r"(?:已|已经|都|全)(?:经)?(?:解决|处理好|办好|修好|退款|退了|到[账帐]|收到)|问题解决了|满意|"
    r"\b(?:solved|resolved|fixed|satisfied|happy with|all good|works now)\b"
)
_LOW_FIGURE = re.compile(r"[12] ?(?:分(?!钟)|[，,。.、!！~～ ]|(?=[非很满]))")  # "1 非常满意" says two things at once
_CLAUSE = re.compile(r"[。！？!?;；\n，,]+")
_DENIED = re.compile(
    r"(?:没有|没什么|并不是|不是|无)[^。！？\n]{0,2}(?:不满意)|\b(?:not|no longer) (?:dissatisfied|unsatisfied)\b"
)


def opinion_in(text: str) -> Opinion:
    """What the words say of an answer that was given."""
    said = folded(text[:LONGEST_READ].replace("\n", "。"))
    clauses = [clause for clause in _CLAUSE.split(_DENIED.sub(" ", said)) if clause.strip()]
    certain = [clause for clause in clauses if not _CONDITIONAL.search(clause)]
    if any(_DISSATISFIED.search(clause) for clause in certain):
        return "dissatisfied"
    if any(_DISSATISFIED.search(clause) for clause in clauses):
        return "unclear"
    pleased = _DENIED.search(said) or any(_CONTENT.search(clause) for clause in certain)
    content = (pleased or is_mere_thanks(text) or is_courtesy(text)) and not _LOW_FIGURE.match(said)
    return "content" if content else "unclear"


def is_mere_dissatisfaction(text: str) -> bool:
    """Whether a short text says no more than that an answer did not satisfy; "又晚点了" may as well be a new matter."""
    said = folded(text)
    return len(said) <= SHORT and "又" not in said and opinion_in(text) == "dissatisfied"
