"""Whether somebody who would have a part in a complaint is the one complained of: where words leave it open, the desk says so first."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import tasks
from chalicelib.core.people import accused


def ask(draft: Draft) -> None:
    """Asks the desk, once a round about each, and drops the question when nothing is doubtful any more."""
    doubtful = accused.doubts(draft.complaint, draft.policy) if draft.complaint.status == "open" else ()
    waiting = draft.complaint.open_task(tasks.WHOM.name)
    if waiting is not None and not doubtful:
        tasks.finish(draft, waiting, {})
    fresh = [mail for mail in doubtful if draft.first_time(f"whom:{mail}")]
    if fresh and waiting is None:
        tasks.watch_over_doubt(draft)
    for code in dict.fromkeys(_meanwhile(draft, mail) for mail in fresh):
        who = saying.person(*(mail for mail in fresh if _meanwhile(draft, mail) == code))
        reason = saying.say(code, who=who, command=saying.command("about"))
        draft.send("information", "desk", extra={"reason": reason, "commands": ["about"]})


def _meanwhile(draft: Draft, mail: str) -> str:
    """What holds until the desk has said so: nobody gets it, or that person alone does not, or keeps it."""
    if draft.complaint.moment("referred") is None:
        return "whom_before"
    return "whom_kept_out" if accused.is_kept_out(mail, draft.complaint, draft.policy) else "whom_meanwhile"


def shortfalls(draft: Draft) -> list[Said]:
    """Why nobody is given it yet: the desk has not said whether it is about somebody who would have a part in it."""
    doubtful = accused.doubts(draft.complaint, draft.policy)
    if not doubtful:
        return []
    return [saying.say("whom_unsaid", who=saying.person(*doubtful), command=saying.command("about"))]
