"""Whether a message that names no complaint and answers no mail is nonetheless about an answer that its writer had: thanks, or words about that answer."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.courtesies import is_mere_thanks
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.second_matters import another_matter, tells_of_trouble
from chalicelib.core.written.words import folded

LONGEST_THANKS = 120  # characters; who writes more tells something
LONGEST = 400
_NAMES_IT = expression(
    r"\byour (?:final |last |recent |stage (?:1|one) |\w+ )?(?:(?:answer|response|reply)\b(?! to (?!me\b|my\b|this\b|it\b))|(?:decision|findings?|conclusions?|outcome)\b(?! (?:to|not|about|on|that|of|for)\b))|\bstage ?(?:2|two)\b|\b(?:second|next) stage\b|\bescalat\w+|\btake (?:this|it|my complaint|the matter) (?:any )?further\b|\b(?:how you (?:handled|dealt with)|the outcome of) my (?:complaint|case)\b"
    r"|(?:你们|您们|贵司|贵公司|给我)的?(?:这次的?)?(?:答复|回复|处理结果|处理意见|处理|结果)|对(?:这个|这次的?|此次|你们的?)?(?:答复|回复|处理结果|处理意见|结果)[^。]{0,6}(?:不满|不服|不认|不同意|不接受|有异议)|(?:申请|要求)(?:复核|复查|复议)"
)


def is_of_an_answer(subject: str, text: str) -> bool:
    """Whether short words thank for an answer, or dispute one that they name, and tell of nothing else."""
    said = text.strip()
    if not said or len(said) > LONGEST or tells_of_trouble(subject) or another_matter(said) != "no":
        return False
    opinion = opinion_in(said)
    if opinion == "content" or is_mere_thanks(said):
        return len(said) <= LONGEST_THANKS
    return opinion == "dissatisfied" and _NAMES_IT.search(folded(said)) is not None
