"""Who has yet to act before a clock stops: whoever approves what it waits for, who fills in a form that lacks alone, or whose duty it is."""

from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import others_lines
from chalicelib.core.people import people
from chalicelib.core.policy import duties

COMES_FIRST = {"answered": frozenset({"proposed", "answered"})}  # what waits before the answer keeps the answer waiting


def approvers(draft: Draft, clock: str) -> list[str]:
    """For whose approval waits what this clock waits for; nobody's, while it has not been done."""
    complaint = draft.complaint
    until = next((c.until for c in draft.policy.clocks if c.name == clock), "")
    awaiting = bool(complaint.awaiting)
    if until not in ("approved", "closed"):
        awaiting = not COMES_FIRST.get(until, {happens_with(draft, until)}).isdisjoint(complaint.awaiting)
    open_ones = (a for a in complaint.approvals if a.at is None and a.round == complaint.round)
    return [a.approver for a in open_ones] if awaiting else []


def form_waited_for(draft: Draft, clock: str) -> Task | None:
    """Somebody else's form, which alone keeps an answer from being handed in, where the clock waits for that."""
    until = next((c.until for c in draft.policy.clocks if c.name == clock), "")
    return others_lines.task_in_turn(draft) if until in COMES_FIRST["answered"] else None


def who_keeps(draft: Draft, clock: str) -> str:
    """Who has yet to act, where it is not the unit: an approver, the desk, or a role of its own. "" for the unit."""
    role = duties.duty_of(clock, draft.policy)
    if asked := approvers(draft, clock):
        return asked[0]
    if form := form_waited_for(draft, clock):
        return form.assignee
    if role in duties.THE_UNITS:
        return ""
    holders = people.holders(role, draft.complaint, draft.policy, draft.now) if role else ()
    return next((person.mail for person in holders), "")


def happens_with(draft: Draft, moment: str) -> str:
    """The moment before which a gate of this name asks for consent, or with which one of the policy's own happens; else itself."""
    before = next((gate.before for gate in draft.policy.gates if gate.name == moment and gate.approve), "")
    return before or next((own.at for own in draft.policy.moments if own.name == moment), moment)
