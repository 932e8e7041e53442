"""The envelope that SNS puts around what it delivers, when raw delivery is off."""

import msgspec


class Envelope(msgspec.Struct, frozen=True):
    """What was published, and SNS's id and time for it ("" if it came without an envelope)."""

    message: str
    id: str = ""
    timestamp: str = ""


class _Sns(msgspec.Struct):
    Message: str
    MessageId: str = ""
    Timestamp: str = ""


def opened(body: str) -> Envelope:
    """The message inside, or the body itself where there is no envelope."""
    try:
        sns = msgspec.json.decode(body, type=_Sns)
    except (msgspec.DecodeError, UnicodeError):
        return Envelope(body)
    return Envelope(sns.Message, sns.MessageId, sns.Timestamp)
