"""Fourth step: deadlines follow from moments, policy and calendar; every due rung that has not fired becomes a message.

Nothing starts, stops or chases a clock by itself, so late and doubled ticks, pauses, regrading, reopening and new
holiday data need no code of their own.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from chalicelib.core import people, vocabulary
from chalicelib.core.complaint import Deadline, Fired
from chalicelib.core.handling import tasks
from chalicelib.core.handling.draft import Draft, Extra
from chalicelib.core.policy import Clock, Rung
from chalicelib.core.working_time import DUE, Calendar, Duration, due, is_provisional, shift, with_pauses

JUST_AFTER = timedelta(seconds=1)  # what is due at 10:00 is on time at 10:00
TURNS = 400  # repetitions looked ahead: a daily chase for over a year

# Tasks and approvals that have a limit of their own are chased like this.
STANDARD_RUNGS = (
    Rung(at=DUE, tell=("assignee",), message="chase"),
    Rung(at=Duration(1, "day"), tell=("supervisor",), message="escalation", level=1),
    Rung(at=Duration(2, "day"), tell=("director",), message="escalation", level=2),
)


class Running(msgspec.Struct, frozen=True):
    """A deadline with the rungs, calendar and (for tasks and approvals) the person that belong to it."""

    deadline: Deadline
    rungs: tuple[Rung, ...]
    calendar: Calendar
    assignee: str = ""


def derive(draft: Draft) -> None:
    """Puts the deadlines of this round in place of the old ones; those of earlier rounds stay as they ended."""
    earlier = tuple(d for d in draft.complaint.deadlines if d.round != draft.complaint.round)
    known = {d.clock: d for d in draft.complaint.deadlines if d.round == draft.complaint.round}
    fresh = tuple(r.deadline for r in running(draft))
    for deadline in fresh:
        before = known.get(deadline.clock)
        late = deadline.met is not None and deadline.met > deadline.due
        if late and (before is None or before.met is None):
            draft.record("met_late", reason=deadline.clock)
    draft.change(deadlines=(*earlier, *fresh))


def running(draft: Draft) -> Iterator[Running]:
    """All clocks that run or ran on this complaint in this round: the policy's, then tasks' and approvals' own."""
    for clock in draft.policy.clocks:
        deadline = _deadline(draft, clock)
        if deadline is not None:
            yield Running(deadline, clock.rungs, draft.policy.calendar(clock.calendar))
    yield from _tasks(draft)
    yield from _approvals(draft)


def _deadline(draft: Draft, clock: Clock) -> Deadline | None:
    complaint = draft.complaint
    start = _start(draft, clock)
    within = clock.within.get(complaint.severity, clock.within.get(""))
    if start is None or within is None or not vocabulary.applies(clock, complaint, draft.circumstances.counts):
        return None
    calendar = draft.policy.calendar(clock.calendar)
    limit = complaint.limits.get(clock.name) or due(start, within, calendar)
    if clock.pauses:
        pauses = [(p.start, p.end or max(draft.now, p.start)) for p in complaint.pauses]
        limit = with_pauses(limit, within, pauses, calendar)
    return Deadline(
        clock=clock.name,
        round=complaint.round,
        due=limit,
        met=complaint.moment(clock.until),
        provisional=clock.calendar != "always" and is_provisional(limit.year, calendar),
    )


def _start(draft: Draft, clock: Clock) -> datetime | None:
    """When the clock began in this round; in a later round what began with receipt begins with the reopening."""
    if draft.complaint.round > 1 and clock.from_ in ("received", "registered"):
        return draft.complaint.moment("reopened")
    return draft.complaint.moment(clock.from_)


def _tasks(draft: Draft) -> Iterator[Running]:
    for task in draft.complaint.tasks:
        rule = tasks.rule_of(draft, task.name)
        if task.due is not None and rule is not None and task.round == draft.complaint.round:
            deadline = Deadline(clock=f"task:{task.name}", round=task.round, due=task.due, met=task.done)
            yield Running(deadline, STANDARD_RUNGS, draft.policy.calendar(rule.calendar), task.assignee)


def _approvals(draft: Draft) -> Iterator[Running]:
    for approval in draft.complaint.approvals:
        gate = next((g for g in draft.policy.gates if g.name == approval.gate), None)
        if gate is None or gate.within is None or approval.round != draft.complaint.round:
            continue
        calendar = draft.policy.calendar(gate.calendar)
        name = f"approval:{approval.gate}:{approval.step}"
        deadline = Deadline(
            clock=name, round=approval.round, due=due(approval.asked, gate.within, calendar), met=approval.at
        )
        yield Running(deadline, STANDARD_RUNGS, calendar, approval.approver)


def promised(draft: Draft) -> datetime | None:
    """What the customer is told: the due time of the promised clock; before it runs, the latest time that it can mean."""
    clock = next((c for c in draft.policy.clocks if c.promised), None)
    if clock is None:
        return None
    standing = next(
        (d.due for d in draft.complaint.deadlines if (d.clock, d.round) == (clock.name, draft.complaint.round)), None
    )
    if standing is not None:
        return standing
    within = clock.within.get(draft.complaint.severity, clock.within.get(""))
    before = next((d.due for d in draft.complaint.deadlines if d.clock == _clock_until(draft, clock.from_)), None)
    if within is None:
        return None
    return due(before or draft.now, within, draft.policy.calendar(clock.calendar))


def _clock_until(draft: Draft, moment: str) -> str:
    return next((c.name for c in draft.policy.clocks if c.until == moment), "")


# -- rungs ----------------------------------------------------------------------------------------------------------------


def ring(draft: Draft) -> None:
    """Fires every due rung once, in order of time, and notes when the complaint must be looked at next."""
    alarms: list[tuple[datetime, Running, int, int]] = []
    checks: list[datetime] = []
    for clock in running(draft):
        if clock.deadline.met is not None or not _is_live(draft, clock):
            continue
        for index, rung in enumerate(clock.rungs):
            last, following = _turns(draft, clock, index, rung)
            if last is not None:
                alarms.append((last[0], clock, index, last[1]))
            if following is not None:
                checks.append(following)
    for _, clock, index, turn in sorted(alarms, key=lambda a: (a[0], a[2])):
        _fire(draft, clock, index, turn)
    checks += [at for t in draft.policy.tasks if (at := tasks.opening(draft, t)) is not None and at > draft.now]
    draft.change(next_check_at=min(checks, default=None))


def _is_live(draft: Draft, clock: Running) -> bool:
    """A closed complaint is chased no more, except for tasks that outlive it; a merged one is the other's matter."""
    status = draft.complaint.status
    if status == "merged":
        return False
    rule = next((c for c in draft.policy.clocks if c.name == clock.deadline.clock), None)
    return status != "closed" or rule is None or rule.from_ == "closed"


def _turns(draft: Draft, clock: Running, index: int, rung: Rung) -> tuple[tuple[datetime, int] | None, datetime | None]:
    """The latest turn of a rung that is due and has not fired (moment, turn), and when it must be looked at next."""
    name, rnd = clock.deadline.clock, clock.deadline.round
    done = max((f.turn for f in draft.complaint.fired if (f.clock, f.round, f.rung) == (name, rnd, index)), default=-1)
    moment, latest = shift(clock.deadline.due, rung.at, clock.calendar), None
    for turn in range(TURNS):
        looks = moment if rung.at.amount < 0 else moment + JUST_AFTER
        if looks > draft.now:
            return latest, looks
        if turn > done:
            latest = (moment, turn)
        if rung.every is None:
            break
        moment = shift(moment, rung.every, clock.calendar)
    return latest, None


def _fire(draft: Draft, clock: Running, index: int, turn: int) -> None:
    deadline, rung = clock.deadline, clock.rungs[index]
    fired = Fired(clock=deadline.clock, round=deadline.round, rung=index, turn=turn)
    draft.change(fired=(*draft.complaint.fired, fired))
    name = rung.message or _message(rung)
    if rung.at.amount < 0 and draft.now > deadline.due:
        draft.record("reminder_outdated", reason=deadline.clock)
        return
    level = rung.level or (2 if "director" in rung.tell else 1 if "supervisor" in rung.tell else 0)
    if rung.at.amount >= 0:
        draft.change(escalation_level=max(level, draft.complaint.escalation_level))
    draft.fill(rung.set)
    draft.record(name, reason=deadline.clock, text="、".join(draft.label(r) for r in rung.tell))
    extra: Extra = {
        "clock": deadline.clock,
        "due": deadline.due.isoformat(),
        "rung": index,
        "turn": turn + 1,
        "commands": _commands(draft, deadline.clock),
    }
    if name == "holding":
        extra["new_due"] = _next_promise(clock, rung, turn).isoformat()
    if "assignee" in rung.tell and clock.assignee:
        assignee = people.staff(clock.assignee, "assignee", draft.policy, draft.now)
        draft.send_to(name, assignee, by=rung.by, extra=extra)
    if "customer" in rung.tell:
        draft.tell_customer(name, extra=extra)
    draft.send(name, *(r for r in rung.tell if r not in ("assignee", "customer")), by=rung.by, extra=extra)


def _message(rung: Rung) -> str:
    if rung.at.amount < 0:
        return "reminder"
    if rung.tell == ("customer",):
        return "holding"
    return "escalation" if {"supervisor", "director"} & set(rung.tell) else "chase"


def _next_promise(clock: Running, rung: Rung, turn: int) -> datetime:
    """The time that a holding message names: the next turn of the same rung, at which the customer hears again (GN-01)."""
    moment = shift(clock.deadline.due, rung.at, clock.calendar)
    step = rung.every or Duration(1, "day")
    for _ in range(turn + 1):
        moment = shift(moment, step, clock.calendar)
    return moment


def _commands(draft: Draft, clock: str) -> list[str]:
    """The commands that would stop this clock."""
    until = next((c.until for c in draft.policy.clocks if c.name == clock), "")
    stop = {"referred": ["transfer", "accept"], "slip_issued": ["transfer", "accept"], "answered": ["resolve", "tell"]}
    by_task = [t.command for t in draft.policy.tasks if until and until in (t.sets, t.name)]
    if clock.startswith("approval:"):
        return ["approve", "return"]
    return stop.get(until, by_task or ["note"])
