"""Whom a passed limit chases: whoever was given it, while it is theirs and the ladder speaks to them."""

from datetime import datetime, timedelta

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Clock, Policy
from redress.proving.playing import Played, Sent

CHASES = frozenset({"chase", "escalation", "holding"})
DAY = timedelta(days=1)  # absences are dates of the office
ENDS = {"assignment": frozenset({"answered", "proposed"}), "to_assign": frozenset({"referred", "assigned"})}


def is_chased(played: Played, sent: Sent, due: datetime, state: Complaint) -> bool:
    """Whether its reader hears that the limit has passed; where it was not theirs any more, or the ladder is for others, whether anybody does."""
    after = [s for s in played.sent if s.at > sent.at and s.at >= due and not s.to_customer]
    heard = {s.message.to.mail for s in after if s.message.name in CHASES}
    reader, policy = sent.message.to.mail, played.policy
    if not _is_theirs(sent, state) or _is_stood_in_for(reader, policy, state, due) or not _speaks_to(sent, policy):
        return bool(heard)
    return reader in heard


def _is_theirs(sent: Sent, state: Complaint) -> bool:
    """Whether what the mail asks for is still its reader's when the time is over."""
    reader, asked = sent.message.to.mail, sent.message.name
    if state.round != sent.complaint.round or (state.awaiting and asked != "approval"):
        return False
    if asked in ("assignment", "to_assign"):
        return state.status == "open" and state.handler == (reader if asked == "assignment" else "")
    if asked == "approval":
        return any(a.approver == reader and a.at is None for a in state.approvals)
    own = (sent.message.extra.get("task"), reader, state.round)
    return any((task.name, task.assignee, task.round) == own and task.done is None for task in state.tasks)


def _is_stood_in_for(reader: str, policy: Policy, state: Complaint, due: datetime) -> bool:
    """Whether somebody else may read it in their place about then: they are away, stand in themselves, are kept out or not reached."""
    day = due.date()
    now = (a for a in policy.directory.absences if a.start - DAY <= day <= a.end + DAY)
    away = {mail for absence in now for mail in (absence.mail, absence.deputy)}
    return reader in {*away, *state.kept_out, *state.unreachable}


def _speaks_to(sent: Sent, policy: Policy) -> bool:
    """Whether every ladder that may be meant speaks to the reader's role once the time is over; a task without a clock has one that does."""
    task = next((t for t in policy.tasks if t.name == sent.message.extra.get("task")), None)
    ends = ENDS.get(sent.message.name) or ({duties.moment_of(task)} if task else frozenset())
    clocks = [clock for clock in policy.clocks if clock.until in ends]
    if not clocks:
        return sent.message.name not in ENDS
    return all(sent.message.to.role in _told_when_over(clock) for clock in clocks)


def _told_when_over(clock: Clock) -> set[str]:
    return {role for rung in clock.rungs if rung.at.amount >= 0 for role in rung.tell}
