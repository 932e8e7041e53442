"""Whether a policy's parts fit together: every reference points to something, no limit passes in silence, nothing twice."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from chalicelib.core.complaint.message_table import askable
from chalicelib.core.complaint.moments import GUARDED, NAMED
from chalicelib.core.expressions import expression
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy.answering import ANSWERED_BY
from chalicelib.core.policy.model import CUSTOMER_READS, Clock, Field, Gate, Policy, PolicyMoment, Rule, Rung, Task
from chalicelib.core.policy.vocabulary import BOUNDS, EFFECTS, OWN_FIELDS, TESTS, Effects
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.names import (
    AUDIENCES,
    FORM_FIELDS,
    OWN_CLOCKS,
    OWN_FLAGS,
    OWN_GATES,
    OWN_MOMENTS,
    OWN_TASKS,
    ROLES,
)
from chalicelib.core.policy_reading.value_checks import check_unlike, check_words
from chalicelib.core.times import calendars

COUNTRY = expression(r"[A-Z]{2}(-.+)?")
NAME = expression(r"[a-z][a-z0-9_]*")


def check_parts(policy: Policy, reading: Reading) -> None:
    """Everything but rules, whose paths the reader of tables knows."""
    _each("clock", policy.clocks, _check_clock, reading)
    _each("gate", policy.gates, _check_gate, reading)
    _each("task", policy.tasks, _check_task, reading)
    _each("moment", policy.moments, _check_moment, reading)
    _each("report", policy.reports, lambda *_: None, reading)
    _each("field", policy.fields, _check_field, reading)
    _each("calendar", policy.calendars, _check_calendar, reading)
    _each("role", policy.roles, lambda role, path, reading: _check_role(role.name, policy, path, reading), reading)
    _check_opened(policy, reading)


def check_effects(then: Effects, path: str, reading: Reading) -> None:
    """What a rule refers to."""
    for name in filter(None, (then.assign, *then.assist)):
        reading.known(
            name, reading.names.departments, f"{path}.assign", "a department of the directory", "department_needed"
        )
    check_unlike(filter(None, (then.assign, *then.assist)), f"{path}.assign", reading)
    check_unlike(then.tell, f"{path}.tell", reading)
    _roles(then.tell, f"{path}.tell", reading)
    if "customer" in then.tell and not then.message:
        known = ", ".join(askable("customer"))
        reading.refuse(f"{path}.message", f"is missing: say what the customer gets; known are {known}")
    _message(then.message, then.tell, f"{path}.message", reading)
    for task in then.open:
        reading.known(task, reading.names.tasks, f"{path}.open", "a task")
    check_words(then.flag, f"{path}.flag", reading)
    for flag in then.flag:
        _free(flag, OWN_FLAGS, f"{path}.flag", reading)


def _each(kind: str, parts: tuple[Any, ...], check: Callable[[Any, str, Reading], None], reading: Reading) -> None:
    seen: set[str] = set()
    for i, part in enumerate(parts):
        path = f"{kind}[{i}]"
        if part.name in seen:
            reading.refuse(f"{path}.name", f'"{part.name}" is there twice')
        elif part.name.split() != [part.name]:
            reading.refuse(f"{path}.name", f'"{part.name}" has a blank; did you mean "{"_".join(part.name.split())}"?')
        seen.add(part.name)
        check(part, path, reading)


def _roles(roles: Iterable[str], path: str, reading: Reading, beside: tuple[str, ...] = ()) -> None:
    for i, role in enumerate(roles):
        reading.known(role, (*reading.names.roles, *beside), f"{path}[{i}]", "a role")


def _fields(fields: Iterable[str], path: str, reading: Reading, known: tuple[str, ...]) -> None:
    for i, field in enumerate(fields):
        reading.known(field, known, f"{path}[{i}]", "a field")


def _message(name: str, to: tuple[str, ...], path: str, reading: Reading) -> None:
    """Customers and staff have messages of their own; a message by name goes to the one or the other."""
    if not name:
        return
    if "customer" in to and len(to) > 1:
        reading.refuse(path, "cannot go to the customer and to staff alike: write two")
        return
    known = (*askable("customer" if "customer" in to else "staff"), *reading.names.notices)
    reading.known(name, known, path, f"a message to {'the customer' if 'customer' in to else 'staff'}")


def _calendar(name: str, path: str, reading: Reading) -> None:
    reading.known(name, reading.names.calendars, f"{path}.calendar", "a calendar")


def _moment(name: str, path: str, reading: Reading) -> None:
    reading.known(name, reading.names.moments, path, "a moment")


def _free(name: str, taken: Collection[str], path: str, reading: Reading) -> bool:
    if name in taken:
        reading.refuse(path, f'"{name}" has a meaning already; choose another name')
    return name not in taken


def _check_clock(clock: Clock, path: str, reading: Reading) -> None:
    _free(clock.name, OWN_CLOCKS, f"{path}.name", reading)
    _moment(clock.from_, f"{path}.from", reading)
    _moment(clock.until, f"{path}.until", reading)
    _calendar(clock.calendar, path, reading)
    _check_rungs(clock, path, reading)


def _check_rungs(clock: Clock, path: str, reading: Reading) -> None:
    for i, rung in enumerate(clock.rungs):
        _roles(rung.tell, f"{path}.rungs[{i}].tell", reading)
        if not rung.tell:
            reading.refuse(f"{path}.rungs[{i}].tell", "names nobody")
        _message(rung.message, rung.tell, f"{path}.rungs[{i}].message", reading)
        _check_hours(rung, f"{path}.rungs[{i}].hours", reading)
        if rung.every and rung.every.amount <= 0:
            reading.refuse(f"{path}.rungs[{i}].every", f'"{rung.every}" is not a time to come')
    if all(rung.at.amount < 0 for rung in clock.rungs):
        reading.refuse(f"{path}.rungs", f'clock "{clock.name}" would pass in silence: no rung at its due time or after')


def _check_hours(rung: Rung, path: str, reading: Reading) -> None:
    """Who has to act before the limit, and the customer, hear when their time has come; others may wait for the morning."""
    if not rung.hours:
        return
    reading.known(rung.hours, reading.names.calendars, path, "a calendar")
    if rung.at.amount < 0:
        reading.refuse(path, "would let a reminder wait until its time is over")
    if "customer" in rung.tell:
        reading.refuse(path, "would keep the customer waiting beyond the time that they were told")


def _check_gate(gate: Gate, path: str, reading: Reading) -> None:
    _free(gate.name, (*OWN_MOMENTS, *OWN_GATES), f"{path}.name", reading)
    if gate.before == CUSTOMER_READS:
        _check_words_gate(gate, path, reading)
        return
    if gate.before in reading.names.moments and gate.before not in reading.names.guarded:
        usual = ", ".join(GUARDED)
        reading.refuse(
            f"{path}.before", f'"{gate.before}" waits for nothing; gates hold back {usual} and what forms set'
        )
    _moment(gate.before, f"{path}.before", reading)
    _calendar(gate.calendar, path, reading)
    _roles(gate.approve, f"{path}.approve", reading)
    known = (*reading.names.all_fields(), *FORM_FIELDS)
    for key in ("needs", "needs_any", "forbids"):
        _fields(getattr(gate, key), f"{path}.{key}", reading, known)
    for i, command in enumerate(gate.binds):
        reading.known(command, ANSWERED_BY.get(gate.before, ()), f"{path}.binds[{i}]", f'a way to "{gate.before}"')
    if gate.confirm:
        reading.known(gate.confirm, known, f"{path}.confirm", "a field")
    if gate.suspicious_words and not gate.confirm:
        reading.refuse(f"{path}.confirm", "names no field by which a suspicion is to be cleared")
    if not (gate.needs or gate.needs_any or gate.forbids or gate.suspicious_words or gate.approve):
        reading.refuse(path, "asks for nothing: give it needs, needs_any, forbids, suspicious_words or approve")


def _check_words_gate(gate: Gate, path: str, reading: Reading) -> None:
    """It looks at words alone: there is no form to fill, and nobody to ask."""
    if not gate.suspicious_words:
        reading.refuse(path, "asks for nothing: give it suspicious_words")
    for key in ("needs", "needs_any", "forbids", "confirm", "approve", "within", "binds"):
        if getattr(gate, key):
            reading.refuse(f"{path}.{key}", f'means nothing before "{CUSTOMER_READS}", which looks at words alone')


def _check_task(task: Task, path: str, reading: Reading) -> None:
    _free(task.name, OWN_TASKS, f"{path}.name", reading)
    _free(task.sets or task.name, OWN_MOMENTS, f"{path}.sets", reading)
    _roles((task.for_,), f"{path}.for", reading)
    for key in ("opens", "sets", "unless"):
        if getattr(task, key):
            _moment(getattr(task, key), f"{path}.{key}", reading)
    reading.known(task.command, tuple(COMMANDS), f"{path}.command", "a command")
    _message(task.message, (task.for_,), f"{path}.message", reading)
    if task.after and task.after.amount <= 0:
        reading.refuse(f"{path}.after", f'"{task.after}" is not a time to come')
    _calendar(task.calendar, path, reading)
    _fields(task.form, f"{path}.form", reading, (*reading.names.fields, *FORM_FIELDS))
    for i, field in enumerate(task.required):
        reading.known(field, task.form, f"{path}.required[{i}]", "a line of the form")
    for i, field in enumerate(task.letter):
        reading.known(field, task.form, f"{path}.letter[{i}]", "a line of the form")
    if task.letter and task.command != "resolve":
        reading.refuse(f"{path}.letter", 'goes with command = "resolve" only')


def _check_moment(moment: PolicyMoment, path: str, reading: Reading) -> None:
    reading.known(moment.at, NAMED, f"{path}.at", "a moment that every complaint has")
    _free(moment.name, (*NAMED, *OWN_MOMENTS), f"{path}.name", reading)
    if reading.names.moments.count(moment.name) > 1:
        reading.refuse(f"{path}.name", f'"{moment.name}" is what a task or a gate brings about; choose another name')


def _check_field(field: Field, path: str, reading: Reading) -> None:
    taken = {*TESTS, *EFFECTS, *OWN_FIELDS, *BOUNDS, *FORM_FIELDS}
    if _free(field.name, taken, f"{path}.name", reading) and not NAME.fullmatch(field.name):
        reading.refuse(f"{path}.name", f'"{field.name}" is not made of small letters, digits and underscores')
    _roles(field.shown_to, f"{path}.shown_to", reading)
    if field.type == "choice" and not field.choices:
        reading.refuse(f"{path}.choices", 'is missing for type = "choice"')
    if field.choices and field.type not in ("choice", "attachment"):
        reading.refuse(f"{path}.choices", 'go with type = "choice" or "attachment" only')
    for i, words in enumerate(field.signs):
        if "#" in words and field.type in ("number", "date"):
            reading.refuse(f"{path}.signs[{i}]", f'"{words}" says where the value stands: put it under reads')
    _check_readings(field, path, reading)


def _check_readings(field: Field, path: str, reading: Reading) -> None:
    if field.reads and field.type not in ("text", "number", "date"):
        reading.refuse(f"{path}.reads", 'go with type = "text", "number" or "date" only')
    if field.money and not (field.reads and field.type == "number"):
        reading.refuse(f"{path}.money", 'goes with type = "number" and reads only')
    if field.reads_last and not field.money:
        reading.refuse(f"{path}.reads_last", "goes with money = true only")
    for key, each in (("reads", field.reads), ("reads_last", field.reads_last)):
        for i, words in enumerate(each):
            if words.count("#") != 1:
                reading.refuse(f"{path}.{key}[{i}]", f'"{words}" does not say by one "#" where the value stands')


def _check_calendar(calendar: calendars.Calendar, path: str, reading: Reading) -> None:
    if calendar.name == "always":
        reading.refuse(f"{path}.name", '"always" is the calendar that never closes; choose another name')
    for key, hours in (
        ("hours", calendar.hours),
        *((f"weekday_hours.{d}", h) for d, h in calendar.weekday_hours.items()),
    ):
        if any(closing == "23:59" for _, closing in hours):
            reading.refuse(f"{path}.{key}", '"23:59" leaves out the last minute of the day; did you mean "24:00"?')
    check_unlike(calendar.days, f"{path}.days", reading)
    if both := set(calendar.closures) & set(calendar.extra_days):
        reading.refuse(f"{path}.extra_days", f"{min(both)} is among the closures as well")
    if calendar.holidays and not COUNTRY.fullmatch(calendar.holidays):
        reading.refuse(
            f"{path}.holidays", f'"{calendar.holidays}" is not a country code of two capitals such as "CN" or "TW"'
        )
    elif found := calendars.problem(calendar):
        _, _, words = found.partition(": ")
        key, _, rest = words.partition(": ")
        known = key in calendar.__struct_fields__
        reading.refuse(f"{path}.{key}" if known else path, rest if known else words)


def _check_role(name: str, policy: Policy, path: str, reading: Reading) -> None:
    held = any(name in person.roles for person in policy.directory.people)
    if _free(name, (*ROLES, *AUDIENCES), f"{path}.name", reading) and not held:
        reading.fault(path, "role_unheld", role=name)


def _check_opened(policy: Policy, reading: Reading) -> None:
    """A task without `opens` must be opened by a rule, or it is never asked of anybody."""
    opened = set(_opened(policy.rules))
    for i, task in enumerate(policy.tasks):
        if not task.opens and task.name not in opened:
            reading.refuse(f"task[{i}].opens", f'nothing opens "{task.name}": give a moment, or a rule that opens it')


def _opened(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        yield from rule.then.open
