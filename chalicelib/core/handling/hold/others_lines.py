"""An answer of which its author has given everything, and that waits for lines which a form asks of somebody else.

It is kept and handed in with them; until then nobody is late but whoever has yet to fill them in.
"""

from collections.abc import Sequence

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.model import Task
from chalicelib.core.complaint.saying import Name, Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import gates, letters, task_holders, tasks
from chalicelib.core.policy.answering import answer_task

_LACKING = frozenset({"missing_fields", "missing_none"})
_WHY = frozenset({"gate_says", "asked_of_them"})  # said beside it
Awaited = list[tuple[Task, list[str]]]


def told(draft: Draft, shortfalls: Sequence[Said]) -> list[Said]:
    """Of whom the lacking lines are asked and by when; nothing if anything else lacks, or a line that the author is asked for.

    A leader, who might fill in others' forms as well, is shown the answer's alone and waits like its other authors.
    """
    return [_told(task, names) for task, names in _awaited(draft, shortfalls, draft.by)]


def are_read_by_the_customer(draft: Draft, shortfalls: Sequence[Said]) -> bool:
    """Whether a line that lacks is one of the letter, which nobody can show before it is there."""
    answer = answer_task(draft.complaint, draft.policy)
    return bool(answer and {name for said in shortfalls for name in _lines(said)} & {*answer.letter})


def is_asked_for(draft: Draft, line: str, mail: str) -> bool:
    """Whether an open form asks that person, or the role that they hold, for the line."""
    task = _form_of(draft, line)
    return task is not None and task_holders.is_one_of_those_asked(draft, task, mail)


def task_in_turn(draft: Draft) -> Task | None:
    """The form that an answer waits for, the first of several, where its author has nothing more to do."""
    complaint = draft.complaint
    if complaint.status != "open" or complaint.awaiting or not letters.waits_for_lines(draft):
        return None
    shortfalls = [*gates.shortfalls(draft, "proposed"), *gates.shortfalls(draft, "answered")]
    return next((task for task, _ in _awaited(draft, shortfalls, complaint.proposed_by)), None)


def _told(task: Task, names: Sequence[str]) -> Said:
    said = {"fields": saying.labels(*names), "who": saying.person(task.assignee), "task": saying.labels(task.name)}
    if task.due is None:
        return saying.say("answer_waits_for_form", **said)
    return saying.say("answer_waits_for_form_until", **said, due=saying.time_of(task.due))


def _awaited(draft: Draft, shortfalls: Sequence[Said], author: str) -> Awaited:
    """The open forms that lack, each with its lines."""
    reasons = [said for said in shortfalls if said.code not in _WHY]
    if any(said.code not in _LACKING for said in reasons):
        return []
    names = list(dict.fromkeys(name for said in reasons for name in _lines(said)))
    answer = answer_task(draft.complaint, draft.policy)
    if answer and not {*answer.form}.isdisjoint(names):
        return []
    found: dict[str, tuple[Task, list[str]]] = {}
    for name in names:
        task = _form_of(draft, name)
        if task is None or task_holders.is_one_of_those_asked(draft, task, author):
            return []
        found.setdefault(task.name, (task, []))[1].append(name)
    return list(found.values())


def _lines(said: Said) -> tuple[str, ...]:
    fields = said.values.get("fields")
    return fields.names if isinstance(fields, Name) else ()


def _form_of(draft: Draft, line: str) -> Task | None:
    """The open form that asks somebody for the line."""
    for task in draft.complaint.tasks:
        rule = tasks.rule_of(draft, task.name)
        if task.done is None and not task.promised and rule and rule.command == "fill" and line in rule.form:
            return task
    return None
