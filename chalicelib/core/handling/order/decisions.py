"""What approvers and leaders order: yes, no, more time, and taking an answer back before it has gone."""

from datetime import datetime

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.moments import OF_ANSWER
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import (
    approvals,
    approved_forms,
    extensions,
    gates,
    handed_over,
    helping,
    replies,
    standing_tasks,
    tasks,
    watching,
)
from chalicelib.core.handling.order import taking_back
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.handling.tell import special_reports
from chalicelib.core.people import people
from chalicelib.core.policy import duties
from chalicelib.core.policy import model as rules
from chalicelib.core.policy.answering import ANSWERED_BY, ANSWERS, act_of, answer_tasks

# By which command a moment is asked for that an approver may refuse; all others by the outcome.
ASKED_BY = {"accepted": "accept", "referred": "transfer"}


def _may_approve(draft: Draft) -> bool:
    """Whether an approval waits for the writer; more time cannot be granted any more once the time asked for has passed."""
    approval = approvals.waiting_for(draft, draft.by)
    wish = extensions.wish_behind(draft, approval.gate) if approval and _before(draft, approval) == "extended" else None
    return approval is not None and (wish is None or wish.until > draft.at)


def _before(draft: Draft, approval: Approval) -> str:
    """The moment that waits for this approval."""
    return next((gate.before for gate in extensions.gates_of(draft.policy) if gate.name == approval.gate), "")


@carries_out("approve", of_use=_may_approve)
def approve(draft: Draft, command: Command) -> None:
    """Grants the approval that waits for this person; the next step is asked, or the moment happens."""
    approval = approvals.waiting_for(draft, draft.by, command.words)
    if approval is None:
        draft.results.refuse("not_yours_to_approve")
        return
    moment = _before(draft, approval)
    wish = extensions.wish_behind(draft, approval.gate) if moment == "extended" else None
    extensions.bring_forward(draft, wish)
    if not approvals.may_approve(draft, draft.by, moment):
        draft.results.refuse("own_outcome")
        return
    if wish is not None and wish.until <= draft.at:
        draft.results.refuse(
            "extension_overtaken",
            due=saying.time_of(wish.until),
            command=saying.command("extend"),
            other=saying.command("return"),
        )
        return
    approvals.settle(draft, approval, granted=True, comment=command.words)
    draft.results.done("approved")
    gates.open_what_may(draft)


def _may_send_back(draft: Draft) -> bool:
    return approvals.waiting_for(draft, draft.by) is not None or (
        _is_handler(draft) and draft.complaint.status == "open"
    )


def _is_handler(draft: Draft) -> bool:
    """Whether the writer has it from the desk, and so can give it back."""
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    return "handler" in mine and draft.complaint.handler not in ("", draft.policy.directory.desk)


@carries_out("return", of_use=_may_send_back)
def send_back(draft: Draft, command: Command) -> None:
    """Refuses an approval, with comments for the handler; or, from the handler, gives the complaint back to the desk."""
    comment = command.words or command.form.get("reason", "")
    approval = approvals.waiting_for(draft, draft.by, comment)
    if approval is None and not _is_handler(draft):
        draft.results.refuse("not_yours_to_approve")
    elif not comment:
        draft.results.refuse("words_needed", command=saying.command("return"))
    elif approval is not None:
        _refuse(draft, approval, comment)
    elif draft.complaint.status == "answered":
        draft.results.refuse(
            "wrong_status", command=saying.command("return"), status=saying.labels(draft.complaint.status)
        )
    else:
        _give_back(draft, comment)


def _refuse(draft: Draft, approval: Approval, comment: str) -> None:
    """What waited for the approval does not happen; a new outcome, or a new request, needs its approvals anew."""
    approvals.settle(draft, approval, granted=False, comment=comment)
    gate = next((g for g in extensions.gates_of(draft.policy) if g.name == approval.gate), None)
    before = gate.before if gate else ""
    draft.wait_no_more(before)
    source = approved_forms.source_of(draft, before, gate.needs if gate else ())
    if source is not None:
        _hand_back_form(draft, source, comment)
        return
    if before == "extended":
        extensions.bring_forward(draft, extensions.wish_behind(draft, approval.gate))
        _refuse_time(draft, comment)
        return
    if before in ANSWERED_BY:
        _refuse_answer(draft, comment)
        return
    if before == "referred":
        watching.watch_over_referral(draft, anew=True)
    extra: Extra = {
        "reasons": [comment],
        "who": draft.by,
        "before": before,
        "commands": [ASKED_BY.get(before, ANSWERS)],
    }
    draft.send("refused", "desk", extra=extra)
    draft.results.done("returned_to", who=saying.person(draft.policy.directory.desk))


def _refuse_answer(draft: Draft, comment: str) -> None:
    """Whoever gave it hears why, and whoever handles the complaint where an outcome is wanted anew: an explanation was none of theirs."""
    act, handlers = act_of(draft.complaint), people.holders("handler", draft.complaint, draft.policy, draft.now)
    draft.forget("proposed", "approved")
    draft.wait_no_more("proposed", "answered")
    author = people.staff(draft.complaint.proposed_by or handlers[0].mail, "staff", draft.policy, draft.now)
    extra: Extra = {"reasons": [comment], "who": draft.by, "commands": [act]}
    if act == ANSWERS:
        tasks.forget_answer(draft)
        extra |= tasks.answer_form(draft)
    to = handlers if act == ANSWERS or author.mail == handlers[0].mail else ()
    to = to if author.mail in {each.mail for each in to} else (author, *to)
    _judge_anew(draft)
    draft.send_to("refused", *to, extra=extra)
    if to == handlers:
        draft.results.done("returned")
    else:
        draft.results.done("returned_to", who=saying.person(*(each.mail for each in to)))


def _refuse_time(draft: Draft, comment: str) -> None:
    """The limit stands as it was. Whoever asked hears so with the reason; so does whoever handles the complaint."""
    wish = draft.complaint.extension
    draft.change(extension=None)
    extensions.wait_on(draft)
    to = extensions.told_what_became_of_it(draft, wish) if wish else ()
    due = extensions.standing(draft.complaint, wish.clock, draft.policy) if wish else None
    extra: Extra = {"reasons": [comment], "who": draft.by, "before": "extended", "commands": ["extend"]}
    extra |= {"clock": wish.clock} if wish else {}
    draft.send_to("refused", *to, extra=extra | ({"due": due.isoformat()} if due else {}))
    draft.results.done("extension_refused", who=saying.person(wish.asked_by if wish else ""))


def _hand_back_form(draft: Draft, task: rules.Task, comment: str) -> None:
    """The form that was not approved is to be filled in anew by whoever had filled it in."""
    asked = approved_forms.ask_again(draft, task)
    draft.forget(duties.moment_of(task))
    extra: Extra = {"reasons": [comment], "who": draft.by, "before": "form"}
    draft.send_to("refused", *asked, extra={**tasks.asked(draft, task), **extra})
    draft.results.done("returned")


def _judge_anew(draft: Draft) -> None:
    """Whoever was to approve does not find the complaint invalid: it is open again whether it is."""
    if draft.complaint.valid is False:
        by_hand = tuple(name for name in draft.complaint.by_hand if name != "valid")
        draft.change(valid=None, by_hand=by_hand, outcome="", letter=None, enclosed=())


def _give_back(draft: Draft, comment: str) -> None:
    """Not ours: the desk assigns anew, within the time it has for any referral. What the customer was promised stands."""
    unit = draft.complaint.unit or draft.complaint.department
    draft.record("handed_back", reason=unit, text=comment)
    draft.change(
        department="",
        unit="",
        handler="",
        supervisor="",
        director="",
        awaiting=(),
        returned_by=tuple(dict.fromkeys((*draft.complaint.returned_by, unit))),
        approvals=tuple(a for a in draft.complaint.approvals if a.at is not None),
    )
    draft.keep_from_rules("department")
    draft.forget("accepted")
    handed_over.hand_over(draft)
    watching.watch_over_referral(draft, anew=True)
    commands = ["transfer", "accept", "resolve", "invalid"]
    draft.send("to_assign", "desk", extra={"text": comment, "who": draft.by, "commands": commands})
    draft.results.done("handed_back")


def _may_undo(draft: Draft) -> bool:
    return replies.is_on_its_way(draft)


@carries_out("undo", of_use=_may_undo)
def undo(draft: Draft, _: Command) -> None:
    """Takes back an outcome that has not gone out yet."""
    if not _can_be_taken_back(draft):
        taking_back.refuse(draft)
        return
    _take_back(draft)
    tasks.forget_answer(draft)
    draft.results.done("undone")


def make_way(draft: Draft) -> bool:
    """Takes back the answer that has not gone out yet, for a better one in the same mail; its task waits as before. False if none waits."""
    if not _can_be_taken_back(draft):
        return False
    _take_back(draft)
    _ask_for_it_again(draft)
    draft.results.done("answer_replaced")
    return True


def _can_be_taken_back(draft: Draft) -> bool:
    answered = draft.complaint.moment("answered")
    letter = "explanation" if draft.complaint.valid is False else "outcome"
    gone_out = letter in draft.context.gone_out
    waits = answered is not None and draft.policy.undo is not None and not gone_out
    return waits and answered is not None and replies.outcome_leaves(draft, answered) >= draft.at


def _take_back(draft: Draft) -> None:
    """What the answer has brought about is as it was before it."""
    answered = draft.complaint.moment("answered")
    if draft.complaint.valid is False and answered is not None:
        _take_back_explanation(draft, answered)
    draft.become("open")
    opened_by_answer = (t.name for t in draft.policy.tasks if t.opens == "answered")
    tasks.forget(draft, *opened_by_answer)
    _wants_help_again(draft, answered)
    contacted = draft.complaint.moment("contacted")  # by the answer, or by somebody before it
    stands = contacted is not None and answered is not None and contacted < answered
    draft.forget(*(name for name in OF_ANSWER if name != "contacted" or not stands))
    special_reports.forget_undone(draft)
    draft.outgoing.cancel(*(name for name, kind in MESSAGES.items() if kind.taken_back))
    draft.record("undone")


def _wants_help_again(draft: Draft, answered: datetime | None) -> None:
    """Help that the answer had made needless is wanted as before it."""
    needless = (
        t.done is not None and t.done == answered and not t.form and helping.is_help(draft, t.name)
        for t in draft.complaint.tasks
    )
    draft.change(
        tasks=tuple(
            msgspec.structs.replace(t, done=None, needless=False) if n else t
            for t, n in zip(draft.complaint.tasks, needless, strict=True)
        )
    )


def _take_back_explanation(draft: Draft, given: datetime) -> None:
    """It had ended the complaint: what that ended goes on, and whether the complaint is valid is open again."""
    _judge_anew(draft)
    complaint = draft.complaint
    ended = (t.done == given and t.round == complaint.round and not t.form for t in complaint.tasks)
    own = (t.name not in (standing_tasks.LATER_WORDS.name, standing_tasks.RECEIPT.name) for t in complaint.tasks)
    pauses = (msgspec.structs.replace(p, end=None) if p.end == given else p for p in complaint.pauses)
    draft.change(
        tasks=tuple(
            msgspec.structs.replace(t, done=None, needless=False) if e and o else t
            for t, e, o in zip(complaint.tasks, ended, own, strict=True)
        ),
        pauses=tuple(pauses),
    )
    tasks.forget(draft, *(t.name for t in draft.policy.tasks if t.opens == "closed"))


def _ask_for_it_again(draft: Draft) -> None:
    """Lets this round's answer tasks wait again, silently: their holder has just taken them up."""
    names, complaint = {task.name for task in answer_tasks(draft.policy)}, draft.complaint
    mine = (t.name in names and t.round == complaint.round and not t.came_with for t in complaint.tasks)
    again = (
        msgspec.structs.replace(t, done=None, needless=False, form={}) if m else t
        for t, m in zip(complaint.tasks, mine, strict=True)
    )
    draft.change(tasks=tuple(again))
