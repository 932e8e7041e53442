"""Which of several like values a sound policy leaves out, or treats unlike the others: a choice without a rule, a department without a row."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from chalicelib.core.policy.model import Policy, Rule
from chalicelib.core.policy.vocabulary import NO, YES, Test, folded, says_nothing
from redress.remarks.condition_logic import FILLED, Table
from redress.remarks.value_flow import in_words, places

REST = (
    "other",
    "another",
    "else",
    "none",
    "not ",
    "其他",
    "其它",
    "不属于",
    "无",
)  # so a choice is called that is none of the others
SEVERAL = 3  # like parts from which on one that is unlike them is told
SORTS = ("kind", "severity", "stage", "round")


def remarks_on_siblings(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _left_out(policy)
    yield from _never_assigned(policy)
    yield from _without_examples(policy)
    yield from _all_the_same(policy)
    yield from dict.fromkeys(_odd_one(policy))
    yield from _never_given(policy)


# -- choices left out -------------------------------------------------------------------------------------------------------


def _left_out(policy: Policy) -> Iterator[str]:
    """A choice without a rule where each of its siblings has one, and that nothing else looks at either."""
    domains = {name: values for name, values in _domains(policy) if len(values) > SEVERAL}
    looked_at = {(t.of, v) for place in places(policy) for table in place.when for t in table for v in t.values}
    told: set[tuple[str, str]] = set()
    for (what, field, _), tests in _by_choice(policy, domains).items():
        single = sorted({test.values[0] for test in tests if len(test.values) == 1})
        named = {value for test in tests for value in test.values}
        lacking = [v for v in domains[field] if v not in named and not _is_the_rest(v, field, policy)]
        if len(lacking) == 1 and len(single) >= SEVERAL and (field, lacking[0]) not in looked_at | told:
            told.add((field, lacking[0]))
            yield f"{what} apply where {field} is {', '.join(single)}, and none where it is {lacking[0]}"


def _is_the_rest(value: str, field: str, policy: Policy) -> bool:
    """Whether a choice is none of the others, as its name or label says."""
    own = next((each.called.get(value, {}) for each in policy.fields if each.name == field), {})
    called = (value, *own.values(), *policy.labels.get(value, {}).values())
    return any(says_nothing(each) or folded(each).startswith(REST) for each in called)


def _domains(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((f.name, f.choices) for f in policy.fields if f.type == "choice")
    yield "severity", policy.severities[1:]
    yield "category", policy.categories
    yield "department", tuple(each.name for each in policy.directory.departments if not each.parent)


def _by_choice(
    policy: Policy, domains: dict[str, tuple[str, ...]]
) -> dict[tuple[str, str, frozenset[str]], list[Test]]:
    """Tests of fields with so many values, by what their tables have in common: the group that decides, or what their rules do."""
    found: dict[tuple[str, str, frozenset[str]], list[Test]] = {}
    deciding = {rule.group for rule in policy.rules if rule.then.assign or rule.then.set}
    for rule in policy.rules:
        for table in rule.when:
            for test in (t for t in table if t.kind == "field" and t.of in domains and t.values not in ((), FILLED)):
                others = [t for t in table if t != test]
                if rule.group in deciding:
                    key = (f'rules of group "{rule.group}"', test.of, frozenset(t.of or t.kind for t in others))
                    found.setdefault(key, []).append(test)
                same = (f"rules that do {_done(rule)}", test.of, frozenset((str(rule.then), *map(str, others))))
                found.setdefault(same, []).append(test)
    return found


def _done(rule: Rule) -> str:
    told = f"tell {', '.join(rule.then.tell)}" if rule.then.tell else ""
    return told or ", ".join(f"{name} = {value}" for name, value in rule.then.set.items()) or "the same"


def _never_assigned(policy: Policy) -> Iterator[str]:
    """A department to which no rule gives anything, where rules give each of the others what is theirs."""
    units = [each.name for each in policy.directory.departments if not each.parent]
    given = {rule.then.assign for rule in policy.rules} | {name for rule in policy.rules for name in rule.then.assist}
    learnt = set(policy.examples.get("department", {}))
    lacking = [name for name in units if name not in given | learnt]
    if len(lacking) == 1 and len(units) > SEVERAL:
        yield f'no rule assigns anything to department "{lacking[0]}", and rules assign to each of the others'


def _without_examples(policy: Policy) -> Iterator[str]:
    """A choice without examples, where each of its siblings has some."""
    for field, values in _domains(policy):
        shown = policy.examples.get(field, {})
        lacking = [v for v in values if v not in shown and not _is_the_rest(v, field, policy)]
        if len(lacking) == 1 and len(shown) >= SEVERAL:
            yield f'{field} "{lacking[0]}" has no examples, and each other {field} has some'


def _all_the_same(policy: Policy) -> Iterator[str]:
    """A group whose rules all do the same though they tell their complaints apart, or two of which tell yes from no in vain."""
    by_group: dict[str, list[Rule]] = {}
    for rule in policy.rules:
        by_group.setdefault(rule.group, []).append(rule)
    for group, rules in by_group.items():
        for one, other in combinations([each for each in rules if len(each.when) == 1], 2):
            grades = len(rules) == 2 and bool(one.then.set) and one.clause == other.clause  # noqa: PLR2004 - these two alone
            if one.then == other.then and _tell_apart(one.when[0], other.when[0], anything=grades):
                yield (
                    f'rules of group "{group}" do the same where {in_words(one.when[0])} as where {in_words(other.when[0])}'
                )


def _tell_apart(one: Table, other: Table, *, anything: bool) -> bool:
    """Whether two tables differ in one comparison alone, that of yes and no, or `anything`."""
    a, b = [t for t in one if t not in other], [t for t in other if t not in one]
    if len(a) != 1 or len(b) != 1 or a[0].of != b[0].of or a[0].kind != "field":
        return False
    return anything or {a[0].values, b[0].values} == {(YES,), (NO,)}


def _odd_one(policy: Policy) -> Iterator[str]:
    """One rule of a group that looks for another kind or grade than all that are like it, none of which looks for the same beside it."""
    found: dict[tuple[str, str, frozenset[str]], list[tuple[Test, Table]]] = {}
    for rule in policy.rules:
        for table in rule.when:
            called = frozenset(test.of or test.kind for test in table)
            for test in (t for t in table if t.kind == "field" and t.of in SORTS and t.values):
                rest = tuple(t for t in table if t != test)
                found.setdefault((rule.group, test.of, called), []).append((test, rest))
    for (group, field, _), each in found.items():
        ordered = Counter(test.values for test, _ in each).most_common()
        if len(ordered) == 2 and ordered[1][1] == 1 and ordered[0][1] > SEVERAL:  # noqa: PLR2004 - this one and all others
            (usual, _), (odd, _) = ordered
            rest = next(rest for test, rest in each if test.values == odd)
            if not any(rest == other for test, other in each if test.values == usual):
                yield f'a rule of group "{group}" asks {field} {" or ".join(odd)}, and each like it {" or ".join(usual)}'


def _never_given(policy: Policy) -> Iterator[str]:
    """A choice that nothing gives, where rules of a group give each of the others and nobody is asked."""
    asked = {name for task in policy.tasks for name in task.form} | {*policy.asks}
    domains = {name: values for name, values in _domains(policy) if name not in asked}
    given = [(rule.group, field, value) for rule in policy.rules for field, value in rule.then.set.items()]
    anywhere = {(field, value) for _, field, value in given}
    anywhere |= {
        (f, value) for f, each in policy.examples.items() if f in domains and f != "category" for value in each
    }
    for group, field in dict.fromkeys((group, field) for group, field, _ in given if field in domains):
        values = {value for its, of, value in given if (its, of) == (group, field)}
        lacking = [v for v in domains[field] if (field, v) not in anywhere and not _is_the_rest(v, field, policy)]
        if len(lacking) == 1 and len(values) >= SEVERAL:
            yield f'rules of group "{group}" give {field} each of its values but "{lacking[0]}"'
