"""The figures of a period: overall, by kind, category, channel and severity, by clock, by unit, against the period before.

A period without a complaint has the same tables, with zeros, and says so (RC-03).
"""

from collections.abc import Container, Iterable
from functools import partial

from chalicelib.core.complaint.moments import OF_CUSTOMER
from chalicelib.core.policy.model import Policy
from chalicelib.core.report import figures, placing
from chalicelib.core.report.definitions import HEADLINE, MEASURES, measured, notes
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.gathering import summed, summed_by
from chalicelib.core.report.limits import (
    late_section,
    left_late_section,
    limits_section,
    lost_section,
    others_limits_section,
    unit_limits_section,
)
from chalicelib.core.report.shape import Cell, Figure, Frame, ReportDocument, Section, bars, change, counted, share
from chalicelib.core.report.units import action_section, appraisal_section
from chalicelib.core.report.wording import measure, period_name, word
from chalicelib.core.words.labels import field_value, label, with_desk
from chalicelib.core.words.local_dates import long_date

TITLED = ("kind", "category", "channel", "severity")
CHANNELS = ("mail", "sms", "phone", "visit", "web")


def summary(rows: Rows, previous: Rows, frame: Frame) -> ReportDocument:
    """The report of a month, quarter, year, week or day. `rows` may reach beyond the period; `previous` are the period before's."""
    now_all, before_all = placing.inside(rows, frame), placing.earlier(previous, frame)
    now, before = (figures.complaints(part, frame.policy) for part in (now_all, before_all))
    severities = len(frame.policy.severities) > 1
    return assemble(
        "summary",
        frame,
        overview(now_all, before_all, frame),
        distribution("kind", frame.policy.kinds, now_all, before_all, frame),
        distribution("category", frame.policy.categories, now, before, frame),
        distribution("channel", CHANNELS, now, before, frame),
        *([distribution("severity", frame.policy.severities, now, before, frame)] if severities else []),
        limits_section(now, before, frame),
        appraisal_section(now, frame),
        unit_limits_section(now, frame),
        *others_limits_section(now, frame),
        late_section(now, frame),
        *lost_section(now_all, frame),
        *([] if frame.unit else left_late_section(now, frame)),
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
        sections=(*sections, _basis(frame)),
    )


def _basis(frame: Frame) -> Section:
    language = frame.language
    as_of = long_date(frame.now, frame.policy.timezone, language)
    said = [word("as_of" if frame.placed_by == "received" else "as_of_closed", language).format(at=as_of)]
    if not frame.with_restricted:
        said.append(word("without_restricted", language))
    if frame.now < frame.period.end:
        said.insert(0, word("unfinished", language))
    if frame.draft:
        said.insert(0, with_desk(word("draft_note", language), frame.policy, language))
    return Section(title=word("basis", language), text=tuple(said))


def _nothing(rows: Rows, frame: Frame) -> tuple[str, ...]:
    """What a report of nothing says: that it is one, of what it counts."""
    if rows and figures.complaints(rows, frame.policy):
        return ()
    if frame.placed_by != "received":
        return ("zero_closed",)
    return ("zero",) if rows else ("zero", "no_items")


def overview(rows: Rows, previous: Rows, frame: Frame, *, only: Container[str] = MEASURES) -> Section:
    """The figures of all complaints of the period beside those of the one before, the headline first."""
    language = frame.language
    left_out = {"lasting_rate": not _asks_again(frame.policy), "reopened_since": frame.placed_by != "closed"}
    names = tuple(name for name in MEASURES if name in only and not left_out.get(name))
    counts = [partial(_measured, name, frame=frame) for name in names]
    lines = zip(names, summed(counts, rows), summed(counts, previous), strict=True)
    return Section(
        title=word("overview", language),
        text=tuple(word(name, language) for name in _nothing(rows, frame)),
        header=tuple(word(name, language) for name in ("measure_word", "this_period", "last_period", "change")),
        rows=tuple(
            (measure(name, frame.placed_by, language), now, before, change(now, before, language))
            for name, now, before in lines
        ),
        notes=notes(names, frame),
        headline=sum(name in HEADLINE for name in names),
    )


def _measured(name: str, rows: Rows, *, frame: Frame) -> Figure:
    """A figure of MEASURES: of everything that was received, or of the complaints among it."""
    return measured(name, rows if name == "received_all" else figures.complaints(rows, frame.policy), frame)


def _asks_again(policy: Policy) -> bool:
    """Whether the policy asks weeks later whether it was really solved."""
    return any(clock.until in OF_CUSTOMER for clock in policy.clocks)


def distribution(field: str, known: Iterable[str], rows: Rows, previous: Rows, frame: Frame) -> Section:
    """How the rows spread over the values of a field: the known ones in their order, also where there are none."""
    language = frame.language
    now, before = (_spread(field, part, frame.policy) for part in (rows, previous))
    nothing = counted(())
    titled = [
        (_called(field, name, frame), now.get(name, nothing), before.get(name, nothing))
        for name in dict.fromkeys((*known, *now, *before))
    ]
    return Section(
        title=label(field, frame.policy, language) if field not in TITLED else word(f"by_{field}", language),
        header=tuple(
            measure(name, frame.placed_by, language) for name in ("item", "count", "share", "last_period", "change")
        ),
        rows=tuple(_line(name, now, before, len(rows), language) for name, now, before in titled),
        bars=bars([(name, now) for name, now, _ in titled]),
    )


def _spread(field: str, rows: Rows, policy: Policy) -> dict[str, Figure]:
    """How many rows have each value that any has."""
    found = summed_by(
        lambda row: figures.value(row, field, policy), [lambda some: counted(figures.numbers(some))], rows
    )
    return {name: count for name, (count,) in found.items()}


def _line(name: str, now: Figure, before: Figure, whole: int, language: str) -> tuple[Cell, ...]:
    return name, now, share(len(now.cases), whole, language), before, change(now, before, language)


def _called(field: str, name: str, frame: Frame) -> str:
    return field_value(field, name, frame.policy, frame.language) if name else word("unclassified", frame.language)
