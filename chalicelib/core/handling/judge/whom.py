"""Whom a complaint is about, in a line that the policy counts: until somebody has written it, the one colleague whom the customer plainly complains of."""

import msgspec

from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import accused
from chalicelib.core.register.counting import fields_of


def take_whom_it_is_about(draft: Draft) -> None:
    """Of several nobody is taken: whoever handles it says which. Whom the desk clears is taken out again."""
    counted = {name for fields in fields_of(draft.policy) for name in fields.split("+")}
    for name in draft.policy.fields_that_mean("complained_of"):
        if name not in counted or name in draft.complaint.by_hand:
            continue
        found = _plainly_meant(draft, name)
        before = draft.complaint.fields.get(name, "")
        if len(found) == 1:
            draft.fill({name: found[0]})
        elif any(person.name == before for person in draft.policy.directory.people):
            draft.fill({name: ""})


def _plainly_meant(draft: Draft, field: str) -> tuple[str, ...]:
    """By name, those whom the desk has named or the customer's words accuse, whatever stands in the line itself."""
    others = {name: value for name, value in draft.complaint.fields.items() if name != field}
    complaint = msgspec.structs.replace(draft.complaint, fields=others)
    people = draft.policy.directory.people
    return tuple(p.name for p in people if accused.whether_meant(p.mail, complaint, draft.policy) == "accused")
