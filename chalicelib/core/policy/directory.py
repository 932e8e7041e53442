"""Who is who today: people, departments, absences. It may change any day, while a complaint keeps its rules."""

from collections.abc import Mapping
from datetime import date

from chalicelib.core.lately import lately
from chalicelib.core.policy.part import Part
from chalicelib.core.written.languages import FIRST
from chalicelib.core.written.mailboxes import canonical


class Person(Part, frozen=True, kw_only=True):
    """A member of staff: `mail` is the identity, `addresses` further addresses that may write, `phone` E.164.

    `title`, `number` (工号) and `also_called` are what customers call them by beside their name.
    """

    mail: str
    name: str
    phone: str = ""
    addresses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    language: str = FIRST
    title: str = ""
    number: str = ""
    also_called: tuple[str, ...] = ()


class Department(Part, frozen=True, kw_only=True):
    """A responsible department or answering unit. `handler`, `head`, `director` are mail addresses; `parent` supervises it.

    `words` in a complaint choose this unit among those of one parent.
    """

    name: str
    handler: str
    head: str
    director: str = ""
    parent: str = ""
    words: tuple[str, ...] = ()
    phone: str = ""


class Absence(Part, frozen=True, kw_only=True):
    """A person is away from `start` to `end`, both inclusive; `deputy` stands in, or else whoever leads them."""

    mail: str
    start: date
    end: date
    deputy: str = ""


class Directory(Part, frozen=True, kw_only=True):
    """Who is who today. `desk` is the shared mailbox of the intake office, `desk_head` and `director` are answerable for it."""

    desk: str
    desk_name: str = ""
    desk_head: str
    director: str
    phone: str = ""
    people: tuple[Person, ...] = ()
    departments: tuple[Department, ...] = ()
    absences: tuple[Absence, ...] = ()
    closures: tuple[date, ...] = ()

    def person(self, mail: str) -> Person | None:
        """The person whose identity or further address `mail` (lower-cased) is, however either spells its domain."""
        known = _by_address(self).get(mail)
        if known or not ("xn--" in mail or not mail.isascii()):
            return known
        return next((p for p in self.people if canonical(mail) in map(canonical, (p.mail, *p.addresses))), None)

    def department(self, name: str) -> Department | None:
        """The department or unit of that name."""
        return next((d for d in self.departments if d.name == name), None)


@lately
def _by_address(directory: Directory) -> Mapping[str, Person]:
    """Everybody by each of their addresses; of two who share one the first."""
    return {address: person for person in reversed(directory.people) for address in (*person.addresses, person.mail)}
