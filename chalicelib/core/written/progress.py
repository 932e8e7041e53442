"""Whether somebody merely asks how their matter stands, and tells nothing new."""

import re

from chalicelib.core.written.second_matters import another_matter
from chalicelib.core.written.words import folded

LONGEST = 80  # characters: who writes more tells something
_ASKS = re.compile(
    r"(?:什么时候|何时|几时|多久|多长时间|啥时候|几天|哪天|还要等?多久)[^。！？!?\n]{0,10}(?:结果|答复|回复|答覆|处理|解决|办好|办完|消息|回音|回信|办结|给我)"
    r"|(?:进展|进度|结果|处理|办理|调查|投诉|查|办|事情?|情况)(?:得|的)?(?:现在|目前)?(?:如何|怎么样|怎样|咋样|到哪|到什么|了吗|了没|了么|好了吗|有吗)|(?:怎么样|咋样|如何)了"
    r"|有(?:没有)?(?:什么|任何|新的?)?(?:结果|消息|进展|回音|下文)(?:了|没|吗|么|了吗|了没有)|(?:询问|问一?下|查询|查一下|想知道|请告知)[^。！？!?\n]{0,8}(?:进展|进度|结果|状态)"
    r"|\bwhen (?:will|can|do|may|should) (?:i|we|you|it|there)\b[^.!?\n]{0,40}\b(?:result|answer|reply|hear|know|solve|finish|response|resolved|decided|done)|\b(?:any|what) (?:news|updates?|progress|result)\b"
    r"|\b(?:status|progress|update) (?:of|on) (?:my|the|this)\b|\bhow (?:is|are|does) [^.!?\n]{0,30}\b(?:going|coming|getting|stand|progressing)\b"
)
_TELLS = re.compile(
    r"又|今[天早晚]|刚[才刚]|昨[天晚]|再次|补充|投诉(?!的|怎|处|进|结|办|什|何|有)|没(?:有)?人|退款|退钱|赔|\b(?:again|today|just now|yesterday|also|refund)\b"
)


def asks_how_it_stands(text: str) -> bool:
    """Whether the words ask for the state of what is known already, and do nothing else."""
    said = folded(text)
    short = 0 < len(said) <= LONGEST
    return short and bool(_ASKS.search(said)) and not _TELLS.search(said) and another_matter(text) == "no"
