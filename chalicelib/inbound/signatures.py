"""Signatures at the end of what someone wrote: the "-- " line, the lines that phones add, and the blocks of mail programs."""

import re

MOST_LINES = 25
"""A signature is short: more below a "-- " line is text."""
LONGEST_LINE = 1_000
LONGEST_CARD, WIDEST_CARD = 8, 60
FAR_BELOW = 2
"""Blank lines above an address that no one wrote by hand."""
SURELY_A_NAME = 2
"""So few lines below a rule need no address or telephone to be a card."""

_DELIMITER = re.compile(r"^(?:-- ?|——|--\xa0)$")
_DEVICE = re.compile(
    r"^[\s|*_>(\[<]{0,4}(?:"
    r"sent (?:from|via|with|using|by|on) (?:my |the |an? )?[\w'’+®™.-]+(?: [\w'’+()®™./:-]+){0,6}(?: ?[(<] ?https?://\S{1,200} ?[)>])?(?:[,.;]? {1,2}(?:(?:please )?(?:excuse|forgive|pardon) .{0,60}|an? .{0,40}(?:phone|tablet|device)))?"
    r"|(?:get|download|hanki|skaffa|hent|få|holen sie sich|laden sie|télécharger|obtenir|obtenga|obtener|scarica|ottieni|obter|obtenha|download|pobierz|načíst|получить) outlook (?:for|für|pour|para|per|voor|til|för|dla|pro|для) \w+.{0,60}"
    r"|(?:来自|發自|发自|发送自|傳送自|从|從|自)\s?(?:我的|我的 )?\s?(?:iphone|ipad|ipod|手机|手機|平板|设备|設備|华为|華為|huawei|harmonyos|鸿蒙|荣耀|honor|redmi|xiaomi|meizu|小米|红米|oppo|vivo|三星|samsung|android|安卓|魅族|一加|realme|outlook|windows|mail|yahoo|gmail"
    r"|qq|qq邮箱|邮箱大师|网易|網易|新浪|139|189|阿里|钉钉|釘釘|飞书|飛書|lark|foxmail|企业微信|企業微信|email|移动|黑莓|blackberry|lenovo|联想|中兴|htc|sony|lg|nokia).{0,60}"
    r"|(?:获取|下載|下载|取得|取得適用於)\s?(?:适用于|適用於)?.{0,20}outlook.{0,60}|.{0,12}(?:用|使用)?我的(?:iphone|ipad|手机|手機)(?:发送|傳送|发出).{0,10}"
    r"|(?:使用|用|通过|透過|經由) ?[A-Za-z0-9][\w .-]{1,30}(?:安全)?(?:邮件|郵件)?(?:客户端)? ?(?:发送|發送|傳送|寄出)(?: ?自我的 ?\w{2,12} ?(?:设备|設備|手机|手機))?[。.]?"
    r"|由.{0,20}(?:手机|iphone|ipad|android).{0,10}发送.{0,10}|签名由\s?.{2,20}定制.{0,10}|(?:邮件)?由.{0,4}(?:网易|QQ|139|新浪)\S{0,20}(?:发送|定制)"
    r"|(?:von|vom) (?:meinem|mein|meiner) \S.{0,40} gesendet.{0,30}|gesendet (?:von|mit|aus|über) .{2,60}|diese nachricht wurde von meinem .{2,60}"
    r"|envoy[ée] (?:de|depuis|à partir de|avec) (?:mon|ma|l['’])? ?.{2,60}|enviado (?:desde|do|de|a partir do|pelo|con) (?:mi|meu|el)? ?.{2,60}"
    r"|(?:inviato|invia) (?:da|dal mio|con) .{2,60}|(?:verstuurd|verzonden) (?:vanaf|met|vanuit|via) .{2,60}|(?:skickat|skickad) från .{2,60}|sendt fra .{2,60}"
    r"|lähetetty .{2,40}|wysłan[eo] z .{2,60}|odesláno z .{2,40}|отправлено (?:с|из|от) .{2,60}|.{2,20}(?:から送信|で送信).{0,10}|나의 .{2,20}에서 보냄"
    r"|.{2,20}(?:’|')?(?:ımdan|imden|umdan) gönderildi|trimis de pe .{2,40}"
    r")[\s|*_)\]>]{0,6}$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:(?:best|kind|warm|many)\b.{0,12}|regards|thanks?|thank you|cheers|sincerely|yours|greetings|mit freundlichen|viele grüße|gruß|cordialement|saludos|此致|谢谢|謝謝|祝)",
    re.IGNORECASE,
)
_RULE = re.compile(r"^(?:-{15,80}|_{8,40}|－{8,40}|—{3,60})$")
_LIST_FOOTER = re.compile(r"^_{40,}$")
_TABLE = re.compile(r"^[|\s]*$")
_ADDITION = re.compile(r"(?:补充|補充|另外|另[，,:：]|附[：:]|附言|附注|附註|备注|備註|P\.? ?S\b)", re.IGNORECASE)
_DISCLAIMER = re.compile(r"邮件|郵件|保密|机密|機密|免责|免責|环境|環境|打印|列印")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,100}")
_CONTACT = re.compile(r"\S@\S+\.\S|https?://|www\.|签名由|(?:\+?\d[\d -]{6,})|电话|手机|邮箱|地址|tel|mobile|\|")


def fold(text: str, *, answering: bool = False) -> tuple[str, str]:
    """(text without its signature, signature); a mail that is nothing but signature stays whole.

    `answering` tells that a quoted mail follows, so that a program may have set its user's address far below the words.
    """
    lines = text.rstrip().split("\n")
    if any(len(line) > LONGEST_LINE for line in lines[-MOST_LINES:]):
        return text, ""
    begin = min(_delimited(lines), _tail(lines))
    begin = _before_own_address(lines) if answering and begin == len(lines) else begin
    kept = "\n".join(lines[:begin]).rstrip()
    if not kept.strip() or begin == len(lines):
        return text, ""
    return kept, "\n".join(lines[begin:])


def only_signature(text: str) -> bool:
    """Nothing but a signature: what stands below an answered quote without being an answer."""
    lines = [line[:LONGEST_LINE] for line in text.strip().split("\n") if line.strip()]
    if not lines or len(lines) > MOST_LINES:
        return not lines
    return bool(_DELIMITER.match(lines[0]) or _LIST_FOOTER.match(lines[0]) or all(map(_DEVICE.match, lines)))


def closing(text: str) -> bool:
    """A greeting and a name below a quote, which belong to the words above it."""
    lines = text.strip().split("\n")
    return len(lines) <= 4 and all(len(line) <= 40 for line in lines) and bool(_GREETING.match(lines[0]))  # noqa: PLR2004


def _delimited(lines: list[str]) -> int:
    """Where the last "-- " line with a short rest stands."""
    first = max(len(lines) - MOST_LINES - 1, 0)
    return next((i for i in range(first, len(lines)) if _DELIMITER.match(lines[i]) and _below(lines, i)), len(lines))


def _below(lines: list[str], index: int) -> bool:
    below = [line.strip() for line in lines[index + 1 :] if line.strip()]
    return not any(map(_adds, below)) and (bool(below) or lines[index] != "——")


def _adds(line: str) -> bool:
    """Words that belong to the letter although they stand below the line that begins a signature."""
    return bool(
        _ADDITION.match(line)
        or (line.endswith(("。", "！", "？")) and not (_DISCLAIMER.search(line) or _DEVICE.match(line)))
    )


def _tail(lines: list[str]) -> int:
    """Where the lines begin that a phone or a mail program put at the end."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    begin = len(lines)
    for index in reversed(filled[-4:]):
        if _DEVICE.match(lines[index].strip()):
            begin = index
    for index in filled[-10:]:
        if index < begin and _RULE.match(lines[index].strip()) and _is_card(lines[index + 1 : begin]):
            return index
    table = begin
    for index in reversed(filled[-10:]):
        if index < table and (
            _TABLE.match(lines[index]) or lines[index].strip().startswith("|") or lines[index].strip().endswith("|")
        ):
            table = index
    return table if table < begin and any("|" in line and _TABLE.match(line) for line in lines[table:]) else begin


def _before_own_address(lines: list[str]) -> int:
    """Where an address stands alone below blank lines, as Foxmail signs."""
    alone = len(lines) > FAR_BELOW and _ADDRESS.fullmatch(lines[-1].strip())
    return len(lines) - 1 if alone and not "".join(lines[-1 - FAR_BELOW : -1]).strip() else len(lines)


def _is_card(lines: list[str]) -> bool:
    """Name, address, telephone: short lines below a rule, or nothing at all."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) > LONGEST_CARD or any(
        len(line) > WIDEST_CARD or re.search("[。！？!?；;]", line) for line in filled
    ):
        return False
    return len(filled) <= SURELY_A_NAME or any(_CONTACT.search(line) for line in filled)
