"""Counting over lines of the register: what happened, in time or not, to whose satisfaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

import msgspec

from chalicelib.core.again import those
from chalicelib.core.complaint import delivery
from chalicelib.core.complaint.model import Deadline, Held
from chalicelib.core.complaint.moments import LASTING
from chalicelib.core.people.sight import CHOSEN
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import by_round
from chalicelib.core.report.shape import Figure, Frame, counted, rate
from chalicelib.core.times.working_time import due

TO_HEAD, TO_DIRECTOR = 1, 2  # levels of escalation

Rows = Sequence[Row]


def complaints(rows: Rows, policy: Policy) -> Rows:
    """The rows whose kind goes through the complaint flow; the others are problems, suggestions …"""
    return those(rows, lambda row: row.kind in policy.flow_kinds)


def unit_of(row: Row) -> str:
    """Who answers for it: the unit, else the department."""
    return row.unit or row.department


def value(row: Row, field: str, policy: Policy) -> str:
    """The row's value of an own or a declared field; nothing that somebody wrote in a restricted case."""
    if field == "department":
        return unit_of(row)
    own = getattr(row, field, None)
    if isinstance(own, str):
        return own
    free = not any(f.name == field and f.type in CHOSEN for f in policy.fields)
    return "" if row.restricted and free else row.fields.get(field, "")


def numbers(rows: Iterable[Row], test: Callable[[Row], object] = bool) -> tuple[str, ...]:
    """The numbers of the rows for which the test holds."""
    return tuple(row.number for row in rows if test(row))


def moment(row: Row, name: str) -> datetime | None:
    """When `name` first happened in the row's last round, or at all if it is a lasting moment; an answer when it reached its customer."""
    if name == "answered":
        return delivery.reached(row.moments, row.rounds)
    at = (m.at for m in row.moments if m.name == name and (m.round == row.rounds or name in LASTING))
    return next(at, None)


def was_answered(row: Row) -> bool:
    """Whether an answer of any round has reached the customer."""
    return any(delivery.reached(row.moments, m.round) for m in row.moments if m.name == "answered")


# What only sees to it that nobody waits unheard is no time limit of the procedure, and stands in no rate.
WATCHES = frozenset({"task:settle", "promise", "question"})


def kept(row: Row, deadline: Deadline, now: datetime) -> bool | None:
    """Whether a deadline was kept; None while it may still be, or where the case ended before it fell due.

    What is wanted after the closing as well is late from its due time on, until it is done. What came with a reopening nobody did again.
    """
    if deadline.clock in WATCHES or deadline.of_customer or _came_with_the_round(row, deadline):
        return None
    if deadline.missed is not None:
        return False
    if deadline.met is not None and not deadline.needless:
        return deadline.met <= deadline.due
    ended = deadline.met or (None if deadline.outlives else _ended(row, deadline.round))
    return None if (ended or now) <= deadline.due else False


def _came_with_the_round(row: Row, deadline: Deadline) -> bool:
    """Whether a further round met the limit by beginning: it was received and referred already."""
    begun = next((m.at for m in row.moments if m.name == "reopened" and m.round == deadline.round), None)
    return begun is not None and deadline.met is not None and deadline.met <= begun


def _ended(row: Row, round_: int) -> datetime | None:
    """When that round ended without every clock being met: the case was closed, or a later round began."""
    if row.status != "closed" and round_ == row.rounds:
        return None
    closed = next((m.at for m in reversed(row.moments) if m.name == "closed" and m.round == round_), None)
    return closed or next((m.at for m in row.moments if m.name == "reopened" and m.round == round_ + 1), None)


def in_time(rows: Rows, now: datetime, concerns: Callable[[str], bool] = bool) -> Figure:
    """The deadlines kept, of those decided, on clocks that it `concerns`. A complaint stands there once for each deadline."""
    return _of_decided((row.number, kept(row, d, now)) for row in rows for d in row.deadlines if concerns(d.clock))


def unit_limits(rows: Rows, frame: Frame, concerns: Callable[[str], bool] = bool) -> Figure:
    """As `in_time`, of the limits that the unit itself has to keep, by the time that it had."""
    limits = ((row, d) for row in rows for d in row.deadlines if concerns(d.clock) and is_the_units(row, d, frame))
    return _of_decided((row.number, kept_by_unit(row, d, frame)) for row, d in limits)


def limits_of(role: str, rows: Rows, frame: Frame, concerns: Callable[[str], bool] = bool) -> Figure:
    """As `in_time`, of the limits that somebody else has to keep: the desk, whoever approves, another role."""
    limits = ((row, d) for row in rows for d in row.deadlines if concerns(d.clock) and not is_the_units(row, d, frame))
    mine = ((row, d) for row, d in limits if whose(row, d, frame.policy) == role)
    return _of_decided((row.number, kept(row, d, frame.now)) for row, d in mine)


def _of_decided(judged: Iterable[tuple[str, bool | None]]) -> Figure:
    decided = [(number, good) for number, good in judged if good is not None]
    return rate(tuple(number for number, good in decided if good), tuple(number for number, _ in decided))


def answers_in_time(rows: Rows, frame: Frame, *, for_unit: bool = False) -> Figure:
    """The answers given in the time for them, of those given or overdue; a complaint stands there once for each round.

    `for_unit`: what the unit gave in time and an approver then kept is in time, and so is what it gave in its own time, where it got the case later.
    """
    clocks = _answer_clocks(frame.policy)
    return _of_decided((row.number, good) for row in rows for good in _answers(row, clocks, frame, for_unit=for_unit))


def _answer_clocks(policy: Policy) -> frozenset[str]:
    """The limits that end with the answer: those that customers are told, if there are any."""
    until = [clock for clock in policy.clocks if clock.until == "answered"]
    return frozenset(clock.name for clock in [c for c in until if c.promised] or until)


def _answers(row: Row, clocks: frozenset[str], frame: Frame, *, for_unit: bool) -> list[bool]:
    """Of each round with an answer, or with one overdue, whether every limit for it was kept."""
    rounds: dict[int, list[bool]] = {}
    for deadline in row.deadlines:
        told = deadline if for_unit else delivery.as_delivered(deadline, row.moments)
        good = kept(row, told, frame.now) if deadline.clock in clocks else None
        if good is False and for_unit:
            good = not is_the_units(row, deadline, frame) or kept_by_unit(row, deadline, frame)
        if good is not None:
            rounds.setdefault(deadline.round, []).append(good)
    return [all(kept_ones) for kept_ones in rounds.values()]


def is_the_units(row: Row, deadline: Deadline, frame: Frame) -> bool:
    """Whether keeping this limit is the answering unit's work: no approval, and not the desk's or another role's."""
    return not deadline.clock.startswith("approval:") and whose(row, deadline, frame.policy) in duties.THE_UNITS


def kept_by_unit(row: Row, deadline: Deadline, frame: Frame) -> bool | None:
    """As `kept`, by the time that the unit had: who got the case later has the whole time from then, and no part in what was met too late before."""
    good = kept(row, deadline, frame.now)
    if good is not False:
        return good
    if len(row.held) > 1 and deadline.met is not None and deadline.met <= row.held[-1].since:
        return None
    return kept(row, _by_own_due(row, deadline, row.held[-1:], frame.policy), frame.now)


def left_late(row: Row, frame: Frame) -> Iterator[tuple[str, Deadline]]:
    """The units that have the case no more, each with its own limits that were over while it had it. `due` is by the time that it had."""
    for had, following in pairwise(row.held):
        mine = (d for d in row.deadlines if had.unit and is_the_units(row, d, frame))
        for own in (_by_own_due(row, d, (had,), frame.policy) for d in mine):
            if own.due < following.since and kept(row, own, following.since) is False:
                yield had.unit, own


def _by_own_due(row: Row, deadline: Deadline, had: Sequence[Held], policy: Policy) -> Deadline:
    """The limit as it ends for a unit that has or had the case: counted from when it got it, if that is later."""
    clock = next((clock for clock in policy.clocks if clock.name == deadline.clock), None)
    within = clock.within.get(row.severity, clock.within.get("")) if clock else None
    if clock is None or within is None or not had:
        return deadline
    own = due(had[0].since, within, policy.calendar(clock.calendar))
    return msgspec.structs.replace(deadline, due=max(deadline.due, own))


def unit_then(row: Row, at: datetime) -> str:
    """Who had the case at that moment: the unit, else the department; who has it now, if nothing is known of then."""
    had = [each.unit for each in row.held if each.since <= at]
    return had[-1] if had else unit_of(row)


def whose(row: Row, deadline: Deadline, policy: Policy) -> str:
    """The role that had to keep this limit: whoever approves, where what was given in time was late because it waited for them."""
    until = next((clock.until for clock in policy.clocks if clock.name == deadline.clock), "")
    proposed = (m.at for m in row.moments if m.name == "proposed" and m.round == deadline.round)
    kept_it = deadline.missed is None and deadline.met is not None and deadline.met <= deadline.due
    if until == "answered" and not kept_it and any(at <= (deadline.missed or deadline.due) for at in proposed):
        approver = duties.approver_before(frozenset({"proposed", "answered"}), policy)
        return approver or duties.duty_of(deadline.clock, policy)
    return duties.duty_of(deadline.clock, policy)


def climbed_for_the_unit(rows: Rows, frame: Frame, level: int = TO_HEAD) -> Figure:
    """Complaints that climbed to that level or above, and of which the unit itself kept a limit badly."""

    def late(row: Row) -> bool:
        mine = (d for d in row.deadlines if is_the_units(row, d, frame))
        return any(kept_by_unit(row, d, frame) is False for d in mine)

    return counted(numbers(rows, lambda row: row.escalation_level >= level and late(row)))


def answered(rows: Rows) -> Figure:
    """Complaints whose customer had an answer, of all but those that were closed without one."""
    asked = [row for row in rows if not _ended_without(row)]
    return rate(numbers(asked, was_answered), numbers(asked))


def withdrawn(rows: Rows) -> Figure:
    """Complaints closed without an answer: withdrawn, or ended by the desk with its reason."""
    return counted(numbers(rows, _ended_without))


def _ended_without(row: Row) -> bool:
    """Whether it is closed and no answer was ever given; one that came back was given."""
    return row.status == "closed" and not any(m.name == "answered" for m in row.moments)


def closed(rows: Rows) -> Figure:
    """Complaints that are closed."""
    return rate(numbers(rows, lambda row: row.status == "closed"), numbers(rows))


def reopened(rows: Rows) -> Figure:
    """Complaints that were taken up again."""
    return counted(numbers(rows, lambda row: row.rounds > 1))


def reopened_since(rows: Rows) -> Figure:
    """Closings after which the complaint was taken up again."""
    return counted(numbers(rows, by_round.reopened_since))


def escalated(rows: Rows, level: int = TO_HEAD) -> Figure:
    """Complaints that climbed to that level or above."""
    return counted(numbers(rows, lambda row: row.escalation_level >= level))


def still_open(rows: Rows) -> Figure:
    """Complaints that are not closed."""
    return counted(numbers(rows, lambda row: row.status != "closed"))
