"""What a policy makes of a first message, through the handling itself."""

from datetime import UTC, datetime

from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import CustomerWrote, Writing
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.handling import decide
from chalicelib.core.policy.model import Policy

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Shanghai


def decided(policy: Policy, text: str = "…", counts: dict[str, int] | None = None, **fields: str) -> Decision:
    """The decision on a customer's mail."""
    customer = Complainant(name="孙先生", mail="sun@customer.example")
    fact = CustomerWrote(
        id="m1", at=NOW, complainant=customer, channel="mail", writing=Writing(text=text), fields=fields
    )
    known = Context(complaint_id="0" * 20, number="X20260302-0001", counts=counts or {})
    return decide(None, fact, policy, known, NOW)


def judged(policy: Policy, text: str = "…", counts: dict[str, int] | None = None, **fields: str) -> Complaint:
    """The complaint that comes of it."""
    complaint = decided(policy, text, counts, **fields).complaint
    assert complaint is not None
    return complaint


def told(policy: Policy, text: str, **fields: str) -> set[tuple[str, str]]:
    """Who is told by what: (role, message)."""
    return {(m.to.role, m.name) for m in decided(policy, text, None, **fields).messages}
