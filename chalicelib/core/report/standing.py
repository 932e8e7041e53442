"""How a case stands: which of its limits have passed unkept and whose they are, what comes next, by whom and by when, and how old it is."""

from datetime import datetime, timedelta

import msgspec

from chalicelib.core.complaint import delivery
from chalicelib.core.complaint.model import Deadline
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import LIVE
from chalicelib.core.register.rows import Row, complaint_of
from chalicelib.core.report import figures
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.morning import Item, owed, running_first
from chalicelib.core.report.shape import Frame


class Late(msgspec.Struct, frozen=True):
    """A limit that is over and not met: its clock, when it was due, and the mail addresses of who should have kept it."""

    clock: str
    due: datetime
    who: tuple[str, ...]


class Standing(msgspec.Struct, frozen=True):
    """An open case. `late`: the longest over first. `step`: what comes next; None where only the customer is waited for."""

    row: Row
    late: tuple[Late, ...]
    step: Item | None

    def age(self, now: datetime) -> timedelta:
        """For how long it has been with us."""
        return now - self.row.received


def standing(row: Row, frame: Frame) -> Standing:
    """Where the case stands at `frame.now`."""
    over = (Late(d.clock, d.due, _who(row, d, frame.policy)) for d in late(row, frame.policy, frame.now))
    return Standing(row, tuple(over), turn(row, frame) or _waits(row, frame))


def standings(rows: Rows, frame: Frame) -> tuple[Standing, ...]:
    """All that is going on among these, what is late first, then what is due first; one that is closed while something of it is still owed."""
    found = (standing(row, frame) for row in rows)
    return tuple(sorted((each for each in found if is_going(each)), key=lambda each: _urgency(each, frame.now)))


def is_going(each: Standing) -> bool:
    """Whether anything of the case is still to be done, or to come."""
    return each.row.status in LIVE or each.step is not None


def late(row: Row, policy: Policy, now: datetime) -> tuple[Deadline, ...]:
    """The limits that have passed and are still to be kept, longest passed first. An answer that came back is none yet.

    What only sees to it that nobody waits unheard is no limit of the procedure, here as in reports.
    """
    about_answers = frozenset(clock.name for clock in policy.clocks if clock.until == "answered")
    own = (d for d in row.deadlines if _goes_on(d, row) and not d.of_customer and d.due < now)
    told = (delivery.as_delivered(d, row.moments) if d.clock in about_answers else d for d in own)
    found = (d for d in told if d.met is None and d.clock not in figures.WATCHES)
    return tuple(sorted(found, key=lambda d: (d.due, d.clock)))


def turn(row: Row, frame: Frame) -> Item | None:
    """What has to be done next, and by whom; None while nobody here has to. The most urgent of several."""
    return min(owed(row, frame), key=lambda item: (item.due is None, item.due or frame.now, item.what), default=None)


def _goes_on(deadline: Deadline, row: Row) -> bool:
    """Whether it is still wanted: in this round, and of what is over that which outlives it."""
    outlives = deadline.outlives and row.status != "merged"
    return outlives or (row.status in LIVE and deadline.round == row.rounds)


def _waits(row: Row, frame: Frame) -> Item | None:
    """Of an answered case, the limit that ends first."""
    running = running_first(row) if row.status in LIVE else None
    if running is None or running.of_customer or running.clock in figures.WATCHES:
        return None
    return Item(row, running.clock, running.due, who=_who(row, running, frame.policy)[0])


def _urgency(each: Standing, now: datetime) -> tuple[bool, datetime, bool, datetime, str]:
    due = each.step.due if each.step else None
    first = each.late[0].due if each.late else now
    return (not each.late, first, due is None, due or now, each.row.number)


def _who(row: Row, deadline: Deadline, policy: Policy) -> tuple[str, ...]:
    """Who has to meet a limit: whoever is asked or approves, else who has the role whose it is."""
    kind, _, rest = deadline.clock.partition(":")
    name, _, which = rest.partition(":")
    if kind == "task":
        asked = tuple(t.assignee for t in row.tasks if t.name == name and t.round == deadline.round)
        return (which,) if "@" in which else tuple(dict.fromkeys(asked)) or _holders("desk", row, policy)
    waits = tuple(a.approver for a in row.approvals if kind != "approval" or (a.gate, str(a.step)) == (name, which))
    role = figures.whose(row, deadline, policy)
    if waits and (kind == "approval" or role not in ("", "handler", "desk", "unit", "assistants")):
        return waits
    return _holders(role, row, policy)


def _holders(role: str, row: Row, policy: Policy) -> tuple[str, ...]:
    found = people.named(role, complaint_of(row), policy) if role else ()
    known = tuple(mail for mail in found if mail)
    return known or (row.handler or policy.directory.desk,)
