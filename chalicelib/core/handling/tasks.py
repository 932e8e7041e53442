"""Third step, second half: tasks open when their moment has come, and end when done or needless."""

from datetime import datetime, timedelta

import msgspec

from chalicelib.core import people, vocabulary
from chalicelib.core import policy as rules
from chalicelib.core.complaint import Task
from chalicelib.core.handling.draft import Draft, Extra
from chalicelib.core.working_time import due, shift

COPY_LATER = timedelta(minutes=1)  # leaves with the next sweep, so that whoever opened the task by a mail does not wait
OWN_MESSAGE = {"return_visit": "return_visit", "call": "call_task"}


def settle(draft: Draft) -> None:
    """Opens what is due to open, drops what has become needless."""
    for task in draft.policy.tasks:
        _drop_needless(draft, task)
        opens = opening(draft, task)
        if opens is not None and opens <= draft.now:
            _open(draft, task)


def opening(draft: Draft, task: rules.Task) -> datetime | None:
    """When the task opens in this round; None if it does not, or has already."""
    complaint = draft.complaint
    since = complaint.moment(task.opens)
    if since is None or any(t.name == task.name and t.round == complaint.round for t in complaint.tasks):
        return None
    if task.unless and complaint.moment(task.unless) is not None:
        return None
    if not (vocabulary.any_holds(task.when, complaint, draft.circumstances.counts)):
        return None
    return shift(since, task.after, draft.policy.calendar(task.calendar)) if task.after else since


def _open(draft: Draft, task: rules.Task) -> None:
    assignee = people.holders(task.for_, draft.complaint, draft.policy, draft.now)[0]
    limit = due(draft.now, task.within, draft.policy.calendar(task.calendar)) if task.within else None
    opened = Task(name=task.name, round=draft.complaint.round, assignee=assignee.mail, opened=draft.now, due=limit)
    draft.change(tasks=(*draft.complaint.tasks, opened))
    draft.record("task_opened", reason=task.name, text=assignee.name)
    if task.command == "resolve":
        return  # the assignment itself asks for the outcome
    message = task.message or OWN_MESSAGE.get(task.name, "task")
    extra: Extra = {
        "task": task.name,
        "commands": [task.command],
        "fields": list(task.form),
        "required": list(task.required),
    }
    if limit:
        extra["due"] = limit.isoformat()
    draft.send_to(message, assignee, not_before=draft.now + COPY_LATER, extra=extra)


def _drop_needless(draft: Draft, task: rules.Task) -> None:
    open_task = draft.complaint.open_task(task.name)
    if open_task and task.unless and draft.complaint.moment(task.unless) is not None:
        finish(draft, open_task, {})


def finish(draft: Draft, task: Task, form: dict[str, str]) -> None:
    """Marks a task as done, with its form."""
    done = msgspec.structs.replace(task, done=draft.at, form={**task.form, **form})
    draft.change(tasks=tuple(done if t is task else t for t in draft.complaint.tasks))


def rule_of(draft: Draft, name: str) -> rules.Task | None:
    """The policy's task of that name."""
    return next((t for t in draft.policy.tasks if t.name == name), None)


def open_for(draft: Draft, command: str, mail: str) -> Task | None:
    """The open task that this command of this person completes: their own before others', older before newer."""
    names = {t.name for t in draft.policy.tasks if t.command == command}
    fitting = [t for t in draft.complaint.tasks if t.name in names and t.done is None]
    mine = [t for t in fitting if mail in (t.assignee, people.stand_in(t.assignee, draft.policy, draft.now))]
    return next(iter([*mine, *fitting]), None)
