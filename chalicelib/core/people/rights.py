"""Who alone may give a deciding command on a complaint, where the policy says so (`[may]`).

Beside commands the policy may reserve `first_contact`: the desk's answer on the spot, by 当场答复 of 登记 or by 结果 before any unit has the complaint.
"""

from datetime import datetime

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy

ON_THE_SPOT = "first_contact"
GRANT_TIME = ("supervisor", "director")  # where an extension names nobody
ROLES_THAT_GIVE = ("handler", "supervisor", "director", "desk", "desk_head", "assistants")  # and the declared ones


def reserved_for(command: str, complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """The roles that alone may give this command on this complaint as it stands; () if the policy says nothing of it."""
    if command == "resolve" and settles_on_the_spot(complaint):
        return policy.may.get(ON_THE_SPOT, ())
    reserved = policy.may.get(command, ())
    return (*reserved, *_who_grant_time(policy)) if reserved and command == "extend" else reserved


def _who_grant_time(policy: Policy) -> tuple[str, ...]:
    """The roles that set another time where they are asked for one, though others alone may ask: not where a gate decides in their place."""
    if any(gate.before == "extended" and gate.approve for gate in policy.gates):
        return ()
    named = (role for rule in policy.extensions for role in rule.grants or GRANT_TIME)
    return tuple(role for role in dict.fromkeys(named) if role not in policy.may["extend"])


def settles_on_the_spot(complaint: Complaint) -> bool:
    """Whether an outcome given now would settle it before any unit had it."""
    return complaint.moment("referred") is None and not complaint.department


def roles_that_give(mail: str, complaint: Complaint, policy: Policy, at: datetime) -> frozenset[str]:
    """The roles by which this member of staff may give commands and grant things; of the desk's people one is its head."""
    head = policy.directory.desk_head
    leads_the_desk = mail in (head, people.stand_in(head, policy, at))
    return people.roles_of(mail, complaint, policy, at) | (frozenset({"desk_head"}) if leads_the_desk else frozenset())


def keeps_the_directory(policy: Policy) -> tuple[str, ...]:
    """Who may have the directory sent and change it, in person: the head of the desk, the director, and the directors of departments."""
    directory = policy.directory
    directors = (directory.director, *(each.director for each in directory.departments))
    return tuple(dict.fromkeys(filter(None, (directory.desk_head, *directors))))


def keeps_the_words(policy: Policy) -> tuple[str, ...]:
    """Who may have the organisation's words sent and change them, in person: the head of the desk and the director, for they are the whole organisation's."""
    return tuple(dict.fromkeys(filter(None, (policy.directory.desk_head, policy.directory.director))))


def may_settle_a_call(mail: str, policy: Policy) -> bool:
    """Whether this member of staff, as the directory has them, may answer on the spot while they register a call."""
    directory = policy.directory
    person = directory.person(mail)
    mine = {*(person.roles if person else ()), *(["desk"] if mail in (directory.desk, directory.desk_head) else [])}
    mine |= {"desk_head"} if mail == directory.desk_head else set()
    return not mine.isdisjoint(may_settle(policy))


def may_settle(policy: Policy) -> tuple[str, ...]:
    """The roles that answer on the spot while a call is registered."""
    return policy.may.get(ON_THE_SPOT, ("desk",))


def is_kept_from(mail: str, command: str, complaint: Complaint, policy: Policy, at: datetime) -> bool:
    """Whether the policy reserves the command for others than this member of staff."""
    reserved = reserved_for(command, complaint, policy)
    return bool(reserved) and not roles_that_give(mail, complaint, policy, at).intersection(reserved)
