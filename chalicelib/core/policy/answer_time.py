"""By when an answer is wanted, and by when the customer has been promised one. Pure."""

from datetime import datetime

from chalicelib.core.complaint.model import Complaint, Deadline
from chalicelib.core.policy.model import Policy


def promised(complaint: Complaint, policy: Policy) -> datetime | None:
    """By when the customer has been promised an answer: what they were told last, or else what the promised clock says, if that is later."""
    due = promised_limit(complaint, policy)
    return max(due, complaint.told or due) if due else None


def promised_limit(complaint: Complaint, policy: Policy) -> datetime | None:
    """The last deadline of this round whose clock is a promised one. What is only passed on is closed at once, and its clocks with it."""
    flows = complaint.kind in policy.flow_kinds or not complaint.kind
    names = {clock.name for clock in policy.clocks if clock.promised and (flows or clock.from_ == "closed")}
    names |= {"promise"} if flows else set()
    return max((d.due for d in complaint.deadlines if d.clock in names and d.round == complaint.round), default=None)


def limits_of_the_answer(complaint: Complaint, policy: Policy) -> list[Deadline]:
    """The deadlines of this round by which the answer is wanted."""
    names = {clock.name for clock in policy.clocks if clock.until in ("answered", "proposed")}
    return [d for d in complaint.deadlines if d.round == complaint.round and d.clock in names]
