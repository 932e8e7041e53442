"""Handing a complaint on: to a department or a colleague, and asking another department to help."""

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import ASSIGNMENT, Draft
from chalicelib.core.handling.hold import approvals, forms, gates, handed_over
from chalicelib.core.handling.hold.forms import all_words
from chalicelib.core.handling.judge import routing
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.orders.command_kind import DESK
from chalicelib.core.people import people
from chalicelib.core.written.leading_names import Led, led_by


@carries_out("transfer")
def transfer(draft: Draft, command: Command) -> None:
    """Hands the complaint to a department, or to a colleague; a handler must have found something first (CW-07)."""
    led = _led(draft, command.words)
    said = led.rest or command.form.get("reason", "")
    forms.take(draft, command.form)
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    if not led.called:
        draft.results.refuse("words_needed", command=saying.command("transfer"))
    elif not mine & DESK and not (said or draft.by in draft.complaint.finders):
        _ask_for_finding(draft)
    else:
        lines = {name: value for name, value in command.form.items() if name != "reason"}
        _hand_to(draft, led, all_words(draft, msgspec.structs.replace(command, words=said, form=lines)))


def _ask_for_finding(draft: Draft) -> None:
    findings = saying.labels(*draft.policy.fields_that_mean("finding"))
    if findings.names:
        draft.results.refuse("finding_needed", fields=findings, command=saying.command("transfer"))
    else:
        draft.results.refuse("no_finding")


def _hand_to(draft: Draft, led: Led, finding: str) -> None:
    """A department or unit by name (part of it is enough if it is unmistakable), or a person by name or address."""
    department = led.name if led.name in _departments(draft) else ""
    person = "" if department else _person(draft, led)
    before, lines = draft.complaint, len(draft.entries)
    if not department and not person:
        draft.results.refuse("unknown_department", name=led.called, choices=saying.labels(*_departments(draft)))
        return
    if department:
        routing.assign(draft, department)
    else:
        _to_person(draft, person)
    called = led.name or led.called
    if reasons := _against_handing_on(draft, before, called):
        draft.complaint = before
        del draft.entries[lines:]
        draft.results.refuse_for(reasons)
        return
    _handed(draft, before.handler, called, finding)


def _against_handing_on(draft: Draft, before: Complaint, target: str) -> list[Said]:
    """Why it stays with whoever has it: they have it already, or a gate before `referred` lacks something, before which it may wait for them."""
    after = draft.complaint
    if not before.handler:
        return []
    if (before.department, before.unit, before.handler) == (after.department, after.unit, after.handler):
        waits = before.moment("referred") is None and gates.shortfalls(draft, "referred")
        return waits or [saying.say("already_there", name=target)]
    return gates.shortfalls(draft, "referred") if before.moment("referred") is not None else []


def _handed(draft: Draft, before: str, target: str, finding: str) -> None:
    draft.set_by_hand(department=draft.complaint.department)
    draft.forget("accepted")
    draft.news.append(ASSIGNMENT)
    draft.record("transferred", reason=target, text=finding)
    draft.results.done("transferred", to=target)
    if approvals.withdraw_answer(draft):
        draft.results.done("answer_withdrawn")
    _tell_who_had_it(draft, before, target)
    draft.results.requested_moment = "referred"
    gates.ask_for(draft, "referred")


def _tell_who_had_it(draft: Draft, passed_over: str, target: str) -> None:
    """Whoever had heard of it before this mail hears that it is elsewhere now; whom the mail itself has passed over hears nothing of it."""
    had = draft.before.handler
    if passed_over != had:
        draft.outgoing.leave_out_as("handler", passed_over)
    draft.outgoing.leave_out_for("handed_on", had)
    if had not in ("", draft.by, draft.complaint.handler, draft.policy.directory.desk) and _had_heard(draft, had):
        gone = people.staff(had, "staff", draft.policy, draft.now)
        draft.send_to("information", gone, extra={"reason": saying.say("handed_on", to=target)})


def _had_heard(draft: Draft, mail: str) -> bool:
    """Whether it was theirs to do, or they were asked anything of it; while it waits to be referred nobody is told."""
    before = draft.before
    asked = (*(t.assignee for t in before.tasks), *(a.approver for a in before.approvals))
    return any(m.name == "referred" for m in before.moments) or mail in asked


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
    handed_over.hand_over(draft)


def _led(draft: Draft, words: str) -> Led:
    """Whom words begin with: a department goes before a person of the same name."""
    led = led_by(words, _departments(draft))
    person = led if led.name else led_by(words, [p.name for p in draft.policy.directory.people if p.name])
    return person if person.name else led


def _person(draft: Draft, led: Led) -> str:
    """The mail of the colleague so named or so addressed, unless the complaint is about them."""
    called = (led.name, led.called.lower())
    mail = next(
        (p.mail for p in draft.policy.directory.people if (p.name and p.name == called[0]) or p.mail in called), ""
    )
    return "" if people.complained_of(mail, draft.complaint, draft.policy) else mail


def _departments(draft: Draft) -> list[str]:
    return [d.name for d in draft.policy.directory.departments]


@carries_out("assist")
def assist(draft: Draft, command: Command) -> None:
    """Asks another department to help; the handler stays answerable (CW-14)."""
    names = _departments(draft)
    led = led_by(command.words, names)
    beside = all_words(draft, msgspec.structs.replace(command, words=led.rest))  # to whom it goes, its reader knows
    if not led.name or not routing.ask_for_help(draft, led.name, beside or led.called):
        draft.results.refuse("unknown_department", name=led.called or "—", choices=saying.labels(*names))
        return
    draft.results.done("assisting", to=led.name)
