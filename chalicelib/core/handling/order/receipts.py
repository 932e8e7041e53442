"""The one short receipt to whoever wrote: what their orders came to."""

from datetime import datetime

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra, Results
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import letters, replies, task_holders
from chalicelib.core.handling.order import mending, offers
from chalicelib.core.policy import limits
from chalicelib.core.words import letter
from chalicelib.core.written.languages import language_or_first
from chalicelib.core.written.script import is_told_apart, language

LETTERS = frozenset(
    {"answered", "told", "asked", "customer_told", "invalid"}
)  # what a receipt says of a letter to the customer

# What came of work that somebody was asked for and that went as they wrote it: it says nothing that they do not know.
# So does the first assignment, by whoever has handed in their form along with it, to a unit that they name in full; also where
# somebody is now asked to agree to it.
ROUTINE = frozenset({"approved", "attempted", "await_approval", "contacted", "filled", "receipt_confirmed", "visited"})

MOVE_LIMITS = frozenset({"corrected", "graded"})


def receipt(draft: Draft) -> None:
    """One short receipt to whoever wrote: what changed, or what was not understood and the line to mend. None of routine work that was in time, where the policy says so."""
    draft.results.changes = [_as_it_stands(draft, said) for said in draft.results.changes]
    if not draft.by or (isinstance(draft.fact, StaffWrote) and draft.fact.silent):
        return
    if "accepted" in draft.reached and not draft.complaint.handler:
        draft.results.done("assign_needed", command=saying.command("transfer"))
    _say_what_moved(draft)
    _say_how_to_take_back(draft)
    _say_that_it_is_another_language(draft)
    results = draft.results.finished()
    if not draft.policy.routine_receipts and _is_routine(results, draft) and not _ends_what_was_late(draft):
        return
    extra: Extra = {"changes": list(results.changes), "problems": list(results.problems)}
    if results.letter:
        extra |= {"letter": 1} | letters.shown(draft)
    if results.told:
        extra |= {"told": results.told}
    if results.problems:
        lacks = draft.results.wanted
        draft.results.wanted = lacks or mending.meant(draft)
        offered = offers.on_offer(draft)
        if decides := [name for name in draft.results.decides if name in offered]:
            offered, extra = decides, extra | {"decides": 1}
        first = next(iter(offered), "")
        extra |= {"commands": offered} | _form_asked_for(draft, first) | mending.line_to_mend(draft, first)
        extra |= {"lacks": 1} if lacks else {}
    elif any(said.code == "form_still_waits" for said in results.changes):  # with its lines, to be filled in at once
        extra |= {"commands": ["fill"]} | _form_asked_for(draft, "fill")
    draft.send_to("receipt", draft.sender(), extra=extra)


def _is_routine(results: Results, draft: Draft) -> bool:
    """Whether all was done, and nothing of it reaches the customer or can be taken back."""
    codes = {said.code for said in results.changes if not _is_assigned_as_written(said, results, draft)}
    return bool(results.changes) and codes <= ROUTINE and not (results.problems or results.letter or results.told)


def _is_assigned_as_written(said: Said, results: Results, draft: Draft) -> bool:
    """Whether nobody had it and it goes along with their form to whom the order names, or waits for nothing but the consent that was asked for."""
    asked = any(other.code == "await_approval" for other in results.changes)
    written = draft.fact.writing.text if isinstance(draft.fact, StaffWrote) else ""
    goes = said.code == "transferred" or (said.code == "transfer_waits" and asked)
    was_nobodys = draft.before.handler in ("", draft.policy.directory.desk)
    with_form = any(task.form and task.assignee == draft.by for task in draft.complaint.tasks)
    return goes and was_nobodys and with_form and str(said.values.get("to", "")) in written


def _ends_what_was_late(draft: Draft) -> bool:
    """Whether a limit that had passed is met now: whoever was chased for it hears that this is over."""
    met = {(d.clock, d.round) for d in draft.before.deadlines if d.met}
    new = (d for d in draft.complaint.deadlines if d.met and (d.clock, d.round) not in met)
    return any(d.met > d.due for d in new if d.met and not d.needless)


def _say_what_moved(draft: Draft) -> None:
    """The limits that follow from what was put right or graded, or from a line that says by when."""
    moving = any(said.code in MOVE_LIMITS for said in draft.results.changes)
    if not moving and limits.lines(draft.before, draft.policy) == limits.lines(draft.complaint, draft.policy):
        return
    before = {(d.clock, d.round): d.due for d in draft.before.deadlines}
    for d in draft.complaint.deadlines:
        old = before.get((d.clock, d.round), d.due)
        if old != d.due:
            values = {"old": saying.time_of(old), "due": saying.time_of(d.due)}
            draft.results.done("limit_moved", clock=saying.labels(d.clock), **values)


def _say_how_to_take_back(draft: Draft) -> None:
    """Until when an answer waits, and by which command its author or approver takes it back."""
    answered = draft.complaint.moment("answered")
    given = draft.complaint.status == "answered" or draft.complaint.valid is False
    waits = draft.policy.undo is not None and given and "answered" in draft.reached
    known = any(said.code == "undo_until" for said in draft.results.changes)
    if answered and waits and not known and draft.customer_channel() and offers.refusal(draft, "undo") is None:
        due = saying.time_of(replies.outcome_leaves(draft, answered))
        draft.results.done("undo_until", due=due, command=saying.command("undo"))


def _say_that_it_is_another_language(draft: Draft) -> None:
    """The customer reads what staff write as it stands: whoever wrote it in another script than theirs hears so while it can be mended."""
    spoken = draft.complaint.complainant.language
    written = draft.results.told or (_written_for_the_customer(draft) if draft.results.letter else "")
    if is_told_apart(written) and language_or_first(spoken).is_latin != language_or_first(language(written)).is_latin:
        draft.results.done("another_language", language=saying.labels(f"language.{spoken}"))


def _written_for_the_customer(draft: Draft) -> str:
    """The answer's words and the lines of its letter, without their labels, which speak the customer's language."""
    lines = letter.beside(draft.complaint, draft.policy)
    return "\n".join((draft.complaint.outcome, *(value for _, value in lines)))


def _form_asked_for(draft: Draft, first: str) -> Extra:
    """The form of the command that the receipt shows first: of what lacked something, else of what was asked of the writer."""
    asked = task_holders.asked_of(draft, draft.by)
    beside: Extra = (
        {"fills": asked.name} if asked and first != "fill" else {}
    )  # what 填报 is for, where it is offered too
    wanted = offers.form_of(draft, first) if first and first == draft.results.wanted else {}
    if wanted.get("fields"):
        return wanted | beside
    if asked is None or asked.command != first:
        return beside
    return {"task": asked.name, "fields": list(asked.form), "required": list(asked.required)}


def _as_it_stands(draft: Draft, said: Said) -> Said:
    """What has been set going and has not happened yet is said to come: a letter that waits for the morning, a referral at its gate."""
    if said.code == "transferred" and "referred" in draft.complaint.awaiting:
        return saying.say("transfer_waits", **said.values)
    leaves = _letter_leaves(draft) if said.code in LETTERS else None
    return saying.say(f"{said.code}_later", due=saying.time_of(leaves)) if leaves else said


def _letter_leaves(draft: Draft) -> datetime | None:
    """When the letter to the customer goes out that waits; None if none does."""
    waiting = (m.not_before for m in draft.outgoing.messages if m.to.role == "customer" and m.name != "survey")
    return max((at for at in waiting if at is not None), default=None)
