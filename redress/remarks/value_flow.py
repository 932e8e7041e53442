"""Which values a policy's fields get, from whom and on which complaints; and which parts of it look at them."""

from collections.abc import Iterator

import msgspec

from chalicelib.core.policy.model import Policy, Task
from chalicelib.core.policy.vocabulary import Test, When
from redress.remarks.condition_logic import FILLED, Table, contradicts, follows, lies_in, plain

WHATEVER = ""  # the value of a giving whose writer chooses it
RECEIPT = "its receipt"  # what gives every complaint the first severity and the usual kind


class Place(msgspec.Struct, frozen=True):
    """A part of a policy that looks at complaints: what people call it, and its conditions."""

    title: str
    when: When = ()
    unless: When = ()

    @property
    def tables(self) -> When:
        """Its alternatives; one that asks nothing, if it has no conditions."""
        return self.when or ((),)


class Giving(msgspec.Struct, frozen=True):
    """One way in which a field gets a value: `WHATEVER`, or the one that a rule gives; on complaints for which all of `when` hold."""

    value: str
    by: Place
    also: When = ()  # of a form that a rule opens: the rule's own conditions

    def gives(self, value: str) -> bool:
        """Whether the field may have that value by it."""
        return self.value == WHATEVER or plain(self.value) == plain(value)

    def gives_within(self, bounds: Test) -> bool:
        """Whether the field may be a number within these bounds by it."""
        return self.value == WHATEVER or lies_in(self.value, bounds)

    def can_be_where(self, table: Table, field: str) -> bool:
        """Whether it happens on complaints that pass the table; what it asks of the field itself was so before."""
        rest = tuple(test for test in table if test.of != field)
        for when in (self.by.when, self.also):
            if when and all(contradicts(_without(field, each), rest) for each in when):
                return False
        return not any(follows(rest, each) for each in self.by.unless)


def _without(field: str, table: Table) -> Table:
    return tuple(test for test in table if test.of != field)


def places(policy: Policy) -> Iterator[Place]:
    """All parts that have conditions."""
    yield from (Place(f'a rule of group "{rule.group}"', rule.when, rule.unless) for rule in policy.rules)
    yield from (Place(f'clock "{clock.name}"', clock.when, clock.unless) for clock in policy.clocks)
    yield from (Place(f'gate "{gate.name}"', gate.when, gate.unless) for gate in policy.gates)
    yield from (Place(f'task "{task.name}"', task.when) for task in policy.tasks)
    yield from (Place(f'moment "{own.name}"', own.when) for own in policy.moments)
    yield from (Place(f'extension "{each.name}"', each.when) for each in policy.extensions)
    yield from (Place(f'the question for "{field.name}"', field.when) for field in policy.fields)
    yield from (Place(f'report "{report.name}"', report.when) for report in policy.reports)


def givings(policy: Policy) -> dict[str, list[Giving]]:
    """Every way in which each field gets its values, by field; the commands of staff, who may write any line, are none."""
    found: dict[str, list[Giving]] = {field.name: [] for field in policy.fields}
    start = Place(RECEIPT)
    begin = (("severity", Giving(policy.severities[0], start)), ("kind", Giving(policy.default_kind, start)))
    for field, giving in (*begin, *_by_rules(policy), *_by_people(policy)):
        found.setdefault(field, []).append(giving)
    return found


def _by_rules(policy: Policy) -> Iterator[tuple[str, Giving]]:
    for rule in policy.rules:
        by = Place(f'a rule of group "{rule.group}"', rule.when, rule.unless)
        yield from ((field, Giving(value, by)) for field, value in rule.then.set.items())
    for clock in policy.clocks:
        by = Place(f'clock "{clock.name}"', clock.when, clock.unless)
        yield from ((field, Giving(value, by)) for rung in clock.rungs for field, value in rung.set.items())
    for field, values in policy.examples.items():
        yield from ((field, Giving(value, Place("the examples"))) for value in values)


def _by_people(policy: Policy) -> Iterator[tuple[str, Giving]]:
    for field in policy.fields:
        if field.reads or field.computed or field.type == "attachment":
            yield field.name, Giving(WHATEVER, Place("what customers write"))
        if field.name in policy.asks:
            yield field.name, Giving(WHATEVER, Place("the question to customers", field.when))
    for gate in policy.gates:  # the refusal itself asks for them
        by = Place(f'gate "{gate.name}"', gate.when, gate.unless)
        yield from ((f, Giving(WHATEVER, by)) for f in (*gate.needs, *gate.needs_any))
    for task in policy.tasks:
        by = Place(f'task "{task.name}"', task.when)
        for opened in opened_where(task, policy):
            yield from ((field, Giving(WHATEVER, by, also=opened)) for field in task.form)


def conditions(policy: Policy) -> Iterator[tuple[str, When]]:
    """Every list of alternatives, by the part that has it."""
    for place in places(policy):
        yield place.title, place.when
        yield place.title, place.unless


def is_word(test: Test) -> bool:
    """Whether it compares a field with one value."""
    return test.kind == "field" and len(test.values) == 1 and test.values != FILLED


def opened_where(task: Task, policy: Policy) -> Iterator[When]:
    """The conditions, beside its own, of those who open a task: none if a moment does."""
    if task.opens:
        yield ()
    else:
        yield from (rule.when for rule in policy.rules if task.name in rule.then.open)


def in_words(table: Table) -> str:
    """What a table asks, as people say it: "kind is complaint, loss over 5000"."""
    return ", ".join(map(_said, table))


def _said(test: Test) -> str:
    if test.kind != "field":
        return f"{test.kind} {', '.join(test.values[:3]) or test.of}"
    if test.values == FILLED:
        return f"{test.of} is {'empty' if test.negate else 'filled'}"
    if test.values:
        return f"{test.of} is {' or '.join(test.values[:3])}"
    bounds = (("at least", test.at_least), ("over", test.over), ("at most", test.at_most), ("below", test.below))
    return f"{test.of} {' and '.join(f'{word} {bound:g}' for word, bound in bounds if bound is not None)}"
