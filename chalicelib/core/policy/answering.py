"""Which of a policy's tasks asks for a complaint's answer."""

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Policy, Task

ANSWERS = "resolve"  # the command that completes such a task


def answer_tasks(policy: Policy) -> tuple[Task, ...]:
    """All tasks that ask for an answer; no two of them hold for one complaint at once."""
    return tuple(task for task in policy.tasks if task.command == ANSWERS)


def answer_task(complaint: Complaint, policy: Policy) -> Task | None:
    """The task whose form, required lines and letter are this complaint's: that whose `when` holds; None if none does."""
    tasks = answer_tasks(policy)
    return next((t for t in tasks if vocabulary.any_holds(t.when, complaint, complaint.counts)), None)
