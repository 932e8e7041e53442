"""What an approver asks instead of deciding reaches whoever wrote what waits for them; the answer comes back, and the approval is asked anew."""

from collections.abc import Iterable

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.approval import Approval, Question
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Evidence
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import approvals, approved_forms, extensions
from chalicelib.core.people import people
from chalicelib.core.policy.answering import ANSWERED_BY
from chalicelib.core.written.approvers_questions import asks
from chalicelib.core.written.consent import puts_off, sees_to_it
from chalicelib.core.written.courtesies import is_mere_thanks

KEPT_WORDS = 500


def pass_on(draft: Draft, waiting: Iterable[Approval], words: str) -> None:
    """Hands a question to the author of each; the approvals stay open, and the approver hears whom their words went to."""
    told: list[str] = []
    if not asks(words):
        return
    for approval in waiting:
        author = _author_of(draft, approval)
        if author in ("", draft.by) or people.complained_of(author, draft.complaint, draft.policy):
            continue
        question = Question(by=draft.by, of=author, words=words[:KEPT_WORDS])
        _keep(draft, approval, question)
        said = saying.say(
            "approver_asks", who=saying.person(draft.by), what=saying.labels(approvals.called(draft, approval))
        )
        extra: Extra = {"reason": said, "text": words, "asks": 1, "commands": ["note"]}
        draft.send_to("information", people.staff(author, "staff", draft.policy, draft.now), extra=extra)
        told.append(people.stand_in(author, draft.policy, draft.now))
    if told:
        draft.results.done("question_passed_on", who=saying.person(*dict.fromkeys(told)))


def answered(draft: Draft, words: str) -> bool:
    """Whether the words, or the files without any, answer an approver's question to their writer: the approval is asked anew with them."""
    asked = [a for a in draft.complaint.approvals if _is_asked(draft, a)]
    files = [file.name for file in _files(draft)]
    if not asked or not (words.strip() or files) or is_mere_thanks(words) or puts_off(words) or sees_to_it(words):
        return False
    told = "\n".join(filter(None, (words.strip(), *(f"[{name}]" for name in files))))
    for approval in asked:
        assert approval.question is not None  # what they are asked by
        if approvals.ask_anew(draft, approval, approval.question.words, told):
            draft.results.done("answer_passed_on", who=saying.person(_approver(draft, approval)))
        _keep(draft, approval, None)
    return True


def _files(draft: Draft) -> list[Evidence]:
    return [e for e in draft.fact.writing.evidence if not e.inline] if isinstance(draft.fact, StaffWrote) else []


def _is_asked(draft: Draft, approval: Approval) -> bool:
    complaint, question = draft.complaint, approval.question
    open_ = approval.at is None and approval.round == complaint.round
    return open_ and question is not None and draft.by in (question.of, _acting(draft, question.of))


def _approver(draft: Draft, approval: Approval) -> str:
    return _acting(draft, approval.approver)


def _acting(draft: Draft, mail: str) -> str:
    return people.stand_in(mail, draft.policy, draft.now)


def _keep(draft: Draft, approval: Approval, question: Question | None) -> None:
    kept = msgspec.structs.replace(approval, question=question)
    draft.change(approvals=tuple(kept if a == approval else a for a in draft.complaint.approvals))


def _author_of(draft: Draft, approval: Approval) -> str:
    """Who wrote what waits: the answer, the request for time, the form; the desk of all else."""
    complaint, policy = draft.complaint, draft.policy
    gate = next((g for g in extensions.gates_of(policy) if g.name == approval.gate), None)
    before = gate.before if gate else ""
    wish = extensions.wish_behind(draft, approval.gate) if before == "extended" else None
    if wish is not None:
        return wish.asked_by
    form = approved_forms.source_of(draft, before, gate.needs if gate else ())
    if form is not None:
        return next((t.assignee for t in reversed(complaint.tasks) if t.name == form.name and t.done), "")
    if before in ANSWERED_BY:
        return complaint.proposed_by or complaint.handler
    return policy.directory.desk
