"""What is written beside a yes: an instruction to whoever handles the complaint, or a reservation that changes what was agreed to."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.days import DAY
from chalicelib.core.written.spoken_orders import tells_to_act
from chalicelib.core.written.words import folded

_ACTS = expression(
    r"电话|致电|回电|去电|联系|上门|当面|道歉|赔礼|见面|拜访|看望|慰问|协助|协办|配合|提供|调取|打(?:个|声)?招呼|沟通|安抚|写(?:一?[份个篇])?(?:书面|深刻)*的?(?:检查|检讨)|报(?:给)?我|给我|向我|通知我|告诉我|汇报"
    r"|\b(?:call|phone|ring|visit|apologi[sz]e|contact|meet|report (?:back )?to me|show me|send me|tell me|let me know)\b"
)
_TO_WHOM = expression(
    r"(?:请|让|叫|要求|责成|安排|派|由|通知|催)(?:他|她|它|承办|经办|责任|办理人|当事人|司机|车队|部门|各)|\b(?:have|let|get|make|ask) (?:him|her|them)\b"
)
_CHANGES = expression(
    r"但|不过|然而|只是|除非|如果|假如|要是|倘若|若|前提|条件|改|修订|调整|删|去掉|加上|增加|添|换|补|写|内容|措辞|语气|等|缓|暂|不(?![要得]再)|没|未|别(?!再)|是否|吗|呢|建议|希望|考虑|商量|可能|或许|元|块钱|赔偿|补偿|延"
    r"|(?:答复|回复|发出?|办|转|批)(?:之|以)?前|后再?(?:发|回|办|答|转|批)|完.{0,6}发|再(?:发|办|回|答|定|说|批|转)|\d+ ?(?:%|分|天|小时|折)"
    r"|\b(?:but|however|if|unless|provided|providing|once|until|after|except|change|add|include|mention|remove|leave out|instead|not|don't|never|later|should|could|would|although|though|only|before (?:it|you|we|the|that|sending))\b|n't"
)
# What a colleague is to write for whoever leads them, and that it shall not happen again, changes nothing of the answer.
_LEAVES_AS_IT_IS = expression(
    r"下不为例|(?:(?:给|向|交|报)(?:我|公司|总部|领导)[^，,。；;]{0,4})?写(?:一?[份个篇])?(?:书面|深刻|情况|整改)*的?(?:检查|检讨|总结|整改报告|情况说明|书面说明)(?![^，,。；;]{0,6}(?:客户|对方|您))"
)
_BEFORE_ALL_ELSE = expression(r"先|\bfirst\b")
_FINISHES = expression(
    r"办完|办好|办结|办妥|处理|完成|答复|(?<!电话)回复|解决|\b(?:finish|settle|done|answer|reply|resolve|complete|close)"
)
_DAY = expression(DAY, re.IGNORECASE)


def instructs(rest: str, *, meanwhile: bool) -> bool:
    """Whether the words tell a colleague to do something that leaves what was agreed to as it is.

    `meanwhile`: the yes is to more time; what is to be done first then reserves nothing, but a day by which all is to be done is another time.
    """
    plain = folded(rest)
    if not (_ACTS.search(plain) or (tells_to_act(rest) and _TO_WHOM.search(plain))) or _CHANGES.search(
        _LEAVES_AS_IT_IS.sub("", plain)
    ):
        return False
    if meanwhile:
        return not (_FINISHES.search(plain) and _DAY.search(plain))
    return _BEFORE_ALL_ELSE.search(plain) is None
