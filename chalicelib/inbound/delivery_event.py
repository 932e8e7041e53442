"""What became of a message that we sent: SES's events, and the delivery records of SMS."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from chalicelib.inbound import sns_envelope
from chalicelib.inbound.ses_notification import moment

HARD = "Permanent"
SET_UP = "Successfully validated SNS topic"  # what SES says once when its events are first connected
SMS_FAILED = {"FAILURE", "TEXT_INVALID", "TEXT_INVALID_MESSAGE", "TEXT_BLOCKED", "TEXT_CARRIER_BLOCKED", "TEXT_CARRIER_UNREACHABLE", "TEXT_SPAM",
              "TEXT_UNREACHABLE", "TEXT_UNKNOWN", "TEXT_TTL_EXPIRED", "TEXT_PROTECT_BLOCKED"}  # fmt: skip
SMS_HARD = {
    "TEXT_INVALID",
    "TEXT_INVALID_MESSAGE",
    "TEXT_BLOCKED",
    "TEXT_CARRIER_BLOCKED",
    "TEXT_SPAM",
    "TEXT_PROTECT_BLOCKED",
}


class EventRecipient(msgspec.Struct, frozen=True):
    """One recipient: enhanced status such as "5.1.1" ("" if none), whether trying again is pointless, and the words given."""

    address: str
    status: str
    permanent: bool
    diagnostic: str


class DeliveryEvent(msgspec.Struct, frozen=True):
    """One event: `kind` is SES's word ("Bounce", "Complaint", "Delivery", "Reject", "DeliveryDelay", "Send" …) for SMS too."""

    kind: str
    channel: str
    """"mail" or "sms"."""
    provider_id: str
    """The id that SES or SMS gave when it took the message."""
    tags: dict[str, str]
    at: datetime | None
    recipients: tuple[EventRecipient, ...]
    detail: str

    @property
    def ses_message_id(self) -> str:
        """The provider's id under its name for mail."""
        return self.provider_id


def parse(body: str) -> tuple[DeliveryEvent, ...] | str:
    """The events in a queue message, with or without SNS's envelope; a str says why it cannot be read."""
    message = sns_envelope.opened(body).message
    if message.startswith(SET_UP):
        return ()
    try:
        data = msgspec.json.decode(message)
    except (msgspec.DecodeError, UnicodeError) as error:
        return f"not JSON: {error}"
    events = [_event(one) for one in (data if isinstance(data, list) else [data])]
    known = tuple(event for event in events if event)
    return known or "not a delivery event"


def _event(data: Any) -> DeliveryEvent | None:
    if not isinstance(data, dict):
        return None
    kind = _text(data, "eventType") or _text(data, "notificationType")
    if "mail" in data and kind:
        return _of_mail(data, kind)
    if kind.startswith("TEXT_") or "messageId" in data:
        return _of_sms(data, kind)
    return _of_sns_sms(data) if "notification" in data else None


def _of_mail(data: dict[str, Any], kind: str) -> DeliveryEvent:
    mail = _table(data, "mail")
    detail = _table(data, kind[:1].lower() + kind[1:])
    at = moment(_text(detail, "timestamp")) or moment(_text(mail, "timestamp"))
    said = _text(detail, "reason") or _text(detail, "errorMessage") or _text(detail, "smtpResponse")
    said = (
        said or _text(detail, "complaintFeedbackType") or _text(detail, "bounceSubType") or _text(detail, "delayType")
    )
    recipients = _recipients(kind, detail, mail)
    return DeliveryEvent(kind.replace(" ", ""), "mail", _text(mail, "messageId"), _tags(mail), at, recipients, said)


def _recipients(kind: str, detail: dict[str, Any], mail: dict[str, Any]) -> tuple[EventRecipient, ...]:
    named = detail.get("bouncedRecipients") or detail.get("complainedRecipients") or detail.get("delayedRecipients")
    listed = named or detail.get("recipients") or mail.get("destination")
    hard = kind in {"Complaint", "Reject"} or (kind == "Bounce" and _text(detail, "bounceType") == HARD)
    return tuple(
        _recipient(one, hard=hard)
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, str | dict)
    )


def _recipient(one: str | dict[str, Any], *, hard: bool) -> EventRecipient:
    if isinstance(one, str):
        return EventRecipient(one.lower(), "", hard, "")
    status = _text(one, "status")
    permanent = hard and not status.startswith("4") and status != "5.2.2"
    return EventRecipient(_text(one, "emailAddress").lower(), status, permanent, _text(one, "diagnosticCode")[:500])


def _of_sms(data: dict[str, Any], kind: str) -> DeliveryEvent:
    """AWS End User Messaging's event: "eventType": "TEXT_DELIVERED" and the like."""
    status = _text(data, "messageStatus")
    failed = kind in SMS_FAILED or (not kind and status not in {"DELIVERED", "SUCCESSFUL", "QUEUED", "PENDING", "SENT"})
    hard = kind in SMS_HARD or status in {"INVALID", "BLOCKED", "CARRIER_BLOCKED", "SPAM"}
    number = _text(data, "destinationPhoneNumber")
    at = data.get("eventTimestamp")
    said = _text(data, "messageStatusDescription")
    name = (
        "Bounce"
        if failed
        else "Delivery"
        if kind in {"TEXT_DELIVERED", "TEXT_SUCCESSFUL"} or status == "DELIVERED"
        else "Send"
    )
    tags = {str(k): str(v) for k, v in _table(data, "context").items()}
    when = _from_millis(at) if isinstance(at, int) else moment(_text(data, "eventTimestamp"))
    return DeliveryEvent(
        name, "sms", _text(data, "messageId"), tags, when, (EventRecipient(number, status or kind, hard, said),), said
    )


def _of_sns_sms(data: dict[str, Any]) -> DeliveryEvent:
    """SNS's delivery status record: {"notification": …, "delivery": …, "status": "SUCCESS"}."""
    note, delivery = _table(data, "notification"), _table(data, "delivery")
    status, said = _text(data, "status"), _text(delivery, "providerResponse")
    hard = status == "FAILURE" and any(word in said.lower() for word in ("invalid", "opted out", "blocked"))
    number = EventRecipient(_text(delivery, "destination"), status, hard, said)
    name = "Delivery" if status == "SUCCESS" else "Bounce"
    return DeliveryEvent(
        name, "sms", _text(note, "messageId"), {}, _sns_time(_text(note, "timestamp")), (number,), said
    )


def _sns_time(text: str) -> datetime | None:
    return moment(text.split(".", maxsplit=1)[0].replace(" ", "T"))


def _from_millis(value: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(value / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _tags(mail: dict[str, Any]) -> dict[str, str]:
    return {
        name: str(values[0]) for name, values in _table(mail, "tags").items() if isinstance(values, list) and values
    }


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""
