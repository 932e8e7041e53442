"""The limits of what is waited for beside clocks and tasks: of approvals, and of answers to what the customer was asked."""

from collections.abc import Iterator

from chalicelib.core.complaint.model import Deadline
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import approvals, extensions
from chalicelib.core.handling.timing import ladders
from chalicelib.core.handling.timing.rungs import Running
from chalicelib.core.policy.model import Gate
from chalicelib.core.times.working_time import ALWAYS, Duration, shift

WATCHED = Duration(5, "day")  # how long a complaint on which no clock has anything to say may rest
PATIENCE = Duration(3, "day")  # how long a customer's answer is awaited before the handler is reminded


def of_approvals(draft: Draft) -> Iterator[Running]:
    """Approvals of this round that were asked for, granted or still to come; one that was refused is over."""
    known: dict[str, Gate] = {g.name: g for g in extensions.gates_of(draft.policy)}
    for approval in draft.complaint.approvals:
        gate = known.get(approval.gate)
        refused = approval.at is not None and not approval.granted
        if gate is None or refused or approval.round != draft.complaint.round:
            continue
        calendar, limit = approvals.calendar_of(draft, gate), approvals.approved_by(draft, gate, approval.asked)
        name = f"approval:{approval.gate}:{approval.step}"
        deadline = Deadline(clock=name, round=approval.round, due=limit, met=approval.at)
        yield Running(deadline, ladders.STANDARD_RUNGS, calendar, approval.approver)


def of_questions(draft: Draft) -> Iterator[Running]:
    """While clocks stand still for the customer's answer, the handler is reminded of it."""
    stands = next((p for p in draft.complaint.pauses if p.end is None), None)
    if stands is not None and any(clock.pauses for clock in draft.policy.clocks):
        deadline = Deadline(clock="question", round=draft.complaint.round, due=shift(stands.start, PATIENCE, ALWAYS))
        yield Running(deadline, ladders.PATIENT_RUNGS, ALWAYS)


def of_rest(draft: Draft, found: list[Running]) -> Iterator[Running]:
    """A complaint of which nothing has anything more to say is looked at all the same."""
    complaint = draft.complaint
    happened = [m.at for m in complaint.moments if m.round == complaint.round]
    dues = [d.due for d in (clock.deadline for clock in found) if d.met is None and not d.of_customer]
    if complaint.status in ("open", "answered") and happened:
        limit = shift(max((*happened, *dues)), WATCHED, ALWAYS)
        asked = next((a.approver for a in complaint.approvals if a.at is None and a.round == complaint.round), "")
        ladder = ladders.VISIT_RUNGS if complaint.status == "answered" else ladders.PATIENT_RUNGS
        ladder = ladders.APPROVAL_RUNGS if asked else ladder
        yield Running(Deadline(clock="task:settle", round=complaint.round, due=limit), ladder, ALWAYS, asked)
