"""The limits that tasks have of their own, and the ladder of each."""

from collections.abc import Iterator

from chalicelib.core.complaint.model import Deadline, Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import standing_tasks, tasks
from chalicelib.core.handling.timing import ladders
from chalicelib.core.handling.timing.rungs import Running
from chalicelib.core.policy.model import Rung


def of_tasks(draft: Draft) -> Iterator[Running]:
    """Tasks with a time of their own. One that outlived its round is still chased; its steps are as few as any task's."""
    seen: dict[tuple[str, int], Task] = {}
    for task in draft.complaint.tasks:
        if task.due is not None and tasks.rule_of(draft, task.name) is not None:
            seen[_clock_of(draft, task), task.round] = task  # of several calls in a round the newest
    for (clock, round_), task in seen.items():
        deadline = Deadline(
            clock=clock,
            round=round_,
            due=task.due or draft.now,
            met=task.done,
            outlives=_outlives(draft, task),
            needless=task.needless,
        )
        hours, since = tasks.office_hours(draft.policy), task.opened if task.promised else None
        yield Running(deadline, _rungs_of(draft, task), hours, task.assignee, outlives=True, since=since)


def _outlives(draft: Draft, task: Task) -> bool:
    """Whether it is wanted after the closing as well; a notice of what is closed need not be confirmed any more."""
    rule = tasks.rule_of(draft, task.name)
    return rule is not None and rule.name != standing_tasks.RECEIPT.name and not tasks.ends_with_the_round(rule)


def _rungs_of(draft: Draft, task: Task) -> tuple[Rung, ...]:
    """The ladder of a task's own limit."""
    rule = tasks.rule_of(draft, task.name)
    if task.name == standing_tasks.RECEIPT.name:
        return ladders.RECEIPT_RUNGS
    # What the desk is asked is as little the unit's business as what a role of the policy's own is.
    own = rule is not None and rule.for_ in ("desk", "desk_head", *(role.name for role in draft.policy.roles))
    if task.promised:
        return ladders.PROMISE_OF_A_ROLE_RUNGS if own else ladders.PROMISE_RUNGS
    if task.name == standing_tasks.LATER_WORDS.name:
        return ladders.LATER_WORDS_RUNGS
    return ladders.ROLE_RUNGS if own else ladders.STANDARD_RUNGS


def _clock_of(draft: Draft, task: Task) -> str:
    """What a task's own limit is called: each of several who are asked the same has one of their own."""
    rule = tasks.rule_of(draft, task.name)
    each = rule is not None and rule.for_ in (*tasks.ASKED_OF_EACH, standing_tasks.RECEIPT.for_)
    whose = task.came_with or (task.assignee if each else "")
    return f"task:{task.name}:{whose}".rstrip(":")
