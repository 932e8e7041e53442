"""Who sees what: which case, which line of the register and what of it. Mails, pages, queries, lists, reports and workbooks ask here.

Nobody sees anything of what complains of them, nor of a restricted case in which they have no part: no line, no number, no figure
that counts it. Of a case that is not theirs they may be shown what became of it, where a report tells of it, and never the people in it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

import msgspec

from chalicelib.core.complaint.model import Complaint, EarlierAnswer, Evidence
from chalicelib.core.people import people
from chalicelib.core.policy.directory import Department, Directory
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row, complaint_of
from chalicelib.core.written.namelessness import nameless

REMEMBERED = 2_000  # lines as some readers get them
CHOSEN = frozenset({"choice", "yes_no", "number", "date"})  # kinds of fields that nobody writes freely


# -- a case -----------------------------------------------------------------------------------------------------------------


def may_see(reader: str, complaint: Complaint, policy: Policy, at: datetime) -> bool:
    """Whether this member of staff may see the case at `at`: whoever has a part in it, who belongs to its unit, who leads that.

    The desk, its head and the highest director have a part in all. Nobody sees what complains of them or of what they lead, and a
    restricted case nobody who has no part in it.
    """
    if people.complained_of(reader, complaint, policy) or people.heads_complained_of(reader, complaint, policy):
        return False
    return _is_concerned(reader, complaint, _asked_of(complaint), policy, at)


def may_know_who(reader: str, complaint: Complaint, policy: Policy) -> bool:
    """Whether a reader may see who complains: of whoever asked to stay unnamed the intake office and who is on duty, and themselves."""
    directory = policy.directory
    on_duty = (p.mail for p in directory.people if people.ON_DUTY in p.roles)
    return not complaint.anonymous or (
        bool(reader) and reader in (complaint.complainant.mail, directory.desk, directory.desk_head, *on_duty)
    )


def may_read_file(reader: str, file: Evidence, complaint: Complaint, policy: Policy) -> bool:
    """Whether a reader may see a file and its name: those of whoever stays unnamed, and the mail they came in, give away who it is."""
    kept = any(added.raw == file.raw != "" and added.kept_from == reader != "" for added in complaint.additions)
    return file.from_staff or (not kept and may_know_who(reader, complaint, policy))


def may_open_file(reader: str, file: Evidence, complaint: Complaint, policy: Policy, at: datetime) -> bool:
    """Whether a member of staff who was sent a file's link may open it today: of a restricted case only with a role on it."""
    if people.complained_of(reader, complaint, policy) or not may_read_file(reader, file, complaint, policy):
        return False
    return not complaint.restricted or bool(people.roles_of(reader, complaint, policy, at))


def fields_shown(reader: str, complaint: Complaint, policy: Policy, at: datetime) -> tuple[str, ...]:
    """The fields that this reader may see: what is shown to some roles only, is shown to nobody else."""
    kept = any(field.shown_to for field in policy.fields)
    roles = people.roles_of(reader, complaint, policy, at) if kept and reader else people.NOBODY
    return tuple(f.name for f in policy.fields if not f.shown_to or roles.intersection(f.shown_to))


def without_kept_work(reader: str, complaint: Complaint, policy: Policy, at: datetime) -> Complaint:
    """The complaint without what a role of the policy's own has yet to decide on lines that this reader may not see: nobody learns early what may hit them."""
    hidden = {field.name for field in policy.fields} - {*fields_shown(reader, complaint, policy, at)}
    own = {role.name for role in policy.roles}
    undone = {task.name for task in complaint.tasks if task.done is None and task.assignee != reader}
    kept = {t.name for t in policy.tasks if t.name in undone and t.for_ in own and hidden.intersection(t.form)}
    if not kept:
        return complaint

    def is_open_to(name: str) -> bool:
        return name.removeprefix("task:").partition(":")[0] not in kept

    return msgspec.structs.replace(
        complaint,
        tasks=tuple(task for task in complaint.tasks if is_open_to(task.name)),
        deadlines=tuple(deadline for deadline in complaint.deadlines if is_open_to(deadline.clock)),
        recent=tuple(entry for entry in complaint.recent if is_open_to(entry.reason)),
    )


def _asked_of(complaint: Complaint) -> tuple[str, ...]:
    """Of whom something in it is asked."""
    return (*(task.assignee for task in complaint.tasks), *(approval.approver for approval in complaint.approvals))


def _is_concerned(reader: str, complaint: Complaint, asked: Iterable[str], policy: Policy, at: datetime) -> bool:
    return _has_part(reader, complaint, asked, policy, at) or (
        not complaint.restricted and _is_of_its_unit(reader, complaint, policy, at)
    )


def _has_part(reader: str, complaint: Complaint, asked: Iterable[str], policy: Policy, at: datetime) -> bool:
    """By a role on this very case, or because something in it is asked of them. A role that the policy declares is no part yet."""
    person = policy.directory.person(reader)
    declared = frozenset(person.roles if person else ())
    own = people.roles_of(reader, complaint, policy, at) - declared
    return bool(own) or any(people.acts_for(reader, each, policy, at) for each in asked if each)


def _is_of_its_unit(reader: str, complaint: Complaint, policy: Policy, at: datetime) -> bool:
    """Who answers for or leads the unit or department that has the case, or leads what is above these."""
    own = [unit for name in (complaint.unit, complaint.department) if (unit := policy.directory.department(name))]
    above = _units_above(complaint.unit, complaint.department, policy.directory)
    there = {*(unit.handler for unit in own), *_leaders(above)} - {""}
    return any(people.acts_for(reader, each, policy, at) for each in there)


def _units_above(unit: str, department: str, directory: Directory) -> list[Department]:
    """Unit and department of a case, and whatever is above them."""
    found: dict[str, Department] = {}
    names = [unit, department]
    while names:
        one = directory.department(names.pop())
        if one is not None and one.name not in found:
            found[one.name] = one
            names.append(one.parent)
    return list(found.values())


def _leaders(units: list[Department]) -> set[str]:
    return {mail for unit in units for mail in (unit.head, unit.director)}


# -- lines of the register --------------------------------------------------------------------------------------------------


def gets_restricted(reader: str, policy: Policy, at: datetime) -> bool:
    """Whether this reader gets restricted cases whoever handles them, as the desk, its head and the highest director do; or there are none."""
    restricting = any(rule.then.restrict for rule in policy.rules)
    return not restricting or _has_part(
        reader, Complaint(id="", number="", policy=policy.name, restricted=True), (), policy, at
    )


class View(msgspec.Struct, frozen=True):
    """How a reader gets lines of the register: equal `ways` show the same. `hidden`: the numbers of those that they do not get; `whole`: each as it is."""

    ways: bytes
    hidden: frozenset[str]
    whole: bool


class Lines:
    """Lines of the register as readers get them at one moment; what is the same for several of them is worked out once."""

    def __init__(self, policy: Policy, at: datetime) -> None:
        self.policy = policy
        self.at = at
        self._known: dict[tuple[object, ...], bool] = {}
        self._changed: dict[tuple[object, ...], Row] = {}

    def of(self, reader: str, rows: Iterable[Row], *, with_people: bool = False) -> list[Row]:
        """The lines that a reader (mail address) gets. Those of cases that are not theirs are without the people in them,
        unless `with_people`: because they get the register itself, or what they have to do.
        """
        return list(self.each_of(reader, rows, with_people=with_people))

    def each_of(self, reader: str, rows: Iterable[Row], *, with_people: bool = False) -> Iterator[Row]:
        """The same one by one."""
        for row in rows:
            if (way := self._way(reader, row, with_people=with_people)) is not None:
                yield self._as_told(row, *way)

    def view(self, reader: str, rows: Iterable[Row], *, with_people: bool = False) -> View:
        """How the reader gets these lines: what several get in the same way has to be made once."""
        ways, hidden, whole = sha256(), set[str](), True
        for row in rows:
            way = self._way(reader, row, with_people=with_people)
            as_it_is = way is not None and not way[1] and len(way[0]) == len(row.fields)
            ways.update(b"." if as_it_is else repr(way).encode())
            whole = whole and as_it_is
            if way is None:
                hidden.add(row.number)
        return View(ways.digest(), frozenset(hidden), whole)

    def theirs(self, reader: str, rows: Iterable[Row]) -> list[Row]:
        """The lines of the cases that the reader may see, as `may_see` says: their own, their unit's, what they lead."""
        return self.of(reader, (row for row in rows if self._may_see(reader, row)))

    def below(self, reader: str, rows: Iterable[Row]) -> list[Row]:
        """Of `theirs` those that they lead: as head or director of the case, of its unit or of what is above that; the desk leads all."""
        return self.theirs(reader, (row for row in rows if self._leads(reader, row)))

    def _leads(self, reader: str, row: Row) -> bool:
        directory = self.policy.directory
        known = (reader, "leads", row.department, row.unit, row.supervisor, row.director)
        if known not in self._known:
            above = {directory.desk, directory.desk_head, directory.director, row.supervisor, row.director}
            leaders = above | _leaders(_units_above(row.unit, row.department, directory))
            self._known[known] = any(people.acts_for(reader, each, self.policy, self.at) for each in leaders - {""})
        return self._known[known]

    def _way(self, reader: str, row: Row, *, with_people: bool) -> tuple[tuple[str, ...], bool] | None:
        """With which fields the reader gets the line, and whether without the people in it; None if not at all."""
        if reader in row.kept_out or (row.restricted and not self._is_concerned(reader, row)):
            return None
        return self._fields(reader, row), not with_people and not self._may_see(reader, row)

    def _may_see(self, reader: str, row: Row) -> bool:
        """As `may_see`, of a line."""
        leads = any(unit.head == reader for unit in self.policy.directory.departments)
        about_theirs = leads and people.heads_complained_of(reader, complaint_of(row), self.policy)
        return not about_theirs and self._is_concerned(reader, row)

    def _is_concerned(self, reader: str, row: Row) -> bool:
        """By who has it, which many lines have in common: whom its words are about, the line says itself."""
        who = (row.handler, row.supervisor, row.director, row.assistants, row.asked, row.kept_out)
        known = (reader, row.department, row.unit, row.restricted, *who)
        if known not in self._known:
            self._known[known] = _is_concerned(reader, _by_its_people(row), row.asked, self.policy, self.at)
        return self._known[known]

    def _fields(self, reader: str, row: Row) -> tuple[str, ...]:
        """The line's fields that the reader may see."""
        if not any(field.shown_to for field in self.policy.fields):
            return tuple(row.fields)
        shown = fields_shown(reader, _by_its_people(row), self.policy, self.at)
        declared = {field.name for field in self.policy.fields}
        return tuple(name for name in row.fields if name in shown or name not in declared)

    def _as_told(self, row: Row, fields: tuple[str, ...], bare: bool) -> Row:
        """The line with these fields alone; `bare`: and without the people in it."""
        if not bare and len(fields) == len(row.fields):
            return row
        known = (row.id, fields, bare)
        if known not in self._changed:
            if len(self._changed) > REMEMBERED:
                self._changed.clear()
            kept = msgspec.structs.replace(row, fields={name: row.fields[name] for name in fields})
            self._changed[known] = _without_people(kept, self.policy) if bare else kept
        return self._changed[known]


def _by_its_people(row: Row) -> Complaint:
    """The case by who has it and whom it is about alone."""
    return Complaint(
        id="",
        number="",
        policy=row.policy,
        department=row.department,
        unit=row.unit,
        handler=row.handler,
        supervisor=row.supervisor,
        director=row.director,
        assistants=row.assistants,
        restricted=row.restricted,
        named=row.kept_out,
    )


def _without_people(row: Row, policy: Policy) -> Row:
    """The line without who complains, of whom, and any name, number or address in what was written."""
    complained_of = (row.fields.get(name, "") for name in policy.fields_that_mean("complained_of"))
    names = (row.name, *complained_of, *(p.name for p in policy.directory.people if p.mail in row.kept_out))
    chosen = {field.name for field in policy.fields if field.type in CHOSEN}
    fields = {name: said if name in chosen else nameless(said, names) for name, said in row.fields.items()}
    promises = tuple(msgspec.structs.replace(task, promised=nameless(task.promised, names)) for task in row.promises)
    said = {name: nameless(getattr(row, name), names) for name in ("subject", "content", "outcome", "words")}
    earlier = tuple(_nameless_answer(answer, names) for answer in row.earlier_answers)
    return msgspec.structs.replace(
        row, name="", contact="", fields=fields, promises=promises, earlier_answers=earlier, **said
    )


def _nameless_answer(answer: EarlierAnswer, names: Iterable[str]) -> EarlierAnswer:
    told = {"outcome": nameless(answer.outcome, names), "words": nameless(answer.words, names)}
    return msgspec.structs.replace(answer, **told)
