"""`decide`: what follows from a fact. Pure, and always the same four steps.

1. The fact sets moments and fields (`hear` for customers and machines, `order` for staff).
2. Rules give kind, validity, severity, category and route (`judge`).
3. Gates let moments happen or hold them, tasks open and close (`hold`).
4. Deadlines are derived, notices of what has happened and every due rung not yet fired become messages
   (`timing`, `tell`); what no message can tell the customer becomes a call (`tell.calls`).

What a later step brings about, the earlier ones hear in the same decision: a rule may wait for a moment, a passed limit may raise
the severity.

What somebody did happened when they wrote (`fact.at`); what the system concludes from it happens now.
"""

from datetime import datetime

from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import (
    AddressProved,
    AnyFact,
    CustomerWrote,
    DeliveryFailed,
    MachineWrote,
    OtherDecided,
    StaffWrote,
    SurveyAnswered,
    TimePassed,
)
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling import lessons
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import (
    customer_input,
    further_addresses,
    other_cases,
    registering,
    undeliverable,
    verdicts,
)
from chalicelib.core.handling.hold import approvals, doubts, gates, handed_over, kept_out, tasks
from chalicelib.core.handling.judge import judging, routing
from chalicelib.core.handling.order import offers, receipts
from chalicelib.core.handling.tell import calls, copies, moved_limits, notices
from chalicelib.core.handling.timing import deadlines, warned
from chalicelib.core.people import accused
from chalicelib.core.policy.model import Policy

TURNS = 4  # a rule may lead to a moment that leads to a rule; longer chains wait for the next fact


def decide(complaint: Complaint | None, fact: AnyFact, policy: Policy, context: Context, now: datetime) -> Decision:
    """What follows from `fact` for this complaint (None: it opens one). Raises nothing that a person could mend."""
    if complaint is None and not isinstance(fact, CustomerWrote):
        return Decision()
    draft = Draft(complaint or registering.blank(fact, policy, context), fact, policy, context, now)
    _take(draft, fact)
    draft.acting = False
    for _ in range(TURNS):
        _follow(draft)
        deadlines.derive(draft)
        notices.announce(draft)
        seen = _what_rungs_may_set(draft)
        deadlines.ring(draft)
        warned.note(draft)
        if _what_rungs_may_set(draft) == seen:
            break
    moved_limits.announce(draft)
    copies.settle(draft)
    draft.outgoing.notice_once()
    draft.outgoing.acknowledge_first()
    approvals.tell_needless(draft)
    calls.ask_for_calls(draft)
    receipts.receipt(draft)
    offers.offer_what_is_accepted(draft)
    draft.change(kept_out=accused.all_kept_out(draft.complaint, policy))
    routing.note_who_has_it(draft)
    lessons.derive(draft)
    deadlines.look_ahead(draft)
    return draft.decision()


def _follow(draft: Draft) -> None:
    """Steps two and three, again for as long as what they brought about calls for more: a rule may ask for a moment."""
    for _ in range(TURNS):
        before = draft.complaint
        judging.judge(draft)
        doubts.ask(draft)
        gates.open_what_may(draft)
        routing.ask_helpers(draft)
        kept_out.hand_on(draft)
        tasks.settle(draft)
        handed_over.ask_whoever_has_it_now(draft)
        if draft.complaint == before:
            return


def _what_rungs_may_set(draft: Draft) -> tuple[object, ...]:
    complaint = draft.complaint
    own = (complaint.kind, complaint.category, complaint.severity, complaint.escalation_level)
    return (*own, complaint.fields)


def _take(draft: Draft, fact: AnyFact) -> None:
    match fact:
        case CustomerWrote() if customer_input.came_before(draft.complaint, fact.writing):
            pass  # another server handed it in at the same instant
        case CustomerWrote():
            customer_input.customer_wrote(draft, fact)
            further_addresses.offer(draft, fact)
        case StaffWrote():
            from chalicelib.core.handling.order import orders  # noqa: PLC0415 - most processes never serve staff

            orders.staff_wrote(draft, fact)
        case SurveyAnswered():
            verdicts.survey_answered(draft, fact)
        case DeliveryFailed():
            undeliverable.delivery_failed(draft, fact)
        case MachineWrote():
            customer_input.machine_wrote(draft, fact)
        case AddressProved():
            further_addresses.proved(draft, fact)
        case OtherDecided():
            other_cases.other_decided(draft, fact)
        case TimePassed():
            pass
