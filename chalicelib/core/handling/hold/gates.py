"""Third step, first half: moments that wait at a gate, what they still lack, and who must approve them."""

from datetime import UTC, datetime

import msgspec

from chalicelib.core.complaint.model import Approval, Recipient
from chalicelib.core.handling.draft import Draft, Extra
from chalicelib.core.handling.hold import closing, forms, tasks
from chalicelib.core.orders.command_reader import form_in, label_map
from chalicelib.core.people import people
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Gate, Policy
from chalicelib.core.times.working_time import Calendar, due

UP = {"handler": "supervisor", "desk": "supervisor", "supervisor": "director"}


def ask_for(draft: Draft, moment: str) -> None:
    """Puts a moment before its gates; it happens at once if nothing stands in the way."""
    others = tuple(m for m in draft.complaint.awaiting if m != moment)
    draft.change(awaiting=(*others, moment))
    open_what_may(draft)


def open_what_may(draft: Draft) -> None:
    """Lets every waiting moment happen whose gates lack nothing; asks the next approver of the others."""
    for moment in draft.complaint.awaiting:
        if moment not in draft.complaint.awaiting or draft.complaint.status == "merged":
            continue  # settled meanwhile
        lacking = shortfalls(draft, moment)
        if moment == draft.requested_moment and not draft.acting:
            draft.problems += lacking
        if lacking or not _approved(draft, moment):
            continue
        _reach_approval(draft, moment)
        draft.change(awaiting=tuple(m for m in draft.complaint.awaiting if m != moment))
        _happen(draft, moment)


def _reach_approval(draft: Draft, moment: str) -> None:
    """What is approved has its moment, and a gate that a clock looks at one of its own (FA-02)."""
    approved = [gate.name for gate in applying(draft, moment) if gate.approve]
    looked_at = {name for clock in draft.policy.clocks for name in (clock.from_, clock.until)}
    for name in ("approved", *(n for n in approved if n in looked_at)) if approved else ():
        draft.reach(name)


def shortfalls(draft: Draft, moment: str) -> list[str]:
    """Why the moment may not happen yet, in sentences; approvals apart. An explanation is no answer that lacks a remedy."""
    if moment == "answered" and draft.complaint.valid is False:
        return []
    return [reason for gate in applying(draft, moment) for reason in _lacks(draft, gate)]


def against_form(draft: Draft, moment: str, form: tuple[str, ...]) -> list[str]:
    """What gates before the moment have against a form's own lines, which are then to be given again."""
    looked_at = {name for g in applying(draft, moment) for name in (*g.needs, *g.needs_any, *g.forbids)}
    return shortfalls(draft, moment) if looked_at.intersection(form) else []


def applying(draft: Draft, moment: str) -> list[Gate]:
    """The gates before that moment that apply to this complaint."""
    counts = draft.context.counts
    return [g for g in draft.policy.gates if g.before == moment and vocabulary.applies(g, draft.complaint, counts)]


def forbidden(draft: Draft, moment: str) -> list[str]:
    """The fields that are filled though a gate before that moment forbids it."""
    return [name for gate in applying(draft, moment) for name in gate.forbids if _filled(draft, name, "text")]


def take_what_is_needed(draft: Draft, moment: str, said: str) -> None:
    """Takes the lines that the gates before a moment need from a command whose other lines are its reason (PG-13)."""
    needed = {name for gate in applying(draft, moment) for name in (*gate.needs, *gate.needs_any)}
    labels = label_map({f.name: f.labels for f in draft.policy.fields if f.name in needed})
    forms.take(draft, {k: v for k, v in form_in(said, labels).items() if k in needed})


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
    kind = kind or (field.type if field and field.type != "attachment" else "text")  # "无" attaches nothing
    return vocabulary.is_filled(vocabulary.value_of(draft.complaint, name), kind)


def _doubts(draft: Draft, gate: Gate) -> list[str]:
    """A word of the answer that sounds like what is forbidden, unless the handler has said that there is none."""
    fields = draft.complaint.fields
    said = "\n".join(
        (
            draft.complaint.outcome,
            *(fields.get(name, "") for name in forms.answer_fields(draft.policy) if name != gate.confirm),
        )
    )
    word = next((w for w in gate.doubts if w.lower() in said.lower()), "")
    if not word or vocabulary.says_no(fields.get(gate.confirm, "")):
        return []
    return [draft.say("doubt", word=word, field=draft.labels([gate.confirm]))]


def _approved(draft: Draft, moment: str) -> bool:
    """Whether all gates before the moment are approved; asks whoever is next where they are not."""
    for gate in applying(draft, moment):
        for step in range(len(gate.approve)):
            approval = _approval(draft, gate, step)
            if approval is not None and approval.granted:
                continue
            if approval is not None and not _can_answer(draft, approval):
                draft.change(approvals=tuple(a for a in draft.complaint.approvals if a != approval))
                approval = None
            if approval is None:
                _ask(draft, gate, step)
            return False
    return True


def _can_answer(draft: Draft, approval: Approval) -> bool:
    """Whether the approver still can and may: in the directory, not the proposer, not complained of."""
    return people.is_known(approval.approver, draft.policy) and may_approve(draft, approval.approver)


def _approval(draft: Draft, gate: Gate, step: int) -> Approval | None:
    """The standing approval of that step: the newest one of this round that was not refused."""
    key = (gate.name, step, draft.complaint.round)
    standing = (a for a in reversed(draft.complaint.approvals) if a.at is None or a.granted)
    return next((a for a in standing if (a.gate, a.step, a.round) == key), None)


def _ask(draft: Draft, gate: Gate, step: int) -> None:
    approver = approver_of(draft, gate.approve[step])
    asked = Approval(gate=gate.name, step=step, round=draft.complaint.round, approver=approver.mail, asked=draft.when)
    draft.change(approvals=(*draft.complaint.approvals, asked))
    draft.record("approval_asked", reason=gate.name, text=approver.name)
    draft.changes.append(draft.say("await_approval", who=approver.name or approver.mail))
    extra: Extra = {"gate": gate.name, "step": step, "before": gate.before, "commands": ["approve", "return"]}
    extra["due"] = approved_by(draft, gate, draft.when).isoformat()
    reason = draft.complaint.fields.get("extension_reason", "") if gate.before == "extended" else ""
    draft.send_to("approval", approver, extra={**extra, "reason": reason})


def approved_by(draft: Draft, gate: Gate, asked: datetime) -> datetime:
    """Until when an approval may take that was asked for at `asked`."""
    return due(asked, gate.within or tasks.NEXT_WORKING_DAY, calendar_of(draft, gate))


def calendar_of(draft: Draft, gate: Gate) -> Calendar:
    """Whose time the approvals of a gate take."""
    return draft.policy.calendar(gate.calendar) if gate.within else tasks.office_hours(draft.policy)


def approver_of(draft: Draft, role: str) -> Recipient:
    """Who approves in that role: never the handler's own outcome, never the person complained of; else one level up."""
    policy, directory = draft.policy, draft.policy.directory
    for _ in range(len(UP) + 1):
        found = people.holders(role, draft.complaint, policy, draft.now)
        fit = [r for r in found if may_approve(draft, r.mail)]
        if fit:
            return fit[0]
        role = UP.get(role, "director")
    others = (directory.director, directory.desk_head, *(d.head for d in directory.departments))
    someone = next((mail for mail in others if may_approve(draft, mail)), directory.director)
    return people.staff(someone, "director", policy, draft.now)


def may_approve(draft: Draft, mail: str) -> bool:
    """Nobody approves their own outcome, and the person complained of approves nothing."""
    proposer = draft.complaint.fields.get("proposed_by", draft.complaint.handler)
    return mail != proposer and not people.complained_of(mail, draft.complaint, draft.policy)


def waiting_for(draft: Draft, mail: str) -> Approval | None:
    """The open approval that this person (or whom they stand in for, or whose mailbox they answer for) is asked for."""
    directory = draft.policy.directory
    for approval in draft.complaint.approvals:
        asked = {approval.approver, people.stand_in(approval.approver, draft.policy, draft.now)}
        mine = mail in asked or (directory.desk in asked and mail == directory.desk_head)
        if mine and approval.at is None and approval.round == draft.complaint.round:
            return approval
    return None


def settle_approval(draft: Draft, approval: Approval, *, granted: bool, comment: str) -> None:
    """Writes an approver's answer down."""
    settled = msgspec.structs.replace(approval, at=draft.when, granted=granted, comment=comment)
    draft.change(approvals=tuple(settled if a == approval else a for a in draft.complaint.approvals))
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
    if moment == "extended":
        draft.forget("extended")
    draft.reach(moment)
    match moment:
        case "accepted":
            draft.record("accepted", reason=draft.complaint.kind)
            draft.changes.append(draft.say("accepted", kind=draft.label(draft.complaint.kind)))
        case "proposed":
            ask_for(draft, "answered")
        case "referred":
            _referred(draft)
        case "answered":
            _answered(draft)
        case "extended":
            _extend(draft)


def _referred(draft: Draft) -> None:
    """A complaint gets its slip; what is none has been passed on, and that settles it (LC-01)."""
    if draft.complaint.kind in draft.policy.flow_kinds:
        draft.reach("slip_issued")
    else:
        closing.close(draft, reason="passed_on")


def _answered(draft: Draft) -> None:
    if draft.complaint.valid is False:
        _explained(draft)
        return
    if draft.customer_channel():
        draft.reach("contacted")
    draft.record("answered", text=draft.complaint.outcome)
    on_the_spot = {"registered", "first_contact"} <= set(draft.reached)
    draft.changes.append(draft.say("settled") if on_the_spot else draft.say_to_customer("answered"))
    draft.become("answered")
    if draft.complaint.kind not in draft.policy.flow_kinds:
        closing.close(draft, reason="answered")


def _explained(draft: Draft) -> None:
    """What was judged not valid ends with its explanation."""
    draft.reach("contacted")
    draft.tell_customer("explanation", extra={"text": draft.complaint.outcome})
    closing.close(draft, reason="invalid")
    draft.changes.append(draft.say("invalid"))


def _extend(draft: Draft) -> None:
    fields = draft.complaint.fields
    clock, due = fields["extension_clock"], datetime.fromisoformat(fields["extension_until"]).astimezone(UTC)
    draft.change(limits={**draft.complaint.limits, clock: due})
    draft.record("extended", reason=f"{clock}: {draft.local(due)}")
    draft.changes.append(draft.say("extended", due=draft.local(due)))
