"""Every message there is: to whom it speaks, how much of the case it shows, whether it answers something just received."""

from typing import Literal

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.policy.model import Policy


class MessageKind(msgspec.Struct, frozen=True):
    """`shows`: the case so far, only the number, or nothing. `replied`: it is an automatic reply (RFC 3834), not a notice."""

    audience: Literal["customer", "staff"]
    shows: Literal["case", "nothing"] = "nothing"
    replied: bool = False


_CUSTOMER = MessageKind("customer")
_CUSTOMER_REPLY = MessageKind("customer", replied=True)
_CASE = MessageKind("staff", "case")
_STAFF = MessageKind("staff")
_STAFF_REPLY = MessageKind("staff", replied=True)

MESSAGES: dict[str, MessageKind] = {
    "acknowledgement": _CUSTOMER_REPLY,
    "noted": _CUSTOMER_REPLY,
    "holding": _CUSTOMER,
    "update": _CUSTOMER,
    "question": _CUSTOMER,
    "outcome": _CUSTOMER,
    "explanation": _CUSTOMER,
    "reopened": _CUSTOMER,
    "thanks": _CUSTOMER_REPLY,
    "unreadable": _CUSTOMER_REPLY,
    "survey": _CUSTOMER,
    "address_code": _CUSTOMER,
    "address_joined": _CUSTOMER,
    "assignment": _CASE,
    "passed_on": _CASE,
    "assist": _CASE,
    "to_assign": _CASE,
    "information": _CASE,
    "receipt_request": _CASE,
    "reminder": _CASE,
    "chase": _CASE,
    "escalation": _CASE,
    "approval": _CASE,
    "refused": _CASE,
    "customer_added": _CASE,
    "task": _CASE,
    "return_visit": _CASE,
    "call_task": _CASE,
    "answered_copy": _CASE,
    "undeliverable": _CASE,
    "after_closing": _CASE,
    "linked": _CASE,
    "receipt": _STAFF_REPLY,
    "query": _STAFF_REPLY,
    "held": _STAFF,
    "confirm": _STAFF,
    "parked": _STAFF,
    "morning_list": _STAFF,
    "condensed": _STAFF,
    "report": _STAFF,
}


def kind_of(message: Message, policy: Policy) -> MessageKind:
    """What kind of message it is; one of the organisation's own is for whoever gets it. KeyError for none: a mistake of ours."""
    if message.name not in MESSAGES and f"{message.name}.body" in policy.words:
        return _CUSTOMER if message.to.role == "customer" else _CASE
    return MESSAGES[message.name]
