"""More time: what the policy allows, and the approval that a request for it waits for.

Where no gate of the policy has the request approved, whoever grants such time is asked by a gate of its own. Without any `[[extension]]` that is the
superior, for the promised clock.
"""

from datetime import datetime

import msgspec

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.complaint.more_time import Extension
from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import people, rights
from chalicelib.core.policy import answer_time, vocabulary
from chalicelib.core.policy import model as rules

LEADERS = ("supervisor", "director")
UNSAID = rules.Extension(name="later_time", clock="", before_due=False, reason=False, grants=LEADERS)


def allowed(draft: Draft) -> list[rules.Extension]:
    """The extensions that apply to the complaint, the first of each clock."""
    counts = draft.context.counts
    fitting = [e for e in draft.policy.extensions if vocabulary.any_holds(e.when, draft.complaint, counts)]
    return list({e.clock: e for e in reversed(fitting)}.values())[::-1]


def rule_for(draft: Draft, clock: str) -> rules.Extension | None:
    """What the policy says of more time for this clock; None if there is none."""
    if not draft.policy.extensions:
        promised = any(c.promised for c in draft.policy.clocks if c.name == clock)
        return msgspec.structs.replace(UNSAID, clock=clock) if promised else None
    return next((e for e in allowed(draft) if e.clock == clock), None)


def granters(rule: rules.Extension) -> tuple[str, ...]:
    """The roles that grant it."""
    return rule.grants or LEADERS


def may_grant(draft: Draft, rule: rules.Extension, mail: str) -> bool:
    """Whether this person has a role that grants it."""
    return not rights.roles_that_give(mail, draft.complaint, draft.policy, draft.now).isdisjoint(granters(rule))


def times_granted(draft: Draft, clock: str) -> int:
    """How often more time has been granted for this clock in this round."""
    return sum(e.clock == clock and not e.earlier for e in draft.complaint.extensions)


def may_be_longer(draft: Draft, clock: str) -> bool:
    """Whether more time for this clock may still be asked for, as far as its number of times goes."""
    rule = rule_for(draft, clock)
    return rule is not None and (rule.times is None or times_granted(draft, clock) < rule.times)


def gates_of(policy: rules.Policy) -> tuple[rules.Gate, ...]:
    """The policy's gates, then those by which more time is granted."""
    own = (*policy.extensions, *(() if policy.extensions else (UNSAID,)))
    return (*policy.gates, *(_gate(rule) for rule in own))


def _gate(rule: rules.Extension) -> rules.Gate:
    return rules.Gate(
        name=rule.name,
        before="extended",
        approve=granters(rule)[:1],
        within=rule.within,
        calendar=rule.calendar,
        labels=rule.labels,
    )


def asked_for(complaint: Complaint) -> tuple[Extension, ...]:
    """The requests that wait for a decision, one for each clock at most."""
    newest = complaint.extension
    waits = "extended" in complaint.awaiting and newest is not None and newest.at is None
    return (*((newest,) if waits and newest else ()), *complaint.wishes)


def wish_behind(draft: Draft, gate: str) -> Extension | None:
    """The request that an approval is for: that for the clock whose time its gate grants, else the newest of all."""
    own = (w for w in asked_for(draft.complaint) if (rule := rule_for(draft, w.clock)) and rule.name == gate)
    return next(own, draft.complaint.extension)


def bring_forward(draft: Draft, wish: Extension | None) -> None:
    """Makes that request the one which is decided now; the others wait on."""
    if wish is None or wish == draft.complaint.extension:
        return
    draft.change(wishes=tuple(w for w in asked_for(draft.complaint) if w != wish), extension=wish)


def wait_on(draft: Draft) -> None:
    """Once a request is decided, those for other clocks still wait."""
    if draft.complaint.wishes:
        draft.wait_for("extended")


def is_shared(draft: Draft) -> bool:
    """Whether a gate of the policy has every request approved, so that one can wait at a time."""
    counts = draft.context.counts
    before = (gate for gate in draft.policy.gates if gate.before == "extended" and gate.approve)
    return any(vocabulary.applies(gate, draft.complaint, counts) for gate in before)


def gate_before(draft: Draft, moment: str, applying: list[rules.Gate]) -> list[rules.Gate]:
    """The gate by which the time that was asked for is granted, unless the asker grants it or a gate of the policy has it approved."""
    wish = draft.complaint.extension
    if moment != "extended" or wish is None or wish.by_right or any(gate.approve for gate in applying):
        return []
    rule = rule_for(draft, wish.clock)
    return [_gate(rule)] if rule else []


def is_for_granter(draft: Draft, approval: Approval, mail: str) -> bool:
    """Whether this approval is a request for more time that this person may grant too, though another was asked."""
    wish = wish_behind(draft, approval.gate)
    rule = rule_for(draft, wish.clock) if wish else None
    return rule is not None and approval.gate == rule.name and may_grant(draft, rule, mail)


def lapse(draft: Draft) -> None:
    """Requests that have not been decided are needless now: nobody is asked for them any more."""
    if "extended" not in draft.complaint.awaiting:
        return
    names = {gate.name for gate in gates_of(draft.policy) if gate.before == "extended"}
    kept = tuple(a for a in draft.complaint.approvals if a.gate not in names or a.at is not None)
    draft.wait_no_more("extended")
    draft.change(extension=None, wishes=(), approvals=kept)


def standing(complaint: Complaint, clock: str, policy: rules.Policy) -> datetime | None:
    """When the clock ends as it stands; before the promised one runs, what the customer was told."""
    own = (d.due for d in complaint.deadlines if d.clock == clock and d.round == complaint.round)
    return next(own, None) or answer_time.promised(complaint, policy)


def grant(draft: Draft, wish: Extension) -> None:
    """Sets the time that was asked for."""
    before = standing(draft.complaint, wish.clock, draft.policy)
    granted = msgspec.structs.replace(wish, at=draft.when, earlier=before is not None and wish.until < before)
    draft.change(
        limits={**draft.complaint.limits, wish.clock: wish.until},
        extension=granted,
        extensions=(*draft.complaint.extensions, msgspec.structs.replace(granted, reason="")),
    )
    draft.granted.append(granted)


def told_what_became_of_it(draft: Draft, wish: Extension) -> tuple[Recipient, ...]:
    """Whoever asked for another time, unless the complaint is about them, and whoever handles it; not who decides."""
    policy, asker = draft.policy, wish.asked_by
    kept_out = not people.is_known(asker, policy) or people.complained_of(asker, draft.complaint, policy)
    asked = () if kept_out else (people.staff(asker, "staff", policy, draft.now),)
    handle = people.holders("handler", draft.complaint, policy, draft.now)
    return tuple(each for each in (*asked, *handle) if each.mail != draft.by)
