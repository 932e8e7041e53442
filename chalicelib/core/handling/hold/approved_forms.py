"""Forms that somebody must approve: whether a form is one, which form an approver has before them, and asking for it anew."""

from collections.abc import Iterable

from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import tasks
from chalicelib.core.people import people
from chalicelib.core.policy import model as rules


def is_approved(draft: Draft, task: rules.Task) -> bool:
    """Whether somebody must approve what the form says: not whoever filled it in."""
    gates = (g for g in draft.policy.gates if g.approve)
    return any(
        g.before in (task.sets, task.name) or (g.before == "referred" and set(g.needs) & set(task.form)) for g in gates
    )


def source_of(draft: Draft, moment: str, needs: Iterable[str]) -> rules.Task | None:
    """The form that brings a moment about, or gives what the gate before the referral needs; None if there is none."""
    forms = [t for t in draft.policy.tasks if t.command == "fill" and _was_filled_in(draft, t)]
    feeds = [t for t in forms if moment == "referred" and set(needs) & set(t.form)]
    return next((t for t in forms if moment in (t.sets, t.name)), next(iter(feeds), None))


def _was_filled_in(draft: Draft, rule: rules.Task) -> bool:
    mine = (t for t in draft.complaint.tasks if t.name == rule.name and t.round == draft.complaint.round)
    return any(t.done is not None for t in mine)


def ask_again(draft: Draft, task: rules.Task) -> tuple[Recipient, ...]:
    """Opens a form anew for its role, without a mail of its own; whom it is asked of."""
    tasks.forget(draft, task.name)
    found = tuple(people.holders(task.for_, draft.complaint, draft.policy, draft.now))
    for person in found[:1]:
        tasks.open_silently(draft, task, person)
    return found
