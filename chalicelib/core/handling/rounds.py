"""Closing, reopening, and waiting for the customer: what begins and ends a round of a complaint."""

import msgspec

from chalicelib.core.complaint import FollowUp, Pause
from chalicelib.core.handling import forms, tasks, timing
from chalicelib.core.handling.draft import Draft

ASKED_ANEW = ("proposed_by", "extension_clock", "extension_until", "extension_reason")


def close(draft: Draft, reason: str) -> bool:
    """Closes the complaint; its open work ends, except what is due all the same."""
    if draft.complaint.status == "closed":
        return True
    if not draft.become("closed"):
        return False
    draft.reach("closed")
    end_work(draft)
    draft.record("closed", reason=reason)
    return True


def end_work(draft: Draft) -> None:
    """Ends what this round still waits for: gates, approvals, the customer, tasks."""
    end_pause(draft)
    tasks.end_round(draft)
    standing = tuple(a for a in draft.complaint.approvals if a.at is not None)
    draft.change(awaiting=(), approvals=standing)


def end_all_work(draft: Draft) -> None:
    """Ends everything that waits, whatever round it is from: another complaint goes on instead."""
    end_work(draft)
    tasks.end_all(draft)


def reopen(draft: Draft, reason: str, *, one_level_up: bool = False) -> bool:
    """Begins another round; outcome, form and gates start afresh, the history goes on.

    With the same people, or under the handler's superior: whoever failed to satisfy does not judge it again. What is no
    complaint is passed on once more.
    """
    if draft.complaint.status == "open":
        return False
    timing.derive(draft)  # the ending round's deadlines stay as they ended
    end_work(draft)
    draft.become("open")
    if into := draft.complaint.merged_into:
        draft.facts.append(FollowUp(complaint=into, name="parted", values={"number": draft.complaint.number}))
    asked_anew = (*ASKED_ANEW, *forms.answer_fields(draft.policy))
    draft.change(
        round=draft.complaint.round + 1,
        limits={},
        assistants=(),
        outcome="",
        fields={k: v for k, v in draft.complaint.fields.items() if k not in asked_anew},
        by_hand=tuple(name for name in draft.complaint.by_hand if name not in asked_anew),
        merged_into="",
        flags=tuple(f for f in draft.complaint.flags if f != "first_contact"),
    )
    draft.record("reopened", reason=reason)
    draft.reach("reopened")
    if one_level_up:
        _climb(draft)
    if draft.complaint.handler:
        _assign_anew(draft)
    return True


def _assign_anew(draft: Draft) -> None:
    draft.reach("referred")
    draft.fresh_assignment = True
    if draft.complaint.kind in draft.policy.flow_kinds:
        draft.reach("slip_issued")
    else:
        close(draft, reason="passed_on")


def _climb(draft: Draft) -> None:
    """Everybody one level up; above the director stands the organisation's."""
    complaint, directory = draft.complaint, draft.policy.directory
    unit = directory.department(complaint.unit or complaint.department)
    supervisor = complaint.supervisor or directory.desk_head
    director = complaint.director or directory.director
    leaders = {directory.director, unit.director if unit else ""}
    level = 2 if supervisor in leaders else 1
    draft.change(
        handler=supervisor,
        supervisor=director,
        director=directory.director,
        escalation_level=max(complaint.escalation_level, level),
    )


def begin_pause(draft: Draft) -> None:
    """Clocks that may pause stand still from now until the customer answers."""
    if not any(p.end is None for p in draft.complaint.pauses):
        draft.change(pauses=(*draft.complaint.pauses, Pause(start=draft.when)))


def end_pause(draft: Draft) -> None:
    """The customer has answered: clocks go on, with the time given back. What was written before the question is no answer."""
    pauses = tuple(
        msgspec.structs.replace(p, end=draft.when) if p.end is None and draft.when >= p.start else p
        for p in draft.complaint.pauses
    )
    draft.change(pauses=pauses)
