"""The one short receipt to whoever wrote: what their orders came to."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import letters, task_holders
from chalicelib.core.handling.order import offers


def receipt(draft: Draft) -> None:
    """One short receipt to whoever wrote: what changed, or what was not understood and the help."""
    if not draft.by or (isinstance(draft.fact, StaffWrote) and draft.fact.silent):
        return
    if "accepted" in draft.reached and not draft.complaint.handler:
        draft.results.done("assign_needed", command=saying.command("transfer"))
    results = draft.results.finished()
    extra: Extra = {"changes": list(results.changes), "problems": list(results.problems)}
    if results.letter:
        extra |= {"letter": 1} | letters.shown(draft)
    if results.problems:
        extra |= {"commands": offers.on_offer(draft)} | _form_asked_for(draft)
    draft.send_to("receipt", draft.sender(), extra=extra)


def _form_asked_for(draft: Draft) -> Extra:
    asked = task_holders.asked_of(draft, draft.by)
    return {"fields": list(asked.form), "required": list(asked.required)} if asked else {}
