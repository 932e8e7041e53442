"""The line that a phone or a mail program adds below what its user wrote: "Sent from my iPhone" and the like.

Customers write of sending too. Therefore a line counts only if it names a device or a program and says nothing else.
"""

import re

from chalicelib.core.expressions import expression

_GEAR = (
    r"(?:i(?:phone|pad|pod|machine)|android|samsung|galaxy|huawei|harmonyos|xiaomi|redmi|oppo|vivo|honor|realme|oneplus|pixel|nokia|htc|sony|lg|motorola|moto|meizu|lenovo|blackberry"
    r"|windows|surface|mac|outlook|yahoo!?|gmail|hotmail|aol|mail|mailbox|mailspring|mailbird|proton|tutanota|zoho|foxmail|netease|lark|nine|newton|spark|airmail|superhuman|missive|boxer"
    r"|bluemail|k-9|polymail|postbox|thunderbird|verizon|at&t|t-mobile|vodafone|tablet|mobile|a? ?phone|smartphone|handheld|wireless|workspace|email)"
)
_CHINESE_GEAR = (
    r"(?:iphone|ipad|ipod|手机|手機|平板|设备|設備|华为|華為|huawei|harmonyos|鸿蒙|荣耀|榮耀|honor|redmi|xiaomi|小米|红米|紅米|meizu|魅族|oppo|vivo|三星|samsung|android|安卓|一加|realme|outlook|windows"
    r"|mail|yahoo|gmail|qq邮箱|qq|邮箱大师|网易|網易|新浪|139|189|阿里|钉钉|釘釘|飞书|飛書|lark|foxmail|企业微信|企業微信|email|黑莓|blackberry|lenovo|联想|聯想|中兴|htc|sony|lg|nokia)"
)
_MODEL = r"(?:[ -~（）™®\xa0]|的|上|手机|手機|平板|电脑|電腦|设备|設備|版|智能|移动|行動|电子|電子|奇摩|邮箱|郵箱|信箱|邮件|郵件|客户端|客戶端|应用|應用|大师|大師|企业|企業|安卓|系列|发送|發送|傳送|寄出){0,60}?"
_SENT = r"(?:发送|發送|傳送|寄出|发出)"
_WORDS = r"[\w'’+®™.&-]+(?: [\w'’+()®™./:&-]+){0,6}"
_LINK = r"(?: ?[(<] ?https?://\S{1,200} ?[)>])?"
_EXCUSE = r"(?:[,.;]? {1,2}(?:(?:please )?(?:excuse|forgive|pardon) .{0,60}|an? .{0,40}(?:phone|tablet|device)))?\.?"
# "Sent from my office on Monday", "Sent to you by post": about something that was sent, not about this mail.
_ABOUT_SENDING = (
    r"(?!.*\b(?:on|at|in|to|since|before|until) (?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|him\b|her\b|them\b|you|us\b|me\b))"
    r"(?!sent \w+ (?:ems|dhl|ups|sf|fedex|sms|tnt|post|fax|courier|express|hand|letter|wechat|whatsapp)\b)"
)
LINES = (
    rf"{_ABOUT_SENDING}sent (?:from|via|with|using|on) my {_WORDS}{_LINK}{_EXCUSE}",
    rf"{_ABOUT_SENDING}sent (?:from|via|with|using|on) (?:the |an? )?{_GEAR}\b(?: [\w'’+()®™./:&-]+){{0,6}}{_LINK}{_EXCUSE}",
    rf"{_ABOUT_SENDING}sent (?:via|with|using) (?-i:[A-Z])\w{{2,20}}(?: (?-i:[A-Z])\w{{2,20}})?{_LINK}",
    r"sent by (?:my )?(?:galaxy|samsung|iphone|ipad|android|blackberry)\b.{0,40}",
    r"(?:get|download|hanki|skaffa|hent|få|holen sie sich|laden sie|télécharger|obtenir|obtenga|obtener|scarica|ottieni|obter|obtenha|pobierz|načíst|получить) outlook (?:for|für|pour|para|per|voor|til|för|dla|pro|для) \w+.{0,60}",
    rf"(?:来自|來自|發自|发自|发送自|發送自|傳送自|寄自)\s?(?:我的)?\s?{_CHINESE_GEAR}{_MODEL}[。.]?",
    rf"(?:从|從|自)\s?(?:我的)?\s?{_CHINESE_GEAR}{_MODEL}{_SENT}[。.]?",
    r"(?:获取|下載|下载|取得)\s?(?:适用于|適用於)?[ \w]{0,20}outlook(?: for \w+)?(?:\s?[<(（]?https?://\S{1,200})?",
    rf"(?:用|使用|通过|通過)?我的(?:iphone|ipad|手机|手機){_SENT}[。.]?",
    rf"(?:使用|用|通过|透過|經由) ?(?!ems\b)[A-Za-z0-9][A-Za-z0-9 .+-]{{1,30}}(?:安全)?(?:邮件|郵件)?(?:客户端)? ?{_SENT}(?: ?自我的 ?\w{{2,12}} ?(?:设备|設備|手机|手機))?[。.]?",
    rf"由(?:我的)?[ A-Za-z0-9+-]{{0,30}}(?:智能)?(?:手机|手機|iphone|ipad|android|平板){_SENT}[。.]?",
    r"签名由\s?.{2,20}定制|(?:邮件)?由.{0,4}(?:网易|QQ|139|新浪)\S{0,20}(?:发送|定制)",
    r"(?:von|vom) (?:meinem|mein|meiner) \S.{0,40} gesendet.{0,30}|gesendet (?:von|mit|aus|über) .{2,60}|diese nachricht wurde von meinem .{2,60}",
    r"envoy[ée] (?:de|depuis|à partir de|avec) (?:mon|ma|l['’])? ?.{2,60}|enviado (?:desde|do|de|a partir do|pelo|con) (?:mi|meu|el)? ?.{2,60}",
    r"(?:inviato|invia) (?:da|dal mio|con) .{2,60}|(?:verstuurd|verzonden) (?:vanaf|met|vanuit|via) .{2,60}|(?:skickat|skickad) från .{2,60}|sendt fra .{2,60}",
    r"lähetetty .{2,40}|wysłan[eo] z .{2,60}|odesláno z .{2,40}|отправлено (?:с|из|от) .{2,60}|.{2,20}(?:から送信|で送信).{0,10}|나의 .{2,20}에서 보냄",
    r".{2,20}(?:’|')?(?:ımdan|imden|umdan) gönderildi|trimis de pe .{2,40}",
)
"""Each is tried on a whole line, without what surrounds it."""
_LINE = expression(rf"[\s|*_>(\[<]{{0,4}}(?:{'|'.join(LINES)})[\s|*_)\]>]{{0,6}}", re.IGNORECASE)
_LINKED = expression(r"\[([^\]\n]{1,60})\]\(https?://[^)\s]*\)|\s?[<(]\s?https?://[^>)\s]*\s?[>)]")
LONGEST = 300


def names_device(line: str) -> bool:
    """The line is one that a device or a program added."""
    if len(line) > LONGEST:
        return False
    return _LINE.fullmatch(line) is not None or (
        "://" in line and _LINE.fullmatch(_LINKED.sub(r"\1", line)) is not None
    )
