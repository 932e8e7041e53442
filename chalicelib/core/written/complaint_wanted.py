"""Whether somebody whose words were taken for a suggestion, praise or a question asks that they be handled as a complaint."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

LONGEST_READ = 2_000
SHORT, SHORT_IN_LATIN = 24, 60
_POINTS = expression(r"(?:按|依|当|作为|算|转为|改为|列为|视为)|\bas a\b|\bit\b|\bthis\b")
_BARE = expression(
    r"(?:(?:是的?|对|嗯|好的?|yes|yeah)[，,。.! ]*)?(?:那?我们?)?(?:就|还是|坚持)?(?:是)?(?:要|想|要求|希望)?(?:正式)?投诉[。.!！ ]*|(?:yes[,. ]*)?(?:i (?:want to|wish to|would like to|do) )?complain(?:t)?[.! ]*"
)
_WANTED = expression(
    r"(?:按|按照|依|依照|当|当作|当成|作为|算|算作|转为|转成|改为|改成|列为|视为|以|走|用|升级为|归为)(?:正式)?(?:的)?投诉(?:来|去|件|流程|程序)?(?:办理|处理|办|受理|立案|登记|对待|吧|$|[。，,！!；; ])?"
    r"|(?:这|我这|本来)(?:个|件)?就?(?:是|算)投诉|我(?:就)?是(?:要|来|在)?投诉|(?:我|我们|客户|本人|就|坚持|还是|仍|仍然|希望|要求|请求|决定|想)(?:还是)?(?:要|想|需要|必须|坚持|希望)?(?:正式)?投诉|请(?:予以)?(?:正式)?(?:立案|受理投诉)|正式投诉|要求投诉|投诉办理|^(?:请|帮我|麻烦|我)?(?:转|要|就|选择|需要|想)投诉(?:办理|处理|吧)?$|^(?:那|对|嗯|是的)?(?:这)?(?:就是|是|属于|算)投诉(?:啊|呀|的|哦)?$|^投诉(?:来)?(?:处理|办理)(?:吧|呗)?$"
    r"|\b(?:as|into|for|it|this) (?:it )?(?:is )?(?:a |an )?(?:formal |proper |official )?complaint\b|\b(?:file|lodge|make|register|raise|open) (?:it as )?(?:a |this )?(?:formal |official )?complaint\b|\bi(?: do| am|'m)? (?:want(?: to)?|wish to|would like to|'d like to|am|'m|do|really want to)? ?(?:complain(?:ing)?\b)|^(?:please )?(?:a )?complaint(?:,? please)?$"
)
_NOT = expression(
    r"(?:不|别|勿|无需|无须|没有?|未)(?:是|用|要|必|想|需要?|希望|打算|算|会|愿意?|准备)?[^，,。；;\n]{0,4}(?:投诉|立案)|不是投诉|(?:撤销|取消|撤回)(?:投诉|此)"
    r"|\b(?:not|no|don't|do not|no need|without|never|isn't)\b[^.,;\n]{0,30}\bcompla"
)
_QUESTION = expression(
    r"如果|假如|要是|否则|不然|再这样|投诉[了呢]?[吗么]$|\bif\b|\bunless\b|\botherwise\b|(?:怎么|如何|怎样|能不能|可不可以|是否|是不是|要不要|什么时候|哪里)[^，,。；;\n]{0,10}投诉|\b(?:how|whether|if|where|can i|should i)\b[^.,;\n]{0,30}\bcompla"
)


def wants_complaint(text: str) -> bool:
    """Whether the words plainly ask for it; "不用按投诉办理" and "怎么投诉" do not."""
    clauses = re.split(r"[。！？!?;；\n，,]+", folded(text[:LONGEST_READ]))
    return any(
        _WANTED.search(re.sub(r"\W+$", "", clause).strip()) and not _NOT.search(clause) and not _QUESTION.search(clause)
        for clause in clauses
    )


def is_mere_wish_to_complain(text: str, *, named: bool = True) -> bool:
    """Whether a short text says no more than that: it names no matter of its own. `named`: it must point to what it is about."""
    said = folded(text)
    short = len(said) <= (SHORT if re.search(r"[\u3400-\u9fff]", said) else SHORT_IN_LATIN)
    points = _POINTS.search(said) or (not named and _BARE.fullmatch(said))
    return short and bool(points) and wants_complaint(text)
