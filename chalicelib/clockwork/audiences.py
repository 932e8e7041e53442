"""Who gets a report: everyone in the roles that it goes to, each once, with what alone concerns them."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib.core import report
from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.people import people
from chalicelib.core.policy.model import Department, Policy


class Audience(msgspec.Struct, frozen=True):
    """One recipient of a report, with the unit whose figures alone they get, or the person whose list it is."""

    to: Recipient
    unit: str = ""
    person: str = ""


def audiences(roles: tuple[str, ...], policy: Policy, now: datetime) -> Iterator[Audience]:
    """Everyone who gets a report, each once for each unit."""
    seen: set[tuple[str, str]] = set()
    for role in roles:
        for audience in _of_role(role, policy, now):
            if (audience.to.mail, audience.unit) not in seen:
                seen.add((audience.to.mail, audience.unit))
                yield audience


def _of_role(role: str, policy: Policy, now: datetime) -> Iterator[Audience]:
    directory = policy.directory
    if role == "departments":
        yield from (Audience(people.staff(d.head, role, policy, now)) for d in directory.departments if not d.parent)
    elif role == "units":
        for unit in report.units.answering(directory):
            yield from (Audience(people.staff(mail, role, policy, now), unit.name) for mail in _of_unit(unit))
    elif role == "staff":
        for mail in dict.fromkeys((directory.desk, *(p.mail for p in directory.people))):
            yield Audience(people.staff(mail, role, policy, now), person=mail)
    elif role in ("desk", "desk_head", "director"):
        yield Audience(people.staff(getattr(directory, role), role, policy, now))
    else:
        yield from (Audience(people.staff(p.mail, role, policy, now)) for p in directory.people if role in p.roles)


def _of_unit(unit: Department) -> tuple[str, ...]:
    return tuple(dict.fromkeys((unit.handler, unit.head)))
