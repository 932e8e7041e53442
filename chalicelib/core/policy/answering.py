"""By which commands a complaint is answered, which gates hold them back, and which of a policy's tasks asks for the answer."""

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Gate, Policy, Task

ANSWERS = "resolve"  # the command that completes such a task
EXPLAINS = "invalid"  # the command whose reasons are the answer
ANSWERED_BY = {"proposed": (ANSWERS,), "answered": (ANSWERS, EXPLAINS)}  # moment → the commands that ask for it


def act_of(complaint: Complaint) -> str:
    """The command by which the customer is being answered."""
    return EXPLAINS if complaint.valid is False else ANSWERS


def holds_back(gate: Gate, command: str) -> bool:
    """Whether a gate before the answer stands before the one that is given by this command."""
    return not gate.binds or command in gate.binds


def asks_of(gate: Gate, command: str) -> bool:
    """Whether what a gate before the answer needs and forbids is asked of the one that is given by this command."""
    return command in (gate.binds or (ANSWERS,))


def names_a_kind(rule: Gate | Task) -> bool:
    """Whether it is meant for kinds that its `when` names. Of those that are only passed on no other asks for lines: an enquiry is answered in words."""
    return bool(rule.when) and all(any(test.of == "kind" for test in table) for table in rule.when)


def answer_tasks(policy: Policy) -> tuple[Task, ...]:
    """All tasks that ask for an answer; no two of them hold for one complaint at once."""
    return tuple(task for task in policy.tasks if task.command == ANSWERS)


def answer_task(complaint: Complaint, policy: Policy) -> Task | None:
    """The task whose form, required lines and letter are this complaint's: that whose `when` holds; None if none does."""
    tasks = answer_tasks(policy)
    return next((t for t in tasks if vocabulary.any_holds(t.when, complaint, complaint.counts)), None)
