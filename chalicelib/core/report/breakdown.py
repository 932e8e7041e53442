"""What a policy wants of a report beside the usual: which cases, by which field, with what shown, related to which figures."""

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.core.again import flowing
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.report import SORTED_BY
from chalicelib.core.policy.vocabulary import When
from chalicelib.core.register.rows import Row, complaint_of
from chalicelib.core.report import figures
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.gathering import summed
from chalicelib.core.report.shape import Cell, Figure, Frame, Section, counted
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import field_value, label, value_label, value_name

BASE = 100_000_000  # what rates are told per


def concerned(rows: Rows, when: When) -> Rows:
    """The rows for which the condition holds."""
    return flowing(rows, lambda each: each_concerned(each, when)) if when else rows


def each_concerned(rows: Iterable[Row], when: When) -> Iterator[Row]:
    """The same one by one."""
    return (row for row in rows if vocabulary.any_holds(when, complaint_of(row), {}))


def gathered(field: str, show: tuple[str, ...], rows: Rows, frame: Frame) -> tuple[Section, ...]:
    """The cases of each value of a field together, the most frequent first, with what is shown of each (GN-02, GN-04)."""
    alike: dict[str, list[Row]] = {}
    for row in rows:
        alike.setdefault(vocabulary.folded(figures.value(row, field, frame.policy)), []).append(row)
    groups = sorted(alike.values(), key=lambda found: -len(found))
    return tuple(_group(field, show, found, frame) for found in groups)


def _group(field: str, show: tuple[str, ...], rows: Rows, frame: Frame) -> Section:
    policy, language = frame.policy, frame.language
    value = figures.value(rows[0], field, policy)
    called = field_value(field, value, policy, language) if value else word("unclassified", language)
    names = [label(name, policy, language) for name in show]
    return Section(
        title=f"{called} {len(rows)}",
        header=(word("number", language), word("unit", language), word("subject", language), *names),
        rows=tuple(_line(row, show, frame) for row in rows),
    )


def _line(row: Row, show: tuple[str, ...], frame: Frame) -> tuple[Cell, ...]:
    language = frame.language
    hidden = word("restricted", language) if row.restricted else ""
    shown = (hidden or _shown(name, row, frame) for name in show)
    return (
        row.number,
        figures.unit_of(row) or word("unassigned", language),
        hidden or row.subject or row.content[:40],
        *shown,
    )


def _shown(name: str, row: Row, frame: Frame) -> str:
    if name in SORTED_BY:
        return value_name(figures.value(row, name, frame.policy), frame.policy, frame.language)
    return value_label(name, row.fields.get(name, ""), frame.policy, frame.language)


def rate_section(rows: Rows, per: tuple[str, ...], known: Mapping[str, float], frame: Frame) -> Section:
    """Complaints per 100 million of each figure (IB-12); a figure that nobody told is shown as missing."""
    policy, language = frame.policy, frame.language
    (count,) = summed([lambda some: counted(figures.numbers(some))], rows)
    return Section(
        title=word("rates", language),
        header=tuple(word(name, language) for name in ("item", "figure", "complaints", "per_base")),
        rows=tuple((label(name, policy, language), *_rate(name, count, known, language)) for name in per),
    )


def _rate(name: str, count: Figure, known: Mapping[str, float], language: str) -> tuple[Cell, ...]:
    base = known.get(name, 0.0)
    if base <= 0:
        return word("not_told", language), count, "—"
    return (
        f"{base:,.0f}",
        count,
        Figure(f"{len(count.cases) * BASE / base:.2f}", len(count.cases) * BASE / base, count.cases),
    )
