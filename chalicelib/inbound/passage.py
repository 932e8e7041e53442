"""Who stands between a mail's writer and us: groups, gateways, forms and forwarding mailboxes, by the headers that they leave."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.mailboxes import canonical
from chalicelib.inbound import charsets, machine_mail
from chalicelib.inbound.header_text import addresses
from chalicelib.inbound.inbound_mail import Address, Passage
from chalicelib.inbound.mime_tree import Part

MOST, MOST_HEADERS = 50, 20
ORIGINALS = ("x-original-from", "x-google-original-from")
"""Where whoever rewrites From says whose mail it is; the surest first."""
SENT_BY = "x-original-sender"
TO = (
    "to", "cc", "delivered-to", "x-original-to", "x-forwarded-to", "x-forwarded-for", "resent-to", "resent-from",
    "list-post", "mailing-list", "x-ms-exchange-inbox-rules-loop",
)  # fmt: skip
FORMS = (
    "x-wpcf7-content-type",
    "x-php-originating-script",
    "x-php-script",
    "x-contact-form",
    "x-web-form",
    "x-form-id",
)
_ADDRESS = expression(rb"[^\s<>()\[\]\"',;:]{1,64}@[^\s<>()\[\]\"',;:?]{1,200}")


def passage_of(root: Part, hint: str = "") -> Passage:
    """What the headers of a mail tell of its way."""
    return Passage(
        reply_to=_named(root, hint, "reply-to"),
        originals=next((found for name in ORIGINALS if (found := _named(root, hint, name))), ()),
        sent_by=_named(root, hint, SENT_BY),
        copied=_named(root, hint, "cc"),
        addressed=tuple(
            dict.fromkeys(each for name in TO for value in root.all(name)[:MOST] for each in _addresses(value))
        ),
        listed=machine_mail.listed(root),
        by_rule=bool(root.header("x-ms-exchange-inbox-rules-loop") or root.header("x-ms-exchange-forwardingloop")),
        by_form=any(root.header(name) for name in FORMS) or b"phpmailer" in root.header("x-mailer").lower(),
        only_generated=machine_mail.only_generated(root),
        only_ranked_low=machine_mail.only_ranked_low(root),
        to_subscribers=machine_mail.to_subscribers(root),
        bulk=machine_mail.is_bulk_mailing(root),
    )


def _named(root: Part, hint: str, name: str) -> tuple[Address, ...]:
    found = [each for value in root.all(name)[:MOST_HEADERS] for each in addresses(value, hint)]
    return tuple({each.address: each for each in reversed(found[:MOST])}.values())[::-1]


def _addresses(value: bytes) -> list[str]:
    return [
        canonical(charsets.clean(each.decode("utf-8", "replace"))) for each in _ADDRESS.findall(value[:8_000])[:MOST]
    ]
