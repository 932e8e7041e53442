"""The forms that staff are asked to fill in (`#填报`), and the moments that they bring about."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import customer_input
from chalicelib.core.handling.hold import approved_forms, forms, gates, promises, task_holders, tasks
from chalicelib.core.handling.hold.forms import all_words
from chalicelib.core.handling.judge import judging
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.policy import duties


def _may_fill(draft: Draft) -> bool:
    task = task_holders.open_for(draft, "fill", draft.by)
    return task is not None and task_holders.may_fill(draft, task, draft.by)


@carries_out("fill", of_use=_may_fill)
def fill(draft: Draft, command: Command) -> None:
    """Fills the form of an open task."""
    task = task_holders.open_for(draft, "fill", draft.by, command.form)
    if task is None or not task_holders.may_fill(draft, task, draft.by):
        draft.results.refuse("no_task")
        return
    rule = tasks.rule_of(draft, task.name)
    attached = {f.name: draft.complaint.fields.get(f.name, "") for f in draft.policy.fields if f.type == "attachment"}
    given = {**attached, **task.form, **command.form}
    missing = forms.unfilled(draft.policy, rule.required, given) if rule else []
    if missing:
        draft.results.refuse_for([forms.lacking(missing, given)])
        return
    forms.take(draft, command.form)
    moment = duties.moment_of(rule) if rule else task.name
    if wrong := gates.against_form(draft, moment, rule.form if rule else ()):
        draft.results.refuse_for(wrong)
        return
    if task.promised and promises.is_denied(draft, command.form):
        draft.record("not_kept", reason=task.name, text=all_words(draft, command))
        draft.results.done("promise_stays", task=saying.labels(task.name), promise=task.promised)
        return
    _finish(draft, task, command.form or {"words": command.words})
    if rule and approved_forms.is_approved(draft, rule):
        draft.change(proposed_by=draft.by)
    draft.record("task_done", reason=task.name, text=all_words(draft, command))
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
    """The form is done, and with it whatever an earlier round still asked of the same person by the same form."""
    for each in draft.complaint.tasks:
        same = (each.name, each.assignee, each.promised) == (task.name, task.assignee, task.promised)
        if each.done is None and same:
            tasks.finish(draft, each, form)
