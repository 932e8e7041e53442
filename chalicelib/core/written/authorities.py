"""Whether an address is a public authority's: a government's domain, a complaint hotline, or whom a letter names as the place to turn to."""

from chalicelib.core.expressions import expression

_OFFICIAL = expression(r"(?:^|\.)(?:gov|gouv|gob|govt|mil|court|courts|police|judicial)(?:\.[a-z]{2})?$")
_EUROPEAN = expression(r"(?:^|\.)(?:europa\.eu|go\.(?:jp|kr|th|id|ke|tz|ug|cr)|gc\.ca|gub\.uy|admin\.ch|bund\.de)$")
_HOTLINE = expression(r"(?<!\d)12[13]\d{2}(?!\d)")  # 12345, 12315, 12378, 12328, 12123 …
PUBLIC = frozenset(
    {
        "qq.com",
        "foxmail.com",
        "163.com",
        "126.com",
        "yeah.net",
        "sina.com",
        "sina.cn",
        "sohu.com",
        "139.com",
        "189.cn",
        "wo.cn",
        "aliyun.com",
        "21cn.com",
        "gmail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.com.tw",
        "icloud.com",
        "me.com",
        "hinet.net",
        "pchome.com.tw",
    }
)  # fmt: skip  where anybody has a mailbox


def is_of_an_authority(address: str, outside_route: str = "") -> bool:
    """Whether an address or phone is an authority's. `outside_route`: how letters name those to whom a customer may turn."""
    name, at, domain = address.strip().lower().rpartition("@")
    if not at:
        return bool(address) and address.removeprefix("+86") in outside_route.replace("-", "").replace(" ", "")
    official = _OFFICIAL.search(domain) or _EUROPEAN.search(domain)
    named = address.lower() in outside_route.lower() or (domain not in PUBLIC and domain in outside_route.lower())
    return bool(official or _HOTLINE.search(domain) or _HOTLINE.fullmatch(name) or named)
