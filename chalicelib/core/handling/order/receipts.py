"""The one short receipt to whoever wrote: what their orders came to."""

from chalicelib.core.handling.draft import Draft, Extra
from chalicelib.core.handling.hold import task_holders
from chalicelib.core.handling.order import offers


def receipt(draft: Draft) -> None:
    """One short receipt to whoever wrote: what changed, or what was not understood and the help."""
    if not draft.offer_receipt:
        return
    if "accepted" in draft.reached and not draft.complaint.handler:
        draft.changes.append(draft.say("assign_needed", command=draft.command_name("transfer")))
    changes, problems = list(dict.fromkeys(draft.changes)), list(dict.fromkeys(draft.problems))
    extra: Extra = {"changes": changes, "problems": problems}
    if problems:
        extra |= {"commands": offers.on_offer(draft)} | _form_asked_for(draft)
    draft.send_to("receipt", draft.sender(), extra=extra)


def _form_asked_for(draft: Draft) -> Extra:
    asked = task_holders.asked_of(draft, draft.by)
    return {"fields": list(asked.form), "required": list(asked.required)} if asked else {}
