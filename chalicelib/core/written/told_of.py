"""What words to a customer tell of others, and promises nothing and scolds nobody: what was said to them, what they ask for, what they own.

A word that policies ask about is no offence there: 您说售票员讲“爱坐不坐”，我们道歉; 您要求双倍赔偿，我们已登记; "your lost gift card".
"""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

_COLLEAGUE = "(?:司机|驾驶员|乘务员|检票员|售票员|服务员|营业员|业务员|快递员|配送员|店员|客服|员工|前台|保安|门市|代理人|工作人员)"
_REST = "[^,。!?;]"
_GRANTED = "(?![^。!?]*(?:同意|答应|满足|照办|照给|照赔|没问题|我们给|可以给|给您))"
_GRANTED_EN = r"(?![^.!?]*\b(?:agree to|happy to|glad to|will give|will pay|here is)\b)"
_CARD = "(?:优惠券|代金券|抵用券|购物券|购物卡|储值卡|礼品卡|礼券|红包)"
_TOLD_OF = (
    # words of somebody else, in their marks, and what the customer tells of a colleague
    r"(?:说|讲|骂|称|喊|写|提到|反映|\bsaid|\bsays?|\btold|\bwrote|\bcalled|\bhear)[^。!?;“”\"「」『』]{0,20}[“\"「『][^“”\"「」『』]{1,40}[”\"」』]",
    f"(?:您|你|客户|旅客|乘客)(?:在?来信|信里|信中)?(?:反映|提到|说|写|投诉|讲){_REST}{{0,3}}{_COLLEAGUE}{_REST}{{0,14}}",
    r"\byou (?:wrote|told us|said|reported|mentioned)(?: that)? (?:the|our|your|a) \w+(?: \w+)? (?:said|called|told|shouted)[^.,;!?]{0,60}",
    # what the customer asks for, and what a contract says
    f"(?:您|你|客户|旅客|乘客)(?:反映|要求|提到|提出|询问|问到|主张|希望|建议|申请)(?!的?(?:都|全|就)是|的?纯属){_GRANTED}{_REST}{{0,25}}",
    f"条款{_REST}{{0,6}}(?:写明|规定|约定){_GRANTED}{_REST}{{0,25}}",
    rf"\byou (?:asked|ask|claimed|claim|demanded|requested|wanted)(?: us)? (?:for|about){_GRANTED_EN}[^.,;!?]{{0,40}}",
    # what is there already
    "(?:您|你|旅客|乘客)(?:遗失|丢失|落下|遗落|所?持|使用|出示|寄来|购买)(?:过|了)?的[^,。!?;是都]{0,8}",
    f"(?:该|此|您的|你的)?{_CARD}(?:已?过期|已过|已?失效|在|的(?:使用|到期|有效期|说明|规则|余额)|已由|活动|封面)|出示{_CARD}",
    r"\bwithdraw (?:money|cash)|没办法(?:接受|认同|容忍)|新来的(?=车|货|设备|批)|礼品类|收受(?:客户|旅客|乘客)?(?:红包|礼品|礼物|现金)",
    r"\byour lost (?:gift card|voucher|coupon|cash)|\b(?:voucher|coupon|gift card)s?(?: that)? you (?:hold|have|used|showed|bought)",
    r"\b(?:takes?|accepts?|paid|pay) (?:in )?cash|\bhalf price (?:fare|ticket)s? (?:is|are|applies|apply)",
    # what we own up to
    "(?:我们|我方|我司)(?:公司|单位|部门|客服|员工|同事)?的错",
    "的错误(?=[^。!?]*(?:致歉|道歉|歉意|抱歉|更正|改正))",
    "(?:临时工|新来的)(?=[^。!?]*(?:我们的责任|责任在我|我们加强))",
)
_PATTERN = expression("|".join(_TOLD_OF))
_ITS_PLACE = " _ "


def without_told_of(text: str) -> str:
    """The text, folded, with a blank where it only tells of others."""
    return _PATTERN.sub(_ITS_PLACE, folded(text))
