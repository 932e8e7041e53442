"""Second step: rules give kind, validity, severity, category, flags and route. The first match of a group wins.

What a person has set by hand stays. Rules look at the complaint as it is, so that a later mail that says "journalist"
or names a larger loss regrades it without any code of its own.
"""

from chalicelib.core import people, vocabulary
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy import Effects, Rule

OWN_FIELDS = frozenset({"kind", "category", "severity"})


def judge(draft: Draft) -> None:
    """Applies the policy's rules to a complaint that is being handled."""
    if draft.complaint.status in ("closed", "merged"):
        return
    if not draft.complaint.kind:
        draft.change(severity=draft.complaint.severity or draft.policy.severities[0])
    for group in vocabulary.groups(draft.policy.rules):
        rule = vocabulary.first_match(draft.policy.rules, group, draft.complaint, draft.circumstances.counts)
        if rule is not None:
            _apply(draft, rule)
    if not draft.complaint.kind:
        draft.change(kind=draft.policy.default_kind)
    if not draft.complaint.department and "department" not in draft.complaint.by_hand:
        _ask_desk_to_assign(draft)


def _apply(draft: Draft, rule: Rule) -> None:
    effects = rule.then
    _set(draft, effects)
    draft.raise_flags(*effects.flag)
    if effects.assign and _may_assign(draft):
        assign(draft, effects.assign)
    if effects.restrict and not draft.complaint.restricted:
        draft.change(restricted=True)
        draft.record("restricted", reason=rule.group)
    if effects.tell:
        _tell_once(draft, rule)


def _may_assign(draft: Draft) -> bool:
    """Rules assign what nobody has assigned yet; where even the kind is uncertain, the desk judges first (LC-01)."""
    complaint = draft.complaint
    uncertain = "uncertain" in complaint.flags and "kind" not in complaint.by_hand
    return not complaint.department and "department" not in complaint.by_hand and not uncertain


def _set(draft: Draft, effects: Effects) -> None:
    for name, value in effects.set.items():
        if name in draft.complaint.by_hand:
            continue
        if name == "valid":
            draft.change(valid=value == "yes")
        elif name not in OWN_FIELDS:
            draft.fill({name: value})
        elif getattr(draft.complaint, name) != value:
            if getattr(draft.complaint, name):
                draft.record("regraded", reason=f"{name}: {value}")
            draft.change(**{name: value})


def _tell_once(draft: Draft, rule: Rule) -> None:
    mark = f"{rule.group}:{'+'.join(rule.then.tell)}:{draft.complaint.round}"
    if mark in draft.complaint.told:
        return
    draft.change(told=(*draft.complaint.told, mark))
    message = rule.then.message or ("receipt_request" if rule.then.confirm else "information")
    draft.send(message, *rule.then.tell, by=rule.then.by, extra={"reason": rule.group})
    draft.record("told", reason=", ".join(rule.then.tell))


def assign(draft: Draft, name: str) -> bool:
    """Gives the complaint to a department: handler, supervisor and director follow from the directory."""
    unit = people.unit_for(name, draft.complaint, draft.policy)
    if unit is None:
        return False
    handler, supervisor, director = people.chain(unit, draft.complaint, draft.policy)
    handler = people.stand_in(handler, draft.policy, draft.now)
    if people.complained_of(handler, draft.complaint, draft.policy):
        handler = supervisor
    draft.change(
        department=unit.parent or unit.name,
        unit=unit.name if unit.parent else "",
        handler=handler,
        supervisor=supervisor,
        director=director,
    )
    draft.record("referred", reason=unit.name)
    draft.change(awaiting=(*(m for m in draft.complaint.awaiting if m != "referred"), "referred"))
    return True


def _ask_desk_to_assign(draft: Draft) -> None:
    mark = f"to_assign:{draft.complaint.round}"
    if mark not in draft.complaint.told:
        draft.change(told=(*draft.complaint.told, mark))
        draft.send("to_assign", "desk", extra={"commands": ["accept", "transfer", "resolve", "invalid"]})
