"""Tasks by which the desk watches over what nobody else has in hand: whose the matter is, customers whom mail does not reach, words after the answer."""

from datetime import datetime

import msgspec

from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import promises, replies, standing_tasks, tasks
from chalicelib.core.policy import limits, vocabulary
from chalicelib.core.policy import model as rules
from chalicelib.core.times.working_time import due


def watch_over_referral(draft: Draft, *, anew: bool = False) -> None:
    """The desk's task to find who is responsible; `anew` after a unit gave the complaint back."""
    if draft.complaint.open_task(standing_tasks.REFERRAL.name) is not None:
        return
    if anew or not tasks.is_watched(draft, tasks.with_policys_own(draft, {"referred", "assigned"})):
        clock = next((c for c in draft.policy.clocks if c.until == "referred"), None)
        within = clock.within if clock else {}
        calendar = clock.calendar if clock else standing_tasks.REFERRAL.calendar
        tasks.open_task(draft, msgspec.structs.replace(standing_tasks.REFERRAL, within=within, calendar=calendar))


def watch_over_unreached(draft: Draft) -> Extra:
    """The desk's task to find a way to a customer whom a letter of ours has not reached; what the notice of it says of it."""
    waiting = draft.complaint.open_task(standing_tasks.CALL.name)
    if waiting is None:
        tasks.open_silently(draft, standing_tasks.CALL, promises.holders(draft, standing_tasks.CALL)[0])
        waiting = draft.complaint.open_task(standing_tasks.CALL.name)
    said: Extra = {"commands": [standing_tasks.CALL.command]}
    return said | ({"due": waiting.due.isoformat()} if waiting and waiting.due else {})


def is_told_to_wait(draft: Draft, task: Task) -> bool:
    """Whether the customer was told that they hear by a time of what they wrote later, which that task is to judge."""
    key = (f"task:{task.name}", task.round, 0)  # the rung that tells them stands first
    return any((fired.clock, fired.round, fired.rung) == key for fired in draft.complaint.fired)


def watch_over_later_words(draft: Draft) -> datetime:
    """The desk's task to judge what the customer wrote after the answer; until when: the policy's first limit, from when that can be read."""
    return _watch_over(draft, standing_tasks.LATER_WORDS)


def watch_over_doubtful_words(draft: Draft) -> datetime:
    """The desk's task to say whether what the customer added is another matter; until when, likewise."""
    return _watch_over(draft, standing_tasks.APART)


def _watch_over(draft: Draft, task: rules.Task) -> datetime:
    waiting = draft.complaint.open_task(task.name)
    if waiting is not None and waiting.due is not None:
        return waiting.due
    limit = _first_limit(draft, max(draft.now, replies.read_from(draft)))
    tasks.open_silently(draft, task, promises.holders(draft, task)[0], limit)
    return limit


def _first_limit(draft: Draft, start: datetime) -> datetime:
    """By the first clock from the receipt that runs on this complaint, one for calls alone not on a mail; never after the next working day."""
    complaint, policy = draft.complaint, draft.policy
    running = (
        c for c in policy.clocks if c.from_ == "received" and vocabulary.applies(c, complaint, draft.context.counts)
    )
    first = next(running, None)
    within = limits.allowed(first, complaint) if first else None
    latest = due(start, tasks.NEXT_WORKING_DAY, tasks.office_hours(policy))
    return min(latest, due(start, within, policy.calendar(first.calendar))) if first and within else latest
