"""Whether somebody who would have a part in a complaint is the one complained of: where words leave it open, the desk says so first.

Whoever has it already goes on with it, and reads what the customer adds only when the desk has said that it is not about them.
"""

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import promises, standing_tasks, tasks
from chalicelib.core.people import accused
from chalicelib.core.policy import limits
from chalicelib.core.times.working_time import due


def ask(draft: Draft) -> None:
    """Asks the desk, once a round about each; when nothing is doubtful any more, drops the question and hands on what was kept back."""
    doubtful = accused.doubts(draft.complaint, draft.policy) if draft.complaint.status == "open" else ()
    waiting = draft.complaint.open_task(standing_tasks.WHOM.name)
    if waiting is not None and not doubtful:
        tasks.drop(draft, waiting)
    _hand_on(draft)
    fresh = [mail for mail in doubtful if draft.first_time(f"whom:{mail}")]
    if fresh and waiting is None:
        _watch(draft)
    for code in dict.fromkeys(_meanwhile(draft, mail) for mail in fresh):
        _put(draft, code, *(mail for mail in fresh if _meanwhile(draft, mail) == code))


def _put(draft: Draft, code: str, *mails: str) -> None:
    """The question, with the words that it is about where nobody else is given them."""
    reason = saying.say(code, who=saying.person(*mails), command=saying.command("about"))
    kept = [added.text for added in draft.complaint.additions if added.kept_from in mails and added.at == draft.at]
    words: Extra = {"text": kept[-1]} if kept else {}
    asked: Extra = {"reason": reason, "commands": ["about"]}
    draft.send("information", "desk", extra=asked | words)


def keep_back(draft: Draft) -> bool:
    """Whether what the customer has just added is kept from the handler, whom it may be about; the desk reads it instead."""
    complaint = draft.complaint
    mail = complaint.handler
    if complaint.status != "open" or accused.is_kept_out(mail, complaint, draft.policy):
        return False
    if accused.whether_meant(mail, complaint, draft.policy) != "doubtful":
        return False
    *earlier, last = complaint.additions
    draft.change(additions=(*earlier, msgspec.structs.replace(last, kept_from=mail)))
    if draft.has_happened(f"whom:{mail}"):
        _put(draft, "whom_meanwhile", mail)  # asked already: the desk reads what was said since
    return True


def _hand_on(draft: Draft) -> None:
    """Whoever handles it now reads what was kept back while it was doubtful whom it is about."""
    complaint, policy = draft.complaint, draft.policy
    ready = [
        added
        for added in complaint.additions
        if added.kept_from and accused.whether_meant(added.kept_from, complaint, policy) != "doubtful"
    ]
    if not ready:
        return
    free = tuple(msgspec.structs.replace(a, kept_from="") if a in ready else a for a in complaint.additions)
    draft.change(additions=free)
    if complaint.status == "open":
        draft.send("customer_added", "handler", extra={"text": "\n".join(added.text for added in ready)})


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
