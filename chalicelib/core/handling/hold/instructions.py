"""What a leader writes in free words of a case in somebody else's hands: an instruction, with a limit, until its writer has heard what came of it."""

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import task_holders, tasks
from chalicelib.core.people import people

REPORTS = frozenset(
    {"note", "contact", "tell", "resolve", "invalid", "fill", "visit", "close"}
)  # orders that say what was done
KEPT_WORDS = 500
_GIVEN_BY, _WORDS = "by", "words"


def may_give(draft: Draft, mail: str) -> bool:
    """Whether this person leads whoever handles the complaint, and does not handle it themselves."""
    complaint, policy = draft.complaint, draft.policy
    roles = people.roles_of(mail, complaint, policy, draft.now)
    heads = mail in (complaint.supervisor, people.stand_in(complaint.supervisor, policy, draft.now))
    about = people.complained_of(mail, complaint, policy)
    return complaint.status != "merged" and not about and "handler" not in roles and ("director" in roles or heads)


def give(draft: Draft, words: str) -> None:
    """Passes it on at once: to whoever handles the complaint, who has to report, and to their head; each of several is answered."""
    rule = msgspec.structs.replace(tasks.INSTRUCTION, within=draft.policy.instruction_within, calendar=_calendar(draft))
    before = len(draft.complaint.tasks)
    tasks.open_task(draft, rule)
    opened = draft.complaint.tasks[before]
    kept = msgspec.structs.replace(opened, form={_GIVEN_BY: draft.by, _WORDS: words[:KEPT_WORDS]})
    draft.change(tasks=(*draft.complaint.tasks[:before], kept, *draft.complaint.tasks[before + 1 :]))
    draft.record("instructed", text=words)
    _pass_on(draft, kept, words)
    assert kept.due is not None  # it has a limit of its own
    draft.results.done("instructed", who=saying.person(kept.assignee), due=saying.time_of(kept.due))


def _calendar(draft: Draft) -> str:
    return next((calendar.name for calendar in draft.policy.calendars), "always")


def _pass_on(draft: Draft, given: Task, words: str) -> None:
    extra: Extra = {"task": given.name, "text": words, "commands": ["note", "resolve", "contact"], "fields": []}
    extra |= {"due": given.due.isoformat()} if given.due else {}
    said = saying.say("leader_says", who=saying.person(draft.by))
    handler = people.staff(given.assignee, "handler", draft.policy, draft.now)
    draft.send_to("task", handler, extra={**extra, "reason": said})
    heads = people.holders("supervisor", draft.complaint, draft.policy, draft.now)
    copy: Extra = {"reason": saying.say("leader_told", who=saying.person(draft.by)), "text": words}
    draft.send_to("information", *(r for r in heads if r.mail not in (draft.by, handler.mail)), extra=copy)


def waiting(draft: Draft, mail: str) -> list[Task]:
    """The instructions that this person has yet to report on."""
    given = [t for t in draft.complaint.tasks if t.name == tasks.INSTRUCTION.name and t.done is None]
    handles = "handler" in people.roles_of(mail, draft.complaint, draft.policy, draft.now)
    return [t for t in given if handles or task_holders.is_asked(draft, t, mail)]


def report(draft: Draft, words: str) -> None:
    """What was done about them goes to whoever gave them."""
    for task in waiting(draft, draft.by):
        tasks.finish(draft, task, {})
        giver, given = task.form.get(_GIVEN_BY, ""), task.form.get(_WORDS, "")
        if giver in ("", draft.by):
            continue
        to = people.staff(giver, "staff", draft.policy, draft.now)
        said = saying.say("instruction_came_to", text=given, who=saying.person(draft.by))
        draft.send_to("information", to, extra={"reason": said, "text": words})
        draft.record("instruction_reported", text=words)
        draft.results.done("instruction_reported", who=saying.person(giver))
