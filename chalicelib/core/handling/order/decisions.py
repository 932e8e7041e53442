"""What approvers and leaders order: yes, no, more time, and taking an answer back before it has gone."""

from datetime import UTC, datetime

from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Approval
from chalicelib.core.handling.draft import Draft, Extra
from chalicelib.core.handling.hold import gates, tasks
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.orders.command_reader import LEADING
from chalicelib.core.people import people
from chalicelib.core.policy import model as rules
from chalicelib.core.words import case_view
from chalicelib.core.written.dates import moment_in, without_moment


def approve(draft: Draft, command: Command) -> None:
    """Grants the approval that waits for this person; the next step is asked, or the moment happens."""
    approval = gates.waiting_for(draft, draft.by)
    if approval is None:
        draft.problems.append(draft.say("not_yours_to_approve"))
        return
    if not gates.may_approve(draft, draft.by):
        draft.problems.append(draft.say("own_outcome"))
        return
    gates.settle_approval(draft, approval, granted=True, comment=command.words)
    draft.changes.append(draft.say("approved"))
    gates.open_what_may(draft)


def send_back(draft: Draft, command: Command) -> None:
    """Refuses an approval, with comments for the handler; or, from the handler, gives the complaint back to the desk."""
    approval = gates.waiting_for(draft, draft.by)
    comment = command.words or command.form.get("reason", "")
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    is_handler = "handler" in mine and draft.complaint.handler not in ("", draft.policy.directory.desk)
    if approval is None and not is_handler:
        draft.problems.append(draft.say("not_yours_to_approve"))
    elif not comment:
        draft.problems.append(draft.say("words_needed", command=draft.command_name("return")))
    elif approval is not None:
        _refuse(draft, approval, comment)
    elif draft.complaint.status == "answered":
        draft.problems.append(draft.say("wrong_status", command=draft.command_name("return")))
    else:
        _give_back(draft, comment)


def _refuse(draft: Draft, approval: Approval, comment: str) -> None:
    """What waited for the approval does not happen; a new outcome, or a new request, needs its approvals anew."""
    gates.settle_approval(draft, approval, granted=False, comment=comment)
    gate = next((g for g in draft.policy.gates if g.name == approval.gate), None)
    before = gate.before if gate else ""
    draft.change(awaiting=tuple(m for m in draft.complaint.awaiting if m != before))
    source = tasks.source_of(draft, before, gate.needs if gate else ())
    if source is not None:
        _hand_back_form(draft, source, comment)
        return
    command = {"accepted": "accept", "extended": "extend", "referred": "transfer"}.get(before, "resolve")
    if command == "resolve":
        draft.forget("proposed", "approved")
        draft.change(awaiting=tuple(m for m in draft.complaint.awaiting if m not in ("proposed", "answered")))
        tasks.forget_answer(draft)
        _judge_anew(draft)
    if before == "referred":
        tasks.watch_over_referral(draft, anew=True)
    role = "desk" if before in ("accepted", "referred") else "handler"
    extra: Extra = {"reasons": [comment], "who": draft.by, "commands": [command]}
    extra |= {"before": before} if role == "desk" or before == "extended" else {}
    draft.send("refused", role, extra=extra | (tasks.answer_form(draft) if command == "resolve" else {}))
    draft.changes.append(draft.say("returned"))


def _hand_back_form(draft: Draft, task: rules.Task, comment: str) -> None:
    """The form that was not approved is to be filled in anew by whoever had filled it in."""
    asked = tasks.ask_again(draft, task)
    draft.forget(task.sets or task.name)
    extra: Extra = {"reasons": [comment], "who": draft.by, "before": "form"}
    draft.send_to("refused", *asked, extra={**tasks.asked(draft, task), **extra})
    draft.changes.append(draft.say("returned"))


def _judge_anew(draft: Draft) -> None:
    """Whoever was to approve does not find the complaint invalid: it is open again whether it is."""
    if draft.complaint.valid is False:
        by_hand = tuple(name for name in draft.complaint.by_hand if name != "valid")
        draft.change(valid=None, by_hand=by_hand, outcome="")


def _give_back(draft: Draft, comment: str) -> None:
    """Not ours: the desk assigns anew, within the time it has for any referral. What the customer was promised stands."""
    unit = draft.complaint.unit or draft.complaint.department
    draft.record("handed_back", reason=unit, text=comment)
    draft.change(
        department="", unit="", handler="", supervisor="", director="", awaiting=(),
        by_hand=tuple(sorted({*draft.complaint.by_hand, "department"})),
        approvals=tuple(a for a in draft.complaint.approvals if a.at is not None),
    )  # fmt: skip
    draft.forget("accepted")
    tasks.hand_over(draft)
    tasks.watch_over_referral(draft, anew=True)
    commands = ["transfer", "accept", "resolve", "invalid"]
    draft.send("to_assign", "desk", extra={"text": comment, "who": draft.by, "commands": commands})
    draft.changes.append(draft.say("handed_back"))


def extend(draft: Draft, command: Command) -> None:
    """Asks for, or as a leader grants, a later time for the promised clock. The customer is told the new time."""
    said = "\n".join(filter(None, (command.words, command.form.get("reason", ""))))
    until = moment_in(said, draft.policy.timezone, near=draft.at)
    clock = deadlines.promised_clock(draft)
    if until is None or clock is None or until <= draft.at:
        draft.problems.append(draft.say("bad_time", text=command.words or "—"))
        return
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    approved_of = any(gate.approve for gate in gates.applying(draft, "extended"))
    if not approved_of and not mine & LEADING:
        _ask_a_leader(draft, until, without_moment(said))
        return
    reason, stated = without_moment(said), until.astimezone(UTC).isoformat()
    draft.fill({"extension_clock": clock.name, "extension_until": stated, "extension_reason": reason})
    draft.record("extension_asked", text=reason, reason=draft.local(until))
    gates.take_what_is_needed(draft, "extended", said)
    gates.withdraw_approvals(draft, *gates.gates_before(draft.policy, "extended"))
    draft.problems += gates.shortfalls(draft, "extended")
    gates.ask_for(draft, "extended")


def _ask_a_leader(draft: Draft, until: datetime, reason: str) -> None:
    """Nobody gives themselves more time: the superior gets the wish, and grants it by the same command."""
    who, due = case_view.person_name(draft.by, draft.policy, "zh-CN"), draft.local(until)
    draft.record("extension_asked", text=reason, reason=due)
    wish = draft.say("extension_wanted", who=who, due=due, command=draft.command_name("extend"))
    draft.send("information", "supervisor", extra={"reason": wish, "text": reason, "commands": ["extend"]})
    draft.changes.append(draft.say("extension_forwarded"))


def undo(draft: Draft, _: Command) -> None:
    """Takes back an outcome that has not gone out yet."""
    answered = draft.complaint.moment("answered")
    window = draft.policy.undo
    gone_out = "outcome" in draft.context.gone_out
    if answered is None or window is None or gone_out or draft.undo_until(answered) < draft.at:
        draft.problems.append(draft.say("nothing_to_undo"))
        return
    draft.become("open")
    opened_by_answer = (t.name for t in draft.policy.tasks if t.opens == "answered")
    tasks.forget(draft, *opened_by_answer)
    tasks.forget_answer(draft)
    draft.forget("answered", "proposed", "approved", "contacted")
    draft.cancels += [name for name, kind in MESSAGES.items() if kind.taken_back]
    draft.record("undone")
    draft.changes.append(draft.say("undone"))
