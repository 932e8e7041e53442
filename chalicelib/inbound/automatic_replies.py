"""Automatic replies that no header marks: known by their form together with what else shows that a program wrote.

A subject alone silences nobody: people complain of parcels that came back, of officials on leave and of replies by machines.
"""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written import subjects
from chalicelib.core.written.case_numbers import NUMBER

LONGEST_NOTICE = 3_000
"""Characters of a letter in which it may say that a program wrote it."""
LONGEST_ABSENCE = 600
"""Characters of a letter that may be an absence note without saying so; who complains has more to tell."""

# What programs put before the subject that they answer, in their languages.
_PROGRAM = expression(
    r"\s*[\[【(（]?\s*(?:自动(?:回复|回覆|答复|应答|回信|转发)|自動(?:回覆|答覆|回信|返信|応答)|不在通知|不在連絡"
    r"|auto(?:matic|mated)?[\s-]?(?:reply|response|answer|responder)|autoreply|autoresponse|(?:automatic|auto)[\s-]?reply from [^:\n]{1,80}|auto|out of (?:the )?office(?: (?:auto-?)?(?:reply|message|notification))?|ooo|vacation (?:reply|response)"
    r"|automatische antwort|automatisches antwort|abwesenheitsnotiz|réponse automatique|absence du bureau|absent du bureau|respuesta automática|fuera de la oficina"
    r"|risposta automatica|resposta automática|automatisch antwoord|autosvar|automatiskt svar|automatisk svar|odpowiedź automatyczna|automatyczna odpowiedź|автоответ"
    r"|автоматический ответ|автоматична відповідь|автовідповід\w*|automaattinen vastaus|automatická odpov\w*|automatikus válasz|otomatik (?:yanıt|cevap)|자동 ?(?:회신|응답)"
    r"|phản hồi tự động|trả lời tự động|رد تلقائي)\s*(?:[:：\]】)）]|$|(?=(?:re|fwd?|aw|sv)\s*[:：]))"
    r"|[^\n]{1,150}[(\[](?:automatic|auto) (?:response|reply)[)\]]\s*$",
    re.IGNORECASE,
)
# Subjects that absent people write themselves; so do travellers who complain.
_ABSENT = expression(
    r"\s*[\[【(（]?\s*(?:(?:我|本人)?(?:正在)?(?:外出|休假|度假|出差)中?|(?:我)?不在[办辦]公室|[离離][开開][办辦]公室|on (?:vacation|holiday|leave)|away from [^:：]{1,30}|i am (?:currently )?out of (?:the )?office"
    r"|abwesenheit|abwesend|nicht im büro|afwezig|ik ben afwezig|fravær|frånvaro|fora do escritório|ausência)\s*(?:[:：\]】)）.。!！]|$)"
    r"|[^\n:：]{1,80} (?:is|will be) (?:currently )?out of (?:the )?office",
    re.IGNORECASE,
)
_SAYS_SO = expression(
    r"this is an? (?:automat(?:ic|ed)|auto-?generated)(?:ally generated)? (?:reply|response|message|e-?mail|answer)|this (?:reply|message|response) (?:was|is|has been) automatically (?:generated|sent)"
    r"|this is an automated|only notification you will receive"
    r"|这是一?封[^\n。]{0,16}自动(?:回复|答复|应答)|這是一?封[^\n。]{0,16}自動(?:回覆|回信)|系统自动(?:回复|发送|发出)|自动回复.{0,6}请勿回复|本邮件(?:为|由)(?:系统)?自动|這是(?:一封)?自動(?:回覆|回信)|系統自動(?:回覆|發送|發出)"
    r"|automatisch (?:generierte|erstellte|erzeugte) (?:nachricht|antwort|e-?mail)|réponse automatique|respuesta automática|risposta automatica|自動(?:返信|応答)",
    re.IGNORECASE,
)
_SAYS_AWAY = expression(
    r"\b(?:am|is|be|are) (?:currently )?(?:out of (?:the )?office|on (?:vacation|annual leave|holiday))|(?:will be|i am|i'm) away (?:from|until|on)",
    re.IGNORECASE,
)
# What such notes are about. Customers travel and wait for answers too: it counts only below a program's subject.
_ABSENCE = expression(
    r"出差|外出|休假|度假|[产產婚病年]假|放假|假期|不在(?:[岗崗办辦公线線国國]|[辦办]公室)|暂离|(?:[邮郵]件|[来來]信|[来來]函|信件)[^\n。]{0,8}(?:收到|收悉)|收到[^\n。]{0,12}(?:[邮郵]件|[来來]信|[来來]函)|已[经經]?收[到悉]"
    r"|(?:[尽儘盡]快|稍[后後]|回[来來][后後]?|上班[后後])[^\n。]{0,12}(?:回[复覆]|答[复覆]|[处處]理|[联聯][系繫絡络])|[紧緊急]\w{0,6}[请請]?(?:致[电電]|[联聯][系繫絡络]|[拨撥]打)|回来|回來"
    r"|\b(?:away|absent|vacation|holiday|annual leave|on leave|out of (?:the )?office|limited access|(?:received|for) your (?:e-?mail|mail|message|letter)|(?:be|am) back|return(?:ing)? (?:on|to))\b",
    re.IGNORECASE,
)
_COMPLAINS = expression(
    r"我[要想]?(?:投[诉訴]|[举舉][报報])|要求|[赔賠]|i (?:want|wish|would like) to complain|\bI (?:missed|waited|paid|lost|complain|was (?:shouted|insulted|cheated|charged|left|refused))"
    r"|\byour (?:counter|driver|conductor|clerk|inspector|bus|coach|station|ticket (?:office|counter|machine|inspector))s?\b|[你您贵貴](?:们|們|司|公司)?的?(?:司机|司機|售票|乘[务務]|[检檢]票|窗口|柜台|櫃[檯台]|[车車]站|客服|班[车車]|公交)",
    re.IGNORECASE,
)
_COMPLAINT = expression(
    r"我(?:[们們])?(?:[要想]|想要|必须|必須)?(?:投[诉訴]|[举舉][报報])|我(?:[们們])?(?:强烈|強烈)?要求|\bI (?:(?:want|wish|would like|have) to )?complain|\bI (?:missed|waited|paid|lost|was (?:shouted|insulted|cheated|charged|left|refused))\b",
    re.IGNORECASE,
)


def answers_by_itself(subject: str, text: str, *, marked: bool, threaded: bool) -> bool:
    """Whether a program answered. `marked`: a header asks for no automatic replies, or the return path is empty; `threaded`: it
    answers a mail.
    """
    if subjects.surely_continues(subject):  # a person answers what a program wrote
        return marked and says_it_is_automatic(text)
    sent_back = marked or threaded or bool(NUMBER.search(subject[:200]))
    if has_form(subject):
        return sent_back or says_it_is_automatic(text) or _is_absence_note(text)
    if _ABSENT.match(subject[:200]):
        return bool(_says_so(text)) or marked or (sent_back and _is_absence_note(text))
    return marked and says_it_is_automatic(text)


def complains(text: str) -> bool:
    """The words are those of a person who complains, whatever a header says of the mail."""
    said = _beginning(text)
    return bool(_COMPLAINT.search(said)) and not _says_so(said)


def has_form(subject: str) -> bool:
    """A subject as programs make it: their own words, set off from the subject that they answer."""
    return bool(_PROGRAM.match(subject[:200]))


def says_it_is_automatic(text: str) -> bool:
    """The mail's own words say that a program answers, or that its writer is away."""
    return _says_so(text) or bool(_SAYS_AWAY.search(_beginning(text)))


def _says_so(text: str) -> bool:
    return bool(_SAYS_SO.search(_beginning(text)))


def _is_absence_note(text: str) -> bool:
    said = _beginning(text)
    return len(said) <= LONGEST_ABSENCE and bool(_ABSENCE.search(said)) and not _COMPLAINS.search(said)


def _beginning(text: str) -> str:
    return " ".join(text[:LONGEST_NOTICE].split())
