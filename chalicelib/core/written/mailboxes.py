"""One spelling for a mailbox, and which mailboxes nobody has: SES takes domains in ASCII only, and "a@例子.中国" and "a@xn--fsqu00a.xn--fiqs8s" are one person."""

import re
from collections.abc import Iterator

from chalicelib.core.expressions import expression

LONGEST_DOMAIN = 253
"""Characters (RFC 1035 §2.3.4)."""
# RFC 2606, and the same name below the domains of countries.
_SAMPLE = expression(r"(?:.+\.)?(?:example|test|invalid|localhost|example\.[a-z]{2,4}(?:\.[a-z]{2})?)", re.IGNORECASE)

_DOTLESS = frozenset({"gmail.com", "googlemail.com"})

_BESIDE = r"\s<>()（）\[\],，;；:：。\""
_BREAK = expression(f"[{_BESIDE}]")
_BEHIND = expression(rf"[A-Za-z0-9.-]{{1,{LONGEST_DOMAIN}}}|[^{_BESIDE}]{{1,{LONGEST_DOMAIN}}}")
_LONGEST_LOCAL = 320
"""Characters: more than RFC 5321 allows, for what stands in ours that bear tokens."""


def spans(text: str) -> Iterator[tuple[int, int]]:
    """From where to where addresses stand in a text, from front to back. Looked for from each "@" on, so that no text takes long."""
    at = 0
    while (sign := text.find("@", at)) >= 0:
        local = _BREAK.split(text[max(sign - _LONGEST_LOCAL, at) : sign])[-1]
        behind = _BEHIND.match(text, sign + 1) if local else None
        if behind is not None:
            yield sign - len(local), behind.end()
        at = behind.end() if behind else sign + 1


def canonical(address: str) -> str:
    """The address in lower case, its domain in ASCII (RFC 3492); as it stands where that cannot be."""
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{local}{at}{_ascii(domain)}"


def without_token(address: str) -> str:
    """The address in lower case without what stands behind a plus sign: where a reply token of ours stands."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def one_mailbox(address: str) -> str:
    """The mailbox that an address leads to, as whoever counts by person needs it; a number, or whatever is no address, as it stands.

    What stands behind a plus sign is its owner's to choose (RFC 5233), and so are Gmail's dots: one person has as many such addresses as they like.
    """
    local, _, domain = canonical(address).rpartition("@")
    plain = local.partition("+")[0] or local
    if not local:
        return address
    return f"{plain.replace('.', '')}@gmail.com" if domain in _DOTLESS else f"{plain}@{domain}"


def is_sample(address: str) -> bool:
    """Whether it stands in the examples of books and of our own policies: nobody reads there, or nobody whom it is meant for."""
    return bool(_SAMPLE.fullmatch(address.strip().rpartition("@")[2].rstrip(".")))


def _ascii(domain: str) -> str:
    if domain.isascii() or len(domain) > LONGEST_DOMAIN:
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
