"""Which charset bytes are in, by which reading of them makes sense: everyday signs tell Chinese from what only looks like it."""

import re
from functools import lru_cache

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import simplified
from chalicelib.inbound import alphabets, jis
from chalicelib.inbound.charset_names import EAST_ASIAN, WESTERN

SAMPLE = 8_192
"""Bytes that are judged: enough to tell a language, little enough to be quick."""
LEAST_BYTES = 3
"""Different ones: a row of the same letter is an ornament."""
CHINESE = ("gb18030", "big5hkscs")
JUDGED = 400
"""Characters of a text that a reading is made of."""
MOST_OTHERS = 200
"""Lines of a text that are in another charset than the rest."""
LEAST_SIGNS, MANY_SIGNS = 2, 6
"""Signs from which a reading is judged at all, and from which fewer of them need be everyday ones."""

# The signs that come most often in Chinese letters, and those of complaints; simplified.
_EVERYDAY = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日"
    "军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名"
    "真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色"
    "路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
    "您请客服投诉退款赔偿票车站公交司机乘态度差恶劣晚误点钱元费收到答复书面回复尽快谢满处理意见订单号电话邮件附照片图购买换货店员坏修押贵单位工作局办厅窗口班次座位取消拒绝态欠补扣缴保险医院药价格质量问题反映举报"
    "达领系转节值式改造济备增持整百资深易据维阶创断质支示适府续细层布曾古引围双存构般众声图拍红坚列土破须城约育州围护研团热击容脸轻注笑皮夫云脑属具连清商户农层陈讲诗亲推远细块脚失乐素击句写异状初标终验例"
    "责营斯演型助考简效留批洋超负责包排察续供修钟范留致警抓药牌载套怪承呀季额销欢迎喝吃饭菜肉油盐糖米面水果虫毛苍蝇蟑螂漏雨宠物罚款拉黑充桩急停堵撞伤疼痛病检查护士床拖鞋洗澡吵闹噪音味臭烟酒抽吸骂吼凶粗鲁辱威胁"
    "甩站绕路超速闯灯刹玩手机没空调冷热脏乱挤踩摔断裂碎旧二欺骗诈虚假宣冒充偷漏少拖延推诿敷衍迟疏忽误导冻结逾征信贷息押锁租赁物业停水电梯维修漆墙垃圾臭暖宽带网速卡顿断线流套餐资费违约退还补发换货仓库寄件签收转运"
    "优惠券积券验证码密登录注册账绑定软件页面闪系统崩溃依旧仍然还是又再次第三四五六七八九十零两百千万亿半双单只件份条张杯瓶袋盒箱台辆部间层米斤克岁男女老幼孩婴残疾孕妇轮椅盲聋胖瘦高矮"
    "情况说明要求道歉解决核实快递包裹丢失行李航班酒店房间食品异物发票宝银行账户卡元块角幢号街区县镇村省市京沪早午晚夜周星期昨今明年月日时分秒哪吗吧呢啊哦嗯没谁怎样麻烦帮忙抱歉感谢辛苦您好先生女士小姐同志"
)
_PLAINLY_CHINESE = expression("[的我了是不，。]")
_HAN = expression("[\u3400-\u9fff\U00020000-\U0002ffff]")
_HAN_TOGETHER = expression("[\u3400-\u9fff](?:[\\d\u3000-\u3011\uff00-\uff5e]{0,6}[\u3400-\u9fff])+")
_SETTING = expression("[\u3000-\u3002\u3008-\u3011\u2018-\u201d\u2026\uff00-\uff5e]")
_HANGUL = expression("[\uac00-\ud7a3]")
_KANA = expression("[\u3041-\u30ff]")
_NEVER_CYRILLIC = expression("[\u2500-\u25ff]|[A-Za-z][а-яё]|[а-яё][A-Za-z]")
_SMALL_CYRILLIC = expression("[а-яё]")
# Everything beyond ASCII is three bytes long in UTF-8; is in runs of at least four bytes, all even.
_WIDE_NONSENSE = expression("[\0-\x08\x0e-\x1f\ue000-\uf8ff\ufffe\uffff]")
_TRIPLES = expression(rb"(?:[\x00-\x7f]|[\xe2-\xef][\x80-\xbf]{2})*")
_TRIPLE = expression(rb"[\xe2-\xef][\x80-\xbf]{2}")
_RUNS_OF_PAIRS = expression(rb"(?:[^A-Za-z\x80-\xff]|(?<![A-Za-z])(?:[\xa1-\xfe]{2}){2,}(?![A-Za-z\x80-\xff]))*")
_PAIRS = expression(rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf])*")
_HIGH = expression(rb"[\x80-\xff]")


class Reading(msgspec.Struct, frozen=True):
    """How a text reads as Chinese: its signs, and which shares of them are everyday ones, and of the first tables of the national charsets."""

    signs: int
    strange: int
    everyday: float
    plain: float
    together: float

    @property
    def is_chinese(self) -> bool:
        """Nobody gets there by accident."""
        if self.signs < LEAST_SIGNS or self.plain < 0.9 or self.together < 0.6:  # noqa: PLR2004
            return False
        return self.everyday >= (0.5 if self.signs >= MANY_SIGNS else 0.6)

    @property
    def is_nonsense(self) -> bool:
        """Signs that nobody writes one after the other."""
        return self.signs + self.strange >= LEAST_SIGNS and self.everyday < 0.25  # noqa: PLR2004


def strictly(data: bytes, name: str) -> str | None:
    """The text, None if a single byte does not fit."""
    try:
        return data.decode(name)
    except (UnicodeError, ValueError, LookupError, IndexError):
        return None


def better(data: bytes, text: str, name: str) -> str | None:
    """Another reading of bytes whose declared one is nonsense, or Western letters where no Western language has them; None if there is none."""
    if name == "utf-8":
        return _twice_encoded(text)
    if not _HIGH.search(data):
        return None
    if name in WESTERN:
        return _chinese(data, CHINESE) or _other_letters(data) or _few_signs(data)
    if name not in EAST_ASIAN:
        return None
    declared = _reading(text, name)
    utf8 = strictly(data, "utf-8")
    if utf8 is not None and _TRIPLES.fullmatch(data) and _reading(utf8, "utf-8").plain >= max(declared.plain, 0.9):
        return utf8
    if name in CHINESE and utf8 is not None and not declared.is_chinese and alphabets.is_western(utf8[:SAMPLE]):
        return utf8
    chinese = _chinese(data, tuple(other for other in CHINESE if other != name)) if declared.is_nonsense else None
    rare = name in CHINESE and (declared.is_nonsense or declared.plain == 0 or declared.together < 0.6)  # noqa: PLR2004
    return chinese or (in_letters(data) if rare else None)


def in_letters(data: bytes) -> str | None:
    """The text of bytes whose words are those of an alphabet; None if they are none."""
    codec = alphabets.codec_of(data)
    return data.decode(codec, "replace") if codec else None


def _other_letters(data: bytes) -> str | None:
    codec = alphabets.cyrillic_codec_of(data) or alphabets.polish_codec_of(data)
    return data.decode(codec, "replace") if codec else None


def piecewise(data: bytes) -> str | None:
    """Lines of UTF-8 and lines of something else, as gateways add them; None if they are not of both kinds."""
    lines = data.split(b"\n")
    texts: list[str | None] = []
    others: list[int] = []
    for i, line in enumerate(lines):
        texts.append(strictly(line, "utf-8"))
        others += [i] if texts[i] is None else []
        if len(others) > MOST_OTHERS:
            return None
    plainly = any(text and _TRIPLE.search(line) for line, text in zip(lines, texts, strict=True))
    if not plainly or _chinese(data, CHINESE) is not None:
        return None
    for i in others:
        texts[i] = _chinese(lines[i], CHINESE) or in_letters(lines[i])
    if not any(texts[i] for i in others):
        return None
    return "\n".join(
        line.decode("utf-8", "replace") if text is None else text for line, text in zip(lines, texts, strict=True)
    )


def _few_signs(data: bytes) -> str | None:
    """A word or two of GBK and no Western letter beside them: no Western language has four such letters in a row."""
    text = strictly(data[:SAMPLE], "gb18030")
    if (
        text is None
        or not _RUNS_OF_PAIRS.fullmatch(data[:SAMPLE])
        or len(set(_HIGH.findall(data[:SAMPLE]))) < LEAST_BYTES
    ):
        return None
    reading = _reading(text, "gb18030")
    return strictly(data, "gb18030") if reading.signs >= LEAST_SIGNS and reading.plain == 1.0 else None


def guessed(data: bytes, failed: str) -> str:
    """Text of bytes that declare no charset, or a wrong one: whatever reads best, letters of the West if nothing does."""
    if b"\x1b$" in data and (japanese := jis.decoded(data)) is not None:
        return japanese
    names = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _likely(data)
    for name in names:
        text = strictly(data, name) if name != failed else None
        if text is not None:
            return text
    return data.decode(names[-1] if len(names) > 1 else "cp1252", "replace")


def in_two_bytes(data: bytes) -> str | None:
    """UTF-16 that no byte order mark introduces: known by the zeros beside ASCII, and by what it then says; None if it is none."""
    sample = data[: SAMPLE // 2 * 2]
    if b"\0" not in sample or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if len(data) % 2 and not data.rstrip(b"\0")[-1:].isspace():
        return None
    text = data.decode(name, "ignore")
    said = text[:JUDGED].strip()
    mostly_ascii = max(even, odd) * 10 >= len(sample) * 3 and min(even, odd) * 20 <= max(even, odd)
    return (
        text
        if said and not _WIDE_NONSENSE.search(said) and (mostly_ascii or _reading(said, "utf-8").is_chinese)
        else None
    )


def _likely(data: bytes) -> list[str]:
    return [*([] if by_chance_utf8(data) else ["utf-8"]), *_by_reading(data[:SAMPLE])]


def is_chinese(data: bytes) -> bool:
    """Whether the bytes are read as Chinese in a national charset."""
    return _chinese(data, CHINESE) is not None


def by_chance_utf8(data: bytes) -> bool:
    """GBK whose pairs happen to be pairs of UTF-8, as those of 谢谢 do."""
    return _PAIRS.fullmatch(data[:SAMPLE]) is not None and _chinese(data, CHINESE) is not None


def _chinese(data: bytes, names: tuple[str, ...]) -> str | None:
    found = [(reading, name) for name in names if (reading := _reading(_sample(data, name), name)).is_chinese]
    for _, name in sorted(found, key=lambda pair: -pair[0].everyday):
        if (text := strictly(data, name)) is not None:
            return text
    return None


def _twice_encoded(text: str) -> str | None:
    """Text that a gateway took for Western letters, or for GBK, and encoded once more."""
    sample = text[: SAMPLE // 4]
    if sample.isascii() or _PLAINLY_CHINESE.search(sample):
        return None
    for name in ("cp1252", "latin-1", "gb18030"):
        if name == "gb18030" and not _reading(sample, name).is_nonsense:
            continue
        try:
            data = text.encode(name)
        except UnicodeError:
            continue
        return _chinese(data, ("utf-8",) if name == "gb18030" else ("utf-8", *CHINESE))
    return None


def _by_reading(sample: bytes) -> list[str]:
    """Charsets in which the sample reads well, best first."""
    chinese = {name: _reading(_sample(sample, name), name) for name in CHINESE}
    likely = [name for name, reading in chinese.items() if reading.signs and reading.plain >= 0.9]  # noqa: PLR2004
    likely.sort(key=lambda name: (-chinese[name].everyday, -chinese[name].plain))
    if likely and chinese[likely[0]].is_chinese:
        return likely
    if letters := alphabets.codec_of(sample):
        return [letters]
    shares = {name: _share(_sample(sample, name), pattern) for name, pattern in _OTHERS.items()}
    # Kana are read as rare syllables of Korean, but never the other way round.
    best = max(shares, key=lambda name: (_OTHERS[name] is _KANA and shares[name] >= 0.5, shares[name]))  # noqa: PLR2004
    doubtful = bool(likely) and not chinese[likely[0]].is_nonsense and _OTHERS[best] is not _KANA
    return [best, *likely] if shares[best] >= 0.5 and not doubtful else likely  # noqa: PLR2004


_OTHERS = {"cp932": _KANA, "euc_jp": _KANA, "cp949": _HANGUL, "cp1251": _SMALL_CYRILLIC, "koi8_r": _SMALL_CYRILLIC}


def _share(text: str, pattern: re.Pattern[str]) -> float:
    """Which share of the letters beyond ASCII the pattern fits."""
    if pattern is _SMALL_CYRILLIC and _NEVER_CYRILLIC.search(text):
        return 0.0
    beyond = sum(1 for char in text if not char.isascii() and char.isalnum())
    return len(pattern.findall(text)) / beyond if beyond else 0.0


def _sample(data: bytes, name: str) -> str:
    """What of the sample comes before the first byte that does not fit, a character that the sample cuts left out."""
    try:
        return data[:SAMPLE].decode(name)
    except UnicodeDecodeError as error:
        return data[: error.start].decode(name, "ignore") if error.start > len(data[:SAMPLE]) - 4 else ""
    except (UnicodeError, ValueError):
        return ""


def _reading(text: str, name: str) -> Reading:
    signs = _HAN.findall(text[:JUDGED])
    strange = sum(1 for c in text[:JUDGED] if not c.isascii() and not (_HAN.match(c) or _SETTING.match(c)))
    if not signs:
        return Reading(0, strange, 0.0, 0.0, 0.0)
    plain = "".join(sign for sign in signs if _plain(sign, name))
    everyday = sum(1 for sign in simplified(plain) if sign in _EVERYDAY)
    together = sum(len(_HAN.findall(run)) for run in _HAN_TOGETHER.findall(text[:JUDGED]))
    count = len(signs)
    return Reading(count, strange, everyday / (count + strange), len(plain) / (count + strange), together / count)


@lru_cache(maxsize=8_192)
def _plain(sign: str, name: str) -> bool:
    """In the first table of its national charset, where everyday signs are; GBK has the traditional forms of them elsewhere."""
    if name == "gb18030" and simplified(sign) != sign:
        return _plain(sign, "big5hkscs") and _plain(simplified(sign), name)
    for charset, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        if name in {"utf-8", {"gb2312": "gb18030", "big5": "big5hkscs"}[charset]}:
            try:
                if first <= sign.encode(charset)[0] <= last:
                    return True
            except UnicodeEncodeError:
                continue
    return False
