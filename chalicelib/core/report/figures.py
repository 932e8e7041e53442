"""Counting over lines of the register: what happened, in time or not, to whose satisfaction."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from chalicelib.core.complaint import delivery
from chalicelib.core.complaint.model import Deadline
from chalicelib.core.complaint.moments import LASTING
from chalicelib.core.people.sight import CHOSEN
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report.shape import NOTHING, Figure, Frame, counted, rate
from chalicelib.core.report.wording import word
from chalicelib.core.written.languages import bracketed

SATISFIED = 3  # of 4
TO_HEAD, TO_DIRECTOR = 1, 2  # levels of escalation

Rows = Sequence[Row]


def once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows without those merged into another, which counts for them, by number."""
    return tuple(sorted((row for row in rows if row.status != "merged"), key=lambda row: row.number))


def inside(rows: Iterable[Row], frame: Frame) -> tuple[Row, ...]:
    """The rows of the period."""
    return once(row for row in rows if (at := _placed_at(row, frame)) is not None and frame.period.contains(at))


def earlier(rows: Iterable[Row], frame: Frame) -> tuple[Row, ...]:
    """The rows from before the period."""
    return once(row for row in rows if (at := _placed_at(row, frame)) is not None and at < frame.period.start)


def _placed_at(row: Row, frame: Frame) -> datetime | None:
    """The moment that puts a complaint into a period; None if it has not come."""
    return row.received if frame.placed_by == "received" else moment(row, frame.placed_by)


def complaints(rows: Iterable[Row], policy: Policy) -> tuple[Row, ...]:
    """The rows whose kind goes through the complaint flow; the others are problems, suggestions …"""
    return tuple(row for row in rows if row.kind in policy.flow_kinds)


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
    """Whether a deadline was kept; None while it may still be, or where the case ended before it fell due."""
    if deadline.clock in WATCHES or deadline.of_customer:
        return None
    if deadline.met is not None:
        return deadline.met <= deadline.due
    goes_on = deadline.outlives and deadline.round == row.rounds
    until = now if goes_on else _ended(row, deadline.round) or now
    return None if until <= deadline.due else False


def in_time(rows: Rows, now: datetime, concerns: Callable[[str], bool] = bool) -> Figure:
    """The deadlines kept, of those decided, on clocks that it `concerns`. A complaint stands there once for each deadline."""
    judged = [(row, kept(row, d, now)) for row in rows for d in row.deadlines if concerns(d.clock)]
    decided = [(row.number, good) for row, good in judged if good is not None]
    return rate(tuple(number for number, good in decided if good), tuple(number for number, _ in decided))


def answers_in_time(rows: Rows, frame: Frame, *, for_unit: bool = False) -> Figure:
    """The answers given in the time for them, of those given or overdue; a complaint stands there once for each round.

    `for_unit`: what the unit gave in time and an approver then kept is in time.
    """
    clocks = _answer_clocks(frame.policy)
    judged = [(row.number, good) for row in rows for good in _answers(row, clocks, frame, for_unit=for_unit)]
    return rate(tuple(number for number, good in judged if good), tuple(number for number, _ in judged))


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
        if good is not None:
            others = for_unit and whose(row, deadline, frame.policy) not in duties.THE_UNITS
            rounds.setdefault(deadline.round, []).append(good or others)
    return [all(kept_ones) for kept_ones in rounds.values()]


def is_the_units(clock: str, policy: Policy) -> bool:
    """Whether keeping this limit is the answering unit's work: not the desk's, an approver's above it or another role's."""
    return duties.duty_of(clock, policy) in duties.THE_UNITS


def whose(row: Row, deadline: Deadline, policy: Policy) -> str:
    """The role that had to keep this limit: whoever approves, where what waits for them was given in time."""
    until = next((clock.until for clock in policy.clocks if clock.name == deadline.clock), "")
    proposed = (m.at for m in row.moments if m.name == "proposed" and m.round == deadline.round)
    if until == "answered" and any(at <= deadline.due for at in proposed):
        approver = duties.approver_before(frozenset({"proposed", "answered"}), policy)
        return approver or duties.duty_of(deadline.clock, policy)
    return duties.duty_of(deadline.clock, policy)


def climbed_for_the_unit(rows: Rows, frame: Frame, level: int = TO_HEAD) -> Figure:
    """Complaints that climbed to that level or above, and of which the unit itself kept a limit badly."""

    def late(row: Row) -> bool:
        lost = (d for d in row.deadlines if kept(row, d, frame.now) is False)
        return any(whose(row, d, frame.policy) in duties.THE_UNITS for d in lost)

    return counted(numbers(rows, lambda row: row.escalation_level >= level and late(row)))


def answered(rows: Rows) -> Figure:
    """Complaints that got an answer."""
    return rate(numbers(rows, lambda row: was_answered(row) or _ended_without(row)), numbers(rows))


def _ended_without(row: Row) -> bool:
    """Whether it is closed, and not because an answer that reached nobody was given up."""
    return row.status == "closed" and not delivery.is_undelivered(row.moments, row.rounds)


def closed(rows: Rows) -> Figure:
    """Complaints that are closed."""
    return rate(numbers(rows, lambda row: row.status == "closed"), numbers(rows))


def satisfied(rows: Rows) -> Figure:
    """Customers who are satisfied or very satisfied, of those who said."""
    said = [row for row in rows if row.satisfaction is not None]
    return rate(numbers(said, lambda row: (row.satisfaction or 0) >= SATISFIED), numbers(said))


def surveyed(rows: Rows) -> Figure:
    """Customers who said how satisfied they are, of those who got an answer."""
    asked = [row for row in rows if was_answered(row) or row.satisfaction is not None]
    return rate(numbers(asked, lambda row: row.satisfaction is not None), numbers(asked))


def lasting(rows: Rows) -> Figure:
    """Customers for whom it was really solved, of those who said so weeks later; satisfaction is another question."""
    said = [row for row in rows if row.lasting is not None]
    return rate(numbers(said, lambda row: (row.lasting or 0) >= SATISFIED), numbers(said))


def upheld(rows: Rows) -> Figure:
    """Complaints found valid, of those judged."""
    judged = [row for row in rows if row.valid is not None]
    return rate(numbers(judged, lambda row: row.valid), numbers(judged))


def reopened(rows: Rows) -> Figure:
    """Complaints that were taken up again."""
    return counted(numbers(rows, lambda row: row.rounds > 1))


def escalated(rows: Rows, level: int = TO_HEAD) -> Figure:
    """Complaints that climbed to that level or above."""
    return counted(numbers(rows, lambda row: row.escalation_level >= level))


def still_open(rows: Rows) -> Figure:
    """Complaints that are not closed."""
    return counted(numbers(rows, lambda row: row.status != "closed"))


def change(now: Figure, before: Figure, language: str) -> str:
    """From one period to the next: +3（+25%） for counts, +4.5 points for rates; a dash where one has nothing to compare."""
    if now.value is None or before.value is None:
        return NOTHING
    difference = now.value - before.value
    if now.of or before.of:
        return word("points", language).format(value=_signed(round(100 * difference, 1)))
    if not before.value or not difference:
        return _signed(difference)
    return _signed(difference) + bracketed(f"{_signed(round(100 * difference / before.value, 1))}%", language)


def _signed(number: float) -> str:
    if not number:
        return "0"
    return f"{'+' if number > 0 else '−'}{abs(number):g}"


def _ended(row: Row, round_: int) -> datetime | None:
    """When that round ended without every clock being met: the case was closed, or a later round began."""
    if row.status != "closed" and round_ == row.rounds:
        return None
    return next((m.at for m in reversed(row.moments) if m.name == "closed" and m.round == round_), None)
