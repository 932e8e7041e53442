"""Links that open the reader's own mail program, messages or browser."""

from urllib.parse import quote, urlencode


def mail_link(address: str, subject: str = "", body: str = "") -> str:
    """A mailto link (RFC 6068): blanks as %20, since mail programs show "+" as it stands."""
    fields = {name: value for name, value in (("subject", subject), ("body", body)) if value}
    query = urlencode(fields, quote_via=quote)
    return f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else "")


def sms_link(number: str, body: str = "") -> str:
    """An sms link; the odd "?&" is read by iPhones and Android phones alike."""
    return f"sms:{number}" + (f"?&{urlencode({'body': body}, quote_via=quote)}" if body else "")


def place_link(base_url: str, unit: str = "", number: int = 0) -> str:
    """The public page with the place preset from which the customer scanned a code."""
    fields = {name: value for name, value in (("at", unit), ("n", str(number or ""))) if value}
    query = urlencode(fields, quote_via=quote)
    return f"{base_url.rstrip('/')}/" + (f"?{query}" if query else "")
