"""Whose an open task is: which one a command completes, and who may complete it."""

from collections.abc import Iterable, Mapping

import msgspec

from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import forms, helping
from chalicelib.core.handling.hold.standing_tasks import INSTRUCTION
from chalicelib.core.handling.hold.tasks import ASKED_OF_EACH, rule_of
from chalicelib.core.people import people
from chalicelib.core.policy import model as rules
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import LANGUAGES


def open_for(draft: Draft, command: str, mail: str, form: Iterable[str] = ()) -> Task | None:
    """The open task that this command of this person completes.

    That which the mail's subject names before others, then that whose lines were filled in, their own before others',
    older before newer.
    """
    fitting = [t for t in draft.complaint.tasks if t.done is None and _command(draft, t) == command]
    mine = [t for t in fitting if is_asked(draft, t, mail)]
    given = frozenset(form)
    return max([*mine, *fitting], key=lambda t: (_is_named(draft, t), len(given & _lines(draft, t))), default=None)


def _is_named(draft: Draft, task: Task) -> bool:
    """Whether the mail answers one about this task, by its subject."""
    subject = draft.fact.writing.subject if isinstance(draft.fact, StaffWrote) else ""
    called = (label(task.name, draft.policy, language) for language in LANGUAGES)
    return any(name in subject for name in called)


def is_asked(draft: Draft, task: Task, mail: str) -> bool:
    """Whether that person, or whom they stand in for, was asked."""
    return mail in (task.assignee, people.stand_in(task.assignee, draft.policy, draft.now))


def may_fill(draft: Draft, task: Task, mail: str) -> bool:
    """Whether the form is this person's: they were asked, or hold the same role, or lead whoever was.

    What a policy asks of a role of its own (a decision, a check) is for that role and the director alone.
    """
    rule = rule_of(draft, task.name)
    for_ = rule.for_ if rule else ""
    leaders = {
        "assistants": {"desk", "supervisor", "handler"},
        "handler": {"desk", "supervisor"},
        "desk": {"desk", "supervisor"},
    }
    roles = people.roles_of(mail, draft.complaint, draft.policy, draft.now)
    if for_ in ASKED_OF_EACH and helping.may_fill_for(draft, task.assignee, mail):
        return True
    return is_asked(draft, task, mail) or bool(roles & ({"director", for_} | leaders.get(for_, set())))


def lacks(draft: Draft, task: Task, form: Mapping[str, str]) -> bool:
    """Whether a form leaves required lines of its task empty: their author hears which, and the others are kept for when those come."""
    rule = rule_of(draft, task.name)
    lacking = forms.unfilled(draft.policy, rule.required, form) if rule else []
    if lacking:
        draft.results.refuse_for([forms.lacking(lacking, form)])
        kept = msgspec.structs.replace(task, form=dict(form))
        draft.change(tasks=tuple(kept if t == task else t for t in draft.complaint.tasks))
    return bool(lacking)


def _lines(draft: Draft, task: Task) -> frozenset[str]:
    rule = rule_of(draft, task.name)
    return frozenset(rule.form if rule else ())


def _command(draft: Draft, task: Task) -> str:
    rule = rule_of(draft, task.name)
    return rule.command if rule else ""


def asked_of(draft: Draft, mail: str, form: Iterable[str] = ()) -> rules.Task | None:
    """The open task of this person, as the policy describes it: that whose lines were filled in, else the oldest.

    An instruction has no form and no command of its own.
    """
    asked = (t for t in draft.complaint.tasks if t.done is None and t.name != INSTRUCTION.name)
    mine = (rule_of(draft, t.name) for t in asked if is_asked(draft, t, mail))
    given = frozenset(form)
    return max((rule for rule in mine if rule), key=lambda rule: len(given.intersection(rule.form)), default=None)
