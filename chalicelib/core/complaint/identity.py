"""A complaint without who complains, for readers who shall not learn it."""

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.expressions import expression
from chalicelib.core.written.own_names import without_own_name

HIDDEN = "＊＊＊"
_CONTACT = expression(r"[\w.+-]{1,64}@[\w.-]{3,100}|(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)")
SHORTEST = 2  # letters of a name that can be found in a text


def without_identity(text: str, complaint: Complaint) -> str:
    """The text without the complainant's name, signature and home, without mail addresses and mobile numbers, if they asked to stay unnamed."""
    if not complaint.anonymous:
        return text
    who = complaint.complainant
    national = who.phone.removeprefix("+86") if who.phone.startswith("+86") else who.phone
    known = (who.mail, who.mail.partition("@")[0], who.phone, national, who.name)
    for word in sorted({w for w in known if len(w) >= SHORTEST}, key=len, reverse=True):
        text = text.replace(word, HIDDEN)
    return without_own_name(_CONTACT.sub(HIDDEN, text), HIDDEN)
