"""Two parts of a sound policy that are alike but for one thing, which one of them lacks or has of the other: clocks, rules for yes and no, messages."""

from collections.abc import Iterator
from itertools import combinations, permutations

import msgspec

from chalicelib.core.policy.model import Clock, Policy, Rule
from chalicelib.core.policy.vocabulary import NO, YES, Test
from redress.remarks.condition_logic import FILLED, Table, contradicts, follows, plain
from redress.remarks.value_flow import in_words


def remarks_on_twins(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _set_by_one(policy)
    yield from dict.fromkeys(_yes_like_no(policy))
    yield from dict.fromkeys(_taken_back(policy))


def _set_by_one(policy: Policy) -> Iterator[str]:
    """Clocks between the same moments, of which one tells all that the other tells at the same times, and does not set what the other sets."""
    for one, other in permutations(policy.clocks, 2):
        if (one.from_, one.until) != (other.from_, other.until) or not _told(one) <= _told(other):
            continue
        ours, theirs = _set(one), _set(other)
        for field in (each for each in theirs if each not in ours):
            yield f'clock "{other.name}" sets {field} = "{theirs[field]}", and its twin "{one.name}" does not'
        for field in (each for each in ours if each not in theirs and _told(one) != _told(other)):
            yield f'clock "{one.name}" sets {field} = "{ours[field]}", and its twin "{other.name}" does not'
        for field in (f for f in ours.keys() & theirs.keys() if {plain(ours[f]), plain(theirs[f])} == {YES, NO}):
            yield f'clock "{one.name}" sets {field} = "{ours[field]}", and its twin "{other.name}" "{theirs[field]}"'


def _told(clock: Clock) -> frozenset[str]:
    """What its rungs tell, to whom and when, whatever they set."""
    return frozenset(str(msgspec.structs.replace(rung, set={})) for rung in clock.rungs if rung.tell)


def _set(clock: Clock) -> dict[str, str]:
    return {field: value for rung in clock.rungs for field, value in rung.set.items()}


def _yes_like_no(policy: Policy) -> Iterator[str]:
    """A rule for a no (or a yes) of a field that does what the next ones of its group do there anyway, so that it tells nothing apart."""
    for one, other in combinations(policy.rules, 2):
        if one.group == other.group and one.then == other.then and _meets(one, other, policy):
            for a, b in ((a, b) for a in one.when for b in other.when):
                only = [t for t in a if t not in b]
                more = [t for t in b if t not in a]
                if len(only) == 1 and _is_yes_or_no(only[0]) and all(_is_not_given_yet(t, other) for t in more):
                    yield f'rules of group "{one.group}" do the same where {in_words(a)} as where {in_words(b)}'


def _meets(one: Rule, other: Rule, policy: Policy) -> bool:
    """Whether what the one lets pass comes to the other: no rule between them does something else."""
    rules = policy.rules[policy.rules.index(one) + 1 : policy.rules.index(other)]
    return all(each.then == one.then for each in rules if each.group == one.group)


def _is_not_given_yet(test: Test, rule: Rule) -> bool:
    """Whether it only asks that what the rule sets is still empty."""
    return test.negate and test.values == FILLED and test.of in rule.then.set


def _is_yes_or_no(test: Test) -> bool:
    return test.kind == "field" and len(test.values) == 1 and not test.negate and plain(test.values[0]) in (YES, NO)


def _taken_back(policy: Policy) -> Iterator[str]:
    """What a rule sets, and a later group always sets otherwise because of what the same rule set beside it."""
    places = {group: i for i, group in enumerate(dict.fromkeys(rule.group for rule in policy.rules))}
    for rule in policy.rules:
        for table in rule.when:
            given = tuple(
                Test(kind="field", of=field, values=(value,)) for field, value in rule.then.set.items() if value
            )
            known = (*(t for t in table if t.of not in rule.then.set), *given)
            for group in (each for each in places if places[each] > places[rule.group]):
                taken = _always(known, [each for each in policy.rules if each.group == group])
                for field, value in taken.then.set.items() if taken and _looks_at(taken, rule) else ():
                    if value and rule.then.set.get(field, value) != value:
                        yield (
                            f'a rule of group "{rule.group}" sets {field} to "{rule.then.set[field]}" where {in_words(table)}, and one of group '
                            f'"{group}" sets it to "{value}" whenever it does'
                        )


def _always(known: Table, rules: list[Rule]) -> Rule | None:
    """The rule of a group that wins wherever all this is so, if that can be told."""
    for rule in rules:
        if all(contradicts(known, table, ()) for table in rule.when) and rule.when:
            continue
        return rule if not rule.unless and any(follows(known, table) for table in rule.when) else None
    return None


def _looks_at(taken: Rule, rule: Rule) -> bool:
    return any(test.of in rule.then.set for table in taken.when for test in table)
