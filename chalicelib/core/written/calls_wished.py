"""Whether a customer wishes to be called on the telephone: 请给我打电话, 能不能回个电话, "please ring me on …", "could somebody phone me?".

What others did or said they would do, what is not wished for, and an offer (有问题打我电话) are no such wish.
"""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded, with_apostrophes

LONGEST_READ = 4_000
_CLAUSE = expression(r"[。！？!?;；\n，,]+|(?<=\D)\.(?: |$)|\b(?:but|because)\b")
_ONLY_IF = expression(
    r"(?:(?:如果|要是)(?!可以|方便|行|能)|如有|(?:还)?有(?:什么|任何)?(?:问题|疑问|事|需要))[^。！？!?\n]*|\bif (?!possible|you (?:can|could|would|do not|don't) )[^.!?\n]*"
)
_CALL_ME = (
    r"(?:(?:给|跟|和)(?:我|我们|本人|俺)(?:再)?(?:回|打|来|拨|去)(?:一?[个下通]|一?个)?(?:电话|手机)|(?:给|跟)(?:我|我们|本人)(?:个|一个|一通)?(?:回电|来电|致电|电话)(?!号|费|里)"
    r"|(?:打|回|来|拨)(?:一?[个下通]|一个)?(?:我的?|本人的?|这个|下面的?|以下)?(?:电话|手机)(?:号码?)?(?:给|联系|找|跟|和|告诉|告知|通知|沟通)?(?:我|我们|本人)?|(?:打|拨|回拨)(?:给)(?:我|我们|本人)"
    r"|(?:回电|来电|致电)(?:话|给?我|联系|联络|沟通|告知|说明)*|(?:电话|用电话|通过电话|打电话)(?:里)?(?:联系|联络|沟通|告知|告诉|通知|答复|回复|说)(?:一下|我|我们)*|(?:拨打|打|拨)\s?\+?\d{7,}|(?:我)?(?:(?:跟|和|与|同)[^，,]{1,8})?(?:通|聊|谈)(?:一?[个次通]|一?下)?电话)"
)
_WISHES = r"(?:我们?(?=想|要|希望|需要)|请|麻烦|希望|盼|能不能|能否|可否|可不可以|可以|能|方便|要求|最好|(?:方便|可以|有空|行)的话|尽快|赶紧|赶快|抓紧|快点|直接|烦请|拜托|想|要|需要|让|叫|安排|派人|你们|您|有人|领导|负责人|经理|站长|主管|主任|客服|专员|谁|哪位|来|今天|明天|上午|下午|晚上|再|先|就|还是|不如|人|行不行|\d|点|[:：]|之?前|之?后|以后|左右|顺便|另外|此外|对了|还有|也|一下)"
_CHINESE = expression(
    rf"^{_WISHES}{{0,12}}{_CALL_ME}(?:[吗吧呢啊呀]|(?:跟|给|向|和|同)我们?|解释|聊聊?|行不行|可以吗|好吗|好不好|沟通|联系|一下|说明?|谈谈?|讲|清楚|情况|再说|谢谢|[:： ]|\+?[\d -]{{7,}})*$"
)
_ENGLISH = expression(
    r"\b(?:call|ring|phone|telephone)(?:ing)? (?:me|us)(?: back)?\b(?! (?:a|an|the|names?|stupid|mad|liars?|old|madam|sir)\b)|\bgive (?:me|us) (?:a |another )?(?:quick )?(?:call|ring|bell|buzz|phone call|call ?back)\b|\b(?:like|want|request|prefer|appreciate|welcome|ask for|asking for|have|get|arrange|need)(?:ing)? (?:\w+ ){0,2}?(?:(?:tele)?phone call|call ?back|call(?= (?:from|please|instead|about|on)\b))|^(?:a )?(?:call ?back|phone call|call)(?: would be \w+)?(?:,? please)?$"
    r"|\b(?:speak|talk|discuss|explain|go through)\b(?: \w+){0,5}? (?:by|over the|on the|via) (?:tele)?phone\b|\b(?:contact|reach|answer|reply to|tell) (?:me|us) (?:by|on|over the|via) (?:my |the )?(?:tele|mobile )?(?:phone|mobile|number)\b"
)
_NOT_WISHED = expression(
    r"不要|不用|不必|别|勿|无需|不想|没|未|从来|再也|说(?:好|过|是|要|会)|答应|承诺|本来|当时|昨|[他她](?!们?\d)|司机|骂|随时|打过|打了|回过|来过|给我打了"
    r"|\b(?:not|never|nobody|no one|n't|said|told|promised|supposed|offered|he|she|they|driver|conductor|guard|yesterday|last|rang|called|phoned|dared?|stop|without|instead of|no need)\b|n't\b|\b(?:you|it) would\b|\b(?:feel free|any time|anytime)\b"
)
_WISHES_ALL_THE_SAME = expression(
    r"\bwhy (?:don't|can't|couldn't) (?:you|somebody|someone)\b|\b(?:can't|couldn't|won't) (?:you|somebody|someone|anyone|anybody)\b"
)

_TURNS = expression(
    r"(?:哦|噢|啊|嗯)?(?:对了|另外|此外|还有(?:一(?:件)?事)?|顺便(?:说|提|问)一?[下句]?|再说一?[下句]|谢谢.{0,3}|多谢|辛苦了?)|(?:oh )?(?:by the way|also|one more thing|another thing|please|thanks?.{0,12}|thank you.{0,12}|many thanks)"
)


def wishes_for_a_call(text: str) -> bool:
    """Whether a part of the words asks us to call the customer."""
    said = _ONLY_IF.sub(" ", with_apostrophes(folded(text[:LONGEST_READ].replace("\n", "。"))))
    return any(map(_asks, filter(None, (clause.strip() for clause in _CLAUSE.split(said)))))


def beside_the_wish(text: str) -> str:
    """What the words say in other clauses than those that wish for a call: "" for 另外，请给我回个电话."""
    said = _ONLY_IF.sub(" ", with_apostrophes(folded(text[:LONGEST_READ].replace("\n", "。"))))
    clauses = (clause.strip() for clause in _CLAUSE.split(said))
    return "，".join(clause for clause in clauses if clause and not (_asks(clause) or _TURNS.fullmatch(clause)))


def _asks(clause: str) -> bool:
    """Whether one clause does."""
    plain = _WISHES_ALL_THE_SAME.sub(" ", clause)
    return not _NOT_WISHED.search(plain) and (_CHINESE.search(clause) or _ENGLISH.search(clause)) is not None
