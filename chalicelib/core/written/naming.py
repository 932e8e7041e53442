"""Where a text names somebody: by name, title or number, in either script, and not inside another word or another's name."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.namelessness import CHINESE
from chalicelib.core.written.words import narrowed, simplified

_HAN = f"[{CHINESE}]"
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "长孙",
    "宇文",
)
_COURTESY = "先生|女士|小姐|太太|同志|老师|师傅|师(?![父生长资])|大哥|大姐|姐|哥"
_LEADING = expression(
    r"(?:长|经理|主任|主管|总监|总|负责人|领班|领导)$|\b(?:manager|supervisor|head|director|chief|foreman)\b",
    re.IGNORECASE,
)
_TITLES = "经理|主任|主管|站长|队长|班长|组长|科长|处长|部长|店长|课长|所长|校长|院长|总监|总|工|司机|驾驶员|乘务员|售票员|客服|医生|教练|护士"

_MASK = expression(r"某{1,2}|[xX×*]{1,2}(?![A-Za-z])")
_TITLE = expression(f"{_COURTESY}|{_TITLES}")
_FAMILIAR = expression("先生|女士|小姐|师傅|姐|哥|[那这][小家][子伙]")

# Words that a name's signs make as well: 高兴, 安全. They name somebody only where the words around them say so.
_WORDS = (
    "高兴 高峰 高原 高级 高度 高温 高速 高铁 高价 高手 高考 高大 安全 安静 安心 安装 安排 安检 安康 平安 和平 和气 文明 文化 方便 方向 方法 方案 方式 方面 白云 白天 白费 江山 江南 江北 马上 马路 马虎 路程"
    " 路口 路线 路面 路过 车票 车站 车辆 车队 车主 毛病 毛巾 万一 万分 万事 金额 金牌 金融 黄金 黄河 黄牛 严重 严格 时间 时刻 成本 成功 水平 温度 温馨 温和 常常 常用 康复 健康 向前 向来 应该 应急 应当 项目"
    " 强调 单独 单位 钱包 党员 纪念 纪律 雷电 雷雨 祝福 祝愿 房屋 房产 明天 明白 古老 石头 许多 许可 计划 计算 包括 包裹 包装 包容 左右 任何 任务 任意 阳光 王府 王牌 花费 花园 齐全 于是 梁山 林业 黎明 谢谢"
    " 谢意 关心 关系 关闭 解放 解决 解释 司机 司空 张贴 张罗 陈旧 易用 贺卡 顾客 顾虑 龙头 段落 夏天 秋天 牛奶 席位 乐意 连续"
)
_ORDINARY = frozenset(_WORDS.split())
_PERSON_BEFORE = expression(
    rf"(?:叫|姓名|名字是|投诉|举报|找|被|让|给|对|和|跟|与|的|位|号|长|员|工|师傅|师|同志|[“\"「(（:：])$|(?:{_TITLES})$"
)
_PERSON_AFTER = expression(
    rf"(?:{_COURTESY}|{_TITLES}|把|被|让我|给我|对我|说|骂|打|推|拿|撕|扔|摔|收|少|多|乱|修|开票|不给|不理|拒|一直|在岗|值班|态度|这|那|[“”\"」)）])"
)
_NOT_A_PERSON = expression(
    r"(?:期|时|点|段|小时|车|公交|客流|兴|而|地|起来|极了|得|不起|死|坏了|之|性|感|意|事|带|锤|门|出口|通道|隐患|生产|驾驶)"
)
_HARDLY = expression(r"(?:很|不|非常|太|真|挺|特别|更|最|好|注意|起|会|没|不太|能|有|高)$")

# A place, a brand or a thing that bears a name.
_PLACE = expression(
    r"[^绕半一走让赶拦开过带在堵上下把跑问带\W]?(?:路|街|大街|大道|大厦|大楼|广场|小区|花园|村|镇|乡|桥|公园|医院|学校|路口|府(?:井|路)|同款|牌|体|传)(?![人上边]?(?:骂|打))"
)
_SAYING = expression(
    r"何方(?:神圣|人[士也氏])|方圆[几数百千两一二三四五六七八九十\d]{1,5}(?:公?里|米)|江涛(?:滚滚|汹涌|拍岸)"
)
# Signs that often end a given name, and words that begin with them and so begin something else.
_THIRD = "安娜丽生华军红英芳敏静洋艳勇杰涛超霞秀兰刚桂原江强大伟平明国民文辉玲云山林峰海波东春梅龙飞燕宁健利成荣志佳德俊义仁福海宇泽欣怡玉珍琴萍莉莲琳雪雷"
_WORDS_AHEAD = expression(
    r"(?:安全|安排|安慰|平时|平常|平白|平均|生气|生怕|强行|强迫|强制|强拉|强收|超速|超载|超车|大声|大骂|大吵|大吼|大小声|明明|明知|明确|成天|成心|健忘|民工|文明|海口|东西|国庆|春节|利用|原来|原本|原先|江湖|德行|大概|大喊|大叫|大白天|静静|刚[才刚好说打骂到上下给把还来]|大(?:家|多|半|骂)|飞(?:快|速|奔|驰)|明(?:天|年)|生(?:病|意)|成(?:了|为)|强(?:抢|调)|超(?:过|员|站)|平日|安(?:装|检))"
)
# Words that a name's last sign begins: 梁波浪涌 is nobody's.
_JOINED = expression(
    r"波(?:浪|动|及|折)|强(?:光|风|度|烈)|明(?:白|显|亮|珠)|平(?:原|台|面|米)|江(?:湖|水|边)|海(?:边|水|鲜|岸|洋)|阳(?:光|台)|超市|华侨|云(?:层|彩)|峰(?:会|值)|龙(?:头|卷)|林(?:区|场)|山(?:区|坡|路)"
)
# After another's name: the words that go on about a whole person.
_WHOLE = expression(
    rf"(?:$|[^{CHINESE}]|是|也|和|跟|的|他|她|说|先生|女士|小姐|同学|老师|医生|师傅|阿姨|经理|主任|前住|前的)"
)


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """By what somebody of the directory is named. `shares`: colleagues have the same surname. `leads`: units whose title alone is theirs, "" for all."""

    name: str
    others: tuple[str, ...] = ()
    title: str = ""
    number: str = ""
    shares: bool = False
    leads: tuple[str, ...] = ()
    trade: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True):
    """From where to where; `sure` that it is that person and nobody and nothing else of the name; `by_first_name` alone, which many bear."""

    start: int
    end: int
    sure: bool = True
    by_first_name: bool = False


@lru_cache(maxsize=64)  # one text is asked about everybody in the directory
def evened(text: str) -> str:
    """The text as names are sought in it: narrow, simplified, without the blanks between Chinese signs."""
    said = simplified(narrowed(text)).replace("\r", "").replace("\u2019", "'")
    return re.sub(rf"(?<={_HAN})[ \t\u3000]{{1,3}}(?={_HAN})", _kept_blank, said)


def _kept_blank(found: re.Match[str]) -> str:
    """A blank within a name or a word is a slip; one that parts a greeting or a signature is kept as a comma would be."""
    return "" if found.end() - found.start() == 1 else "  "


def mentions_of(text: str, called: Called) -> tuple[Mention, ...]:
    """Where an evened text names them, from front to back, the surer of two at one place."""
    found = sorted(_all(text, called), key=lambda m: (m.start, not m.sure, -m.end))
    kept: list[Mention] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _all(text: str, called: Called) -> Iterator[Mention]:
    for name in (called.name, *called.others):
        if len(name) > 1:
            yield from _latin(text, name, called) if name.isascii() else _chinese(text, name, called)
    if called.number and called.number in text:
        yield from _numbered(text, called)
    if called.leads and called.title and _small(called.title) in _small(text):
        yield from _titled(text, called)


def _chinese(text: str, name: str, called: Called) -> Iterator[Mention]:
    for start in _places(text, name):
        sure = _stands_alone(text, start, start + len(name), name)
        if sure is not None:
            yield Mention(start, start + len(name), sure)
    surname = surname_of(name)
    for start, end, title in _by_surname(text, surname, name[len(surname) :], called):
        if not text.startswith(name, start) and not text.startswith("同学", end):
            fits = not (_LEADING.search(title) and called.title) or title == called.title
            alone = (not called.shares or (title != "" and title == called.title)) and fits
            yield Mention(start, end, alone)
    yield from _masked(text, surname, name)


def _masked(text: str, surname: str, name: str) -> Iterator[Mention]:
    """Whom a writer names without naming them: 何某, 何某方, 何XX; anybody of that surname may be meant."""
    for at in _places(text, surname):
        found = _MASK.match(text, at + len(surname))
        if found and _begins(text, at):
            ends = found[0][0] == "某" and text.startswith(name[-1], found.end())
            yield Mention(at, found.end() + ends, sure=False)


def surname_of(name: str) -> str:
    """The surname of a Chinese name, or of a Latin one; "" where it has only one part."""
    if name.isascii():
        parts = name.split()
        return parts[-1] if len(parts) > 1 else ""
    return name[:2] if name.startswith(_COMPOUND) and len(name) > 2 else name[:1]  # noqa: PLR2004  a given name follows


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _by_surname(text: str, surname: str, given: str, called: Called) -> Iterator[tuple[int, int, str]]:
    """From where to where somebody is called by surname and title, and by which title: 郭师傅, 小郭, 姓郭的; of a longer given name 淑芬小姐."""
    for at in _places(text, surname):
        end, before = at + len(surname), text[max(at - 1, 0) : at]
        if before == "姓" and text.startswith("的", end):
            yield at, end, ""
        elif before and before in "小老" and len(surname) == 1 and _begins(text, at - 1):
            yield at - 1, end, ""
        elif _begins(text, at) and (title := _title_at(text, end, called)):
            yield at, end + len(title), title
    for at in _places(text, given) if len(given) > 1 else ():
        follows = _FAMILIAR.match(text, at + len(given))
        if follows and not re.match(_HAN, text[max(at - 1, 0) : at]):
            yield at, follows.end(), ""


def _begins(text: str, at: int) -> bool:
    """Whether a word may begin there: behind no Chinese sign, or behind one that a name often follows."""
    before = text[max(at - 1, 0) : at]
    return not re.match(_HAN, before) or before in "的是找被叫问让给对跟和与向司机个位"


def _title_at(text: str, at: int, called: Called) -> str:
    own = (t for t in (called.title, *called.trade) if t and text.startswith(t, at))
    found = _TITLE.match(text, at)
    return max((*own, found.group() if found else ""), key=len)


def _stands_alone(text: str, start: int, end: int, name: str) -> bool | None:
    """Whether that name is a word of its own there; None if it is part of something else."""
    before, after = text[max(start - 8, 0) : start], text[end : end + 8]
    if _SAYING.search(text[max(start - 2, 0) : end + 8]):
        return None
    if _PLACE.match(after) and not re.match(rf"{_HAN}{{0,2}}(?:{_TITLES})", after):
        return None
    if name in _ORDINARY:
        if _HARDLY.search(before) or _NOT_A_PERSON.match(after):
            return None
        named = _at_a_break(before) and _PERSON_AFTER.match(after) is not None
        return True if named or _PERSON_BEFORE.search(before) else False if _at_a_break(before) else None
    if _JOINED.match(name[-1:] + after):
        return None
    return _ends(after)


def _at_a_break(before: str) -> bool:
    return not before or not re.search(rf"{_HAN}$", before)


def _ends(after: str) -> bool | None:
    """Whether a name ends where such signs follow, and is no part of a longer one (郭平 in 郭平安)."""
    if not after or after[0] not in _THIRD or _WORDS_AHEAD.match(after):
        return True
    return None if _WHOLE.match(after[1:]) else False


@lru_cache(maxsize=2048)
def _latin_forms(name: str, *, chinese: bool) -> re.Pattern[str]:
    parts = [re.escape(part).replace("'", "'?") for part in name.split()]
    gap = r"[\s.-]{1,3}"
    ways = [gap.join(parts)]
    if len(parts) > 1:
        last, rest = (parts[0], parts[1:]) if chinese else (parts[-1], parts[:-1])
        ways += [last + r",? ?" + gap.join(rest), gap.join([*rest, last]), gap.join([last, *rest]), "".join(parts)]
        ways += [rf"(?:mr|mrs|ms|miss|mx|dr)\b\.? ?{last}"]
        first = rf"|(?P<first>(?-i:{parts[0]}(?! [A-Z])))" if len(parts[0]) > 2 else ""  # noqa: PLR2004  no initial
        bare = rf"|(?-i:(?<![A-Z][a-z]\s)(?<!the )(?<![A-Za-z] of ){last}(?!,? [A-Z])){first}" if not chinese else ""
    else:
        bare = ""
    return re.compile(rf"(?<![A-Za-z@.])(?:(?P<whole>{'|'.join(ways)}){bare})(?![A-Za-z@]|\.[a-z])", re.IGNORECASE)


@lru_cache(maxsize=64)
def _small(text: str) -> str:
    """As names are looked for first of all: without case, and without the apostrophes that people leave out."""
    return text.casefold().replace("'", "")


_CALLED_AFTER = expression(r"(?:'s)? (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Hotel|Station|Park)\b")


def _latin(text: str, name: str, called: Called) -> Iterator[Mention]:
    if not any(part in _small(text) for part in _small(name).split()):
        return
    form = _latin_forms(name, chinese=not called.name.isascii())
    for found in form.finditer(text):
        if _CALLED_AFTER.match(text, found.end()):
            continue
        by_first_name = found.groupdict().get("first") is not None
        sure = found["whole"] is not None or not (called.shares or by_first_name)
        yield Mention(found.start(), found.end(), sure, by_first_name)


def _numbered(text: str, called: Called) -> Iterator[Mention]:
    trade = "|".join(re.escape(t) for t in called.trade if not t.isascii())
    who = f"司机|驾驶员|师傅|售票员|客服|员工|窗口|工作人员|柜员|乘务员|同志|那位|这位{'|' + trade if trade else ''}"
    before = (
        r"(?:工号|员编|员工编号|员工号|司机编号|胸牌|工牌|工作牌|badge|employee|staff|driver|clerk)[^\d\n。,，]{0,10}"
    )
    number = re.escape(called.number)
    pattern = rf"(?P<b>{before})?(?<![\dA-Za-z]){number}(?![\dA-Za-z])(?P<a>号?(?:的|那位|这位)?(?:{who}))?"
    for found in re.finditer(pattern, text, re.IGNORECASE):
        if found["b"] or found["a"]:
            yield Mention(found.start(), found.end())


def _titled(text: str, called: Called) -> Iterator[Mention]:
    """A leader by title: 城东站的站长, and where only one in the directory has the title, 站长 alone."""
    if not _LEADING.search(called.title):
        return
    title, units = re.escape(called.title), [re.escape(unit) for unit in called.leads if unit]
    ways = [rf"{unit}(?:的|'s)? ?{title}" for unit in units] + [
        rf"{title} (?:at|of|in) (?:the )?{unit}" for unit in units
    ]
    if "" in called.leads:
        ways.append(
            rf"(?:(?<!{_HAN})|(?<=你们)|(?<=你们的)|(?<=那个)|(?<=被)|(?<=是)|(?<=找)){title}"
            if not called.title.isascii()
            else rf"\b(?:your|the) {title}\b"
        )
    if ways:
        yield from (Mention(found.start(), found.end()) for found in re.finditer("|".join(ways), text, re.IGNORECASE))
