"""First step, for staff: a mail's commands in order, each by the function of its name; and the one short receipt."""

from collections.abc import Callable, Mapping

from chalicelib.core import people
from chalicelib.core.commands import ANYBODY, COMMANDS
from chalicelib.core.facts import Command, StaffWrote
from chalicelib.core.handling import decisions, desk_work, handler_work
from chalicelib.core.handling.draft import Draft

Order = Callable[[Draft, Command], None]

ORDERS: Mapping[str, Order] = {
    "accept": desk_work.accept,
    "transfer": handler_work.transfer,
    "assist": handler_work.assist,
    "contact": handler_work.contact,
    "note": handler_work.note,
    "tell": handler_work.tell,
    "ask": handler_work.ask,
    "resolve": handler_work.resolve,
    "extend": decisions.extend,
    "invalid": desk_work.invalid,
    "approve": decisions.approve,
    "return": decisions.send_back,
    "severity": desk_work.grade,
    "visit": desk_work.visit,
    "received": handler_work.received,
    "fill": handler_work.fill,
    "merge": desk_work.merge,
    "split": desk_work.split,
    "close": desk_work.close,
    "reopen": desk_work.reopen,
    "undo": decisions.undo,
}

AFTER_CLOSING = frozenset({"note", "reopen", "fill", "received", "contact", "tell", "severity", "visit", "merge"})
AFTER_MERGING = frozenset({"note", "reopen"})


def staff_wrote(draft: Draft, fact: StaffWrote) -> None:
    """Carries out what a member of staff ordered; a mail without a command is a note. Everything ends in one receipt."""
    draft.by = fact.by
    draft.evidence(fact.writing)
    draft.problems += fact.problems
    if fact.writing.text or fact.writing.evidence:
        draft.record("staff_wrote", text=fact.writing.text, raw=fact.writing.raw)
    if not fact.commands and not fact.problems:
        draft.changes.append(draft.say("noted"))
    for command in fact.commands:
        _carry_out(draft, command)
    draft.offer_receipt = not fact.silent


def _carry_out(draft: Draft, command: Command) -> None:
    order = ORDERS.get(command.name)
    if order is None:
        return
    if reason := _refusal(draft, command):
        draft.problems.append(reason)
        draft.record("refused", reason=f"{command.name}: {reason}")
        return
    if command.acted_by:
        draft.record("acted_by", reason=command.name, text=command.acted_by)
    order(draft, command)


def _refusal(draft: Draft, command: Command) -> str:
    """Why this person may not give this command now; "" if they may."""
    shown = COMMANDS[command.name].zh[0]
    allowed = COMMANDS[command.name].roles
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    if people.complained_of(draft.by, draft.complaint, draft.policy):
        return draft.say("complained_of")
    if allowed != ANYBODY and not allowed & mine:
        return draft.say("not_entitled", command=shown)
    status = draft.complaint.status
    passed_on = status == "closed" and draft.complaint.kind not in draft.policy.flow_kinds
    if status == "closed" and command.name not in AFTER_CLOSING and not passed_on:
        return draft.say("wrong_status", command=shown)
    if status == "merged" and command.name not in AFTER_MERGING:
        return draft.say("wrong_status", command=shown)
    return ""
