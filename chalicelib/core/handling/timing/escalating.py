"""An escalation, and what is known of those below its reader: whom mail did not reach. Of whom nothing came back, it says nothing."""

from collections.abc import Collection, Sequence

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra, Recipient
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import people
from chalicelib.core.policy.model import By


def escalate(
    draft: Draft,
    who: str,
    roles: Sequence[str],
    by: tuple[By, ...],
    extra: Extra,
    besides: frozenset[str],
    *,
    climbs: bool,
    seen: Complaint,
) -> None:
    """Tells the leaders who hold these roles on the complaint as it is `seen`, each once, that `who` (mail address) has not acted.

    Whoever is late is no leader of their own: where it `climbs` the next one above hears instead; if not, or where nobody is above who does not
    hear of it anyway, they are chased.
    """
    told: set[str] = set()
    late = people.stand_in(who, draft.policy, draft.now) if who else ""
    found = {role: people.holders(role, seen, draft.policy, draft.now, besides) for role in roles}
    hear = {person.mail for each in found.values() for person in each}
    for role, persons in found.items():
        for leader in (_or_above(draft, late, person, hear) if climbs else person for person in persons):
            if leader.mail in told:
                continue
            lost = _unreached(draft, who, role, leader)
            said: Extra = {"reason": saying.say("unreached_below", who=saying.person(*lost))} if lost else {}
            name = "chase" if leader.mail == late else "escalation"
            offered = _with_a_way_out(draft, who, extra) if name == "escalation" else extra
            draft.send_to(name, leader, by=by, extra={**offered, **said})
            told.add(leader.mail)


def _with_a_way_out(draft: Draft, who: str, extra: Extra) -> Extra:
    """What ends the limit, and, where it is the handler who is late, to give the complaint to somebody else."""
    commands = extra.get("commands")
    if draft.complaint.status != "open" or who != draft.complaint.handler or not isinstance(commands, list):
        return extra
    return {**extra, "commands": [*dict.fromkeys((*map(str, commands[:1]), "transfer", *map(str, commands)))]}


def has_nobody_above(draft: Draft, who: str) -> bool:
    """Whether a chase of that person can climb to nobody."""
    late = people.stand_in(who, draft.policy, draft.now)
    return all(person.mail == late for person in _above(draft, late))


def _or_above(draft: Draft, late: str, leader: Recipient, hear: Collection[str]) -> Recipient:
    above = _above(draft, late) if leader.mail == late else ()
    others = [person for person in above if person.mail != late]
    return leader if {person.mail for person in others} <= {*hear} else others[0]


def _above(draft: Draft, late: str) -> tuple[Recipient, ...]:
    return people.holders("director", draft.complaint, draft.policy, draft.now, frozenset({late}))


def _unreached(draft: Draft, who: str, role: str, leader: Recipient) -> tuple[str, ...]:
    """Those below the leader, from whoever has to act up, whose mail comes back."""
    complaint, policy, at = draft.complaint, draft.policy, draft.now
    below = [people.stand_in(who, policy, at)] if who else []
    if role == "director":
        below += [person.mail for person in people.holders("supervisor", complaint, policy, at)]
    gone = (mail for mail in below if mail in complaint.unreachable and mail != leader.mail)
    return tuple(dict.fromkeys(gone))
