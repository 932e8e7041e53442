"""Whether words speak of a file that comes with them: 见附件, 附上照片, "please find attached", "I attach the invoice"."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

LONGEST_READ = 4_000
_SPEAKS_OF_ONE = expression(
    r"(?:详?见|请查[看收阅]|查[看收阅]|参见|参阅|请看|看|在|如)(?:本|此)?(?:邮件|来信|信)?(?:的|中|里|后)?附件(?!的?(?:说明|规定|条款))|附件(?:是|为|中|里|内|已|有)|(?:已|随(?:信|函|邮件)|现|一并|特)附上?(?!加|近|件费)|附上(?!了?(?:说明|理由|解释))(?=[^，,。；;！!\n]{0,12}(?:照片|图|截图|发票|凭证|单|合同|录音|录像|视频|文件|材料|报告|票|记录|证明))|(?:照片|图片|截图|发票|凭证|录音|录像|视频|材料|报告|证明)(?:已|都|也)?(?:见附件|附后|附上|在附件)"
    r"|\b(?:please )?(?:find|see|refer to) (?:the )?(?:attached|attachments?|enclosed)\b|\bi(?:'ve| have)?(?: also)? (?:attach(?:ed)?|enclosed?)\b|\b(?:is|are|i'm|i am|we're|we are) (?:attach(?:ed|ing)|enclos(?:ed|ing))\b(?! (?:to the (?:wall|roof|ceiling|floor|building)))|\bwe(?:'ve| have)? (?:attach(?:ed)?|enclosed?)\b|\battached (?:is|are|you(?:'ll| will) find|please find)\b|\bas attached\b|\b(?:in|see) the attachments?\b"
)
_IS_NONE = expression(
    r"(?:没有?|未|无法|无|不能|不会|怎么|如何|收不到|打不开|发不|传不|稍后|随后|回头|改天|明天|之后|再|下次)[^，,。；;！!\n]{0,8}附|附件(?:打不开|发不|传不|太大|稍后)"
    r"|\b(?:not|no|n't|cannot|will|shall|'ll|later|tomorrow|how (?:do|can) i|where (?:do|can) i|unable to|too (?:big|large)|would|could|can|should)\b[^.!?\n]{0,30}\b(?:attach|enclos)"
)


def announces_file(text: str) -> bool:
    """Whether the words say that a file is with them now; what could not be sent, comes later or is asked about is none."""
    said = folded(text[:LONGEST_READ])
    found = _SPEAKS_OF_ONE.search(said)
    return found is not None and not _IS_NONE.search(said)
