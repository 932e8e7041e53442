"""What handlers order: notes, contact with the customer, handing on, help, and the outcome."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.handling.draft import ASSIGNMENT, Draft
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
    replies,
    task_holders,
    tasks,
    undelivered,
)
from chalicelib.core.handling.hold.forms import all_words
from chalicelib.core.handling.judge import judging, routing
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.orders.command_kind import DESK
from chalicelib.core.people import people, rights
from chalicelib.core.words import letter

LEADS_IN = "给至到予由"  # 转办给物流部
STOPS = " \t\u3000，,；;：:。、\n"


@carries_out("note")
def note(draft: Draft, command: Command) -> None:
    """A line in the record, and nothing else."""
    if _is_empty(draft, command):
        return
    draft.record("note", text=all_words(draft, command))
    found_out(draft)
    forms.take(draft, command.form)
    draft.results.done("noted")
    customer_input.pass_on_help(draft, all_words(draft, command))


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
    at = attempts.stated_time(draft, command)
    if at is None:
        return
    if attempts.failed(command):
        attempts.count(draft, at, "contact_failed", all_words(draft, command))
        return
    draft.reach("contacted", at)
    undelivered.reached(draft, at)
    draft.record("contacted", text=all_words(draft, command))
    found_out(draft)
    forms.take(draft, command.form)
    call = task_holders.open_for(draft, "contact", draft.by)
    if call is not None:
        tasks.finish(draft, call, command.form)
    draft.results.done("contacted", at=saying.time_of(at))


def _may_confirm(draft: Draft) -> bool:
    open_tasks = (t for t in draft.complaint.tasks if t.name == tasks.RECEIPT.name and t.done is None)
    return any(task_holders.is_asked(draft, task, draft.by) for task in open_tasks)


@carries_out("received", of_use=_may_confirm)
def received(draft: Draft, _: Command) -> None:
    """Confirms that a notice was read."""
    draft.reach(f"received:{draft.by}")
    for task in draft.complaint.tasks:
        if task.name == tasks.RECEIPT.name and task.done is None and task_holders.is_asked(draft, task, draft.by):
            tasks.finish(draft, task, {})
    draft.record("receipt_confirmed")
    draft.results.done("receipt_confirmed")


# -- handing on -----------------------------------------------------------------------------------------------------------


@carries_out("transfer")
def transfer(draft: Draft, command: Command) -> None:
    """Hands the complaint to a department, or to a colleague; a handler must have found something first (CW-07)."""
    target, finding = _target(command.words)
    finding = finding or command.form.get("reason", "")
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    if not target:
        draft.results.refuse("words_needed", command=saying.command("transfer"))
    elif not mine & DESK and not (finding or _found_something(draft)):
        draft.results.refuse("no_finding")
    else:
        _hand_to(draft, target, finding)


def _target(words: str) -> tuple[str, str]:
    """Whom the first word names, and what is said beside it."""
    words = words.strip(STOPS)
    end = next((i for i, letter in enumerate(words) if letter in STOPS), len(words))
    return words[:end], words[end:].strip(STOPS)


def _found_something(draft: Draft) -> bool:
    findings = draft.policy.fields_that_mean("finding")
    return draft.by in draft.complaint.finders or any(draft.complaint.fields.get(name) for name in findings)


def found_out(draft: Draft) -> None:
    """Whoever notes something or has spoken with the customer knows enough to hand the complaint on (CW-07)."""
    draft.change(finders=tuple(dict.fromkeys((*draft.complaint.finders, draft.by))))


def _hand_to(draft: Draft, target: str, finding: str) -> None:
    """A department or unit by name (part of it is enough if it is unmistakable), or a person by name or address."""
    names = _departments(draft)
    department = _one(names, target) or _one(names, target.lstrip(LEADS_IN))
    person = "" if department else _person(draft, target) or _person(draft, target.lstrip(LEADS_IN))
    before, lines = draft.complaint, len(draft.entries)
    if not department and not person:
        draft.results.refuse("unknown_department", name=target, choices=saying.labels(*names))
        return
    if department:
        routing.assign(draft, department)
    else:
        _to_person(draft, person)
    after = draft.complaint
    if before.handler and (before.department, before.unit, before.handler) == (
        after.department,
        after.unit,
        after.handler,
    ):
        draft.complaint = before
        del draft.entries[lines:]
        draft.results.refuse("already_there", name=target)
        return
    _handed(draft, before.handler, department or target, finding)


def _handed(draft: Draft, before: str, target: str, finding: str) -> None:
    draft.set_by_hand(department=draft.complaint.department)
    draft.forget("accepted")
    draft.news.append(ASSIGNMENT)
    draft.record("transferred", reason=target, text=finding)
    draft.results.done("transferred", to=target)
    if approvals.withdraw_answer(draft):
        draft.results.done("answer_withdrawn")
    if before not in ("", draft.by, draft.complaint.handler, draft.policy.directory.desk):
        gone = people.staff(before, "staff", draft.policy, draft.now)
        draft.send_to("information", gone, extra={"reason": saying.say("handed_on", to=target)})
    draft.results.requested_moment = "referred"
    gates.ask_for(draft, "referred")


def _to_person(draft: Draft, mail: str) -> None:
    """A colleague takes it over; who leads a department of their own brings it along."""
    directory = draft.policy.directory
    own = next((d for d in directory.departments if mail in (d.handler, d.head)), None)
    present = people.stand_in(mail, draft.policy, draft.now)
    if own is not None and draft.complaint.department not in (own.name, own.parent):
        _, supervisor, director = people.chain(own, draft.complaint, draft.policy, draft.now)
        draft.change(
            department=own.parent or own.name,
            unit=own.name if own.parent else "",
            supervisor=supervisor,
            director=director,
        )
    draft.change(handler=present)
    tasks.hand_over(draft)


def _person(draft: Draft, target: str) -> str:
    """The mail of the colleague so named, unless the complaint is about them."""
    by_name = {name: p.mail for p in draft.policy.directory.people for name in (p.name, p.mail) if name}
    mail = by_name.get(_one(list(by_name), target)) or by_name.get(target.lower(), "")
    return "" if people.complained_of(mail, draft.complaint, draft.policy) else mail


def _one(names: list[str], wanted: str) -> str:
    if wanted in names:
        return wanted
    near = [n for n in names if wanted and wanted in n]
    return near[0] if len(near) == 1 else ""


def _departments(draft: Draft) -> list[str]:
    return [d.name for d in draft.policy.directory.departments]


@carries_out("assist")
def assist(draft: Draft, command: Command) -> None:
    """Asks another department to help; the handler stays answerable (CW-14)."""
    target, _ = _target(command.words)
    names = _departments(draft)
    department = _one(names, target) or _one(names, target.lstrip(LEADS_IN))
    if not department or not routing.ask_for_help(draft, department, all_words(draft, command)):
        draft.results.refuse("unknown_department", name=target or "—", choices=saying.labels(*names))
        return
    draft.results.done("assisting", to=department)


# -- the outcome ----------------------------------------------------------------------------------------------------------


@carries_out("resolve")
def resolve(draft: Draft, command: Command) -> None:
    """Takes the outcome. It goes to the customer once the gates before `answered` let it (LC-09, LC-10, LC-16)."""
    if not command.words and not command.form and not draft.complaint.outcome:
        draft.results.refuse("words_needed", command=saying.command("resolve"))
        return
    draft.record("outcome_given", text=all_words(draft, command))
    command = customers_words.parted_answer(draft, command)
    letters.take(draft, command)
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
    letters.seal(draft)
    enclosures.enclose(draft)
    shortfalls = [*gates.shortfalls(draft, "proposed"), *gates.shortfalls(draft, "answered")]
    cleared = customers_words.cleared_by_form(draft)
    shortfalls += customers_words.questions(draft, command, letter.whole(draft.complaint, draft.policy), cleared)
    if shortfalls:
        draft.results.refuse_for(shortfalls)
        draft.change(outcome_refused=customers_words.are_to_blame(draft, command, shortfalls, cleared))
        letters.tell_what_stands(draft)
        # Refused, it is not held against the next answer.
        draft.fill(dict.fromkeys(gates.forbidden(draft, "answered"), ""))
        draft.change(flags=flags)
        return
    if first_contact:
        draft.reach("first_contact")
        draft.record("first_contact")
    if not draft.complaint.handler:
        desk = draft.policy.directory
        draft.set_by_hand(department=desk.desk_name or "desk", handler=desk.desk)
    _propose(draft, command)


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
