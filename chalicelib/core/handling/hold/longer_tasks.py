"""More time for a clock is more time for what it waits for: a task with a limit of its own is not due before it."""

import msgspec

from chalicelib.core.complaint.model import Task
from chalicelib.core.complaint.more_time import Extension
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import tasks
from chalicelib.core.policy import duties


def move(draft: Draft, granted: Extension) -> None:
    """Open tasks of this round that bring about what the clock waits for get the clock's new time, if that is later than theirs."""
    until = next((clock.until for clock in draft.policy.clocks if clock.name == granted.clock), "")
    draft.change(
        tasks=tuple(
            msgspec.structs.replace(task, due=granted.until)
            if task.due and task.due < granted.until and _brings_about(draft, task, until)
            else task
            for task in draft.complaint.tasks
        )
    )


def _brings_about(draft: Draft, task: Task, moment: str) -> bool:
    rule = tasks.rule_of(draft, task.name)
    if rule is None or task.promised or task.done or task.round != draft.complaint.round:
        return False
    return moment in duties.brings_about(rule)
