"""A complaint's line in the register: what reports, ledgers and morning lists are made of."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.data import Data
from chalicelib.core.complaint.identity import without_identity
from chalicelib.core.complaint.model import (
    Complainant,
    Complaint,
    Deadline,
    EarlierAnswer,
    Held,
    Moment,
    Status,
    Task,
    Warned,
)

CONTENT_LETTERS = 1_000  # of the customer's text, of the outcome, of each field: a register's line is no second file
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Row(Data, frozen=True):
    """A complaint's line in the register: what reports, ledgers and morning lists need, nothing to look up.

    `content`, `outcome` and what `earlier_answers` say are shortened; `tasks` and `approvals` are the open ones, tasks without
    their forms; `rounds` counts reopenings + 1.
    """

    id: str
    number: str
    policy: str
    received: datetime
    rules: str = ""  # by which it is handled
    registered: datetime | None = None
    status: Status = "open"
    channel: str = "mail"
    kind: str = ""
    category: str = ""
    severity: str = ""
    valid: bool | None = None
    department: str = ""
    unit: str = ""
    handler: str = ""
    supervisor: str = ""
    director: str = ""
    assistants: tuple[str, ...] = ()
    kept_out: tuple[str, ...] = ()  # who may read nothing of it, this line included
    name: str = ""
    contact: str = ""
    subject: str = ""
    content: str = ""
    fields: dict[str, str] = {}
    flags: tuple[str, ...] = ()
    restricted: bool = False
    moments: tuple[Moment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    lost: tuple[Deadline, ...] = ()  # missed before another judgement took them away
    warned: tuple[Warned, ...] = ()
    tasks: tuple[Task, ...] = ()
    promises: tuple[Task, ...] = ()  # kept or not
    approvals: tuple[Approval, ...] = ()
    asked: tuple[str, ...] = ()  # of whom something was asked, done or not
    outcome: str = ""
    satisfaction: int | None = None  # with the last round's answer
    words: str = ""
    held: tuple[Held, ...] = ()
    lasting: int | None = None
    escalation_level: int = 0
    rounds: int = 1
    earlier_answers: tuple[EarlierAnswer, ...] = ()
    stage: str = ""
    merged_into: str = ""


def received_at(complaint: Complaint) -> datetime:
    """When the complaint was received; long ago if it was never said, so that no report loses it silently."""
    return complaint.moment("received") or complaint.moment("registered") or LONG_AGO


def closings(moments: Iterable[Moment], status: Status, round_: int) -> tuple[Moment, ...]:
    """The closings that stand, one of each round: those that another round came after, and the last one of what is closed."""
    stands = [m for m in moments if m.name == "closed" and (m.round < round_ or status == "closed")]
    return tuple({m.round: m for m in reversed(stands)}.values())


def _how_far(complaint: Complaint) -> dict[str, Any]:
    return {"escalation_level": complaint.escalation_level, "rounds": complaint.round, "stage": complaint.stage}


def row(complaint: Complaint) -> Row:
    """The complaint's line in the register; of whoever asked to stay unnamed without who they are."""
    return Row(
        id=complaint.id,
        number=complaint.number,
        policy=complaint.policy,
        rules=complaint.rules,
        received=received_at(complaint),
        registered=complaint.moment("registered"),
        status=complaint.status,
        channel=complaint.channel,
        kind=complaint.kind,
        category=complaint.category,
        severity=complaint.severity,
        valid=complaint.valid,
        department=complaint.department,
        unit=complaint.unit,
        handler=complaint.handler,
        supervisor=complaint.supervisor,
        director=complaint.director,
        assistants=complaint.assistants,
        kept_out=complaint.kept_out,
        flags=complaint.flags,
        restricted=complaint.restricted,
        moments=complaint.moments,
        deadlines=complaint.deadlines,
        lost=complaint.lost,
        warned=complaint.warned,
        tasks=tuple(_without_form(task) for task in complaint.tasks if task.done is None),
        promises=tuple(_without_form(task) for task in complaint.tasks if task.promised),
        approvals=tuple(a for a in complaint.approvals if a.at is None and a.round == complaint.round),
        asked=_asked(complaint),
        satisfaction=complaint.satisfaction if _has_judged(complaint) else None,
        held=complaint.held,
        lasting=complaint.lasting,
        merged_into=complaint.merged_into,
        **_how_far(complaint),
        **_in_words(complaint),
    )


def complaint_of(row: Row) -> Complaint:
    """As much of the complaint as its line tells: what conditions, and who may see it, look at."""
    return Complaint(
        id=row.id, number=row.number, policy=row.policy, round=row.rounds, stage=row.stage, status=row.status,
        complainant=Complainant(name=row.name), subject=row.subject, text=row.content, kind=row.kind,
        category=row.category, severity=row.severity, valid=row.valid, department=row.department, unit=row.unit,
        handler=row.handler, supervisor=row.supervisor, director=row.director, assistants=row.assistants,
        fields=row.fields, flags=row.flags, restricted=row.restricted, moments=row.moments,
        outcome=row.outcome, satisfaction=row.satisfaction, escalation_level=row.escalation_level,
    )  # fmt: skip


def _asked(complaint: Complaint) -> tuple[str, ...]:
    asked = (*(t.assignee for t in complaint.tasks), *(a.approver for a in complaint.approvals))
    return tuple(dict.fromkeys(mail for mail in asked if mail))


def _has_judged(complaint: Complaint) -> bool:
    """Whether what the complaint knows of the customer's satisfaction is of this round: a reopened one still bears the last verdict."""
    since = (complaint.moment(name) for name in ("answered", "visited"))
    return complaint.moment("reopened") is None or any(at is not None for at in since)


def _in_words(complaint: Complaint) -> dict[str, Any]:
    """What people wrote, shortened, and who complains."""
    who = Complainant() if complaint.anonymous else complaint.complainant
    words = complaint.satisfaction_words if _has_judged(complaint) else ""
    said = {"subject": complaint.subject, "content": complaint.text, "words": words}
    return {
        "name": who.name,
        "contact": who.phone or who.mail,
        "outcome": complaint.outcome[:CONTENT_LETTERS],
        "earlier_answers": tuple(_in_short(answer, complaint) for answer in complaint.earlier_answers),
        "fields": {name: _shortened(value, complaint) for name, value in complaint.fields.items()},
        **{name: _shortened(text, complaint) for name, text in said.items()},
    }


def _in_short(answer: EarlierAnswer, complaint: Complaint) -> EarlierAnswer:
    words = _shortened(answer.words, complaint)
    return msgspec.structs.replace(answer, outcome=answer.outcome[:CONTENT_LETTERS], words=words)


def _shortened(text: str, complaint: Complaint) -> str:
    return without_identity(text, complaint)[:CONTENT_LETTERS]


def read_row(values: Mapping[str, str]) -> Row:
    """The register's line out of what a key tells."""
    return msgspec.json.decode(values["row"], type=Row)


def _without_form(task: Task) -> Task:
    return msgspec.structs.replace(task, form={}, others={})
