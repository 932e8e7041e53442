"""What handlers order: notes, contact with the customer, handing on, help, and the outcome."""

import mimetypes
from collections.abc import Iterable, Iterator

from chalicelib.core import people, vocabulary
from chalicelib.core.complaint import Evidence
from chalicelib.core.facts import Command
from chalicelib.core.handling import gates, judging, rounds, tasks
from chalicelib.core.handling.draft import Draft


def note(draft: Draft, command: Command) -> None:
    """A line in the record, and nothing else."""
    draft.record("note", text=_all(command))
    draft.fill({k: v for k, v in command.form.items() if k in _declared(draft)})
    draft.changes.append(draft.say("noted"))


def tell(draft: Draft, command: Command) -> None:
    """Passes the words on to the customer, by the way the customer came."""
    if not command.words:
        draft.problems.append(draft.say("words_needed", command="告知客户"))
        return
    draft.reach("told")
    draft.record("told_customer", text=command.words)
    draft.tell_customer("update", extra={"text": command.words})
    draft.changes.append(draft.say("told"))


def ask(draft: Draft, command: Command) -> None:
    """Asks the customer something; clocks that may pause wait for the answer."""
    if not command.words:
        draft.problems.append(draft.say("words_needed", command="询问客户"))
        return
    rounds.begin_pause(draft)
    draft.record("asked_customer", text=command.words)
    draft.tell_customer("question", extra={"text": command.words})
    draft.changes.append(draft.say("asked"))


def contact(draft: Draft, command: Command) -> None:
    """Records a call or visit. Only a customer who was reached has been contacted."""
    reached = command.form.get("reached", "")
    if vocabulary.says_no(reached) or reached.startswith(("未", "没", "無", "无")):
        draft.attempts_made()
        draft.record("contact_failed", text=_all(command))
        draft.changes.append(draft.say("attempted", count=draft.attempts()))
        return
    draft.reach("contacted")
    draft.record("contacted", text=_all(command))
    draft.fill({k: v for k, v in command.form.items() if k in _declared(draft)})
    draft.changes.append(draft.say("contacted"))


def received(draft: Draft, _: Command) -> None:
    """Confirms that a notice was read."""
    draft.reach(f"received:{draft.by}")
    draft.record("receipt_confirmed")
    draft.changes.append(draft.say("receipt_confirmed"))


def transfer(draft: Draft, command: Command) -> None:
    """Hands the complaint to a department, or to a colleague; a handler must have found something first (CW-07)."""
    target, _, finding = command.words.partition("\n")
    target, *rest = target.strip().split(maxsplit=1) or [""]
    finding = "\n".join([*rest, finding]).strip() or command.form.get("reason", "")
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    if mine <= {"handler"} and not (finding or _found_something(draft)):
        draft.problems.append(draft.say("no_finding"))
        return
    if not _hand_to(draft, target):
        draft.problems.append(draft.say("unknown_department", name=target, choices="、".join(_departments(draft))))
        return
    draft.record("transferred", reason=target, text=finding)
    draft.changes.append(draft.say("transferred", to=target))


def _found_something(draft: Draft) -> bool:
    mine = (e for e in draft.complaint.recent if e.by == draft.by)
    return any(e.what in ("note", "contacted") for e in mine) or bool(draft.complaint.fields.get("cause"))


def _hand_to(draft: Draft, target: str) -> bool:
    """A department or unit by name (part of it is enough if it is unmistakable), or a person by name or address."""
    name = _one([d.name for d in draft.policy.directory.departments], target)
    draft.change(moments=tuple(m for m in draft.complaint.moments if m.name != "accepted"))
    if name and judging.assign(draft, name):
        draft.set_by_hand(department=draft.complaint.department)
        draft.fresh_assignment = True
        gates.open_what_may(draft)
        return True
    people_by_name = {p.name: p for p in draft.policy.directory.people} | {
        p.mail: p for p in draft.policy.directory.people
    }
    person = people_by_name.get(_one(list(people_by_name), target) or target.lower())
    if person is None or people.complained_of(person.mail, draft.complaint, draft.policy):
        return False
    draft.change(handler=person.mail)
    draft.fresh_assignment = True
    gates.ask_for(draft, "referred")
    return True


def _one(names: list[str], wanted: str) -> str:
    if wanted in names:
        return wanted
    near = [n for n in names if wanted and wanted in n]
    return near[0] if len(near) == 1 else ""


def _departments(draft: Draft) -> list[str]:
    return [d.name for d in draft.policy.directory.departments]


def assist(draft: Draft, command: Command) -> None:
    """Asks another department to help; the handler stays answerable."""
    target = command.words.split(maxsplit=1)[0] if command.words else ""
    unit = draft.policy.directory.department(_one(_departments(draft), target))
    if unit is None:
        draft.problems.append(draft.say("unknown_department", name=target, choices="、".join(_departments(draft))))
        return
    helper = people.staff(unit.handler, "assistants", draft.policy, draft.now)
    draft.change(assistants=tuple(dict.fromkeys((*draft.complaint.assistants, helper.mail))))
    draft.record("assistance_asked", reason=unit.name, text=_all(command))
    draft.send_to("assist", helper, extra={"text": _all(command), "commands": ["note"]})
    draft.changes.append(draft.say("assisting", to=unit.name))


def fill(draft: Draft, command: Command) -> None:
    """Fills the form of an open task."""
    task = tasks.open_for(draft, "fill", draft.by)
    if task is None:
        draft.problems.append(draft.say("no_task"))
        return
    rule = tasks.rule_of(draft, task.name)
    missing = [f for f in rule.required if not {**task.form, **command.form}.get(f)] if rule else []
    if missing:
        draft.problems.append(draft.say("missing_fields", fields=draft.labels(missing)))
        return
    tasks.finish(draft, task, command.form or {"words": command.words})
    draft.fill({k: v for k, v in command.form.items() if k in _declared(draft)})
    draft.reach((rule.sets if rule else "") or task.name)
    draft.record("task_done", reason=task.name, text=_all(command))
    draft.changes.append(draft.say("filled", task=draft.label(task.name)))


def resolve(draft: Draft, command: Command) -> None:
    """Takes the outcome. It goes to the customer once the gates before `answered` let it (LC-09, LC-10, LC-16)."""
    draft.fill(_form_fields(draft, command))
    draft.change(outcome=command.words or _composed(draft) or draft.complaint.outcome)
    draft.record("outcome_given", text=_all(command))
    if not (draft.complaint.outcome or command.form):
        draft.problems.append(draft.say("words_needed", command="结果"))
        return
    draft.fill({"proposed_by": draft.by})
    if not draft.complaint.department:
        draft.raise_flags("first_contact")  # settled by the desk on the spot (LC-02)
        draft.set_by_hand(department=draft.policy.directory.desk_name or "desk", handler=draft.policy.directory.desk)
    gates.withdraw_approvals(draft, *gates.gates_before(draft.policy, "answered"))
    shortfalls = gates.shortfalls(draft, "answered")
    if shortfalls:
        draft.problems += shortfalls
        draft.change(awaiting=tuple(m for m in draft.complaint.awaiting if m != "answered"))
        return
    draft.reach("proposed")
    task = tasks.open_for(draft, "resolve", draft.by)
    if task is not None:
        tasks.finish(draft, task, command.form)
    draft.changes.append(draft.say("proposed"))
    gates.ask_for(draft, "answered")


def _composed(draft: Draft) -> str:
    """The answer in the words of the form, where there are no others."""
    answer = next((t for t in draft.policy.tasks if t.command == "resolve"), None)
    shown = answer.required if answer else ()
    fields = draft.complaint.fields
    return "\n".join(f"{draft.label(name)}：{fields[name]}" for name in shown if fields.get(name))


def _form_fields(draft: Draft, command: Command) -> dict[str, str]:
    """The form's declared fields; a field that is an attachment may be filled by attaching one."""
    given = {k: v for k, v in command.form.items() if k in _declared(draft)}
    for field in draft.policy.fields:
        if field.type == "attachment" and field.name not in given:
            fitting = next(_fitting(draft.fresh_evidence, field.choices), None)
            if fitting is not None:
                given[field.name] = fitting.name or fitting.content_type
    return given


def _fitting(evidence: Iterable[Evidence], kinds: tuple[str, ...]) -> Iterator[Evidence]:
    for item in evidence:
        kind = mimetypes.guess_type(item.name)[0] or item.content_type
        if not kinds or kind.startswith(kinds) or item.content_type.startswith(kinds):
            yield item


def _declared(draft: Draft) -> frozenset[str]:
    return frozenset(f.name for f in draft.policy.fields)


def _all(command: Command) -> str:
    return "\n".join([*([command.words] if command.words else []), *(f"{k}: {v}" for k, v in command.form.items())])
