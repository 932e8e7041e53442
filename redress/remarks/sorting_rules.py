"""Rules of a sound policy that sort what comes in, beside its own examples of what is what; and those that leave nothing to the ones below."""

from collections import Counter
from collections.abc import Iterator

from chalicelib.core.policy.model import Policy, Rule
from chalicelib.core.policy.vocabulary import When, mentions
from redress.remarks.condition_logic import Table

ENOUGH = 4  # examples from which on they tell
SAMPLE = 40  # examples of a value that are listened to
A_FEW = 4  # one of so many is an exception


def remarks_on_sorting_rules(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _against_the_examples(policy)
    yield from _before_all_others(policy)
    yield from _of_all(policy)


def _against_the_examples(policy: Policy) -> Iterator[str]:
    """A rule whose words stand in examples of another value than the one that it gives."""
    for rule in policy.rules:
        tables = [each for each in rule.when if _is_of_words(each)]
        for field, value in rule.then.set.items() if tables else ():
            shown = policy.examples.get(field, {})
            alike = [other for other in _values(rule, field, policy) if other in shown]
            found = Counter({other: _heard(tables, rule.unless, shown[other][:SAMPLE]) for other in alike})
            most, times = found.most_common(1)[0] if found else (value, 0)
            if value in shown and sum(found.values()) >= ENOUGH and found[value] * A_FEW <= times and most != value:
                yield (
                    f'a rule of group "{rule.group}" gives {field} = "{value}" by words that stand in {times} examples of "{most}", '
                    f"and in {found[value]} of its own"
                )


def _values(rule: Rule, field: str, policy: Policy) -> tuple[str, ...]:
    """The values of which examples tell something of a rule: those that rules of its group give."""
    return tuple(dict.fromkeys(each.then.set.get(field, "") for each in policy.rules if each.group == rule.group))


def _is_of_words(table: Table) -> bool:
    """Whether it is words alone that pass it, beside the kind."""
    listens = any(test.kind == "words" and not test.negate for test in table)
    return listens and all(test.kind == "words" or test.of == "kind" for test in table)


def _heard(tables: list[Table], unless: When, texts: tuple[str, ...]) -> int:
    """How many of the texts pass a table, and no exception of words."""
    excepted = [each for each in unless if _is_of_words(each)]
    return sum(any(_passes(t, text) for t in tables) and not any(_passes(t, text) for t in excepted) for text in texts)


def _passes(table: Table, text: str) -> bool:
    return all(mentions(text, test.values) is not test.negate for test in table if test.kind == "words")


def _before_all_others(policy: Policy) -> Iterator[str]:
    """A rule without when above others of its group, which come to what it excepts alone."""
    for i, rule in enumerate(policy.rules):
        below = [each for each in policy.rules[i + 1 :] if each.group == rule.group]
        if below and not rule.when:
            yield f'a rule of group "{rule.group}" has no when, and {len(below)} below it come only to what its unless leaves: give it one, or put it last'


def _of_all(policy: Policy) -> Iterator[str]:
    """A rule without any condition that marks complaints, opens work or writes letters: it does so to each as it comes in."""
    for rule in (each for each in policy.rules if not each.when and not each.unless):
        done = [*(flag for flag in rule.then.flag if flag != "uncertain"), *rule.then.open, rule.then.message]
        if any(done):
            yield f'a rule of group "{rule.group}" has no when, and does "{next(filter(None, done))}" to each complaint as it comes in'
