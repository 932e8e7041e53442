"""What lists, gateways and virus scanners add below everything: paragraphs that no writer wrote."""

import re

from chalicelib.core.expressions import expression
from chalicelib.inbound.devices import names_device

MOST_PARAGRAPHS, MOST_LINES, LONGEST = 8, 40, 4_000
"""Paragraphs at the end that are looked at, and lines and characters of one."""

_RULE = expression(r"\s*[-_=*#~—–－]{2,}\s*$|\s*--\s?$")
_UNSUBSCRIBE = (
    r"\bunsubscribe\b|\bmanage (?:your )?(?:subscription|preferences)\b|取消[订訂][阅閱]|退[订訂](?:此|本|该|該)"
)
_LIST = expression(
    rf"{_UNSUBSCRIBE}|\bmailing list\b|\byou (?:are )?receiv(?:ed|ing) this (?:message|e-?mail|mail) because\b|\bsubscribed to\b|listinfo|mailman|\bgroups? links\b"
    r"|[您你](?:之所以)?收到(?:此|这封|本|這封)(?:[电電]子)?[邮郵]件.{0,6}是?因[为為]|[邮郵]件列表|[订訂][阅閱]了.{0,40}(?:群组|群組|论坛|論壇)",
    re.IGNORECASE,
)
_PLACE = expression(r"https?://\S|\S@\S+\.\S|\bwww\.\S", re.IGNORECASE)
_BEGINS = expression(
    r"[\s*_#<>\[(【（=-]*(?:this (?:e-?mail|message|communication|transmission|mail)|the (?:information|contents?) (?:contained|in|of|transmitted)|confidential|confidentiality|disclaimer|important|notice|privileged|legal notice|please (?:consider|think)|(?:please )?think before|before printing"
    r"|(?:this email is )?virus[- ]free|scanned by|checked by|no virus found|avast|caution|warning|external|diese (?:e-?mail|nachricht)|ce (?:message|courriel|mail)|este (?:mensaje|correo|mensagem)|esta mensagem|questo messaggio"
    r"|[本此该該](?:[电電]子)?(?:[邮郵]件|信件)|免[责責][声聲]明|保密(?:提示|[声聲]明|通知|须知)|[声聲]明|重要提示|重要聲明|机密|機密|[请請]考[虑慮][环環]境|打印|列印|保[护護][环環]境|外部[邮郵]件|警告|提示)",
    re.IGNORECASE,
)
_STOCK = expression(
    r"confidential|privileged|intended (?:solely |only |exclusively )?for|intended recipient|(?:received|reached) .{0,30}(?:in error|by mistake)|delete|destroy|notify the sender|advise the sender|inform the sender|virus|unauthori[sz]ed|disclos|dissemination|environment|print|avast|avg|malware|outside (?:of )?(?:the |your )?organi[sz]ation|do not click"
    r"|vertraulich|irrtümlich|vernichten|confidentiel|destinataire|confidencial|destinatario|riservat"
    r"|保密|机密|機密|法律特[权權]|免[责責]|病毒|[误誤错錯]收|不是.{0,6}收件人|非.{0,4}收件人|[仅僅][供限].{0,30}(?:使用|收件|接收|个人|個人)|[删刪]除|未[经經](?:授[权權]|[许許]可|同意)|不得|[环環]境|打印|列印|[节節][约約]|不要[点點][击擊]|外部",
    re.IGNORECASE,
)
_INVITES = expression(rf"{_UNSUBSCRIBE}|退[订訂]", re.IGNORECASE)
# A group's own sentence, whatever the group is called. What follows it is never read in two ways: that would take for ever.
_SUBSCRIBED = expression(
    r"you (?:are )?receiv(?:ed|ing) this (?:message|e-?mail|mail) because you(?: are|['’]re) (?:subscribed to|a member of) [^.。]{1,200}\.(?> to (?:unsubscribe|view this discussion|post to this group|stop receiving)\b[^。！？]{1,400}?\S@\S+\.?| (?:for more options|to view this discussion)[^。！？]{0,100}https?://\S+)*+"
    r"|[您你](?:之所以)?收到(?:此|这封|本|這封)(?:[电電]子)?[邮郵]件.{0,6}是?因[为為][您你][订訂][阅閱]了[^。]{1,200}(?:群组|群組|论坛|論壇)[^。]{0,20}。(?:(?:要|若要|如需)?(?:取消|退)[订訂][^。]{1,300}。)*",
    re.IGNORECASE,
)
_LIST_BY_NAME = expression(r"\S[^\n]{0,60}? mailing list\b", re.IGNORECASE)
# What a writer says of a mail of their own.
_OWN = expression(
    r"\bI\b|\bI['’]m\b|\bmy\b|告[诉訴]|司机|司機|[贵貴](?:公司|司|局|单位|單位)|[领領][导導]|投[诉訴]|我(?![们們司行局]|公司|单位|單位)|退款|[赔賠]"
)


def invites_to_unsubscribe(text: str) -> bool:
    """The end of a letter says how to get no more of them, as newsletters and advertisements do."""
    return bool(_INVITES.search(text[-LONGEST:]))


def begin(lines: list[str]) -> int:
    """The first of the lines at the end that belong to such paragraphs; their number if there are none."""
    end = len(lines)
    for _ in range(MOST_PARAGRAPHS):
        while end and not lines[end - 1].strip():
            end -= 1
        first = next((i + 1 for i in range(end - 1, -1, -1) if not lines[i].strip()), 0)
        ruled = next((i for i in range(end - 1, first - 1, -1) if _RULE.match(lines[i])), None)
        whole, below = lines[first:end], lines[ruled + 1 : end] if ruled is not None else []
        if ruled is not None and below and is_footer(below, ruled=True):
            end = ruled
        elif is_footer(whole):
            end = first
        else:
            break
    return _without_rules(lines, end)


def _without_rules(lines: list[str], end: int) -> int:
    """The rule that was drawn above them goes along."""
    if not any(line.strip() for line in lines[end:]):
        return len(lines)
    at = end
    while at and (not lines[at - 1].strip() or _RULE.match(lines[at - 1])):
        at -= 1
    return at


def is_footer(paragraph: list[str], *, ruled: bool = False) -> bool:
    """One paragraph that a list, a gateway or a scanner wrote, or that names devices only; `ruled`: below a rule."""
    said = [line for line in paragraph if not _RULE.match(line)]
    text = " ".join(" ".join(said).split())
    if _SUBSCRIBED.fullmatch(text[:LONGEST]):
        return True
    if not text or len(paragraph) > MOST_LINES or len(text) > LONGEST or _OWN.search(text):
        return bool(said) and all(map(names_device, said))
    if all(map(names_device, said)):
        return True
    listed = bool(_LIST.search(text) and _PLACE.search(text)) and (
        (ruled and bool(_LIST_BY_NAME.match(text)))
        or len(said) < len(paragraph)
        or text.lower().startswith(("you ", "to ", "您", "你", "unsub", "若"))
    )
    stock = {found.lower() for found in _STOCK.findall(text)}
    return listed or bool(_BEGINS.match(text) and len(stock) >= 2)  # noqa: PLR2004
