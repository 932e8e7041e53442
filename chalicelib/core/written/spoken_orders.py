"""Which order plain words of staff speak of, though they give no command: 转给公交公司, "postpone it to Friday". The words alone: who may order what is asked elsewhere."""

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.callers import CUSTOMERS
from chalicelib.core.written.complaint_wanted import wants_complaint
from chalicelib.core.written.second_matters import stands_alone, tells_of_trouble
from chalicelib.core.written.words import folded, folded_in_place

_CUSTOMER = rf"(?:{CUSTOMERS}|对方)"
_CUSTOMER_EN = r"(?:the )?(?:customer|client|passenger|caller|complainant|her|him|them)"
_END = r"(?=[吧了呀啊哦]*(?:$|[，,。;；!！?？\n.]))"
# Who is to handle it instead: 让老王去处理, 该客运营销部管. With a manner or a time it tells whoever has it to do so.
_SOMEBODY = r"(?:(?![我他她它你您谁个位另别]|[一几]?[个位名]|其他|其它|客户|顾客|承办|经办|责任|办理|尽快|抓紧|立即|马上|妥善|认真|及时|从速|优先|依|按|务必|必须|今天|明天|好好|赶紧|严肃|亲自|前|内)[^，,。;；\s]){1,10}?"
_HANDS_OVER = (
    rf"(?:(?:让|叫|(?<!改)由|找|换|派|应?该(?:由|归|是)?|归)|请(?={_SOMEBODY}[来去接])){_SOMEBODY}(?:来|去|接手)?(?:处理|办理|办|负责|跟进|接手|接|管){_END}"
    r"|\b(?:let|have) (?!him\b|her\b|them\b|us\b|me\b)\w+(?: \w+)? (?:handle|deal with|take over|take care of|do) (?:it|this)\b"
)
_TO_A_UNIT = r"to (?!me\b|some(?:body|one)\b|any(?:body|one)\b|an?(?:other)?\b|us\b|you\b|him\b|her\b|them\b|the (?!(?:\w+ ){0,3}(?:team|department|office|unit|desk|section|service|centre|center)s?\b))\w"
_GIVES = (
    rf"\b(?:give|hand|refer|move|send|pass) (?:it|this)(?: (?:case|complaint|one))? (?:on |over |back )?{_TO_A_UNIT}"
    rf"|\b(?:it|this)(?: (?:case|complaint|one))? (?:should|must|ought to|needs to|has to) (?:go|be (?:given|handed|sent|passed|referred)) (?:on |over |back )?{_TO_A_UNIT}"
)
_HANDS_OVER_ALONE = expression(rf"(?:还是|就|这事|这件事|这个|那就|please )*(?:{_HANDS_OVER})[吧了呀啊哦]*[。.!！]*")

# Of several the first; `words` is what stands behind the command.
_ORDERS = (
    ("reopen", r"重新(?:再)?(?:办|处理|调查|受理|核查|来过)|重办|重开|再办一[次遍]|\b(?:re-?open|redo|start (?:over|again|afresh)|handle (?:it|this) again|look into (?:it|this) again)\b"),
    ("extend", (rf"(?:延(?:期|长|后|迟|缓)?|推迟|宽限|顺延)(?:到|至)(?P<words>[^，,。;；!！?？\n]{{1,20}}?){_END}|延期|延长|延后|延迟|延缓|延[一两二三四五六七几\d]+[天日]|宽限|推迟|[再多]给.{{0,5}}(?:天|日|时间|小时|周|星期)"
               r"|\bgive (?:(?:him|her|them|us|me|it) )?(?:another |a few )?(?:\w+ )?(?:more )?(?:days?|weeks?|time)\b"
               r"|\b(?:have|need|needs|get|want|ask for|with) (?:just |at least |about )?(?:(?:another|an extra|(?:a )?(?:few|couple of|bit|little) (?:more|extra)|a couple more|(?:one|two|three|four|five|\d+) (?:more|extra)|some more|more|extra)(?: (?:two|three|four|five|\d+|few|couple of|working))* (?:days?|weeks?|fortnight|time)\b|(?:(?:a bit|a little|slightly|much) )?longer(?=[.,;!?]|$| (?:on|to|for|with|than)\b))"
               r"|\b(?:won't|will not|can't|cannot|not going to|unable to) (?:make|meet|hit|keep(?: to)?) (?:the|this|that|our|my) (?:deadline|date|time limit|target)\b"
               r"|\b(?:extend|extension|more time|postpone|put (?:it|this) off)\b(?:[^.\n]{0,30}?\b(?:until|till|to)\s+(?P<words_en>[^.,;!?\n]{1,24}))?")),
    ("return", (r"不归(?:我|本|咱)|不属于?(?:我|本|咱)|不是(?:我|本|咱)们?的(?=$|[，,。;；!！\n])|不是(?:我|本|咱)们?(?:单位|部门|公司|站|这里|这边|的事|管|负责|范围)|不该(?:我|由我|咱)|(?:转|派)错(?:部门|单位|人|地方)?了|(?:发|搞|弄|送)错(?:了)?(?:部门|单位|人|地方)"
               r"|\b(?:(?:not|isn't|wasn't|not really|isn't really) (?:mine|ours|my (?:case|department|job)|our (?:case|department|matter|area|job|remit|team)|(?:one )?(?:for|of) (?:us|ours|my team|our team)\b(?!.*\b(?:pass|transfer|refer|give|send|forward|assign)\b))|wrong (?:department|unit|person|office)|belongs? to (?:another|some|the other))\b")),
    ("assist", r"(?:请|让|叫|要|需要?|找|得).{0,20}(?:协助|协办|配合|帮忙|联办|一起办)|\b(?:need|get|ask)\b.{0,30}\bhelp\b|\bassist(?:ance)?\b"),
    ("transfer", rf"转(?:给|交|办|到|往|派|由)|转[^，,。\n]{{1,16}}(?:办|处理|办理|负责)|改派|(?:交|派|分|移)(?:给|交给)|移交|(?:^|[，,。;；\s]|[这那该][个件]?(?:事|投诉|案子?|单子?)?|请|先|就|直接|应该?|麻烦|建议)转(?!告|达|述|账|帐|款|钱|发|变|换|机|院|正|车|运|弯|回|眼|身|念|[一几]|开|过|向|移|化|动|为|成|让|接|入)[^，,。;；\s]{{2,10}}?{_END}|{_HANDS_OVER}|{_GIVES}|\b(?:pass (?:it|this)? ?(?:on )?to|hand (?:it|this) (?:over |on )?to|transfer|assign|forward (?:it|this) to|forward to)\b"),
    ("merge", r"重复(?:的|了|投诉|件)?(?=$|[，,。\n])|和?.{0,8}同一件|合并|并入|并到|\b(?:duplicate|merge|same as)\b"),
    ("split", r"另立|拆分|分开办|单独立|\b(?:split|separate case|separate complaint)\b"),
    ("visit", r"回访|\breturn visit\b|\bfollow[- ]?up call\b"),
    ("contact", rf"打不通|没打通|未接通|没人接|无人接|不接(?:电话|听)?|联系不上|关机|停机|空号|(?:已经?|刚|都).{{0,8}}(?:联系|打(?:了|过)?电话|通(?:了|过)?电话|告诉|告知|通知)|打过电话|通过了?电话|回(?:过|了)个?电话|电话联系(?:过|上|了)|联系过了|(?:给|跟|和){_CUSTOMER}(?:打|通|联系|沟通)(?:了|过)|\b(?:called|phoned|rang|spoke (?:to|with)|no answer|unreachable|not reachable|voicemail)\b"),
    ("ask", rf"(?:问|询问)(?:一下|一问|下|问|清楚?)?{_CUSTOMER}(?P<words>[^\n]{{0,120}})|(?:向|跟|找|让|请|要){_CUSTOMER}.{{0,4}}(?:了解|问|核实|确认|提供|补充|发来|说明)(?P<words_too>[^\n]{{0,120}})|\bask {_CUSTOMER_EN}\b(?P<words_en>[^\n]{{0,200}})"),
    ("tell", rf"(?:告诉|告知|通知|转告|回复){_CUSTOMER}[：:，,]?(?P<words>[^\n]{{0,200}})|(?:给|跟|和|向){_CUSTOMER}(?:说|讲|解释)(?:一下|一声)?[：:，,]?(?P<words_too>[^\n]{{0,200}})|\b(?:tell|inform) {_CUSTOMER_EN}\b(?P<words_en>[^\n]{{0,200}})|\blet {_CUSTOMER_EN} know\b(?P<words_en_too>[^\n]{{0,200}})"),
    ("call", r"(?:打|回|去|通)(?:个|一个|过)?电话|(?:马上|立即|尽快|主动)?联系" + _CUSTOMER + rf"|\b(?:call|phone|ring|contact) {_CUSTOMER_EN}\b"),
    ("invalid", r"(?:投诉|判|定|算|按|属)?(?:无效|不成立)|\b(?:not valid|invalid|unfounded|unjustified)\b"),
    ("close", r"结案|结了吧|了结|销案|不用(?:再)?(?:管|办|处理)了|\bclose (?:it|this|the (?:case|complaint|matter))\b|\bclose\b[.! ]*$"),
    ("accept", r"受理|立案|(?:不(?:能|该|应该?|用)?(?:是|算|属于|按|作为)|并非)(?:什么|一般)?投诉|(?:是|算|属于|按|作为)(?:个|一个|一般)?(?:问题|建议|咨询|表扬|投诉)|\baccept(?:ed)?\b|\b(?:not|isn't)(?: really| actually)? a complaint\b|\b(?:is|as) an? (?:enquiry|inquiry|suggestion|problem|complaint)\b"),
)  # fmt: skip
_READ = tuple((name, expression(pattern)) for name, pattern in _ORDERS)
_PASSED_ON = frozenset({"ask", "tell"})
# Words about the customer, who would read of somebody else: "ask her for her ticket", "tell him that he is right".
_TOLD_OF_THEM = expression(
    r"^(?:for|to|if|whether|about|what|when|why|how|where|who|which|that)\b|\b(?:her|his|him|she|he|they|their|them)\b"
)
_NOT = expression(
    r"(?:(?<![能可要是会行])不|别|勿|没有?|未|无须|无需|甭)(?:要|用|能|必|准|会|需要?)?(?:再|急着)?$|\b(?:not|don't|never|no need to|without)(?: \w+)? ?$"
)
_BEFORE = 30  # characters in which a denial stands
_ADDRESSEE = expression(
    r"(?:^|[，,。;；\n])(?:麻烦)?(?:请|让|叫|催|责成|要求|通知|安排|督促|派|要)(?!.{0,3}(?:转|延|结案|受理|重[新开办]|撤|并|退))(?:(?!客户|顾客|乘客|旅客|知|参考|查收|备查|阅|核|审).){1,14}?(?:今天|明天|今日|马上|立即|尽快|必须|务必|抓紧|当面|主动|上门|联系|打电话|回电|办|处理|道歉|去|给|把|向|跟|说明|解释|落实|反馈|回复|答复)"
    r"|(?:承办人|经办人|责任人|责任单位|负责部门|承办单位|负责人)(?:今天|明天|马上|立即|尽快|必须|务必|抓紧|要)"
    r"|(?:今天|明天|马上|立即|尽快|务必|必须|抓紧|下班前).{0,8}给?.{0,4}(?:打电话|联系|回电|道歉|上门|回话|办完|办好|处理完)"
    r"|(?:请|务必)?(?:在|于)?.{1,8}(?:前|内)(?:必须|要|给我)?(?:办好|办完|处理好|处理完|答复|回复)|结果(?:请)?(?:报|告诉|回)我|办完(?:报|告诉|回)我"
    r"|^(?:please )?(?:call|phone|visit|contact|apologi[sz]e|write|have|let|get|make)\b|\b(?:must|has to|have to|needs to)\b .{0,30}\b(?:call|phone|visit|contact|apologi[sz]e|write|answer|today|tomorrow|by)\b"
)
_DISSATISFIES = expression(
    rf"{_CUSTOMER}[^。;；\n不没未]{{0,12}}?(?:很|非常|还是|仍然?|依然|表示|并)*(?:不(?:太|够|是很)?(?:满|接受|认可|认同|同意|服|买账)|(?:没有?|未)(?:得到)?(?:解决|满意)|有意见(?!建议))"
    rf"|\b(?:customer|client|passenger|caller|complainant)\b[^.;\n]{{0,20}}?(?:\b(?:not|never)\b|n't)[^.;\n]{{0,12}}\b(?:satisf|happy|accept|content|agree)"
    r"|\b(?:customer|client|passenger|caller|complainant)\b[^.;\n]{0,20}?\b(?:dissatisfied|unsatisfied|unhappy|disagrees?|rejects?|disputes?)\b"
)
SHORT, SHORT_IN_LATIN = 24, 80  # characters of an order and nothing else
MOST_OF_AN_ORDER, MOST_IN_LATIN = 60, 140  # characters of a fresh mail; who tells of a complaint has more to say
_DIRECT = frozenset({"reopen", "extend", "return", "transfer", "merge", "split", "invalid", "close", "accept"})


class Spoken(msgspec.Struct, frozen=True):
    """The command that would do it, and the words behind it as far as they stand there."""

    command: str
    words: str = ""


def spoken_order(text: str) -> Spoken | None:
    """What the words speak of; None if of no order. "call": that somebody telephone the customer, which is no command of its own."""
    plain = folded_in_place(text)
    for name, pattern in _READ:
        found = next(
            (m for m in pattern.finditer(plain) if not _NOT.search(plain[max(m.start() - _BEFORE, 0) : m.start()])),
            None,
        )
        if found is not None:
            spans = (found.span(key) for key, value in found.groupdict().items() if value)
            begin, end = next(spans, (0, 0))
            words = text[begin:end].strip(" ，,。：:")
            return Spoken(name, "" if name in _PASSED_ON and _TOLD_OF_THEM.search(words.lower()) else words)
    return None


def orders_alone(text: str) -> Spoken | None:
    """The order, where short words say nothing else, and tell no colleague to do something: 结案吧, 延到周五."""
    said, plain = spoken_order(text), folded(text)
    short = len(plain) <= (SHORT_IN_LATIN if plain.isascii() else SHORT)
    told = tells_to_act(text) and not _HANDS_OVER_ALONE.fullmatch(plain)
    return said if said and said.command in _DIRECT and short and not told else None


def says_customer_is_dissatisfied(text: str) -> bool:
    """Whether a colleague's words tell that an answer did not satisfy the customer: 客户不满意，重办吧."""
    return _DISSATISFIES.search(folded(text)) is not None


def tells_to_act(text: str) -> bool:
    """Whether the words tell a colleague to do something: 请承办人马上联系客户, "please call her today"."""
    return _ADDRESSEE.search(folded(text)) is not None


_HAS_DONE = expression(
    r"^(?:领导)?[，, ]?(?:我们?|本人|网点|站里|这边)?(?:今天|昨天|上午|下午|刚才?|刚刚)*(?:已经?|都已|已于.{1,10}|刚)(?!要求|请|让|叫|通知你)"
    r"|^(?:我们?|本人|今天|昨天|上午|下午|刚才?|刚刚)+[^，,。;；]{0,12}(?:了|过|完)"
    r"|^(?:i|we)(?:'ve| have)? (?:already |just )?(?:spoke|spoken|talked|met|seen|done|called|finished|checked|held|had)\b|^(?:done|finished|completed)\b"
)
_TELLS_OTHERS = expression(
    r"请|让|叫|要求|责成|务必|必须|尽快|抓紧|马上|你们?|\b(?:please|must|should|need to|you|make sure)\b"
)


def reports_own_work(text: str) -> bool:
    """Whether the words report what their writer has done, and turn to nobody: 已经跟他谈过了, "I have spoken to him"."""
    plain = folded(text)
    return _HAS_DONE.search(plain) is not None and _TELLS_OTHERS.search(plain) is None


_ABSENT = expression(
    r"请(?:个|了|几天|一天)?(?:年|病|事)?假|休(?:年|病|产|婚)?假|(?:年|病|事|产)假|调休|休(?:息)?[一两二三四五六七八九十几半\d]+[天日周]|\b(?:on leave|days? off|on vacation|annual leave|sick leave|out of office)\b"
)
_LIST = expression(
    r"^.{0,8}(?:清单|待办)(?:事项)?.{0,6}$|^(?:my |the |send me (?:my |the )?)?(?:to-?do )?list(?: please)?$"
)
_FIGURES = expression(
    r"(?:本|这个?|上个?|\d{1,2}|今)(?:周|月|季度?|年)[^。]{0,12}(?:多少|几)[件个]?(?:投诉|客诉|案)|(?:多少|几)件(?:投诉|客诉|案)|(?:投诉|客诉)(?:量|总数|数据|数字)(?:是)?(?:多少|报我|发我)"
    r"|\bhow many (?:(?:new|open|closed|stage \d) )?(?:complaints|cases)\b|\b(?:complaints? )?(?:figures|numbers|statistics|stats) (?:for|of|from) (?:the |this |last )?(?:week|month|quarter|year|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_URGES = expression(
    r"(?:那|这|上)[一]?(?:件|个)(?:投诉|案子?|客诉|事).{0,20}(?:办|处理|报|答复|回复|催|结)|(?:办完|处理完|结果|进展)(?:请|后)?(?:报|告诉|回)我|\b(?:that|this|the) (?:case|complaint)\b.{0,60}\b(?:done|finish|settle\w*|report|today|close|status)\b"
)


def caseless_order(text: str) -> str:
    """The command without a complaint that a colleague's fresh words speak of, "urge" for work on a case that they do not name; "" for none."""
    plain = folded(text).strip(" 。.!！?？")
    if not 0 < len(plain) <= (MOST_IN_LATIN if plain.isascii() else MOST_OF_AN_ORDER):
        return ""
    asked = (("list", _LIST), ("figures", _FIGURES), ("absent", _ABSENT), ("urge", _URGES))
    return next((name for name, pattern in asked if pattern.search(plain)), "")


def may_be_work(subject: str, text: str) -> bool:
    """Whether short words of a colleague may be about a case in hand as well as a complaint of their own."""
    said = text.strip() or subject
    plain = folded(said)
    whole = f"{subject}\n{text}"
    if len(plain) > (MOST_IN_LATIN if plain.isascii() else MOST_OF_AN_ORDER) or wants_complaint(whole):
        return False
    complains = stands_alone(whole) or tells_of_trouble(text)
    return tells_to_act(said) or spoken_order(said) is not None or not complains
