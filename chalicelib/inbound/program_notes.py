"""What mail programs write in their users' stead and no header marks: reactions, recalls, receipts for reading.

Nobody wrote a word, so such a mail opens nothing. People write of recalls and of opened letters too: it counts only in the form in which
programs put it.
"""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.by_machine import is_reaction
from chalicelib.inbound.mime_tree import MimeTree

REACTION_PART = "text/vnd.google.email-reaction+json"
LONGEST = 1_000
"""Characters of such a note."""
_LINK = expression(r"[<(\[]?https?://[^\s<>()\[\]]{1,500}[>)\]]?")
_FELT = expression(
    r"[^\n]{0,80}(?: reacted (?:to your (?:message|e-?mail)|via gmail|with [^\n]{1,20})|(?:已?(?:通过|通過|透过|透過) ?gmail ?)(?:[对對][您你]的(?:[邮郵]件|消息|[讯訊]息))?(?:作出|做出|表达|表達|发送|傳送)?了?(?:回应|回應|反应|反應|心情|表情)了?"
    r"|[对對][您你]的(?:电子|電子)?(?:[邮郵]件|消息|[讯訊]息)(?:作出|做出|表示|有|添加|加上)?了?[^\n]{0,12}(?:回应|回應|反应|反應|表情|心情))[:：。.!！]?",
    re.IGNORECASE,
)
_RECALL = expression(
    r"[^\n]{1,80}? (?:would like|wants|has tried|tried|is trying) to recall the (?:message|e-?mail),? [\"“'‘«].{1,1000}[\"”'’»]\.?"
    r"|[^\n]{1,80}? (?:möchte|will|hat versucht,) die (?:nachricht|e-?mail),? [\"“„'‘«»].{1,1000}[\"”“'’«»] (?:zurück(?:zu)?rufen|zurück(?:zu)?ziehen)\.?"
    r"|[^\n]{1,80}? (?:souhaite(?:rait)?|voudrait|veut|a tenté de) (?:rappeler|retirer) (?:le |ce )?(?:message|courriel|mail),? ?[\"“'‘«].{1,1000}[\"”'’»] ?\.?"
    r"|[^\n]{1,80}? (?:desea|quiere|vorrebbe|desidera) (?:recuperar|retirar|richiamare) (?:el mensaje|il messaggio),? ?[\"“'‘«].{1,1000}[\"”'’»] ?\.?"
    r"|[^\n]{1,60}?(?:将|將|希望|想要?|要|正在尝试|正在嘗試|已)?(?:撤回|收回|召回|回收)了?(?:[此这這]封?)?(?:[邮郵]件|消息|[讯訊]息) ?[“\"「『《].{1,1000}[”\"」』》][。.]?",
    re.IGNORECASE | re.DOTALL,
)
_RECEIPT = expression(
    r"(?:已读回执|阅读回执|邮件收条|已讀回條|讀取回條|讀信回條|read receipt|return receipt)\s*[:：].{0,1000}|this is a (?:read|return) receipt\b.{0,1000}"
    r"|your message\b.{0,600}\bwas (?:read|opened|displayed|deleted without being read)(?: on| at|\.).{0,200}"
    r"|(?:您|你)(?:的|[发發]|寄)[^。]{0,300}?(?:[邮郵]件|[来來]信|[讯訊]息)[^。]{0,400}(?:已于|已於|已被|已经被|已經被|于|於|在)[^。]{0,60}(?:阅读|閱讀|打开|開啟|读取|讀取|查看|删除而未阅读)。?.{0,100}",
    re.IGNORECASE | re.DOTALL,
)


def is_note(tree: MimeTree, said: str) -> bool:
    """Whether a mail, of which `said` is what was newly written, is no more than that."""
    if any(part.content_type == REACTION_PART for part in tree.parts):
        return True
    text = " ".join(_LINK.sub(" ", said[: 2 * LONGEST]).split())
    if len(text) > LONGEST:
        return False
    return is_reaction(text) or any(form.fullmatch(text) for form in (_FELT, _RECALL, _RECEIPT))
