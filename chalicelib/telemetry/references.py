"""Which message was at work when something failed: the ids by which an operator finds it, and nothing that anybody wrote.

A queue message is read for them only after an error, so that none is read twice in ordinary times.
"""

from typing import Any

import msgspec

from chalicelib.inbound import delivery_event, ses_notification

Ids = dict[str, str]


def of_mail(body: str) -> Ids:
    """SES's id of a mail, and its key in the bucket; nothing if the body is no such note."""
    notice = ses_notification.parse(body)
    return {} if isinstance(notice, str) else {"ses_message_id": notice.message_id, "raw_mail": notice.key}


def of_text(body: str) -> Ids:
    """The id that the two-way channel gave a text."""
    from chalicelib.inbound import text_message  # noqa: PLC0415 - telephone numbers are a twentieth of a cold start

    text = text_message.parse(body)
    return {} if isinstance(text, str) else {"text_id": text.id}


def of_report(body: str) -> Ids:
    """The ids that SES or SMS gave to what we sent, which a report is about."""
    events = delivery_event.parse(body)
    return {} if isinstance(events, str) else {"sent_message_id": "/".join(event.provider_id for event in events)}


def of_due(body: str) -> Ids:
    """The complaint's id, or the report's name, whose time had come; the complaint of a form that a page took in."""
    try:
        told = msgspec.json.decode(body, type=dict[str, Any])
    except msgspec.DecodeError:
        return {}
    name = told.get("id") or told.get("complaint")
    return {"due": name} if isinstance(name, str) else {}
