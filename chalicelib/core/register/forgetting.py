"""A complaint without the people in it: what stays is what statistics and the proof of proper handling need.

A legal hold is a flag: whatever bears it is neither erased by request nor by age.
"""

from datetime import datetime

import msgspec

from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.written import mailboxes
from chalicelib.core.written.namelessness import cut_out

HOLD = "legal_hold"
FORGOTTEN = "forgotten"
KEPT = (
    *(
        "id",
        "number",
        "policy",
        "rules",
        "version",
        "round",
        "stage",
        "stage_round",
        "status",
        "channel",
        "kind",
        "category",
        "severity",
        "valid",
    ),
    *("department", "unit", "handler", "supervisor", "director", "assistants", "by_hand", "restricted"),
    *("moments", "deadlines", "fired", "done_once", "pauses", "limits", "satisfaction", "lasting", "escalation_level"),
    *("related", "absorbed", "merged_into"),
)
_NUMBER = expression(r"(?<![\w-])\+?\d{7,15}(?![\w-])")


def held(complaint: Complaint) -> bool:
    """Whether a legal hold keeps it."""
    return HOLD in complaint.flags


def with_hold(complaint: Complaint, *, on: bool) -> Complaint:
    """The complaint with a legal hold, or without; itself if that is so already."""
    if held(complaint) == on:
        return complaint
    others = tuple(flag for flag in complaint.flags if flag != HOLD)
    return msgspec.structs.replace(complaint, flags=(*others, HOLD) if on else others)


def over_since(complaint: Complaint) -> datetime | None:
    """Since when it has been over for good; None while it is not."""
    if complaint.status == "merged":
        return max((moment.at for moment in complaint.moments), default=None)
    return complaint.moment("closed") if complaint.status == "closed" else None


def forgotten(complaint: Complaint, policy: Policy) -> Complaint:
    """The complaint without names, addresses and anything that was written in free words. Choices of forms stay.

    Only what is named here stays: a field that comes to complaints later is forgotten until somebody says otherwise.
    """
    chosen = {field.name for field in policy.fields if field.type in ("choice", "yes_no", "number", "date")}
    return Complaint(
        **{name: getattr(complaint, name) for name in KEPT},
        complainant=Complainant(language=complaint.complainant.language),
        fields={name: value for name, value in complaint.fields.items() if name in chosen},
        tasks=tuple(msgspec.structs.replace(task, form={}, others={}, promised="") for task in complaint.tasks),
        approvals=tuple(msgspec.structs.replace(approval, comment="") for approval in complaint.approvals),
        flags=tuple(dict.fromkeys((*complaint.flags, FORGOTTEN))),
    )


def without_contacts(text: str) -> str:
    """A line of the history's public part without mail addresses and telephone numbers: it can never be erased."""
    return _NUMBER.sub("…", cut_out(text, mailboxes.spans(text), "…"))
