"""What a customer added and may be another matter: the desk says within a limit whether it is (拆分) or not (备注). Until then it stays asked, answered and closed or not."""

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import Command
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import standing_tasks, tasks, watching
from chalicelib.core.people import people
from chalicelib.core.written.second_matters import is_the_same


def ask(draft: Draft) -> Extra:
    """The desk's task about the newest addition; what the message that asks it brings."""
    asked: Extra = {"reason": "another", "commands": [standing_tasks.APART.command]}
    if draft.complaint.status != "open":  # whatever is written then is judged as a whole
        return asked
    *earlier, last = draft.complaint.additions
    draft.change(additions=(*earlier, msgspec.structs.replace(last, in_question=True)))
    due = watching.watch_over_doubtful_words(draft)
    return asked | {"task": standing_tasks.APART.name, "due": due.isoformat(), "fields": [], "undecided": 1}


def judge_by_order(draft: Draft, command: Command) -> None:
    """What the desk parts is judged, and with a note or words of its own all that was in question."""
    if "desk" not in people.roles_of(draft.by, draft.complaint, draft.policy, draft.now):
        return
    before = [added for added in draft.before.additions if added.in_question]
    left = [added for added in draft.complaint.additions if added.in_question]
    if command.name == "note" or (command.name == "split" and len(left) == len(before)):
        _are_no_other_matter(draft)
    if command.name in ("note", "split"):
        _settle(draft)


def judge_by_words(draft: Draft, text: str) -> bool:
    """Whether the desk says in plain words that it is the same matter."""
    asked = draft.complaint.open_task(standing_tasks.APART.name) is not None
    roles = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    if not (asked and "desk" in roles and is_the_same(text)):
        return False
    draft.record("note", text=text)
    draft.results.done("noted")
    _are_no_other_matter(draft)
    _settle(draft)
    return True


def _are_no_other_matter(draft: Draft) -> None:
    judged = (msgspec.structs.replace(added, in_question=False) for added in draft.complaint.additions)
    draft.change(additions=tuple(judged))


def _settle(draft: Draft) -> None:
    waiting = draft.complaint.open_task(standing_tasks.APART.name)
    if waiting is not None and not any(added.in_question for added in draft.complaint.additions):
        tasks.finish(draft, waiting, {})
        draft.results.done("words_read", task=saying.labels(waiting.name))
