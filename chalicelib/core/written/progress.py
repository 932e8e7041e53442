"""Whether somebody merely asks how their matter stands, or presses for an answer, and tells nothing new."""

import re

from chalicelib.core.written.second_matters import another_matter
from chalicelib.core.written.words import folded, with_apostrophes

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
# Who presses says little else: each part of the message is such a phrase, or how long they have waited.
_PARTS = re.compile(r"[\s,，.。!！?？;；~～…、]+")
_WAITED = r"(?:(?:都|已经|这都|过去|过了|等了|等|快|又)*(?:\d{1,4}|[一二两三四五六七八九十几好多半]{1,4})个?多?(?:天|小时|钟头|周|星期|礼拜|月|工作日)(?:多|了|过去了)*)"
_BEFORE = rf"(?:你们?好|您好|喂|唉|哎|请问|请|麻烦|再|我想?问一?下|都|已经|这都|到现在|到今天|到目前|现在|目前|至今|一直|迟迟|怎么|为什么|为啥|为何|咋|还是|还|就|也|你们|贵公司|公司|到底|究竟|{_WAITED})"
_AFTER = r"(?:我们?|你们|一下|了|过|的|吗|么|呢|啊|吧|呀|嘛|没有|好吗|谢谢)"
_CONTACT = (
    r"(?:联系|联络|理睬|理会|搭理|理|管|回复|回覆|答复|答覆|回应|回话|回电|回|打电话|来电|处理|过问|跟进|吭声|找)"
)
_PRESSES = re.compile(
    rf"{_BEFORE}*(?:没有?(?:任何|一个|个)?(?:人|谁)?(?:来|给|跟|和|向|与)?(?:我们?)?{_CONTACT}|没有?(?:任何|一点|半点|个|什么)?(?:消息|动静|回音|回信|下文|音讯|音信|结果|进展|反应|说法)"
    rf"|不(?:给我?)?(?:{_CONTACT}|解决)|没(?:给我?)?{_CONTACT}|催(?:一催|一下|促|办|催)?|催个?(?:进度|单)|(?:人|结果|答复|回复|进展|下文)呢|在(?:不在)?|有人(?:在|管|处理|负责)?|(?:还)?管不管"
    rf"|(?:要|得)?(?:等到?)(?:多久|什么时候|何时|几时|猴年马月)|(?:查|看)?(?:进度|进展)|(?:尽快|快点?|赶紧|赶快|抓紧|早点|速速?)(?:给我?)?(?:{_CONTACT}|办理?|解决|个?(?:答复|答覆|说法))|(?:这么|那么)(?:久|长时间|多天|些天)|多久|几天){_AFTER}*"
)
_WAITS = re.compile(rf"{_BEFORE}+{_AFTER}*|谢谢(?:你们?|您)?")
_PRESSES_IN_ENGLISH = re.compile(
    r"(?:(?:hi|hello|hey|please|still|and|so|why|but|yet|sorry)[\s,]+)*(?:"
    r"(?:has|have) (?:nobody|no ?one|anybody|anyone)(?: \w+){1,5}|(?:nobody|no[ -]?one)(?: has| have|'s)?(?: ever| even| yet)? (?:called|contacted|replied|answered|got back|rung|rang|phoned|responded|come back|bothered)(?: \w+){0,5}"
    r"|(?:i|we)?(?:'ve| have| am|'m| are|'re)? ?(?:still )?(?:haven't|not|have not|never) (?:heard|received|had|got)(?: (?:back|anything|nothing|a|an|any|your|the|one|single|from|you|anyone|anybody|me|yet|so|far|at|all|word|news|updates?|calls?|contact|repl(?:y|ies)|answers?|responses?))*|(?:(?:i|we)(?:'m| am|'re| are) )?(?:still )?waiting(?: (?:here|for|to|hear|back|a|an|any|your|the|from|you|someone|somebody|word|news|updates?|call|contact|reply|answer|response))*"
    r"|what(?:'s| is| has)(?: \w+){0,2} (?:happening|happened|going on)(?: (?:with|to|on) (?:my|this|the|our) (?:complaint|case|matter))?|is (?:anyone|anybody|someone|somebody) (?:looking|dealing|working|there|on)(?: \w+){0,4}"
    r"|any(?:one|body) there|(?:(?:i am|i'm|just) )*(?:chasing|following up)(?: \w+){0,4}|how (?:much )?long(?:er)?(?: \w+){0,5}"
    r"|(?:hurry up|chase this|reply|respond|answer|get back|contact|call)(?: (?:to|me|us|back|my|complaint|email|mail|please|now|today|soon|asap|urgently))*|no (?:news|reply|answer|response|contact)(?: yet| so far| still)?)"
)
_WAITED_IN_ENGLISH = re.compile(
    r"(?:it'?s|it has) been (?:\w+ )?(?:\w+) (?:hours?|days?|weeks?|months?)(?: now| already)?|hello|hi|hey|thanks|thank you"
)


def asks_how_it_stands(text: str) -> bool:
    """Whether the words ask for the state of what is known already, or press for it, and do nothing else."""
    said = folded(text)
    if not 0 < len(said) <= LONGEST or another_matter(text) != "no":
        return False
    return bool(_ASKS.search(said) and not _TELLS.search(said)) or _presses(said)


def _presses(said: str) -> bool:
    """Whether each part of what was said presses or tells how long they wait, and one at least presses."""
    if re.search("[a-z]", said):
        parts = [part.strip() for part in re.split(r"[,.!?;~…]+", with_apostrophes(said)) if part.strip()]
        presses, waited = _PRESSES_IN_ENGLISH, _WAITED_IN_ENGLISH
    else:
        parts = [part for part in _PARTS.split(said) if part]
        presses, waited = _PRESSES, _WAITS
    pressing = [bool(presses.fullmatch(part)) for part in parts]
    return any(pressing) and all(does or waited.fullmatch(part) for does, part in zip(pressing, parts, strict=True))
