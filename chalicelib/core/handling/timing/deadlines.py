"""Fourth step: deadlines follow from moments, policy and calendar; every due rung that has not fired becomes a message.

Nothing starts, stops or chases a clock by itself, so late and doubled ticks, pauses, regrading, reopening and new
holiday data need no code of their own. A deadline that moves back may chase again: its rungs that lie ahead are armed anew.
"""

from collections.abc import Iterator
from copy import copy
from datetime import datetime, timedelta

import msgspec

from chalicelib.core.complaint import moments
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.model import Complaint, Deadline
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import helping, outliving, replies, standing_tasks, tasks
from chalicelib.core.handling.timing import chasing, earlier_rounds, ladders, lost, rungs, task_clocks, waiting_clocks
from chalicelib.core.handling.timing.rungs import Running
from chalicelib.core.lately import lately
from chalicelib.core.policy import limits, vocabulary
from chalicelib.core.policy.model import Clock
from chalicelib.core.times.working_time import ALWAYS, is_provisional, shift, with_pauses

ROUNDS_OF_RINGING = 8
AT_ONCE = timedelta(minutes=1)
REVIEW = "task:conduct_review"
SPOKEN = ("phone", "visit")
PROMISE = "promise"  # what the customer was told, until the promised clock itself runs


def derive(draft: Draft) -> None:
    """Puts the deadlines as they follow now in place of the old ones; those of earlier rounds stay as they ended, but for what is done after all."""
    known = {(d.clock, d.round): d for d in draft.complaint.deadlines}
    fresh = {(r.deadline.clock, r.deadline.round): _with_what_was_missed(draft, r, known) for r in running(draft)}
    for key, clock in fresh.items():
        before, deadline = known.get(key), clock.deadline
        late = deadline.met is not None and deadline.met > deadline.due and not deadline.of_customer
        if late and (before is None or before.met is None):
            draft.record("met_late", reason=deadline.clock)
        if before is not None and deadline.due > before.due:
            rungs.arm_again(draft, clock)
    lost.keep(draft, known.values(), fresh.keys())
    rules = {rule.name for rule in draft.policy.clocks}
    rungs.forget(draft, {key for key in known.keys() - fresh.keys() if key[0] not in rules})
    earlier = tuple(
        earlier_rounds.as_it_stands(draft, d)
        for key, d in known.items()
        if key not in fresh and key[0] != REVIEW and d.round != draft.complaint.round
    )
    draft.change(deadlines=(*earlier, *(clock.deadline for clock in fresh.values())))


def _with_what_was_missed(draft: Draft, clock: Running, known: dict[tuple[str, int], Deadline]) -> Running:
    """A limit that passed before the complaint was graded anew was not kept, whatever the new grade allows."""
    before = known.get((clock.deadline.clock, clock.deadline.round))
    if before is None:
        return clock
    regraded = draft.before.severity != draft.complaint.severity and before.due < clock.deadline.due
    missed = before.missed or (before.due if regraded and before.met is None and before.due < draft.now else None)
    return msgspec.structs.replace(clock, deadline=msgspec.structs.replace(clock.deadline, missed=missed))


def running(draft: Draft) -> tuple[Running, ...]:
    """All clocks that run or ran on this complaint in this round, then tasks' (of any round) and approvals' own.

    They follow from the complaint, and from what stays as it is. Where none has more to say, one that is not closed is looked at all the same.
    """
    return _running(draft, draft.complaint)


@lately
def _running(draft: Draft, _: Complaint) -> tuple[Running, ...]:
    ladders_of_all = (
        *(clock for rule in draft.policy.clocks if (clock := _clock(draft, rule)) is not None),
        *task_clocks.of_tasks(draft),
        *waiting_clocks.of_approvals(draft),
        *waiting_clocks.of_questions(draft),
    )
    found = [_going_on(draft, clock) for clock in ladders_of_all]
    speaks = any(rungs.has_more_to_say(draft, clock) for clock in found if _is_live(draft, clock))
    return (*found, *_review(draft), *_promise(draft), *(() if speaks else waiting_clocks.of_rest(draft, found)))


def _going_on(draft: Draft, clock: Running) -> Running:
    """Whatever is not done is chased on and on; only who has not confirmed a notice of what is closed is left in peace."""
    confirms = clock.deadline.clock.startswith(f"task:{standing_tasks.RECEIPT.name}")
    needless = confirms and draft.complaint.status == "closed"
    return clock if needless else rungs.going_on(clock, draft.policy)


def _clock(draft: Draft, clock: Clock) -> Running | None:
    complaint = draft.complaint
    start = start_of(draft, clock)
    within = limits.allowed(clock, complaint)
    applies = vocabulary.applies(clock, complaint, draft.context.counts) and not _is_overtaken(draft, clock)
    own = limits.ends(clock, complaint, start, draft.policy) if start else None
    if start is None or within is None or own is None or not applies:
        return None
    if earlier_rounds.is_not_asked_again(draft, clock, met(complaint, clock)):
        return None
    calendar = draft.policy.calendar(clock.calendar)
    limit = complaint.limits.get(clock.name)
    since, limit = _set_at(draft, clock) if limit else start, limit or own
    if clock.pauses:
        limit = with_pauses(limit, within, _pauses(draft, since or start), calendar)
    deadline = Deadline(
        clock=clock.name,
        round=complaint.round,
        due=limit,
        met=_kept_at(draft, clock),
        provisional=clock.calendar != "always" and is_provisional(limit.year, calendar),
        of_customer=clock.until in moments.OF_CUSTOMER,
        outlives=clock.from_ == "closed" or outliving.is_to_come(draft, clock.until),
    )
    promised_one = clock.promised and clock == promised_clock(draft)
    ladder = rungs.parted(clock.rungs) if promised_one else clock.rungs
    told, hours = _told_later(draft, limit) if promised_one else None, rungs.hours_of(ladder, draft.policy)
    return Running(deadline, ladder, calendar, since=start, told=told, hours=hours)


def _is_overtaken(draft: Draft, clock: Clock) -> bool:
    """Whether it waits for what nobody can bring about any more: a matter that was answered is handed on to nobody."""
    until = next((own.at for own in draft.policy.moments if own.name == clock.until), clock.until)
    answered = draft.complaint.moment("answered") is not None
    return answered and until in moments.HANDING_ON and met(draft.complaint, clock) is None


def _told_later(draft: Draft, limit: datetime) -> datetime | None:
    """By when the customer was told to hear, if that is later than this limit: they are not kept waiting before it."""
    told = draft.complaint.told
    return told if told is not None and told > limit else None


def _set_at(draft: Draft, clock: Clock) -> datetime | None:
    """When somebody last set another time for this clock."""
    own = (e.at for e in reversed(draft.complaint.extensions) if e.clock == clock.name)
    return next(own, draft.complaint.moment("extended"))


def own_limit(draft: Draft, clock: Clock) -> datetime | None:
    """When the clock would end had nobody set another time; before the promised one runs, the latest time that it can mean."""
    start, within = start_of(draft, clock), limits.allowed(clock, draft.complaint)
    limit = limits.ends(clock, draft.complaint, start, draft.policy) if start else None
    if start is None or within is None or limit is None:
        return first_promise(draft, clock) if clock.promised else None
    calendar = draft.policy.calendar(clock.calendar)
    return with_pauses(limit, within, _pauses(draft, start), calendar) if clock.pauses else limit


def met(complaint: Complaint, clock: Clock) -> datetime | None:
    """When what the clock waits for happened, in this round and at or after the clock's beginning; None if it has not.

    Whoever wrote a call or a visit down has spoken with the customer: a clock from the first word waits for no other contact.
    """
    begun = complaint.moment(clock.from_)
    if (
        begun is not None
        and clock.until == "contacted"
        and clock.from_ in moments.LASTING
        and _was_spoken_with(complaint)
    ):
        return begun
    return None if begun is None else complaint.moment_since(clock.until, begun)


def _kept_at(draft: Draft, clock: Clock) -> datetime | None:
    """When the limit was kept: by an answer when it goes out, which it does before a limit that it keeps."""
    at = met(draft.complaint, clock)
    return replies.undo_until(draft, at) if at and replies.is_the_answer(draft, clock.until) else at


def _was_spoken_with(complaint: Complaint) -> bool:
    return bool(complaint.introduced_by) and complaint.channel in SPOKEN and complaint.round == 1


def _pauses(draft: Draft, since: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches of waiting for the customer since then."""
    pauses = ((max(p.start, since), p.end or max(draft.now, p.start)) for p in draft.complaint.pauses)
    return [(start, end) for start, end in pauses if end > start]


def start_of(draft: Draft, clock: Clock) -> datetime | None:
    """When the clock began in this round.

    In a later round what began with receipt begins with the reopening. A matter that was passed on and turns out to be a
    complaint begins its flow when it is taken for one: nobody was late before that.
    """
    if clock.from_ in moments.LASTING:
        later = (draft.complaint.moment(name) for name in moments.RESTARTS)
        return next((at for at in later if at is not None), draft.complaint.moment(clock.from_))
    return draft.complaint.moment(clock.from_)


def _review(draft: Draft) -> Iterator[Running]:
    """The review of a record of unreasonable contact, on the complaint where it was made, whatever became of that."""
    conduct, desk = draft.complaint.conduct, draft.policy.directory.desk
    if conduct is not None and conduct.number == draft.complaint.number:
        deadline = Deadline(clock=REVIEW, round=conduct.round, due=conduct.review)
        clock = Running(deadline, ladders.REVIEW_RUNGS, ALWAYS, desk, outlives=True, since=conduct.since)
        yield _going_on(draft, clock)


def _promise(draft: Draft) -> Iterator[Running]:
    """Before the promised clock runs, the customer waits for the time that they were told all the same (GN-01)."""
    complaint, clock = draft.complaint, promised_clock(draft)
    if clock is None or complaint.moment(clock.from_) or complaint.moment(clock.until):
        return
    says, limit = tuple(r for r in rungs.parted(clock.rungs) if r.tell == ("customer",)), first_promise(draft, clock)
    if says and limit is not None:
        deadline = Deadline(clock=PROMISE, round=complaint.round, due=_told_later(draft, limit) or limit)
        yield Running(deadline, says, draft.policy.calendar(clock.calendar))


def promised_clock(draft: Draft) -> Clock | None:
    """The clock whose due time is what this customer is told: the first promised one that applies to the complaint."""
    counts = draft.context.counts
    fitting = (c for c in draft.policy.clocks if c.promised and vocabulary.applies(c, draft.complaint, counts))
    return next(fitting, None)


def first_promise(draft: Draft, clock: Clock) -> datetime | None:
    """The latest time that the promised clock can mean before it runs: what leads to it is done in its last minute."""
    ahead = (running for c in draft.policy.clocks if c.until == clock.from_ and (running := _clock(draft, c)))
    before = next((running.deadline.due for running in ahead), draft.complaint.moment("received"))
    return limits.ends(clock, draft.complaint, before, draft.policy) if before else None


def promised(draft: Draft) -> datetime | None:
    """What the customer is told: the due time of the promised clock; before it runs, the latest time that it can mean."""
    clock = promised_clock(draft)
    if clock is None:
        return None
    deadlines = {d.clock: d.due for d in draft.complaint.deadlines if d.round == draft.complaint.round}
    if clock.name in deadlines:
        return deadlines[clock.name]
    first = first_promise(draft, clock)
    if first is not None and first > draft.now:
        return first
    return limits.ends(clock, draft.complaint, draft.now, draft.policy)


def overdue_promise(draft: Draft) -> Extra:
    """Once the promised time has passed: `new_due`, by when its `clock`'s ladder next speaks to the customer, as they were told; empty before that."""
    clock, told = promised_clock(draft), promised(draft)
    if clock is None or told is None or told > draft.now:
        return {}
    speaks = (c for c in running(draft) if c.deadline.clock in (clock.name, PROMISE) and _is_live(draft, c))
    following = next((at for c in speaks if (at := rungs.customer_hears_next(c, draft.now))), None)
    return {"clock": clock.name, "new_due": following.isoformat()} if following else {}


# -- rungs ----------------------------------------------------------------------------------------------------------------


def ring(draft: Draft) -> None:
    """Fires every due rung once, in order of time. A rung may raise the severity, and so bring further ones forward."""
    for _ in range(ROUNDS_OF_RINGING):
        alarms = [a for clock in running(draft) if _is_live(draft, clock) for a in rungs.alarms(draft, clock)]
        if not alarms:
            break
        for _, index, turn, clock in sorted(alarms, key=lambda a: (a[0], a[1])):
            chasing.fire(draft, _foreseeing(draft, clock), index, turn)
    chasing.say_once(draft)


def _foreseeing(draft: Draft, clock: Running) -> Running:
    """What the ladder sets a moment after the customer is told that the time has passed is told with it: the time that they have then."""
    limit = clock.deadline.due
    follow = (r.set for r in clock.rungs if r.at.amount >= 0 and shift(limit, r.at, clock.calendar) <= limit + AT_ONCE)
    severity = next((given["severity"] for given in follow if "severity" in given), draft.complaint.severity)
    if severity == draft.complaint.severity or draft.complaint.told not in (None, limit):
        return clock
    then = copy(draft)
    then.complaint = msgspec.structs.replace(draft.complaint, severity=severity)
    promised_one = promised_clock(then)
    other = _clock(then, promised_one) if promised_one else None
    later = other is not None and other.deadline.due > limit
    return msgspec.structs.replace(clock, regraded=other.deadline.due) if other and later else clock


def look_ahead(draft: Draft) -> None:
    """Brings the deadlines up to date and notes when the complaint must be looked at next."""
    derive(draft)
    checks = [at for clock in running(draft) if _is_live(draft, clock) for at in rungs.next_looks(draft, clock)]
    checks += [at for t in draft.policy.tasks if (at := tasks.opening(draft, t)) is not None and at > draft.now]
    held = replies.let_rules_go(draft)
    draft.change(next_check_at=min([*checks, *([held] if held else [])], default=None))


def _is_live(draft: Draft, clock: Running) -> bool:
    """A closed complaint is chased no more, except for tasks and clocks that outlive it; a merged one is the other's matter."""
    status, deadline = draft.complaint.status, clock.deadline
    if deadline.met is not None or (status == "merged" and deadline.clock != REVIEW):
        return False
    rule = next((c for c in draft.policy.clocks if c.name == deadline.clock), None)
    if rule is not None and helping.is_over(draft, rule.until):
        return False
    return status != "closed" or clock.outlives or deadline.outlives or deadline.of_customer
