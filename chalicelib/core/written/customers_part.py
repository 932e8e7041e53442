"""Which of the words under an order the customer may read: no signature card, no disclaimer, nothing marked as internal, no remark to a colleague."""

import re
from collections.abc import Collection
from functools import lru_cache

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.addressed import greeting
from chalicelib.core.written.around_a_letter import salutation, sign_off
from chalicelib.core.written.told_of import without_told_of
from chalicelib.core.written.words import narrowed, simplified

# Lines that are for colleagues alone, wherever they stand. Of folded text (simplified, narrowed).
_INTERNAL = expression(
    r"内部(?:资料|文件|材料|使用|掌握|参考|意见|情况|信息|备注|说明|留存|传阅)|(?:仅供|仅限|限)内部|^[【(\[<]?内部[】)\]>:]|勿外传|不得外传|请勿(?:转发|外泄)"
    r"|(?:不要|别|勿|不能|不得|请勿)(?:发给|转给|告诉|告知|透露给|让)(?:客户|顾客|投诉人|乘客|旅客|对方)|保密(?:声明|提示|条款)|^[【(\[]?(?:机密|秘密|绝密|严格保密)|商业秘密"
    r"|\binternal(?:ly)?(?: use| note| only|:)|\bfor internal\b|\bnot for (?:the )?customers?\b|\bdo(?: not|n't) (?:forward|tell the customer|send (?:this )?to the customer)\b"
    r"|^\W*(?:strictly |private and )?confidential\b|\bconfidentiality notice\b|\bprivileged\b|\bintended recipient\b|\bdisclaimer\b",
    re.IGNORECASE,
)
_DISCLAIMER = expression(
    r"(?:本|此|该)(?:电子)?邮件|免责声明|(?:如|若)(?:您)?(?:误收|错收|不是(?:本邮件)?(?:的)?收件人)|节约用纸|打印(?:本|此)?邮件|保护环境"
    r"|\bthis (?:e-?mail|message)\b.{0,80}\b(?:contain|intended|sent|attach|virus|is)|\bconsider the environment\b|\bif you (?:have )?received this (?:e-?mail|message|in error)",
    re.IGNORECASE,
)
# What a customer is told to do with the very letter they read, or what comes with it, is no standing text.
_OF_THIS_LETTER = expression(
    r"(?<![勿别要接])(?:直接)?回[复覆](?:本|此|该)(?:电子)?邮件|(?:见|随|附在|附于)(?:本|此|该)(?:电子)?邮件(?:的)?(?:附件)?"
)
_WARNS = expression(
    r"机密|保密|收件人|误收|错收|转发|外泄|泄露|打印|节约|环保|环境|法律责任|免责|病毒|confidential|intended|recipient|privileged|in error|virus|environment|disclaimer",
    re.IGNORECASE,
)  # beside the name of the mail: a standing text, not what its writer has to say
_TO_COLLEAGUE = expression(
    r"^(?:@\S|(?:fyi|fao|cc|note to (?:self|team|colleagues))\b|(?:小|老|阿)[\u4e00-\u9fff][,:]|(?:hi|hello|dear|hey) (?:team|boss|all|colleagues|everyone)\b)"
    r"|请?(?:各位)?(?:领导|上级|主管|班长|同事)[^。]{0,6}(?:审阅|审批|审核|查阅|过目|批示|把关|看看|看一下|核一下)|^(?:以上)?请(?:您)?(?:审阅|审批|审核|过目|批示|把关|复核后发)"
    r"|(?:你|您|领导)看(?:这样)?(?:写|回)?(?:行|可以|妥|合适)(?:不行|吗|么)?|这样(?:写|回)(?:复)?(?:行|可以|妥当?)(?:不行|吗|么)"
    r"|(?:帮我|帮忙)(?:看|转|发|改|盯|跟)|麻烦(?:帮忙|同事|(?:小|老)[\u4e00-\u9fff])|^(?:请)?(?:小|老)[\u4e00-\u9fff](?:帮|跟进|去|记得|处理|联系|看|盯)"
    r"|(?:这个?|该)(?:客户|顾客|乘客|旅客|人)(?:很|太|比较|有点|是个?|又|老是?|最)(?:难缠|麻烦|烦|刁|难|老|爱|讨厌|不好)"
    r"|\bplease (?:review|approve) (?:this|it|before)|\bplease check (?:this |it )?before|\bcan (?:you|someone) (?:check|review|send|forward|call)\b.{0,40}(?:before|team|me)\b|\b(?:is this|does this look) (?:ok|okay|good)(?: to send)?\?",
    re.IGNORECASE,
)
_HIM = r"(?:他|她|[这那该](?:个|位|种|家)?(?:客户|顾客|客人|旅客|乘客|学员|保户|人|女的|男的|女人|男人|家伙|老头|老太)|(?:客户|顾客|客人|旅客|乘客|学员|保户)(?!您))"
_HIM_EN = r"(?:him|her|(?:this|the|that) (?:customer|caller|client|passenger|guy|man|woman|lady|person))"
# How to deal with the customer, or what to think of them. Of text without what only tells of others.
_ABOUT_THEM = expression(
    rf"(?<!请)(?<!您)(?:别|不要|不用|不必|甭|少|懒得)(?:再|去)?(?:搭理|理会|理睬|答理|理|睬|鸟|管|惯着|惯|哄|回){_HIM}|(?<!请)(?<!您)(?:别|不要|不用|不必|甭|少|懒得)(?:再)?(?:跟|和|同|与){_HIM}们?[^,。!?;]{{0,4}}(?:啰嗦|啰唆|罗嗦|废话|多说|多讲|多嘴|纠缠|计较|客气|磨叽|耗|吵|扯|一般见识|浪费)"
    rf"|{_HIM}(?:真的?|很|太|好|超|超级|有够|实在|也?太|就是|简直|可)+(?:是)?(?:个)?(?:烦|难缠|麻烦|讨厌|啰嗦|罗嗦|难搞|难弄|难伺候|刁(?!民)|事多|事儿多|番|机车|鲁|奇葩|极品|有病)"
    rf"|(?:^|[,。;!: ])(?:你们?|咱们?|我们)?(?:先|就|随便|随意|再|去)*(?:应付|敷衍|打发|糊弄|唬弄|搪塞|忽悠)(?:一下|几句|两句|过去|了事|就好|就行|{_HIM})|(?:去|来|先|帮忙|你)(?:哄哄?|稳住|劝劝|摆平|糊弄|唬弄|打发|安抚)(?:一下)?{_HIM}|^(?:小|老|阿)[\u4e00-\u9fff]你(?:去|来|先|再|帮|给|跟)"
    rf"|\b(?:ignore|humou?r|fob off|brush off|get rid of|placate|stall|don't (?:bother|argue|talk|waste (?:your )?(?:time|words|breath))(?: (?:with|on|to|about|answering|calling))*|do not (?:bother|argue|waste (?:your )?(?:time|words|breath))(?: (?:with|on|to|about|answering|calling))*) {_HIM_EN}\b"
    r"|\bthis (?:customer|caller|client|passenger|guy|man|woman|lady|person) (?:is|'s|really is|keeps) (?:\w+ ){0,2}?(?:pain|nuisance|nightmare|annoying|difficult|impossible|moaning|idiot|mad|hard work)\b|\b(?:he|she) (?:is|'s) (?:such |just |really )?a (?:\w+ )?(?:pain|nuisance|nightmare|moaner)\b",
    re.IGNORECASE,
)
_CARD = expression(
    r"^(?:手机|电话|联系电话|联系方式|座机|直线|分机|微信|qq|传真|邮箱|信箱|电子邮件|地址|官网|网址|邮编|tel|telephone|phone|mobile|mob|cell|fax|e-?mail|mail|wechat|web|address|ext|[tmfe])\.?(?:号码?|号)? ?[:/|]"
    r"|^(?:手机|电话|办公电话|联系电话|座机|直线|分机|传真|tel|phone|mobile|fax)\.?(?:号码?|号)? ?[+(]?\d[\d ()-]{6,}$"
    r"|^[a-z0-9._+-]{1,40}@[a-z0-9.-]+$|^(?:https?://|www\.)\S+$|^[+(]?\d[\d ()/-]{6,}$|\|.*(?:\d{7}|@)|(?:\d{7}|@\S).*\|"
    r"|^[\u4e00-\u9fff·]{2,4} ?(?:[\u4e00-\u9fff]{0,8}(?:经理|主任|主管|科长|处长|部长|专员|客服|班长))? ?(?:\+?86)? ?1[3-9]\d{9}$|^[-—–_ ]{0,4}(?:(?:发自|来自|发送自|寄自) ?(?:我的|outlook|qq|foxmail|网易|微信|iphone|ipad|android|华为|小米|荣耀|oppo|vivo)|sent from (?:my|outlook|yahoo|gmail|mail)\b|get outlook for\b)"
    r"|^(?:(?:微信|v信|qq|whatsapp|line)[和与/、 ]*)+(?:号码?)?(?:同号|同步|同手机号?|同上)$|^(?:手机|电话)(?:号码?)?(?:同|即|就是|也是|=)(?:微信|v信)(?:号)?$",
    re.IGNORECASE,
)
_DATES = expression(
    r"^(?:(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d{2}))(?: ?[-/]? ?|$))+$"
)  # no telephone number
_RULE = expression(r"^[-_=—*~]{2,}$")
_NAME = expression(
    r"^(?![一二三四五六七八九十]{1,2}[、.)]|.*(?:[已了将请]|我们))[^。.!?;,:\d•·-][^。!?;:\d]{0,23}$"
    r"|^(?=.{1,60}$)[A-Z][\w.&'()-]*,?(?: (?:[A-Z&(][\w.&'()-]*,?|[|·•/–-]|of|and|for|the|de))+$"
)
_PARTING = expression(
    r"^(?:此致|敬礼|祝好|顺祝.{0,6}|谢谢[!。]?|(?:best |kind |warm )?regards,?|sincerely,?|thanks[,!]?)$", re.IGNORECASE
)
_MOBILE = expression(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)")
_APP = r"(?:微信|v信|威信|薇信|vx|wx|we ?chat|qq|line|whats ?app|telegram)"
_ACCOUNT = expression(
    rf"(?:加|添加|互加|搜|扫)(?:一?下)?(?:我(?!们)|他|她|本人|(?:这个|该)?(?:站长|经理|主任|师傅|班长))的?(?:个人)?的?{_APP}(?:号码?|id)?[:：是为]?[\w-]{{0,20}}"
    rf"|(?:我(?!们)|他|她|本人)的?(?:个人|私人)?{_APP}(?:号码?|id)?(?:同号|(?:是|为|就是|[:： ])?\s?[a-z0-9][\w-]{{4,19}})"
    rf"|(?<!企业)(?<!客服)(?<!官方)(?<![a-z]){_APP}(?:号码?|id)?\s?[:：是为 ]\s?(?=[a-z_-]*\d|qq)[\w-]{{5,20}}|{_APP}(?:号码?)?同号|(?<![a-z])qq(?:号码?)?\s?[:：]?\s?\d{{5,11}}"
    rf"|\b(?:add|message|contact|reach|text|find|ping) (?:me|him|her) (?:on|via|by|at|through) {_APP}\b[^,.;!?]{{0,24}}|\b(?:my|his|her) (?:own |private |personal )?{_APP}(?: id| number| account)? (?:is|:)[^,.;!?]{{0,24}}"
)  # of folded text without what only tells of others
_ENDS = expression(r"^[-_=—*~]{2,}$|^\d{4}年\d{1,2}月\d{1,2}[日号]$|^二[〇零○]\S{2,3}年\S{1,3}月\S{1,3}日$")
_SENTENCES = expression(r"[^。！!？?；;\n]+[。！!？?；;]*")
MOST_NAMES = 3  # lines of a card above its numbers: name, title, unit


class Part(msgspec.Struct, frozen=True):
    """What the customer reads, and what stays inside."""

    words: str
    inside: str = ""
    around: str = ""  # a salutation and a sign-off, of which the letter has its own


def customers_part(text: str, colleagues: Collection[str] = ()) -> Part:
    """Parts what goes to the customer from what is for colleagues. `colleagues`: names; a line that calls one of them is a remark to them."""
    lines = text.strip().splitlines()
    folded = [simplified(narrowed(line)).strip() for line in lines]
    inside = {i for i, line in enumerate(folded) if _is_inside(line, colleagues)}
    inside |= _after_disclaimer(folded)
    inside |= _card(folded, inside)
    around = sign_off(folded, inside)
    greets = salutation([line if i not in {*inside, *around} else "" for i, line in enumerate(folded)])
    greeted, lines = ("", lines) if greets else _without_greeting(lines, inside | around)
    around |= greets
    parts = [("", line.strip()) if i in inside else _without_calls(line, colleagues) for i, line in enumerate(lines)]
    words = "\n".join(theirs for i, (theirs, _) in enumerate(parts) if i not in inside | around)
    kept = "\n".join(ours for _, ours in parts if ours)
    left = "\n".join(filter(None, [greeted, *(lines[i].strip() for i in sorted(around))]))
    return Part(re.sub(r"\n{3,}", "\n\n", words).strip(), kept.strip(), left)


def _without_greeting(lines: list[str], left_out: set[int]) -> tuple[str, list[str]]:
    """The greeting that begins the first line, "Dear Ms Hill, we have mended it", and the lines without it."""
    first = next((i for i, line in enumerate(lines) if line.strip() and i not in left_out), None)
    greeted = "" if first is None else greeting(lines[first].strip())
    if first is None or not greeted:
        return "", lines
    rest = lines[first].strip()[len(greeted) :].strip()
    return greeted.strip(), [*lines[:first], rest[:1].upper() + rest[1:], *lines[first + 1 :]]


def _without_calls(line: str, colleagues: Collection[str]) -> tuple[str, str]:
    """A line for the customer without the sentences in it that call a colleague to do something; and those."""
    called = [sentence for sentence in _SENTENCES.findall(line) if _calls(sentence, colleagues)]
    for sentence in called:
        line = line.replace(sentence, "", 1)
    return line, " ".join(sentence.strip() for sentence in called)


def _calls(sentence: str, colleagues: Collection[str]) -> bool:
    return _bidding(tuple(colleagues)).match(simplified(narrowed(sentence))) is not None


@lru_cache(maxsize=256)  # everybody of a directory but the writer
def _bidding(colleagues: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(["[小老阿][\u4e00-\u9fff]", *map(re.escape, filter(None, colleagues))])
    bids = r"[,: ]*(?:你(?!好|们|放心|别|不用|慢走)|请你|帮我|帮忙|麻烦你|记得|please\b)"
    return re.compile(rf"\s*@?(?:{names}){bids}", re.IGNORECASE)


@lru_cache(maxsize=256)
def _calling(colleagues: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, filter(None, colleagues))) or "(?!)"
    return re.compile(rf"(?:{names})(?:[,:]|经理|主任|师傅|总|你|您| please)", re.IGNORECASE)


def without_card(text: str) -> str:
    """The words without the signature card and the disclaimer below them; their first line is always words."""
    lines = text.strip().splitlines()
    folded = [simplified(narrowed(line)).strip() for line in lines]
    inside = {i for i, line in enumerate(folded) if _disclaims(line) and _WARNS.search(line)}
    inside |= {i for i in _after_disclaimer(folded) if any(j in inside for j in range(i + 1))}
    inside |= _card(folded, inside)
    return "\n".join(line for i, line in enumerate(lines) if i == 0 or i not in inside).strip()


def private_number(text: str, known: Collection[str]) -> str:
    """The first mobile number in the words that is none of the `known` ones (their last eleven figures); "" if there is none."""
    ours = {re.sub(r"\D", "", number)[-11:] for number in known}
    found = (match.group() for match in _MOBILE.finditer(narrowed(text)))
    return next((number for number in found if re.sub(r"\D", "", number)[-11:] not in ours), "")


def private_account(text: str) -> str:
    """Where the words bid the customer to somebody's own account (WeChat, QQ, WhatsApp); "" if they do not."""
    found = _ACCOUNT.search(without_told_of(text))
    return found.group().strip() if found else ""


def _is_inside(line: str, colleagues: Collection[str]) -> bool:
    called = _calling(tuple(colleagues)).match(line) is not None
    about = _ABOUT_THEM.search(without_told_of(line)) is not None
    return called or about or bool(_INTERNAL.search(line) or _TO_COLLEAGUE.search(line) or _disclaims(line))


def _disclaims(line: str) -> bool:
    return _DISCLAIMER.search(_OF_THIS_LETTER.sub("", line)) is not None


def _after_disclaimer(folded: list[str]) -> set[int]:
    """A disclaimer's paragraph, to its end."""
    inside: set[int] = set()
    going = False
    for i, line in enumerate(folded):
        going = bool(line) and (going or _disclaims(line))
        inside |= {i} if going else set()
    return inside


def _card(folded: list[str], inside: set[int]) -> set[int]:
    """The signature at the end: its numbers and addresses, and above them name, title and unit on lines of their own."""
    end = len(folded)
    while end and (not folded[end - 1] or end - 1 in inside or _ENDS.match(folded[end - 1])):
        end -= 1
    begin = end
    while begin and (
        _is_of_a_card(folded[begin - 1]) or (begin < end and not folded[begin - 1]) or _is_title(folded, begin, end)
    ):
        begin -= 1
    if begin == end or _is_an_office_number(folded[begin:end], folded[begin - 1] if begin else ""):
        return set()
    names = 0
    while begin and names < MOST_NAMES and _NAME.match(folded[begin - 1]) and not _PARTING.match(folded[begin - 1]):
        begin, names = begin - 1, names + 1
    if begin == 0 and names:  # nothing but short lines: the first is what was said
        begin = 1
    while begin and (not folded[begin - 1] or _RULE.match(folded[begin - 1])):
        begin -= 1
    return set(range(begin, len(folded)))


def _is_an_office_number(card: list[str], above: str) -> bool:
    """One line with a number that is no mobile, without a name above: by which the customer may call."""
    filled = [line for line in card if line]
    alone = len(filled) == 1 and not _NAME.match(above) and not _RULE.match(above)
    return alone and bool(re.search(r"\d{5}", filled[0])) and "@" not in filled[0] and not _MOBILE.search(filled[0])


def _is_title(folded: list[str], begin: int, end: int) -> bool:
    """A name or unit between the numbers of a card."""
    above = folded[begin - 2] if begin > 1 else ""
    return begin < end and bool(_NAME.match(folded[begin - 1])) and _is_of_a_card(above)


def _is_of_a_card(line: str) -> bool:
    """A number or an address, and no date."""
    return bool(_CARD.search(line)) and not _DATES.match(line)
