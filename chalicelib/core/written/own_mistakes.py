"""Whether somebody of staff says that what they have sent off is wrong, and orders nothing: 发错了，内容不对, "sorry, wrong customer"."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

LONGEST = 120  # characters of such a remark; what is longer tells of something
_SENT = r"答复|回复|结果|内容|上面|前面|刚才|刚刚|那[封份条个]|这[封份条个]|金额|日期|时间|电话|号码|姓名|名字|称呼|地址|事实|信息|数字|单号|附件"
_WRONG = r"有误|有错|错了|是错的|不对|不准确|不正确|不完整|有出入|应(?:该|当)?(?:是|为|改)|要改|改一下|没写(?:完|全)"
_MISTAKE = expression(
    rf"(?:写|填|打|算|弄|搞|发|寄|说|回|复|答|贴|抄|输|选|点|登|传|附)[得的]?(?:错|漏|反|混|串)|手误|笔误|(?:{_SENT})[^，,。;；!！\n]{{0,12}}(?:{_WRONG})|^(?:{_WRONG})|(?:更正|改正|订正|修改|改)一下|(?:请|要|想|需要?|得)(?:更正|改正|订正|勘误)"
    r"|\b(?:my (?:mistake|bad)|by mistake|typos?|wrong (?:customer|person|amount|date|number|case|answer|text|attachment|file|name|one|version|template)|that was (?:wrong|incorrect)|(?:i|we) (?:made|got) (?:a mistake|an error|it wrong|that wrong|the \w+ wrong))\b"
    r"|\b(?:mistake|error|slip)s? in (?:the|my|our|that) (?:\w+ )?(?:answer|reply|letter|response|outcome|message|figures?|amount|date|text)\b|\b(?:answer|reply|letter|response|outcome|amount|date|figure)\b[^.\n]{0,30}\b(?:wrong|incorrect|mistaken?|errors?|typo|should (?:be|read|have))\b"
)
# Whoever asks whether it can come back wants that.
_ASKS_BACK = expression(
    r"^(?:请问|那|还|这个|答复|回复|我)*(?:能|可以|可否|可不可以|怎么|如何|来得及|来不来得及)[^，,。;；\n]{0,8}(?:撤回|收回|撤销|追回|更正|改(?!签|期|乘|道|线))|(?:撤回|收回|作废){2}|\b(?:can|could|may|how (?:can|do)) (?:i|we) (?:still |please )?(?:undo|recall|withdraw|correct|change|take (?:it|this|that|the answer) back)\b|(?:先|暂)?缓一?缓[，,]?(?:不要|先别|别)?(?:发|寄)"
)
# What others say, or got wrong, is theirs.
_OF_OTHERS = expression(
    r"(?:客户|顾客|乘客|旅客|业主|对方|投诉人|来电人|司机|师傅|他|她|人家)(?:们|家)?[^，,。;；\n]{0,10}(?:说|讲|认为|觉得|称|反映|提出|表示|记|写|填|打|报|搞|弄|买|看|听|坐|走)|[?？]|吗\s*$"
    r"|\b(?:customer|passenger|caller|complainant|driver|tenant|she|he|they)\b[^.\n]{0,24}\b(?:says?|said|thinks?|claims?|wrote|made|got|took|gave|feels?)\b"
)


def finds_own_mistake(text: str) -> bool:
    """Whether a short remark says so of the writer's own words."""
    said = folded(text.strip())
    return 0 < len(said) <= LONGEST and (
        _ASKS_BACK.search(said) is not None or (_MISTAKE.search(said) is not None and not _OF_OTHERS.search(said))
    )
