"""What a mail that nobody could deal with seems to be, for whoever has to look at it."""

from chalicelib.arrivals.holding_pen import Looks
from chalicelib.reception import Arrival, Verdict
from chalicelib.reception.writers import named_in

ENCRYPTED = {"smime", "pgp"}
BY_REASON = {
    "virus": "virus",
    "spam": "junk",
    "only thanks": "thanks",
    "writer": "passed_on",
    "automatic mail": "automatic",
    "bulk mailing": "bulk",
}


def looks(arrival: Arrival, verdict: Verdict) -> Looks:
    """By why it is parked, then by what is wrong with it."""
    mail = arrival.mail
    return Looks(
        kind="bounce" if mail.is_bounce else BY_REASON.get(verdict.reason) or _by_trouble(mail.trouble),
        subject=mail.subject,
        writer=named_in(mail) if not mail.sender else "",
        number=verdict.stored.complaint.number if verdict.stored else "",
        size=arrival.size,
    )


def _by_trouble(trouble: tuple[str, ...]) -> str:
    if any(code.startswith("bomb:") for code in trouble):
        return "damaged"
    if ENCRYPTED & set(trouble):
        return "encrypted"
    return "nameless" if "from:missing" in trouble else "unreadable"
