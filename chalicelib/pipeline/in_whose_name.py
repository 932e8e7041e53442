"""In whose name a stack writes."""

from datetime import datetime

from chalicelib.core.people.tokens import Keys
from chalicelib.render.sender_identity import SenderIdentity
from chalicelib.settings import Settings


def sender_identity(settings: Settings, keys: Keys, now: datetime) -> SenderIdentity:
    """Address, number and web address of the stack's settings, with the keys that sign at that moment."""
    return SenderIdentity(
        address=settings.complaint_address,
        sms_number=settings.sms_number,
        sender=settings.sender_address,
        base_url=settings.web_base_url,
        keys=keys,
        now=now,
        message_domain=settings.complaint_address.rpartition("@")[2],
    )
