"""Whether the directory is whole: everyone named is somebody, and everybody can be reached."""

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Absence, Department, Directory, Person
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.value_checks import check_words
from chalicelib.core.written.languages import LANGUAGES

MAIL = expression(r"[^@\s,;<>A-Z]+@[^@\s,;<>A-Z]+\.[^@\s,;<>A-Z]+")
SHORTEST_NUMBER = 3  # signs of a number of staff
PHONE = expression(r"\+[1-9][0-9]{6,14}")


def check_directory(directory: Directory, reading: Reading) -> None:
    """The directory's references and addresses."""
    _address(directory.desk, "directory.desk", reading)
    _somebody(directory.desk_head, "directory.desk_head", reading)
    if directory.desk_head == directory.desk:
        reading.fault("directory.desk_head", "head_is_desk", value=directory.desk)
    _somebody(directory.director, "directory.director", reading)
    _phone(directory.phone, "directory.phone", reading, short=True)
    _check_people(directory, reading)
    _check_departments(directory, reading)
    for i, absence in enumerate(directory.absences):
        path = f"directory.absence[{i}]"
        _somebody(absence.mail, f"{path}.mail", reading)
        if absence.deputy:
            _somebody(absence.deputy, f"{path}.deputy", reading)
        if absence.end < absence.start:
            reading.refuse(f"{path}.end", f"{absence.end} lies before the start {absence.start}")
        if absence.deputy == absence.mail:
            reading.refuse(f"{path}.deputy", "nobody stands in for themselves")
        _check_beside(absence, path, directory.absences[:i], reading)
    _check_parents(directory, reading)


def _check_beside(absence: Absence, path: str, others: tuple[Absence, ...], reading: Reading) -> None:
    """Nobody is away twice at once, nor stands in for another while away with nobody left to stand in for them."""
    for other in others:
        if other.start > absence.end or absence.start > other.end:
            continue
        if other.mail == absence.mail:
            reading.refuse(path, f"{absence.mail} is away already from {other.start} to {other.end}")
        elif (other.deputy, absence.deputy) == (absence.mail, other.mail):
            reading.refuse(f"{path}.deputy", f"{absence.deputy} is away then, with {absence.mail} as deputy")
        for deputy, away in ((other.deputy, absence), (absence.deputy, other)):
            if deputy == away.mail and not away.deputy:
                reading.refuse(path, f"{deputy} stands in for somebody and is away at that time, with no deputy")


def _check_parents(directory: Directory, reading: Reading) -> None:
    """A department stands above units, and no unit above a department: two levels, and no circle."""
    parents = {department.name: department.parent for department in directory.departments}
    for i, department in enumerate(directory.departments):
        above = parents.get(department.parent, "")
        if above and department.parent not in (department.name, above):
            path = f"directory.department[{i}].parent"
            reading.fault(path, "parent_is_unit", value=department.parent, above=above)


def _check_line(department: Department, path: str, directory: Directory, reading: Reading) -> None:
    """Somebody else than the handler hears that the handler is late; whoever is both is stepped over."""
    above = {department.head, department.director, directory.director} - {""}
    if above == {department.handler}:
        reading.fault(f"{path}.head", "head_is_handler", value=department.head)
    check_words(department.words, f"{path}.words", reading)


def _check_people(directory: Directory, reading: Reading) -> None:
    seen: set[str] = set()
    phones: set[str] = set()
    for i, person in enumerate(directory.people):
        path = f"directory.person[{i}]"
        _check_person(person, path, reading)
        if person.phone and person.phone in phones:
            reading.fault(f"{path}.phone", "phone_of_another", value=person.phone)
        phones.add(person.phone)
        if person.number and any(person.number == other.number for other in directory.people[:i]):
            reading.fault(f"{path}.number", "number_of_another", value=person.number)
        for address in (person.mail, *person.addresses):
            if address == directory.desk and address != person.mail:
                reading.fault(f"{path}.addresses", "address_is_desk", value=address)
            if address in seen:
                reading.fault(path, "address_of_another", value=address)
            seen.add(address)


def _check_person(person: Person, path: str, reading: Reading) -> None:
    for address in (person.mail, *person.addresses):
        _address(address, f"{path}.mail", reading)
    _phone(person.phone, f"{path}.phone", reading)
    reading.known(
        person.language,
        tuple(LANGUAGES),
        f"{path}.language",
        "a language that anybody is written to in",
        "not_a_language",
    )
    if person.number and len(person.number) < SHORTEST_NUMBER:
        reading.fault(f"{path}.number", "number_too_short", value=person.number)
    for i, role in enumerate(person.roles):
        reading.known(role, reading.names.roles, f"{path}.roles[{i}]", "a role", "not_a_role")


def _check_departments(directory: Directory, reading: Reading) -> None:
    seen: set[str] = set()
    for i, department in enumerate(directory.departments):
        path = f"directory.department[{i}]"
        _check_line(department, path, directory, reading)
        if department.name in seen:
            reading.fault(f"{path}.name", "there_twice", value=department.name)
        seen.add(department.name)
        for key in ("handler", "head", "director"):
            if getattr(department, key) or key != "director":
                _somebody(getattr(department, key), f"{path}.{key}", reading)
        if department.parent:
            known, what = reading.names.departments, "a department of the directory"
            reading.known(department.parent, known, f"{path}.parent", what, "not_a_department")
        if department.parent == department.name:
            reading.fault(f"{path}.parent", "its_own_parent")


def _somebody(mail: str, path: str, reading: Reading) -> None:
    what = "the mail address of anybody in the directory"
    reading.known(mail, reading.names.people, path, what, "not_a_person")


def _address(mail: str, path: str, reading: Reading) -> None:
    if not MAIL.fullmatch(mail):
        reading.fault(path, "not_a_mail", value=mail)


def _phone(phone: str, path: str, reading: Reading, *, short: bool = False) -> None:
    if phone and not PHONE.fullmatch(phone) and not (short and phone.isdigit()):
        reading.fault(path, "not_a_phone", value=phone)
