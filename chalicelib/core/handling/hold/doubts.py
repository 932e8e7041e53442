"""Whether somebody who would have a part in a complaint is the one complained of: where words leave it open, the desk says so first."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import promises, standing_tasks, tasks
from chalicelib.core.people import accused
from chalicelib.core.policy import limits
from chalicelib.core.times.working_time import due


def ask(draft: Draft) -> None:
    """Asks the desk, once a round about each, and drops the question when nothing is doubtful any more."""
    doubtful = accused.doubts(draft.complaint, draft.policy) if draft.complaint.status == "open" else ()
    waiting = draft.complaint.open_task(standing_tasks.WHOM.name)
    if waiting is not None and not doubtful:
        tasks.drop(draft, waiting)
    fresh = [mail for mail in doubtful if draft.first_time(f"whom:{mail}")]
    if fresh and waiting is None:
        _watch(draft)
    for code in dict.fromkeys(_meanwhile(draft, mail) for mail in fresh):
        who = saying.person(*(mail for mail in fresh if _meanwhile(draft, mail) == code))
        reason = saying.say(code, who=who, command=saying.command("about"))
        draft.send("information", "desk", extra={"reason": reason, "commands": ["about"]})


def _meanwhile(draft: Draft, mail: str) -> str:
    """What holds until the desk has said so: nobody gets it, or that person alone does not, or keeps it."""
    if draft.complaint.moment("referred") is None:
        return "whom_before"
    return "whom_kept_out" if accused.is_kept_out(mail, draft.complaint, draft.policy) else "whom_meanwhile"


def _watch(draft: Draft) -> None:
    """The desk's task: in the time that the policy gives it to refer a complaint."""
    clock = next((c for c in draft.policy.clocks if c.until == "referred"), None)
    within = limits.allowed(clock, draft.complaint) if clock else None
    calendar = draft.policy.calendar(clock.calendar) if clock and within else tasks.office_hours(draft.policy)
    limit = due(draft.now, within or tasks.NEXT_WORKING_DAY, calendar)
    tasks.open_silently(draft, standing_tasks.WHOM, promises.holders(draft, standing_tasks.WHOM)[0], limit)


def hear(draft: Draft, words: str, *, room: int) -> None:
    """What the customer has just added. The desk cleared people of what was said until then: accused anew, they are asked about anew.

    Whoever is accused in words of which there is no more `room` (characters) beside the new ones stays accused.
    """
    complaint, policy = draft.complaint, draft.policy
    again = accused.accused_in(words, complaint.cleared, policy)
    marks = tuple(f"whom:{mail}:" for mail in again)
    draft.change(
        cleared=tuple(mail for mail in complaint.cleared if mail not in again),
        done_once=tuple(mark for mark in complaint.done_once if not (marks and mark.startswith(marks))),
    )
    if len(complaint.later_words) + len(words) >= room:
        lasting = (m for m in complaint.kept_out if accused.whether_meant(m, complaint, policy) == "accused")
        draft.change(named=tuple(sorted({*complaint.named, *lasting})))


def shortfalls(draft: Draft) -> list[Said]:
    """Why nobody is given it yet: the desk has not said whether it is about somebody who would have a part in it."""
    doubtful = accused.doubts(draft.complaint, draft.policy)
    if not doubtful:
        return []
    return [saying.say("whom_unsaid", who=saying.person(*doubtful), command=saying.command("about"))]
