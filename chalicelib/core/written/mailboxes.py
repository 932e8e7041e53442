"""One spelling for a mailbox: SES takes domains in ASCII only, and "a@例子.中国" and "a@xn--fsqu00a.xn--fiqs8s" are one person."""

LONGEST_DOMAIN = 253
"""Characters (RFC 1035 §2.3.4)."""


def canonical(address: str) -> str:
    """The address in lower case, its domain in ASCII (RFC 3492); as it stands where that cannot be."""
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{local}{at}{_ascii(domain)}"


def without_token(address: str) -> str:
    """The address in lower case without what stands behind a plus sign: where a reply token of ours stands."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _ascii(domain: str) -> str:
    if domain.isascii() or len(domain) > LONGEST_DOMAIN:
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
