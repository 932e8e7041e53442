"""An escalation, and what is known of those below its reader: whom mail did not reach. Of whom nothing came back, it says nothing."""

from collections.abc import Sequence

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra, Recipient
from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import people
from chalicelib.core.policy.model import By


def escalate(
    draft: Draft, who: str, roles: Sequence[str], by: tuple[By, ...], extra: Extra, besides: frozenset[str]
) -> None:
    """Tells the leaders who hold these roles, each once, that `who` (mail address) has not acted."""
    told: set[str] = set()
    for role in roles:
        found = people.holders(role, draft.complaint, draft.policy, draft.now, besides)
        for leader in (person for person in found if person.mail not in told):
            lost = _unreached(draft, who, role, leader)
            said: Extra = {"reason": saying.say("unreached_below", who=saying.person(*lost))} if lost else {}
            draft.send_to("escalation", leader, by=by, extra={**extra, **said})
            told.add(leader.mail)


def _unreached(draft: Draft, who: str, role: str, leader: Recipient) -> tuple[str, ...]:
    """Those below the leader, from whoever has to act up, whose mail comes back."""
    complaint, policy, at = draft.complaint, draft.policy, draft.now
    below = [people.stand_in(who, policy, at)] if who else []
    if role == "director":
        below += [person.mail for person in people.holders("supervisor", complaint, policy, at)]
    gone = (mail for mail in below if mail in complaint.unreachable and mail != leader.mail)
    return tuple(dict.fromkeys(gone))
