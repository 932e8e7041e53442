"""Yes and no as people write them, and whether anything is written at all."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

_YES_WORDS = frozenset(["yes", "y", "true", "ok", "是", "是的", "有", "已", "对", "能", "√", "已完成", "已落实", "1"])
_NO_WORDS = frozenset(
    ["no", "n", "none", "nil", "n/a", "na", "false", "not applicable", "否", "不", "无", "没有", "没", "未", "暂无",
     "不适用", "不是", "不涉及", "无需", "不需要", "×", "x", "0", "零"]
)  # fmt: skip
_PUNCTUATION = " .,;:!?。，、；：！？…—-_/\\|()（）[]【】~～*'\"“”"
_NOTHING_PAID = expression(
    r"(本公司|我公司|公司|我司|我们|我单位|本单位)?(不|无|没有|未)(再|予|给予|作|做|进行|需|需要|涉及|存在|提供|支付)*"
    r"(任何|经济|金钱|现金|的)*(补偿|赔偿|赔付|退款|代金券|红包|费用)?"
)
_DENIAL = expression(r"(还|尚|暂|仍)?(未|没|否|不)|(no|not|n)(?![a-z])")
_UNDECIDED = expression(
    r"(?:也许|可能|有可能|或许|大概|大概是|应该吧|应该是吧|好像是?|不(?:太|很|能)?(?:确定|清楚|知道|好说|一定)|说不(?:清|好|准)|待(?:定|查|核|核实|确认|调查)|未定|尚?未(?:确定|核实|查清)|看情况|再看)[吧的了]?"
    r"|(?:perhaps|maybe|possibly|probably|(?:i )?(?:do not|don't) know|(?:i am |i'm )?(?:not|un) ?(?:yet )?(?:sure|certain|clear|known|decided)(?: yet)?|tb[cda]|to be (?:confirmed|decided|checked)|(?:it )?depends|yes or no|yes/no|y/n|是/否|是或否)"
)
_FIGURE = expression(r"[0-9一二两三四五六七八九十百千万]")
_NONE_OF_IT = expression(r"[无没未不否]|\b(no|not|none|nil|never)\b")
_NO_MONEY = expression(r"[¥￥$]?0+(\.0+)?(元|块|圆|yuan|rmb|cny|%)?(整)?")


def is_empty(value: str) -> bool:
    """Whether nothing is written there: only spaces or punctuation."""
    return not value.strip().strip(_PUNCTUATION)


def says_yes(value: str) -> bool:
    """Whether the words mean yes."""
    return folded(value).strip(_PUNCTUATION) in _YES_WORDS


def says_no(value: str) -> bool:
    """Whether the words mean no, none or nothing paid: 无, 没有, none, 0, 0元, 不作经济补偿."""
    word = folded(value).strip(_PUNCTUATION)
    return word in _NO_WORDS or bool(_NO_MONEY.fullmatch(word) or _NOTHING_PAID.fullmatch(word))


def says_no_figure(value: str) -> bool:
    """Whether a line that wants a figure or a date says that there is none: 无, 无索赔, 客户未提, no claim."""
    words = folded(value)
    return says_no(value) or (_FIGURE.search(words) is None and _NONE_OF_IT.search(words) is not None)


def denies(value: str) -> bool:
    """Whether an answer to a question of yes or no begins with a no, whatever follows: 否, 还没送到, no, out of stock, not yet."""
    return says_no(value) or _DENIAL.match(folded(value).lstrip(_PUNCTUATION)) is not None


def leaves_open(value: str) -> bool:
    """Whether an answer to a question of yes or no is neither: perhaps, 不确定, to be confirmed."""
    return _UNDECIDED.fullmatch(folded(value).strip(_PUNCTUATION)) is not None


def says_nothing(value: str) -> bool:
    """Whether nothing, or nothing but 无, none or a dash is written there."""
    return is_empty(value) or folded(value).strip(_PUNCTUATION) in _NO_WORDS


def is_filled(value: str, kind: str = "text") -> bool:
    """Whether a field of that type is filled: 无, 没有, none and 0 do not fill a text; they do answer yes_no, number, choice."""
    return not is_empty(value) and (kind != "text" or not says_no(value))
