"""The copy of an answer for who stays informed of it: the desk (IB-07), and whoever put the complaint in (IB-01).

Where the policy has the desk asked for work that brings the answer along, such as a follow-up call on the same day, the mail that asks
for it shows the answer and is its copy. Where that work turns out needless, because the customer has said what they think, the copy goes by itself.
"""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.core.complaint.decision import Extra, Message
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import letters, promises, tasks
from chalicelib.core.people import people
from chalicelib.core.policy import model as rules

WAITS = "copy_waits"
SHOW_IT = ("task", "return_visit")  # by which messages it is asked, and the answer shown


def send(draft: Draft, undo: datetime | None) -> None:
    """Tells who stays informed, once the answer has left; the desk perhaps with its work."""
    complaint, policy = draft.complaint, draft.policy
    letters_leave = (m.not_before for m in draft.outgoing.messages if m.name in ("outcome", "explanation"))
    leaves = max(filter(None, (*letters_leave, undo)), default=draft.now)
    informed = {policy.directory.desk, complaint.introduced_by} - {"", complaint.proposed_by}
    for mail in sorted(informed):
        if mail == policy.directory.desk and _comes_with_work(draft):
            draft.first_time(WAITS)
        else:
            _send_to(draft, mail, leaves + tasks.COPY_LATER, letters.shown(draft))


def settle(draft: Draft) -> None:
    """The copy that waits comes with the desk's work now, or goes by itself where none will come; an answer that was taken back has none."""
    desk, again = draft.policy.directory.desk, draft.complaint.round != draft.before.round
    if again and _mark(draft.before.round) in draft.complaint.done_once:
        _forget(draft, draft.before.round)
        earlier = draft.complaint.earlier_answers[-1].words if draft.complaint.earlier_answers else ""
        _send_to(draft, desk, draft.now + tasks.COPY_LATER, {"text": earlier})
    if not draft.has_happened(WAITS):
        return
    taken_back = draft.complaint.moment("answered") is None
    ahead = (tasks.opening(draft, task) for task in _work_of_the_desk(draft))
    if taken_back or _shown_with_work(draft):
        _forget(draft, draft.complaint.round)
    elif not any(ahead):
        _forget(draft, draft.complaint.round)
        _send_to(draft, desk, draft.now + tasks.COPY_LATER, letters.shown(draft))


def _comes_with_work(draft: Draft) -> bool:
    """Whether the desk is asked for work that brings this answer, now or later."""
    return bool(_asks(draft)) or any(tasks.opening(draft, task) for task in _work_of_the_desk(draft))


def _work_of_the_desk(draft: Draft) -> Iterator[rules.Task]:
    """What the desk does after an answer that comes along, and is asked for by a mail that can show it."""
    own_words, desk = draft.policy.words, draft.policy.directory.desk
    shown = tuple(name for name in SHOW_IT if f"{name}.body" not in own_words)
    for task in draft.policy.tasks:
        asks = task.brings_answer and not tasks.asked_otherwise(task) and tasks.message_of(task) in shown
        if asks and [to.mail for to in promises.holders(draft, task)[:1]] == [desk]:
            yield task


def _asks(draft: Draft) -> list[Message]:
    """The mails of this decision that ask the desk for such work."""
    names, desk = {task.name for task in _work_of_the_desk(draft)}, draft.policy.directory.desk
    return [m for m in draft.outgoing.messages if m.to.mail == desk and m.extra.get("task") in names]


def _shown_with_work(draft: Draft) -> bool:
    """Whether the desk's work is asked for now: one mail of it shows the answer."""
    asking = _asks(draft)
    if asking:
        draft.outgoing.say_more(asking[0], {"answer": 1, **letters.shown(draft)})
    return bool(asking)


def _send_to(draft: Draft, mail: str, at: datetime, extra: Extra) -> None:
    role = "desk" if mail == draft.policy.directory.desk else "staff"
    to = people.staff(mail, role, draft.policy, draft.now)
    offered = ["note", "reopen"] if role == "desk" else ["note"]
    draft.send_to("answered_copy", to, not_before=at, extra={**extra, "commands": offered})


def _mark(round_: int) -> str:
    return f"{WAITS}:{round_}"


def _forget(draft: Draft, round_: int) -> None:
    draft.change(done_once=tuple(mark for mark in draft.complaint.done_once if mark != _mark(round_)))
