"""What whoever is asked for consent says who sends it back without a no: 重写, 这样不行，语气太硬, "not ready yet, please redo it"; and the reason of a refusal.

Nothing goes out by it, so that what asks for the work to be done anew is enough; what also agrees, asks, or says that it may go out once it is mended decides nothing.
"""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded, folded_in_place

_AGAIN = r"(?:写|拟|做|起草|组织|整理|办理|办|研究|考虑|核实|核查|调查|查|报|提交|弄|来)"
_SENDS_BACK = expression(
    rf"重新?{_AGAIN}|再(?:好好|仔细|认真|重新)?(?:改改|改一?[下改]|修改|完善|斟酌|推敲|打磨|写一[遍稿份])|(?:退|打|发)回(?:去|来|给|重|再|原|$)|"
    rf"(?:这样|这么|这个|这份|这稿)(?:写|答复|回复|处理|答|回|办)?(?:肯定|恐怕|可|还是|绝对)?(?:不行|不妥|不合适|不可以|不合格|通不过)|"
    rf"不(?:能|可|宜|应|要)(?:就)?(?:这么|这样)(?:答复|回复|处理|写|答|回|发|办)|"
    rf"(?:修改|改|完善|补充|补齐|补全|补(?![发偿助贴办])|附上|拿到|写好|弄好|理清|核实|核查|查清|写明|写清|调整|商量|沟通|谈)[^。！!？?；;\n]{{0,20}}(?:后|好|完|了)?(?:再|重新?|另)(?:上?报|提交|送审?|交来|来|报来|给我|拿来)(?!.{{0,6}}(?:吗|么))|"
    r"(?:^|[，,。；;！! ])(?:请|须|需要?|必须|还得|得|要)?(?:修改|改一?改|改一下|返工|推倒重来)(?:[，,。；;！! ]|$)|"
    r"\b(?:re-?(?:do|write|draft|word|think|phrase|submit|work))\b|\b(?:try|start|do (?:it|this|that)) again\b|\banother (?:go|look|try|attempt) at (?:it|this)\b|"
    r"\bsend(?:ing)? (?:it|this|that) back\b|\bback to (?:you|the drawing board)\b|(?:\bnot|n't) (?:quite |yet )?(?:ready|good enough|acceptable|up to standard|right yet)\b|"
    r"^not yet\b|^(?:no|not)\b[ ,]*(?:like this|as it stands|this way|in this form)|\bneeds? (?:a bit |a lot |some |rather )?(?:more |further )?(?:work|rewriting|rewording|redoing|redrafting)\b"
)
_AGREES = expression(
    r"(?:^|[，,。；;！!\n ])(?:原则|基本|我|本人)?(?:上)?(?:同意(?!见)|可以(?!再|考虑)|批准|没问题|好的?[，,。 ]|行[，,。 ])|\b(?:yes|ok(?:ay)?|agreed?|approved?|fine|happy|granted)\b"
)
_MAY_GO = expression(
    r"(?:就|再|即|然后|后)(?:可以?)?(?:发(?!回)|答复|寄|回复)|即可|就行|就好|\b(?:then|and) (?:please )?(?:send it(?! back)|send(?! it back)|release|it can go|it may go|go ahead)\b|\bgood to go\b"
)
_NEED_NOT = expression(
    r"(?:不用|不必|无需|无须|不需要|不需|没必要|别|不要|谁|为什么|为何|怎么|是否|要不要)[^，,。；;]{0,3}(?:重|再|退|打回|发回|修改|改)|\b(?:no need|not necessary|don't|do not|needn't|who|why)\b"
)
_ASKS = expression(r"[?？]|吗\s*$|[要好行]不[要好行]|怎么回事|怎么办|是不是")
# What English puts as a question for courtesy's sake: "can you redo the second paragraph?"
_BIDS = expression(r"(?P<bidden>\b(?:can|could|would|will) you [^?.!\n]{1,200})\?")
# Whoever tells that somebody else does it anew sends nothing back: 客户要求重新办理, "she will try again".
_OF_OTHERS = expression(
    r"(?:客户|顾客|乘客|用户|业主|旅客|对方|家属|[他她])[^，,。；;！!?？\n]*$|\b(?:customer|passenger|client|she|he|they|we|i)\b[^,.;!?\n]*$"
)
# What is asked behind a plain 退回， is part of its reason, unless it asks for leave to refuse.
_ASKS_WHETHER = expression(
    r"(?:^|[，,。；; ])(?:这样|这么|那)?(?:退回|驳回|打回|否决|办|做)?(?:行|好|可以|对|是|妥|合适|怎样|怎么样|如何)(?:吗|么|吧)?\s*[?？]|同不同意|可不可以|行不行|好不好|(?:觉得|认为|看|意见|意下)(?:如何|怎么样|怎样)?呢?\s*[?？]|"
    r"\b(?:ok(?:ay)?|right|agreed|shall (?:i|we)|should (?:i|we))[^.!?]{0,20}\?"
)
_PLAINLY_REFUSED = expression(
    r"(?:我|本人)?(?:暂|坚决)?(?:先|请)?(?:不(?:予)?(?:同意|批准)|驳回|退回|打回)(?:去|重办|重报|重写|补充|修改)?|rejected|refused|declined|not approved|(?:please )?send it back"
)
_SET_OFF = expression(
    r"[\s，,。：:;；.!！—–-]+|(?:理由|原因|因为|由于|(?: )?(?:because|since|as|reason)\b)", re.IGNORECASE
)
_REASON = expression(
    r"^[\s，,。：:;；.!！—–-]*(?:(?:理由|原因)(?:如下|是|为)?|因为|由于|because(?: of)?|since|as|reason)?[\s：:，,]*",
    re.IGNORECASE,
)


def sends_back(text: str) -> bool:
    """Whether the words ask whoever wrote what lies before their reader to do it anew, and agree to nothing."""
    plain = _BIDS.sub(r"\g<bidden>", folded(text.strip()))
    found = _SENDS_BACK.search(plain)
    other = any(p.search(plain) for p in (_AGREES, _MAY_GO, _NEED_NOT, _ASKS))
    return found is not None and not other and not _OF_OTHERS.search(plain[: found.start()])


def is_plainly_refused(clause: str) -> bool:
    """Whether a folded clause is nothing but a refusal: 退回, "rejected"."""
    return _PLAINLY_REFUSED.fullmatch(clause) is not None


def asks_whether_to_refuse(said: str) -> bool:
    """Whether folded words ask if they shall refuse; 退回，发票呢？ asks for what is lacking."""
    return _ASKS_WHETHER.search(said) is not None


def reason_behind(text: str, word: str) -> str:
    """Why something is refused: what is set off from the word of refusal, as it was written; all the words where nothing is.

    Of "I can't sign this off" and 不同意这个意见 what follows the word would say the opposite.
    """
    place = folded_in_place(text).find(word)
    end = place + len(word) if place >= 0 else len(text)
    rest = text[end:]
    if rest.strip() and word != "no" and not _SET_OFF.match(rest.replace(" ", "", 1) if word.isascii() else rest):
        return text.strip()
    return _REASON.sub("", rest.strip(), count=1).strip()
