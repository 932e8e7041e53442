"""The figures of a period: overall, by kind, category, channel and severity, by clock, by unit, against the period before.

A period without a complaint has the same tables, with zeros, and says so (RC-03).
"""

from collections.abc import Iterable, Sequence

from chalicelib.core.complaint.model import Deadline
from chalicelib.core.complaint.moments import OF_CUSTOMER
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import figures
from chalicelib.core.report.figures import Rows, change
from chalicelib.core.report.shape import Cell, Figure, Frame, ReportDocument, Section, bars, counted, percent
from chalicelib.core.report.units import action_section, appraisal_section, unit_limits_section
from chalicelib.core.report.wording import period_name, word
from chalicelib.core.words.labels import clock_name, field_value, label, with_desk
from chalicelib.core.words.local_dates import long_date, short_date
from chalicelib.core.words.names import person_name

TITLED = ("kind", "category", "channel", "severity")
RATED = frozenset({"summary", "appraisal"})  # reports that say how much was done in time
CHANNELS = ("mail", "sms", "phone", "visit", "web")


def summary(rows: Rows, previous: Rows, frame: Frame) -> ReportDocument:
    """The report of a month, quarter, year, week or day. `rows` may reach beyond the period; `previous` are the period before's."""
    now_all, before_all = figures.inside(rows, frame), figures.earlier(previous, frame)
    now, before = (figures.complaints(part, frame.policy) for part in (now_all, before_all))
    severities = len(frame.policy.severities) > 1
    return assemble(
        "summary",
        frame,
        _overview(now_all, before_all, frame),
        distribution("kind", frame.policy.kinds, now_all, before_all, frame),
        distribution("category", frame.policy.categories, now, before, frame),
        distribution("channel", CHANNELS, now, before, frame),
        *([distribution("severity", frame.policy.severities, now, before, frame)] if severities else []),
        _time_limits(now, before, frame),
        appraisal_section(now, frame),
        unit_limits_section(now, frame),
        _late(now, frame),
        action_section(before, frame),
    )


def assemble(kind: str, frame: Frame, *sections: Section) -> ReportDocument:
    """A report of that kind, with its title, and what its figures stand for below."""
    language = frame.language
    title = frame.title or word(kind, language)
    draft = word("draft", language) if frame.draft else ""
    return ReportDocument(
        title=title + draft,
        period=period_name(frame.period, language),
        label=frame.period.label,
        language=language,
        sections=(*sections, _basis(kind, frame)),
    )


def _basis(kind: str, frame: Frame) -> Section:
    language = frame.language
    as_of = long_date(frame.now, frame.policy.timezone, language)
    said = [word("as_of" if frame.placed_by == "received" else "as_of_closed", language).format(at=as_of)]
    if kind in RATED:
        said.append(with_desk(word("rate_note", language), frame.policy, language))
    if not frame.with_restricted:
        said.append(word("without_restricted", language))
    if frame.now < frame.period.end:
        said.insert(0, word("unfinished", language))
    if frame.draft:
        said.insert(0, word("draft_note", language))
    return Section(title=word("basis", language), text=tuple(said))


def _nothing(rows: Rows, frame: Frame) -> tuple[str, ...]:
    """What a report of nothing says: that it is one, of what it counts."""
    if rows and figures.complaints(rows, frame.policy):
        return ()
    if frame.placed_by != "received":
        return ("zero_closed",)
    return ("zero",) if rows else ("zero", "no_items")


def _overview(rows: Rows, previous: Rows, frame: Frame) -> Section:
    language = frame.language
    lines = zip(_headline(rows, frame), _headline(previous, frame), strict=True)
    return Section(
        title=word("overview", language),
        text=tuple(word(name, language) for name in _nothing(rows, frame)),
        header=tuple(word(name, language) for name in ("measure_word", "this_period", "last_period", "change")),
        rows=tuple(
            (word(name, language), now, before, change(now, before, language)) for (name, now), (_, before) in lines
        ),
    )


def _asks_again(policy: Policy) -> bool:
    """Whether the policy asks weeks later whether it was really solved."""
    return any(clock.until in OF_CUSTOMER for clock in policy.clocks)


def _headline(rows: Rows, frame: Frame) -> tuple[tuple[str, Figure], ...]:
    ours = figures.complaints(rows, frame.policy)
    return (
        ("received_all", counted(figures.numbers(rows))),
        ("complaints", counted(figures.numbers(ours))),
        ("response_rate", figures.answered(ours)),
        ("settlement_rate", figures.closed(ours)),
        ("on_time_rate", figures.answers_in_time(ours, frame)),
        ("limits_rate", figures.in_time(ours, frame.now)),
        ("satisfaction_rate", figures.satisfied(ours)),
        ("reopened", figures.reopened(ours)),
        ("survey_rate", figures.surveyed(ours)),
        *((("lasting_rate", figures.lasting(ours)),) if _asks_again(frame.policy) else ()),
        ("upheld_rate", figures.upheld(ours)),
        ("escalated", figures.escalated(ours)),
        ("escalated_top", figures.escalated(ours, figures.TO_DIRECTOR)),
        ("still_open", figures.still_open(ours)),
    )


def distribution(field: str, known: Iterable[str], rows: Rows, previous: Rows, frame: Frame) -> Section:
    """How the rows spread over the values of a field: the known ones in their order, also where there are none."""
    language = frame.language
    found = (figures.value(row, field, frame.policy) for row in (*rows, *previous))
    lines = [(name, *_both(field, name, rows, previous, frame.policy)) for name in dict.fromkeys((*known, *found))]
    titled = [(_called(field, name, frame), now, before) for name, now, before in lines]
    return Section(
        title=label(field, frame.policy, language) if field not in TITLED else word(f"by_{field}", language),
        header=tuple(word(name, language) for name in ("item", "count", "share", "last_period", "change")),
        rows=tuple(_line(name, now, before, len(rows), language) for name, now, before in titled),
        bars=bars([(name, now) for name, now, _ in titled]),
    )


def _both(field: str, name: str, rows: Rows, previous: Rows, policy: Policy) -> tuple[Figure, Figure]:
    now, before = (
        counted(figures.numbers(r for r in part if figures.value(r, field, policy) == name))
        for part in (rows, previous)
    )
    return now, before


def _line(name: str, now: Figure, before: Figure, whole: int, language: str) -> tuple[Cell, ...]:
    share = percent(len(now.cases), whole) if whole else "—"
    return name, now, share, before, change(now, before, language)


def _called(field: str, name: str, frame: Frame) -> str:
    return field_value(field, name, frame.policy, frame.language) if name else word("unclassified", frame.language)


def _time_limits(rows: Rows, previous: Rows, frame: Frame) -> Section:
    language = frame.language
    lines = []
    for clock in dict.fromkeys(c.name for c in frame.policy.clocks if c.until not in OF_CUSTOMER):
        now, before = (figures.in_time(part, frame.now, clock.__eq__) for part in (rows, previous))
        lines.append((clock_name(clock, frame.policy, language), now, before, change(now, before, language)))
    return Section(
        title=word("time_limits", language),
        header=tuple(word(name, language) for name in ("clock", "limits_rate", "last_period", "change")),
        rows=tuple(lines),
        bars=bars([(name, now) for name, now, _, _ in lines]),
    )


def _late(rows: Rows, frame: Frame) -> Section:
    """Each deadline that was not kept: whose, which, and when it was met after all."""
    language = frame.language
    late = [line for row in rows for line in _late_lines(row, frame)]
    return Section(
        title=word("late", language),
        text=() if late else (word("none_late", language),),
        header=tuple(word(name, language) for name in ("number", "unit", "clock", "due", "met")) if late else (),
        rows=tuple(late),
    )


def _late_lines(row: Row, frame: Frame) -> Sequence[tuple[Cell, ...]]:
    language, zone = frame.language, frame.policy.timezone
    return [
        (
            row.number,
            _whose(row, deadline, frame),
            clock_name(deadline.clock, frame.policy, language),
            short_date(deadline.due, zone, language),
            short_date(deadline.met, zone, language) if deadline.met else word("not_met", language),
        )
        for deadline in row.deadlines
        if figures.kept(row, deadline, frame.now) is False
    ]


def _whose(row: Row, deadline: Deadline, frame: Frame) -> str:
    """Who should have kept the limit: the unit, the desk, or whoever approves or has another role."""
    role = figures.whose(row, deadline, frame.policy)
    if role == "desk":
        return person_name(frame.policy.directory.desk, frame.policy, frame.language)
    if role in duties.THE_UNITS or not role:
        return figures.unit_of(row) or word("unassigned", frame.language)
    return label(role, frame.policy, frame.language)
