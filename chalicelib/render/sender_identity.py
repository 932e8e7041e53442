"""In whose name messages are written, and what a written message consists of."""

from datetime import datetime

import msgspec

from chalicelib.core.people.tokens import Keys


class SenderIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """The organisation's addresses, the signing keys and the present moment. `address` takes replies, `sender` stands in From."""

    address: str
    sms_number: str
    sender: str
    base_url: str
    keys: Keys
    now: datetime
    message_domain: str


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """A message in its final wording. A mail has subject, text and html; a text message has `sms` alone beside the subject."""

    subject: str
    text: str = ""
    html: str = ""
    sms: str = ""
    sender: str = ""
    reply_to: str = ""
    headers: dict[str, str] = {}
    form: str = ""  # the lines that its reader is asked to fill in, as they stand in it
