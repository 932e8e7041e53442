"""Who must agree before a moment may happen: asked one after another, chased, and asked anew when the outcome is another one."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.decision import Extra, Recipient
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.more_time import Extension
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import extensions, letters, promises, tasks
from chalicelib.core.people import people
from chalicelib.core.policy.answering import ANSWERED_BY, EXPLAINS, act_of
from chalicelib.core.policy.model import Gate, Policy
from chalicelib.core.times.working_time import Calendar, due
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import LANGUAGES

# What is asked for where the policy gives the gate no label.
_UNLABELLED = {"extended": "later_time", "referred": "referral", "accepted": "approval"}
UP = {"handler": "supervisor", "desk": "supervisor", "supervisor": "director"}


def granted(draft: Draft, gates: Iterable[Gate]) -> bool:
    """Whether everybody whom these gates name has agreed; asks whoever is next where they have not."""
    for gate in gates:
        for step in range(len(gate.approve)):
            approval = _approval(draft, gate, step)
            if approval is not None and approval.granted:
                continue
            if approval is not None and not _can_answer(draft, gate, approval):
                draft.change(approvals=tuple(a for a in draft.complaint.approvals if a != approval))
                approval = None
            if approval is None and _has_agreed(draft, gate, step):
                continue
            if approval is None:
                _ask(draft, gate, step)
            return False
    return True


def _can_answer(draft: Draft, gate: Gate, approval: Approval) -> bool:
    """Whether the approver, or who stands in for them, still can and may: in the directory, not the proposer, not complained of; or there is nobody else."""
    acting = people.stand_in(approval.approver, draft.policy, draft.now)
    known = people.is_known(approval.approver, draft.policy)
    if not known or may_approve(draft, acting, gate.before):
        return known
    return approver_of(draft, gate.approve[approval.step], gate.before).mail in (approval.approver, acting)


def _approval(draft: Draft, gate: Gate, step: int) -> Approval | None:
    """The standing approval of that step: the newest one of this round that was not refused."""
    key = (gate.name, step, draft.complaint.round)
    standing = (a for a in reversed(draft.complaint.approvals) if a.at is None or a.granted)
    return next((a for a in standing if (a.gate, a.step, a.round) == key), None)


def _has_agreed(draft: Draft, gate: Gate, step: int) -> bool:
    """Whether whoever is asked at this step said yes at an earlier one: who holds two of the roles is asked once."""
    earlier = (_approval(draft, gate, each) for each in range(step))
    agreed = {approval.approver for approval in earlier if approval is not None and approval.granted}
    return bool(agreed) and approver_of(draft, gate.approve[step], gate.before).mail in agreed


def _ask(draft: Draft, gate: Gate, step: int) -> None:
    approver = approver_of(draft, gate.approve[step], gate.before)
    asked = Approval(gate=gate.name, step=step, round=draft.complaint.round, approver=approver.mail, asked=draft.when)
    draft.change(approvals=(*draft.complaint.approvals, asked))
    draft.record("approval_asked", reason=called(draft, asked), text=approver.name)
    wish = extensions.wish_behind(draft, gate.name) if gate.before == "extended" else None
    _tell_who_is_asked(draft, approver.mail, wish)
    draft.send_to("approval", approver, extra=_put_before(draft, gate, asked, wish))


def ask_anew(draft: Draft, approval: Approval, question: str, reply: str) -> bool:
    """Puts what waits before its approver once more, with what they asked and the answer; its limit stays. False if nobody can say any more."""
    gate = next((g for g in extensions.gates_of(draft.policy) if g.name == approval.gate), None)
    if gate is None:
        return False
    wish = extensions.wish_behind(draft, gate.name) if gate.before == "extended" else None
    approver = people.staff(approval.approver, gate.approve[approval.step], draft.policy, draft.now)
    said: Extra = {"question": question, "reply": reply}
    draft.send_to("approval", approver, extra=_put_before(draft, gate, approval, wish) | said)
    return True


def _put_before(draft: Draft, gate: Gate, asked: Approval, wish: Extension | None) -> Extra:
    """What the approver reads of what waits, and what they may do."""
    extra: Extra = {"gate": gate.name, "step": asked.step, "before": gate.before, "commands": ["approve", "return"]}
    extra["due"] = approved_by(draft, gate, asked.asked).isoformat()
    extra["compared"] = [test.of for table in (*gate.when, *gate.unless) for test in table if test.kind == "field"]
    if wish is not None:
        extra |= _what_is_wished(draft, wish)
    if wish is not None and extensions.is_for_granter(draft, asked, asked.approver):
        extra["commands"] = ["approve", "return", "extend"]
    if gate.before in ANSWERED_BY:
        extra |= letters.shown(draft) | _whose_answer(draft)
        extra |= {"promised_before": earlier} if (earlier := promises.before_this_answer(draft)) else {}
    return extra


def _tell_who_is_asked(draft: Draft, approver: str, wish: Extension | None) -> None:
    who = saying.person(approver)
    if wish is None:
        draft.results.done("await_approval", who=who)
        return
    code = "earlier_forwarded" if _is_earlier(draft, wish) else "extension_forwarded"
    draft.results.done(code, who=who, clock=saying.labels(wish.clock), due=saying.time_of(wish.until))


def _is_earlier(draft: Draft, wish: Extension) -> bool:
    before = extensions.standing(draft.complaint, wish.clock, draft.policy)
    return before is not None and wish.until < before


def _whose_answer(draft: Draft) -> Extra:
    """Who wants to answer the customer, and whether by finding that the complaint is not valid."""
    complaint = draft.complaint
    said: Extra = {"who": complaint.proposed_by} if complaint.proposed_by else {}
    return said | ({"before": EXPLAINS} if act_of(complaint) == EXPLAINS else {})


def _what_is_wished(draft: Draft, wish: Extension) -> Extra:
    """Who asks for which time, and why."""
    code = "earlier_wanted" if _is_earlier(draft, wish) else "extension_wanted"
    who, due = saying.person(wish.asked_by), saying.time_of(wish.until)
    return {"reason": saying.say(code, who=who, clock=saying.labels(wish.clock), due=due), "text": wish.reason}


def approved_by(draft: Draft, gate: Gate, asked: datetime) -> datetime:
    """Until when an approval may take that was asked for at `asked`: more time is granted before the time is over."""
    limit = due(asked, gate.within or tasks.NEXT_WORKING_DAY, calendar_of(draft, gate))
    wish = extensions.wish_behind(draft, gate.name) if gate.before == "extended" else None
    if wish is None or wish.at is not None:
        return limit
    ends = extensions.standing(draft.complaint, wish.clock, draft.policy)
    return min(limit, ends) if ends is not None and ends > asked else limit


def calendar_of(draft: Draft, gate: Gate) -> Calendar:
    """Whose time the approvals of a gate take."""
    return draft.policy.calendar(gate.calendar) if gate.within else tasks.office_hours(draft.policy)


def approver_of(draft: Draft, role: str, moment: str = "answered") -> Recipient:
    """Who approves in that role: never the handler's own outcome, never the person complained of; else one level up.

    Of a role of the policy's own, one level up of whoever handles the complaint is their own head, of all others the director.
    """
    policy, directory = draft.policy, draft.policy.directory
    for _ in range(len(UP) + 1):
        found = people.holders(role, draft.complaint, policy, draft.now)
        fit = [r for r in found if may_approve(draft, r.mail, moment)]
        if fit:
            return fit[0]
        handlers_own = draft.complaint.handler in {r.mail for r in found}
        role = UP.get(role, "supervisor" if handlers_own and role != "director" else "director")
    leaders = (directory.director, directory.desk_head, *(d.head for d in directory.departments))
    others = (*leaders, *(p.mail for p in directory.people if p.roles), *(p.mail for p in directory.people))
    acting = (people.stand_in(mail, policy, draft.now) for mail in others)  # whose deputy the author is asks nobody
    # A director who is kept out hears of nothing: then the desk is the last to ask.
    desk = people.complained_of(directory.director, draft.complaint, policy) and may_approve(
        draft, directory.desk, moment
    )
    last = directory.desk if desk else directory.director
    someone = next((mail for mail in acting if may_approve(draft, mail, moment)), last)
    return people.staff(someone, "director", policy, draft.now)


def may_approve(draft: Draft, mail: str, moment: str) -> bool:
    """Nobody approves what they asked for themselves; whoever is complained of, or leads the unit that is, approves nothing."""
    complaint, policy = draft.complaint, draft.policy
    wish = complaint.extension if moment == "extended" else None
    proposer = (wish.asked_by if wish else complaint.proposed_by) or complaint.handler
    about = people.complained_of(mail, complaint, policy) or people.heads_complained_of(mail, complaint, policy)
    return mail != proposer and not about


def all_waiting(draft: Draft, mail: str) -> list[Approval]:
    """The open approvals that this person (or whom they stand in for, or whose mailbox they answer for) is asked for.

    More time may be granted by whoever has a role that grants it.
    """
    complaint = draft.complaint
    return [a for a in complaint.approvals if a.at is None and a.round == complaint.round and _is_for(draft, a, mail)]


def waiting_for(draft: Draft, mail: str, words: str = "") -> Approval | None:
    """Of several open approvals that which the order's words name goes first, then that which the mail's subject names, then what
    holds an answer back, and a request for time last.
    """
    subject = draft.fact.writing.subject if isinstance(draft.fact, StaffWrote) else ""
    for_time = {gate.name for gate in extensions.gates_of(draft.policy) if gate.before == "extended"}
    return max(
        all_waiting(draft, mail),
        key=lambda a: (is_called(draft, a, words), _is_named(a, draft.policy, subject), a.gate not in for_time),
        default=None,
    )


def was_asked(draft: Draft, mail: str) -> bool:
    """Whether this person was ever asked for an approval that stands in the complaint's record."""
    return any(_is_for(draft, approval, mail) for approval in draft.complaint.approvals)


def moment_of(draft: Draft, approval: Approval) -> str:
    """The moment that waits for it."""
    return next((gate.before for gate in extensions.gates_of(draft.policy) if gate.name == approval.gate), "")


def called(draft: Draft, approval: Approval) -> str:
    """The word by which it is called: the gate's own if it has a label, else what is asked for."""
    gate = next((g for g in extensions.gates_of(draft.policy) if g.name == approval.gate), None)
    return approval.gate if gate and gate.labels else _UNLABELLED.get(gate.before if gate else "", "outcome")


def is_called(draft: Draft, approval: Approval, words: str) -> bool:
    """Whether the words name it."""
    word = called(draft, approval)
    return any(label(word, draft.policy, language).lower() in words.lower() for language in LANGUAGES)


def tell_needless(draft: Draft) -> None:
    """Whoever was asked and is not any more hears so: somebody else has decided, or there is nothing left to decide."""
    asked = {(a.gate, a.approver) for a in draft.complaint.approvals if a.at is None}
    for gone in (a for a in draft.before.approvals if a.at is None and a.round == draft.before.round):
        acts = {gone.approver, people.stand_in(gone.approver, draft.policy, draft.now)}
        if (gone.gate, gone.approver) in asked or draft.by in acts or not people.is_known(gone.approver, draft.policy):
            continue
        what = saying.labels(called(draft, gone))
        decided = any(a.gate == gone.gate and a.asked == gone.asked and a.at for a in draft.complaint.approvals)
        said = saying.say(
            "decided_by_other" if decided else "approval_needless", what=what, who=saying.person(draft.by)
        )
        to = people.staff(gone.approver, "staff", draft.policy, draft.now)
        draft.send_to("information", to, extra={"reason": said})


def _is_for(draft: Draft, approval: Approval, mail: str) -> bool:
    directory = draft.policy.directory
    asked = {approval.approver, people.stand_in(approval.approver, draft.policy, draft.now)}
    mine = mail in asked or (directory.desk in asked and mail == directory.desk_head)
    return mine or extensions.is_for_granter(draft, approval, mail)


def _is_named(approval: Approval, policy: Policy, subject: str) -> bool:
    """Whether the mail answers the one that asked for this approval, by its subject."""
    names = {label(approval.gate, policy, language) for language in LANGUAGES} - {approval.gate}
    return any(name in subject for name in names)


def settle(draft: Draft, approval: Approval, *, granted: bool, comment: str) -> None:
    """Writes an approver's answer down."""
    settled = msgspec.structs.replace(approval, at=draft.when, granted=granted, comment=comment)
    draft.change(approvals=tuple(settled if a == approval else a for a in draft.complaint.approvals))
    draft.record("approved" if granted else "returned", reason=called(draft, approval), text=comment)


def withdraw_answer(draft: Draft) -> bool:
    """An answer that still waits for somebody's yes, or for what it lacks, goes out no more; False if none does."""
    if not {"proposed", "answered"} & set(draft.complaint.awaiting):
        return False
    draft.wait_no_more("proposed", "answered")
    draft.forget("proposed", "approved")
    withdraw(draft, "proposed", "answered")
    tasks.forget_answer(draft)
    return True


def withdraw(draft: Draft, *moments: str) -> None:
    """Another outcome, or another request, needs its approvals anew: the standing ones before these moments count no more."""
    withdraw_gates(draft, *(gate.name for gate in extensions.gates_of(draft.policy) if gate.before in moments))


def withdraw_gates(draft: Draft, *gates: str) -> None:
    """The standing approvals at these gates count no more, and what this decision has just asked of them is not asked."""
    draft.outgoing.leave_out_asking(gates)
    kept = tuple(
        a
        for a in draft.complaint.approvals
        if a.round != draft.complaint.round or a.gate not in gates or (a.at is not None and not a.granted)
    )
    draft.change(approvals=kept)
