"""Whether a customer who names somebody complains of them.

In a complaint a name is taken as meant unless its sentence shows otherwise: it greets, thanks, praises or excuses, signs, asks somebody to
help, or is the writer's own. Where it only tells of somebody, it is doubtful.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import Literal

from chalicelib.core.expressions import expression
from chalicelib.core.written.naming import Called, Mention, evened, mentions_of

Meant = Literal["accused", "doubtful", "no"]
_ENDS = expression(r"[。！!?？;；\n]|\.(?=\s|$)")
_PARTS = expression(r"[，,:：]|  |(?= (?:but|who|which|however)\b)|\s(?=(?:可是|但是|不过)) ")
_MENTIONS = 60  # of one person in one text that are judged; of whoever is named oftener the desk is asked
_NEAR = 160  # signs on either side that are looked at

_BAD = expression(
    "骂|恶劣|态度(?:差|不好|很差|极差|太差|蛮横|傲慢|超差)|推(?:诿|脱|我|给|来|回)|敷衍|威胁|恐吓|辱|打人|打了?我|动手|推搡|(?:推|搡|踢|踹|拽|扯|掐|揪)(?:了|过|倒|开)*(?:我|俺|他|她|人|老|孩子|小孩|乘客|旅客|顾客|客户)|(?:一(?:巴掌|拳|脚)|耳光|巴掌)|泼(?:了|我)|吐(?:口水|痰|唾沫)|刁难|不理|不耐烦|烦了|撒谎|骗|索要|收了?我|收(?:了|现)?[钱礼]|受贿|回扣|包庇|凶|吼|歧视|欺负"
    "|误导|不文明|被(?:投诉|举报)|造成的|害|扔|摔|撞|闯|抢|偷|弄坏|弄丢|丢了|搞丢|泄露|乱[收按]|拒(?:载|绝)|不接|挂了?(?:我|电话)|抽烟|喝酒|酒味|超速|绕路|逆行|急刹|甩|滚|闭嘴|瞪|翻白眼|威逼|太过分|没来|没下文|没音信|没人管|没(?:道歉|解释)"
    '|不(?:管|给|让|办|停|找零|开门|道歉|认账|承认|公平|会办)|差评|难听|粗鲁|无理|坐视|不在岗|打瞌睡|睡觉|玩手机|刷视频|假票|废票|无礼|推卸|拖(?:着|了|拉|欠|延)|说[“"「『:：]|手腕|不满|不能接受|要投诉|投诉他'
    r"|\b(?:rude|insult\w*|shout\w*|swore|yell\w*|threat\w*|lied|lies|cheat\w*|brib\w*|bull(?:y|ied)|misled|complain\w* (?:about|against|of)|refus\w*|ignor\w*|hung up|laugh\w*|lost|broke|drunk|never|push\w*|overcharg\w*|wrong|nothing|shut up|idiot|stupid|slam\w*|scream\w*|mock\w*|kick\w*|punch\w*|grab\w*|spat|abus\w*|racist|swear\w*)\b",
    re.IGNORECASE,
)
_PRAISED = expression(
    r"(?:热心|热情|耐心|负责|不错|很稳|稳当|和蔼|亲切|周到|礼貌|专业|辛苦|好人|救了|反应快|值得表扬|应该表扬|捡到|送了?回来|帮[了我他她忙]|帮助|解释得很清楚|解答了|态度(?:很|非常|挺|真)?好|人(?:很|超|真|特别|挺)?好|(?:很|超|真|挺|特别|非常|十分|平时|做得|服务)好(?!得很)|马上给我|等我[,，]|登记了|劝(?:架|阻|开|住)|让座|倒(?:了|杯).{0,2}水|(?:专门|特[意地])(?:等|帮|送|停)|坐稳了才开|拉架|解围|扶(?:着|了|起)?(?:我|老|他|她|孩|乘客|旅客)[^,，]{0,8}[上下起坐过])"
    r"|\b(?:helpful|helped|kind(?:ly)?|lovely|polite|friendly|great|nice|patient|excellent|wonderful)\b",
    re.IGNORECASE,
)
_KINDLY = expression(r"^\s+(?:very |so |most )?(?:kindly|helpfully|politely|patiently)\b", re.IGNORECASE)
_DENIED = expression(
    r"(?:不(?:够|太|是很)?|没有?|欠|缺乏?|毫无|不肯|不愿|谈不上|算不上|not|never|n't|肯|没人)[^,，]{0,3}$"
)
_THANKED_BEFORE = expression(
    r"(?:感谢|谢谢|多谢|多亏|幸亏|幸好|还好|好在|表扬|夸|辛苦|thanks? to|thank(?:s| you)?|kudos to|grateful to)[^,，。]{0,6}$",
    re.IGNORECASE,
)
_THANKED_AFTER = expression(r"^[^,，]{0,4}点.{0,2}赞|^[^,，]{0,6}(?:值得|应该|应当)(?:表扬|感谢)")
_TOLD_KIND = expression(
    r"(?:不是|并非|不怪|不能怪|别怪|不赖|怪不到|错不在|不在于|不是说|没有?说|没有?(?:投诉|针对|怪)|不(?:投诉|针对|告|埋怨|是投诉)|并不是)(?:你们的?)?[^,，。]{0,3}$"
)
_TOLD_KIND_EN = expression(
    r"\b(?:not|wasn't|isn't|nothing against|no complaints? (?:about|against)|don't blame|not blame)\s*(?:your driver )?$",
    re.IGNORECASE,
)
_TURNED = expression(r"(?:要不是|是不是|难道不是|可不是|怎么不是|莫不是|还不是|岂不是)[^,，。]{0,3}$")
_UNRELATED = expression(r"^[^,，]{0,4}(?:没(?:有)?(?:任何)?关系|无关|不相干|没(?:有)?责任)")
_INNOCENT = expression(
    r"^[^,，]{0,3}(?:(?:没有?|没啥|无)(?:任何)?(?:过?错|责任|问题)|也?是按规定|也是(?:受害|没办法))|^(?:'s)? (?:is|was) not (?:to blame|at fault)",
    re.IGNORECASE,
)

_KIN = "丈夫|老公|先生|太太|妻子|老婆|爱人|对象|爸|爸爸|父亲|妈|妈妈|母亲|爷爷|奶奶|儿子|女儿|孩子|弟弟|哥哥|妹妹|姐姐|邻居|同学|同事|朋友|舅舅|叔叔|阿姨"
_OWN_BEFORE = expression(
    rf"(?:我叫|我名叫|我是|我的(?:名字|姓名)(?:是|叫)|本人(?:姓名)?|我姓.{{1,2}}[,，]?名?叫|(?:^|[^被])(?:投诉人|举报人|乘客|顾客|客户|姓名|联系人|申请人|反映人|签名)(?:是|叫)?[:： ]*|我(?:的)?(?:{_KIN})(?:也?叫|是|名叫)?|\b(?:my name is|i am|i'm|this is|my (?:husband|wife|son|daughter|father|mother|friend|neighbour|colleague)))[,， ]*$",
    re.IGNORECASE,
)
_OWN_AFTER = expression(rf"^(?:同学|先生|女士)?(?:是|[,，]是)我(?:的)?(?:{_KIN}|本人|自己)")
_ADDRESSED = expression(
    r"(?:^|尊敬的|敬爱的|亲爱的|\b(?:dear|hi|hello|hey|attn|attention|to)\b[:：]?(?: (?:mr|mrs|ms|miss|dr)\.?)?)\s*$",
    re.IGNORECASE,
)
_HAILED = expression(
    r"^[\w]{0,4}?(?:女士|先生|小姐|同志|师傅|经理|主任|站长|队长)?[,， ]*(?:您好|你好|好(?=[,，:：!！。 ]|$)|早上好|下午好|晚上好)"
)
_FORWARDED = expression(
    r"(?:(?<!把.)转(?:给|交|发|告)?|致|收件人(?:是)?[:：]?|呈|抄送)[:： ]*$|(?:^|[^\w])(?:请转|烦转)$"
)
_REQUESTED = expression(
    r"(?:请|麻烦|拜托|烦请|劳驾|有劳|please (?:ask|have)|\b(?:could|can|would|may))\s*$", re.IGNORECASE
)
_WANTED = expression(
    r"^[^,，。]{0,6}(?:帮|转|处理|看看|查一?下|核实|回个?电|给我?回|联系|收$|尽快|指示)|^\s*(?:to |please )?(?:look|check|help|find|call|contact|reply|see|forward|pass)\b",
    re.IGNORECASE,
)
_CLOSING = expression(
    r"(?:此致|敬礼|谢谢|顺祝|祝好|regards|sincerely|yours|cheers|thanks|best|from|——|--)[\s,，!！.:：]*$", re.IGNORECASE
)
_DATE_ONLY = expression(r"^[\s\d年月日号/:.\-，,。]*$")

_TOLD = expression(
    r"^(?:[师先女小同经主站队客][^,，。]{1,2})?(?:也|都|当时|曾经?|就|已经?|只|跟我|和我|对我)*(?:说(?![我你脏谎坏一不“\"「:：])|知道|清楚|在场|可以(?:作证|证明)|能(?:作证|证明)|看[见到]|告诉我?|让我(?:给|写|联系|打电话|发|来|找)|让我们(?:都)?下|答复(?!前后)|回复|报(?:的|了)?警|(?:来了|到了|赶到)现场|在车[上里](?=$)|接的|给我(?:换|办|开)的|那(?:儿|里|边)|的车|开的车(?!.{0,4}(?:快|飞|猛)))"
    r"|^\s+(?:was driving|said|told|knows?|has|saw|can confirm|knew|was there|was present|sold me|gave me the (?:ticket|number))\b",
    re.IGNORECASE,
)
# Who saw it, or did something about it: what is told after that, however bad, may well be another's.
_WITNESS = expression(
    r"^(?:[师先女小同经主站队客][^,，。]{1,2})?(?:也|都|当时|曾经?|就|已经?)*(?:在场|(?:可以|能|愿意?)?(?:作证|证明)|看[见到]|答复|回复|报(?:的|了)?警|(?:来了|到了|赶到)现场|在车[上里](?=$))"
    r"|^\s+(?:saw|can confirm|was (?:there|present))\b",
    re.IGNORECASE,
)
_REACHED = expression(
    r"(?:联系过?|找过?|问过?|问问|问一?下|交给|发给|转给|寄给|给|告诉|跟|和|向|同|与|通知|坐|在)(?:了)?(?:你们的?)?[^,，。]{0,3}$"
    r"|\b(?:i|we) (?:have )?(?:told|called|spoke (?:with|to)|wrote to|asked|e?-?mailed|contacted|saw)\s*$",
    re.IGNORECASE,
)
_REACHED_AFTER = expression(
    r"^[^,，。]{0,3}(?:了$|了[,，]|说过|讲过|反映过|打过|发过|发了|联系|通(?:了|过)|聊|谈|写过|问过|提过|那儿|那里|的车|$|吧$)|^\s*(?:about|on|in|last|yesterday|and|,|$)",
    re.IGNORECASE,
)
_THEM = expression(r"^[\s,，]*(?:他|她|这位|那位|此人|(?:and )?(?:he|she|who)\b)")
_CONTRAST = expression(
    r"(?:可是?|但是?|不过|却|然而|\bbut\b|\bhowever\b)[^。]{0,8}(?:他|她|he\b|she\b|此人)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def meant(text: str, called: Called) -> Meant:
    """Whether a customer's text complains of whoever is called so: the gravest of what it says where it names them."""
    said = evened(text)
    found = mentions_of(said, called)
    if not found:
        return "no"
    senses = {_sense(said, each) for each in found[:_MENTIONS]} | ({"doubtful"} if len(found) > _MENTIONS else set())
    if "own" in senses:  # the writer, or somebody of theirs, has the same name
        return "doubtful" if "accused" in senses and len(found) > 1 else "no"
    return "accused" if "accused" in senses else "doubtful" if "doubtful" in senses else "no"


def _sense(said: str, each: Mention) -> str:
    start, sentence_end = _begin(_ENDS, said, each.start), _end(_ENDS, said, each.end)
    sentence_before, whole_after = said[start : each.start], said[each.end : sentence_end]
    before = sentence_before[_begin(_PARTS, sentence_before, len(sentence_before)) :]
    after = whole_after[: _end(_PARTS, whole_after, 0)]
    rest = whole_after[len(after) :]
    if each.by_first_name and not _BAD.search(sentence_before + whole_after):
        return "no"
    if _OWN_BEFORE.search(sentence_before) or _OWN_AFTER.match(whole_after):
        return "own"
    if signed := _signed(said, each):
        return signed
    if _asked_or_hailed(sentence_before, before, after, whole_after):
        return "no"
    if _ADDRESSED.search(before) and rest[:1] in (",", "，", ":", "：") and not after.strip():
        return _addressed(said, each, before)
    if kind := _kind(before, after, rest, whole_after):
        return kind
    return _certainty(each, before, after, rest)


def _begin(ends: re.Pattern[str], said: str, at: int) -> int:
    low = max(at - _NEAR, 0)
    return max((m.end() for m in ends.finditer(said, low, at)), default=low)


def _end(ends: re.Pattern[str], said: str, at: int) -> int:
    found = ends.search(said, at, min(at + _NEAR, len(said)))
    return found.start() if found else min(at + _NEAR, len(said))


def _signed(said: str, each: Mention) -> str:
    """A name with which the text ends is its writer's where a closing or a date says so, and doubtful on a line of its own."""
    head, tail = said[max(each.start - _NEAR, 0) : each.start], said[each.end :]
    if not head.strip() or len(tail) > _NEAR or not _DATE_ONLY.match(tail):
        return ""
    if _CLOSING.search(head):
        return "own"
    alone = re.search(r"(?:[。！!?？.]\s+|\n\s*|  )$", head) is not None
    return ("own" if re.search(r"\d", tail) else "doubtful") if alone else ""


def _asked_or_hailed(sentence_before: str, before: str, after: str, whole_after: str) -> bool:
    hailed = (_ADDRESSED.search(before) or re.search(r"[,，:：]\s*$", before)) and _HAILED.match(whole_after)
    salutation = re.search(
        r"(?:尊敬的|敬爱的|亲爱的|\b(?:dear|hi|hello|hey|attn|attention)\b[:：]?)\s*(?:(?:mr|mrs|ms|miss|dr)\.?\s*)?$",
        sentence_before,
        re.IGNORECASE,
    )
    asked = _REQUESTED.search(before) and (_WANTED.match(after) or not after.strip())
    return bool(hailed or salutation or asked or _FORWARDED.search(sentence_before))


def _addressed(said: str, each: Mention, before: str) -> str:
    """Spoken to at the beginning: accused where what follows says something bad, of "you" above all."""
    following = said[each.end : each.end + _NEAR]
    if before.strip() or re.match(
        r"[,，:：]\s*(?:我|请|麻烦|您好|你好|I\b|my\b|the\b|please)", following, re.IGNORECASE
    ):
        return "no"
    to_them = re.search(r"[你您](?!们)", following)
    return "accused" if to_them and _BAD.search(following) else "doubtful"


def _kind(before: str, after: str, rest: str, whole_after: str) -> str:
    """No accusation where the sentence thanks, praises or excuses them; doubtful or one where it then goes on against them."""
    if _TURNED.search(before):
        return "doubtful"
    excused = _TOLD_KIND.search(before) or _TOLD_KIND_EN.search(before) or _INNOCENT.match(after)
    if excused or (re.search(r"(?:跟|和|与|同)\s*$", before) and _UNRELATED.match(after)):
        return "no"
    thanked = _THANKED_BEFORE.search(before) or _THANKED_AFTER.match(after)
    if thanked or _is_praised(after) or _they_are_praised(rest):
        return ("accused" if _BAD.search(rest) else "doubtful") if _CONTRAST.search(whole_after) else "no"
    return ""


def _they_are_praised(rest: str) -> bool:
    them = _THEM.match(rest)
    return them is not None and _is_praised(rest[: _end(_PARTS, rest, them.end())])


def _is_praised(after: str) -> bool:
    if _KINDLY.match(after):  # whatever had gone wrong before
        return True
    found = _PRAISED.search(after)
    return found is not None and not _DENIED.search(after[: found.start()]) and not _BAD.search(after)


def _certainty(each: Mention, before: str, after: str, rest: str) -> str:
    if not each.sure:
        return "doubtful"
    if _BAD.search(after) or (
        re.search(
            r"(?:投诉|举报|被|让|叫|给|complain\w* (?:about|of|against)|report)\s*[^,，。]{0,6}$", before, re.IGNORECASE
        )
        and (_BAD.search(before + rest) or "投诉" in before)
    ):
        return "accused"
    told = _TOLD.match(after) or (_REACHED.search(before) and _REACHED_AFTER.match(after + rest[:1]))
    return "doubtful" if told and (_WITNESS.match(after) or not _BAD.search(rest)) else "accused"


_POINTED_AT = expression(
    r"(?:(?:投诉|举报|反映|控告)(?:的|了)?(?:就|正|人|对象)*(?:是|叫|为)?|[那这]个?人(?:就|正)?(?:是|叫)|(?:[那这][个位名]?|的)(?:员工|司机|师傅|业务员|售票员|检票员|经办人?|先生|女士|男的|女的|小姐)(?:就|名字|姓名)*(?:是|叫)|(?:他|她|名字|姓名)(?:就)?叫|(?:就|正)是)(?:你们的?|贵司的?)?$"
    r"|\b(?:it (?:was|is)|it's|complain\w* (?:is )?(?:about|of|against)|report(?:ing)?|(?:his|her|whose|the \w+'s) name (?:is|was)|(?:man|woman|person|employee|clerk|driver|agent) (?:is|was)(?: called)?|called|named) $",
    re.IGNORECASE,
)


def is_harsh(text: str, called: Called) -> bool:
    """Whether something bad is said in as many words in a sentence that complains of them, or may do so, or they are pointed out as the one."""
    said = evened(text)
    meant_ = (m for m in mentions_of(said, called)[:_MENTIONS] if _sense(said, m) in ("accused", "doubtful"))
    return any(_is_harsh_there(said, m) for m in meant_)


def _is_harsh_there(said: str, each: Mention) -> bool:
    begin, end = _begin(_ENDS, said, each.start), _end(_ENDS, said, each.end)
    pointed_at = _POINTED_AT.search(said[begin : each.start]) is not None or said.startswith("本人", each.end)
    return pointed_at or _BAD.search(said[begin:end]) is not None


# -- units ----------------------------------------------------------------------------------------------------------------

_UNIT_BAD = expression(
    r"晚点|误点|誤點|太?臭|很?脏|打不通|没人|没修|不洗|聊天|拖了|推来推去|扯皮|不修|\b(?:answers?|bothered|threw|nobody)\b",
    re.IGNORECASE,
)
_UNIT_BEFORE = expression(
    r"^(?:我)?(?:们)?(?:要|想|来)?(?:你们的?|贵公司的?|投诉|举报|控告|反映|是|the|nobody at|your)?\s*$", re.IGNORECASE
)
_ONE_OF_IT = expression(
    r"^的?(?:一[个名位]|某|那[个名位]|这[个名位])?(?:司机|驾驶员|师傅|员工|工作人员|售票员|站长|队长|经理|主任|主管)"
)
_THERE = expression(r"^(?:的时候|时|上车|下车|门口|附近|出发|等车|路口|到|里有)")


def unit_is_meant(text: str, unit: str, people: tuple[str, ...] = ()) -> bool:
    """Whether a customer complains of that unit as such: it is reported, or something bad is said of it, and not of one of its people."""
    said = evened(text)
    found = islice(re.finditer(re.escape(unit), said, re.IGNORECASE), _MENTIONS)
    return any(
        _unit_sense(said, each)
        for each in found
        if not said[each.end() : each.end() + _NEAR].removeprefix("的").startswith(people)
    )


def _unit_sense(said: str, found: re.Match[str]) -> bool:
    start, end = _begin(_ENDS, said, found.start()), _end(_ENDS, said, found.end())
    before, after = said[start : found.start()], said[found.end() : end]
    clause = before[_begin(_PARTS, before, len(before)) :]
    if not _UNIT_BEFORE.search(clause) or _ONE_OF_IT.match(after) or _THERE.match(after):
        return False
    return bool(
        re.search(r"(?:投诉|举报|控告)(?:你们的?)?\s*$", clause)
        or _BAD.search(after)
        or _UNIT_BAD.search(before + after)
    )
