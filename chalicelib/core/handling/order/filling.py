"""The forms that staff are asked to fill in (`#填报`), and the moments that they bring about."""

from collections.abc import Mapping

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import customer_input
from chalicelib.core.handling.hold import approved_forms, forms, gates, promises, task_holders, tasks
from chalicelib.core.handling.hold.forms import all_words, for_history
from chalicelib.core.handling.judge import judging
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.policy import duties
from chalicelib.core.policy import model as rules
from chalicelib.core.policy.answering import ANSWERS


def _may_fill(draft: Draft) -> bool:
    task = task_holders.open_for(draft, "fill", draft.by)
    return task is not None and task_holders.may_fill(draft, task, draft.by)


@carries_out("fill", of_use=_may_fill)
def fill(draft: Draft, command: Command) -> None:
    """Fills the form of an open task; lines that no open form asks for are kept all the same."""
    task = task_holders.open_for(draft, "fill", draft.by, command.form)
    rule = tasks.rule_of(draft, task.name) if task else None
    if task is None or not _is_meant(rule, command.form) or not task_holders.may_fill(draft, task, draft.by):
        _take_other_lines(draft, command)
        return
    command = msgspec.structs.replace(
        command, form={**task.others, **task.form, **command.form} if task.others else command.form
    )
    given = task_holders.lines_of(draft, task, command.form)
    missing = forms.unfilled(draft.policy, rule.required, given) if rule else []
    forms.take(draft, command.form)
    if missing:
        draft.results.refuse_for([forms.lacking(missing, given)])
        return
    _hand_in(draft, task, rule, command)


def _is_meant(rule: rules.Task | None, form: Mapping[str, str]) -> bool:
    """Whether the lines are those of that form, as far as there are any."""
    return rule is None or not form or not form.keys().isdisjoint(rule.form)


def _take_other_lines(draft: Draft, command: Command) -> None:
    lines = [name for name in command.form if name in forms.kept(draft.policy)]
    if not lines or not all(_is_wanted(draft, name) for name in lines):
        draft.results.refuse("no_task")
        return
    draft.record("note", text=for_history(draft, command))
    forms.take(draft, command.form)
    draft.results.done("lines_kept", fields=saying.labels(*lines))


def _is_wanted(draft: Draft, line: str) -> bool:
    """Whether a line without an open form of the writer's is worth keeping: a form that has yet to open asks for it afresh."""
    asked = {rule.name for rule in draft.policy.tasks if line in rule.form}
    opened = {task.name for task in draft.complaint.tasks if task.round == draft.complaint.round}
    needed = (name for gate in draft.policy.gates for name in gates.lacking(draft, gate.before, ANSWERS))
    now = not asked or bool(asked & opened) or line in needed
    return now and task_holders.may_write(draft, line, draft.by)


def hand_in_what_is_filled(draft: Draft) -> None:
    """Forms whose required lines have all come by other orders are done as if they had been handed in: nobody is chased for them."""
    for task in draft.complaint.tasks:
        rule = tasks.rule_of(draft, task.name)
        if task.done is not None or task.promised or rule is None or rule.command != "fill" or not rule.required:
            continue
        brought = {name: draft.results.lines[name] for name in rule.form if name in draft.results.lines}
        given = task_holders.lines_of(draft, task, {})
        whole = bool(brought) and not forms.unfilled(draft.policy, rule.required, given)
        mine = task_holders.is_asked(draft, task, draft.by) or rule.for_ not in tasks.ASKED_OF_EACH
        may = mine and task_holders.may_fill(draft, task, draft.by)
        if whole and may and not gates.against_form(draft, duties.moment_of(rule), rule.form):
            _hand_in(draft, task, rule, Command(name="fill", form=brought))


def _hand_in(draft: Draft, task: Task, rule: rules.Task | None, command: Command) -> None:
    moment = duties.moment_of(rule) if rule else task.name
    if wrong := gates.against_form(draft, moment, rule.form if rule else ()):
        draft.results.refuse_for(wrong)
        return
    if task.promised and promises.is_denied(draft, command.form):
        draft.record("not_kept", reason=task.name, text=for_history(draft, command))
        draft.results.done("promise_stays", task=saying.labels(task.name), promise=task.promised)
        return
    _finish(draft, task, command.form or {"words": command.words})
    if rule and approved_forms.is_approved(draft, rule):
        draft.change(proposed_by=draft.by)
    draft.record("task_done", reason=task.name, text=for_history(draft, command))
    draft.results.done("filled", task=saying.labels(task.name))
    if rule and rule.for_ in tasks.ASKED_OF_EACH:
        customer_input.pass_on_help(draft, all_words(draft, command))  # several are asked, one decides (IB-17)
    _bring_about(draft, moment, task.name)


def _bring_about(draft: Draft, moment: str, task: str) -> None:
    """The moment that the form brings about: once the last of several has filled it in, and its gates let it."""
    if draft.complaint.open_task(task) is not None:
        return
    if draft.complaint.status == "closed":  # nobody can approve anything any more, and nothing is handed on
        draft.reach(moment)
        return
    judging.judge_meanwhile(draft)
    if gates.applying(draft, moment):
        draft.results.refuse_for(gates.shortfalls(draft, moment))
        gates.ask_for(draft, moment)
    else:
        draft.reach(moment)
    if _is_about_the_referral(draft, task):
        draft.wait_for("referred")  # if it was refused, it is asked for anew
        draft.results.requested_moment = "referred"


def _is_about_the_referral(draft: Draft, task: str) -> bool:
    """Whether it is still to be referred and a gate before that looks at a line of this form: whoever fills in another has no part in it."""
    complaint = draft.complaint
    if complaint.status != "open" or not complaint.handler or complaint.moment("referred") is not None:
        return False  # what was answered without a referral needs none any more
    rule = tasks.rule_of(draft, task)
    looked_at = {name for g in gates.applying(draft, "referred") for name in (*g.needs, *g.needs_any, *g.forbids)}
    return not looked_at or bool(rule and looked_at.intersection(rule.form))


def _finish(draft: Draft, task: Task, form: dict[str, str]) -> None:
    """The form is done, and with it whatever an earlier round still asked by the same form, of whomever it was asked."""
    rule = tasks.rule_of(draft, task.name)
    of_each = rule is not None and rule.for_ in tasks.ASKED_OF_EACH
    for each in draft.complaint.tasks:
        same = (each.name, each.promised) == (task.name, task.promised)
        whose = each.assignee == task.assignee or (not of_each and each.round < task.round)
        if each.done is None and same and whose:
            tasks.finish(draft, each, form)
