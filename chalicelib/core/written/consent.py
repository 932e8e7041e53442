"""What somebody who was asked to decide says in plain words: yes, no, received, or nothing that could be taken for one of them.

Only words without a reservation decide. What agrees and asks for something else (同意，但是…, ok if …), a question, mockery (同意个屁), or a figure
that nobody has proposed is doubtful: whoever wrote it is asked. What tells a colleague to do something besides (同意。请他明天回电) reserves nothing.
"""

import re
from typing import Literal

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.beside_a_yes import instructs
from chalicelib.core.written.mockery import mocks
from chalicelib.core.written.sent_back import asks_whether_to_refuse, is_plainly_refused, reason_behind
from chalicelib.core.written.words import folded

Answer = Literal["yes", "no", "received", "ok", "doubtful", "none"]

LONGEST_READ = 600  # characters; who writes more than that has more to say than yes or no
LONGEST_REMARK = 60

# Whole clauses, as compared: simplified, in small letters. A particle or what is agreed to may follow the Chinese ones.
_OK = r"ok(?:ay)?|好的?|好呀|嗯|行|是的?|对|可|fine|all ?right|sure|right"
_YES = (
    r"可以|可行|批了|准了|批准|核准|照准|准予|准许|准|赞成|支持|通过|审批通过|认可|照办|没有?问题|无异议|没有?异议|(?:没有?|无)(?:不同)?意见|不反对|"
    r"就这样|就这么办|(?:请)?(?:按|照|依)(?:此|这个|该|上述|你们?的?|所拟)?(?:方案|意见|计划|答复)?(?:办理|执行|处理|办|答复|回复|发出)|"
    r"发吧|(?:可以)?发(?:出|给客户)|妥当?|"
    r"y(?:es|ep|eah|up)?|approved?(?: as (?:is|it is|proposed|written))?|i approve(?: (?:of )?(?:it|this|that))?|agreed?|i agree(?: with (?:it|this|that|you))?|"
    r"(?:please |you (?:may|can) )?(?:go ahead|proceed)(?: (?:with (?:it|this)|as (?:proposed|planned)))?(?: please)?|(?:(?:it|this|that) (?:looks|sounds|seems|is|'s) |that's |it's |looks |sounds |seems )?(?:fine|good|ok(?:ay)?|great|reasonable|right|sensible|fair|perfect)(?: (?:with|by|to) me)?|(?:i'm |i am )?(?:happy|glad) to (?:approve|agree|grant)(?: (?:it|this|that))?|(?:yes,? )?please do|yes,? please|lgtm|good to go|go for it|(?:that's |it's |this is )?all (?:good|fine|ok(?:ay)?)|(?:i'm |i am )?(?:content|comfortable|satisfied) with (?:it|this|that)(?: now)?|(?:i'm |i am )?(?:happy|content) for (?:it|this|that|the \w+) to (?:go|go out|go ahead|proceed|be (?:sent|paid|issued|released))|(?:it|this|that|refund|payment|answer|reply|letter|extension|request|all)(?: is|'s)? (?:approved|agreed)|"
    r"no (?:objections?|issues?|concerns)(?: (?:from|on) (?:me|us|my side|my end|here))?|no problem|granted|accepted|confirmed|permission granted|(?:please )?send(?: it)?(?: out)?|fully agree|i fully agree|(?:i'm |i am )?happy with (?:it|this|that)(?: now)?|(?:i'm |i am )?happy to sign (?:(?:it|this|that) )?off|sign(?:ed)?[- ]?off(?: given| granted)?"
)
_LEAD = r"(?:(?:ok(?:ay)?|yes|yep|yeah|sure|certainly|of course|好的?|行|嗯)[ ,，]*)?(?:经?(?:审阅|审核|研究|核实)(?:后|，)?)?(?:我们?|本人)?(?:完全|非常|一致|已经?|都|予以|觉得)?(?:是)?"
_OBJECT = r"(?:了|的|吧|啊|呀|哈|哦|啦|此|该|这个|这份|上述|贵|你们?的?|所报|申请|请求|方案|意见|处理|答复|回复|结果|延期|转办|受理|记录单|补救|措施|办理|执行|发出|发送|发给客户|按|照|上报)*"
_AGREES = expression(rf"{_LEAD}(?:同意|{_YES}|{_OK}){_OBJECT}")
_AGREES_TO = expression(r"(?:我|本人)?(?:同意|批准|准予|准许|i agree |i approve |approved? |agreed? )(?!见)")
_MERE_OK = expression(rf"(?:{_OK})(?:了|啦|吧|哈)?")
_REFUSES = expression(
    r"(?:经?(?:审阅|审核|研究)后?)?(?:我们?|本人)?(?:暂|坚决|明确)?(?:请)?(?P<word>不(?:予|能|会|宜)?(?:同意(?!见)|批准|准予?|赞成|支持|通过|认可)|不(?:行|可以|可|妥|批(?!评))|"
    r"驳回|退回|打回|否决|反对|拒绝|否$|"
    r"no(?:pe)?\b(?! (?:problem|objection|issue|worries|concerns))|nah\b|(?:absolutely|certainly|definitely|of course|i'm afraid) not\b|not (?:happy with (?:it|this|that)|approved?|ok(?:ay)?|acceptable|granted|agreed)|disapproved?|disagree|reject(?:ed)?|refused?|declined?|denied|"
    r"i (?:do not|don't|cannot|can't|disagree|reject|refuse|decline)(?: (?:agree|approve|accept))?|(?:do not|don't|cannot|can't) (?:approve|agree|accept)|(?:please )?send it back)"
)
_RECEIVED = expression(
    r"(?:(?:ok(?:ay)?|好的?|嗯)[ ,，]*)?(?:我们?|本人)?(?:已经?|均已)?(?:收到|收悉|知道|知悉|获悉|阅|阅知|读|看到|了解|明白|清楚)(?:了|啦|此件|来信|邮件|通知|谢谢)*|"
    r"(?:ok(?:ay)?[ ,]*)?(?:well |i have |i've |i )?(?:received|noted|seen|acknowledged?|understood|read|got (?:it|this|that))(?: (?:it|this|that|with thanks|thanks|and understood))?|roger|copy that"
)
_TAKES_BACK = expression(
    r"(?:请|麻烦|帮我|帮忙|我要|我想|立即|马上|赶紧|快)*(?:把)?(?:刚才|刚刚|上面|前面|这个|这份|这条|上一[条份封]|该|那个|[那这][份封条]|的|答[复覆]|结果|回[复覆]|它)*(?:先|暂时|暂)?"
    r"(?:撤回|收回|撤销|撤下|追回|作废|取消发送|(?:先|暂时|暂)?(?:不要|别|不|勿|停止|暂停|暂缓)(?:急着)?(?:发|发送|发出|寄)(?:出去|给客户|出)?)(?:来|一下|吧|了|先|刚才|这个|这份|的|我|答[复覆]|结果|回[复覆]|它)*"
    r"|(?:please |kindly )?(?:(?:take|pull|call) (?:it|this|that|the answer|my answer) back|take back (?:it|the answer|my answer)|undo(?: (?:it|this|that))?|(?:recall|withdraw|stop) (?:it|this|that|the answer|my answer)"
    r"|withdraw|recall|(?:don't|do not) send (?:it|this|that|the answer)?(?: (?:yet|out|out yet))?|hold (?:it|the answer) back)(?: please)?"
)
_WRONG = expression(
    r"(?:写|填|打|算|看|弄|搞|发|选|说|回|复|贴|点|批|抄|寄|答|粘|登)[得的]?[错漏]|错了|有错|有误|弄混|搞混|不对|不准确|不完整|没写(?:完|全)|手误|\b(?:mistakes?|wrong|errors?|typos?|incorrect|incomplete|too (?:early|soon))\b"
)
_WAIT = expression(r"(?:请|先|稍)*(?:等一?[下等会]儿?|慢着|稍等|打住)(?:一下)?|(?:please )?(?:wait|hold on|stop)")
_REGRETS = expression(
    r"(?:看|弄|搞|点|批|说|回)错了?|手误|误(?:批|点|发)|改主意|(?:先|暂时?|暂)(?:不要|别|不|勿|缓)(?:急着)?(?:办|转|执行|处理|动|通知|受理)|(?:先)?(?:停|等)(?:一下|一等)|收回(?:我的?)?(?:同意|意见|决定)|我?反悔"
    r"|\b(?:my mistake|by mistake|changed my mind|on second thoughts?|hold on|wait|not yet|take (?:it|that|my (?:yes|consent|approval)) back|disregard (?:my|that))\b"
)
_COURTESY = expression(
    r"(?:非常|十分|太|多)?(?:谢谢|感谢|谢|辛苦|麻烦|有劳)[您你们大家各位了啦]*|(?:many )?thanks?(?: you)?(?: (?:a lot|very much|so much|all))?|thx|cheers|"
    r"(?:best |kind |warm )?regards|best|(?:您|你|大家|各位)好|祝好|此致|敬礼|顺祝.{0,6}|hi|hello|dear|please|sorry|apologies"
)
_URGES = expression(
    r"(?:请|望|务必|尽快|尽早|抓紧|马上|立即|从速|及时|认真|妥善|尽力|加快|做好|跟进|落实|辛苦|注意|提醒|加强|下不为例|(?:避免|杜绝|防止)再|不要再?(?:拖|耽误|耽搁|犯|发生|出现)|别再?(?:拖|耽误|犯|发生|出现)|今后|以后|下次|"
    r"asap|please|as soon as possible|quickly|thanks for|mind |make sure|do mind|take care)"
)
_ADDS = expression(r"^(?:另外?|此外|还有|同时|顺便|也|再次|also|and|besides|in addition)[ ,，]*")
_NEVER_AGAIN = expression(
    r"(?:不要|别|不得|不能|切勿|勿|避免|杜绝|防止)再?次?(?:拖|耽误|耽搁|犯|发生|出现|这样|如此|有类似|有此类)|下不为例|(?:does|do|must|should|may) ?(?:not|n't) happen again|never happens? again"
)
_RESERVES = expression(
    r"但|不过|然而|只是|除非|如果|假如|要是|倘若|若|前提|条件|改|修订|调整|补充|补上|写进|写入|写上|加上|增加|添|删|去掉|换|先|暂|缓|等|再|另|之后|以后再|不|没|未|别|勿|是否|吗|呢|原则|基本|大体|部分|一半|"
    r"可能|也许|或许|好像|应该|建议|希望|看看|想想|考虑|商量|研究|讨论|再议|"
    r"\b(?:but|however|if|unless|provided|providing|once|until(?! (?:the )?\d)|except|change|changes|add|remove|first|wait|hold|not|don't|never|later|maybe|perhaps|principle|subject|should|could|would|"
    r"instead|rather|although|though|only|check|think|consider|discuss|partly|yet)\b|n't"
)
_QUESTION = expression(r"[?？]|吗\s*$|(?:同不同意|可不可以|行不行|好不好)")
_ALSO_AGREES = expression(
    r"(?:但|不过|然而|如果|若|要是|\bbut\b|\bhowever\b|\bif\b).{0,30}(?:同意|可以|批准|就行|approve|agree|\bok\b|go ahead)|除非|\bunless\b|\bonly if\b"
)
_ONLY_WHERE = expression(r"\b(?:no|not|disagree|reject|refuse|decline) if\b")
_IS_TO_COME = expression(
    r"马上|立即|尽快|尽早|抓紧|这就|稍后|安排|会|将|\b(?:will|shall|soon|asap|at once|right away|'ll)\b"
)
_PUTS_OFF = expression(
    r"(?:好的?|嗯|ok|收到)?[，,。 ]*(?:我们?|让我|容我|等我)?(?:先|再)?(?:看看|看一下|看下|想想|想一下|考虑|研究|了解一下|问问|回来|开完会)(?!客户)|(?:再议|以后再说|回头再说|先放一?放)|"
    r"(?:let me|i(?:'ll| will| shall| need to| have to)) (?:\w+ ){0,2}(?:think|look|check|see|consider|get back|come back)"
)
# What somebody mutters who was asked nothing, or will see to it some day.
_MUSES = expression(
    r"(?:(?:这|那)(?:个|件)?(?:事|件)?|先|我们?|那就|就|嗯|好的?|[，, ])*(?:(?:等)?(?:今天|明天|后天|晚点|晚些|下午|上午|周[一二三四五六日]|下周|回头|以后|改天|稍后|等会儿?|一会儿?|有空|回来|开完会|月底|节后))?(?:我|再|就|来|去|先)*"
    r"(?:说|讲|看|处理|办|弄|回复|联系|讨论|商量|研究|定|议|想想|落实|安排|跟进|问问|沟通)(?:一下|下|看|吧|了|啦)*"
    r"|(?:知道|晓得|明白)(?:了|啦)?[，, ]*(?:再说|回头.{0,4})|(?:在|正在|已经?在)(?:看|处理|办|查|跟进)(?:了|中|着)?|不急"
    r"|(?:ok[,. ]*)?(?:later|tomorrow|not now|next week|on it|will do(?: it)?(?: later| tomorrow| soon)?|working on it|(?:we'll|we will|i'll|i will|let's|let us|can we) (?:[a-z]+ ){1,4}(?:later|tomorrow|next week|soon))"
)
# What somebody says who will see to it themselves, leaves it for a meeting, or says nothing.
_SEES_TO_IT = expression(
    r"(?:[呵哈嘿嘻唉哎嗯哦噢啊哼]+|lol|ha(?:ha)+|hm+|(?:ok(?:ay)?[ ,]*)?i see|(?:这|那)?(?:个|件)?(?:事|事情|案子)?[，,]?(?:由|让|就)?我(?:亲自|自己|来|去|会)+(?:处理|办|跟进|联系|回复|说|沟通|落实|安排)?(?:一下|吧|了)?"
    r"|(?:(?:这|那)(?:个|件)?事)?[，,]?(?:下次|下周|回头|以后|改天|会上|例会|周会|月会|等)?(?:再)?(?:开完?会|会上|例会上)?(?:的时候|时)?(?:再)?(?:说|讲|议|讨论|研究|商量)(?:一下|吧)?"
    r"|(?:i'll|i will|let me) (?:handle|take care of|deal with|do|see to) (?:it|this|that)(?: myself)?|(?:let's|let us|we'll|we will|we can)? ?(?:discuss|talk about|raise) (?:it|this|that) (?:at|in|next) .{1,30})"
)
_ALL = expression(
    r"(?:以上|上述|上面)?(?:这|那)?(?:全部|所有|统统|統統|一律|一并|一併|(?<!第)[两三四五六七八九十几兩幾]件|各件|都|均|全)(?:的|这些|這些)?"
    r"|\b(?:all of (?:them|these|those)|both of them|them all|these all|all|both|every one|everything)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_CONSENT = expression(
    r"同意|批准|可以|准予|\b(?:approve|agree|ok|okay)\b|^(?:yes|yeah|yep|fine|sure|agreed|approved|granted)\b"
)
_CLAUSE = expression(
    r"[。！!;；，,、：:~～\n…]+|\.(?=\s|$|\.)|\s[-–—]+\s?|[—–]+|(?=同时|同時|另外|并请|並請|并让|并叫|并要求|顺便|順便)"
)
_GREETING = expression(
    r"\s*(?:尊敬的|dear |hi |hello )?[^\s，,。：:]{1,12}(?:[：:]|[，,]\s*(?:您|你)好[！!，,。]?|(?<=您好|你好)[！!，,。])\s*(?=\S)|\s*(?:hi|hello|dear) [a-z .]{1,24},\s*",
    re.IGNORECASE,
)
# Whoever tells what somebody else says (客户微信回复：同意) has not said it themselves.
_TOLD = expression(
    r"\s*(?!我|本人|i )(?:[^，,。！!？?:：;；\n]{1,16}(?:说|說|回[复覆]|表示|写道|寫道)|[^，,。！!？?:：;；\n]{0,16}(?:微信|短信|[简簡][讯訊]|原[话話])|[^,.!?:;\n]{1,40}\b(?:said|says|wrote|writes|replied))[^:：，,。\n]{0,4}[:：]",
    re.IGNORECASE,
)
_FIGURE = expression(r"[0-9]+")
_DATED = expression(r"(?:(?<=[\s。.!！,，])|(?<=^))\s*(?:20[0-9]{2}[-./年])?[0-9]{1,2}[-./月][0-9]{1,2}日?\s*$")


class Said(msgspec.Struct, frozen=True):
    """What plain words come to. `rest`: the reason of a refusal, or what was written beside a yes or a receipt, courtesies left out.

    `instruction`: the rest, where it tells a colleague to do something; `agreed`: then the words without it.
    """

    answer: Answer
    rest: str = ""
    instruction: str = ""
    agreed: str = ""


def answer_in(text: str, names: tuple[str, ...] = (), proposed: str = "", *, meanwhile: bool = False) -> Said:
    """What the words above the quote decide. `names`: what stands in the writer's signature; `proposed`: what was put before them.

    `meanwhile`: that is more time, in which work goes on.
    """
    plain = _DATED.sub("", _unsigned(text.strip(), names)).strip()
    if not plain or len(plain) > LONGEST_READ:
        return Said("none")
    if _TOLD.match(plain):
        return Said("doubtful", plain)
    plain = ungreeted(plain)
    clauses = [c.strip() for c in _CLAUSE.split(plain) if c.strip() and not _COURTESY.fullmatch(folded(c))]
    if not clauses:
        return Said("none")
    if _REFUSES.match(folded(clauses[0])) and not _AGREES.fullmatch(folded(clauses[0])):
        return Said("doubtful", plain) if mocks(folded(clauses[0])) else _refusal(plain)
    said = _consent(plain, clauses, _figures(proposed), meanwhile=meanwhile)
    mocked = said.answer in ("yes", "ok", "received") and mocks(folded(plain))
    return Said("doubtful", plain) if mocked else said


def about_all(text: str) -> str:
    """The words without those that say that they are meant of several: 同意 for 都同意 and 全部同意; unchanged if there are none."""
    return _ALL.sub("", text, count=1).strip(" \t\n、,，;；:：的")


def says_what_was_done(text: str) -> bool:
    """Whether somebody who was instructed reports more than that they have read it, or will see to it."""
    said = answer_in(text)
    merely_read = said.answer in ("ok", "received") and (not said.rest or _IS_TO_COME.search(folded(said.rest)))
    return bool(text.strip()) and not merely_read and not puts_off(text)


def puts_off(text: str) -> bool:
    """Whether the words only say that their writer will see to it: 我看看, "let me think"."""
    plain = folded(text)
    return len(plain) <= LONGEST_REMARK and _PUTS_OFF.match(plain) is not None


def sees_to_it(text: str) -> bool:
    """Whether the words ask nothing of anybody: 呵呵, 下次开会说, 这事我来处理, "I'll deal with it myself"."""
    plain = folded(text).strip(" 。.!！~～…")
    return 0 < len(plain) <= LONGEST_REMARK and _SEES_TO_IT.fullmatch(plain) is not None


def regrets(text: str) -> bool:
    """Whether the words say that what was decided just now was a mistake, or is to wait: 我刚才看错了, 先别办, "my mistake"."""
    return takes_back(text) or _REGRETS.search(folded(text)) is not None


def muses(text: str) -> bool:
    """Whether the words, which name no complaint, are about work at hand and complain of nothing: 明天再说, "will do tomorrow"."""
    plain = folded(text).strip(" 。.!！~～…")
    return 0 < len(plain) <= LONGEST_REMARK and (puts_off(text) or _MUSES.fullmatch(plain) is not None)


def takes_back(text: str) -> bool:
    """Whether the words begin by taking back what was sent off, or by saying what is wrong with it: 撤回, 先别发，金额写错了,
    刚才的答复写错了，撤回, "take it back".
    """
    clauses = (folded(c.strip()) for c in _CLAUSE.split(ungreeted(text.strip())))
    said = [c for c in clauses if c and not _COURTESY.fullmatch(c)]
    while len(said) > 1 and len(said[0]) <= LONGEST_REMARK and (_WRONG.search(said[0]) or _WAIT.fullmatch(said[0])):
        del said[0]
    return bool(said) and _TAKES_BACK.fullmatch(said[0]) is not None and not _QUESTION.search(folded(text))


def recalls(text: str) -> bool:
    """Whether the words call back what was said, and tell nobody to wait: 撤回, "take it back", not 先别发."""
    return (
        takes_back(text)
        and re.search(r"撤|收回|追回|\b(?:undo|withdraw|recall|(?:take|pull|call) .{0,20}\bback)\b", folded(text))
        is not None
    )


def _unsigned(text: str, names: tuple[str, ...]) -> str:
    """Without the name under it, which may stand in the last line or behind the last stop."""
    for name in (n for n in names if n):
        text = re.sub(
            rf"[\s,，。.—–-]+{re.escape(name)}\s*((?:20[0-9]{{2}}[-./年])?[0-9]{{1,2}}[-./月][0-9]{{1,2}}日?)?\s*$",
            "",
            text,
        )
    return text


def ungreeted(text: str) -> str:
    """The words without 梁经理： or Dear Hans, before it; what would then be empty, or decides itself, is no greeting."""
    found = _GREETING.match(text)
    if found is None or _decides(folded(found.group().strip(" ：:，,！!"))):
        return text
    return text[found.end() :] or text


def _decides(clause: str) -> bool:
    return any(p.match(clause) for p in (_AGREES_TO, _REFUSES)) or any(
        p.fullmatch(clause) for p in (_AGREES, _RECEIVED)
    )


def _refusal(text: str) -> Said:
    """No, and why. Who refuses one thing and agrees to another is asked."""
    found = _REFUSES.search(folded(text))
    assert found is not None
    rest = reason_behind(text, found["word"])
    first = next((c.strip() for c in _CLAUSE.split(folded(text)) if c.strip()), "")
    asks = asks_whether_to_refuse if is_plainly_refused(first) else _QUESTION.search
    if asks(folded(text)) or _ALSO_AGREES.search(folded(rest)) or _ONLY_WHERE.search(folded(text)):
        return Said("doubtful", rest)
    return Said("no", "" if _COURTESY.fullmatch(folded(rest)) else rest)


def _consent(text: str, clauses: list[str], proposed: frozenset[str], *, meanwhile: bool) -> Said:
    kinds = [(_kind(folded(c)), c) for c in clauses]
    found = {kind for kind, _ in kinds}
    others = [c for kind, c in kinds if kind in ("", "agrees to")]
    comma = ", " if text.isascii() else "，"
    rest = comma.join(c for kind, c in kinds if kind == "")
    if not found & {"yes", "ok", "agrees to"}:
        if kinds[0][0] == "received":
            return Said("received", rest)
        return Said("doubtful" if _SPEAKS_OF_CONSENT.search(folded(text)) else "none", text)
    instruction = rest if instructs(rest, meanwhile=meanwhile) else ""
    if instruction:
        others = [c for kind, c in kinds if kind == "agrees to"]
    reserved = any(_RESERVES.search(folded(c)) for c in others if not _is_mere_urging(folded(c)))
    new = not _figures("".join(others)) <= proposed
    if reserved or new or _QUESTION.search(folded(text)) or len(rest) > LONGEST_REMARK:
        return Said("doubtful", rest)
    answer: Answer = "yes" if found & {"yes", "agrees to"} else "received" if "received" in found else "ok"
    agreed = comma.join(c for kind, c in kinds if kind) if instruction else ""
    return Said(answer, rest, instruction, agreed)


def _kind(clause: str) -> str:
    if _MERE_OK.fullmatch(clause):
        return "ok"
    if _AGREES.fullmatch(clause):
        return "yes"
    if _RECEIVED.fullmatch(clause):
        return "received"
    return "agrees to" if _AGREES_TO.match(clause) else ""


def _is_mere_urging(clause: str) -> bool:
    """请尽快, 不要再拖, 另外请注意态度: it speeds up what was agreed to, or asks for care, and changes nothing of it."""
    urged = _ADDS.sub("", clause, count=1)
    return not urged or bool(_URGES.match(urged) and not _RESERVES.search(_NEVER_AGAIN.sub("", urged)))


def _figures(text: str) -> frozenset[str]:
    return frozenset(figure.lstrip("0") or "0" for figure in _FIGURE.findall(folded(text)))
