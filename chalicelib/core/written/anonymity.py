"""Whether a customer asks that those whom they complain of do not learn who they are."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

LONGEST_READ = 20_000
_MINE = r"(?:我|本人|我们)(?:本人|自己)?的?(?:个人)?(?:真实)?(?:姓名|名字|名|身份|身分|信息|资料|电话|手机|号码|邮箱|联系方式|隐私)"
_TELL = r"(?:透露|泄露|泄漏|公开|暴露|告诉|告知|转告|提供|写|说|提|出现)"
_OTHERS = r"(?:他们?|她|对方|司机|店家|商家|单位|店长|经理|老板|被投诉人|同事|领导|别人|任何人)"
_HIDE = expression(
    rf"(?<!不)(?<!不需要)(?<!不用)(?<!无需)(?<!不必)(?<!不是)(?<!非)匿名(?!信|帖|电话|短信)|(?:不要|别|请勿|勿|不得|不能|不想|不希望|不可以|不愿)[^。!?]{{0,6}}{_TELL}[^。!?]{{0,8}}(?:{_MINE}|(?:我|本人)是谁|是(?:我|谁)(?:投诉|举报|反映|说)|谁投诉)"
    rf"|(?:不要|别|请勿|不能|不想|不希望)[^。!?]{{0,4}}(?:把)?{_MINE}[^。!?]{{0,6}}{_TELL}|(?:不要|别|不能|不想|不希望)(?:让|给|被)?{_OTHERS}[^。!?]{{0,4}}(?:知道|看到|查到|晓得)[^。!?]{{0,4}}(?:是我|我)"
    rf"|(?:不要|别|请勿|不能|不想|不希望|不可以|千万别|不许)[^。!?]{{0,4}}(?:把|将)?{_MINE}[^。!?]{{0,4}}(?:给|发给|交给|转给|留给|写给|报给){_OTHERS}|(?:我|本人)?(?:不想|不愿意?|不便|不方便|不要|不希望|不打算)(?:留下?|写|填|署|具|报|提供|透露|公开)(?:我的?|真实|真)?(?:姓名|名字|名|身份|身分|大名|电话|联系方式)(?!单)|^(?:请|务必|麻烦|拜托|望|要求|希望)(?:你们|贵司|一定|务必|帮忙|予以)*保密|[，,。!? ](?:请|务必|麻烦|拜托|望|要求|希望)(?:你们|贵司|一定|务必|帮忙|予以)*保密"
    rf"|(?:为|替|对|给)(?:我|本人)[^。!?]{{0,8}}保密|{_MINE}[^。!?]{{0,4}}(?:请|要|务必|麻烦)?(?:予以)?保密|(?:隐去|隐藏|抹去|隐掉|隐匿|遮住|去掉)(?:我|本人)?的?(?:姓名|名字|身份|个人信息|信息|资料|电话|联系方式)|(?<!把)(?:投诉人|举报人|反映人|客户|顾客|来信人)的?(?:个人)?(?:身份|信息|资料|姓名)[^。!?]{{0,4}}(?:请|要|务必)?(?:予以)?保密"
    r"|\b(?:remain|stay|be|keep (?:me|it|this|my complaint)|kept|treat(?:ed)? (?:this|me)? ?as|complain(?:ing)?|report(?:ing)? this) (?:an )?anonymous(?:ly)?\b|\banonymously\b|(?<!not )(?<!non-)\banonymous(?: complaint)?\b(?! (?:call|letter|caller|mail|text))"
    r"|\b(?:do not|don't|never|please not|without) (?:\w+ ){0,3}?(?:reveal|disclose|share|tell|give|pass on|mention|revealing|giving|mentioning|sharing)(?: \w+){0,4} (?:my|who i am)\b|\bkeep (?:me|my (?:name|identity|details|address|e-?mail)) (?:\w+ )?(?:private|confidential|secret|hidden|out of it)\b"
    r"|\b(?:do not|don't|never|please not|without) (?:tell|let|telling|letting) (?:\w+ ){1,3}?(?:know )?(?:who (?:complained|reported|wrote|told|it was)|(?:that )?(?:it was|it's) me|that i (?:complained|reported|wrote|told))\b|\b(?:they|he|she|the \w+) (?:must not|mustn't|should not|shouldn't) (?:know|find out|learn) (?:who|that it|it) (?:i am|was me|is me)\b|\b(?:do not|don't) want (?:them|him|her|the \w+|anyone) to know (?:who|it|that|my)\b"
)


def asks_to_be_hidden(text: str) -> bool:
    """Whether the words ask for it."""
    return _HIDE.search(folded(text[:LONGEST_READ])) is not None
