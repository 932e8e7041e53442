"""How mail programs introduce the mail that they quote: a table of expressions, each with the clients that write it.

Every expression is tried on one logical line (an attribution may be folded over up to four), in which runs of blanks of any
kind are one space and leading ">" are gone.
"""

import re

import msgspec

LONGEST_LINE = 400


class Separator(msgspec.Struct, frozen=True):
    """`sample` is a line that the expression must recognise; `forward` tells of mail passed on rather than answered."""

    client: str
    pattern: re.Pattern[str]
    sample: str
    forward: bool = False


def _line(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


# A line that alone divides new from old.
DIVIDERS = (
    Separator("other ticket systems", _line(
        r"^[-#=*_\s–—－]{0,40}(?:please )?(?:(?:type|write|enter) your )?(?:reply|replies|respond)(?: to this (?:email|message))? (?:above|ABOVE) this line\b.{0,80}$"),
        "##- Please type your reply above this line -##"),
    Separator("other ticket systems, German", _line(r"^[-#=*_\s–—]{0,40}bitte (?:antworten sie|schreiben sie).{0,30}(?:oberhalb|über) dieser (?:linie|zeile).{0,60}$"),
        "-- Bitte antworten Sie oberhalb dieser Zeile --"),
    Separator("other ticket systems, Chinese", _line(r"^[-#=*_\s–—－]{0,40}请在(?:此|这|本)(?:线|行|条线).{0,6}(?:以上|上方|之上).{0,60}$"), "--- 请在此行以上回复 ---"),
    Separator("QQ Mail, WeCom", _line(r"^-{6,} ?(?:原始邮件|原始郵件|original) ?-{6,}.{0,40}$"), "------------------ 原始邮件 ------------------"),
    Separator("QQ Mail, WeCom: forwarded", _line(r"^-{6,} ?(?:转发邮件|轉寄郵件|转发的邮件|forwarded message|forward) ?-{6,}.{0,40}$"),
        "------------------ 转发邮件 ------------------", forward=True),
    Separator("163, NetEase Mail Master", _line(r"^[-\s]{2,}(?:回复的原邮件|回覆的原郵件|replied message) ?-{2,}$"), "---- 回复的原邮件 ----"),
    Separator("163, NetEase: forwarded", _line(r"^[-\s]{2,}(?:转发的(?:原)?邮件|被转发邮件的信息|轉寄的郵件) ?-{2,}$"),
        "-------- 转发的邮件 --------", forward=True),
    Separator("163: forwarded", _line(r"^[-\s]{2,}转发邮件信息 ?-{2,}$"), "-------- 转发邮件信息 --------", forward=True),
    Separator("Coremail, Sina, Sohu, 139, 263", _line(r"^[-\s]{2,}(?:原始邮件|原邮件|原始信息|原始郵件|原郵件|原始訊息|原文|原信|源邮件|源郵件) ?-{2,}.{0,20}$"), "-----原始邮件-----"),
    Separator("Outlook, Samsung, Yahoo, Lotus and others", _line(
        r"^[-–—=_*\s]{2,}(?:original (?:message|appointment|e-?mail|nachricht)|reply message|ursprüngliche (?:nachricht|mail|e-mail)|originalnachricht|originalmeddelande"
        r"|message (?:d['’]origine|original|initial|précédent)|mensaje original|mensagem original|messaggio originale|oorspronkelijk(?:e)? bericht"
        r"|ursprungligt meddelande|ursprungsmeddelande|oprindelig (?:meddelelse|besked)|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna"
        r"|oryginalna wiadomość|původní zpráva|pôvodná správa|eredeti üzenet|исходное сообщение|original-?nachricht|пересылаемое сообщение|mesaj original|orijinal mesaj|özgün ileti"
        r"|元のメッセージ|원본 메시지|הודעה מקורית|الرسالة الأصلية|tin nhắn gốc) ?[-–—=_*]{2,}.{0,20}$"),
        "-----Original Message-----"),
    Separator("Gmail, Thunderbird and others: forwarded", _line(
        r"^[-–—=_*\s]{2,}(?:(?:begin )?forwarded (?:message|mail)|weitergeleitete (?:nachricht|mail)|message (?:transféré|transmis)|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)"
        r"|messaggio inoltrato|doorgestuurd bericht|vidarebefordrat meddelande|videresendt (?:meddelelse|melding)|edelleenlähetetty viesti|przekazana wiadomość|wiadomość przekazana"
        r"|пересланное сообщение|пересылаемое сообщение|iletilen mesaj|přeposlaná zpráva|转发的邮件|转发邮件|轉寄郵件|轉寄的郵件|已转发邮件|已轉寄訊息|转发信息|転送メッセージ|전달된 메시지) ?[-–—=_*]{2,}.{0,20}$"),
        "---------- Forwarded message ---------", forward=True),
    Separator("Apple Mail: forwarded", _line(
        r"^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio messaggio inoltrato"
        r"|início da mensagem (?:encaminhada|reencaminhada)|begin doorgestuurd bericht|vidarebefordrat brev|start på videresendt|початок|начало переадресованного (?:сообщения|письма)"
        r"|开始转发的邮件|下面是被转发的邮件|開始轉寄郵件|以下是轉寄的郵件|転送されたメッセージ)\s?[:：]$"), "Begin forwarded message:", forward=True),
    Separator("Zoho", _line(r"^-{2,} ?on .{6,200}\bwrote ?-{2,}$"), "---- On Mon, 01 Apr 2024 10:00:00 +0800 Li <li@example.com> wrote ----"),
    Separator("Gmail, trimmed", _line(r"^\[(?:quoted text hidden|隐藏被引用文字|引用文字已隱藏|图片|圖片 已隱藏)\]$"), "[Quoted text hidden]"),
    Separator("Alibaba Mail", _line(r"^-{30,}(?= ?(?:发件人|寄件人|寄件者|from)\s?[:：])"), "-" * 66 + " 发件人：张三 <z@example.com>"),
)

_WROTE = (
    r"(?:wrote|writes|said|schrieb|schreef|skrev|a écrit|escribió|escribio|escreveu|ha scritto|scrisse|napisał(?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?|píše|kirjoitti"
    r"|пишет|писал(?:а|\(а\))?|написал(?:а|\(а\))?|пише|написав|yazdı|şunu yazdı|a scris|ezt írta|írta|έγραψε|va escriure|menulis|đã viết|viết|rašė|kirjutas|wrote the following"
    r"|님이 작성|작성|さんは書きました|のメール|כתב(?:ה)?|كتب|写道|寫道|寫|写|来信写道|编写)"
)
# What makes an attribution more than a sentence: an address, a time or a date.
TELLING = re.compile(
    r"\S@\S|\d{1,2}[:.h：]\d{2}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\b(?:19|20)\d{2}\b|\d{1,2} ?[时點点]|\d{4} ?年|\d{1,2} ?月 ?\d{1,2} ?日",
)
ATTRIBUTIONS = (
    Separator("Gmail, Apple Mail, Thunderbird, Yahoo, Outlook for Mac", _line(
        rf"^(?:on|am|le|el|il|op|em|a|ai|den|dne|dnia|w dniu|på|pe|at|în|vào|pada|em|o|al|dia|den|tor|man|tir|ons|fre|lør|søn|в|у|ב|em|le|date|по) .{{4,300}}?{_WROTE}.{{0,120}}\s?[:：]$"),
        "On Mon, Apr 1, 2024 at 10:00 AM Li Lei <li@example.com> wrote:"),
    Separator("Gmail, zh", _line(r"^.{1,150}(?:于|於) ?\d{4} ?年.{4,60}(?:写道|寫道)\s?[:：]$"), "张三 <z@example.com> 于2024年4月1日周一 10:00写道："),
    Separator("Apple Mail, zh", _line(r"^(?:在 ?|於 ?|于 ?)?.{6,250}(?:写道|寫道)\s?[:：]$"), "在 2024年4月1日，10:00，张三 <z@example.com> 写道："),
    Separator("163, zh", _line(r"^在 ?.{6,250}(?:写道|写|寫道)\s?[:：]$"), '在 2024-04-01 10:00:00，"张三" <z@example.com> 写道：'),
    Separator("Outlook and phones, name first", _line(rf"^.{{2,200}} (?:{_WROTE}) ?(?:am|on|le|el|il|op|em|den|dnia|på)? ?.{{0,120}}[:：]$"), "Li Lei <li@example.com> schrieb am Mo., 1. Apr. 2024, 10:00:"),
    Separator("Gmail and others, date first", _line(rf"^(?:\w{{2,12}}\.?,? )?\d{{1,4}}[-./年 ].{{4,200}}{_WROTE}.{{0,120}}[:：]$"), "2024-04-01 10:00 Li Lei <li@example.com> wrote:"),
    Separator("Gmail, older and Japanese", _line(r"^(?:\w{2,12}\.?,? )?\d{4}[-./年].{4,120}<[^<>\s]+@[^<>\s]+>(?: ?(?:님이 작성)?)\s?[:：]$"), "2024-04-01 10:00 GMT+08:00 Li Lei <li@example.com>:"),
    Separator("NetEase, English", _line(r"^at \d{4}-\d\d-\d\d.{4,200}wrote\s?[:：]$"), 'At 2024-04-01 10:00:00, "Li" <li@example.com> wrote:'),
)
STARTS = re.compile(
    r"^(?:on|am|le|el|il|op|em|a|ai|den|dne|dnia|w dniu|på|pe|at|în|vào|pada|o|al|dia|tor|man|tir|ons|fre|lør|søn|в|у|ב|date|по)\b|^[\s>]*[在于於]|\d{4}|^\S.*<\S+@|^[\"“]?\S+.*\b(?:schrieb|wrote|skrev)\b",
    re.IGNORECASE,
)
ENDS = re.compile(rf"(?:{_WROTE}.{{0,120}}|>)\s?[:：]$", re.IGNORECASE)

# Labels of a header block, by what they stand for.
LABELS = {
    "from": "from|von|de|da|van|från|fra|lähettäjä|od|от|від|kimden|gönderen|expéditeur|remitente|mittente|afzender|absender|feladó|de la|από|发件人|发信人|寄件者|寄件人|發件人|差出人|送信者|보낸 ?사람|发自|sender",
    "sent": "sent|gesendet|envoyé|enviado(?: el)?|enviada(?: em)?|inviato|verzonden|skickat|sendt|lähetetty|wysłano|отправлено|надіслано|gönderildi|gönderilme tarihi|odesláno|elküldve|trimis|发送时间|发送日期|傳送時間|發送時間|寄件日期|已傳送|送信日時|送信|보낸 ?날짜|date sent",
    "date": "date|datum|data|fecha|dato|päivämäärä|päiväys|дата|tarih|dátum|日期|时间|時間|日時|날짜",
    "to": "to|an|à|a|para|aan|till|til|vastaanottaja|do|кому|kime|alıcı|címzett|către|komu|destinataire|destinatario|empfänger|收件人|收信人|收件者|宛先|받는 ?사람",
    "cc": "cc|c\\.c\\.|kopie|kopia|kopi|copie(?: à)?|copia|cópia|kopio|dw|копия|bilgi|másolat|抄送|抄送人|副本|副本抄送|密送|bcc|참조",
    "subject": "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|тема|konu|předmět|tárgy|subiect|subj|主题|主題|主旨|标题|標題|件名|제목",
    "other": "reply-to|importance|priority|attachments|anlagen|pièces jointes|附件|重要性|优先级|organization|message-id|list|sent by|antwort an|回复|回复至",
}
_LABEL = re.compile(
    r"^[*_\s>|]{0,12}(?:" + "|".join(f"(?P<{kind}>{names})" for kind, names in LABELS.items()) + r")[*_]{0,3}\s?[:：][*_]{0,3}\s?(?P<value>.*)$",
    re.IGNORECASE,
)


def plain(line: str) -> str:
    """A line as the expressions want it: no quote marks, no bold, blanks of any kind as one space."""
    line = line[:LONGEST_LINE].replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
    line = re.sub(r"[\s\u3000\u200b-\u200f\u202a-\u202f]+", " ", line)
    line = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", line)  # "主　题" is "主题" set wide
    return re.sub(r"^[ >＞|*]+", "", line).rstrip(" *")


def label(line: str) -> tuple[str, str] | None:
    """(what it stands for, value) of a line of a header block."""
    found = _LABEL.match(plain(line))
    return (next(kind for kind in LABELS if found[kind]), found["value"].strip()) if found else None


def divider(line: str) -> Separator | None:
    """The divider that this line is."""
    text = plain(line)
    return next((one for one in DIVIDERS if one.pattern.search(text)), None) if text else None


def attribution(line: str, quoted: bool) -> Separator | None:
    """The attribution that this logical line is; before text that isn't marked as quoted it must tell an address or time."""
    text = plain(line)
    if len(text) > LONGEST_LINE or not (quoted or TELLING.search(text)):
        return None
    return next((one for one in ATTRIBUTIONS if one.pattern.search(text)), None)
