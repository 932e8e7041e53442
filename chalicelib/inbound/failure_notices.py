"""What a notice of failed delivery says in its own words, where no machine-readable report says it."""

import re

from chalicelib.core.expressions import expression

LONGEST = 4_000
"""Characters of a notice that are searched."""
MOST_ADDRESSES = 50

ADDRESS = expression(r"[\w.+=&'~/-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
"""In ASCII: Chinese words may stand next to an address without a blank."""
_ORIGINAL_BEGINS = expression(
    r"(?im)^[-=*> \t]{0,80}(?:below this line is a copy of the message|(?:this is )?a copy of (?:your|the) (?:original )?message|(?:old|original|unsent|returned) (?:message|mail)\b"
    r"|included is a copy|(?:the )?(?:message )?headers?(?: (?:and|of)\b| follow|[:-])|the first \d+ lines|undelivered message|message header|message body|原始邮件|原郵件|邮件头"
    r"|return-path:|received: from)",
)
# After these words the addresses follow that were not reached; before them stand those of the mail itself.
_TRIGGER = expression(
    r"did not reach the following|not (?:be )?delivered to|addressed to email address|(?:following|these|all|one or more)(?: of (?:its|the|your))? (?:recipient|address|user|people)\S*"
    r"|failed recipients?|permanent (?:fatal )?errors?|unknown user|unable to deliver|could not (?:be )?deliver|cannot be delivered|delivery of (?:this |the |your )?(?:e-?mail|message) to"
    r"|recipient address\s*:|original address\s*:|undeliverable|收件人|無法傳遞|无法(?:送达|投递)|未能送达|konnte nicht|n'a pas pu|no se (?:ha podido|pudo)|配信できません|送信できません",
    re.IGNORECASE,
)
_FAILED = expression(
    r"(?:could not|cannot|can not|can't|couldn't|was not|not) be(?:en)? (?:successfully )?(?:delivered|sent|reached)|(?:was|were|is) not delivered|(?:unable|failed|not able|could not|cannot) to? ?deliver"
    r"|did not reach the following|(?:following|these) (?:recipient|address|user)\S*(?: \S+){0,6} (?:fail|error|problem|reject|not)|failed recipient|non-?delivery report|undeliverable"
    r"|delivery (?:of email to this address|to the following|has failed|failed|failure)|permanent (?:fatal )?error|unknown user|user unknown|mailbox (?:is )?(?:full|unavailable|not found)"
    r"|not a valid (?:user|mailbox|address|recipient)|no such (?:user|mailbox|address)|(?:postponed|delayed) due to|(?:was|been) (?:automatically )?rejected"
    r"|无法(?:送达|投递)|未能送达|投递失败|被退回|退信|收件人.{0,12}(?:不存在|不可达|拒收|拒绝)|無法(?:送達|投遞|傳遞)|konnte nicht (?:zugestellt|ausgeliefert|übermittelt)|nicht zustellbar"
    r"|n'a pas p(?:u|û) (?:être|etre) (?:remis|d[ée]livr|distribu|livr)|no se (?:ha podido|pudo) entregar|non (?:è|e') stato (?:possibile )?(?:consegna|recapita)|配信できません|送信できません",
    re.IGNORECASE,
)
# Sentences that a mailer says to whoever sent the mail.
_TO_SENDER = expression(
    r"\b(?:your|the) (?:e-?mail|mail|message)s?(?: (?:to|for|addressed to) [^\n]{1,200}?)? (?:(?:could|can)(?:n['’]t| ?not)|(?:was|has)(?:n['’]t| not)(?: been)?|was|has been|is being|is)"
    r" (?:be )?(?:yet )?(?:delivered|sent|rejected by|blocked by|refused by|returned to you|delayed|undeliverable)|delivery (?:of your (?:e-?mail|message)|to (?:these|the following) (?:recipients?|address(?:es)?))[^\n.]{0,80}(?:failed|delayed)"
    r"|you do not need to resend|[您你](?:[发發寄][^\n。]{0,120})?的?(?:[电電]子)?[邮郵]件[^\n。]{0,60}(?:(?:未能|未被|无法|無法|没有|沒有)(?:成功)?(?:投递|投遞|送达|送達|[发發]送)|投递失败|投遞失敗|[发發]送失[败敗]|被退[回信]|被拒[收绝絕]|延[迟遲](?:投|送))"
    r"|退信原因\s*[:：]?|(?:无法|無法|未能)(?:[发發]送|投递|投遞|送达|送達)(?:到|至|給|给)",
    re.IGNORECASE,
)
_ABOUT_MAIL = expression(
    r"\b(?:e-?mail|mail|message|recipient|mailbox|postmaster)s?\b|[邮郵][件箱]|收件人|信箱", re.IGNORECASE
)
_SPACE = expression(
    r"\byour (?:mailbox|quota|mail storage)\b[^\n]{0,60}(?:full|limit|exceed|\d ?%)|[您你]的?(?:[邮郵]箱|信箱)[^\n。]{0,40}(?:已?[满滿]|不足|超[过過出]|\d ?[%％])",
    re.IGNORECASE,
)
_DELAYED = expression(
    r"\b(?:is|was|are|been|still) (?:being )?delayed|\bwill (?:keep |continue to )?(?:re)?try|not need to resend|(?:继续|繼續|仍在)(?:尝试|嘗試)|[将將会會]?(?:重新|再次|稍后|稍後)(?:尝试|嘗試|投递|投遞)|延[迟遲](?:投递|投遞|送达|送達)",
    re.IGNORECASE,
)
# What people say who write from a mailer's address, and no mailer says of a mail.
_PERSONAL = expression(
    r"我(?![们們])|要求|[赔賠]|[请請](?:你们|你們|[处處]理|[尽儘盡]快)|\bmy\b|\bme\b|\bI(?:['’](?:ve|d)| (?!am sorry|am afraid|was(?:n['’]t| not) able|could not|regret))\b|\byour (?:counter|driver|staff|conductor|office|company|bus)",
    re.IGNORECASE,
)
_WRITERS_LINE = expression(r"(?im)^[ \t]*(?:(?:original )?sender|mail from|from|reply-to|cc)[ \t]*[:：].*$")
_REFUSED_SENDER = expression(r"\b(?:(?:e-?)?mail|messages?) from:? <?[^\s<>@]{1,64}@[^\s<>@]{1,200}", re.IGNORECASE)
_BARE_NAME = expression(r"(?m)^[ \t]+([\w.+-]{2,64})[ \t]*$")
_PREFIX = expression(r"^(?:smtp|rfc822|mailto)[=:;]", re.IGNORECASE)


REASONS = (
    ("2.2", (r"mailbox\b[^\n]{0,30}\bfull|over ?quota|(?:quota|storage)[^\n]{0,20}(?:exceed|full|violation)|exceed[^\n]{0,30}(?:quota|storage)|insufficient (?:disk |system )?(?:space|storage)"
            r"|[邮郵信]箱[^\n]{0,10}[满滿]|空间不足|空間不足|容量[^\n]{0,6}(?:不足|已满|已滿|超)|一杯のため|Postfach[^\n]{0,20}voll")),
    ("3.4", r"(?:message|size)[^\n]{0,30}(?:too (?:big|large)|exceeds?)|[邮郵]件(?:过大|過大|太大)|超[过過出][^\n]{0,12}(?:大小|尺寸)"),
    ("1.2", r"host unknown|unknown host|(?:host|domain)\b[^\n]{0,30}(?:not found|does(?:n.t| not) exist)|no such domain|unrouteable|name or service not known|域名[^\n]{0,8}(?:不存在|错误|錯誤)"),
    ("1.1", (r"(?:unknown|invalid|no such) (?:user|recipient|mailbox|address|account|local part)|(?:user|mailbox|recipient|account|addressee?)\b[^\n]{0,30}(?:unknown|not found|not recognized|not listed|does(?:n.t| not) exist|disabled|unavailable|inactive|suspended)"
            r"|not listed in|no mailbox here|不存在|查无此|查無此|无此(?:用户|人)|無此(?:用戶|使用者|人)|见つかりません|見つかりません|unbekannt|inconnu|停用")),
    ("7.1", r"\bspam\b|black ?list|block(?:ed|list)|polic(?:y|ies)|垃圾|拒收|拒[绝絕]|黑名[单單]"),
    ("4.1", r"timed? ?out|connection (?:refused|reset)|no route to|unreachable|超[时時]|[连連]接[^\n]{0,4}失[败敗]"),
)  # fmt: skip
"""What mail systems say, and the last two figures of the status that stands for it (RFC 3463); the surest first."""
_REASONS = tuple((figures, expression(words, re.IGNORECASE)) for figures, words in REASONS)


def reason(said: str) -> str:
    """The last two figures of the status that these words stand for; "0.0" if they tell nothing."""
    return next((figures for figures, words in _REASONS if words.search(said[:LONGEST])), "0.0")


def returned_begins(text: str) -> int:
    """Where the mail begins that a notice returns; its end if it returns none."""
    begins = _ORIGINAL_BEGINS.search(text[:LONGEST])
    return begins.start() if begins else len(text[:LONGEST])


def notice(text: str) -> str:
    """The notice itself, above the mail that it returns."""
    head = text[:LONGEST]
    above = head[: returned_begins(text)]
    return above if ADDRESS.search(above) or not ADDRESS.search(head) else head


def tells_failure(text: str) -> bool:
    """Words by which mail systems say that a mail did not arrive."""
    return bool(_FAILED.search(" ".join(notice(text).split())))


def in_a_mailers_words(text: str, *, titled: bool) -> bool:
    """Said to the sender of a mail as mailers say it; below a mailer's `titled` subject anything about mail will do."""
    said = " ".join(notice(text).split())
    return bool(_TO_SENDER.search(said) or (titled and _ABOUT_MAIL.search(said))) and not _PERSONAL.search(said)


def warns_of_space(text: str) -> bool:
    """A mailer's word to the owner of a mailbox that will soon hold no more."""
    said = " ".join(text[:LONGEST].split())
    return bool(_SPACE.search(said)) and not _PERSONAL.search(said)


def still_tries(text: str) -> bool:
    """A notice of a delay: nothing has failed yet."""
    return bool(_DELAYED.search(" ".join(notice(text).split())))


def set_out(text: str) -> list[str]:
    """Addresses set out as a machine does: alone on a line, in angle brackets, after a label or before a reason."""
    said = notice(text)
    return [a for a in _unique(said) if _stands_apart(a, said) or re.search(rf"<{re.escape(a)}>", said, re.IGNORECASE)]


def unreached(text: str, own: set[str], sender_domain: str) -> list[str]:
    """The recipients that the notice names, `own` being the addresses that the notice itself was sent to and from."""
    said = _REFUSED_SENDER.sub("", _WRITERS_LINE.sub("", notice(text)))
    trigger = _TRIGGER.search(said)
    below = said[trigger.start() :] if trigger else said
    named = [a for a in _unique(below) if a not in own] or [a for a in _unique(said) if a not in own]
    bare = _BARE_NAME.findall(below) if trigger and sender_domain and not _unique(below) else []
    apart = [a for a in named if _stands_apart(a, said)] or [a for a in named if _refused(a, said)]
    return [f"{name}@{sender_domain}".lower() for name in bare] or apart or named[:1] or _unique(said)[:1]


def _unique(text: str) -> list[str]:
    found = dict.fromkeys(_PREFIX.sub("", one).strip(".'").lower() for one in ADDRESS.findall(text))
    return list(found)[:MOST_ADDRESSES]


def _refused(address: str, text: str) -> bool:
    """In angle brackets behind a reply code, as in the transcript of a session."""
    return re.search(rf"(?im)^\W*[45]\d\d[ -][^\n]{{0,80}}<{re.escape(address)}>", text) is not None


def _stands_apart(address: str, text: str) -> bool:
    label = r"(?:[^\n@<>]{1,40}[:：][ \t]*|--[ \t]+)?"
    line = rf"(?im)^[ \t]*{label}\W{{0,3}}(?:\"?[^\n@<>]{{0,60}}<)?{re.escape(address)}\W{{0,3}}[ \t]*(?:[:：(,]|on \w{{3}}, |$)"
    return re.search(line, text) is not None
