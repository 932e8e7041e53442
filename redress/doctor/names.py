"""The names of the internet, asked of the name server that this machine uses."""

import dns.exception
import dns.resolver

from redress.doctor.answers import Unanswered

SECONDS = 5.0


class Dns:
    """A resolver."""

    def mx(self, domain: str) -> list[str]:
        """Mail servers of a domain."""
        return [str(found.exchange).rstrip(".").lower() for found in _asked(domain, "MX")]  # type: ignore[attr-defined]

    def cname(self, name: str) -> list[str]:
        """What a name is another name of."""
        return [str(found.target).rstrip(".").lower() for found in _asked(name, "CNAME")]  # type: ignore[attr-defined]

    def txt(self, name: str) -> list[str]:
        """Texts of a name."""
        return [b"".join(found.strings).decode("utf-8", "replace") for found in _asked(name, "TXT")]  # type: ignore[attr-defined]


def _asked(name: str, kind: str) -> list[dns.rdata.Rdata]:
    try:
        return list(dns.resolver.resolve(name, kind, lifetime=SECONDS, search=False))
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise Unanswered(f"{name}: {type(error).__name__}") from error
