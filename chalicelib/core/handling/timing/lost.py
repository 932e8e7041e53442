"""Limits that were missed and that another judgement then took away: what no longer runs has been late all the same."""

from collections.abc import Collection, Iterable

from chalicelib.core.complaint.model import Complaint, Deadline
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy import duties

Key = tuple[str, int]


def keep(draft: Draft, known: Iterable[Deadline], running: Collection[Key]) -> None:
    """Keeps the limits of this round that are gone since it was judged anew, and had been missed; what runs again is lost no more."""
    complaint = draft.complaint
    gone = [d for d in known if (d.clock, d.round) not in running and d.round == complaint.round]
    judged_anew = _judged(draft.before) != _judged(complaint)
    fresh = [d for d in gone if judged_anew and _was_missed(draft, d)]
    kept = [d for d in complaint.lost if (d.clock, d.round) not in running]
    draft.change(lost=(*kept, *fresh))


def _judged(complaint: Complaint) -> tuple[object, ...]:
    return complaint.kind, complaint.category, complaint.severity, complaint.valid


def _was_missed(draft: Draft, deadline: Deadline) -> bool:
    """Whether somebody here was late with it: with a limit of the procedure, by the time at which it was taken away."""
    late = deadline.due < (deadline.met or draft.now)
    return late and not deadline.of_customer and duties.is_of_procedure(deadline.clock, draft.policy)
