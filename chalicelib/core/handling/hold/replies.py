"""How an answer reaches the customer: when it leaves, whether it is still on its way, and which words a receipt has for it."""

from datetime import datetime

from chalicelib.core.complaint.decision import Extra
from chalicelib.core.handling import addressing
from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import people
from chalicelib.core.times.working_time import ALWAYS, shift

_HELD = "held rule:"


def reaching_customer(draft: Draft, code: str) -> str:
    """The code of the sentence: `code` if the words have gone, else that the desk has to call, or that there is no way at all."""
    if draft.customer_channel():
        return code
    return "call_asked" if draft.complaint.complainant.phone else "no_way"


def undo_until(draft: Draft, answered: datetime) -> datetime:
    """Until when an outcome that was given at `answered` waits so that it can be taken back: never beyond a limit that it would keep."""
    undo = draft.policy.undo
    return min([shift(answered, undo, ALWAYS), *_kept_by_it(draft, answered)]) if undo else answered


def _kept_by_it(draft: Draft, answered: datetime) -> list[datetime]:
    """The limits until the answer that had not passed then, and the time that the customer was told."""
    complaint = draft.complaint
    clocks = {clock.name for clock in draft.policy.clocks if is_the_answer(draft, clock.until)}
    dues = [d.due for d in complaint.deadlines if d.round == complaint.round and d.clock in clocks]
    return [due for due in (*dues, complaint.told) if due is not None and due > answered]


def is_the_answer(draft: Draft, moment: str) -> bool:
    """Whether that moment is the answer, or happens together with it."""
    return moment == "answered" or any(own.name == moment and own.at == "answered" for own in draft.policy.moments)


def outcome_leaves(draft: Draft, answered: datetime) -> datetime:
    """When an outcome that was given at `answered` goes to the customer: after that time, and for some after the night."""
    until = undo_until(draft, answered)
    ways = [
        (to, by)
        for to in people.holders("customer", draft.complaint, draft.policy, draft.now)
        for by in draft.customer_channel()
    ]
    waits = (addressing.waits("outcome", to, by, draft.policy, until) for to, by in ways)
    return max(filter(None, (until, *waits)))


def read_from(draft: Draft) -> datetime:
    """From when the customer can read this round's answer or explanation: some readers get it after the night."""
    answered = draft.complaint.moment("answered")
    if answered is None or draft.complaint.valid is not False:
        return outcome_leaves(draft, answered) if answered else draft.now
    to, until = people.customer(draft.complaint), undo_until(draft, answered)
    waits = (addressing.waits("explanation", to, by, draft.policy, until) for by in draft.customer_channel())
    return max(filter(None, (until, *waits)))


def is_on_its_way(draft: Draft) -> bool:
    """Whether the answer of this round, or its explanation, has been given and has not left yet, so that the customer does not know it."""
    answered = draft.complaint.moment("answered")
    return draft.policy.undo is not None and answered is not None and draft.at < outcome_leaves(draft, answered)


def still_waits(draft: Draft) -> Extra:
    """What a mail says of an answer that has been given and not left: when it leaves, and that it can be taken back; empty where none waits."""
    answered = draft.complaint.moment("answered")
    if answered is None or not is_on_its_way(draft):
        return {}
    return {"leaves": 1, "due": outcome_leaves(draft, answered).isoformat(), "commands": ["undo"]}


def held_rule(group: str) -> str:
    """By what is remembered that a rule of that group waits until the answer has left."""
    return f"{_HELD}{group}"


def leaves_later(draft: Draft) -> datetime | None:
    """When the answer or explanation that was given will have left, if that is still to come; what it leads to waits as long."""
    answered = draft.complaint.moment("answered")
    leaves = outcome_leaves(draft, answered) if draft.policy.undo is not None and answered is not None else None
    return leaves if leaves is not None and leaves > draft.now else None


def let_rules_go(draft: Draft) -> datetime | None:
    """When rules that wait until the answer has left are looked at again; None if none wait."""
    waits = any(mark.startswith(_HELD) for mark in draft.complaint.done_once)
    return leaves_later(draft) if waits else None
