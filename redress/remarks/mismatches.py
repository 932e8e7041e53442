"""Where one of several like things in a sound policy does not match the others: pairs, results, parts of a sum, the order of consent."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from chalicelib.core.policy.model import Field, Gate, Policy
from redress.remarks.condition_logic import FILLED
from redress.remarks.value_flow import conditions, is_word

SETTLED = "first_contact"
SEVERAL = 3  # like things beyond which one that is unlike them is told


def remarks_on_mismatches(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from dict.fromkeys(_unlike_pairs(policy))
    yield from dict.fromkeys(_pair_left_out(policy))
    yield from _given_to_another(policy)
    yield from _unlike_results(policy)
    yield from _compared_in_vain(policy)
    yield from _left_out_of_sums(policy)
    yield from _gap_in_a_row(policy)
    yield from _in_other_order(policy)
    yield from _spares_others(policy)


def _unlike_pairs(policy: Policy) -> Iterator[str]:
    """One of several alternatives that compare two fields with one word each, whose two words are not the same."""
    for place, when in conditions(policy):
        pairs = [(a, b) for table in when if len(table) >= 2 for a, b in [table[:2]] if is_word(a) and is_word(b)]  # noqa: PLR2004 - a pair
        unlike = [(a, b) for a, b in pairs if a.values != b.values]
        if len(pairs) > SEVERAL and len(unlike) == 1:
            a, b = unlike[0]
            yield f"{place}: {a.of} is {a.values[0]} beside {b.of} is {b.values[0]}, and in each of the others both are the same"


def _pair_left_out(policy: Policy) -> Iterator[str]:
    """A list of alternatives that compare two fields with the same word each, for every word that one of them may have but one."""
    domains = {field.name: field.choices for field in policy.fields if field.choices}
    domains["department"] = tuple(each.name for each in policy.directory.departments if not each.parent)
    for place, when in conditions(policy):
        paired: dict[tuple[str, str], list[str]] = {}
        for a, b in (t for table in when for t in combinations(table, 2)):
            if is_word(a) and is_word(b) and a.values == b.values:
                paired.setdefault((a.of, b.of), []).append(a.values[0])
        for (one, other), words in paired.items():
            for values in (domains.get(name, ()) for name in (one, other)):
                lacking = [value for value in values if value not in words]
                if len(words) >= SEVERAL and len(lacking) == 1:
                    yield f"{place} has a pair of {one} and {other} for {', '.join(words)}, and none for {lacking[0]}"
                    break


def _given_to_another(policy: Policy) -> Iterator[str]:
    """One of several rules that give each department what is its own, and this one what is another's."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for rule in policy.rules:
        for test in (
            t for table in rule.when[:1] if len(rule.when) == 1 for t in table if is_word(t) and rule.then.assign
        ):
            groups.setdefault(rule.group, []).append((test.values[0], rule.then.assign))
    names = {each.name for each in policy.directory.departments}
    for group, given in groups.items():
        named = [(v, to) for v, to in given if v in names]
        unlike_ones = [(v, to) for v, to in named if v != to]
        if len(named) > SEVERAL and len(unlike_ones) == 1:
            v, to = unlike_ones[0]
            yield f'a rule of group "{group}" gives what is of {v} to {to}, and the others give each to its own'


def _unlike_results(policy: Policy) -> Iterator[str]:
    """One of several values that rules give a text, which is no department where all others are."""
    names = {each.name for each in policy.directory.departments}
    texts = {field.name for field in policy.fields if field.type == "text"}
    for field in sorted(texts):
        values = list(dict.fromkeys(rule.then.set[field] for rule in policy.rules if field in rule.then.set))
        unlike = [value for value in values if value not in names]
        if len(values) > SEVERAL and len(unlike) == 1:
            yield f'rules give "{field}" the names of departments, and once "{unlike[0]}", which is none'


def _compared_in_vain(policy: Policy) -> Iterator[str]:
    """A value with which one row compares a text that rules give, where all other rows compare it with what they give."""
    texts = {field.name for field in policy.fields if field.type == "text"}
    given: dict[str, set[str]] = {}
    for rule in policy.rules:
        for name, value in rule.then.set.items():
            given.setdefault(name, set()).add(value)
    compared: dict[str, list[str]] = {}
    for _, when in conditions(policy):
        for test in (t for table in when for t in table if t.of in texts and t.kind == "field" and t.values != FILLED):
            compared.setdefault(test.of, []).extend(test.values)
    for field, values in compared.items():
        unknown = list(dict.fromkeys(value for value in values if value not in given.get(field, ())))
        if len(unknown) == 1 and len(set(values)) > 1 and given.get(field):
            yield f'"{field}" is compared with "{unknown[0]}", which no rule gives it: they give {", ".join(sorted(given[field]))}'


def _left_out_of_sums(policy: Policy) -> Iterator[str]:
    """A number of a form that stands among those which are summed, and is not."""
    fields = {field.name: field for field in policy.fields}
    for total in (field for field in policy.fields if len(field.sums) >= SEVERAL):
        for task in (each for each in policy.tasks if set(total.sums) <= set(each.form)):
            inside = [name for name in _among(total, task.form) if fields.get(name, total).type == "number"]
            for name in (each for each in inside if each not in total.sums and each != total.name):
                yield f'"{total.name}" sums up what stands around "{name}" in the form of task "{task.name}", and leaves it out'


def _among(total: Field, form: Sequence[str]) -> Sequence[str]:
    """The lines of a form that are called like those of a sum."""
    stems = {name.rstrip("0123456789abcdefghij") for name in total.sums}
    return [name for name in form if len(stems) == 1 and name.rstrip("0123456789abcdefghij") in stems]


def _gap_in_a_row(policy: Policy) -> Iterator[str]:
    """A numbered line that is left out between those before and after it."""
    declared = {field.name for field in policy.fields}
    listed = [(f'gate "{gate.name}"', gate.needs) for gate in policy.gates]
    listed += [
        (f'task "{task.name}"', lines) for task in policy.tasks for lines in (task.form, task.required, task.letter)
    ]
    listed += [(f'report "{report.name}"', report.show) for report in policy.reports]
    for where, names in listed:
        for stem in dict.fromkeys(name.rstrip("0123456789") for name in names):
            figures = [
                int(name.removeprefix(stem))
                for name in names
                if name.removeprefix(stem).isdecimal() and name.startswith(stem)
            ]
            between = range(min(figures, default=0), max(figures, default=0))
            lacking = [name for i in between if i not in figures and (name := f"{stem}{i}") in declared]
            if len(figures) > SEVERAL and len(lacking) == 1:
                yield f'{where} has {stem}{min(figures)} to {stem}{max(figures)}, and not "{lacking[0]}"'


def _in_other_order(policy: Policy) -> Iterator[str]:
    """Two gates that ask two roles for their consent, each the other first."""
    for i, gate in enumerate(policy.gates):
        for other in policy.gates[:i]:
            both = [role for role in gate.approve if role in other.approve]
            if both != [role for role in other.approve if role in gate.approve]:
                yield f'gate "{other.name}" asks {", then ".join(other.approve)}, and gate "{gate.name}" {", then ".join(gate.approve)}'


def _spares_others(policy: Policy) -> Iterator[str]:
    """A gate for the answer that spares what has some flag, where those beside it spare what was settled on the spot and has no form behind it."""
    like = [gate for gate in policy.gates if gate.before == "answered"]
    sparing = [gate.name for gate in like if SETTLED in _spared(gate)]
    for gate in (each for each in like if each.needs or each.needs_any):
        flags = _spared(gate) - {SETTLED}
        if sparing and flags and gate.name not in sparing:
            yield f'gate "{gate.name}" spares what has flag {min(flags)}, and gate "{sparing[0]}" what was settled on the spot: flag {SETTLED}'


def _spared(gate: Gate) -> set[str]:
    """The flags each of which alone lets an answer pass by."""
    alone = [table[0] for table in gate.unless if len(table) == 1]
    return {flag for test in alone if test.kind == "flag" for flag in test.values}
