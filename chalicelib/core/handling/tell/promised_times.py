"""The time by which the customer hears: what letters name of it, and that they are told when it moves (GN-01)."""

from datetime import datetime

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.moments import NAMES_TIME
from chalicelib.core.handling.draft import TAKEN_FOR_COMPLAINT, Draft
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.policy import answer_time


def tell_later(draft: Draft) -> None:
    """Referred too late for the time that the customer was told: they hear at once who has it now and by when (GN-01)."""
    clock = deadlines.promised_clock(draft)
    if clock is None or clock.from_ not in draft.reached or {"registered", "reopened"} & set(draft.reached):
        return
    told = answer_time.promised(draft.before, draft.policy) if draft.before.round == draft.complaint.round else None
    first, now_promised = told or deadlines.first_promise(draft, clock), deadlines.promised(draft)
    if first and now_promised and now_promised > first and TAKEN_FOR_COMPLAINT not in draft.news:
        draft.tell_customer("holding", extra={"promised": first.isoformat(), "new_due": now_promised.isoformat()})


def tell_moved(draft: Draft) -> None:
    """The time that the customer was told has moved, as when the complaint is graded anew: they hear at once (GN-01)."""
    _name_as_moved(draft)
    before, after = draft.before, draft.complaint
    waits = after.status == "open" and not any(pause.end is None for pause in after.pauses)
    settled = TAKEN_FOR_COMPLAINT in draft.news or _names_it_already(draft)
    if settled or not waits or before.round != after.round or any(e.what == "promise_moved" for e in draft.entries):
        return
    told, promised = answer_time.promised(before, draft.policy), answer_time.promised(after, draft.policy)
    sooner = _moved_forward(draft)
    if told is None or promised is None or not (sooner or promised > told):
        return
    stood_still = before.pauses != after.pauses
    old: Extra = {} if stood_still else {"promised": told.isoformat()}
    new = sooner or promised
    draft.tell_customer("holding", extra={**old, "new_due": new.isoformat(), **({"sooner": 1} if sooner else {})})
    draft.record("promise_moved", said=saying.say("until", due=saying.time_of(new)))


def _names_it_already(draft: Draft) -> bool:
    """Whether a moment of this decision is told with its time. A referral is, where the promised clock begins with it: see `tell_later`."""
    clock = deadlines.promised_clock(draft)
    begins = clock is not None and clock.from_ in draft.reached
    return bool((NAMES_TIME if begins else NAMES_TIME - {"referred"}) & set(draft.reached))


def _name_as_moved(draft: Draft) -> None:
    """What a ladder tells the customer in the decision in which its limit moves back names the time as it is now, and is all they hear of that."""
    limit = deadlines.promised(draft)
    if limit is None:
        return
    ahead = limit > draft.now
    following = limit.isoformat() if ahead else str(deadlines.overdue_promise(draft).get("new_due", ""))
    moved: Extra = {"due": limit.isoformat(), "new_due": following}
    if draft.outgoing.reword_for_customer(lambda extra: extra | moved if _has_moved(draft, extra) else extra):
        draft.record("promise_moved", said=saying.say("until", due=saying.time_of(limit)))
        draft.change(told=limit if ahead else draft.complaint.told)


def _has_moved(draft: Draft, extra: Extra) -> bool:
    """Whether this is said by the ladder of a promised clock that ends later by now, or runs no more."""
    clock, ends = (
        extra.get("clock"),
        {d.clock: d.due for d in draft.complaint.deadlines if d.round == draft.complaint.round},
    )
    promised = clock == deadlines.PROMISE or any(c.promised for c in draft.policy.clocks if c.name == clock)
    due = str(extra.get("due", ""))
    return "rung" in extra and promised and (clock not in ends or ends[str(clock)] > datetime.fromisoformat(due))


def _moved_forward(draft: Draft) -> datetime | None:
    """The time that the promised clock ends at now, if that is before it did and before the customer was told.

    A clock that has just begun, sooner than it might have, binds us alone: the customer keeps the time that they were told.
    """
    clock = deadlines.promised_clock(draft)
    before, after = (answer_time.promised_limit(each, draft.policy) for each in (draft.before, draft.complaint))
    told = answer_time.promised(draft.before, draft.policy)
    if clock is None or clock.from_ in draft.reached or not (before and after and told):
        return None
    return after if draft.now < after < min(before, told) else None


def promised(draft: Draft) -> Extra:
    """The time that the promised clock ends at, if there is one and it is to come, as letters name it; of one that is over, that none is to be named."""
    due = deadlines.promised(draft)
    return {"promised": due.isoformat() if due > draft.now else ""} if due else {}


def awaited(draft: Draft) -> Extra:
    """The promised time while it is to come and the answer is not given; else that none is to be named."""
    told = deadlines.promised(draft) if draft.complaint.status == "open" else None
    return {"promised": told.isoformat() if told and told > draft.now else ""}
