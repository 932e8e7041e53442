"""What becomes of limits when a further round begins: of those that are still owed, and of those that nobody is asked for again."""

from datetime import datetime

import msgspec

from chalicelib.core.complaint.model import Complaint, Deadline
from chalicelib.core.complaint.moments import LASTING
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import tasks
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Clock, Policy, Task


def as_it_stands(draft: Draft, deadline: Deadline) -> Deadline:
    """A limit of an earlier round. What its form brings about may come in a later round: done is done. Without a form that is still open it has ended."""
    forms = _forms(_until(deadline.clock, draft.policy), draft.policy)
    if deadline.met is not None or not forms:
        return deadline
    done = _in_later_round(draft.complaint, _until(deadline.clock, draft.policy), deadline.round)
    waits = {t.name for t in draft.complaint.tasks if t.done is None and t.round == deadline.round}
    owed = any(form.name in waits for form in forms)
    return msgspec.structs.replace(deadline, met=done, outlives=owed)


def is_not_asked_again(draft: Draft, clock: Clock, met: datetime | None) -> bool:
    """Whether a clock that begins anew with each round waits for what only forms bring about that this round does not ask for: nobody can do it."""
    if draft.complaint.moment("reopened") is None or clock.from_ not in LASTING or met is not None:
        return False
    forms = [task for task in draft.policy.tasks if duties.moment_of(task) == clock.until]
    return bool(forms) and all(_is_dropped(draft, form) for form in forms)


def _until(name: str, policy: Policy) -> str:
    return next((clock.until for clock in policy.clocks if clock.name == name), "")


def _forms(moment: str, policy: Policy) -> list[Task]:
    """The forms that bring a moment about and do not end with their round."""
    return [t for t in policy.tasks if duties.moment_of(t) == moment and not tasks.ends_with_the_round(t)]


def _in_later_round(complaint: Complaint, moment: str, round_: int) -> datetime | None:
    return next((m.at for m in complaint.moments if m.name == moment and m.round > round_), None)


def _is_dropped(draft: Draft, form: Task) -> bool:
    """Whether what makes the form needless has happened in this round, and it is not open."""
    over = bool(form.unless) and draft.complaint.moment(form.unless) is not None
    return over and draft.complaint.open_task(form.name) is None
