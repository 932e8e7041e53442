"""Sums of money in people's own words: "三万二", "18w", "两万出头", "12000块", "48块5", "¥300", "20,000", "80 quid".

Who complains of money mostly leaves the unit out. Such a number is a sum where it is of hundreds or more and nothing that is
counted, measured or dated stands behind it; in bare figures only beside words of paying, for those number also rooms,
policies and telephones.
"""

import re
from collections.abc import Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.written.numerals import FIGURES, FRACTION, IN_ENGLISH, ROUGHLY, fraction, told

_SIGN = r"(?:[¥$€£]|(?<![a-z])(?:rmb|cny|usd|hkd|ntd|twd|gbp|eur)|人民币)\s?"
_UNIT = r"\s?(?:[多几来余好把]{0,2}|出头|左右|上下)(?:元|块(?![儿头玻板屏布])|圆|蚊|大洋|人民币|美金|美元|港币|台币|刀(?![片子])|英镑|欧元|(?:rmb|cny|yuan|dollars?|bucks?|pounds?(?! of)|quid|gbp|euros?)(?![a-z]))"
_COUNTED = (  # what stands behind a number that is no sum
    r"\s?[多几来余]{0,2}\s?(?:"
    "个|名|位|户|口|家(?![里人用属])|人(?![没财])|台|辆|艘|架(?!车)|匹|头|只|棵|株|条|根|张(?!口)|份|页|封|件|套(?![里牢住])|箱|袋|包|瓶|桶|盒|双|例|处|门|颗|粒|片|栋|幢|座|层|楼|室|单元"
    "|平|亩|顷|公|里(?!面|头|外)|米|斤|吨|克|升|毫|厘|寸|尺|千瓦|度|伏|瓦|转|倍|折|字|级|分(?![期一二两三四五])|％|%"
    "|天|日|号|月(?![底初])|年|周|礼拜|星期|小时|钟|秒|点半|岁|次|趟|遍|回(?![来家到])|步|年|路|期|级|积分|万?公里"
    "|(?:km|kg|cm|mm|ml|g|m|h|hours?|days?|weeks?|months?|years?|minutes?|people|persons?|miles?|kilometres?|kilometers?|customers?|families|households|times|metres?|meters?|words|pages|steps|percent)(?![a-z])"
    ")"
)
_NUMBERED = expression(  # what stands before a number that names something
    r"(?:号码?|编号|单号|尾号|电话|手机|热线|账号|卡号|工号|案号|批号|邮编|型号|门牌|房|栋|幢|座|楼|单元|街|路|巷|第|no\.?|number|#)[ :是为]{0,2}$|[a-z0-9./:-]$",
    re.IGNORECASE,
)
_PAYING = expression(
    r"(?:[花费付垫交缴赔退扣收走划转值价差少欠亏损赚领报要给修换拿存投补票款钱额金账资买卖骗坑罚]|合计|加起来|一共|总共|下来|不到|超过|至少|大概|大约|将近|just|paid?|cost|lost|loss|worth|claim|refund|owe|only|for|of|about|got|charged)[了掉我俺你他她们的是就才共只:：,约近 a-z]{0,8}$",
    re.IGNORECASE,
)
_ROUND = expression("[百千万亿佰仟wk,]", re.IGNORECASE)
_UNNUMBERED = expression("[百千万]+")  # 千万别, 百万医疗: a word, no number
_LEAST = 100
_LONGEST = 7  # figures: more are a telephone, a policy or an account
_TOLD = expression(
    rf"(?P<sign>{_SIGN})?(?<![a-z0-9.])(?P<number>{FIGURES}|{ROUGHLY}|{IN_ENGLISH})(?:(?P<unit>{_UNIT})(?:(?<=[块元]){FRACTION})?|(?P<counted>{_COUNTED}))?",
    re.IGNORECASE,
)


def sums_of_money(words: str) -> Iterator[tuple[int, int, float]]:
    """Each sum: from where to where its number stands, and what it comes to. `words` narrowed and simplified."""
    for found in _TOLD.finditer(words):
        value = told(found["number"])
        if value is not None and (found["sign"] or found["unit"] or _is_a_sum(found, words, value)):
            yield found.start("number"), found.end("number"), value + fraction(found)


def _is_a_sum(found: re.Match[str], words: str, value: float) -> bool:
    """Whether a number without a unit is one."""
    number, before = found["number"].strip(" ,"), words[max(found.start() - 12, 0) : found.start()]
    if found["counted"] or value < _LEAST or _NUMBERED.search(before):
        return False
    if _UNNUMBERED.fullmatch(number):
        return before.endswith(("上", "成", "近", "数"))
    if _ROUND.search(number):
        return True
    paid = _PAYING.search(before) is not None or words.startswith("的", found.end())
    return paid and number.isdigit() and len(number) <= _LONGEST and number[0] != "0"
