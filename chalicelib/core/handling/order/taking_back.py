"""Plain words that take back what their writer has sent off or agreed to: done while nothing has left, else they hear that it is too late and what can be done."""

from collections.abc import Callable

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.facts import Command
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import approvals, instructions, replies
from chalicelib.core.handling.order import offers
from chalicelib.core.people import people
from chalicelib.core.written.consent import Said, recalls, regrets, takes_back
from chalicelib.core.written.own_mistakes import finds_own_mistake

CarryOut = Callable[[Draft, Command], None]


def answer(draft: Draft, text: str, carry_out: CarryOut) -> bool:
    """Whether the words take back an answer that is still on its way, or consent to what still waits for somebody else's."""
    given = _consent_of(draft)
    if not (takes_back(text) or (given and not approvals.all_waiting(draft, draft.by) and regrets(text))):
        return False
    if replies.is_on_its_way(draft) and offers.refusal(draft, "undo") is None:
        draft.record("note", text=text)
        carry_out(draft, Command(name="undo"))
        return True
    if given is not None and approvals.moment_of(draft, given) in draft.complaint.awaiting:
        draft.record("note", text=text)
        _ask_anew(draft, given)
        return True
    return False


def comes_too_late(draft: Draft, text: str, said: Said) -> bool:
    """Whether the words want back what has been carried out already; their writer hears since when, and what changes it now."""
    given = _consent_of(draft)
    if not (takes_back(text) or (given and (said.answer == "no" or regrets(text)))):
        return False
    if instructions.take_back(draft, text):
        return True
    gone = _answer_gone(draft)
    leads = instructions.may_give(draft, draft.by) and recalls(text)
    if given is None and not gone and not leads and not _works_on_it(draft):
        return False
    draft.record("note", text=text)
    if given is not None and given.at is not None:
        what = saying.labels(approvals.called(draft, given))
        draft.results.refuse("consent_stands", what=what, at=saying.time_of(given.at))
    if gone:
        draft.results.problems.append(gone)
    if given is None and not gone:
        draft.results.refuse("nothing_to_undo")
        return True
    _say_what_changes_it(draft)
    return True


def is_told_how_to_correct(draft: Draft, text: str) -> bool:
    """Whether the words say that an answer is wrong, and order nothing: their writer hears that it stands as it was, and what puts it right.

    Of an answer on its way they have heard by which command it comes back.
    """
    if not (_works_on_it(draft) and finds_own_mistake(text)):
        return False
    gone = too_late(draft)
    if gone is None and "answered" in draft.complaint.awaiting and draft.complaint.outcome:
        return _say_what_corrects(draft, "waits_as_it_was", "resolve")
    if gone is None:
        return replies.is_on_its_way(draft) and offers.refusal(draft, "undo") is None
    return _say_what_corrects(draft, "sent_as_it_was", "tell", **gone.values)


def _say_what_corrects(draft: Draft, code: str, command: str, **values: saying.Value) -> bool:
    if offers.refusal(draft, command):
        return False
    draft.results.refuse(code, command=saying.command(command), **values)
    draft.results.wanted = command
    return True


def refuse(draft: Draft) -> None:
    """What the command cannot take back: since when it is too late, and what changes it now; or that there is nothing."""
    gone = _answer_gone(draft)
    if gone is None:
        draft.results.refuse("nothing_to_undo")
        return
    draft.results.problems.append(gone)
    _say_what_changes_it(draft)


def too_late(draft: Draft) -> saying.Said | None:
    """That the answer has reached the customer, and since when; None if it has not been given, or has not left."""
    answered = draft.complaint.moment("answered")
    if answered is None or replies.is_on_its_way(draft):
        return None
    return saying.say("too_late", due=saying.time_of(replies.outcome_leaves(draft, answered)))


def _answer_gone(draft: Draft) -> saying.Said | None:
    return too_late(draft) if _works_on_it(draft) or _consent_of(draft) else None


def _works_on_it(draft: Draft) -> bool:
    roles = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    return not roles.isdisjoint(("handler", "desk", "supervisor"))


def _consent_of(draft: Draft) -> Approval | None:
    """What the writer agreed to last in this round."""
    complaint = draft.complaint
    mine = (a for a in reversed(complaint.approvals) if a.granted and a.round == complaint.round)
    return next(
        (a for a in mine if draft.by in (a.approver, people.stand_in(a.approver, draft.policy, draft.now))), None
    )


def _ask_anew(draft: Draft, given: Approval) -> None:
    """Nothing has happened yet: it waits for them as before, and nobody else is asked after them any more."""
    later = [a for a in draft.complaint.approvals if a.gate == given.gate and a.at is None and a.round == given.round]
    kept = (a for a in draft.complaint.approvals if a not in later)
    open_again = msgspec.structs.replace(given, at=None, granted=False, comment="")
    draft.change(approvals=tuple(open_again if a == given else a for a in kept))
    what = saying.labels(approvals.called(draft, given))
    draft.results.done("consent_taken_back", what=what, yes=saying.command("approve"), no=saying.command("return"))


def _say_what_changes_it(draft: Draft) -> None:
    """The first command of the writer's that still changes it, else who has one."""
    answered = draft.complaint.moment("answered") is not None
    useful = ("reopen", "tell") if answered else ("transfer", "extend")
    mine = next((name for name in useful if offers.refusal(draft, name) is None), "")
    if mine:
        draft.results.wanted = mine
        draft.results.done("undo_by", command=saying.command(mine))
    else:
        draft.results.done("ask_whom", who=saying.person(draft.policy.directory.desk))
