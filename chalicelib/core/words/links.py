"""Links that open the reader's own mail program, messages or browser."""

from functools import lru_cache
from urllib.parse import quote


def mail_link(address: str, subject: str = "", body: str = "") -> str:
    """A mailto link (RFC 6068): blanks as %20, since mail programs show "+" as it stands."""
    query = _query(subject=subject, body=body)
    return f"mailto:{_quoted(address, '@')}" + (f"?{query}" if query else "")


def sms_link(number: str, body: str = "") -> str:
    """An sms link; the odd "?&" is read by iPhones and Android phones alike."""
    return f"sms:{number}" + (f"?&{_query(body=body)}" if body else "")


def place_link(base_url: str, unit: str = "", number: int = 0) -> str:
    """The public page with the place preset from which the customer scanned a code."""
    query = _query(at=unit, n=str(number or ""))
    return f"{base_url.rstrip('/')}/" + (f"?{query}" if query else "")


def _query(**fields: str) -> str:
    return "&".join(f"{name}={_quoted(value)}" for name, value in fields.items() if value)


@lru_cache(maxsize=256)  # a mail's buttons share its address and subject, and what they send is the same for every case
def _quoted(value: str, safe: str = "") -> str:
    return quote(value, safe)
