"""Time limits in reports: how many were kept, clock by clock, unit by unit and by whoever else has to keep them, and what was late."""

from collections.abc import Callable, Iterable
from functools import partial

from chalicelib.core.again import together
from chalicelib.core.complaint.model import Deadline
from chalicelib.core.complaint.moments import OF_CUSTOMER
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import figures
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.gathering import Count, summed, summed_by, table
from chalicelib.core.report.shape import Cell, Figure, Frame, Section, bars, change
from chalicelib.core.report.standing import Standing, standings
from chalicelib.core.report.units import named, units
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import clock_name, label, value_name
from chalicelib.core.words.local_dates import short_date
from chalicelib.core.words.names import person_name
from chalicelib.core.written.languages import language_or_first, listed


def limits_section(rows: Rows, previous: Rows, frame: Frame) -> Section:
    """How many of each limit were kept: of the policy's clocks, then of tasks and approvals, so that all of them are the whole.

    In a report on one unit those that are its own to keep.
    """
    language = frame.language
    both = together(rows, previous)
    names = _by_name(_own(both, frame) if frame.unit else _clocks(both, frame.policy), frame)
    counts = [partial(_kept, frame=frame, clocks=clocks) for clocks in names.values()]
    figures_of = zip(names, summed(counts, rows), summed(counts, previous), strict=True)
    lines = [(called, now, before, change(now, before, language)) for called, now, before in figures_of]
    return Section(
        title=word("time_limits", language),
        header=tuple(word(name, language) for name in ("clock", "limits_rate", "last_period", "change")),
        rows=tuple(lines),
        bars=bars([(name, now) for name, now, _, _ in lines]),
    )


def _by_name(clocks: Iterable[str], frame: Frame) -> dict[str, frozenset[str]]:
    """The limits under what people call them: those of two severities that have one name are one line."""
    called: dict[str, frozenset[str]] = {}
    for clock in clocks:
        name = clock_name(clock, frame.policy, frame.language)
        called[name] = called.get(name, frozenset()) | {clock}
    return called


def _kept(rows: Rows, *, frame: Frame, clocks: frozenset[str]) -> Figure:
    if frame.unit:
        return figures.unit_limits(rows, frame, _are(clocks))
    return figures.in_time(rows, frame.now, _are(clocks))


def unit_limits_section(rows: Rows, frame: Frame) -> Section:
    """Each unit's rate in time, limit by limit, of what is its own to keep."""
    language = frame.language
    own = _by_name(_own(rows, frame), frame)
    counts = [_units_own(clocks, frame) for clocks in own.values()]
    found = summed_by(figures.unit_of, counts, rows)
    return Section(
        title=word("unit_limits", language),
        header=(word("unit", language), *own),
        rows=tuple(
            (named(unit, language), *found.get(unit, tuple(count(()) for count in counts)))
            for unit in units(rows, frame)
        ),
    )


def _own(rows: Rows, frame: Frame) -> tuple[str, ...]:
    """The limits that units have kept or missed here; of a policy's clocks all that are theirs to keep, if there are none."""
    clocks = _clocks(rows, frame.policy)
    kept = summed([_units_own(frozenset({clock}), frame) for clock in clocks], rows)
    found = tuple(clock for clock, figure in zip(clocks, kept, strict=True) if figure.of)
    theirs = (c for c in _policys(frame.policy) if duties.duty_of(c, frame.policy) in duties.THE_UNITS)
    return found or tuple(theirs)


def _units_own(clocks: frozenset[str], frame: Frame) -> Count:
    """The rate of what is a unit's own to keep of these limits."""
    return lambda rows: figures.unit_limits(rows, frame, _are(clocks))


def others_limits_section(rows: Rows, frame: Frame) -> tuple[Section, ...]:
    """The limits of the desk, of approvers and of other roles, each under its own name; nothing in a report on one unit."""
    language, policy = frame.language, frame.policy
    if frame.unit:
        return ()
    theirs = ((row, d) for row in rows for d in row.deadlines if not figures.is_the_units(row, d, frame))
    found = sorted({(figures.whose(row, d, policy), _kind(d.clock)) for row, d in theirs})
    lines = [
        (role, called, clocks)
        for role in dict.fromkeys(role for role, _ in found)
        for called, clocks in _by_name((clock for of, clock in found if of == role), frame).items()
    ]
    rates = summed([_others_own(role, clocks, frame) for role, _, clocks in lines], rows)
    told = tuple(
        (_called(role, frame), called, rate) for (role, called, _), rate in zip(lines, rates, strict=True) if rate.of
    )
    header = tuple(word(name, language) for name in ("whose", "clock", "limits_rate"))
    return (Section(title=word("others_limits", language), header=header, rows=told),) if told else ()


def _others_own(role: str, clocks: frozenset[str], frame: Frame) -> Count:
    """The rate of what is that role's to keep of these limits."""
    return lambda rows: figures.limits_of(role, rows, frame, _are(clocks))


def late_section(rows: Rows, frame: Frame) -> Section:
    """Each complaint of which a limit was not kept, once: whose limits, which, and when they were met after all."""
    language = frame.language
    late = table(lambda: (line for row in rows if (line := _late_line(row, frame))))
    return Section(
        title=word("late", language),
        text=() if late else (word("none_late", language),),
        header=tuple(word(name, language) for name in ("number", "unit", "clock", "due", "met")) if late else (),
        rows=late,
    )


def _late_line(row: Row, frame: Frame) -> tuple[Cell, ...]:
    language, zone = frame.language, frame.policy.timezone
    late = [d for d in row.deadlines if figures.kept(row, d, frame.now) is False]
    told = [
        (
            _who(row, deadline, frame),
            clock_name(deadline.clock, frame.policy, language),
            short_date(deadline.missed or deadline.due, zone, language),
            short_date(deadline.met, zone, language)
            if _is_done(deadline) and deadline.met
            else word("not_met", language),
        )
        for deadline in late
    ]
    return (row.number, *(_in_one(cells, language) for cells in zip(*told, strict=True))) if told else ()


def _in_one(cells: tuple[str, ...], language: str) -> str:
    """What several limits have in a column; once where it is the same of all."""
    return cells[0] if len(set(cells)) == 1 else language_or_first(language).semicolon.join(cells)


def open_section(rows: Rows, frame: Frame) -> tuple[Section, ...]:
    """What is going on, what is late first, with the limit that is over or what comes next; nothing where nothing is."""
    lines = tuple(_open_line(each, frame) for each in standings(rows, frame))
    header = tuple(word(name, frame.language) for name in ("number", "unit", "received", "status", "task", "due"))
    return (Section(title=word("open_now", frame.language), header=header, rows=lines),) if lines else ()


def _open_line(each: Standing, frame: Frame) -> tuple[Cell, ...]:
    policy, language, step = frame.policy, frame.language, each.step
    late = next(iter(each.late), None)
    what = clock_name(late.clock, policy, language) if late else label(step.what, policy, language) if step else ""
    due = late.due if late else step.due if step else None
    return (
        each.row.number,
        named(figures.unit_of(each.row), language),
        short_date(each.row.received, policy.timezone, language),
        word("overdue_now", language) if late else value_name(each.row.status, policy, language),
        what,
        short_date(due, policy.timezone, language) if due else "",
    )


def lost_section(rows: Rows, frame: Frame) -> tuple[Section, ...]:
    """What was missed before the case was judged anew, of whatever kind it is now; nothing where there is none."""
    policy, language = frame.policy, frame.language
    lines = table(
        lambda: (
            (
                row.number,
                _who(row, deadline, frame),
                clock_name(deadline.clock, policy, language),
                short_date(deadline.due, policy.timezone, language),
                _judged(row, frame),
            )
            for row in rows
            for deadline in row.lost
        )
    )
    header = tuple(word(name, language) for name in ("number", "unit", "clock", "due", "judged_now"))
    title, note = word("lost_limits", language), word("lost_note", language)
    return (Section(title=title, text=(note,), header=header, rows=lines),) if lines else ()


def left_late_section(rows: Rows, frame: Frame) -> tuple[Section, ...]:
    """What units left late when they lost the case, of one unit what it did: that stands in no rate of theirs. Nothing where there is none."""
    policy, language = frame.policy, frame.language
    lines = table(
        lambda: (
            (
                row.number,
                named(unit, language),
                clock_name(deadline.clock, policy, language),
                short_date(deadline.due, policy.timezone, language),
                named(figures.unit_of(row), language),
            )
            for row in rows
            for unit, deadline in figures.left_late(row, frame)
            if frame.unit in ("", unit)
        )
    )
    header = tuple(word(name, language) for name in ("number", "unit", "clock", "due", "has_it_now"))
    title, note = word("left_late", language), word("left_late_note", language)
    return (Section(title=title, text=(note,), header=header, rows=lines),) if lines else ()


def _judged(row: Row, frame: Frame) -> str:
    policy, language = frame.policy, frame.language
    valid = "" if row.valid is None else word("found_valid" if row.valid else "found_invalid", language)
    judged = (*(value_name(each, policy, language) for each in (row.kind, row.category, row.severity) if each), valid)
    return listed(filter(None, judged), language)


def _is_done(deadline: Deadline) -> bool:
    return deadline.met is not None and not deadline.needless


def _who(row: Row, deadline: Deadline, frame: Frame) -> str:
    """Who should have kept the limit: the unit that had the case then, the desk, or whoever approves or has another role."""
    role = figures.whose(row, deadline, frame.policy)
    if role and not figures.is_the_units(row, deadline, frame):
        return _called(role, frame)
    return named(figures.unit_then(row, deadline.due), frame.language)


def _called(role: str, frame: Frame) -> str:
    if role == "desk":
        return person_name(frame.policy.directory.desk, frame.policy, frame.language)
    return label(role, frame.policy, frame.language) if role else word("unassigned", frame.language)


def _clocks(rows: Iterable[Row], policy: Policy) -> tuple[str, ...]:
    """The limits that rows may bear: the policy's in their order, then those of tasks and approvals that are there."""
    others = {
        _kind(d.clock) for row in rows for d in row.deadlines if ":" in d.clock and d.clock not in figures.WATCHES
    }
    return (*_policys(policy), *sorted(others))


def _policys(policy: Policy) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clock.name for clock in policy.clocks if clock.until not in OF_CUSTOMER))


def _kind(clock: str) -> str:
    """A limit without the person whose it is: each of several who are asked the same has one."""
    return ":".join(part for part in clock.split(":") if "@" not in part)


def _are(kinds: frozenset[str]) -> Callable[[str], bool]:
    return lambda clock: _kind(clock) in kinds
