"""The times that a mail names: when something is due, by when the customer is promised an answer, and how long a limit is over."""

from datetime import datetime

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import duties
from chalicelib.core.policy.answering import ANSWERS
from chalicelib.core.policy.model import Policy
from chalicelib.core.words import urgency
from chalicelib.core.words.case_view import CaseView
from chalicelib.core.words.local_dates import long_date, short_date
from chalicelib.core.words.plain_text import one_line

DATES = ("due", "promised", "promised_on", "new_due")


def named(
    message: Message, complaint: Complaint | None, case: CaseView, policy: Policy, language: str, now: datetime
) -> dict[str, str | bool]:
    """`due`, `promised`, `promised_on` and `new_due` in words, long and short, whether the due time is over and for how long.

    A message that says nothing of it has the complaint's promised time; an empty one is none.
    """
    ends = moment(message, "due")
    over = ends is not None and ends <= now
    late_for = urgency.lasts(now - ends, policy, language) if ends and over else ""
    said: dict[str, str | bool] = {"due_is_over": over, "late_for": late_for}
    for name in DATES:
        at = moment(message, name) or (_due_of_task(message, complaint, policy, now) if name == "due" else None)
        said[name] = long_date(at, policy.timezone, language) if at else ""
        said[f"{name}_short"] = short_date(at, policy.timezone, language) if at else ""
    if message.extra.get("due_text"):
        said["due"] = said["due_short"] = one_line(str(message.extra["due_text"]))
    if "promised" not in message.extra and complaint:
        said["promised"], said["promised_short"] = case.promised, case.promised_short
    return said


def _due_of_task(message: Message, complaint: Complaint | None, policy: Policy, now: datetime) -> datetime | None:
    """When a task without a limit of its own must be done: when the clock ends that waits for what the task sets, if that is still to come."""
    assigns = message.name == "to_assign"
    task = next((task for task in policy.tasks if task.name == message.extra.get("task")), None)
    if complaint is None or not (task or assigns):
        return None
    promised = {clock.name for clock in policy.clocks if clock.promised and task and task.command == ANSWERS}
    ends = {"referred", "assigned"} if assigns else duties.brings_about(task) if task else set()
    clocks = {clock.name for clock in policy.clocks if clock.until in ends}
    ahead = (d for d in complaint.deadlines if d.round == complaint.round and d.met is None)
    running = (d for d in ahead if d.clock in clocks or (assigns and d.clock.startswith("task:referral")))
    first = min(running, key=lambda d: (d.clock not in promised, d.due), default=None)
    return first.due if first and first.due > now else None


def moment(message: Message, name: str) -> datetime | None:
    """A time that the message brings under that name; None if it brings none."""
    value = message.extra.get(name)
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None
