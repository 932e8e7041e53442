"""Who would read what a sound policy shows, and who may not: forms, reports and numbers whose readers see nothing of them."""

from collections.abc import Iterator

from chalicelib.core.policy.model import Directory, Field, Policy
from redress.remarks.condition_logic import implies, is_range
from redress.remarks.value_flow import in_words

OF_A_UNIT = ("handler", "supervisor", "assistants", "unit")  # who may be asked for what others decide about
PERSONS = ("人", "名", "位", "户", "people", "persons", "families", "households", "customers", "times", "次", "件", "days", "天")  # units that are no money's  # fmt: skip
OF_CUSTOMERS = ("customer", "mail", "phone", "name")


def remarks_on_readers(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    fields = {field.name: field for field in policy.fields}
    yield from _hidden_from_writers(policy, fields)
    yield from _hidden_from_readers(policy, fields)
    yield from _never_in_period(policy)
    yield from _one_customer(policy)
    yield from _numbered_alike(policy)
    yield from _money_of_persons(policy)
    yield from _none_and_needed(policy)
    yield from _nothing_to_carry_out(policy)


def _hidden_from_writers(policy: Policy, fields: dict[str, Field]) -> Iterator[str]:
    """A line that is asked of a role which may not see it; of handlers and heads only if they see no line of the form."""
    for task in policy.tasks:
        kept = [fields[name] for name in task.form if name in fields and fields[name].shown_to]
        hidden = [field for field in kept if task.for_ not in field.shown_to]
        if hidden and (task.for_ not in OF_A_UNIT or len(hidden) == len(task.form)):
            shown = ", ".join(hidden[0].shown_to)
            yield f'task "{task.name}" asks {task.for_} for "{hidden[0].name}", which is shown to {shown} alone'


def _hidden_from_readers(policy: Policy, fields: dict[str, Field]) -> Iterator[str]:
    """Columns of a report, and what divides it, that most of its readers may not see."""
    for report in policy.reports:
        readers = {mail for each in report.to for mail in _readers(each, policy.directory) if mail}
        for name in dict.fromkeys((*report.show, report.by_field)):
            kept = {*fields[name].shown_to} if name in fields else set()
            seeing = [mail for mail in readers if kept & {*report.to, *_held(mail, policy.directory)}]
            if kept and len(seeing) * 2 < len(readers):
                yield (
                    f'report "{report.name}" shows "{name}" to {", ".join(report.to)}, most of whom may not see it: '
                    f"it is shown to {', '.join(sorted(kept))}"
                )


def _readers(to: str, directory: Directory) -> set[str]:
    """The mail addresses of those to whom a report goes."""
    units = directory.departments
    return {
        "departments": {unit.head for unit in units if not unit.parent},
        "units": {mail for unit in units for mail in (unit.handler, unit.head)},
        "staff": {person.mail for person in directory.people},
        "desk": {directory.desk},
        "desk_head": {directory.desk_head},
        "director": {directory.director},
    }.get(to, {person.mail for person in directory.people if to in person.roles})


def _held(mail: str, directory: Directory) -> Iterator[str]:
    """Every role that somebody has on some complaint."""
    yield from (role for person in directory.people if person.mail == mail for role in person.roles)
    yield from (role for role in ("desk", "desk_head", "director") if getattr(directory, role) == mail)
    for unit in directory.departments:
        places = (("handler", unit.handler), ("supervisor", unit.head), ("director", unit.director))
        yield from (role for role, holder in places if holder == mail)


def _never_in_period(policy: Policy) -> Iterator[str]:
    """A report that places complaints by their closing and lists none that are closed; or the other way round."""
    for report in policy.reports:
        for table in report.when:
            status = next((t for t in table if t.of == "status" and t.values and not t.negate), None)
            if report.placed_by == "closed" and status is not None and "closed" not in status.values:
                yield f'report "{report.name}" is placed by the closing and lists what is {" or ".join(status.values)}: it is always empty'


def _one_customer(policy: Policy) -> Iterator[str]:
    """A count of different customers among the complaints of one."""
    for rule in policy.rules:
        for test in (t for table in (*rule.when, *rule.unless) for t in table if t.kind == "count"):
            if test.each == "customer" and {*test.of.split("+")} & {*OF_CUSTOMERS}:
                yield f'a rule of group "{rule.group}" counts different customers among complaints of one {test.of}: there is never more than one'


def _numbered_alike(policy: Policy) -> Iterator[str]:
    seen: dict[str, str] = {policy.prefix: "the complaints' own numbers"}
    for field in (each for each in policy.fields if each.numbered):
        if field.numbered in seen:
            yield f'"{field.name}" is numbered {field.numbered}, as are {seen[field.numbered]}: two papers may have one number'
        seen.setdefault(str(field.numbered), f'those of "{field.name}"')


def _money_of_persons(policy: Policy) -> Iterator[str]:
    """A sum of money that is read where people write how many persons, days or pieces there are."""
    for field in (each for each in policy.fields if each.money):
        for words in field.reads:
            behind = words.partition("#")[2].strip()
            if behind.startswith(PERSONS):
                yield f'"{field.name}" has money = true and is read from "{words}", which is no sum of money'
                break


def _none_and_needed(policy: Policy) -> Iterator[str]:
    """A line that must say none where words are suspicious, and be filled, or may be a sum to agree to, wherever the answer goes."""
    for gate in (each for each in policy.gates if each.confirm):
        for other in (each for each in policy.gates if each.before == gate.before):
            if gate.confirm in other.needs:
                yield f'gate "{gate.name}" is passed by writing none under "{gate.confirm}", which gate "{other.name}" needs filled'
            for test in (t for table in other.when for t in table if t.of == gate.confirm and other.approve):
                spared = any(implies(test, each[0]) for each in gate.unless if len(each) == 1)
                if gate.unless and is_range(test) and not spared:
                    yield (
                        f'gate "{gate.name}" is passed by writing none under "{gate.confirm}", also where {in_words((test,))}, '
                        f'to which gate "{other.name}" asks for consent: nobody could answer with that'
                    )


def _nothing_to_carry_out(policy: Policy) -> Iterator[str]:
    """A form that asks whether an action was carried out, where no line tells of one and no task keeps a promise."""
    carried = set(policy.fields_that_mean("carried_out"))
    told = policy.fields_that_mean("action") or policy.fields_that_mean("measure")
    for task in (each for each in policy.tasks if carried & set(each.form) and not each.promises and not told):
        yield f'task "{task.name}" asks whether an action was carried out, and no field has means = "action" or "measure"'
