"""What goes on after a complaint is closed."""

from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import tasks
from chalicelib.core.policy import duties


def is_to_come(draft: Draft, moment: str) -> bool:
    """Whether a form that outlives the closing brings that moment about, and is open or still to be asked for."""
    bringing = [t for t in draft.policy.tasks if duties.moment_of(t) == moment and not tasks.ends_with_the_round(t)]
    waiting = {t.name for t in draft.complaint.tasks if t.done is None and t.round == draft.complaint.round}
    return any(t.name in waiting or tasks.opening(draft, t) is not None for t in bringing)
