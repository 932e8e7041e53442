"""Whether rules are ever reached, and whether what they and the rungs say reaches whom it is meant for, once."""

from collections.abc import Iterable, Iterator

from chalicelib.core.policy.model import Directory, Policy, Rule
from chalicelib.core.policy.vocabulary import Effects, Test, When
from chalicelib.core.policy_reading.coverage import covers
from chalicelib.core.policy_reading.decoding import Reading

# What happens with these moments the customer is told by the handling itself, in the same minute.
TOLD_ANYWAY = ("received", "registered", "answered", "extended", "reopened")
ENDING = ("close", "reopen")  # what no rule may do to all alike
STAFFS_WORDS = ("update", "question")  # built-in messages that carry what staff write, and nothing if nobody wrote


def check_rules(rules: Iterable[tuple[str, Rule]], reading: Reading) -> None:
    """What each rule does, and that none stands below one that applies wherever it would."""
    above: dict[str, list[tuple[str, Rule]]] = {}
    for path, rule in rules:
        if any(problem.startswith((f"{path}.when", f"{path}.unless")) for problem in reading.problems):
            continue  # what was not understood says nothing of what it covers
        _check_reached(path, rule, above.setdefault(rule.group, []), reading)
        _check_conditions(rule.when, rule.unless, path, reading)
        _check_then(rule.then, not rule.when and not rule.unless, f"{path}.then", reading)
        above[rule.group].append((path, rule))


def _check_reached(path: str, rule: Rule, above: list[tuple[str, Rule]], reading: Reading) -> None:
    for other, higher in above:
        if higher.unless or not covers(higher.when, rule.when):
            continue
        how = "applies wherever it would" if higher.when else "always applies"
        reading.refuse(path, f'is never reached: {other} of group "{rule.group}" {how}')
        return


def _check_conditions(when: When, unless: When, path: str, reading: Reading) -> None:
    if unless and when and covers(unless, when):
        reading.refuse(f"{path}.unless", "holds wherever `when` does, so that this never applies")


def _check_then(then: Effects, always: bool, path: str, reading: Reading) -> None:
    if then.reopen and then.close:
        reading.refuse(path, "reopens and closes at once")
    for key in ENDING:
        if getattr(then, key) and always:
            reading.refuse(f"{path}.{key}", "is done to every complaint: give the rule a when")
    for key, given in (("message", then.message), ("confirm", then.confirm), ("by", then.by != ("mail",))):
        if given and not then.tell:
            reading.refuse(f"{path}.{key}", "goes to nobody: give tell")


# -- with the whole policy ----------------------------------------------------------------------------------------------------


def check_reach(policy: Policy, rules: Iterable[tuple[str, Rule]], reading: Reading) -> None:
    """Conditions of parts, who can be told how, and what a customer is told in one minute."""
    for i, clock in enumerate(policy.clocks):
        _check_conditions(clock.when, clock.unless, f"clock[{i}]", reading)
    for i, gate in enumerate(policy.gates):
        _check_conditions(gate.when, gate.unless, f"gate[{i}]", reading)
    for path, roles, by in _told(policy, rules):
        if "sms" in by:
            _check_phones(roles, path, policy.directory, reading)
    _check_words(policy, rules, reading)
    _check_reasons(rules, reading)
    _check_told_once(rules, reading)
    _check_opened_once(policy, rules, reading)


def _told(policy: Policy, rules: Iterable[tuple[str, Rule]]) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for path, rule in rules:
        yield f"{path}.then.by", rule.then.tell, rule.then.by
    for i, clock in enumerate(policy.clocks):
        for j, rung in enumerate(clock.rungs):
            yield f"clock[{i}].rungs[{j}].by", rung.tell, rung.by


def _check_phones(roles: Iterable[str], path: str, directory: Directory, reading: Reading) -> None:
    """Of each role that is told by text somebody has a telephone; who has none gets a mail instead."""
    for role in roles:
        mails = dict.fromkeys(_holders(role, directory))
        without = [mail for mail in mails if not _phone(mail, directory)]
        if without and len(without) == len(mails):
            reading.fault(path, "text_reaches_nobody", mail=without[0], role=role)


def _phone(mail: str, directory: Directory) -> str:
    person = directory.person(mail)
    return person.phone if person else ""


def _holders(role: str, directory: Directory) -> Iterator[str]:
    """Everyone who may have that role on some complaint."""
    units = directory.departments
    match role:
        case "desk" | "desk_head" | "director":
            yield getattr(directory, role)
            yield from (unit.director for unit in units if role == "director" and unit.director)
        case "handler" | "unit" | "assistants":
            yield from (unit.handler for unit in units)
        case "supervisor":
            yield from (unit.head for unit in units)
        case _:
            yield from (person.mail for person in directory.people if role in person.roles)


def _check_words(policy: Policy, rules: Iterable[tuple[str, Rule]], reading: Reading) -> None:
    """A message that carries what staff write has nothing to say where nobody writes."""
    asked = [(f"{path}.then.message", rule.then.message) for path, rule in rules]
    asked += [
        (f"clock[{i}].rungs[{j}].message", rung.message)
        for i, clock in enumerate(policy.clocks)
        for j, rung in enumerate(clock.rungs)
    ]
    for path, name in asked:
        if name in STAFFS_WORDS and f"{name}.body" not in policy.words:
            reading.refuse(
                path, f'"{name}" carries what staff write, and here nobody writes; give [words] "{name}.body"'
            )


def _check_reasons(rules: Iterable[tuple[str, Rule]], reading: Reading) -> None:
    """The label of a group is the reason that people are told: one that is called like a field would give the field's."""
    for path, rule in rules:
        if rule.then.tell and rule.group in reading.names.fields:
            reading.refuse(
                path,
                f'the group "{rule.group}" is called like a field, whose label people would read as the reason; '
                f'choose another name, as "tell_{rule.group}"',
            )


def _check_told_once(rules: Iterable[tuple[str, Rule]], reading: Reading) -> None:
    """No customer gets two messages in one minute for one reason."""
    spoken: list[tuple[str, Rule]] = []
    for path, rule in rules:
        if "customer" not in rule.then.tell:
            continue
        moment = next((m for table in rule.when for m in _only_moments(table) if m in TOLD_ANYWAY), "")
        before = next((p for p, other in spoken if (other.when, other.unless) == (rule.when, rule.unless)), "")
        if moment:
            reading.refuse(
                f"{path}.then.tell", f'the customer hears of "{moment}" anyway, in the same minute; put it into [words]'
            )
        elif before:
            reading.refuse(f"{path}.then.tell", f"the customer is told something by {before} in the same minute")
        spoken.append((path, rule))


def _only_moments(table: tuple[Test, ...]) -> tuple[str, ...]:
    """The moments of a table that tests nothing else."""
    return table[0].values if len(table) == 1 and table[0].kind == "moment" else ()


def _check_opened_once(policy: Policy, rules: Iterable[tuple[str, Rule]], reading: Reading) -> None:
    opens = {task.name: task.opens for task in policy.tasks if task.opens}
    for path, rule in rules:
        for name in rule.then.open:
            if name in opens:
                reading.refuse(
                    f"{path}.then.open", f'task "{name}" opens with "{opens[name]}" already; leave one of them out'
                )
