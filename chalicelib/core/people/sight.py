"""Who may see which case, as queries ask; lines of lists and reports go by the register alone (`register.rows.shown_to`)."""

from datetime import datetime

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import people
from chalicelib.core.policy.directory import Department
from chalicelib.core.policy.model import Policy


def may_see(reader: str, complaint: Complaint, policy: Policy, at: datetime) -> bool:
    """Whether this member of staff may see the case at `at`: whoever has a part in it, who belongs to its unit, who leads that.

    The desk, its head and the highest director have a part in all. Nobody sees what complains of them or of what they lead, and a
    restricted case nobody who has no part in it.
    """
    if people.complained_of(reader, complaint, policy) or people.heads_complained_of(reader, complaint, policy):
        return False
    if _has_part(reader, complaint, policy, at):
        return True
    return not complaint.restricted and _is_of_its_unit(reader, complaint, policy, at)


def _has_part(reader: str, complaint: Complaint, policy: Policy, at: datetime) -> bool:
    """By a role on this very case, or because something in it is asked of them. A role that the policy declares is no part yet."""
    person = policy.directory.person(reader)
    declared = frozenset(person.roles if person else ())
    asked = (
        *(task.assignee for task in complaint.tasks),
        *(approval.approver for approval in complaint.approvals),
    )
    own = people.roles_of(reader, complaint, policy, at) - declared
    return bool(own) or any(people.acts_for(reader, each, policy, at) for each in asked if each)


def _is_of_its_unit(reader: str, complaint: Complaint, policy: Policy, at: datetime) -> bool:
    """Who answers for or leads the unit or department that has the case, or leads what is above these."""
    own = [unit for name in (complaint.unit, complaint.department) if (unit := policy.directory.department(name))]
    above = [parent for unit in own if (parent := policy.directory.department(unit.parent))]
    there = {*(unit.handler for unit in own), *_leaders(own), *_leaders(above)} - {""}
    return any(people.acts_for(reader, each, policy, at) for each in there)


def _leaders(units: list[Department]) -> set[str]:
    return {mail for unit in units for mail in (unit.head, unit.director)}
