"""Whether the answer at hand has reached its customer, as the reports count it."""

from datetime import datetime

from chalicelib.core.complaint import delivery
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.model import Moment
from chalicelib.core.handling.draft import Draft


def is_answer(message: str) -> bool:
    """Whether that message to the customer is the answer or the explanation."""
    return kind_of(message, "customer").text_from == "outcome"


def came_back(draft: Draft) -> None:
    """The answer of this round has not reached the customer."""
    complaint = draft.complaint
    if complaint.moment("answered") is not None and not waits(draft):
        _mark(draft, delivery.UNDELIVERED, draft.when)


def reached(draft: Draft, at: datetime) -> None:
    """The customer has it after all, since then."""
    if waits(draft):
        _mark(draft, delivery.DELIVERED, at)


def waits(draft: Draft) -> bool:
    """Whether the answer of this round is known not to have reached the customer yet."""
    return delivery.is_undelivered(draft.complaint.moments, draft.complaint.round)


def reaches_now(draft: Draft) -> bool:
    """Whether the customer gets it just now: what they have written was written without it."""
    newest = next((m for m in reversed(draft.complaint.moments) if m.name == delivery.DELIVERED), None)
    return newest is not None and (newest.round, newest.at) == (draft.complaint.round, draft.when)


def _mark(draft: Draft, name: str, at: datetime) -> None:
    """It may happen again in one round: the newest of them counts."""
    fresh = Moment(name=name, at=at, round=draft.complaint.round)
    draft.change(moments=(*draft.complaint.moments, fresh))
