"""What a report is made of. Every figure knows the complaints behind it, so that nobody has to believe it (F49)."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

import msgspec

from chalicelib.core.policy.model import Policy
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.wording import word
from chalicelib.core.written.languages import FIRST, bracketed, language_or_first

NOTHING = "—"
FEW = 5  # of fewer a percentage alone says more than anybody knows


class Figure(msgspec.Struct, frozen=True):
    """A number in a table: its `text`, its `value` to reckon with, the numbers of the complaints it counts.

    A rate also names the complaints it is a rate of. `value` is None where there was nothing to measure.
    """

    text: str
    value: float | None
    cases: Sequence[str] = ()
    of: Sequence[str] = ()

    def __str__(self) -> str:
        """As it is shown."""
        return self.text


Cell = str | Figure


class Bar(msgspec.Struct, frozen=True):
    """A bar of a chart; `share` is its length from 0 to 1."""

    label: str
    value: str
    share: float


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a report: sentences, a table, bars, what its figures count; any of them may be missing.

    `headline`: how many of the first rows are what a mail shows before all else.
    """

    title: str
    text: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: Sequence[tuple[Cell, ...]] = ()
    bars: tuple[Bar, ...] = ()
    notes: tuple[str, ...] = ()
    headline: int = 0


class ReportDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report. `period` is in words, `label` sorts; `lead`: the sentences that stand before everything."""

    title: str
    period: str
    label: str
    language: str
    sections: tuple[Section, ...]
    lead: tuple[str, ...] = ()


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What every part of a report needs beside its complaints. `now`: figures stand as of then. `unit`: only that one's figures.

    `placed_by`: the moment that puts a complaint into the period. `before`: the period that it is compared with.
    `with_restricted`: whether its reader gets restricted cases. `ranked_by`: the rate by which units are ranked; "": in the directory's order.
    """

    policy: Policy
    period: Period
    now: datetime
    language: str = FIRST
    title: str = ""
    unit: str = ""
    draft: bool = False
    placed_by: str = "received"
    with_restricted: bool = True
    before: Period | None = None
    ranked_by: str = ""


def shown(cell: Cell, language: str) -> str:
    """A cell as text; a figure's brackets are those of the reader's language."""
    return in_brackets_of(cell.text, language) if isinstance(cell, Figure) else str(cell)


def in_brackets_of(text: str, language: str) -> str:
    """A figure's text with the language's brackets."""
    opening, closing = language_or_first(language).brackets
    return text.replace("（", opening).replace("）", closing)


def counted(cases: Sequence[str]) -> Figure:
    """How many."""
    return Figure(str(len(cases)), float(len(cases)), cases)


def rate(cases: Sequence[str], of: Sequence[str]) -> Figure:
    """How many of how many, with both numbers: 92%（23/25）; of few the numbers come first: 1/2（50%）."""
    if not of:
        return Figure(NOTHING, None)
    few, many = share(len(cases), len(of), FIRST), f"{percent(len(cases), len(of))}（{len(cases)}/{len(of)}）"
    return Figure(few if len(of) < FEW else many, len(cases) / len(of), cases, of)


def share(part: int, whole: int, language: str) -> str:
    """A part of the whole as a percentage; of few the numbers, and what they come to: 1/2（50%）, in English 1/2 (50%)."""
    if not whole:
        return NOTHING
    came_to = percent(part, whole)
    return f"{part}/{whole}{bracketed(came_to, language)}" if whole < FEW else came_to


def percent(part: int, whole: int) -> str:
    """A percentage with one decimal place where it needs one, halves rounded up: 92%, 66.7%."""
    tenths = int(Fraction(1000 * part, whole) + Fraction(1, 2))
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def change(now: Figure, before: Figure, language: str) -> str:
    """From one period to the next: +3（+25%） for counts, +4.5 points for rates; a dash where one has nothing to compare.

    From few cases no percentage is told, and with rates of few no points.
    """
    if now.value is None or before.value is None:
        return NOTHING
    difference = now.value - before.value
    if (now.of or before.of) and min(len(now.of), len(before.of)) < FEW:
        return NOTHING
    if now.of:
        return word("points", language).format(value=_signed(round(100 * difference, 1)))
    if before.value < FEW or not difference:
        return _signed(difference)
    return _signed(difference) + bracketed(f"{_signed(round(100 * difference / before.value, 1))}%", language)


def _signed(number: float) -> str:
    if not number:
        return "0"
    return f"{'+' if number > 0 else '−'}{abs(number):g}"


def bars(labelled: list[tuple[str, Figure]]) -> tuple[Bar, ...]:
    """Bars for figures: a rate as long as it is of the whole, a count as it is of the largest one."""
    rates = any(figure.of for _, figure in labelled)
    longest = 1 if rates else max((figure.value or 0 for _, figure in labelled), default=0) or 1
    return tuple(Bar(label, figure.text, (figure.value or 0) / longest) for label, figure in labelled)
