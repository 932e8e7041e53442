"""What a policy makes of a first message, through the handling itself."""

import csv
from datetime import UTC, datetime
from pathlib import Path

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


def sorting(policy: Policy, file: str) -> tuple[float, list[str]]:
    """Which part of a file's sentences beside this one are sorted as it says, and which are wrong though somebody has them already."""
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    sentences = list(csv.DictReader(lines, delimiter="\t"))
    wrong = []
    for said in sentences:
        found = judged(policy, said["text"])
        got = (found.kind, found.category, found.severity, found.department)
        if got != (said["kind"], said["category"], said["severity"], said["unit"]):
            wrong.append((found.department, f"{said['text']}: {got}"))
    return 1 - len(wrong) / len(sentences), [told for unit, told in wrong if unit]
