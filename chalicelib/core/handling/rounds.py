"""Closing, reopening, and waiting for the customer: what begins and ends a round of a complaint."""

import msgspec

from chalicelib.core.complaint import Pause
from chalicelib.core.handling import timing
from chalicelib.core.handling.draft import Draft


def close(draft: Draft, reason: str) -> bool:
    """Closes the complaint; its open work ends, except what is due after closing."""
    if not draft.become("closed"):
        return False
    draft.reach("closed")
    draft.record("closed", reason=reason)
    return True


def reopen(draft: Draft, reason: str) -> bool:
    """Begins another round with the same people; outcome and gates start afresh, the history goes on."""
    timing.derive(draft)  # the ending round's deadlines stay as they ended
    if not draft.become("open"):
        return False
    draft.change(round=draft.complaint.round + 1, awaiting=(), limits={}, assistants=())
    draft.record("reopened", reason=reason)
    draft.reach("reopened")
    if draft.complaint.handler:
        draft.reach("referred")
        draft.reach("slip_issued")
    return True


def reopen_one_level_up(draft: Draft, reason: str) -> bool:
    """Begins another round under the handler's superior: whoever failed to satisfy does not judge it again."""
    if not reopen(draft, reason):
        return False
    complaint = draft.complaint
    supervisor = complaint.supervisor or draft.policy.directory.desk_head
    director = complaint.director or draft.policy.directory.director
    draft.change(
        handler=supervisor,
        supervisor=director,
        director=director,
        escalation_level=max(complaint.escalation_level, 1 if complaint.handler != supervisor else 2),
    )
    return True


def begin_pause(draft: Draft) -> None:
    """Clocks that may pause stand still from now until the customer answers."""
    if not any(p.end is None for p in draft.complaint.pauses):
        draft.change(pauses=(*draft.complaint.pauses, Pause(start=draft.at)))


def end_pause(draft: Draft) -> None:
    """The customer has answered: clocks go on, with the time given back."""
    pauses = tuple(msgspec.structs.replace(p, end=draft.at) if p.end is None else p for p in draft.complaint.pauses)
    draft.change(pauses=pauses)
