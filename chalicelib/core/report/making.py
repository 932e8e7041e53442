"""Which report a policy's definition makes of the register's lines."""

from collections.abc import Mapping, Sequence

import msgspec

from chalicelib.core.again import together
from chalicelib.core.complaint.model import Entry
from chalicelib.core.policy import model as policies
from chalicelib.core.register.rows import Row
from chalicelib.core.report import breakdown, figures, lead, placing, schedule, told
from chalicelib.core.report.definitions import HEADLINE
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.gathering import table
from chalicelib.core.report.limits import left_late_section, open_section, others_limits_section, unit_limits_section
from chalicelib.core.report.morning import morning_sections
from chalicelib.core.report.promised import promise_section
from chalicelib.core.report.recurring import word_section
from chalicelib.core.report.sample import Draw, case_sections, draw, pool, poster_section
from chalicelib.core.report.shape import Cell, Frame, ReportDocument, Section
from chalicelib.core.report.summary import assemble, distribution, overview, summary
from chalicelib.core.report.units import action_section, answering, appraisal_section, of_unit
from chalicelib.core.report.wording import period_name, word
from chalicelib.core.words.labels import label, value_name
from chalicelib.core.words.local_dates import short_date
from chalicelib.core.written.languages import listed

RATED = frozenset({"summary", "units", "appraisal"})  # kinds of reports that tell rates in time
USUAL = frozenset({"department", "unit", "kind", "category", "channel", "severity"})  # broken down by in any case


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is made from, beside its frame.

    `rows`: the register's lines of the period, `previous` those of the period before (more do no harm). `told_before`: what the report
    before counted; None if there was none. `open_rows`: all open cases, for lists and what reports say first. Of each only what the
    report is about, and its reader sees. `unsent`: the first of the periods just before of which its reader was sent nothing, as there
    was nothing to tell, and how many these are. `unit` or `person`: whose own figures or list it is. `histories` by number, for samples.
    """

    rows: Sequence[Row] = ()
    previous: Sequence[Row] = ()
    open_rows: Sequence[Row] = ()
    told_before: Sequence[told.Counted] | None = None
    unsent: tuple[str, int] = ("", 0)
    unit: str = ""
    person: str = ""
    histories: Mapping[str, Sequence[Entry]] = {}
    base_url: str = ""
    bases: Mapping[str, float] = {}


def make(definition: policies.Report, material: Material, frame: Frame) -> ReportDocument:
    """The report. Its title is the definition's label, unless the frame has one."""
    named = label(definition.name, frame.policy, frame.language)
    title = frame.title or (named if named != definition.name else "")
    frame = msgspec.structs.replace(_placed(definition, frame), title=title, ranked_by=definition.ranked_by)
    rows, previous = placing.inside(material.rows, frame), placing.earlier(material.previous, frame)
    rows, previous = breakdown.concerned(rows, definition.when), breakdown.concerned(previous, definition.when)
    document = _with_breakdown(
        definition, _of_kind(definition, rows, previous, material, frame), rows, previous, material, frame
    )
    return msgspec.structs.replace(document, lead=_lead(definition, rows, previous, material, frame))


def _lead(definition: policies.Report, rows: Rows, previous: Rows, material: Material, frame: Frame) -> tuple[str, ...]:
    """The sentences that the report begins with; a spot check has none."""
    ours, before, opened = (of(part, material.unit) for part in (rows, previous, material.open_rows))
    own = msgspec.structs.replace(frame, unit=material.unit)
    match definition.kind:
        case "summary" | "units" | "appraisal":
            ours, before, opened = (figures.complaints(part, frame.policy) for part in (ours, before, opened))
            return lead.of_figures(ours, before, opened, own)
        case "actions":
            return lead.of_actions(before, own)
        case "promises":
            return lead.to_do(together(ours, opened), own)
        case "cases" | "ledger" | "words":
            return lead.of_cases(ours, before, own)
        case _:
            return ()


def told_of(definition: policies.Report, material: Material, frame: Frame) -> Rows:
    """The cases that the report tells of, by number: what its workbook holds as lines of the register."""
    frame = _placed(definition, frame)
    rows = placing.inside(material.rows, frame)
    if definition.kind == "actions":
        rows = placing.earlier(material.previous, frame)
    if definition.kind == "promises":
        promised = (row for row in together(material.open_rows, rows) if row.promises)
        rows = placing.once(tuple({row.id: row for row in promised}.values()))
    return of(breakdown.concerned(rows, definition.when), material.unit)


def _placed(definition: policies.Report, frame: Frame) -> Frame:
    """The frame with what puts complaints into this report's period, and into the one that it is compared with."""
    before = schedule.period_before(definition, frame.period, frame.policy)
    return msgspec.structs.replace(frame, placed_by=definition.placed_by, before=before)


def _of_kind(
    definition: policies.Report, rows: Rows, previous: Rows, material: Material, frame: Frame
) -> ReportDocument:
    if is_empty(definition, rows, material):
        return few_lines(definition.kind, rows, previous, material, frame)
    match definition.kind:
        case "summary":
            return summary(rows, previous, frame)
        case "appraisal":
            return appraisal(rows, frame)
        case "units":
            return unit_summary(rows, previous, material.unit, frame)
        case "actions":
            return assemble("summary", frame, action_section(of(previous, material.unit), frame))
        case "sample":
            return sample(definition, material, frame)
        case "words":
            return assemble("words", frame, word_section(rows, previous, frame))
        case _:
            return assemble(definition.kind, frame, *_lists(definition, of(rows, material.unit), material, frame))


def is_empty(definition: policies.Report, rows: Rows, material: Material) -> bool:
    """Whether a report with rates has nothing in its period, of whatever kind, so that a few lines say all of it."""
    return definition.kind in RATED and not of(rows, material.unit)


def few_lines(kind: str, rows: Rows, previous: Rows, material: Material, frame: Frame) -> ReportDocument:
    """A report on a period in which nothing was received or closed: the headline beside that of the one before, what is open and still owed."""
    unit = material.unit
    own = msgspec.structs.replace(frame, title=_titled(unit, frame), unit=unit)
    before, opened = (figures.complaints(of(part, unit), frame.policy) for part in (previous, material.open_rows))
    acted = action_section(before, own)
    return assemble(
        "appraisal" if kind == "appraisal" else "summary",
        own,
        *([overview((), of(previous, unit), own, only=HEADLINE)] if before else []),
        *open_section(opened, own),
        *([acted] if acted.rows else []),
        *(left_late_section(figures.complaints(rows, frame.policy), own) if unit else ()),
    )


def _titled(unit: str, frame: Frame) -> str:
    return f"{frame.title} {unit}".strip() if unit else frame.title


def _lists(definition: policies.Report, rows: Rows, material: Material, frame: Frame) -> tuple[Section, ...]:
    """The kinds of report that list: each case, each promise, or each thing to be done."""
    match definition.kind:
        case "list":
            return morning_sections(material.open_rows, material.person, frame)
        case "cases":
            return _cases(definition, rows, frame)
        case "promises":
            return (promise_section(rows, of(material.open_rows, material.unit), frame),)
        case _:
            return (case_list(rows, frame),)


def _cases(definition: policies.Report, rows: Rows, frame: Frame) -> tuple[Section, ...]:
    """Every case with what was done about it; or those that are alike together, with the fields that are to be shown."""
    if not definition.show:
        return (case_list(rows, frame), action_section(rows, frame))
    found = breakdown.gathered(definition.by_field, definition.show, rows, frame)
    return found or (Section(title=word("cases", frame.language), text=(word("no_cases", frame.language),)),)


def _with_breakdown(
    definition: policies.Report, report: ReportDocument, rows: Rows, previous: Rows, material: Material, frame: Frame
) -> ReportDocument:
    """The report with what its definition asks for beside the usual, above its basis."""
    ours, before = (figures.complaints(of(part, material.unit), frame.policy) for part in (rows, previous))
    added, empty = [], is_empty(definition, rows, material)
    if not empty and definition.by_field not in USUAL and definition.kind in ("summary", "actions", "units"):
        added.append(distribution(definition.by_field, (), ours, before, frame))
    if definition.per and not empty:
        added.append(breakdown.rate_section(ours, definition.per, material.bases, frame))
    if definition.kind in told.COUNTING and material.told_before is not None:
        added.append(since_told(definition, material, frame))
    basis = report.sections[-1]
    changed = _rules_changed(ours, frame) if definition.kind in RATED else ""
    said = tuple(filter(None, (changed, _unsent(material, frame), word("quiet_note", frame.language) if empty else "")))
    basis = msgspec.structs.replace(basis, text=(*basis.text, *said))
    return msgspec.structs.replace(report, sections=(*report.sections[:-1], *added, basis))


def _unsent(material: Material, frame: Frame) -> str:
    """That reports before this one were not sent to its reader; "" if none was left out."""
    label_, count = material.unsent
    since = period_name(schedule.Period(frame.period.start, frame.period.end, label_), frame.language) if count else ""
    return word("quiet", frame.language).format(since=since, count=count) if count else ""


def since_told(definition: policies.Report, material: Material, frame: Frame) -> Section:
    """What has become otherwise since the report before was sent."""
    own = msgspec.structs.replace(_placed(definition, frame), unit=material.unit)
    every = together(material.previous, material.rows)
    return told.since_told(definition, material.told_before or (), every, own)


def _rules_changed(rows: Rows, frame: Frame) -> str:
    """That some are timed by rules that were published before the present ones; "" if none is."""
    earlier = [row.number for row in rows if row.rules not in ("", frame.policy.digest)]
    said = word("rules_changed", frame.language)
    return said.format(count=len(earlier), numbers=listed(earlier, frame.language)) if earlier else ""


def seed_of(definition: policies.Report, frame: Frame) -> str:
    """The seed of a sample: report and period, as words that whoever reads the report can draw it again with."""
    return f"{definition.name.replace('_', ' ')} {frame.period.label}"


def drawn(definition: policies.Report, material: Material, frame: Frame) -> Draw[Row]:
    """The cases of a sample, so that their histories can be fetched before it is made; none for posters."""
    found = (
        ()
        if definition.of == "posters"
        else pool(definition.of, material.rows, material.previous, _placed(definition, frame))
    )
    return draw(found, [row.number for row in found], seed_of(definition, frame), definition.size)


def sample(definition: policies.Report, material: Material, frame: Frame) -> ReportDocument:
    """The spot check that the definition's owner gets: cases, the desk's work, corrective actions, or posters."""
    if definition.of == "posters":
        places = answering(frame.policy.directory)
        chosen = draw(places, [place.name for place in places], seed_of(definition, frame), definition.size)
        return assemble("sample", frame, poster_section(chosen, frame, material.base_url))
    cases = drawn(definition, material, frame)
    return assemble("sample", frame, *case_sections(cases, material.histories, frame, definition.of))


def appraisal(rows: Rows, frame: Frame) -> ReportDocument:
    """The units' figures of a period, a year above all (LC-15): complaints, rates in time, satisfaction."""
    ours = figures.complaints(placing.once(rows), frame.policy)
    units = (appraisal_section(ours, frame), unit_limits_section(ours, frame), *others_limits_section(ours, frame))
    return assemble("appraisal", frame, *units, *left_late_section(ours, frame))


def unit_summary(rows: Rows, previous: Rows, unit: str, frame: Frame) -> ReportDocument:
    """One unit's own summary: its figures against the period before, its cases, and last period's corrective actions (LC-12).

    Without a unit, the summary is of all.
    """
    own = msgspec.structs.replace(frame, title=_titled(unit, frame), unit=unit)
    report = summary(of(rows, unit), of(previous, unit), own)
    cases = case_list(figures.complaints(of(rows, unit), frame.policy), frame)
    # What a unit lost is among all lines, not among those that it has.
    left = left_late_section(figures.complaints(rows, frame.policy), own) if unit else ()
    return msgspec.structs.replace(report, sections=(*report.sections[:-1], *left, cases, report.sections[-1]))


def of(rows: Rows, unit: str) -> Rows:
    """The rows of a unit; all if none is named."""
    return of_unit(rows, unit) if unit else rows


def case_list(rows: Rows, frame: Frame) -> Section:
    """A line for each case."""
    language = frame.language
    names = ("number", "received", "unit", "category", "subject", "outcome", "satisfaction", "status")
    return Section(
        title=f"{word('cases', language)} {len(rows)}",
        text=() if rows else (word("no_cases", language),),
        header=tuple(word(name, language) for name in names),
        rows=table(lambda: (_case_line(row, frame) for row in rows)),
    )


def _case_line(row: Row, frame: Frame) -> tuple[Cell, ...]:
    policy, language = frame.policy, frame.language
    hidden = word("restricted", language) if row.restricted else ""
    return (
        row.number,
        short_date(row.received, policy.timezone, language),
        figures.unit_of(row) or word("unassigned", language),
        value_name(row.category, policy, language) or word("unclassified", language),
        hidden or row.subject or row.content[:40],
        hidden or row.outcome[:200],
        label(f"satisfaction.{row.satisfaction}", policy, language) if row.satisfaction else "",
        value_name(row.status, policy, language),
    )
