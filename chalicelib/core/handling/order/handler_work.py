"""What handlers order: notes, contact with the customer, and the outcome."""

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import customer_input
from chalicelib.core.handling.hold import (
    approvals,
    attempts,
    closing,
    customers_words,
    enclosures,
    forms,
    gates,
    letters,
    others_lines,
    replies,
    standing_tasks,
    task_holders,
    tasks,
    undelivered,
)
from chalicelib.core.handling.hold.forms import all_words, for_history
from chalicelib.core.handling.judge import computed, judging
from chalicelib.core.handling.order import approvers_questions
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.orders.command_kind import HANDLING
from chalicelib.core.people import people, rights
from chalicelib.core.policy.answering import ANSWERS
from chalicelib.core.words import letter


@carries_out("note")
def note(draft: Draft, command: Command) -> None:
    """A line in the record, and nothing else."""
    if _is_empty(draft, command):
        return
    draft.record("note", text=for_history(draft, command))
    found_out(draft)
    forms.take(draft, command.form)
    draft.results.done("noted")
    customer_input.pass_on_help(draft, all_words(draft, command))
    approvers_questions.answered(draft, all_words(draft, command))


def _is_empty(draft: Draft, command: Command) -> bool:
    empty = not command.words and not command.form and not draft.fresh_evidence
    if empty:
        draft.results.refuse("empty_command", command=saying.command(command.name))
    return empty


@carries_out("tell")
def tell(draft: Draft, command: Command) -> None:
    """Passes the words on to the customer, by the way the customer came. A message is a contact (CW-05)."""
    words = customers_words.let_through(draft, command, command.words)
    if not words:
        return
    draft.reach("told")
    draft.reach("contacted")
    draft.record("told_customer", text=words)
    _tell_in_own_words(draft, "update", words)
    draft.results.done(replies.reaching_customer(draft, "told"))


@carries_out("ask")
def ask(draft: Draft, command: Command) -> None:
    """Asks the customer something; clocks that may pause wait for the answer."""
    words = customers_words.let_through(draft, command, command.words)
    if not words:
        return
    closing.begin_pause(draft)
    draft.reach("contacted")
    draft.record("asked_customer", text=words)
    _tell_in_own_words(draft, "question", words)
    draft.results.done(replies.reaching_customer(draft, "asked"))


def _tell_in_own_words(draft: Draft, message: str, words: str) -> None:
    """Kept beside the complaint, so that what comes back undelivered can be said again by another way."""
    draft.results.told = words
    draft.change(last_words={**draft.complaint.last_words, message: words})
    draft.tell_customer(message, extra={"text": words} | deadlines.overdue_promise(draft))


@carries_out("contact")
def contact(draft: Draft, command: Command) -> None:
    """Records a call or visit, at the time stated. Only a customer who was reached has been contacted."""
    if _is_empty(draft, command):
        return
    task = task_holders.open_for(draft, "contact", draft.by, command.form)
    form = {**(task.form if task else {}), **command.form}  # what came with an earlier one that lacked lines stands
    form = attempts.told_in_words(command.words, form)
    at = attempts.stated_time(draft, msgspec.structs.replace(command, form=form))
    if at is None:
        return
    if attempts.failed(command):
        attempts.count(draft, at, "contact_failed", for_history(draft, command))
        return
    draft.record("contacted", text=for_history(draft, command))
    found_out(draft)
    forms.take(draft, command.form)
    undelivered.reached(draft, at)
    if task is not None and task_holders.lacks(draft, task, form):
        draft.results.done("contact_waits", at=saying.time_of(at))
        return
    draft.reach("contacted", at)
    if task is not None:
        tasks.finish(draft, task, form)
    draft.results.done("contacted", at=saying.time_of(at))


def _may_confirm(draft: Draft) -> bool:
    open_tasks = (t for t in draft.complaint.tasks if t.name == standing_tasks.RECEIPT.name and t.done is None)
    return any(task_holders.is_asked(draft, task, draft.by) for task in open_tasks)


@carries_out("received", of_use=_may_confirm)
def received(draft: Draft, _: Command) -> None:
    """Confirms that a notice was read."""
    draft.reach(f"received:{draft.by}")
    for task in draft.complaint.tasks:
        if (
            task.name == standing_tasks.RECEIPT.name
            and task.done is None
            and task_holders.is_asked(draft, task, draft.by)
        ):
            tasks.finish(draft, task, {})
    draft.record("receipt_confirmed")
    draft.results.done("receipt_confirmed")


def confirm_what_was_read(draft: Draft) -> None:
    """Whoever writes about a complaint of which they had to confirm a notice has read it, whatever they write: 已派人去医院 is no silence.

    Where it is asked what their words were meant of, that is still to be said.
    """
    if _may_confirm(draft) and all(said.code != "which_one" for said in draft.results.problems):
        received(draft, Command(name="received"))


def found_out(draft: Draft) -> None:
    """Whoever notes something or has spoken with the customer knows enough to hand the complaint on, where no line asks for the finding (CW-07)."""
    if not draft.policy.fields_that_mean("finding"):
        draft.change(finders=tuple(dict.fromkeys((*draft.complaint.finders, draft.by))))


# -- the outcome ----------------------------------------------------------------------------------------------------------


@carries_out("resolve")
def resolve(draft: Draft, command: Command) -> None:
    """Takes the outcome. It goes to the customer once the gates before `answered` let it (LC-09, LC-10, LC-16)."""
    if not command.words and not command.form and not draft.complaint.outcome:
        draft.results.refuse("words_needed", command=saying.command("resolve"))
        return
    if customers_words.greet_another(draft, command, command.words):
        return
    draft.record("outcome_given", text=for_history(draft, command))
    command = customers_words.parted_answer(draft, command)
    letters.take(draft, command)
    _submit(draft, command)


def send_what_waits(draft: Draft) -> None:
    """An answer that only lacked lines goes out with them, by whatever form they came; its author hears so."""
    author = draft.complaint.proposed_by
    still_theirs = HANDLING & people.roles_of(author, draft.complaint, draft.policy, draft.now)
    if not letters.waits_for_lines(draft) or not still_theirs or draft.complaint.status != "open":
        return
    if lacking := _shortfalls(draft):
        draft.results.done("answer_still_waits", who=saying.person(author))
        draft.results.changes += [said for said in lacking if said not in draft.results.problems]
        return
    said = saying.say("kept_answer_goes", who=saying.person(author))
    draft.results.changes.append(said)
    if author != draft.by:
        to = people.staff(author, "staff", draft.policy, draft.now)
        draft.send_to("information", to, extra={"reason": said})
    _submit(draft, Command(name=ANSWERS))


def _submit(draft: Draft, command: Command) -> None:
    """Hands the outcome in, or tells its author what it lacks. Only an answer that somebody gives now brings files along."""
    flags = draft.complaint.flags
    first_contact = rights.settles_on_the_spot(draft.complaint)
    if first_contact:
        draft.raise_flags("first_contact")  # settled by the desk on the spot (LC-02)
    approvals.withdraw(draft, "proposed", "answered")
    draft.forget("approved", "proposed")
    draft.wait_no_more("answered")  # nobody is asked about the answer before the outcome itself has passed its gates
    if draft.complaint.valid is False:
        draft.set_by_hand(valid=None)  # a new outcome after all: it needs what any outcome needs
    judging.judge_meanwhile(draft)
    if not letters.missing(draft):
        computed.number_the_answer(draft)
    letters.seal(draft)
    if command.words or command.form:
        enclosures.enclose(draft)
    shortfalls = _shortfalls(draft)
    cleared = customers_words.cleared_by_form(draft)
    shortfalls += customers_words.questions(draft, command, letter.parts(draft.complaint, draft.policy), cleared)
    if shortfalls:
        draft.change(outcome_refused=customers_words.are_to_blame(draft, command, shortfalls, cleared))
        _tell_what_lacks(draft, shortfalls)
        # Refused, it is not held against the next answer.
        draft.fill(dict.fromkeys(gates.forbidden(draft, "answered"), ""))
        draft.change(flags=flags)
        return
    letters.waits_no_more(draft)
    if first_contact:
        draft.reach("first_contact")
        draft.record("first_contact")
    if not draft.complaint.handler:
        desk = draft.policy.directory
        draft.set_by_hand(department=desk.desk_name or "desk", handler=desk.desk)
    _propose(draft, command)


def _tell_what_lacks(draft: Draft, shortfalls: list[Said]) -> None:
    """Its author is refused for what is theirs; what others were asked for alone keeps a whole answer waiting, which they hear."""
    waiting = others_lines.told(draft, shortfalls)
    if not waiting:
        draft.results.refuse_for(shortfalls)
        letters.tell_what_stands(draft)
        return
    letters.waits_for_others(draft)
    if not others_lines.are_read_by_the_customer(draft, shortfalls):
        letters.tell_author(draft)
    draft.results.changes += waiting


def _shortfalls(draft: Draft) -> list[Said]:
    return [*gates.shortfalls(draft, "proposed"), *gates.shortfalls(draft, "answered")]


def _propose(draft: Draft, command: Command) -> None:
    task = task_holders.open_for(draft, "resolve", draft.by)
    if task is not None:
        tasks.finish(draft, task, command.form)
    if draft.complaint.kind not in draft.policy.flow_kinds:
        draft.forget("answered")  # what was passed on may be answered again, and the customer gets that answer too
    draft.results.done("proposed")
    letters.tell_author(draft)
    if draft.complaint.valid is False:
        draft.set_by_hand(valid=None)  # a new outcome after all
    gates.ask_for(draft, "proposed")
