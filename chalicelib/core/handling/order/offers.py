"""Which orders somebody may give on a complaint as it stands: why one is refused, and what a receipt offers instead."""

from collections.abc import Iterable

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra, Message
from chalicelib.core.complaint.model import Status
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import extensions, forms, gates, others_lines, promises, task_holders, tasks
from chalicelib.core.handling.order.carrying_out import ORDERS
from chalicelib.core.orders.command_kind import ANYBODY
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.people import people, rights
from chalicelib.core.policy import duties
from chalicelib.core.policy import model as rules
from chalicelib.core.policy.answering import ANSWERS, EXPLAINS, answer_task, answer_tasks
from chalicelib.core.words import letter

# The moment that these commands ask for, whose gates say what their orders must bring.
WAITS_FOR = {"transfer": "referred", "accept": "accepted", "extend": "extended", EXPLAINS: "answered"}


def refusal(draft: Draft, command: str) -> Said | None:
    """Why the writer of the mail may not give this command now; None if they may."""
    kind = COMMANDS[command]
    shown = saying.command(command)
    if reserved := rights.reserved_for(command, draft.complaint, draft.policy):
        if rights.is_kept_from(draft.by, command, draft.complaint, draft.policy, draft.now):
            return _reserved(command, reserved)
    elif kind.roles != ANYBODY and not _has_a_role(draft, kind.roles) and not _may_grant_time(draft, command):
        return saying.say("not_entitled", command=shown)
    if not _fits_status(draft, kind.states):
        return saying.say("wrong_status", command=shown, status=saying.labels(draft.complaint.status))
    return None


def _has_a_role(draft: Draft, roles: frozenset[str]) -> bool:
    return not roles.isdisjoint(people.roles_of(draft.by, draft.complaint, draft.policy, draft.now))


def who_has_it(draft: Draft, reason: Said | None = None) -> list[Said]:
    """Who handles it, for somebody who has no part in it any more (of a restricted complaint nobody else hears that); after an answer, what changes it."""
    complaint = draft.complaint
    over = complaint.status in ("answered", "closed") and complaint.kind in draft.policy.flow_kinds
    if reason is not None and reason.code == "wrong_status" and over and _is_before_the_answer(reason):
        return [saying.say("changed_by_reopening", command=saying.command("reopen"))]
    if reason is not None and reason.code == "reserved" and _may_ask_the_desk(draft, reason):
        return [saying.say("ask_the_desk_for_it", command=saying.command("return"))]
    asks = reason is None or reason.code == "not_entitled"
    if not asks or complaint.restricted or complaint.handler in ("", draft.by):
        return []
    return [saying.say("now_with", who=saying.person(complaint.handler))]


def _may_ask_the_desk(draft: Draft, refused: Said) -> bool:
    """Whether a handler who may not end a complaint can put it before the desk, to which that is left, by giving it back."""
    ends = any(refused.values.get("command") == saying.command(name) for name in ("invalid", "close"))
    who = refused.values.get("who")
    desks = isinstance(who, saying.Name) and "desk" in who.names
    return ends and desks and draft.by == draft.complaint.handler and refusal(draft, "return") is None


def _is_before_the_answer(refused: Said) -> bool:
    """Whether the command that was refused is one of those that an answer ends."""
    named = refused.values.get("command")
    names = named.names if isinstance(named, saying.Name) else ()
    return any(COMMANDS[name].states == frozenset({"open"}) for name in names)


def _reserved(command: str, roles: tuple[str, ...]) -> Said:
    """The policy leaves it to others, and says to whom."""
    code = "settling_reserved" if command == "resolve" else "reserved"
    return saying.say(code, command=saying.command(command), who=saying.labels(*roles))


def _may_grant_time(draft: Draft, command: str) -> bool:
    """Whoever grants more time may set it."""
    rules = extensions.allowed(draft) if command == "extend" else []
    return any(extensions.may_grant(draft, rule, draft.by) for rule in rules)


def on_offer(draft: Draft) -> list[str]:
    """The commands that would do something for the writer of the mail now; that which lacked something goes first, else that of the
    work they were asked for.
    """
    asked, wanted = task_holders.asked_of(draft, draft.by), draft.results.wanted
    usable = [
        name
        for name in _usable(draft, COMMANDS)
        if name != "fill" or wanted == name or (asked and asked.command == name)
    ]
    first = wanted if wanted in usable else asked.command if asked else ""
    return sorted(usable, key=lambda name: name != first)


def form_of(draft: Draft, command: str) -> Extra:
    """The lines with which a command that lacked something is given again: those of the task that it completes, or of what gates look for."""
    task = task_holders.open_for(draft, command, draft.by)
    if rule := tasks.rule_of(draft, task.name) if task else None:
        return _with_what_gates_want(draft, command, rule)
    if command == ANSWERS:
        answer = answer_task(draft.complaint, draft.policy) or _answer_to_come(draft)
        return _with_what_gates_want(draft, command, answer)
    moment = WAITS_FOR.get(command, "")
    looked_for = gates.asked_before(draft, moment, command) if moment else ()
    findings = draft.policy.fields_that_mean("finding") if command == "transfer" else ()
    fields = [*COMMANDS[command].asks, *dict.fromkeys((*findings, *looked_for))]
    return {"fields": fields, "required": list(looked_for)}


def _answer_to_come(draft: Draft) -> rules.Task:
    """What will be asked of the answer once what lacks now is there: the policy's one form; no line, where it has several or none."""
    kinds = answer_tasks(draft.policy)
    form, required = (kinds[0].form, kinds[0].required) if len(kinds) == 1 else ((), ())
    return rules.Task(name="", for_="handler", command=ANSWERS, form=form, required=required)


def _with_what_gates_want(draft: Draft, command: str, rule: rules.Task) -> Extra:
    """A task's form with what gates and promises want of it, and the lines of other forms that gates before what it brings about still lack, as far as its reader may fill them in."""
    wanted = _wanted(draft, command, rule)
    besides = [n for n in _besides(draft, command, rule) if task_holders.may_write(draft, n, draft.by)]
    named: Extra = {"task": rule.name} if rule.name else {}
    faulty = promises.faulty_lines(draft) if command == ANSWERS else []
    owed = [n for n in rule.form if n in (*rule.required, *wanted, *faulty)]
    return named | {"fields": [*rule.form, *besides], "required": [*owed, *besides]}


def _wanted(draft: Draft, command: str, rule: rules.Task) -> list[str]:
    """What the gates before all that a form brings about still lack."""
    before = sorted(duties.brings_about(rule))
    return list(dict.fromkeys(name for moment in before for name in gates.lacking(draft, moment, command)))


def _besides(draft: Draft, command: str, rule: rules.Task) -> list[str]:
    """Those of them that stand in other forms than this one, and may be written with the command."""
    kind, declared = COMMANDS[command], forms.declared(draft.policy)
    wanted = (n for n in _wanted(draft, command, rule) if n not in rule.form)
    return [n for n in wanted if (kind.policy_fields and n in declared) or n in kind.lines]


def offer_what_is_accepted(draft: Draft) -> None:
    """Leaves in every mail to staff the commands alone that its reader may give as things stand; where none is left, a note."""
    draft.outgoing.messages = [_with_what_is_accepted(draft, message) for message in draft.outgoing.messages]


def _with_what_is_accepted(draft: Draft, message: Message) -> Message:
    offered = message.extra.get("commands")
    if message.to.role == "customer" or not isinstance(offered, list) or not offered:
        return message
    writer, draft.by = draft.by, message.to.mail
    usable = _usable(draft, [name for name in offered if isinstance(name, str)])
    if not _may_fill(draft, str(message.extra.get("task", ""))):
        usable = [name for name in usable if name != "fill"]
    if "approve" in offered and _would_give_back(draft):  # beside it, to send back is to refuse
        usable = [name for name in usable if name != "return"]
    extra: Extra = {**message.extra, "commands": usable or ["note"]}
    if offered[0] not in usable:  # the lines are those of the command that stood first
        extra = {name: value for name, value in extra.items() if name not in ("fields", "required")}
    extra |= _own_lines_with_the_answer(draft, extra)
    extra |= _what_stands(draft, extra, str(offered[0]))
    if (
        ANSWERS in usable
        and len(answer_tasks(draft.policy)) > 1
        and (answer := answer_task(draft.complaint, draft.policy))
    ):
        extra["answers"] = (
            answer.name
        )  # whose form stands behind 结果: of several answers the policy alone does not tell
    draft.by = writer
    return msgspec.structs.replace(message, extra=extra)


def _own_lines_with_the_answer(draft: Draft, extra: Extra) -> Extra:
    """The answer's form with what it waits for of the reader's own: whoever is asked for a verdict, and chased for the answer, gives both at once."""
    rule = answer_task(draft.complaint, draft.policy)
    if rule is None or _names(extra, "commands")[0] != ANSWERS:
        return {}
    fields = _names(extra, "fields") or [*rule.form]
    required = _names(extra, "required") or [*rule.required]
    own = [
        n for n in _besides(draft, ANSWERS, rule) if n not in fields and others_lines.is_asked_for(draft, n, draft.by)
    ]
    return {"fields": [*fields, *own], "required": [*required, *own]} if own else {}


def _what_stands(draft: Draft, extra: Extra, command: str) -> Extra:
    """The form without the lines that stand already, which its reader is shown beside it: nobody writes anything twice."""
    fields, required = _names(extra, "fields"), _names(extra, "required")
    if command == ANSWERS:
        others = draft.complaint.outcome_lines if draft.complaint.proposed_by not in ("", draft.by) else ()
        others = (*others, *promises.faulty_lines(draft))
        stand = [n for n in fields if n not in others and letter.is_filled(n, draft.complaint, draft.policy)]
    else:
        name = str(extra.get("task", ""))
        task = next((t for t in draft.complaint.tasks if t.name == name and t.done is None), None)
        lines = task_holders.lines_of(draft, task, {}) if task else {}
        stand = [n for n in fields if n in lines and not forms.unfilled(draft.policy, [n], lines)]
    if not stand:
        return {}
    return {
        "fields": [n for n in fields if n not in stand],
        "required": [n for n in required if n not in stand],
        "filled": stand,
    }


def _names(extra: Extra, key: str) -> list[str]:
    value = extra.get(key, [])
    return [str(each) for each in value] if isinstance(value, list) else []


def _would_give_back(draft: Draft) -> bool:
    """Whether 退回 of `draft.by` would give the complaint back to the desk: they handle it, and nothing waits for their consent."""
    asked = (approval.approver for approval in draft.complaint.approvals if approval.at is None)
    acting = [people.stand_in(mail, draft.policy, draft.now) for mail in asked]
    handler = draft.complaint.handler
    return draft.by in (handler, people.stand_in(handler, draft.policy, draft.now)) and draft.by not in acting


def _may_fill(draft: Draft, task: str) -> bool:
    """Whether the form that a mail shows is `draft.by`'s to fill in."""
    shown = next((t for t in draft.complaint.tasks if t.name == task and t.done is None), None)
    return shown is None or task_holders.may_fill(draft, shown, draft.by)


def _usable(draft: Draft, names: Iterable[str]) -> list[str]:
    """Those of the commands that would do something for `draft.by` now."""
    complaint = (name for name in names if COMMANDS[name].needs_complaint)
    return [name for name in complaint if not refusal(draft, name) and ORDERS[name].of_use(draft)]


def _fits_status(draft: Draft, states: frozenset[Status]) -> bool:
    """What was passed on is closed in name only: whoever has it answers it, or hands it on, at any time."""
    status = draft.complaint.status
    return status in states or (status == "closed" and draft.complaint.kind not in draft.policy.flow_kinds)
