"""Whoever was asked to answer by a time hears of the one that takes its place when a complaint is graded anew."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.timing import chasing
from chalicelib.core.policy import answer_time


def announce(draft: Draft) -> None:
    """The handler reads by when the answer is wanted now: not who graded it, nor who is asked for an answer only now."""
    if not _is_graded_anew(draft) or draft.by == draft.complaint.handler:
        return
    old = {(d.clock, d.round): d.due for d in draft.before.deadlines}
    moved = [
        d
        for d in answer_time.limits_of_the_answer(draft.complaint, draft.policy)
        if old.get((d.clock, d.round), d.due) != d.due
    ]
    limit = min((d for d in moved if d.due > draft.now), key=lambda d: d.due, default=None)
    if limit is None:
        return
    times = {"old": saying.time_of(old[limit.clock, limit.round]), "due": saying.time_of(limit.due)}
    extra: Extra = {"reason": saying.say("limit_moved", clock=saying.labels(limit.clock), **times)}
    later: Extra = {"later": 1} if limit.due > old[limit.clock, limit.round] else {}
    due: Extra = {"due": limit.due.isoformat(), **chasing.what_ends(draft, limit.clock)}
    draft.send("information", "handler", extra=extra | later | due)


def _is_graded_anew(draft: Draft) -> bool:
    """Whether a complaint that somebody has in hand has another severity now, and they have it still."""
    before, now = draft.before, draft.complaint
    same = (before.handler, before.round, before.status) == (now.handler, now.round, "open")
    return same and bool(now.handler) and before.moment("referred") is not None and before.severity != now.severity
