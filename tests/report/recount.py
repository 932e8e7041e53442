"""What reports must say of a played quarter, counted here by hand from what happened; nothing of what makes reports is asked."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import msgspec

from chalicelib.core.complaint.model import Complaint, Deadline
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Policy
from chalicelib.core.times import working_time
from tests.report.quarter import Case

Count = tuple[list[str], list[str] | None]  # the complaints counted, and those that a rate is out of
NO_LIMITS = ("task:settle", "promise", "question")
UNITS_OWN = ("handler", "assistants", "unit", "supervisor")


class Line(msgspec.Struct, frozen=True):
    """A complaint as a report has to count it: up to the round `last`, of which `first` is the earliest that it tells of."""

    complaint: Complaint
    verdicts: dict[int, int]
    first: int
    last: int
    closed: bool

    @property
    def number(self) -> str:
        return self.complaint.number

    @property
    def unit(self) -> str:
        return self.complaint.unit or self.complaint.department

    def happened(self, name: str, of: int) -> list[datetime]:
        """When that happened in a round."""
        return [m.at for m in self.complaint.moments if m.name == name and m.round == of]

    @property
    def rounds(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def limits(self) -> Iterator[Deadline]:
        for deadline in self.complaint.deadlines:
            if deadline.round in self.rounds and deadline.clock not in NO_LIMITS and not deadline.of_customer:
                yield deadline


def verdicts(case: Case) -> dict[int, int]:
    """Round → what the customer said of its answer, by the history."""
    found, of = dict[int, int](), 1
    for entry in case.entries:
        of += entry.what == "reopened"
        if entry.what == "satisfaction" and entry.reason.isdigit():
            found[of] = int(entry.reason)
        if entry.what == "dissatisfied":  # in plain words
            found[of] = 2
    return found


def received(cases: Iterable[Case], start: datetime, end: datetime) -> list[Line]:
    """The complaints that came in a stretch of time."""
    found = []
    for case in cases:
        c = case.complaint
        came = next(m.at for m in c.moments if m.name == "received")
        if start <= came < end and c.status != "merged":
            found.append(Line(c, verdicts(case), 1, c.round, c.status == "closed"))
    return found


def closed(cases: Iterable[Case], start: datetime, end: datetime) -> list[Line]:
    """The closings in a stretch of time."""
    found = []
    for case in cases:
        c, since = case.complaint, 1
        for of in range(1, c.round + 1) if c.status != "merged" else ():
            at = [m.at for m in c.moments if m.name == "closed" and m.round == of]
            if at and (of < c.round or c.status == "closed"):
                if start <= at[0] < end:
                    found.append(Line(c, verdicts(case), since, of, closed=True))
                since = of + 1
    return found


# -- figures --------------------------------------------------------------------------------------------------------------


def count(lines: Iterable[Line], test: Callable[[Line], object]) -> Count:
    return [line.number for line in lines if test(line)], None


def rate(judged: Iterable[tuple[str, bool | None]]) -> Count:
    decided = [(number, good) for number, good in judged if good is not None]
    return [number for number, good in decided if good], [number for number, _ in decided]


def reached(line: Line, of: int) -> datetime | None:
    """When the answer of a round was with the customer."""
    given, told = line.happened("answered", of), [
        (m.name, m.at) for m in line.complaint.moments if m.round == of and m.name in ("undelivered", "delivered")
    ]  # fmt: skip
    if not given or (told and told[-1][0] == "undelivered"):
        return None
    return next((at for name, at in reversed(told) if name == "delivered"), given[0])


def has_answer(line: Line) -> bool:
    return any(reached(line, of) for of in line.rounds)


def without_answer(line: Line) -> bool:
    return line.closed and not any(line.happened("answered", of) for of in line.rounds)


def kept(line: Line, deadline: Deadline, now: datetime) -> bool | None:
    if deadline.met and any(deadline.met <= at for at in line.happened("reopened", deadline.round)):
        return None  # the round began with it: nobody did it again
    if deadline.missed:
        return False  # it was over before the complaint was graded anew and got more time
    done = None if deadline.needless else deadline.met
    if done is not None:
        return done <= deadline.due
    until = deadline.met if deadline.needless else None if deadline.outlives else over(line, deadline.round)
    return None if deadline.due >= (until or now) else False


def over(line: Line, of: int) -> datetime | None:
    """When a round was over."""
    ended = line.happened("closed", of)[-1:] if of < line.last or line.closed else []
    again = line.happened("reopened", of + 1) if of < line.last else []
    return next(iter([*ended, *again]), None)


def answers(line: Line, policy: Policy, good: Callable[[Line, Deadline], bool | None]) -> list[bool]:
    """Of each round, whether its answer was in time."""
    until = [clock for clock in policy.clocks if clock.until == "answered"]
    names = {clock.name for clock in until if clock.promised} or {clock.name for clock in until}
    found: dict[int, list[bool]] = {}
    for deadline in line.limits:
        said = good(line, deadline) if deadline.clock in names else None
        if said is not None:
            found.setdefault(deadline.round, []).append(said)
    return [all(each) for each in found.values()]


def in_time(line: Line, policy: Policy, now: datetime) -> list[bool]:
    def good(line: Line, deadline: Deadline) -> bool | None:
        came_back = bool(line.happened("undelivered", deadline.round))
        if deadline.met and came_back:
            deadline = msgspec.structs.replace(deadline, met=reached(line, deadline.round))
        return kept(line, deadline, now)

    return answers(line, policy, good)


# -- units ----------------------------------------------------------------------------------------------------------------


def whose(line: Line, deadline: Deadline, policy: Policy) -> str:
    """Who had to keep a limit: an answer given in time that was late all the same waited for whoever approves."""
    until = next((clock.until for clock in policy.clocks if clock.name == deadline.clock), "")
    late = deadline.missed is not None or deadline.met is None or deadline.met > deadline.due
    given = [at for at in line.happened("proposed", deadline.round) if at <= (deadline.missed or deadline.due)]
    approver = duties.approver_before(frozenset({"proposed", "answered"}), policy) if given else ""
    return approver if until == "answered" and late and approver else duties.duty_of(deadline.clock, policy)


def is_units(line: Line, deadline: Deadline, policy: Policy) -> bool:
    return not deadline.clock.startswith("approval:") and whose(line, deadline, policy) in UNITS_OWN


def kept_by_unit(line: Line, deadline: Deadline, policy: Policy, now: datetime) -> bool | None:
    """By the time that the unit had: all of it from when it got the case."""
    good, held = kept(line, deadline, now), line.complaint.held
    clock = next((each for each in policy.clocks if each.name == deadline.clock), None)
    within = clock.within.get(line.complaint.severity, clock.within.get("")) if clock else None
    if good is not False or clock is None or within is None or not held:
        return good
    if deadline.met and len(held) > 1 and held[-1].since >= deadline.met:
        return None  # somebody else's
    own = working_time.due(held[-1].since, within, policy.calendar(clock.calendar))
    return kept(line, msgspec.structs.replace(deadline, due=max(own, deadline.due)), now)


def units_answers(line: Line, policy: Policy, now: datetime) -> list[bool]:
    def good(line: Line, deadline: Deadline) -> bool | None:
        said = kept(line, deadline, now)
        if said is False:
            return not is_units(line, deadline, policy) or kept_by_unit(line, deadline, policy, now)
        return said

    return answers(line, policy, good)


def units_fault(line: Line, policy: Policy, now: datetime) -> bool:
    mine = (deadline for deadline in line.limits if is_units(line, deadline, policy))
    return any(kept_by_unit(line, deadline, policy, now) is False for deadline in mine)


# -- tables ---------------------------------------------------------------------------------------------------------------


def overview(lines: list[Line], policy: Policy, now: datetime) -> dict[str, Count]:
    """The figures of a period, by their names."""
    ours = [line for line in lines if line.complaint.kind in policy.flow_kinds]
    last = [(line, line.verdicts.get(line.last)) for line in ours]
    earlier = [(line.number, s >= 3) for line in ours for of, s in line.verdicts.items() if of in line.rounds and of < line.last]  # fmt: skip
    valid = [(line.number, line.complaint.valid) for line in ours]
    return {
        "received_all": count(lines, bool),
        "complaints": count(ours, bool),
        "response_rate": rate((line.number, has_answer(line)) for line in ours if not without_answer(line)),
        "withdrawn": count(ours, without_answer),
        "settlement_rate": rate((line.number, line.closed) for line in ours),
        "on_time_rate": rate((line.number, good) for line in ours for good in in_time(line, policy, now)),
        "limits_rate": rate((line.number, kept(line, d, now)) for line in ours for d in line.limits),
        "satisfaction_rate": rate((line.number, None if said is None else said >= 3) for line, said in last),
        "earlier_rate": rate(earlier),
        "reopened": count(ours, lambda line: line.last > 1),
        "reopened_since": count(ours, lambda line: line.complaint.round > line.last),
        "survey_rate": rate((n.number, s is not None) for n, s in last if s is not None or reached(n, n.last)),
        "upheld_rate": rate(valid),
        "escalated": count(ours, lambda line: line.complaint.escalation_level >= 1),
        "escalated_top": count(ours, lambda line: line.complaint.escalation_level >= 2),
        "still_open": count(ours, lambda line: not line.closed),
    }


def unit(lines: list[Line], policy: Policy, now: datetime) -> dict[str, Count]:
    """The figures of a unit's complaints, by their names."""
    whole = overview(lines, policy, now)
    mine = ((line, d) for line in lines for d in line.limits if is_units(line, d, policy))
    return {
        **{name: whole[name] for name in ("complaints", "satisfaction_rate", "reopened", "upheld_rate")},
        "on_time_rate": rate((line.number, good) for line in lines for good in units_answers(line, policy, now)),
        "limits_rate": rate((line.number, kept_by_unit(line, d, policy, now)) for line, d in mine),
        "escalated": count(lines, lambda n: n.complaint.escalation_level >= 1 and units_fault(n, policy, now)),
        "escalated_top": count(lines, lambda n: n.complaint.escalation_level >= 2 and units_fault(n, policy, now)),
    }


def clock_kind(clock: str) -> str:
    """A limit without the person whose it is."""
    return ":".join(part for part in clock.split(":") if "@" not in part)


def units_limits(lines: list[Line], policy: Policy, now: datetime) -> dict[str, Count]:
    """Limit by limit what is the unit's own to keep."""
    mine = [(line, d) for line in lines for d in line.limits if is_units(line, d, policy)]
    return {
        kind: rate((line.number, kept_by_unit(line, d, policy, now)) for line, d in mine if clock_kind(d.clock) == kind)
        for kind in {clock_kind(d.clock) for _, d in mine}
    }


def limits(lines: list[Line], now: datetime) -> dict[str, Count]:
    """Limit by limit."""
    kinds = {clock_kind(d.clock) for line in lines for d in line.limits}
    return {
        kind: rate(
            (line.number, kept(line, d, now)) for line in lines for d in line.limits if clock_kind(d.clock) == kind
        )
        for kind in kinds
    }
