"""The report on one complaint: how it went, which limits were kept, what was answered and done, and by whom."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import compress

from chalicelib.core.complaint import delivery
from chalicelib.core.complaint.model import Complaint, EarlierAnswer
from chalicelib.core.complaint.moments import OF_CUSTOMER
from chalicelib.core.people import sight
from chalicelib.core.register import rows
from chalicelib.core.report.shape import Cell, Frame, ReportDocument, Section
from chalicelib.core.report.wording import word
from chalicelib.core.words import letter
from chalicelib.core.words.history import entry_reason, entry_text
from chalicelib.core.words.labels import clock_name, history_name, label, value_label, value_name
from chalicelib.core.words.local_dates import long_date, short_date
from chalicelib.core.words.names import person_name

SHORT = 400  # characters of what somebody wrote, in one cell


def special(complaint: Complaint, frame: Frame, reader: str) -> ReportDocument:
    """The report as `reader` (mail address) may see it. Of a restricted complaint nothing that anybody wrote."""
    language, named = frame.language, frame.title or word("special", frame.language)
    complaint = sight.without_kept_work(reader, complaint, frame.policy, frame.now)
    sections = (
        _overview(complaint, frame),
        _limits(complaint, frame),
        _answers(complaint, frame),
        _findings(complaint, frame, reader),
        _work(complaint, frame),
        _history(complaint, frame),
    )
    received = rows.received_at(complaint)
    return ReportDocument(
        title=named,
        period=complaint.number,
        label=short_date(received, frame.policy.timezone, language),
        language=language,
        sections=tuple(section for section in sections if section.rows),
    )


def _overview(complaint: Complaint, frame: Frame) -> Section:
    policy, language = frame.policy, frame.language
    told = (
        ("number", complaint.number),
        ("received", long_date(rows.received_at(complaint), policy.timezone, language)),
        ("category", value_name(complaint.category, policy, language)),
        ("severity", value_name(complaint.severity, policy, language)),
        ("unit", label(complaint.unit or complaint.department, policy, language)),
        ("by", person_name(complaint.handler, policy, language) if complaint.handler else ""),
        ("subject", _open(complaint.subject, complaint, frame)),
        ("content", _open(complaint.text, complaint, frame)),
        ("status", value_name(complaint.status, policy, language)),
        ("rounds", str(complaint.round)),
        ("satisfaction", _graded("satisfaction", complaint.satisfaction, frame)),
        ("really_solved", _graded("lasting", complaint.lasting, frame)),
        ("said", _open(complaint.satisfaction_words, complaint, frame)),
    )
    return Section(
        title=word("overview", language), rows=tuple((word(name, language), value) for name, value in told if value)
    )


def _limits(complaint: Complaint, frame: Frame) -> Section:
    """Every limit of every round: when it was due, when it was met, and how it stands."""
    policy, language = frame.policy, frame.language
    known = {clock.name for clock in policy.clocks if clock.until not in OF_CUSTOMER}
    counted = [d for d in complaint.deadlines if d.clock in known or d.clock.startswith(("task:", "approval:"))]
    answers = {clock.name for clock in policy.clocks if clock.until == "answered"}
    told = [delivery.as_delivered(d, complaint.moments) if d.clock in answers else d for d in counted]
    rows = []
    for deadline in sorted(told, key=lambda each: each.due):
        late = deadline.missed is not None or (deadline.met or frame.now) > deadline.due
        standing = "overdue" if late else "in_time" if deadline.met else "not_met"
        rows.append(
            (
                clock_name(deadline.clock, policy, language),
                str(deadline.round),
                _day(deadline.missed or deadline.due, frame),
                _day(deadline.met, frame),
                word(standing, language),
            )
        )
    return _table("time_limits", ("clock", "rounds", "due", "met", "status"), rows, language)


def _answers(complaint: Complaint, frame: Frame) -> Section:
    """The answer of each round, in its stage, and what the customer said to it."""
    policy, answered = frame.policy, complaint.moment("answered")
    given = list(complaint.earlier_answers)
    if answered is not None:
        given.append(
            EarlierAnswer(
                round=complaint.round,
                stage=complaint.stage,
                at=answered,
                by=complaint.proposed_by or complaint.handler,
                outcome=letter.whole(complaint, policy),
                satisfaction=complaint.satisfaction if complaint.moment("visited") else None,
                words=complaint.satisfaction_words if complaint.moment("visited") else "",
            )
        )
    rows = [
        (
            " ".join(filter(None, (str(each.round), label(each.stage, policy, frame.language) if each.stage else ""))),
            _day(each.at, frame),
            person_name(each.by, policy, frame.language) if each.by else "",
            _open(each.outcome, complaint, frame),
            _graded("satisfaction", each.satisfaction, frame),
            _open(each.words, complaint, frame),
        )
        for each in given
    ]
    return _table("answers", ("rounds", "when", "by", "outcome", "satisfaction", "said"), rows, frame.language)


def _findings(complaint: Complaint, frame: Frame, reader: str) -> Section:
    """What the forms say: findings, measures, sums; only what the reader may see."""
    policy, language = frame.policy, frame.language
    shown = sight.fields_shown(reader, complaint, policy, frame.now)
    rows = [
        (
            label(name, policy, language),
            _open(value_label(name, complaint.fields[name], policy, language), complaint, frame),
        )
        for name in shown
        if complaint.fields.get(name)
    ]
    return _table("findings", ("item", "said"), rows, language)


def _work(complaint: Complaint, frame: Frame) -> Section:
    """Who was asked for what, and when they did it."""
    return _table(
        "who_did_what", ("what", "by", "when", "due", "met", "said"), list(_done(complaint, frame)), frame.language
    )


def _done(complaint: Complaint, frame: Frame) -> Iterator[tuple[Cell, ...]]:
    policy, language = frame.policy, frame.language
    for task in complaint.tasks:
        who = person_name(task.assignee, policy, language)
        times = (_day(task.opened, frame), _day(task.due, frame), _day(task.done, frame))
        yield label(task.name, policy, language), who, *times, _open(task.promised, complaint, frame)
    for step in complaint.approvals:
        named = clock_name(f"approval:{step.gate}:{step.step}", policy, language)
        said = "" if step.at is None else word("granted" if step.granted else "refused", language)
        who, comment = person_name(step.approver, policy, language), _open(step.comment, complaint, frame)
        yield named, who, _day(step.asked, frame), "", _day(step.at, frame), " ".join(filter(None, (said, comment)))


def _history(complaint: Complaint, frame: Frame) -> Section:
    """The newest lines of the history; who may see the case reads all of it there."""
    policy, language = frame.policy, frame.language
    rows = []
    for entry in complaint.recent:
        told = (entry_reason(entry, policy, language) if entry.reason else "", entry_text(entry, policy, language))
        rows.append(
            (
                _day(entry.at, frame),
                history_name(entry.what, policy, language),
                person_name(entry.by, policy, language) if entry.by else "",
                _open("\n".join(filter(None, told)), complaint, frame),
            )
        )
    return _table("history", ("when", "what", "by", "said"), rows, language)


def _table(title: str, header: Iterable[str], rows: Sequence[tuple[Cell, ...]], language: str) -> Section:
    """Of the columns those in which anything stands."""
    filled = [any(column) for column in zip(*rows, strict=True)]
    kept = tuple(tuple(compress(row, filled)) for row in rows)
    return Section(
        title=word(title, language), header=tuple(word(name, language) for name in compress(header, filled)), rows=kept
    )


def _open(text: str, complaint: Complaint, frame: Frame) -> str:
    """What somebody wrote, shortened; hidden where the complaint is restricted."""
    if not text:
        return ""
    if complaint.restricted:
        return word("restricted", frame.language)
    return f"{text[:SHORT]}…" if len(text) > SHORT else text


def _graded(kind: str, score: int | None, frame: Frame) -> str:
    return label(f"{kind}.{score}", frame.policy, frame.language) if score else ""


def _day(at: datetime | None, frame: Frame) -> str:
    return short_date(at, frame.policy.timezone, frame.language) if at else ""
