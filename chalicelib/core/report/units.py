"""The units' appraisal, and whether the corrective actions of the period before were carried out (LC-12, LC-15)."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chalicelib.core.again import flowing, those
from chalicelib.core.policy.model import Department, Directory, Policy
from chalicelib.core.policy.vocabulary import is_empty, is_filled, says_no, says_yes
from chalicelib.core.register.rows import Row
from chalicelib.core.report import figures
from chalicelib.core.report.definitions import MEASURES, OF_A_UNIT, Measure, notes
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.gathering import Count, summed, summed_by, table
from chalicelib.core.report.shape import NOTHING, Cell, Figure, Frame, Section, bars, counted, rate
from chalicelib.core.report.wording import measure, word

APPRAISED = (
    "complaints",
    "on_time_rate",
    "limits_rate",
    "satisfaction_rate",
    "reopened",
    "upheld_rate",
    "escalated",
    "escalated_top",
)
Line = tuple[str, tuple[Figure, ...]]  # a unit as it is called, and its figures
OF_UNITS = ("units.on_time_rate", "units.limits_rate", "units.escalated")


def units(rows: Rows, frame: Frame) -> tuple[str, ...]:
    """The units appraised: the frame's, else those of the directory that answer complaints and any others that did; "" is none."""
    if frame.unit:
        return (frame.unit,)
    own = (department.name for department in answering(frame.policy.directory))
    return tuple(dict.fromkeys((*own, *(figures.unit_of(row) for row in rows))))


def answering(directory: Directory) -> tuple[Department, ...]:
    """The departments that answer complaints themselves: those that supervise no other."""
    supervising = {department.parent for department in directory.departments}
    return tuple(department for department in directory.departments if department.name not in supervising)


def of_unit(rows: Rows, unit: str) -> Rows:
    """The rows that the unit answers for."""
    return those(rows, lambda row: figures.unit_of(row) == unit)


def appraisal_section(rows: Rows, frame: Frame) -> Section:
    """Each unit's complaints, rates in time, satisfied and upheld, reopenings and escalations, and of several the sum of all."""
    language = frame.language
    counts = _appraised(frame)
    found, nothing = summed_by(figures.unit_of, counts, rows), tuple(count(()) for count in counts)
    appraised = [(named(unit, language), found.get(unit, nothing)) for unit in units(rows, frame)]
    total = [(word("total", language), appraised_figures(rows, frame))] if len(appraised) > 1 else []
    section = Section(
        title=word("units", language),
        header=(word("unit", language), *(measure(name, frame.placed_by, language) for name in APPRAISED)),
        rows=tuple((called, *line) for called, line in (*appraised, *total)),
        bars=bars([(called, line[0]) for called, line in appraised]),
        notes=notes(OF_UNITS, frame),
    )
    return _ranked(section, appraised, frame) if frame.ranked_by else section


def _ranked(section: Section, appraised: Sequence[Line], frame: Frame) -> Section:
    """The section with the best unit first and each one's place before it: equals share a place, who cannot be measured has none."""
    place = APPRAISED.index(frame.ranked_by)
    rates = [line[place].value for _, line in appraised]
    order = sorted(range(len(appraised)), key=lambda i: (rates[i] is None, -(rates[i] or 0)))
    lines = tuple((_placed(rates[i], rates), *section.rows[i]) for i in order)
    rest = tuple(("", *row) for row in section.rows[len(appraised) :])
    by = word("ranked_by", frame.language).format(rate=measure(frame.ranked_by, frame.placed_by, frame.language))
    header = (word("place", frame.language), *section.header)
    drawn = tuple(section.bars[i] for i in order)
    return msgspec.structs.replace(section, header=header, rows=(*lines, *rest), text=(by,), bars=drawn)


def appraised_figures(rows: Rows, frame: Frame) -> tuple[Figure, ...]:
    """The figures of APPRAISED, in that order: by what is the unit's own to keep."""
    return summed(_appraised(frame), rows)


def _appraised(frame: Frame) -> tuple[Count, ...]:
    return tuple(_with(frame, OF_A_UNIT.get(name) or MEASURES[name]) for name in APPRAISED)


def _with(frame: Frame, measure_: Measure) -> Count:
    return lambda rows: measure_(rows, frame)


def _placed(rate_: float | None, among: Iterable[float | None]) -> str:
    """One more than there are better ones."""
    return NOTHING if rate_ is None else str(1 + sum(other is not None and other > rate_ for other in among))


class Action(msgspec.Struct, frozen=True):
    """A corrective action that a complaint left behind: which, and whether it was carried out (None: nobody has said)."""

    row: Row
    action: str
    done: bool | None
    answer: str = ""
    proof: str = ""


def actions(rows: Rows, policy: Policy) -> Sequence[Action]:
    """The corrective actions of these complaints: promised in a field, asked for by an open task, or reported on."""
    return flowing(rows, lambda each: _actions(each, policy))


def action_section(rows: Rows, frame: Frame) -> Section:
    """Whether the corrective actions of these complaints were carried out, unit by unit and one by one."""
    language, policy = frame.language, frame.policy
    every, done = summed([lambda some: _left(some, policy), lambda some: _carried_out(some, policy)], rows)
    if not every.cases:
        return Section(title=word("actions", language), text=(word("no_actions", language),))

    def lines() -> Iterator[tuple[Cell, ...]]:
        yield from (_action_line(action, language) for action in _actions(rows, policy))
        yield _done_of_all(done.cases, every.cases, frame)

    header = tuple(word(name, language) for name in ("unit", "number", "action", "carried_out", "proof"))
    return Section(title=word("actions", language), header=header, rows=table(lines))


def _left(rows: Rows, policy: Policy) -> Figure:
    return counted(tuple(action.row.number for action in _actions(rows, policy)))


def _carried_out(rows: Rows, policy: Policy) -> Figure:
    return counted(tuple(action.row.number for action in _actions(rows, policy) if action.done))


def _done_of_all(done: Sequence[str], every: Sequence[str], frame: Frame) -> tuple[Cell, ...]:
    """How many were carried out: of one unit, where there is nothing to sum up, by that name."""
    if frame.unit:
        return word("yes", frame.language), counted(done), "", rate(done, every), ""
    return word("total", frame.language), counted(every), "", rate(done, every), ""


def _actions(rows: Iterable[Row], policy: Policy) -> Iterator[Action]:
    promises, asking = policy.fields_that_mean("action"), _asking(policy)
    described = (*promises, *policy.fields_that_mean("measure"))
    for row in rows:
        answer = _first_said(row, policy.fields_that_mean("carried_out"))
        promised = _first_filled(row, promises) or any(task.name in asking for task in row.tasks)
        if promised or answer:
            done = says_yes(answer) if answer else None
            proof = _first_said(row, policy.fields_that_mean("proof"))
            yield Action(row, _first_filled(row, described), done, answer, proof)


def _asking(policy: Policy) -> frozenset[str]:
    """The tasks that ask what has become of an action. The answer's form promises one and asks nothing yet."""
    followed_up = {*policy.fields_that_mean("action"), *policy.fields_that_mean("carried_out")}
    return frozenset(task.name for task in policy.tasks if task.command == "fill" and followed_up & set(task.form))


def _first_filled(row: Row, fields: Iterable[str]) -> str:
    return next((row.fields[name] for name in fields if is_filled(row.fields.get(name, ""))), "")


def _first_said(row: Row, fields: Iterable[str]) -> str:
    """As `_first_filled`, but "no" is an answer, too."""
    return next((row.fields[name] for name in fields if not is_empty(row.fields.get(name, ""))), "")


def _action_line(action: Action, language: str) -> tuple[Cell, ...]:
    """An answer that is neither yes nor no ("partly") is shown as it was given, and counts as not carried out."""
    said = "unanswered" if action.done is None else "yes" if action.done else "no"
    plain = action.done is None or action.done or says_no(action.answer)
    shown = word(said, language) if plain else action.answer
    hidden = word("restricted", language) if action.row.restricted else ""
    told = (hidden or action.action, hidden if hidden and not plain else shown, hidden or action.proof)
    return named(figures.unit_of(action.row), language), action.row.number, *told


def named(unit: str, language: str) -> str:
    """What a unit is called; of what none has, that it is not assigned."""
    return unit or word("unassigned", language)
