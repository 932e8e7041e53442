"""What a sound policy waits for in vain: values that nothing gives, or that are given on other complaints alone."""

from collections.abc import Iterator

from chalicelib.core.policy.duties import moment_of
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import Test
from redress.remarks.condition_logic import FILLED, Table, contradicts, follows, is_range
from redress.remarks.value_flow import RECEIPT, WHATEVER, Giving, Place, givings, in_words, is_word, places


def remarks_on_values(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    ways = givings(policy)
    yield from dict.fromkeys(_never_so(policy, ways))
    yield from dict.fromkeys(_graded_elsewhere(policy, ways))
    yield from dict.fromkeys(_wanted_elsewhere(policy, ways))
    yield from _asked_elsewhere(policy)
    yield from _shown_empty(policy)
    yield from _never_graded(policy, ways)
    yield from dict.fromkeys(_in_a_circle(policy, ways))
    yield from dict.fromkeys(_taken_above(policy))
    yield from dict.fromkeys(_excepted_in_vain(policy))
    yield from dict.fromkeys(_asked_of_all(policy))


def _never_so(policy: Policy, ways: dict[str, list[Giving]]) -> Iterator[str]:
    """A test that no complaint passes, for nothing gives the field such a value, or only where the other tests fail."""
    declared = {field.name for field in policy.fields}
    for place in places(policy):
        for table in place.when:
            for test in (t for t in table if t.kind == "field" and t.of in declared and not t.negate):
                yield from _unmet(test, table, place, ways[test.of])


def _graded_elsewhere(policy: Policy, ways: dict[str, list[Giving]]) -> Iterator[str]:
    """A severity or category that is waited for where no rule gives it; only whoever sorts by hand might."""
    for place in places(policy):
        for table in place.when:
            for test in (t for t in table if t.of in ("category", "severity") and t.values != FILLED and not t.negate):
                able = [way for way in ways.get(test.of, ()) for value in test.values if way.gives(value)]
                if able and not any(way.can_be_where(table, test.of) for way in able):
                    yield f"{place.title} waits for {in_words((test,))} where {_rest(test, table)}, and {_only(able)}"


def _unmet(test: Test, table: Table, place: Place, ways: list[Giving]) -> Iterator[str]:
    if not ways:  # staff may write it into any order
        return
    for value in test.values if test.values != FILLED else ():
        able = [way for way in ways if way.gives(value)]
        if not able:
            yield f'{place.title} waits for {test.of} = "{value}", which nothing gives it: {_given(ways)}'
        elif not any(way.can_be_where(table, test.of) for way in able):
            yield f'{place.title} waits for {test.of} = "{value}" where {_rest(test, table)}, and {_only(able)}'
    if is_range(test) and not any(way.gives_within(test) for way in ways):
        yield f"{place.title} waits for {in_words((test,))}, and {_given(ways)}"
    elif (not test.values or test.values == FILLED) and not any(way.can_be_where(table, test.of) for way in ways):
        yield f'{place.title} waits for "{test.of}" where {_rest(test, table)}, and {_only(ways)}'


def _given(ways: list[Giving]) -> str:
    return "rules give " + ", ".join(dict.fromkeys(way.value for way in ways))


def _rest(test: Test, table: Table) -> str:
    return in_words(tuple(each for each in table if each != test and each.kind == "field"))


def _only(ways: list[Giving]) -> str:
    """Who gives a field, and where alone."""
    way = ways[0]
    where = way.by.when or way.also
    said = f" where {in_words(where[0])}" if where else ""
    return f"{way.by.title} gives it only{said}" if len(ways) == 1 else f"{way.by.title} and others give it elsewhere"


def _wanted_elsewhere(policy: Policy, ways: dict[str, list[Giving]]) -> Iterator[str]:
    """Lines that a part needs, on complaints of which nothing and nobody gives them."""
    for place, fields in _wanted(policy):
        for field in (each for each in fields if ways.get(each)):
            others = [way for way in ways[field] if way.by.title != place.title]
            for table in place.tables:
                if others and not any(way.can_be_where(table, field) for way in others):
                    yield f'{place.title} wants "{field}" where {in_words(table)}, and {_only(others)}'


def _shown_empty(policy: Policy) -> Iterator[str]:
    """A report of complaints where what it shows is empty."""
    for report in policy.reports:
        for test in (t for table in report.when for t in table if t.negate and t.values == FILLED):
            if test.of in (*report.show, report.by_field):
                yield f'report "{report.name}" shows "{test.of}" of complaints where it is empty'


def _wanted(policy: Policy) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for gate in policy.gates:
        yield Place(f'gate "{gate.name}"', gate.when, gate.unless), (*gate.needs, gate.confirm)
    for clock in policy.clocks:
        yield Place(f'clock "{clock.name}"', clock.when, clock.unless), (clock.due,)
    for task in policy.tasks:
        yield Place(f'task "{task.name}"', task.when), (task.due, task.whose, task.promises)
    for report in policy.reports:
        yield Place(f'report "{report.name}"', report.when), (*report.show, report.by_field)


def _asked_elsewhere(policy: Policy) -> Iterator[str]:
    """What a gate wants of some complaints, and customers are asked for on others alone."""
    for gate in policy.gates:
        for field in (f for f in policy.fields if f.name in gate.needs and f.name in policy.asks and f.when):
            tables = gate.when or ((),)
            if all(all(contradicts(one, asked) for asked in field.when) for one in tables):
                yield (
                    f'gate "{gate.name}" wants "{field.name}" where {in_words(tables[0])}, '
                    f"and customers are asked for it only where {in_words(field.when[0])}"
                )


def _never_graded(policy: Policy, ways: dict[str, list[Giving]]) -> Iterator[str]:
    """A severity, kind or category that parts wait for, and that no rule or example gives, while they give others; else people sort."""
    for field, values in (("severity", policy.severities), ("category", policy.categories), ("kind", policy.kinds)):
        given = [way for way in ways.get(field, ()) if way.value]
        lacking = [value for value in values if not any(way.gives(value) for way in given)]
        for value in lacking if any(way.by.title != RECEIPT for way in given) else ():
            waiting = [place.title for place in places(policy) if _waits(place, field, value)]
            if waiting:
                yield f'{waiting[0]} waits for {field} = "{value}", which no rule gives'


def _waits(place: Place, field: str, value: str) -> bool:
    return any(t.of == field and value in t.values and not t.negate for table in place.when for t in table)


def _taken_above(policy: Policy) -> Iterator[str]:
    """An alternative of a rule that is covered by one above it in its group, so that what it gives is never given for it."""
    above: dict[str, list[tuple[Table, object]]] = {}
    for rule in policy.rules:
        seen = above.setdefault(rule.group, [])
        for table in rule.when:
            known = (*table, *_follows_from(table, policy))
            if any(follows(known, higher) for higher, then in seen if then != rule.then):
                yield f'a rule of group "{rule.group}" is never reached where {in_words(table)}: one above it in the group applies there already'
        if not rule.unless:
            seen += [(table, rule.then) for table in rule.when or ((),)]


def _follows_from(table: Table, policy: Policy) -> Iterator[Test]:
    """The moments that come with the forms which require what the table asks for: once they have, it is too late for it."""
    for test in (t for t in table if t.kind == "field" and not t.negate):
        for task in (each for each in policy.tasks if test.of in each.required):
            yield Test(kind="moment", values=(moment_of(task),))


def _in_a_circle(policy: Policy, ways: dict[str, list[Giving]]) -> Iterator[str]:
    """Values that only such parts give as wait for them, or for one another."""
    declared = {field.name for field in policy.fields}
    ways = {name: each for name, each in ways.items() if name in declared}
    live = _live(ways)
    for place in places(policy):
        for test in (t for table in place.when for t in table if t.kind == "field" and ways.get(t.of) and not t.negate):
            for value in test.values if test.values != FILLED else ():
                able = [way for way in ways[test.of] if way.gives(value)]
                if able and not any(way in live for way in able):
                    yield f'{place.title} waits for {test.of} = "{value}", and {able[0].by.title} that gives it waits for what comes of it'


def _live(ways: dict[str, list[Giving]]) -> set[Giving]:
    """The givings that can come about, each after those that it waits for."""
    live: set[Giving] = set()
    while True:
        more = {way for each in ways.values() for way in each if way not in live and _can_come(way, live, ways)}
        if not more:
            return live
        live |= more


def _can_come(way: Giving, live: set[Giving], ways: dict[str, list[Giving]]) -> bool:
    def met(test: Test) -> bool:
        known = ways.get(test.of) if test.kind == "field" and not test.negate else None
        values = (WHATEVER,) if not test.values or test.values == FILLED else test.values
        return not known or any(each in live for each in known for v in values if v == WHATEVER or each.gives(v))

    return all(not when or any(all(map(met, table)) for table in when) for when in (way.by.when, way.also))


def _excepted_in_vain(policy: Policy) -> Iterator[str]:
    """An exception from what would not apply there anyway."""
    for place in (each for each in places(policy) if each.when and each.unless):
        for table in place.unless:
            if all(contradicts(table, other, ()) for other in place.when):
                yield f"{place.title} has unless {in_words(table)}, where its when does not hold anyway"


def _asked_of_all(policy: Policy) -> Iterator[str]:
    """A comparison of a number that all pass to which rules give the value beside it."""
    for place in places(policy):
        for table in place.when:
            for test, word in ((t, w) for t in table if is_range(t) for w in table if is_word(w) and w.of != t.of):
                giving = [rule.when for rule in policy.rules if rule.then.set.get(word.of) == word.values[0]]
                if giving and all(when and all(follows(each, (test,)) for each in when) for when in giving):
                    yield f"{place.title} asks {in_words((test,))} of what is {word.values[0]}, and rules give that only there"
