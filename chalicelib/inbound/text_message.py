"""A customer's SMS, as AWS two-way messaging hands it over."""

import msgspec
import phonenumbers

from chalicelib.inbound import charsets, sns_envelope

LONGEST = 10_000
HOME_REGION = "CN"
"""Where a number without country code belongs."""


class InboundText(msgspec.Struct, frozen=True):
    """One SMS. `sender` and `recipient` are E.164, or as given where they are short codes or names."""

    id: str
    sender: str
    recipient: str
    text: str


class _Payload(msgspec.Struct, rename="camel"):
    origination_number: str
    inbound_message_id: str
    destination_number: str = ""
    message_body: str | None = ""


def parse(body: str) -> InboundText | str:
    """The SMS in a queue message, with or without SNS's envelope; a str says why it cannot be read."""
    try:
        payload = msgspec.json.decode(sns_envelope.opened(body).message, type=_Payload)
    except (msgspec.DecodeError, UnicodeError) as error:
        return f"not a two-way SMS: {error}"
    if not payload.origination_number.strip() or not payload.inbound_message_id.strip():
        return "not a two-way SMS: without sender or id"
    return InboundText(
        id=payload.inbound_message_id.strip(),
        sender=e164(payload.origination_number),
        recipient=e164(payload.destination_number),
        text=charsets.clean(payload.message_body or "")[:LONGEST].strip(),
    )


def e164(number: str) -> str:
    """A telephone number in E.164; short codes and sender names come back as they are."""
    text = charsets.clean(number).strip()[:40]
    for spelling in (text, f"+{text}" if text.isdecimal() and len(text) > 11 else text):  # noqa: PLR2004  # longer than any number at home
        try:
            parsed = phonenumbers.parse(spelling, HOME_REGION)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return text
