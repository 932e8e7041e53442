"""The envelope that SNS puts around what it delivers, when raw delivery is off."""

import msgspec


class Envelope(msgspec.Struct, frozen=True, rename="pascal"):
    """What was published, and when by SNS's clock ("" if it came without an envelope)."""

    message: str
    timestamp: str = ""


def opened(body: str) -> Envelope:
    """The message inside, or the body itself where there is no envelope."""
    try:
        return msgspec.json.decode(body, type=Envelope)
    except (msgspec.DecodeError, UnicodeError):
        return Envelope(body)
