"""Whose duty it is to keep a time limit: whoever is asked, has to approve, or is reminded first."""

from chalicelib.core.policy.answering import ANSWERS
from chalicelib.core.policy.model import Policy, Task

# What these commands bring about, whatever the task that asks for them is called.
BROUGHT_ABOUT_BY = {ANSWERS: "proposed", "visit": "visited", "contact": "contacted"}
# What the answering unit has to keep itself, its head included.
THE_UNITS = frozenset({"handler", "assistants", "unit", "supervisor"})


def duty_of(clock: str, policy: Policy) -> str:
    """The role that has to keep a limit: a clock's name, "task:NAME:…" or "approval:GATE:STEP". "" if nobody in particular."""
    kind, _, rest = clock.partition(":")
    name, _, step = rest.partition(":")
    if kind == "task":
        return _asked(name, policy)
    if kind == "approval":
        return _approver(name, int(step) if step.isdigit() else 0, policy)
    return next(iter(_told(clock, policy)), "")


def is_of_procedure(clock: str, policy: Policy) -> bool:
    """Whether a limit is one that the procedure sets itself: by a clock of its own, or with a form that it asks for."""
    kind, _, rest = clock.partition(":")
    if kind == "task":
        return any(rule.name == rest.partition(":")[0] for rule in policy.tasks)
    return any(rule.name == clock for rule in policy.clocks)


def moment_of(task: Task) -> str:
    """The moment that a task brings about when it is done: its command's, or what it sets, or one of its own name."""
    return BROUGHT_ABOUT_BY.get(task.command, task.sets or task.name)


def brings_about(task: Task) -> set[str]:
    """The moments that come of a task when it is done: its own, and of an outcome that it is answered."""
    return {moment_of(task)} | ({"answered"} if task.command == ANSWERS else set())


def limits_of(task: str, policy: Policy) -> set[str]:
    """The clocks that run until what the task of this name brings about."""
    ends = {moment for rule in policy.tasks if rule.name == task for moment in brings_about(rule)}
    return {clock.name for clock in policy.clocks if clock.until in ends}


def approver_before(moments: frozenset[str], policy: Policy) -> str:
    """The role that approves first before one of these moments; "" if nobody does."""
    return next((role for gate in policy.gates if gate.before in moments for role in gate.approve), "")


def _asked(task: str, policy: Policy) -> str:
    """The handling's own tasks are the desk's."""
    return next((rule.for_ for rule in policy.tasks if rule.name == task), "desk")


def _approver(gate: str, step: int, policy: Policy) -> str:
    roles = next((rule.approve for rule in policy.gates if rule.name == gate), ())
    roles = roles or next((rule.grants for rule in policy.extensions if rule.name == gate), ())
    return roles[min(step, len(roles) - 1)] if roles else "supervisor"  # who grants more time where nothing is said


def _told(clock: str, policy: Policy) -> tuple[str, ...]:
    rungs = (rung for rule in policy.clocks if rule.name == clock for rung in rule.rungs)
    return tuple(role for rung in rungs for role in rung.tell if role != "customer")
