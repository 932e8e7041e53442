"""Another round of a complaint: with the same people, or one level up."""

from chalicelib.core.complaint.decision import FollowUp
from chalicelib.core.handling.draft import ASSIGNMENT, Draft
from chalicelib.core.handling.hold import closing, forms
from chalicelib.core.handling.timing import deadlines


def reopen(draft: Draft, reason: str, words: str = "", *, one_level_up: bool = False) -> bool:
    """Begins another round; outcome, form and gates start afresh, the history goes on.

    With the same people, or under the handler's superior: whoever failed to satisfy does not judge it again. What is no
    complaint is passed on once more.
    """
    if draft.complaint.status == "open":
        return False
    deadlines.derive(draft)  # the ending round's deadlines stay as they ended
    closing.end_work(draft)
    draft.become("open")
    if into := draft.complaint.merged_into:
        draft.outgoing.follow_ups.append(
            FollowUp(complaint=into, name="parted", values={"number": draft.complaint.number})
        )
    asked_anew = forms.answer_fields(draft.policy)
    draft.change(
        round=draft.complaint.round + 1,
        limits={},
        assistants=(),
        outcome="",
        proposed_by="",
        extension=None,
        fields={k: v for k, v in draft.complaint.fields.items() if k not in asked_anew},
        by_hand=tuple(name for name in draft.complaint.by_hand if name not in asked_anew),
        merged_into="",
        flags=tuple(f for f in draft.complaint.flags if f != "first_contact"),
    )
    draft.record("reopened", reason=reason, text=words)
    draft.reach("reopened")
    if one_level_up:
        _climb(draft)
    if draft.complaint.handler:
        _assign_anew(draft)
    return True


def _assign_anew(draft: Draft) -> None:
    draft.reach("referred")
    draft.news.append(ASSIGNMENT)
    if draft.complaint.kind in draft.policy.flow_kinds:
        draft.reach("assigned")
    else:
        closing.close(draft, reason="passed_on")


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
