"""Which orders somebody may give on a complaint as it stands: why one is refused, and what a receipt offers instead."""

from collections.abc import Callable, Mapping

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import approvals, task_holders, tasks
from chalicelib.core.orders.command_reader import ANYBODY, COMMANDS
from chalicelib.core.people import people

AFTER_CLOSING = frozenset(
    {"note", "reopen", "fill", "received", "contact", "tell", "severity", "visit", "merge", "accept", "close"}
)
AFTER_MERGING = frozenset({"note", "reopen"})
BEFORE_THE_ANSWER = frozenset(
    {"resolve", "invalid", "transfer", "extend", "assist"}
)  # afterwards only another round brings them back


def refusal(draft: Draft, command: str) -> Said | None:
    """Why the writer of the mail may not give this command now; None if they may."""
    name = COMMANDS[command]
    shown = saying.command(command)
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    if people.complained_of(draft.by, draft.complaint, draft.policy):
        return saying.say("complained_of")
    if name.roles != ANYBODY and not name.roles & mine:
        return saying.say("not_entitled", command=shown)
    if not _fits_status(draft, command):
        return saying.say("wrong_status", command=shown)
    return None


def on_offer(draft: Draft) -> list[str]:
    """The commands that would do something for the writer of the mail now; that of the work they were asked for goes first."""
    asked = task_holders.asked_of(draft, draft.by)
    usable = [
        name
        for name, command in COMMANDS.items()
        if command.needs_complaint and not refusal(draft, name) and OF_USE.get(name, _always)(draft)
    ]
    return sorted(usable, key=lambda name: asked is None or name != asked.command)


def _always(_: Draft) -> bool:
    return True


def _may_fill(draft: Draft) -> bool:
    task = task_holders.open_for(draft, "fill", draft.by)
    return task is not None and task_holders.may_fill(draft, task, draft.by)


def _may_confirm(draft: Draft) -> bool:
    open_tasks = (t for t in draft.complaint.tasks if t.name == tasks.RECEIPT.name and t.done is None)
    return any(task_holders.is_asked(draft, task, draft.by) for task in open_tasks)


def _may_send_back(draft: Draft) -> bool:
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    return _may_approve(draft) or ("handler" in mine and draft.complaint.status == "open")


def _may_approve(draft: Draft) -> bool:
    return approvals.waiting_for(draft, draft.by) is not None


# When a command that is allowed has also something to do; the others always have.
OF_USE: Mapping[str, Callable[[Draft], bool]] = {
    "severity": lambda draft: len(draft.policy.severities) > 1,
    "approve": _may_approve,
    "return": _may_send_back,
    "fill": _may_fill,
    "received": _may_confirm,
    "visit": lambda draft: draft.complaint.moment("answered") is not None,
    "reopen": lambda draft: draft.complaint.status != "open",
    "close": lambda draft: draft.complaint.status != "closed",
    "undo": lambda draft: draft.policy.undo is not None and draft.complaint.moment("answered") is not None,
    "extend": lambda draft: any(clock.promised for clock in draft.policy.clocks),
}


def _fits_status(draft: Draft, command: str) -> bool:
    """What was passed on is closed in name only: whoever has it answers it, or hands it on, at any time."""
    status = draft.complaint.status
    passed_on = status == "closed" and draft.complaint.kind not in draft.policy.flow_kinds
    if status == "merged":
        return command in AFTER_MERGING
    if status == "closed":
        return command in AFTER_CLOSING or passed_on
    return status == "open" or command not in BEFORE_THE_ANSWER
