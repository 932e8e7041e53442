"""How mail programs introduce the mail that they quote: a table of expressions, each with the clients that write it.

Every expression is tried on one logical line (an attribution may be folded over up to four), in which runs of blanks of any
kind are one space and leading ">" are gone.
"""

import re
from functools import lru_cache

import msgspec

from chalicelib.core.expressions import expression

LONGEST_LINE = 400
FARTHEST_COLON = 100
"""Characters before which the colon of a label stands, behind dashes perhaps."""


class Separator(msgspec.Struct, frozen=True):
    """`sample` is a line that must be recognised; `rule` dashes or the like at least surround the words of a divider."""

    client: str
    pattern: re.Pattern[str]
    sample: str
    rule: int = 0
    forward: bool = False
    everyday: bool = False
    """People head with such words what they show us: it divides only beside the lines of a header."""


def any_of(words: str) -> re.Pattern[str]:
    """The words, an expression, in upper and lower case alike."""
    return expression(words, re.IGNORECASE)


RULES = "-–—=_*#－─ \t"

# A line that alone divides new from old: the words between its dashes.
DIVIDERS = (
    Separator(
        "other ticket systems",
        any_of(
            r"(?:please )?(?:(?:type|write|enter) your )?(?:reply|replies|respond)(?: to this (?:email|message))? above this line.{0,80}"
        ),
        "##- Please type your reply above this line -##",
    ),
    Separator(
        "other ticket systems, de",
        any_of(r"bitte .{3,40}(?:oberhalb|über) dieser (?:linie|zeile).{0,60}"),
        "-- Bitte antworten Sie oberhalb dieser Zeile --",
    ),
    Separator(
        "other ticket systems, zh",
        any_of(r"[请請]在(?:此|这|這|本)(?:线|線|行|条线|條線|处|處).{0,6}(?:以上|上方|之上|上面).{0,60}"),
        "--- 请在此行以上回复 ---",
    ),
    Separator(
        "other ticket systems, fr, es, it, pt, nl, ja",
        any_of(
            r".{0,60}(?:au[- ]dessus de cette ligne|por encima de esta línea|encima de esta línea|sopra (?:a )?questa (?:riga|linea)|acima (?:desta|dessa) linha|boven deze (?:regel|lijn)|この(?:線|行)より上に).{0,60}"
        ),
        "##- Veuillez répondre au-dessus de cette ligne -##",
        rule=2,
    ),
    Separator(
        "forums",
        any_of(r"previous repl(?:y|ies)|vorherige antworten|以前的回复|先前的回覆"),
        "*Previous Replies*",
        rule=1,
    ),
    Separator(
        "david",
        any_of(r"original message processed by david®?|ursprüngliche nachricht bearbeitet durch david®?"),
        "Original Message processed by david®",
    ),
    Separator(
        "QQ Mail, WeCom",
        any_of(r"(?:原始邮件|原始郵件|original).{0,6}"),
        "------------------ 原始邮件 ------------------",
        rule=5,
    ),
    Separator(
        "163, NetEase Mail Master",
        any_of(r"回复的原邮件|回覆的原郵件|回复的邮件信息|回覆的郵件資訊|replied message"),
        "---- 回复的原邮件 ----",
        rule=2,
    ),
    Separator(
        "Coremail, Sina, Sohu, 139, 263",
        any_of(r"原始邮件|原邮件|原始信息|原始郵件|原郵件|原始訊息|[邮郵]件原文|原始信件|源邮件|源郵件"),
        "-----原始邮件-----",
        rule=2,
    ),
    Separator(
        "Coremail and others, in words that people use too",
        any_of(r"原文|原信|原始内容|原來的信"),
        "-----原文-----\n发件人：客服",
        rule=2,
        everyday=True,
    ),
    Separator(
        "Foxmail, older",
        any_of(r".{0,40}[您你]?在[来來]信中(?:[写寫]道|提到|[说說]道?) ?[:：]?"),
        "======= 2024-04-01 10:00:00 您在来信中写道：=======",
        rule=3,
    ),
    Separator(
        "QQ, 163, Gmail: forwarded, zh",
        any_of(r"(?:已)?转发(?:的)?(?:原)?(?:邮件|信息|邮件信息)|被转发邮件的信息|(?:已)?轉寄(?:的)?(?:郵件|訊息)"),
        "------------------ 转发邮件 ------------------",
        rule=2,
        forward=True,
    ),
    Separator(
        "Outlook, Samsung, Yahoo, Lotus and others",
        any_of(
            r"original(?:ne|na)? (?:message|appointment|e-?mail|nachricht|text|meddelelse|besked|poruka|správa)|originalt? meddelande|originalt melding|reply message|ursprüngliche (?:nachricht|mail|e-mail)|(?:original|antwort)[- ]?nachricht|originalmeddelande"
            r"|message (?:d['’]origine|original|initial|précédent)|mensaje original|mensagem original|messaggio originale|(?:oorspronkelijke?|origineel) bericht"
            r"|ursprungligt meddelande|ursprungsmeddelande|oprindelig (?:meddelelse|besked)|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna"
            r"|oryginalna wiadomość|původní zpráva|pôvodná správa|eredeti üzenet|исходное сообщение|mesaj original|orijinal mesaj|özgün ileti"
            r"|元のメッセージ|원본 메시지|הודעה מקורית|الرسالة الأصلية|tin nhắn gốc"
        ),
        "-----Original Message-----",
        rule=2,
    ),
    Separator(
        "Gmail, Thunderbird and others: forwarded",
        any_of(
            r"(?:begin )?forwarded (?:message|mail)(?: from .{1,60})?|forward|weitergeleitete (?:nachricht|mail)|message (?:transféré|transmis)|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)"
            r"|messaggio inoltrato|doorgestuurd bericht|vidarebefordrat meddelande|videresendt (?:meddelelse|melding)|edelleenlähetetty viesti|przekazana wiadomość|wiadomość przekazana"
            r"|пересланное сообщение|пересылаемое сообщение|iletilen mesaj|přeposlaná zpráva|転送メッセージ|전달된 메시지"
        ),
        "---------- Forwarded message ---------",
        rule=2,
        forward=True,
    ),
    Separator(
        "Apple Mail: forwarded",
        any_of(
            r"(?:(?:begin )?forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio messaggio inoltrato"
            r"|início da mensagem (?:encaminhada|reencaminhada)|begin doorgestuurd bericht|vidarebefordrat brev|start på videresendt .{2,20}|начало переадресованного (?:сообщения|письма)"
            r"|开始转发的邮件|下面是被转发的邮件|開始轉寄郵件|以下是轉寄的郵件|転送されたメッセージ) ?[:：]"
        ),
        "Begin forwarded message:",
        forward=True,
    ),
    Separator(
        "Zoho, Android",
        any_of(r".{2,300} wrote"),
        "---- On Mon, 01 Apr 2024 10:00:00 +0800 Li <li@example.com> wrote ----",
        rule=2,
    ),
    Separator(
        "Gmail, trimmed",
        any_of(
            r"\[(?:quoted text hidden|隐藏被引用文字|引用文字已隱藏)\]|show (?:quoted text|trimmed content)|显示(?:引用文字|修剪的内容)|顯示(?:引用文字|修剪內容)"
        ),
        "[Quoted text hidden]",
    ),
)

# What makes an attribution more than a sentence: an address or a time of day.
TELLING = expression(r"\S@\S|\d{1,2}[:.h：]\d{2}|\d{1,2} ?[時点點] ?\d{2}|\[?mailto:|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
GROUPWISE = Separator(
    "GroupWise",
    any_of(r">>> ?\S.{1,200}(?:\S@\S|\d{1,2}[:.]\d{2}).{0,60}>>>"),
    ">>> Li Lei <li@example.com> 1/4/2024 10:00 AM >>>",
)

# Labels of a header block, by what they stand for.
LABELS = {
    "from": "from|von|de|da|van|från|fra|lähettäjä|od|от|від|kimden|gönderen|expéditeur|remitente|mittente|afzender|absender|feladó|de la|από|发件人|发信人|寄件者|寄件人|發件人|差出人|送信者|보낸 ?사람|发自|sender",
    "sent": "sent|gesendet|envoyé|enviado(?: el)?|enviada(?: em)?|inviato|verzonden|skickat|sendt|lähetetty|wysłano|отправлено|надіслано|gönderildi|gönderilme tarihi|odesláno|elküldve|trimis|发送时间|发送日期|傳送時間|發送時間|寄件日期|已傳送|送信日時|送信|보낸 ?날짜|date sent",
    "date": "date|message du|datum|data|fecha|dato|päivämäärä|päiväys|дата|tarih|dátum|日期|时间|時間|日時|날짜",
    "to": "to|an|à|a|para|aan|till|til|vastaanottaja|do|кому|kime|alıcı|címzett|către|komu|destinataire|destinatario|empfänger|收件人|收信人|收件者|宛先|받는 ?사람",
    "cc": "cc|c\\.c\\.|kopie|kopia|kopi|copie(?: à)?|copia|cópia|kopio|dw|копия|bilgi|másolat|抄送|抄送人|副本|副本抄送|密送|bcc|참조",
    "subject": "subject|betreff|objet|sujet|ogg|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|тема|konu|předmět|tárgy|subiect|subj|主题|主題|主旨|标题|標題|件名|제목",
    "other": "reply-to|importance|priority|attachments|anlagen|pièces jointes|附件|重要性|优先级|organization|message-id|list|sent by|antwort an|回复|回复至",
}
_INVISIBLE = expression("[\u200b-\u200f\u202a-\u202f\u2066-\u2069]")
_LABEL = expression(
    r"^_?(?:"
    + "|".join(f"(?P<{kind}>{names})" for kind, names in LABELS.items())
    + r")[*_]{0,3}\s?[:：][*_]{0,3}\s?(?P<value>.*)$",
    re.IGNORECASE,
)

_CHINESE = {"sent": "发送时间|发送日期", "date": "日期|时间", "to": "收件人", "subject": "主题"}
_WITHIN = expression(
    "|".join(rf"(?P<{kind}>(?<=\s)(?:{LABELS[kind]})\s?[:：]\s|(?:{_CHINESE[kind]})\s?[:：])" for kind in _CHINESE),
    re.IGNORECASE,
)
# Orange and La Poste write no colon behind it.
_MESSAGE_DU = expression(r"message du (?P<value>\d.*)", re.IGNORECASE)
_LONG_RULE = expression(r"^[-－_]{10,}\s?(?=\w)")


def unmarked(line: str) -> str:
    """A line as the expressions want it: no quote marks, no bold, blanks of any kind as one space."""
    return _unmarked(line[: LONGEST_LINE * 2])


@lru_cache(maxsize=4_096)  # a line is looked at from each of the lines above it, and once for each way to read the mail
def _unmarked(line: str) -> str:
    if "&" in line:
        line = line.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
    line = _INVISIBLE.sub("", " ".join(line.split()))
    if " " in line:
        line = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", line)  # "主　题" is "主题" set wide
    return line.lstrip(" >＞|*").rstrip(" *")


@lru_cache(maxsize=4_096)  # a line is asked about from each of the lines above it
def label(line: str) -> tuple[str, str] | None:
    """(what it stands for, value) of a line of a header block."""
    if ":" not in line[:FARTHEST_COLON] and "：" not in line[:FARTHEST_COLON]:
        return None
    if (told := _MESSAGE_DU.match(unmarked(line))) is not None:
        return "date", told["value"]
    found = _LABEL.match(_LONG_RULE.sub("", unmarked(line)))
    return (next(kind for kind in LABELS if found[kind]), found["value"].strip()) if found else None


@lru_cache(maxsize=4_096)
def labels_within(value: str) -> set[str]:
    """Further labels that stand on the same line, where HTML mail had set them apart by looks only."""
    return {kind for found in _WITHIN.finditer(value[:LONGEST_LINE]) for kind in _WITHIN.groupindex if found[kind]}


def divider(line: str) -> Separator | None:
    """The divider that this line is."""
    text = plain_rule(line)
    if line.lstrip().startswith(">>>") and GROUPWISE.pattern.fullmatch(line.strip()[:LONGEST_LINE]):
        return GROUPWISE
    inner = text.strip(RULES)
    if not inner or len(inner) > LONGEST_LINE:
        return None
    rule = len(text) - len(text.lstrip(RULES))
    return next((one for one in DIVIDERS if rule >= one.rule and one.pattern.fullmatch(inner)), None)


def names_mail(line: str) -> bool:
    """The words of a divider alone, without its dashes."""
    text = plain_rule(line).strip(RULES)
    return 0 < len(text) <= LONGEST_LINE and any(one.pattern.fullmatch(text) for one in DIVIDERS if one.rule)


def plain_rule(line: str) -> str:
    """A line whose dashes and stars still count."""
    return " ".join(line[: LONGEST_LINE * 2].replace("&nbsp;", " ").split()).lstrip(" >＞|")
