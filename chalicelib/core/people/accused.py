"""Whom a complaint is about: by the desk's word, by a field that states it, or by what the customer writes; and which colleague complains.

Whoever is, or complains, keeps out of it altogether. Whoever may be (`doubts`) gets nothing of it before the desk has said so; only whoever has
it already, and is named later without anything bad said of them, keeps it until then.
"""

import re
from collections.abc import Mapping

from chalicelib.core.complaint.model import RULES_READ, Complaint
from chalicelib.core.expressions import expression
from chalicelib.core.lately import lately
from chalicelib.core.policy.model import Department, Directory, Person, Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.written import accusations
from chalicelib.core.written.accusations import Meant
from chalicelib.core.written.naming import Called, evened, mentions_of, surname_of
from chalicelib.core.written.words import simplified


def is_kept_out(mail: str, complaint: Complaint, policy: Policy) -> bool:
    """Whether this person must not read, handle, approve or hear of it: complained of, or perhaps so and without it yet; or who complains."""
    if complains(mail, complaint, policy):
        return True
    meant = whether_meant(mail, complaint, policy)
    return meant == "accused" or (meant == "doubtful" and not _has_it(mail, complaint))


def complains(mail: str, complaint: Complaint, policy: Policy) -> bool:
    """Whether this colleague is the customer: they judge no case of their own, and hear of it as customers do.

    A telephone that several people have says of none of them that they are.
    """
    who, people = complaint.complainant, policy.directory.people
    person = policy.directory.person(mail) if who.mail or who.phone else None
    if person is None:
        return False
    if who.mail:
        return who.mail in (person.mail, *person.addresses)
    return who.phone == person.phone and [p.phone for p in people].count(who.phone) == 1


@lately
def whether_meant(mail: str, complaint: Complaint, policy: Policy) -> Meant:
    """Whether the complaint is about this person. What the desk has said stands; of what is no complaint, nothing is doubtful."""
    person = policy.directory.person(mail)
    if person is None or person.mail in complaint.cleared:
        return "no"
    if person.mail in complaint.named or _is_stated(person, complaint, policy):
        return "accused"
    meant = _in_words(person, complaint, policy)
    is_one = complaint.kind in policy.flow_kinds or not complaint.kind
    return meant if meant != "doubtful" or is_one else "no"


def doubts(complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """Those who would have a part in it and whom it may be about: the desk must say."""
    if complaint.kind not in policy.flow_kinds:
        return ()
    return tuple(m for m in _line(complaint, policy) if whether_meant(m, complaint, policy) == "doubtful")


def all_kept_out(complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """Everybody of the directory who keeps out of it: what the register goes by."""
    return tuple(p.mail for p in policy.directory.people if is_kept_out(p.mail, complaint, policy))


def found_in(words: str, policy: Policy) -> tuple[str, ...]:
    """Mail addresses of the people, and names of the units, that somebody of staff names."""
    said, known = evened(words), _known(policy)
    people = (p.mail for p in policy.directory.people if p.mail in words.lower() or mentions_of(said, known[p.mail]))
    units = (d.name for d in policy.directory.departments if simplified(d.name) in said)
    return tuple(people) or tuple(units)


def accused_in(words: str, mails: tuple[str, ...], policy: Policy) -> tuple[str, ...]:
    """Those of these people whom these words complain of."""
    known = _known(policy)
    return tuple(m for m in mails if m in known and accusations.meant(words, known[m]) == "accused")


def unit_is_meant(unit: Department, complaint: Complaint, policy: Policy) -> bool:
    """Whether the complaint is about a unit as such, not about one of its people: its head then decides nothing, its staff answer."""
    if unit.name in complaint.cleared:
        return False
    if unit.name in complaint.named or any(unit.name in said for said in _stated(complaint, policy)):
        return True
    name = simplified(unit.name)
    people = tuple(called.name for called in _known(policy).values() if called.name)
    return any(name in simplified(said) and accusations.unit_is_meant(said, name, people) for said in _texts(complaint))


def _has_it(mail: str, complaint: Complaint) -> bool:
    given = complaint.moment("referred") is not None
    return given and mail in (complaint.handler, *complaint.assistants)


def _in_words(person: Person, complaint: Complaint, policy: Policy) -> Meant:
    first, later = (meant.get(person.mail, "no") for meant in _meant_in(complaint, policy))
    if later != "no" and _has_it(person.mail, complaint):
        # Whoever writes to the handler names them: only something bad takes it from them, all else the desk is asked about.
        harsh = accusations.is_harsh(complaint.later_words, _known(policy)[person.mail])
        later = later if harsh else "doubtful" if later == "accused" else "no"
    graver: Meant = "accused" if "accused" in (first, later) else "doubtful" if "doubtful" in (first, later) else "no"
    if graver == "accused" and simplified(complaint.complainant.name) == simplified(person.name) != "":
        return "doubtful"  # a namesake
    return graver


@lately
def _meant_in(complaint: Complaint, policy: Policy) -> tuple[Mapping[str, Meant], Mapping[str, Meant]]:
    first, later = _texts(complaint)
    return _meant_by(policy, first), _meant_by(policy, later)


@of_policy
def _meant_by(policy: Policy, said: str) -> Mapping[str, Meant]:
    """Whom of the directory a text complains of, or may; all others it does not."""
    asked = ((mail, accusations.meant(said, called)) for mail, called in _known(policy).items()) if said else ()
    return {mail: meant for mail, meant in asked if meant != "no"}


def _texts(complaint: Complaint) -> tuple[str, str]:
    return f"{complaint.subject}\n{complaint.text[:RULES_READ]}", complaint.later_words


def _is_stated(person: Person, complaint: Complaint, policy: Policy) -> bool:
    stated = _stated(complaint, policy)
    name = simplified(person.name) if stated else ""
    return any(
        (name and name in simplified(said)) or person.mail in said or (person.number and person.number == said.strip())
        for said in stated
    )


@lately
def _stated(complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """What the fields say that are there for it."""
    said = (complaint.fields.get(field, "") for field in policy.fields_that_mean("complained_of"))
    return tuple(filter(None, said))


def _line(complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """Who has a part in it, or would have if nobody were kept out."""
    directory = policy.directory
    unit = directory.department(complaint.unit or complaint.department)
    led = (unit.handler, unit.head, unit.director or directory.director) if unit else ()
    own = (complaint.handler, complaint.supervisor, complaint.director, *complaint.assistants)
    return tuple(dict.fromkeys(mail for mail in (*led, *own) if mail))


# -- by what each is called --------------------------------------------------------------------------------------------------


def _known(policy: Policy) -> Mapping[str, Called]:
    """By what each person of the directory is called."""
    return _all_called(policy.directory, policy.job_titles)


@lately
def _all_called(directory: Directory, job_titles: tuple[str, ...]) -> Mapping[str, Called]:
    trade = tuple(map(simplified, job_titles))
    surnames = [surname_of(simplified(p.name)) for p in directory.people]
    titles = [simplified(p.title) for p in directory.people]
    return {
        person.mail: Called(
            name=simplified(person.name),
            others=(*map(simplified, person.also_called), *_in_latin(person, directory)),
            title=title,
            number=person.number,
            shares=surnames.count(surname) > 1,
            leads=(*_units_of(person, directory), *(("",) if titles.count(title) == 1 else ())),
            trade=trade,
        )
        for person, surname, title in zip(directory.people, surnames, titles, strict=True)
    }


_SYLLABLE = expression(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeiouv]{1,3}(?:ng(?![aeiou])|n(?![aeiou])|r(?![aeiou]))?)"
)
_SPELT = expression(rf"(?:{_SYLLABLE.pattern}){{1,2}}[._-](?:{_SYLLABLE.pattern}){{1,2}}")


def _in_latin(person: Person, directory: Directory) -> tuple[str, ...]:
    """How the name of somebody with a Chinese one is spelt in a mailbox (guo.ping@…, guoping@…), where nobody else has the same one."""
    spelt = [p.mail.split("@")[0] for p in directory.people if not p.name.isascii()]
    own = person.mail.split("@")[0]
    syllables = _SYLLABLE.findall(own)
    if person.name.isascii() or len(syllables) != len(person.name) or spelt.count(own) != 1:
        return ()
    if _SPELT.fullmatch(own):
        return (" ".join(re.split("[._-]", own)),)
    first = len(surname_of(person.name))
    return (" ".join(("".join(syllables[:first]), "".join(syllables[first:]))),) if "".join(syllables) == own else ()


def _units_of(person: Person, directory: Directory) -> tuple[str, ...]:
    own = (d.name for d in directory.departments if person.mail in (d.handler, d.head, d.director))
    return tuple(map(simplified, own))
