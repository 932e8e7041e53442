"""Who a role is on one complaint today: the directory, absences with deputies, and who must keep out of a matter."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.lately import lately
from chalicelib.core.people import accused
from chalicelib.core.people.tokens import person_digest
from chalicelib.core.policy.model import Department, Policy
from chalicelib.core.written.words import mentions

DEPUTIES_IN_A_ROW = 5  # a longer chain of deputies is a mistake in the directory
NOBODY: frozenset[str] = frozenset()
ON_DUTY = "duty_manager"  # a role that a policy may declare; without it the head of the desk is on duty
UPWARD = ("supervisor", "director")


# -- roles ----------------------------------------------------------------------------------------------------------------


def holders(
    role: str, complaint: Complaint, policy: Policy, at: datetime, besides: frozenset[str] = NOBODY
) -> tuple[Recipient, ...]:
    """Everyone who has `role` on this complaint at `at`, and is there: absent people are replaced, nobody is lost.

    Superiors are looked for above the handler, above who acts for them and above `besides`, so that a notice climbs instead
    of reaching one person twice.
    """
    if role == "customer":
        return (customer(complaint),)
    acting = (
        {_fit(mail, complaint, policy, at) for mail in _mails("handler", complaint, policy)} if role in UPWARD else ()
    )
    found = [
        staff(_fit(mail, complaint, policy, at), role, policy, at)
        for mail in _mails(role, complaint, policy, besides.union(acting))
    ]
    return tuple({r.mail: r for r in found if r.mail}.values())


def named(role: str, complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """Whose role it is, there or not; "customer" for the complainant."""
    return ("customer",) if role == "customer" else _mails(role, complaint, policy)


def customer(complaint: Complaint) -> Recipient:
    """The complainant as a recipient."""
    who = complaint.complainant
    return Recipient(role="customer", name=who.name, mail=who.mail, phone=who.phone, language=who.language)


def staff(mail: str, role: str, policy: Policy, at: datetime) -> Recipient:
    """The person of that mail address, or who stands in for them at `at`."""
    return recipient(stand_in(mail, policy, at), role, policy)


def recipient(mail: str, role: str, policy: Policy) -> Recipient:
    """The person of that mail address as a recipient, there or not."""
    person = policy.directory.person(mail)
    if person is None:
        desk = policy.directory.desk_name if mail == policy.directory.desk else ""
        return Recipient(role=role, name=desk, mail=mail, language=policy.languages[0])
    return Recipient(role=role, name=person.name, mail=person.mail, phone=person.phone, language=person.language)


def language_of(mail: str, policy: Policy) -> str:
    """The language in which that member of staff reads; the organisation's first one for whoever is not in the directory."""
    person = policy.directory.person(mail)
    return person.language if person else policy.languages[0]


def stand_in(mail: str, policy: Policy, at: datetime) -> str:
    """`mail`, or the deputy while that person is away, or the deputy's deputy; `mail` itself if none of them is there."""
    return present(mail, policy, at) or mail


def present(mail: str, policy: Policy, at: datetime) -> str:
    """As `stand_in`; "" if neither that person nor any deputy is there."""
    day = at.astimezone(ZoneInfo(policy.timezone)).date()
    for _ in range(DEPUTIES_IN_A_ROW):
        away = next((a for a in policy.directory.absences if a.mail == mail and a.start <= day <= a.end), None)
        if away is None:
            return mail
        mail = away.deputy
        if not mail:
            return ""
    return ""


def _fit(mail: str, complaint: Complaint, policy: Policy, at: datetime) -> str:
    """Who acts for `mail`: there, and not the person complained of; if need be somebody further up."""
    directory = policy.directory
    line = (mail, complaint.supervisor, complaint.director, directory.desk_head, directory.director)
    return next(filter(None, (_there(each, complaint, policy, at) for each in line)), directory.desk)


def _there(mail: str, complaint: Complaint, policy: Policy, at: datetime) -> str:
    """`mail`, or who stands in for them, if they may act on this complaint; else ""."""
    there = present(mail, policy, at) if mail else ""
    fit = there and is_known(there, policy) and not complained_of(there, complaint, policy)
    return there if fit else ""


def is_known(mail: str, policy: Policy) -> bool:
    """Whether that is an address of today's directory."""
    return mail == policy.directory.desk or policy.directory.person(mail) is not None


def _mails(role: str, complaint: Complaint, policy: Policy, besides: frozenset[str] = NOBODY) -> tuple[str, ...]:
    directory = policy.directory
    match role:
        case "desk":
            return (directory.desk,)
        case "desk_head":
            return (directory.desk_head,)
        case "handler":
            return (_still_there(complaint.handler, complaint, policy),)
        case "supervisor":
            return (_first_above(_line(complaint, policy), {complaint.handler, *besides}, complaint, policy),)
        case "director":
            below = _mails("supervisor", complaint, policy, besides)
            line = _line(complaint, policy)[1:]
            return (_first_above(line, {complaint.handler, *besides, *below}, complaint, policy),)
        case "assistants":
            return complaint.assistants
        case "unit":
            unit = directory.department(complaint.unit or complaint.department)
            return (unit.handler,) if unit else (directory.desk,)
    named = tuple(p.mail for p in directory.people if role in p.roles)
    return named or (directory.director,)  # a role that nobody holds must not fall silent


def _still_there(handler: str, complaint: Complaint, policy: Policy) -> str:
    """The handler; whoever has left the directory is followed by the unit's present handler, else by the desk."""
    if handler and is_known(handler, policy):
        return handler
    unit = policy.directory.department(complaint.unit or complaint.department) if handler else None
    return unit.handler if unit else policy.directory.desk


def _line(complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """Superiors from the nearest to the highest."""
    directory = policy.directory
    nearest = complaint.supervisor if is_known(complaint.supervisor, policy) else directory.desk_head
    above = complaint.director if is_known(complaint.director, policy) else directory.director
    return (nearest, above, directory.director)


def _first_above(line: tuple[str, ...], below: set[str], complaint: Complaint, policy: Policy) -> str:
    fit = [mail for mail in line if not complained_of(mail, complaint, policy)]
    return next((mail for mail in fit if mail not in below), (fit or line)[-1])


@lately
def roles_of(mail: str, complaint: Complaint, policy: Policy, at: datetime) -> frozenset[str]:
    """The roles that a member of staff has on this complaint: their own and those of the people they stand in for; none if kept out."""
    if complained_of(mail, complaint, policy):
        return NOBODY
    directory = policy.directory
    named = {
        "desk": (directory.desk, directory.desk_head),
        "handler": _mails("handler", complaint, policy),
        "supervisor": (complaint.supervisor, directory.desk_head, *_mails("supervisor", complaint, policy)),
        "director": (complaint.director, directory.director, *_mails("director", complaint, policy)),
        "assistants": complaint.assistants,
    }
    mine = {role for role, mails in named.items() if any(acts_for(mail, other, policy, at) for other in mails if other)}
    person = directory.person(mail)
    return frozenset(mine | set(person.roles if person else ()))


def acts_for(mail: str, other: str, policy: Policy, at: datetime) -> bool:
    """Whether `mail` is that other person, or stands in for them."""
    return mail in (other, stand_in(other, policy, at))


# -- whom the complaint is about ------------------------------------------------------------------------------------------


def complained_of(mail: str, complaint: Complaint, policy: Policy) -> bool:
    """Whether the complaint is, or may yet be, about this person, who must then never read, handle, approve or stand in."""
    return accused.is_kept_out(mail, complaint, policy)


def heads_complained_of(mail: str, complaint: Complaint, policy: Policy) -> bool:
    """Whether this person leads a department or unit that the complaint is about, and so decides nothing on it."""
    led = (d for d in policy.directory.departments if d.head == mail)
    return any(accused.unit_is_meant(unit, complaint, policy) for unit in led)


# -- units ----------------------------------------------------------------------------------------------------------------


def unit_for(name: str, complaint: Complaint, policy: Policy, besides: tuple[str, ...] = ()) -> Department | None:
    """The answering unit: of a department's units the one whose words the complaint has; else the department itself.

    `besides` names units that gave the complaint back.
    """
    department = policy.directory.department(name)
    if department is None:
        return None
    units = (u for u in policy.directory.departments if u.parent == name and u.name not in besides)
    return next((u for u in units if mentions(complaint.words, u.words)), department)


def bearer(digest: str, policy: Policy) -> str:
    """The member of staff, or the desk, to whom a token was given (a `person_digest`); "" if they are in today's directory no more."""
    known = (policy.directory.desk, *(person.mail for person in policy.directory.people))
    return next((mail for mail in known if person_digest(mail) == digest), "")


def chain(unit: Department, complaint: Complaint, policy: Policy, at: datetime) -> tuple[str, str, str]:
    """Handler, supervisor and director of a unit; whoever is away or complained of is stepped over."""
    line = list(dict.fromkeys(_chain(unit, complaint, policy, at)))
    line += [line[-1]] * (3 - len(line))
    return line[0], line[1], line[2]


def line_of(mail: str, complaint: Complaint, policy: Policy, at: datetime) -> tuple[str, str, str]:
    """A colleague, and the head and director above them: those of a unit that they handle for or lead, of another than the complaint's first."""
    here = (complaint.department, complaint.unit)
    own = sorted((d for d in policy.directory.departments if mail in (d.handler, d.head)), key=lambda d: d.name in here)
    unit = next((d for d in own if d.handler == mail), next(iter(own), None))
    if unit is None:
        return mail, complaint.supervisor, complaint.director
    above = [m for m in dict.fromkeys(chain(unit, complaint, policy, at)[1:]) if m != mail] or [
        policy.directory.director
    ]
    return mail, above[0], above[-1]


def _chain(unit: Department, complaint: Complaint, policy: Policy, at: datetime) -> Iterator[str]:
    top = policy.directory.director
    line = [m for m in (unit.handler, unit.head, unit.director or top) if not complained_of(m, complaint, policy)]
    there = (_there(mail, complaint, policy, at) for mail in line)  # IB-13: the head takes over from who is away
    yield next(filter(None, there), "") or _fit(top, complaint, policy, at)
    yield from line[1:]
    if len(line) < 3 and not complained_of(top, complaint, policy):  # noqa: PLR2004  handler, supervisor, director
        yield top
