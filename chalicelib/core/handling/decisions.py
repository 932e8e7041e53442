"""What approvers and leaders order: yes, no, more time, and taking an answer back before it has gone."""

from chalicelib.core import people
from chalicelib.core.commands import LEADING
from chalicelib.core.complaint import Approval
from chalicelib.core.facts import Command
from chalicelib.core.handling import gates
from chalicelib.core.handling.draft import Draft
from chalicelib.core.times import moment_in, without_moment


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
    if not comment:
        draft.problems.append(draft.say("words_needed", command="退回"))
        return
    if approval is not None:
        _refuse(draft, approval, comment)
    elif draft.by == draft.complaint.handler:
        _give_back(draft, comment)
    else:
        draft.problems.append(draft.say("not_yours_to_approve"))


def _refuse(draft: Draft, approval: Approval, comment: str) -> None:
    gates.settle_approval(draft, approval, granted=False, comment=comment)
    gate = next((g for g in draft.policy.gates if g.name == approval.gate), None)
    before = gate.before if gate else ""
    draft.change(
        awaiting=tuple(m for m in draft.complaint.awaiting if m != before),
        moments=tuple(
            m for m in draft.complaint.moments if not (m.name == "proposed" and m.round == draft.complaint.round)
        ),
        tasks=tuple(
            t for t in draft.complaint.tasks if not (_is_answer(draft, t.name) and t.round == draft.complaint.round)
        ),
    )
    draft.send("refused", "handler", extra={"reasons": [comment], "who": draft.by, "commands": ["resolve"]})
    draft.changes.append(draft.say("returned"))


def _is_answer(draft: Draft, task: str) -> bool:
    return any(t.name == task and t.command == "resolve" for t in draft.policy.tasks)


def _give_back(draft: Draft, comment: str) -> None:
    """Not ours: the desk assigns anew; the clocks since receipt go on."""
    round_ = draft.complaint.round
    gone = ("referred", "slip_issued", "accepted")
    draft.record("handed_back", text=comment)
    draft.change(
        department="", unit="", handler="", supervisor="", director="", awaiting=(),
        by_hand=tuple({*draft.complaint.by_hand, "department"}),
        moments=tuple(m for m in draft.complaint.moments if not (m.round == round_ and m.name in gone)),
        fired=tuple(f for f in draft.complaint.fired if f.round != round_ or f.clock not in _clocks_until(draft, gone)),
    )  # fmt: skip
    commands = ["transfer", "accept", "resolve", "invalid"]
    draft.send("to_assign", "desk", extra={"text": comment, "who": draft.by, "commands": commands})
    draft.changes.append(draft.say("handed_back"))


def _clocks_until(draft: Draft, moments: tuple[str, ...]) -> frozenset[str]:
    return frozenset(c.name for c in draft.policy.clocks if c.from_ in moments)


def extend(draft: Draft, command: Command) -> None:
    """Asks for, or as a leader grants, a later time for the promised clock. The customer is told the new time."""
    until = moment_in(command.words, draft.policy.timezone)
    clock = next((c for c in draft.policy.clocks if c.promised), None)
    if until is None or clock is None or until <= draft.at:
        draft.problems.append(draft.say("bad_time", text=command.words))
        return
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    has_gate = any(g.before == "extended" for g in draft.policy.gates)
    if not has_gate and not mine & LEADING:
        draft.problems.append(draft.say("extension_needs_leader"))
        return
    reason = without_moment(command.words) or command.form.get("reason", "")
    draft.fill({"extension_clock": clock.name, "extension_until": until.isoformat(), "extension_reason": reason})
    draft.record("extension_asked", text=reason)
    gates.withdraw_approvals(draft, *gates.gates_before(draft.policy, "extended"))
    gates.ask_for(draft, "extended")


def undo(draft: Draft, _: Command) -> None:
    """Takes back an outcome that has not gone out yet."""
    answered = draft.complaint.moment("answered")
    window = draft.policy.undo
    if answered is None or window is None or draft.undo_until(answered) < draft.at:
        draft.problems.append(draft.say("nothing_to_undo"))
        return
    gone = ("answered", "proposed")
    draft.become("open")
    draft.change(
        moments=tuple(m for m in draft.complaint.moments if not (m.name in gone and m.round == draft.complaint.round)),
        tasks=tuple(
            t for t in draft.complaint.tasks if not (_is_answer(draft, t.name) and t.round == draft.complaint.round)
        ),
    )
    draft.cancels.append("outcome")
    draft.record("undone")
    draft.changes.append(draft.say("undone"))
