"""What an answer says to the customer: taken from its author, kept from everybody else, and what it still lacks."""

from collections.abc import Collection

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import enclosures, forms
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.answering import ANSWERS, answer_task, names_a_kind
from chalicelib.core.words import letter

_WAITS = "answer_waits_for_lines"


def take(draft: Draft, command: Command) -> None:
    """The author's words, or else the form's. Words that they gave before stand when only lacking lines are put right; words that were
    refused for what they say stand only where they are confirmed.

    The letter is not sealed yet: what rules make of the words and lines may be part of it.
    """
    waits_no_more(draft)
    drop_others(draft)
    if _is_whole(draft, command):
        _drop_what_stood(draft, command)
    stood = _what_stands(draft, command)
    forms.take(draft, command.form)
    declared = forms.declared(draft.policy)
    brought = (*draft.complaint.outcome_lines, *(name for name in command.form if name in declared))
    words = "" if vocabulary.says_nothing(command.words) else command.words
    draft.change(
        outcome=words or stood,
        outcome_from_form=False,
        outcome_refused=False,
        outcome_lines=tuple(dict.fromkeys(brought)),
    )
    if not draft.complaint.outcome:
        draft.change(outcome=letter.composed(draft.complaint, draft.policy), outcome_from_form=True)
    draft.change(proposed_by=draft.by)


def _what_stands(draft: Draft, command: Command) -> str:
    """The words of an earlier answer that are part of this one; their author hears of those that are not."""
    complaint = draft.complaint
    if complaint.outcome_from_form or complaint.valid is False:
        return ""
    refused = complaint.outcome_refused and not _confirms(draft, command)
    if refused and complaint.outcome and vocabulary.says_nothing(command.words):
        draft.results.done("words_left_out", text=complaint.outcome, command=saying.command(ANSWERS))
    return "" if refused else complaint.outcome


def _confirms(draft: Draft, command: Command) -> bool:
    """Whether the order says of refused words that they are meant, or by a gate's own line that they promise nothing."""
    lines = {gate.confirm for gate in draft.policy.gates if gate.confirm}
    meant = vocabulary.says_yes((command.form.get("confirmed", "").splitlines() or [""])[0])
    return meant or any(vocabulary.says_no(command.form.get(name, "")) for name in lines)


def _is_whole(draft: Draft, command: Command) -> bool:
    """Whether it fills every required line, and so is an answer of its own; where lines of one stand that lacked all of these, it completes
    that. Of a single one nobody knows: it may be the one that lacked.
    """
    task, complaint, policy = answer_task(draft.complaint, draft.policy), draft.complaint, draft.policy
    required = task.required if task else ()
    lacked = not any(letter.is_filled(name, complaint, policy) for name in required)
    completes = lacked and any(letter.is_filled(name, complaint, policy) for name in complaint.outcome_lines)
    return len(required) > 1 and not completes and not forms.unfilled(policy, required, command.form)


def _drop_what_stood(draft: Draft, command: Command) -> None:
    """Words and lines for the customer that an earlier answer brought and that never went out are not in a new one."""
    task, complaint = answer_task(draft.complaint, draft.policy), draft.complaint
    read = {name for name in complaint.outcome_lines if task and name in task.letter}
    stale = read - command.form.keys()
    draft.change(
        outcome="",
        outcome_from_form=False,
        outcome_lines=tuple(name for name in complaint.outcome_lines if name not in stale),
        fields={name: value for name, value in complaint.fields.items() if name not in stale},
    )


def tell_what_stands(draft: Draft) -> None:
    """Words that were not to blame go out with the lines that lacked: their author hears so, and how to take them back."""
    if draft.complaint.outcome_refused:
        return
    if not draft.complaint.outcome_from_form and draft.complaint.outcome:
        draft.first_time(_WAITS)
        draft.results.done("words_stand", text=draft.complaint.outcome, command=saying.command(ANSWERS))


def waits_for_others(draft: Draft) -> None:
    """The answer, of words or of lines alone, goes out with the lines that others were asked for."""
    draft.first_time(_WAITS)


def waits_for_lines(draft: Draft) -> bool:
    """Whether an author was told that their words go out as soon as the lacking lines have come."""
    return draft.has_happened(_WAITS) and bool(draft.complaint.outcome)


def waits_no_more(draft: Draft) -> None:
    """They have gone, or go out no more."""
    draft.forget_once(_WAITS)


def drop_others(draft: Draft) -> None:
    """What somebody else gave and what never went out is not put into another's mouth."""
    complaint = draft.complaint
    if complaint.proposed_by in ("", draft.by):
        return
    theirs = complaint.outcome_lines
    draft.change(
        outcome="",
        outcome_from_form=False,
        outcome_lines=(),
        enclosed=(),
        fields={name: value for name, value in complaint.fields.items() if name not in theirs},
        by_hand=tuple(name for name in complaint.by_hand if name not in theirs),
    )


def seal(draft: Draft) -> None:
    """From now on the letter reads as it does: what is filled in later changes nothing of what an approver has read."""
    if draft.complaint.outcome_from_form:
        lines = letter.lines_of_form(draft.complaint, draft.policy)
        draft.change(outcome=letter.composed(draft.complaint, draft.policy), letter=lines)
        return
    draft.change(letter=None)
    draft.change(letter=letter.beside(draft.complaint, draft.policy))


def missing(draft: Draft, named: Collection[str] = ()) -> list[Said]:
    """The required lines that are empty, save those `named` already. What is settled before the form was asked for needs none."""
    task = answer_task(draft.complaint, draft.policy)
    if task is None or not _is_asked(draft, task.name, task.opens):
        return []
    if draft.complaint.kind not in draft.policy.flow_kinds and not names_a_kind(task):
        return []
    lacking = [f for f in task.required if not letter.is_filled(f, draft.complaint, draft.policy) and f not in named]
    return [forms.lacking(lacking, draft.complaint.fields)] if lacking else []


def _is_asked(draft: Draft, name: str, opens: str) -> bool:
    complaint = draft.complaint
    asked = any(task.name == name and task.round == complaint.round for task in complaint.tasks)
    return asked or complaint.moment(opens) is not None


def empty(draft: Draft) -> list[Said]:
    """Why a letter in which nothing stands does not go out."""
    if not vocabulary.says_nothing(letter.whole(draft.complaint, draft.policy)):
        return []
    task = answer_task(draft.complaint, draft.policy)
    lines = (task.letter or task.required) if task else ()
    command = saying.command(ANSWERS)
    if not lines:
        return [saying.say("words_needed", command=command)]
    return [saying.say("empty_letter", command=command, fields=saying.labels(*lines))]


def shown(draft: Draft) -> Extra:
    """How a message to staff shows the letter: as a text message says it, if that is what reaches the customer."""
    return {"texted": 1} if draft.customer_channel() == ("sms",) else {}


def tell_author(draft: Draft) -> None:
    """The receipt shows what goes to the customer, and tells what of it does not reach them."""
    enclosures.tell_author(draft)
    draft.results.letter = letter.whole(draft.complaint, draft.policy)
    if draft.customer_channel() == ("sms",) and not letter.fits_a_text(draft.complaint, draft.policy):
        draft.results.letter = letter.in_a_text(draft.complaint, draft.policy)
        draft.results.done("letter_cut", count=len(draft.results.letter))
