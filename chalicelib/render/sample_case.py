"""A complaint that there is none of, to show how a message reads: with everything that it may name, under a number that no complaint gets."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.core.complaint.model import Complainant, Complaint, Deadline, Entry, Moment
from chalicelib.core.complaint.saying import labels, say
from chalicelib.core.policy.answering import ANSWERS
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.words.worded import worded
from chalicelib.core.words.words_cells import part_of

LASTS = timedelta(days=2)
NO_CASE = "0" * 20


def sample_message(name: str, language: str, policy: Policy, now: datetime, *, text: bool = False) -> Message:
    """That message to a customer, or to whoever handles complaints, with all that it may bring."""
    to_customer = part_of(name, policy) == "customer"
    department = policy.directory.departments[0] if policy.directory.departments else None
    handler = department.handler if department else policy.directory.desk_head
    person = policy.directory.person(handler)
    to = Recipient(
        role="customer" if to_customer else "handler",
        name=_said("sample_customer", policy, language) if to_customer else person.name if person else "",
        mail="customer@example.org" if to_customer else handler,
        phone="+8613800000000",
        language=language,
    )
    return Message(name=name, to=to, channel="sms" if text else "mail", extra=_brought(policy, language, now))


def _brought(policy: Policy, language: str, now: datetime) -> Extra:
    clock = policy.clocks[0].name if policy.clocks else ""
    due, later = ((now + LASTS * times).isoformat() for times in (1, 2))
    words, reason = (_said(code, policy, language) for code in ("sample_words", "sample_reason"))
    brought: dict[str, Any] = {
        "clock": clock, "due": due, "new_due": later, "text": words, "reason": reason, "lines": [words], "changes": [words],
        "commands": ["resolve", "contact"], "who": policy.directory.desk_head, "link": "https://example.org/",
    }  # fmt: skip
    return brought


def sample_case(policy: Policy, language: str, now: datetime) -> Complaint:
    """It was received and assigned, is promised an answer, and has one."""
    department = policy.directory.departments[0] if policy.directory.departments else None
    promised = next((clock.name for clock in policy.clocks if clock.promised), "")
    return Complaint(
        id=NO_CASE,
        number=f"{policy.prefix}{now:%Y%m%d}-0000",
        policy=policy.name,
        complainant=Complainant(name=_said("sample_customer", policy, language), mail="customer@example.org", language=language),
        subject=_said("sample_subject", policy, language),
        text=_said("sample_text", policy, language),
        kind=policy.default_kind,
        category=next(iter(policy.categories), ""),
        severity=next(iter(policy.severities), ""),
        department=department.name if department else "",
        handler=department.handler if department else "",
        supervisor=department.head if department else "",
        director=policy.directory.director,
        moments=tuple(Moment(name=name, at=now) for name in ("received", "registered", "assigned")),
        deadlines=(Deadline(clock=promised, round=1, due=now + LASTS),) if promised else (),
        outcome=_said("sample_answer", policy, language),
        letter=_letter(policy, language),
        satisfaction=policy.reopen_at_most + 1,
        recent=(Entry(at=now, what="received", by="customer", reason="mail", text=_said("sample_text", policy, language)),),
    )  # fmt: skip


def _letter(policy: Policy, language: str) -> tuple[tuple[str, str], ...]:
    """The lines that the first answer shows its customer."""
    shown = next((task.letter for task in policy.tasks if task.command == ANSWERS), ())
    said = ((name, say("sample_value", field=labels(name))) for name in shown)
    return tuple((label(name, policy, language), worded(each, policy, language)) for name, each in said)


def _said(code: str, policy: Policy, language: str) -> str:
    return worded(say(code), policy, language)
