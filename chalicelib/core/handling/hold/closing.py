"""The end of a round: closing, what then waits no more, and waiting for the customer."""

import msgspec

from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Task
from chalicelib.core.complaint.more_time import Pause
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import helping, standing_tasks, tasks
from chalicelib.core.policy import vocabulary


def close(draft: Draft, reason: str, words: str = "") -> bool:
    """Closes the complaint, for a reason with a name or in somebody's words; its open work ends, except what is due all the same.

    What the customer wrote after the answer is judged all the same where nobody of staff closes: a verdict is no word on it.
    """
    if draft.complaint.status == "closed":
        return True
    if not draft.become("closed"):
        return False
    draft.reach("closed")
    by_staff = isinstance(draft.fact, StaffWrote)
    end_work(draft, spared=None if by_staff else draft.complaint.open_task(standing_tasks.LATER_WORDS.name))
    draft.record("closed", reason=reason, text=words)
    return True


def end_work(draft: Draft, spared: Task | None = None) -> None:
    """Ends what this round still waits for: gates, approvals, the customer, tasks but the one that is `spared`."""
    end_pause(draft)
    helping.end(draft)
    tasks.end_round(draft, spared)
    standing = tuple(a for a in draft.complaint.approvals if a.at is not None)
    draft.change(awaiting=(), approvals=standing)


def end_all_work(draft: Draft) -> None:
    """Ends everything that waits, whatever round it is from: another complaint goes on instead."""
    end_work(draft)
    tasks.end_all(draft)


def begin_pause(draft: Draft) -> None:
    """Clocks that may pause stand still from now until the customer answers."""
    if not any(p.end is None for p in draft.complaint.pauses):
        draft.change(pauses=(*draft.complaint.pauses, Pause(start=draft.when)))


def end_pause(draft: Draft) -> None:
    """The customer has answered: clocks go on, with the time given back. What was written before the question is no answer."""
    pauses = tuple(
        msgspec.structs.replace(p, end=draft.when) if p.end is None and draft.when >= p.start else p
        for p in draft.complaint.pauses
    )
    draft.change(pauses=pauses)


def end_stage(draft: Draft) -> None:
    """Another stage has begun: what only the stages that are over ask for is wanted no more."""
    for task in draft.complaint.tasks:
        rule = tasks.rule_of(draft, task.name)
        owed = task.done is None and not task.promised
        if owed and rule is not None and rule.when and not _is_of_this_stage(draft, rule.when):
            tasks.drop(draft, task)


def _is_of_this_stage(draft: Draft, when: vocabulary.When) -> bool:
    """Whether it says nothing of stages, or names the present one."""

    def holds(test: vocabulary.Test) -> bool:
        is_stage = test.kind == "field" and test.of == "stage"
        return not is_stage or vocabulary.holds(test, draft.complaint, draft.context.counts)

    return any(all(holds(test) for test in table) for table in when)
