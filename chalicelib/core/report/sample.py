"""Spot checks: a random sample that anybody can draw again from the same seed, with the whole history of each case (LC-14, LC-17)."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from chalicelib.core.again import together
from chalicelib.core.complaint.model import Entry
from chalicelib.core.complaint.moments import LASTING
from chalicelib.core.policy.model import Department
from chalicelib.core.register.rows import Row
from chalicelib.core.report.by_round import each_round
from chalicelib.core.report.figures import Rows, complaints, moment, unit_of
from chalicelib.core.report.placing import earlier, inside, once
from chalicelib.core.report.shape import Cell, Frame, Section
from chalicelib.core.report.units import action_section, actions
from chalicelib.core.report.verdicts import satisfied
from chalicelib.core.report.wording import word
from chalicelib.core.words.history import entry_reason, entry_text
from chalicelib.core.words.labels import history_name, label, moment_name, value_name
from chalicelib.core.words.links import place_link
from chalicelib.core.words.local_dates import long_date, short_date
from chalicelib.core.words.names import person_name

Histories = Mapping[str, Sequence[Entry]]


AnyItem = TypeVar("AnyItem")


class Draw(msgspec.Struct, Generic[AnyItem], frozen=True):
    """A sample: what was drawn, with which seed, out of how many."""

    items: tuple[AnyItem, ...]
    seed: str
    out_of: int


def draw(items: Sequence[AnyItem], names: Sequence[str], seed: str, size: int) -> Draw[AnyItem]:
    """`size` of the items, ordered by name. The same seed draws the same, in whatever order the items come.

    Names are shuffled by their digest: no library's random numbers, so that no version of one changes an old sample.
    """
    named = dict(zip(names, items, strict=True))
    shuffled = sorted(named, key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).digest())
    return Draw(tuple(named[name] for name in sorted(shuffled[:size])), seed, len(named))


def pool(of: str, rows: Rows, previous: Rows, frame: Frame) -> Rows:
    """What a sample is drawn from: for `desk` everything received, for `actions` the cases that left a corrective action."""
    received = inside(rows, frame)
    if of == "actions":
        left = (action.row for action in actions(once(together(earlier(previous, frame), received)), frame.policy))
        return tuple({row.number: row for row in left}.values())
    return received if of == "desk" else complaints(received, frame.policy)


def case_sections(drawn: Draw[Row], histories: Histories, frame: Frame, of: str = "cases") -> tuple[Section, ...]:
    """The sample: its list, what is to be checked, and each case's history by number."""
    checked = {"desk": _desk_section, "actions": action_section}.get(of)
    return (
        _list_section(drawn, frame),
        *([checked(drawn.items, frame)] if checked and drawn.items else []),
        *(_history_section(row, histories.get(row.number, ()), frame) for row in drawn.items),
    )


def poster_section(drawn: Draw[Department], frame: Frame, base_url: str) -> Section:
    """Units whose posters are to be looked at, with the link that the code must lead to and room for what was found."""
    language = frame.language
    return Section(
        title=word("sample", language),
        text=(_note(drawn, language),),
        header=tuple(word(name, language) for name in ("unit", "head", "code_link", "checked")),
        rows=tuple(
            (unit.name, person_name(unit.head, frame.policy, language), place_link(base_url, unit.name), "")
            for unit in drawn.items
        ),
    )


def _note(drawn: Draw[AnyItem], language: str) -> str:
    if not drawn.items:
        return word("sample_empty", language)
    return word("sample_note", language).format(pool=drawn.out_of, size=len(drawn.items), seed=drawn.seed)


def _list_section(drawn: Draw[Row], frame: Frame) -> Section:
    language = frame.language
    names = ("number", "received", "unit", "subject", "outcome", "satisfaction", "status")
    return Section(
        title=word("sample", language),
        text=(_note(drawn, language),),
        header=tuple(word(name, language) for name in names) if drawn.items else (),
        rows=tuple(_list_line(row, frame) for row in drawn.items),
    )


def _list_line(row: Row, frame: Frame) -> tuple[Cell, ...]:
    language, hidden = frame.language, word("restricted", frame.language)
    score = label(f"satisfaction.{row.satisfaction}", frame.policy, language) if row.satisfaction else ""
    return (
        row.number,
        short_date(row.received, frame.policy.timezone, language),
        unit_of(row),
        hidden if row.restricted else row.subject or row.content[:40],
        hidden if row.restricted else row.outcome[:200],
        score,
        value_name(row.status, frame.policy, language),
    )


def _desk_section(drawn: Rows, frame: Frame) -> Section:
    """What the procedure's clocks wait for and when it happened, a line for each round of a case, and what the customer then said."""
    language = frame.language
    untils = (clock.until for clock in frame.policy.clocks)
    names = tuple(dict.fromkeys(("received", "registered", "reopened", *untils)))
    return Section(
        title=label("desk", frame.policy, language),
        text=(f"{word('satisfaction_rate', language)} {satisfied(drawn)}",),
        header=(
            word("number", language),
            word("rounds", language),
            *(moment_name(name, frame.policy, language) for name in names),
            word("said", language),
        ),
        rows=tuple(_round_line(each, names, frame) for row in drawn for each in each_round(row)),
    )


def _round_line(row: Row, names: Sequence[str], frame: Frame) -> tuple[Cell, ...]:
    """One round of a case; what happened once for all of them stands beside the first."""
    told = [None if row.rounds > 1 and name in LASTING else moment(row, name) for name in names]
    moments = (short_date(at, frame.policy.timezone, frame.language) if at else "" for at in told)
    return row.number, str(row.rounds), *moments, _said(row, frame.language)


def _said(row: Row, language: str) -> str:
    """The customer's words when asked; not those of a restricted case."""
    return word("restricted", language) if row.restricted and row.words else row.words


def _history_section(row: Row, entries: Sequence[Entry], frame: Frame) -> Section:
    language = frame.language
    return Section(
        title=f"{row.number} {word('history', language)}",
        header=tuple(word(name, language) for name in ("when", "what", "by", "said")),
        rows=tuple(_entry_line(entry, frame, hidden=row.restricted) for entry in entries),
    )


def _entry_line(entry: Entry, frame: Frame, *, hidden: bool) -> tuple[Cell, ...]:
    policy, language = frame.policy, frame.language
    reason = entry_reason(entry, policy, language) if entry.reason else ""
    said = entry_text(entry, policy, language)
    told = (word("restricted", language),) if hidden and (reason or said) else (reason, said)
    return (
        long_date(entry.at, policy.timezone, language),
        history_name(entry.what, policy, language),
        person_name(entry.by, policy, language) if entry.by else "",
        "\n".join(filter(None, told)),
    )
