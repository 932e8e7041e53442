"""Open work of somebody whom the complaint turns out to be about: others do it, and what only they were to read is over."""

import msgspec

from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import promises, standing_tasks, tasks
from chalicelib.core.people import people
from chalicelib.core.policy import model as rules


def hand_on(draft: Draft) -> None:
    """Asks whoever has the role now; what follows the complaint has moved with it already, and a notice needs no confirmation by them."""
    complaint, policy = draft.complaint, draft.policy
    theirs = [t for t in complaint.tasks if t.done is None and people.complained_of(t.assignee, complaint, policy)]
    for task in theirs:
        rule = tasks.rule_of(draft, task.name)
        if task.name == standing_tasks.RECEIPT.name:
            draft.change(tasks=tuple(t for t in draft.complaint.tasks if t != task))
        elif rule is not None:
            _ask_another(draft, task, rule)


def _ask_another(draft: Draft, task: Task, rule: rules.Task) -> None:
    named = people.named(rule.for_, draft.complaint, draft.policy)
    found = [p for p in promises.holders(draft, rule) if p.mail != task.assignee]
    # Who has the role goes before a superior.
    person = next((p for p in found if p.mail in named), next(iter(found), None))
    if person is None:
        return
    moved = msgspec.structs.replace(task, assignee=person.mail)
    draft.change(tasks=tuple(moved if t == task else t for t in draft.complaint.tasks))
    draft.record("task_opened", reason=task.name, text=person.name)
    if _has_the_same_mail_on_its_way(draft, task, rule, person.mail):
        return
    extra = tasks.asked(draft, rule) | ({"due": task.due.isoformat()} if task.due else {})
    draft.send_to(tasks.message_of(rule), person, extra=extra)


def _has_the_same_mail_on_its_way(draft: Draft, task: Task, rule: rules.Task, mail: str) -> bool:
    """Whether it opened within the minute and somebody else of the same declared role has it now, to whom the mail that asks for it goes as well."""
    declared = rule.for_ in {role.name for role in draft.policy.roles}
    named = people.named(rule.for_, draft.complaint, draft.policy)
    waits = draft.now < task.opened + tasks.COPY_LATER and not tasks.asked_otherwise(rule)
    return declared and waits and mail in named
