"""Third step, first half: moments that wait at a gate, what they still lack, and who must approve them."""

from datetime import datetime

import msgspec

from chalicelib.core import people, vocabulary
from chalicelib.core.complaint import Approval, Recipient
from chalicelib.core.handling import rounds
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy import Gate, Policy

UP = {"handler": "supervisor", "desk": "supervisor", "supervisor": "director"}


def ask_for(draft: Draft, moment: str) -> None:
    """Puts a moment before its gates; it happens at once if nothing stands in the way."""
    others = tuple(m for m in draft.complaint.awaiting if m != moment)
    draft.change(awaiting=(*others, moment))
    open_what_may(draft)


def open_what_may(draft: Draft) -> None:
    """Lets every waiting moment happen whose gates lack nothing; asks the next approver of the others."""
    for moment in draft.complaint.awaiting:
        if shortfalls(draft, moment) or not _approved(draft, moment):
            continue
        draft.change(awaiting=tuple(m for m in draft.complaint.awaiting if m != moment))
        _happen(draft, moment)


def shortfalls(draft: Draft, moment: str) -> list[str]:
    """Why the moment may not happen yet, in sentences; approvals apart."""
    return [reason for gate in _gates(draft, moment) for reason in _lacks(draft, gate)]


def _gates(draft: Draft, moment: str) -> list[Gate]:
    counts = draft.circumstances.counts
    return [g for g in draft.policy.gates if g.before == moment and vocabulary.applies(g, draft.complaint, counts)]


def _lacks(draft: Draft, gate: Gate) -> list[str]:
    reasons = []
    missing = [f for f in gate.needs if not _filled(draft, f)]
    if missing:
        reasons.append(draft.say("missing_fields", fields=draft.labels(missing)))
    if gate.needs_any and not any(_filled(draft, f) for f in gate.needs_any):
        reasons.append(draft.say("missing_any", fields=draft.labels(gate.needs_any)))
    for name in gate.forbids:
        if _filled(draft, name, "text"):
            why = gate.reason.get(draft.language) or gate.reason.get("zh-CN") or draft.say("no_reason")
            reasons.append(draft.say("forbidden", field=draft.labels([name]), reason=why))
    return reasons or _doubts(draft, gate)


def _filled(draft: Draft, name: str, kind: str = "") -> bool:
    field = next((f for f in draft.policy.fields if f.name == name), None)
    value = vocabulary.value_of(draft.complaint, name)
    return vocabulary.is_filled(value, kind or (field.type if field else "text"))


def _doubts(draft: Draft, gate: Gate) -> list[str]:
    fields = draft.complaint.fields
    said = "\n".join((draft.complaint.outcome, *(v for f, v in fields.items() if f != gate.confirm)))
    word = next((w for w in gate.doubts if w in said), "")
    if not word or vocabulary.says_no(fields.get(gate.confirm, "")):
        return []
    return [draft.say("doubt", word=word, field=draft.labels([gate.confirm]))]


def _approved(draft: Draft, moment: str) -> bool:
    """Whether all gates before the moment are approved; asks whoever is next where they are not."""
    for gate in _gates(draft, moment):
        for step in range(len(gate.approve)):
            approval = _approval(draft, gate, step)
            if approval is None:
                _ask(draft, gate, step)
                return False
            if not approval.granted:
                return False
    return True


def _approval(draft: Draft, gate: Gate, step: int) -> Approval | None:
    """The standing approval of that step: the newest one of this round that was not refused."""
    return next(
        (
            a
            for a in reversed(draft.complaint.approvals)
            if (a.gate, a.step, a.round) == (gate.name, step, draft.complaint.round) and (a.at is None or a.granted)
        ),
        None,
    )


def _ask(draft: Draft, gate: Gate, step: int) -> None:
    approver = approver_of(draft, gate.approve[step])
    asked = Approval(gate=gate.name, step=step, round=draft.complaint.round, approver=approver.mail, asked=draft.at)
    draft.change(approvals=(*draft.complaint.approvals, asked))
    draft.record("approval_asked", reason=gate.name, text=approver.name)
    draft.changes.append(draft.say("await_approval", who=approver.name or approver.mail))
    draft.send_to("approval", approver, extra={"gate": gate.name, "step": step, "commands": ["approve", "return"]})


def approver_of(draft: Draft, role: str) -> Recipient:
    """Who approves in that role: never the handler's own outcome, never the person complained of; else one level up."""
    for _ in range(len(UP) + 1):
        found = people.holders(role, draft.complaint, draft.policy, draft.now)
        fit = [r for r in found if may_approve(draft, r.mail)]
        if fit:
            return fit[0]
        role = UP.get(role, "director")
    return people.staff(draft.policy.directory.director, "director", draft.policy, draft.now)


def may_approve(draft: Draft, mail: str) -> bool:
    """Nobody approves their own outcome, and the person complained of approves nothing."""
    proposer = draft.complaint.fields.get("proposed_by", draft.complaint.handler)
    return mail != proposer and not people.complained_of(mail, draft.complaint, draft.policy)


def waiting_for(draft: Draft, mail: str) -> Approval | None:
    """The open approval that this person (or whom they stand in for) is asked for."""
    for approval in draft.complaint.approvals:
        mine = mail in (approval.approver, people.stand_in(approval.approver, draft.policy, draft.now))
        if mine and approval.at is None and approval.round == draft.complaint.round:
            return approval
    return None


def settle_approval(draft: Draft, approval: Approval, *, granted: bool, comment: str) -> None:
    """Writes an approver's answer down."""
    settled = msgspec.structs.replace(approval, at=draft.at, granted=granted, comment=comment)
    draft.change(approvals=tuple(settled if a is approval else a for a in draft.complaint.approvals))
    draft.record("approved" if granted else "returned", reason=approval.gate, text=comment)


def withdraw_approvals(draft: Draft, *gates: str) -> None:
    """A new outcome needs its approvals anew: the standing ones of these gates count no more."""
    kept = tuple(
        a
        for a in draft.complaint.approvals
        if a.round != draft.complaint.round or a.gate not in gates or (a.at is not None and not a.granted)
    )
    draft.change(approvals=kept)


def gates_before(policy: Policy, moment: str) -> tuple[str, ...]:
    """Names of all gates before that moment."""
    return tuple(g.name for g in policy.gates if g.before == moment)


def _happen(draft: Draft, moment: str) -> None:
    """A moment has passed its gates: what it does to the complaint's state."""
    at: datetime = draft.now if draft.at == draft.complaint.moment("received") else draft.at
    draft.reach(moment, at)
    if moment == "referred":
        if draft.complaint.kind in draft.policy.flow_kinds:
            draft.reach("slip_issued", at)
        else:
            rounds.close(draft, reason="passed_on")
    elif moment == "answered":
        draft.become("answered")
        draft.record("answered", text=draft.complaint.outcome)
        draft.changes.append(draft.say("answered"))
    elif moment == "extended":
        _extend(draft)


def _extend(draft: Draft) -> None:
    fields = draft.complaint.fields
    clock, due = fields["extension_clock"], datetime.fromisoformat(fields["extension_until"])
    draft.change(
        limits={**draft.complaint.limits, clock: due},
        fired=tuple(f for f in draft.complaint.fired if f.clock != clock or f.round != draft.complaint.round),
        moments=tuple(m for m in draft.complaint.moments if m.name != "extended"),
    )
    draft.record("extended", reason=f"{clock}: {due.isoformat()}")
    draft.changes.append(draft.say("extended", due=draft.local(due)))
