"""How a case stands: which of its limits have passed unkept, and whose turn it is."""

from datetime import datetime

from chalicelib.core.complaint import delivery
from chalicelib.core.complaint.model import Deadline
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report.morning import Item, to_do
from chalicelib.core.report.shape import Frame


def late(row: Row, policy: Policy, now: datetime) -> tuple[Deadline, ...]:
    """The limits that have passed and are still to be kept, longest passed first. An answer that came back is none yet."""
    about_answers = frozenset(clock.name for clock in policy.clocks if clock.until == "answered")
    own = (d for d in row.deadlines if d.round == row.rounds and not d.of_customer and d.due < now)
    told = (delivery.as_delivered(d, row.moments) if d.clock in about_answers else d for d in own)
    return tuple(sorted((d for d in told if d.met is None and _goes_on(d, row)), key=lambda d: d.due))


def _goes_on(deadline: Deadline, row: Row) -> bool:
    """Whether it is still wanted: of a closed case tasks are, and what outlives the closing."""
    outlives = deadline.outlives or deadline.clock.startswith("task:")
    return row.status in ("open", "answered") or (row.status == "closed" and outlives)


def turn(row: Row, frame: Frame) -> tuple[str, Item] | None:
    """Who has to do something next (mail address), and what; None while nobody here has. The most urgent of several."""
    asked = (*(task.assignee for task in row.tasks), *(approval.approver for approval in row.approvals))
    people = dict.fromkeys((*asked, row.handler or frame.policy.directory.desk))
    found = [(person, item) for person in people for item in to_do([row], person, frame)[:1]]
    return min(found, key=lambda each: (each[1].due is None, each[1].due or frame.now), default=None)
