"""Which elements of HTML mail hold quoted mail or a signature, by the marks that mail programs leave on them."""

import re

from selectolax.lexbor import LexborNode

from chalicelib.core.expressions import expression
from chalicelib.inbound import signatures

GMAIL_DEPTH = 4
"""Elements between Gmail's outer element and the quote."""

# The element holds the quoted mail.
QUOTES = {
    "class": expression(
        r"(?:^|\s)(?:x_)?(?:gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|yahoo-quoted\S*|protonmail_quote|tutanota_quote|moz-forward-container"
        r"|zmail_extra|freshdesk_quote|front-blockquote|sh-quoted-content|airmail_quote|mailmaster-quote|ntes-mailmaster-quote"
        r"|xm_compose_origin_mail_container|xm_mail_oringinal\S*|wps_quotion|alimail-quote|zm_quote|mail_quote_\S+"
        r"|mailru-quote|history-quote-wrapper|lark-mail-quote\S*|ms-outlook-mobile-reference-message|domino-section|quoted-email|cm_quote)(?:\s|$)",
        re.IGNORECASE,
    ),
    "id": expression(
        r"^(?:x_)*(?:isReplyContent|yahoo_quoted_\w+|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container"
        r"|ms-outlook-mobile-reference-message|isForwardContent|origbody|reply-intro-quote|lark-mail-quote\S{0,40}|ntes-pcmac-quote)$",
        re.IGNORECASE,
    ),
    "name": expression(r"^(?:messageReplySection|quote|quoted-content)$", re.IGNORECASE),
}
# Everything from this element on is quoted mail.
BEGINNINGS = {
    "class": expression(r"(?:^|\s)(?:x_)?(?:OutlookMessageHeader|yahoo-quoted-begin)(?:\s|$)"),
    "id": expression(r"^(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|zwchr|replySplit|mailcontentorigin)$"),
    "data-marker": expression(r"^__(?:DIVIDER|QUOTED_TEXT)__$"),
}
# What a mail program adds below every mail of its user.
SIGNATURES = {
    "class": expression(
        r"(?:^|\s)(?:x_)?(?:gmail_signature|moz-signature|protonmail_signature_block\S*|xm_write_card)(?:\s|$)"
    ),
    "id": expression(
        r"^(?:x_)*(?:Signature|ms-outlook-mobile-signature|divNeteaseMailCard|spnEditorSign\w*|ntes-\w{1,20}-signature|lark-mail-signature)$"
    ),
}
LONGEST_SIGNATURE = 1_000
"""Characters; somebody who wrote more than that wrote a letter where the signature should be."""
_LOUD_COLOUR = r"(?:red|blue|#f00|#ff0000|#c00000|#e60000|#00f|#0000ff|#0070c0|rgb\(\s*(?:255|192|230)\s*,\s*0\s*,\s*0\s*\)|rgb\(\s*0\s*,\s*0\s*,\s*255\s*\))"
_LOUD = expression(_LOUD_COLOUR, re.IGNORECASE)
_LOUD_STYLE = expression(rf"(?:^|[;\s])color\s*:\s*{_LOUD_COLOUR}", re.IGNORECASE)
_OUTLOOK_RULE = expression(
    r"border:\s*none;\s*border-top:\s*solid\s+#?\w+\s+1\.0pt;?\s*padding:\s*3\.0pt", re.IGNORECASE
)
_LABELS = expression(
    r"\s*(?:From|Von|De|Da|Van|Fra|Från|От|Od|Kimden|发件人|寄件者|寄件人|發件人|差出人)\s*[:：]", re.IGNORECASE
)


def _matches(node: LexborNode, table: dict[str, re.Pattern[str]]) -> bool:
    attributes = node.attributes
    return any(value and table[name].search(value) for name in table if (value := attributes.get(name)))


def begins(node: LexborNode) -> bool:
    """Everything from here on is quoted mail."""
    return _matches(node, BEGINNINGS) or _is_outlook_header(node)


def holds_signature(node: LexborNode) -> bool:
    """What the mail program adds below every mail."""
    if not _matches(node, SIGNATURES):
        return False
    said = node.text(deep=True, separator="\n")
    return len(said) <= LONGEST_SIGNATURE and signatures.adds_nothing(said)


def is_coloured_answer(node: LexborNode) -> bool:
    """Words in a loud red or blue, in which people answer between the lines of a mail; links are blue too."""
    attributes = node.attributes
    style, colour = attributes.get("style") or "", attributes.get("color") or ""
    if not (colour or "color" in style) or not (_LOUD.fullmatch(colour.strip()) or _LOUD_STYLE.search(style)):
        return False
    parent = node.parent
    linked = node.tag == "a" or (parent is not None and parent.tag == "a") or node.css_first("a") is not None
    return not linked and "://" not in node.text(deep=True)


def begins_signature(node: LexborNode) -> bool:
    """The short coloured line that Foxmail draws above its user's signature."""
    attributes = node.attributes
    drawn = f"{attributes.get('color') or ''} {attributes.get('style') or ''}".lower()
    return node.tag == "hr" and "#b5c4df" in drawn and "210px" in drawn


def holds_quote(node: LexborNode, tag: str) -> bool:
    """The element marks its content as quoted mail."""
    gmail = "gmail_quote" in (node.attributes.get("class") or "")
    if tag == "blockquote":
        cited = (node.attributes.get("type") or "").lower() == "cite"
        # without the outer element it is the writer who sets words apart
        return cited or _within_gmail_quote(node) or (not gmail and _matches(node, QUOTES))
    # Gmail's outer element also holds what is written between the quotes
    return _matches(node, QUOTES) and not (gmail and node.css_first("blockquote") is not None)


def _within_gmail_quote(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(GMAIL_DEPTH):
        if parent is None:
            return False
        if "gmail_quote" in (parent.attributes.get("class") or ""):
            return True
        parent = parent.parent
    return False


def _is_outlook_header(node: LexborNode) -> bool:
    """Outlook for Windows draws a thin line above the header lines of the quoted mail."""
    style = node.attributes.get("style") or ""
    return bool(_OUTLOOK_RULE.search(style)) and bool(_LABELS.match(node.text(deep=True)[:80]))
