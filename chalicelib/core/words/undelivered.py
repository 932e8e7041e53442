"""Why a message did not arrive, in people's words: what mail servers, SES and telephone networks say of it are codes."""

import re

from chalicelib.core.expressions import expression

# The first that a diagnostic fits; enhanced status codes are those of RFC 3463, the names SES's own and those of its texts.
_WHY = (
    ("opted_out", expression(r"opted.?out", re.IGNORECASE)),
    ("full", expression(r"\b[245]\.2\.2\b|mailbox ?full|quota", re.IGNORECASE)),
    ("too_large", expression(r"\b[245]\.(?:2\.3|3\.4)\b|too ?large", re.IGNORECASE)),
    ("no_address", expression(r"\b[245]\.1\.\d+\b|\bno ?email\b|unknown|no such|invalid", re.IGNORECASE)),
    ("closed", expression(r"\b[245]\.2\.\d+\b|disabled|inactive", re.IGNORECASE)),
    ("out_of_reach", expression(r"\b[245]\.4\.\d+\b|time ?out|unreachable|switched off", re.IGNORECASE)),
    ("turned_away", expression(r"\b[245]\.7\.\d+\b|reject|suppress|spam|block|refused|denied", re.IGNORECASE)),
)
_FOR_MACHINES = expression(r"\b[245]\.\d{1,3}\.\d{1,3}\b|[A-Za-z]+_[A-Za-z_]+|[a-z][A-Z]")


def why(diagnostic: str) -> str:
    """The label of the reason (`undelivered.…`); what is said in words already, or is nothing, as it is."""
    if not diagnostic or (not diagnostic.isascii() and not _FOR_MACHINES.search(diagnostic)):
        return diagnostic
    return next((f"undelivered.{name}" for name, pattern in _WHY if pattern.search(diagnostic)), "undelivered.other")
