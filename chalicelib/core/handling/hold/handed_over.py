"""A complaint that goes to somebody else takes along what its handler was asked."""

import msgspec

from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import instructions, letters, standing_tasks, tasks
from chalicelib.core.people import people


def hand_over(draft: Draft) -> None:
    """What the handler was asked is asked of the new handler, forms too; words that waited for lines were the old one's.

    What was promised stays with whoever promised it, and so does what an earlier round asked for.
    """
    letters.waits_no_more(draft)
    mine = {t.name for t in draft.policy.tasks if t.for_ == "handler"} | {standing_tasks.INSTRUCTION.name}
    moved = (
        msgspec.structs.replace(t, assignee=draft.complaint.handler or draft.policy.directory.desk)
        if t.name in mine
        and t.done is None
        and t.round == draft.complaint.round
        and not t.promised
        and not instructions.is_of_others_work(t)
        else t
        for t in draft.complaint.tasks
    )
    draft.change(tasks=tuple(moved))


def ask_whoever_has_it_now(draft: Draft) -> None:
    """Who has the complaint from somebody else reads what is still open of the handler's, each form by its own mail."""
    before = {(t.name, t.round, t.opened): t.assignee for t in draft.before.tasks if t.done is None}
    for task in draft.complaint.tasks:
        rule, handler = tasks.rule_of(draft, task.name), draft.complaint.handler
        from_another = before.get((task.name, task.round, task.opened), handler) != handler
        if task.done is not None or task.assignee != handler or not from_another:
            continue
        if rule is None or rule.for_ != "handler" or tasks.asked_otherwise(rule) or _is_being_asked(draft, task):
            continue
        lines = tasks.asked(draft, rule) | ({"due": task.due.isoformat()} if task.due else {})
        person = people.staff(handler, "handler", draft.policy, draft.now)
        draft.send_to(tasks.message_of(rule), person, not_before=draft.now + tasks.COPY_LATER, extra=lines)


def _is_being_asked(draft: Draft, task: Task) -> bool:
    sent = draft.outgoing.messages
    return any(m.to.mail == task.assignee and m.extra.get("task") == task.name for m in sent)
