"""All that is known of a case, out of tables and outbox, in the organisation's first language."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib.aws.records import OutboxItem, Stored
from chalicelib.core.complaint.model import Complaint, Entry, Evidence
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.forgetting import held
from chalicelib.core.register.rows import row
from chalicelib.core.words.case_view import shown_limits, view
from chalicelib.core.words.history import entry_view
from chalicelib.core.words.labels import label, message_name, value_label
from chalicelib.core.words.plain_text import LONGEST_TEXT, one_line
from redress import records
from redress.cases import Case, case_of
from redress.printing import without_keys
from redress.stack import Stack


class Limit(msgspec.Struct, frozen=True):
    """A time limit of this round: its clock, what that is called, when it is due and was met, and how it stands in words."""

    clock: str
    called: str
    due: datetime
    met: datetime | None
    state: str


class Line(msgspec.Struct, frozen=True):
    """A line of the history: what happened, as the system calls it and in words, by whom, what was said, in which mail."""

    at: datetime
    what: str
    called: str
    by: str
    name: str
    text: str
    raw: str


class Sent(msgspec.Struct, frozen=True):
    """A message: when it left or is to leave, what it is called, to whom, by which way, and what became of it."""

    at: datetime
    message: str
    called: str
    role: str
    to: str
    channel: str
    state: str
    subject: str
    text: str


class File(msgspec.Struct, frozen=True):
    """A file that came in: `raw` is its mail's key in the bucket, `part` its number there."""

    name: str
    content_type: str
    size: int
    digest: str
    raw: str
    part: int
    from_staff: bool


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a case. `facts` are what it is, by name; sealed ones tell no words and no names."""

    case: Case
    sealed: bool
    facts: dict[str, str]
    fields: dict[str, str]
    text: str
    outcome: str
    limits: tuple[Limit, ...]
    history: tuple[Line, ...]
    messages: tuple[Sent, ...]
    files: tuple[File, ...]
    mails: tuple[str, ...]


def is_sealed(complaint: Complaint) -> bool:
    """Whether it is told without words and names."""
    return complaint.restricted or complaint.anonymous


def gathered(stack: Stack, stored: Stored, policy: Policy, at: datetime) -> CaseFile:
    """The case as it is now."""
    complaint = stored.complaint
    traces = stack.container.erasing.traces(complaint)
    history = stack.container.pipeline.tables.history(complaint.id)
    return CaseFile(
        case=case_of(row(complaint), policy, at),
        sealed=False,
        facts=_facts(complaint, policy, at),
        fields=complaint.fields,
        text=complaint.text,
        outcome=complaint.outcome,
        limits=tuple(_limits(complaint, policy, at)),
        history=tuple(_line(entry, policy) for entry in history),
        messages=tuple(_messages(stack, complaint.id, policy)),
        files=tuple(map(_file, complaint.evidence)),
        mails=traces.raw,
    )


def sealed(found: CaseFile) -> CaseFile:
    """The case without anybody's words and names: how it stands, what happened when, what was sent and what became of it."""
    history = (msgspec.structs.replace(line, text="") for line in found.history)
    messages = (msgspec.structs.replace(each, to="", subject="", text="") for each in found.messages)
    facts = {name: said for name, said in found.facts.items() if name in OPEN_FACTS}
    return msgspec.structs.replace(
        found,
        case=msgspec.structs.replace(found.case, subject=""),
        sealed=True,
        facts=facts,
        fields={},
        text="",
        outcome="",
        history=tuple(history),
        messages=tuple(messages),
        files=tuple(msgspec.structs.replace(each, name="") for each in found.files),
    )


OPEN_FACTS = ("status", "received", "channel", "unit", "handler", "kind", "severity")


def _facts(complaint: Complaint, policy: Policy, at: datetime) -> dict[str, str]:
    """What it is; nothing that is not known."""
    shown = view(complaint, policy, policy.languages[0], at)
    who = complaint.complainant
    told = {
        "status": f"{shown.status} · round {complaint.round}",
        "received": shown.received,
        "channel": shown.channel,
        "customer": " · ".join(filter(None, (who.name, who.mail, who.phone))),
        "subject": one_line(complaint.subject),
        "kind": shown.kind,
        "category": shown.category,
        "severity": shown.severity,
        "unit": shown.unit or shown.department,
        "handler": f"{shown.handler} · {complaint.handler}" if complaint.handler else "",
        **_fields(complaint, policy),
        "satisfaction": shown.satisfaction,
        "merged into": complaint.merged_into,
        "legal hold": "yes" if held(complaint) else "",
    }
    return {name: said for name, said in told.items() if said}


def _fields(complaint: Complaint, policy: Policy) -> dict[str, str]:
    language = policy.languages[0]
    known = ((name, value_label(name, said, policy, language)) for name, said in complaint.fields.items())
    return {label(name, policy, language): said for name, said in known}


def _limits(complaint: Complaint, policy: Policy, at: datetime) -> Iterator[Limit]:
    for shown, each in zip(
        view(complaint, policy, policy.languages[0], at).deadlines, shown_limits(complaint), strict=True
    ):
        yield Limit(each.clock, shown.clock, each.due, each.met, shown.state)


def _line(entry: Entry, policy: Policy) -> Line:
    shown = entry_view(entry, policy, policy.languages[0], longest=LONGEST_TEXT)
    return Line(entry.at, entry.what, shown.what, entry.by, shown.by, shown.text, entry.raw)


def _messages(stack: Stack, complaint_id: str, policy: Policy) -> Iterator[Sent]:
    """What was sent, then what waits."""
    for record in stack.container.pipeline.outbox_table.sent(complaint_id):
        yield _sent(record.item, record.at, record.state, policy)
    for item in records.waiting(stack):
        for each in (item, *item.bundle):
            if each.complaint == complaint_id and each.channel in ("mail", "sms"):
                yield _sent(each, each.meant, each.state, policy)


def _sent(item: OutboxItem, at: datetime, state: str, policy: Policy) -> Sent:
    called = message_name(item.message, policy, policy.languages[0])
    return Sent(
        at,
        item.message,
        called,
        item.role,
        item.recipient,
        item.channel,
        state.lower(),
        item.subject,
        without_keys(item.text),
    )


def _file(each: Evidence) -> File:
    return File(each.name, each.content_type, each.size, each.digest, each.raw, each.part, each.from_staff)
