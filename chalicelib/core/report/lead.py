"""What a report says first, in at most three sentences: what changed, what is bad, and who has to do what now."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from sys import intern

from chalicelib.core.again import flowing, together
from chalicelib.core.register.rows import Row
from chalicelib.core.report import figures
from chalicelib.core.report.definitions import measured
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.gathering import summed
from chalicelib.core.report.shape import Figure, Frame, in_brackets_of
from chalicelib.core.report.standing import Standing, is_going, standing
from chalicelib.core.report.units import actions
from chalicelib.core.report.wording import measure, word
from chalicelib.core.words.names import person_name
from chalicelib.core.written.languages import language_or_first, listed

CHANGED = ("on_time_rate", "satisfaction_rate", "reopened")  # told beside how many there were
NAMED = 6  # units and people that one sentence names


def of_figures(rows: Rows, previous: Rows, opened: Rows, frame: Frame) -> tuple[str, ...]:
    """The sentences of a report that counts; `rows` and `previous` are the complaints of both periods, `opened` what is going on."""
    if not rows:
        return (_nothing(previous, frame), *to_do(opened, frame))
    return (_changed(rows, previous, frame), _bad(rows, frame), *to_do(together(rows, opened), frame))


def of_cases(rows: Rows, previous: Rows, frame: Frame) -> tuple[str, ...]:
    """The sentences of a report that lists cases: how many there are, and who is late with them."""
    told = word("lead.cases", frame.language).format(now=len(rows), before=len(previous))
    return (told, *to_do(rows, frame)) if rows else (told,)


def to_do(rows: Rows, frame: Frame) -> tuple[str, ...]:
    """Who is late with how many of these complaints, the most first; that nobody is, where some are open; nothing where none is."""
    going = _going(rows, frame)
    late = [names for names in going.values() if names]
    if late:
        named = Counter(name for names in late for name in names)
        return (_said("lead.late_now", frame, count=len(late), who=_listed(named.most_common(), frame)),)
    return (_said("lead.none_late_now", frame, count=len(going)),) if going else ()


def _going(rows: Rows, frame: Frame) -> dict[str, tuple[str, ...]]:
    """Of each case that is going on, by what its last line tells, who is late with it; of the others nothing is kept."""
    found = dict[str, tuple[str, ...]]()
    for row in rows:
        each = standing(row, frame)
        found.pop(row.id, None)
        if each.late or is_going(each):
            found[row.id] = tuple(sorted({intern(_called(each, who, frame)) for who in _late_ones(each)}))
    return found


def of_actions(rows: Rows, frame: Frame) -> tuple[str, ...]:
    """The sentences of a report on the corrective actions of these complaints."""
    found = actions(rows, frame.policy)
    told = _said("lead.actions", frame, count=len(found), done=sum(bool(each.done) for each in found))
    return (told, *to_do(flowing(found, lambda each: (action.row for action in each)), frame)) if found else ()


def _changed(rows: Rows, previous: Rows, frame: Frame) -> str:
    counted = _said(f"lead.count.{frame.placed_by}", frame, now=len(rows), before=len(previous))
    counts = [partial(measured, name, frame=frame) for name in CHANGED]
    figures_of = zip(CHANGED, summed(counts, rows), summed(counts, previous), strict=True)
    told = [_compared(name, now, before, frame) for name, now, before in figures_of if now.value is not None]
    return _sentence([counted, *told], frame)


def _compared(name: str, now: Figure, before: Figure, frame: Frame) -> str:
    """A figure beside the one before; on its own where there was none."""
    called = measure(name, frame.placed_by, frame.language)
    called = called[:1].lower() + called[1:]  # within a sentence
    key = "lead.alone" if before.value is None else "lead.compared"
    return _said(key, frame, called=called, now=_text(now, frame), before=_text(before, frame))


def _bad(rows: Rows, frame: Frame) -> str:
    """What went wrong with the complaints of the period; that nothing did."""
    said, top = summed([partial(measured, name, frame=frame) for name in ("satisfaction_rate", "escalated_top")], rows)
    counts = {
        "late": sum(_missed_a_limit(row, frame) for row in rows),
        "unsatisfied": len(said.of) - len(said.cases),
        "escalated_top": len(top.cases),
    }
    told = [_said(f"lead.bad.{name}", frame, count=count) for name, count in counts.items() if count]
    return _sentence(told, frame) if told else word("lead.bad.nothing", frame.language)


def _missed_a_limit(row: Row, frame: Frame) -> bool:
    """Whether a limit of it was not kept; in a report on one unit one of the unit's own."""
    if not frame.unit:
        return any(figures.kept(row, limit, frame.now) is False for limit in row.deadlines)
    own = (limit for limit in row.deadlines if figures.is_the_units(row, limit, frame))
    return any(figures.kept_by_unit(row, limit, frame) is False for limit in own)


def _nothing(previous: Rows, frame: Frame) -> str:
    zero = word("zero" if frame.placed_by == "received" else "zero_closed", frame.language)
    called = measure("complaints", frame.placed_by, frame.language)
    told = _said("lead.nothing_before", frame, called=called, before=len(previous))
    return (" " if language_or_first(frame.language).is_latin else "").join((zero, told))


def _late_ones(each: Standing) -> Iterator[str]:
    return (who for late in each.late for who in late.who)


def _called(each: Standing, who: str, frame: Frame) -> str:
    """A unit whose handler is late by the unit's name; anybody else by their own."""
    unit = figures.unit_of(each.row)
    return unit if unit and who == each.row.handler else person_name(who, frame.policy, frame.language)


def _listed(named: Iterable[tuple[str, int]], frame: Frame) -> str:
    every = [_said("lead.who", frame, who=who, count=count) for who, count in named]
    more = [_said("lead.more", frame, count=len(every) - NAMED)] if len(every) > NAMED else []
    return listed([*every[:NAMED], *more], frame.language)


def _sentence(parts: list[str], frame: Frame) -> str:
    return language_or_first(frame.language).semicolon.join(parts) + word("lead.stop", frame.language)


def _said(key: str, frame: Frame, **values: object) -> str:
    return word(key, frame.language).format(**values)


def _text(figure: Figure, frame: Frame) -> str:
    return in_brackets_of(figure.text, frame.language)
