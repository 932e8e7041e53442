"""Who a role is on one complaint today: the directory, absences with deputies, and who must keep out of a matter."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.core.complaint import Complaint, Recipient
from chalicelib.core.policy import Department, Person, Policy

DEPUTIES_IN_A_ROW = 5  # a longer chain of deputies is a mistake in the directory


def holders(role: str, complaint: Complaint, policy: Policy, at: datetime) -> tuple[Recipient, ...]:
    """Everyone who has `role` on this complaint at `at`: absent people are replaced by their deputies, nobody is lost."""
    if role == "customer":
        return (customer(complaint),)
    found = [staff(mail, role, policy, at) for mail in _mails(role, complaint, policy)]
    return tuple({r.mail: r for r in found if r.mail}.values())


def customer(complaint: Complaint) -> Recipient:
    """The complainant as a recipient."""
    who = complaint.complainant
    return Recipient(role="customer", name=who.name, mail=who.mail, phone=who.phone, language=who.language)


def staff(mail: str, role: str, policy: Policy, at: datetime) -> Recipient:
    """The person of that mail address, or who stands in for them at `at`."""
    present = stand_in(mail, policy, at)
    person = policy.directory.person(present)
    if person is None:
        return Recipient(
            role=role, name=policy.directory.desk_name if present == policy.directory.desk else "", mail=present
        )
    return Recipient(role=role, name=person.name, mail=person.mail, phone=person.phone, language=person.language)


def stand_in(mail: str, policy: Policy, at: datetime) -> str:
    """`mail`, or the deputy while that person is away, or the deputy's deputy."""
    day = at.astimezone(ZoneInfo(policy.timezone)).date()
    for _ in range(DEPUTIES_IN_A_ROW):
        away = next((a for a in policy.directory.absences if a.mail == mail and a.start <= day <= a.end), None)
        if away is None or not away.deputy:
            return mail
        mail = away.deputy
    return mail


def _mails(role: str, complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    directory = policy.directory
    match role:
        case "desk":
            return (directory.desk,)
        case "desk_head":
            return (directory.desk_head,)
        case "handler":
            return (complaint.handler or directory.desk,)
        case "supervisor":
            return (complaint.supervisor or directory.desk_head,)
        case "director":
            return (complaint.director or directory.director,)
        case "assistants":
            return complaint.assistants
        case "unit":
            unit = directory.department(complaint.unit or complaint.department)
            return (unit.handler,) if unit else (directory.desk,)
    named = tuple(p.mail for p in directory.people if role in p.roles)
    return named or (directory.director,)  # a role that nobody holds must not fall silent


def roles_of(mail: str, complaint: Complaint, policy: Policy, at: datetime) -> frozenset[str]:
    """The roles that a member of staff has on this complaint: their own and those of the people they stand in for."""
    roles = ("desk", "handler", "supervisor", "director", "assistants")
    mine = {
        role for role in roles if any(_acts_for(mail, other, policy, at) for other in _mails(role, complaint, policy))
    }
    if mail == policy.directory.desk_head:
        mine |= {"desk", "supervisor"}
    if mail == policy.directory.director:
        mine.add("director")
    person = policy.directory.person(mail)
    return frozenset(mine | set(person.roles if person else ()))


def _acts_for(mail: str, other: str, policy: Policy, at: datetime) -> bool:
    return mail in (other, stand_in(other, policy, at))


def complained_of(mail: str, complaint: Complaint, policy: Policy) -> bool:
    """Whether the complaint is about this person, who must then never handle, approve or stand in."""
    person = policy.directory.person(mail)
    return person is not None and _is_named(person, complaint)


def _is_named(person: Person, complaint: Complaint) -> bool:
    if complaint.fields.get("complained_of", "") in (person.name, person.mail):
        return True
    return len(person.name) > 1 and person.name in f"{complaint.subject}\n{complaint.text}"


def unit_for(name: str, complaint: Complaint, policy: Policy) -> Department | None:
    """The answering unit: of a department's units the one whose words the complaint has; else the department itself."""
    department = policy.directory.department(name)
    if department is None:
        return None
    text = f"{complaint.subject}\n{complaint.text}"
    units = (u for u in policy.directory.departments if u.parent == name)
    return next((u for u in units if any(word in text for word in u.words)), department)


def chain(unit: Department, complaint: Complaint, policy: Policy) -> tuple[str, str, str]:
    """Handler, supervisor and director of a unit; whoever the complaint is about is stepped over."""
    director = unit.director or policy.directory.director
    line = [m for m in (unit.handler, unit.head, director) if not complained_of(m, complaint, policy)]
    line = list(dict.fromkeys(line)) or [policy.directory.director]
    while len(line) < 3:  # noqa: PLR2004  handler, supervisor, director
        line.append(line[-1])
    return line[0], line[1], line[2]
