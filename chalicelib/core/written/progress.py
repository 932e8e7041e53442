"""Whether somebody merely asks how their matter stands, or presses for an answer, and tells nothing new."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.second_matters import TROUBLE, another_matter
from chalicelib.core.written.words import folded, with_apostrophes

LONGEST = 80  # characters: who writes more tells something
LONGEST_WITH_MORE = 400
_SENTENCES = expression(
    r"[。！？!?;；\n]+|(?<=[a-z])\.(?: |$)|[，,](?=[^，,]*(?:什么时候|何时|几时|多久|啥时候|到哪|进展|进度))"
)
# What is no question to us now: what they asked others, or told of, or wish to be told once it is there.
_NO_QUESTION = expression(
    r"(?:我|他|她|他们|乘客|当时|昨天|前天|上次)[^。]{0,6}(?:问|询问|打听)(?:了|过|他|她|了他|客服|站里)|(?:什么时候|何时|几时|几点|多久)[^。]{0,6}(?:不知道|没说|没人说|没告诉)|(?:不管|无论|不知道?)[^。]{0,4}(?:什么时候|何时|几时|多久)|(?:等|如果|要是)[^。]{0,8}有(?:了)?(?:结果|消息)|有(?:了)?(?:结果|消息)(?:请|就|再|后|了再|麻烦|告诉)"
    r"|\bi (?:asked|called|rang)\b|\b(?:whenever|no matter|don't know|do not know)\b|\bas soon as\b"
)
_ASKS = expression(
    r"(?:什么时候|何时|几时|多久|多长时间|啥时候|几天|哪天|还要等?多久)[^。！？!?\n]{0,10}(?:结果|说法|交[代待]|答复|回复|答覆|处理|解决|办好|办完|消息|回音|回信|办结|给我)"
    r"|(?:进展|进度|结果|处理|办理|调查|投诉|查|办|事情?|情况)(?:得|的)?(?:现在|目前)?(?:如何|怎么样|怎样|咋样|到哪|到什么|了吗|了没|了么|好了吗|有吗)|(?:怎么样|咋样|如何)了"
    r"|有(?:没有)?(?:什么|任何|新的?)?(?:结果|消息|进展|回音|下文)(?:了|没|吗|么|了吗|了没有)|(?:询问|问一?下|查询|查一下|想知道|请告知)[^。！？!?\n]{0,8}(?:进展|进度|结果|状态)"
    r"|\bwhen (?:will|can|do|may|should) (?:i|we|you|it|there)\b[^.!?\n]{0,40}\b(?:result|answer|reply|hear|know|solve|finish|response|resolved|decided|done)|\b(?:any|what) (?:news|updates?|progress|result)\b"
    r"|(?<!asked )(?<!told )(?<!said )\b(?:when|how soon) (?:i|we) (?:can|will|might|should|may)(?: \w+)? (?:expect|hear|get|have|receive)\b|\bwhen (?:this|it|that|(?:my|the) (?:complaint|case|matter)) (?:will|can|is going to|might) be (?:resolved|dealt with|answered|sorted|finished|looked (?:at|into)|settled)\b"
    r"|\bwhere (?:are (?:we|you|things)|(?:things|we|you) are|it is|is it|things stand|it stands) (?:up to )?(?:with|on) (?:my|the|this|it)\b|\b(?:can|could|may|might) (?:i|we|you|some ?(?:one|body)|any ?(?:one|body))(?: please)? (?:(?:have|get|give (?:me|us)|send (?:me|us)) (?:an|any|some) update(?! (?:on|about|of) (?!my |this|it|the (?:complaint|case|matter)))|update (?:me|us))\b"
    r"|\bdo you (?:yet )?have (?:an|any|some) (?:answer|news|updates?|reply|response|idea when)\b|\bhas (?:any|some) ?(?:one|body)(?: (?:even|actually|yet|at least|now))* (?:looked|read|seen|started|dealt)(?: (?:at|into|with|on))? (?:my|this|it|that)\b(?: (?:complaint|case|matter|e-?mail|message|letter))?|\bwhat(?: is|'s) being done (?:about|with) (?:my (?:complaint|case|matter)|this|it)\b"
    r"|\b(?:status|progress|update) (?:of|on) (?:my|the|this)\b|\bhow (?:is|are|does) [^.!?\n]{0,30}\b(?:going|coming|getting|stand|progressing)\b"
)
# Somebody is to come, and has not yet.
_ON_THEIR_WAY = expression(
    r"(?:什么时候|何时|几时|多久|啥时候|几点)[^。！？!?\n]{0,8}(?:来人|上门|派人|过来|到场|到我家|修好|弄好|搞好|恢复|来)"
    r"|(?:你们|师傅|工人|维修|抢修|人|车)(?:的)?(?:人|师傅|车)?(?:现在|都)?(?:到|走到|来到)哪(?:里|儿|了)?|(?:人|师傅)(?:来|到|出发|派)了(?:没|吗|没有)"
    r"|\bwhen (?:will|can|is|are) (?:you|some ?(?:one|body)|any ?(?:one|body)|they)\b[^.!?\n]{0,30}\b(?:com(?:e|ing)|call(?:ing)?|here|arriv(?:e|ing)|fix(?:ing)?)|\bwhere (?:are (?:you|they)|is (?:he|she|every|the) ?\w*)\b"
)
_TELLS = expression(
    r"又|今[天早晚]|刚[才刚]|昨[天晚]|再次|补充|投诉(?!的|怎|处|进|结|办|什|何|有)|没(?:有)?人|退款|退钱|赔|当面|能不能(?:打|来|当|给我打)|(?:打|来|回)个?电话给我|(?:我|我们)不(?:会|懂|方便)(?:用|发|弄|上网|打字|看)|\b(?:again|today|just now|yesterday|also|refund)\b"
)
# By which of their own complaints they mean they tell nothing new: 我今天早上投诉的那件事.
_THE_ONE_MEANT = expression(
    r"(?:我们?)?(?:在|于)?(?:今[天早晨晚]|昨[天晚日]|前[天几]天?|刚[才刚]|上(?:个|一)?(?:周|月|次|回|星期|礼拜)[一二三四五六日天]?|[一二三四五六七八九十几两\d]+(?:天|周|个?月|[日号])(?:之?前)?|早上|上午|中午|下午|晚上|之?前|先前)*(?:就|才|已经?)?(?:向|跟|给|和|同|在)?(?:你们|贵司|贵公司|您)?(?:这里|这儿|那里)?(?:投诉|反映|举报|提|报|提交|申诉)(?:过|了|上去)?的(?:那|这)?(?:个|件|起|次)?(?:事情?|事儿|问题|投诉|案子?|情况|内容)?"
    r"|\b(?:complaint|matter|case|message|mail|e-?mail|issue)(?: (?:of|from)| (?:that |which )?(?:i|we) (?:made|sent|filed|raised|lodged|wrote|reported|submitted)) (?:you )?(?:(?:early |late )?(?:this (?:morning|afternoon|week)|today|yesterday|earlier|last \w+)|on \w+day)\b"
)
# Who speaks of several of their matters says of each that it presses, or needs no more.
_OF_ONE = expression(
    r"(?:另外|还有|那个?|这个?|我的|关于|至于|上次)*[^,，。.!？?]{1,10}(?:的)?(?:那|这)?(?:件|个)?(?:事情?|事儿|案子?|投诉|申请|问题)(?:请|麻烦|就|先|也|还|要|能不能|可以|你们|再)*(?:快一?点儿?|尽快|抓紧|赶紧|赶快|加急|急|催一?下|别管了?|别拖了?|别办了?|不用(?:再)?(?:管|处理|办|查|跟)了?|算了|放一?放|缓一?缓|不急|怎么样了|如何了|有(?:结果|进展)了?(?:吗|没有?)?|办得?(?:怎么样|如何)了?)(?:处理|办理?|解决|吧|好吗|谢谢)*"
    r"|(?:please |and |but |also )*(?:never mind|forget|drop|leave|hurry(?: up)?|speed up|chase|push)(?: about| with| up)? (?:the|my) (?:\w+ ){1,4}?(?:one|matter|complaint|case|issue|thing|business)(?: please| now| alone)?"
)
# Who presses says little else: each part of the message is such a phrase, or how long they have waited.
_PARTS = expression(r"[\s,，.。!！?？;；~～…、]+")
_WAITED = r"(?:(?:都|已经|这都|过去|过了|等了|等|快|又)*(?:\d{1,4}|[一二两三四五六七八九十几好多半]{1,4})个?多?(?:天|小时|钟头|周|星期|礼拜|月|工作日)(?:多|了|过去了)*)"
_BEFORE = rf"(?:你们?好|您好|喂|唉|哎|请问|请|麻烦|再|我想?问一?下|都|已经|这都|到现在|到今天|到目前|现在|目前|至今|一直|迟迟|(?:这|那)(?:件|个)?(?:事情?|投诉|案子)|怎么|为什么|为啥|为何|咋|还是|还|就|也|你们|贵公司|公司|到底|究竟|{_WAITED})"
_AFTER = r"(?:给?我们?|求求?你们?|求你们?了|拜托(?:你们?)?|行不行|行吗|好不好|你们|一下|了|过|的|吗|么|呢|啊|吧|呀|嘛|没有|好吗|谢谢)"
_CONTACT = (
    r"(?:联系|联络|理睬|理会|搭理|理|管|回复|回覆|答复|答覆|回应|回话|回电|回|打电话|来电|处理|过问|跟进|吭声|找)"
)
_PRESSES = expression(
    rf"{_BEFORE}*(?:没有?(?:任何|一个|个)?(?:人|谁)?(?:来|给|跟|和|向|与)?(?:我们?)?{_CONTACT}|没有?(?:任何|一点|半点|个|什么)?(?:消息|动静|回音|回信|下文|音讯|音信|结果|进展|反应|说法)|(?:一点|半点|什么|任何)(?:儿)?(?:消息|动静|回音|反应|进展|音讯)(?:都|也)没有?|(?:是不是|是想|想|要|打算)+(?:一直)?(?:拖|敷衍|糊弄|应付)(?:着|下去|我)*(?:不办|不管|不处理|不理)?|没(?:有)?(?:处理|办|查)(?:完|好|清楚)"
    rf"|不(?:给我?)?(?:{_CONTACT}|解决)|不给(?:我们?|个|一个)*(?:说法|交[代待]|结果|消息|回音)|没(?:给我?)?{_CONTACT}|催(?:一催|一下|促|办|催)?|催个?(?:进度|单)|(?:人|结果|答复|回复|进展|下文)呢|在(?:不在)?|有人(?:在|管|处理|负责)?|(?:还)?管不管"
    rf"|(?:(?:现在|目前|是|由)?(?:谁|哪位|哪个人|什么人|哪个部门)(?:在|来|正在)?(?:处理|负责|办理?|管|跟进|查)(?:的)?(?:我的?)?(?:这|那)?(?:个|件)?(?:投诉|事情?|案子?)?)|有没有人(?:在|来)?(?:管|处理|办|看|负责|理|跟进)|有人(?:在|来)?(?:管|处理|办|看|负责|理)没有?人?(?:管|处理|办|理)?|(?:(?:能不能|能否|可不可以|可以|能)(?:再|稍微|给我)?(?:快|早|抓紧|尽快|赶紧)(?:一?点|些)?(?:儿)?(?:处理|办理?|解决|答[复覆]|回[复覆]|给我(?:个)?(?:答[复覆]|说法|回话|回音)?)?)|(?:要|得)?(?:等到?)(?:多久|什么时候|何时|几时|猴年马月)|(?:查|看)?(?:进度|进展)|(?:尽快|快点?|赶紧|赶快|抓紧|早点|速速?)(?:给我?)?(?:{_CONTACT}|办理?|解决|个?(?:答复|答覆|说法))|(?:这么|那么)(?:久|长时间|多天|些天)|多久|几天){_AFTER}*"
)
_WAITS = expression(rf"{_BEFORE}+{_AFTER}*|谢谢(?:你们?|您)?")
_PRESSES_IN_ENGLISH = expression(
    r"(?:(?:hi|hello|hey|please|still|and|so|why|but|yet|sorry)[\s,]+)*(?:"
    r"(?:has|have) (?:nobody|no ?one|anybody|anyone)(?: \w+){1,5}|(?:nobody|no[ -]?one)(?: has| have|'s)?(?: ever| even| yet)? (?:called|contacted|replied|answered|got back|rung|rang|phoned|responded|come back|bothered)(?: \w+){0,5}"
    r"|(?:i|we)?(?:'ve| have| am|'m| are|'re)? ?(?:still )?(?:haven't|not|have not|never) (?:heard|received|had|got)(?: (?:back|anything|nothing|a|an|any|your|the|one|single|from|you|anyone|anybody|me|yet|so|far|at|all|word|news|updates?|calls?|contact|repl(?:y|ies)|answers?|responses?))*|(?:(?:i|we)(?:'m| am|'re| are) )?(?:still )?waiting(?: (?:here|for|to|hear|back|a|an|any|your|the|from|you|someone|somebody|word|news|updates?|call|contact|reply|answer|response))*(?: (?:about|on|regarding) (?:my|the|this|that)(?: \w+){1,3})?"
    r"|(?:it'?s|it has) been (?:\w+ ){2,4}(?:now |already )?(?:and|with|but) (?:(?:i|we)(?: have|'ve) (?:had )?)?(?:still )?(?:no|not a) (?:\w+ )?(?:news|reply|answer|response|contact|word)(?: yet| so far| still| at all)?"
    r"|what(?:'s| is| has)(?: \w+){0,2} (?:happening|happened|going on)(?: (?:with|to|on) (?:my|this|the|our) (?:complaint|case|matter))?|is (?:anyone|anybody|someone|somebody) (?:looking|dealing|working|there|on)(?: \w+){0,4}"
    r"|who(?:'s| is| has)(?: \w+)? (?:dealing with|handling|looking (?:at|after|into)|in charge of|responsible for|working on|got) (?:this|it|that|my (?:complaint|case|matter)|the (?:complaint|case|matter))(?: (?:please|now|then))*|any(?:one|body) there|(?:(?:i am|i'm|just) )*(?:chasing|following up)(?: \w+){0,4}|how (?:much )?long(?:er)?(?: \w+){0,5}"
    r"|(?:hurry up|chase this|reply|respond|answer|get back|contact|call)(?: (?:to|me|us|back|my|complaint|email|mail|please|now|today|soon|asap|urgently))*|no (?:news|reply|answer|response|contact)(?: yet| so far| still)?)"
)
_WAITED_IN_ENGLISH = expression(
    r"(?:it'?s|it has) been (?:\w+ )?(?:\w+) (?:hours?|days?|weeks?|months?)(?: now| already)?|hello|hi|hey|thanks|thank you"
)


def asks_how_it_stands(text: str) -> bool:
    """Whether the words ask for the state of what is known already, or press for it, and do nothing else."""
    said = folded(text)
    if not 0 < len(said) <= LONGEST or another_matter(text) != "no":
        return False
    return bool(_ASKS.search(said) and not _tells(_THE_ONE_MEANT.sub(" ", said))) or _presses(said) or _only_asks(said)


def _tells(said: str) -> bool:
    """Whether something is told beside the question; of English what went wrong is, too: "the train was late, do you have an answer?"."""
    return bool(_TELLS.search(said) or (said.isascii() and TROUBLE.search(said)))


def asks_among_other_things(text: str) -> bool:
    """Whether some sentence of the words asks when there is an answer or how it stands, whatever the others tell."""
    said = folded(text)
    if not 0 < len(said) <= LONGEST_WITH_MORE or another_matter(text) == "plainly":
        return False
    return any(map(_asks_now, _SENTENCES.split(said)))


def speaks_of_what_is_known(text: str) -> bool:
    """Whether each part of the words names a matter of the writer's as known and says no more of it than how it is to go on."""
    parts = [part.strip() for part in re.split(r"[,，。.!！;；\n]+", folded(text)) if part.strip()]
    return bool(parts) and len(text) <= LONGEST and all(_OF_ONE.fullmatch(part) for part in parts)


def _asks_now(sentence: str) -> bool:
    return bool(_ASKS.search(sentence) or _ON_THEIR_WAY.search(sentence)) and not _NO_QUESTION.search(sentence)


def _only_asks(said: str) -> bool:
    """Whether every sentence asks, with a courtesy at most."""
    sentences = [each.strip(" ,，。.!！") for each in _SENTENCES.split(said)]
    return (
        not _TELLS.search(said)
        and any(map(_asks_now, sentences))
        and all(
            _asks_now(each) or _WAITS.fullmatch(each) or _WAITED_IN_ENGLISH.fullmatch(each)
            for each in sentences
            if each
        )
    )


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
