"""Whose an open task is: which one a command completes, and who may complete it."""

from collections.abc import Iterable, Mapping

import msgspec

from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import forms, helping
from chalicelib.core.handling.hold.standing_tasks import INSTRUCTION
from chalicelib.core.handling.hold.tasks import ASKED_OF_EACH, rule_of
from chalicelib.core.people import people
from chalicelib.core.policy import model as rules
from chalicelib.core.policy import vocabulary
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import LANGUAGES


def open_for(draft: Draft, command: str, mail: str, form: Iterable[str] = ()) -> Task | None:
    """The open task that this command of this person completes.

    That which the mail's subject names before others, then that whose lines were filled in or attached, their own before those of
    their role, these before others', older before newer.
    """
    fitting = [t for t in draft.complaint.tasks if t.done is None and _command(draft, t) == command]
    mine = [t for t in fitting if is_asked(draft, t, mail)]
    theirs = [t for t in fitting if may_fill(draft, t, mail)]
    given = frozenset((*form, *forms.attached(draft)))
    return max(
        [*mine, *theirs, *fitting], key=lambda t: (_is_named(draft, t), len(given & _lines(draft, t))), default=None
    )


def _is_named(draft: Draft, task: Task) -> bool:
    """Whether the mail answers one about this task, by its subject."""
    subject = draft.fact.writing.subject if isinstance(draft.fact, StaffWrote) else ""
    called = (label(task.name, draft.policy, language) for language in LANGUAGES)
    return any(name in subject for name in called)


def is_asked(draft: Draft, task: Task, mail: str) -> bool:
    """Whether that person, or whom they stand in for, was asked."""
    return mail in (task.assignee, people.stand_in(task.assignee, draft.policy, draft.now))


def is_one_of_those_asked(draft: Draft, task: Task, mail: str) -> bool:
    """Whether that person was asked, or holds the role that was."""
    rule = rule_of(draft, task.name)
    roles = people.roles_of(mail, draft.complaint, draft.policy, draft.now)
    return is_asked(draft, task, mail) or bool(rule and rule.for_ in roles)


def may_fill(draft: Draft, task: Task, mail: str) -> bool:
    """Whether the form is this person's: they were asked, or hold the same role, or lead whoever was.

    What a policy asks of a role of its own (a decision, a check) is for that role and the director alone.
    """
    rule = rule_of(draft, task.name)
    for_ = rule.for_ if rule else ""
    if for_ in ASKED_OF_EACH and helping.may_fill_for(draft, task.assignee, mail):
        return True
    return is_asked(draft, task, mail) or _is_of_the_role(draft, for_, mail)


def _is_of_the_role(draft: Draft, for_: str, mail: str) -> bool:
    leaders = {
        "assistants": {"desk", "supervisor", "handler"},
        "handler": {"desk", "supervisor"},
        "desk": {"desk", "supervisor"},
    }
    roles = people.roles_of(mail, draft.complaint, draft.policy, draft.now)
    return bool(roles & ({"director", for_} | leaders.get(for_, set())))


def may_write(draft: Draft, line: str, mail: str) -> bool:
    """Whether that person may fill in a line: it stands in no form, or in one that is theirs."""
    asked = [rule.for_ for rule in draft.policy.tasks if line in rule.form]
    return not asked or any(_is_of_the_role(draft, for_, mail) for for_ in asked)


def lines_of(draft: Draft, task: Task, brought: Mapping[str, str]) -> dict[str, str]:
    """The lines of an open task's form as they stand: kept from what was written while it was open, told already, attached, or `brought` now;
    and what others wrote of them, which whoever is asked hands in.
    """
    rule = rule_of(draft, task.name)
    attached = {f.name for f in draft.policy.fields if f.type == "attachment"}
    known = (n for n in (rule.form if rule else ()) if n in attached or forms.is_told(draft, n))
    told = {n: vocabulary.value_of(draft.complaint, n) for n in known}
    return {**told, **task.others, **task.form, **brought}


def begun_form(draft: Draft, name: str, commands: object) -> Extra:
    """The lines of a form of which some have come, so that a mail that offers it shows these and asks for what is left; {} of any other."""
    rule, task = rule_of(draft, name), draft.complaint.open_task(name)
    if rule is None or task is None or rule.command != "fill" or not (task.form or task.others):
        return {}
    first = commands[0] if isinstance(commands, list) and commands else ""
    return {"fields": list(rule.form), "required": list(rule.required)} if first == "fill" else {}


def keep(draft: Draft, lines: Mapping[str, str]) -> None:
    """Keeps lines with every open task that asks for them: of the writer's what is lacking alone completes it; of others' they stand for whoever is asked to hand them in."""

    def kept(task: Task) -> Task:
        wants = task.done is None and not task.promised  # each promise is ticked off by itself
        own = {name: lines[name] for name in lines.keys() & _lines(draft, task)} if wants else {}
        if own and may_fill(draft, task, draft.by):
            return msgspec.structs.replace(task, form={**task.form, **own})
        return msgspec.structs.replace(task, others={**task.others, **own}) if _of_one(draft, task) else task

    draft.change(tasks=tuple(kept(task) for task in draft.complaint.tasks))


def _of_one(draft: Draft, task: Task) -> bool:
    """Whether one answers for its form; of several that are asked each has words of their own."""
    rule = rule_of(draft, task.name)
    return rule is not None and rule.command == "fill" and rule.for_ not in ASKED_OF_EACH


def lacks(draft: Draft, task: Task, form: Mapping[str, str]) -> bool:
    """Whether a form leaves required lines of its task empty: their author hears which, and the others are kept for when those come."""
    rule = rule_of(draft, task.name)
    lacking = forms.unfilled(draft.policy, rule.required, lines_of(draft, task, form)) if rule else []
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
