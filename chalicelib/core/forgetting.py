"""A complaint without the people in it: what stays is what statistics and the proof of proper handling need.

A legal hold is a flag: whatever bears it is neither erased by request nor by age.
"""

from datetime import datetime

import msgspec

from chalicelib.core.complaint import Complainant, Complaint
from chalicelib.core.policy import Policy

HOLD = "legal_hold"
FORGOTTEN = "forgotten"


def held(complaint: Complaint) -> bool:
    """Whether a legal hold keeps it."""
    return HOLD in complaint.flags


def with_hold(complaint: Complaint, *, on: bool) -> Complaint:
    """The complaint with a legal hold, or without."""
    others = tuple(flag for flag in complaint.flags if flag != HOLD)
    return msgspec.structs.replace(complaint, flags=(*others, HOLD) if on else others)


def over_since(complaint: Complaint) -> datetime | None:
    """Since when it has been over for good; None while it is not."""
    if complaint.status == "merged":
        return max((moment.at for moment in complaint.moments), default=None)
    return complaint.moment("closed") if complaint.status == "closed" else None


def forgotten(complaint: Complaint, policy: Policy) -> Complaint:
    """The complaint without names, addresses and anything that was written in free words. Choices of forms stay."""
    chosen = {field.name for field in policy.fields if field.type in ("choice", "yes_no", "number", "date")}
    return msgspec.structs.replace(
        complaint,
        complainant=Complainant(language=complaint.complainant.language),
        subject="",
        text="",
        said="",
        evidence=(),
        fields={name: value for name, value in complaint.fields.items() if name in chosen},
        outcome="",
        satisfaction_words="",
        unreachable=(),
        thread=(),
        recent=(),
        tasks=tuple(msgspec.structs.replace(task, form={}) for task in complaint.tasks),
        approvals=tuple(msgspec.structs.replace(approval, comment="") for approval in complaint.approvals),
        flags=tuple(dict.fromkeys((*complaint.flags, FORGOTTEN))),
        next_check_at=None,
    )
