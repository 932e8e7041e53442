"""Whether a colleague's words tell of somebody else who called or came to complain, who that is, and how they are reached."""

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.customers_part import without_card
from chalicelib.core.written.danger import danger_in
from chalicelib.core.written.namelessness import CHINESE, HONORIFIC, SURNAMES
from chalicelib.core.written.phones import e164
from chalicelib.core.written.words import folded_in_place

LONGEST_READ = 4_000
CUSTOMERS = "客户|顾客|乘客|旅客|业主|住户|租户|保户|投保人|被保险人|消费者|市民|群众|病人|患者|家长|客人|投诉人|来电人|来访人|来电者"
_BEGIN = 60  # characters in which a report says who came
_NAME = rf"[{SURNAMES}](?:[{CHINESE}]{{0,2}}?)(?:{HONORIFIC})"
_NAME_EN = r"\b(?:mr|mrs|ms|miss|dr)\b\.? [a-z][a-z'-]+(?: [a-z][a-z'-]+)??(?= (?:called|rang|phoned|telephoned|came|complain|report|on|at|from|says|has|wants)|[,.(:]| ?\+?\d)"
_WHO = rf"(?:(?<!我是)(?:{CUSTOMERS})|{_NAME})"
_WHO_EN = rf"(?:\b(?:a|an|the|one of our|our) (?:[a-z]+ )?(?:customer|client|passenger|caller|resident|tenant|owner|policyholder|patient|visitor|guest|parent|lady|gentleman)\b|{_NAME_EN})"
_CAME = r"(?:来电|来访|致电|打(?:来|进)|打(?:了)?(?:个|一个)?电话|(?:在)?电话(?:里|中)?(?:投诉|反映|说|称|[:：]?\+?\d)|(?:到|来|在)[^，,。;\n]{0,6}(?:窗口|前台|柜台|服务台|办公室|服务中心|客服中心|现场|门店)|上门(?:来)?(?:投诉|反映)|当面|口头|投诉|反映|举报)"
_CAME_EN = r"\b(?:called|rang|phoned|telephoned|came (?:in|to|by)|complains?|complained|reports?|reported|on the phone|at the (?:counter|desk|window))\b"
_REPORTS = expression(
    rf"{_WHO}(?:[^。!?\n]{{0,24}}?){_CAME}|接(?:到|了|听)?(?:一?个|一?位)?[^，,。\n]{{0,10}}(?:来电|电话)|{_WHO_EN}[^.!?\n]{{0,40}}?{_CAME_EN}|\bcall(?:ed)? from (?:{_WHO_EN})"
)
_ANYBODY = expression(rf"{_WHO}|{_WHO_EN}")
_TO_BE_REGISTERED = expression(
    r"(?:请|麻烦|烦请|帮(?:忙|他|她)?|替[^，,。\n]{0,6}|代[^，,。\n]{0,4})(?:予以|给|你们|您|各位)?(?:做个?|办理)?(?:登记|立案|受理|录入)|代(?:为)?(?:投诉|登记)|\bplease (?:register|log|record|open)\b|\bon (?:his|her|their) behalf\b"
)
_OF_THEIR_OWN = expression(
    r"^[^，,。\n]{0,8}(?:我|本人)(?:正式)?(?:要|想)?(?:求)?(?:正式)?(?:投诉|举报)|本人|我(?:自己|个人)|我(?:也)?是(?:客户|顾客|乘客|旅客|业主|住户|保户|投保人|消费者|市民)|(?:骂|打|推|骗|威胁|撞|拒|赶|吼)了?我(?!们)|^[^.\n]{0,12}\bi (?:want|wish|would like|'d like) to (?:complain|make)|\b(?:shouted at|swore at|insulted|hit|threatened) me\b"
)
_BEGINS_AS_THEIRS = expression(
    r"^\s*(?:我(?:本人)?(?:要|想)(?:正式)?投诉|i (?:want|wish|would like) to (?:complain|make a complaint))"
)
_NAMED = expression(rf"{_NAME}|{_NAME_EN}")


class Caller(msgspec.Struct, frozen=True):
    """Who called or came, and how they are reached (E.164); "" for what the words do not say."""

    name: str = ""
    phone: str = ""


def caller_in(subject: str, text: str, region: str = "") -> Caller | None:
    """The other person of whose complaint the words tell; None if of nobody's, or of the writer's own: 我要投诉, "he shouted at me".

    `region`: the country in which they dial, as "GB".

    None, too, where they tell of danger: that is registered as it stands and alarms people at once, whoever writes it.
    """
    words = without_card(text)[:LONGEST_READ]
    plain = folded_in_place(words)
    if _BEGINS_AS_THEIRS.search(plain) or not plain.strip() or danger_in(words):
        return None
    asked = _TO_BE_REGISTERED.search(f"{folded_in_place(subject)}\n{plain}") and _ANYBODY.search(plain)
    reports = (found := _REPORTS.search(plain)) is not None and found.start() <= _BEGIN
    if not asked and (not reports or _OF_THEIR_OWN.search(plain)):
        return None
    named = _NAMED.search(plain)
    return Caller(words[named.start() : named.end()] if named else "", e164(words, region))
