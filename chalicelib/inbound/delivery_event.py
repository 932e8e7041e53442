"""What became of a message that we sent: SES's events, and the delivery records of SMS."""

from collections.abc import Iterable

import msgspec

from chalicelib.inbound import sns_envelope

HARD = "Permanent"
MAILBOX_FULL = "5.2.2"
SET_UP = "Successfully validated SNS topic"  # what SES says once when its events are first connected
SMS_HARD = {
    "TEXT_INVALID",
    "TEXT_INVALID_MESSAGE",
    "TEXT_BLOCKED",
    "TEXT_CARRIER_BLOCKED",
    "TEXT_SPAM",
    "TEXT_PROTECT_BLOCKED",
}
SMS_FAILED = SMS_HARD | {"FAILURE", "TEXT_CARRIER_UNREACHABLE", "TEXT_UNREACHABLE", "TEXT_UNKNOWN", "TEXT_TTL_EXPIRED"}
STATUS_HARD = {"INVALID", "BLOCKED", "CARRIER_BLOCKED", "SPAM"}
STATUS_WELL = {"DELIVERED", "SUCCESSFUL", "QUEUED", "PENDING", "SENT"}


class EventRecipient(msgspec.Struct, frozen=True):
    """One recipient: enhanced status such as "5.1.1" ("" if none), and whether the address itself is no good."""

    address: str
    status: str
    permanent: bool


class DeliveryEvent(msgspec.Struct, frozen=True):
    """One event: `kind` is SES's word ("Bounce", "Complaint", "Delivery", "Reject", "DeliveryDelay", "Send" …) for SMS too."""

    kind: str
    provider_id: str
    """The id that SES or SMS gave when it took the message."""
    tags: dict[str, str]
    recipients: tuple[EventRecipient, ...]
    subtype: str = ""
    """What SES calls the cause of a bounce: "MailboxFull" …"""


class _Recipient(msgspec.Struct, frozen=True, rename="camel"):
    email_address: str = ""
    status: str = ""


class _Detail(msgspec.Struct, frozen=True, rename="camel"):
    bounce_type: str = ""
    bounce_sub_type: str = ""
    bounced_recipients: tuple[_Recipient, ...] = ()
    complained_recipients: tuple[_Recipient, ...] = ()
    delayed_recipients: tuple[_Recipient, ...] = ()
    recipients: tuple[str, ...] = ()


class _Mail(msgspec.Struct, frozen=True, rename="camel"):
    message_id: str = ""
    destination: tuple[str, ...] = ()
    tags: dict[str, tuple[str, ...]] = {}


class _OfMail(msgspec.Struct, frozen=True, rename="camel"):
    """SES's event: "eventType" where a configuration set publishes it, "notificationType" where an identity does."""

    mail: _Mail
    event_type: str = ""
    notification_type: str = ""
    bounce: _Detail | None = None
    complaint: _Detail | None = None
    delivery: _Detail | None = None
    delivery_delay: _Detail | None = None

    def event(self) -> DeliveryEvent | None:
        kind = self.event_type or self.notification_type
        tags = {name: values[0] for name, values in self.mail.tags.items() if values}
        recipients = tuple(self._recipients(kind))
        cause = self.bounce.bounce_sub_type if self.bounce else ""
        return DeliveryEvent(kind.replace(" ", ""), self.mail.message_id, tags, recipients, cause) if kind else None

    def _recipients(self, kind: str) -> Iterable[EventRecipient]:
        detail = self.bounce or self.complaint or self.delivery or self.delivery_delay or _Detail()
        named = detail.bounced_recipients or detail.complained_recipients or detail.delayed_recipients
        listed = detail.recipients or self.mail.destination
        hard = kind in {"Complaint", "Reject"} or (kind == "Bounce" and detail.bounce_type == HARD)
        for one in named or [_Recipient(address) for address in listed]:
            permanent = hard and not one.status.startswith("4") and one.status != MAILBOX_FULL
            yield EventRecipient(one.email_address.lower(), one.status, permanent)


class _OfText(msgspec.Struct, frozen=True, rename="camel"):
    """AWS End User Messaging's event: "eventType": "TEXT_DELIVERED" and the like."""

    event_type: str = ""
    message_id: str = ""
    destination_phone_number: str = ""
    message_status: str = ""
    context: dict[str, str] = {}

    def event(self) -> DeliveryEvent | None:
        kind, status = self.event_type, self.message_status
        if not kind.startswith("TEXT_") and not self.message_id:
            return None
        failed = kind in SMS_FAILED or (not kind and status not in STATUS_WELL)
        arrived = kind in {"TEXT_DELIVERED", "TEXT_SUCCESSFUL"} or status == "DELIVERED"
        name = "Bounce" if failed else "Delivery" if arrived else "Send"
        permanent = kind in SMS_HARD or status in STATUS_HARD
        number = EventRecipient(self.destination_phone_number, status or kind, permanent)
        return DeliveryEvent(name, self.message_id, self.context, (number,))


class _Published(msgspec.Struct, frozen=True, rename="camel"):
    message_id: str = ""


class _Handed(msgspec.Struct, frozen=True, rename="camel"):
    destination: str = ""
    provider_response: str = ""


class _OfSns(msgspec.Struct, frozen=True):
    """SNS's delivery status record: {"notification": …, "delivery": …, "status": "SUCCESS"}."""

    notification: _Published
    delivery: _Handed = _Handed()
    status: str = ""

    def event(self) -> DeliveryEvent | None:
        said = self.delivery.provider_response.lower()
        hard = self.status == "FAILURE" and any(word in said for word in ("invalid", "opted out", "blocked"))
        number = EventRecipient(self.delivery.destination, self.status, hard)
        name = "Delivery" if self.status == "SUCCESS" else "Bounce"
        return DeliveryEvent(name, self.notification.message_id, {}, (number,))


_FORMS: tuple[type[_OfMail | _OfText | _OfSns], ...] = (_OfMail, _OfText, _OfSns)


def parse(body: str) -> tuple[DeliveryEvent, ...] | str:
    """The events in a queue message, with or without SNS's envelope; a str says why it cannot be read."""
    message = sns_envelope.opened(body).message
    if message.startswith(SET_UP):
        return ()
    try:
        several = message.lstrip().startswith("[")
        each = msgspec.json.decode(message, type=list[msgspec.Raw]) if several else [msgspec.Raw(message)]
        known = tuple(event for one in each if (event := _event(one)))
    except (msgspec.DecodeError, UnicodeError) as error:
        return f"not JSON: {error}"
    return known or "not a delivery event"


def _event(written: msgspec.Raw) -> DeliveryEvent | None:
    for form in _FORMS:
        try:
            event = msgspec.json.decode(written, type=form).event()
        except msgspec.ValidationError:
            continue
        if event:
            return event
    return None
