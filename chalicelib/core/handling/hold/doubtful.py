"""First messages whose sender somebody else may be, by SES's own verdict, and senders who storm.

Whoever is doubtful is written nothing: the desk hears that the sender is in doubt and finds another way, or the true customer
writes again from their mailbox. The complaint itself runs as any other.
"""

from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import CustomerWrote
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling.draft import Draft

DOUBTFUL, STORM = "doubtful", "storm"


def is_doubtful(complaint: Complaint) -> bool:
    """Whether its sender is in doubt."""
    return DOUBTFUL in complaint.flags


def doubt(draft: Draft, fact: CustomerWrote) -> None:
    """Nothing is written to the address that a forged first message gives for its writer's."""
    if fact.doubtful:
        draft.raise_flags(DOUBTFUL)
        draft.change(unreachable=tuple(dict.fromkeys((*draft.complaint.unreachable, fact.complainant.mail))))
        draft.record("doubtful_sender", text=fact.complainant.mail)


def believe(draft: Draft) -> None:
    """The complainant has written in a way that nobody else can."""
    draft.change(flags=tuple(flag for flag in draft.complaint.flags if flag != DOUBTFUL))


def hush(draft: Draft, words: str) -> None:
    """So many additions came today that people hear once of there being more, and of none by itself."""
    if not draft.context.storm:
        return
    passed_on = [m for m in draft.outgoing.messages if kind_of(m.name, m.to.role).gathered]
    draft.outgoing.messages = [m for m in draft.outgoing.messages if m not in passed_on]
    if passed_on and draft.first_time(STORM):
        extra: Extra = {"text": words, "reason": STORM}
        draft.send("customer_added", "handler", "desk", extra=extra)
