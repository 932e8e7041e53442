"""Parts of a sound policy that are called after another grade, choice, moment, role, line or department than they are for."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from chalicelib.core.expressions import expression
from chalicelib.core.policy.duties import moment_of
from chalicelib.core.policy.model import Gate, Policy, Rule, Task
from chalicelib.core.policy.vocabulary import When
from redress.remarks.polarity import BRACKETED, CONDITION, LEAST_SIGNS, OF_THE_MATTER, STEM, named_parts
from redress.remarks.value_flow import in_words, is_word

HEDGED = expression(
    r"\b(?:perhaps|possibl[ey]|not|no|non|without|until|un|from|or|and|than)\b|可能|疑似|是否|不|未|非|或|及|和|与|與|以外",
    re.IGNORECASE,
)
USUAL = (
    "general",
    "standard",
    "normal",
    "common",
    "other",
    "一般",
    "普通",
    "其他",
    "其它",
)  # what anything may be called


def remarks_on_what_is_called_after_another(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from dict.fromkeys(_after_the_other(policy))
    yield from dict.fromkeys(_after_another_value(policy))
    yield from _after_another_moment(policy)
    yield from _after_another_role(policy)
    yield from _after_another_line(policy)
    yield from dict.fromkeys(_of_each_other(policy))


def _after_the_other(policy: Policy) -> Iterator[str]:
    """What is done for one value of a field and called after another one, while what is called after its own is there too."""
    domains, names = _domains(policy), {name for *_, each in _named(policy) for name in each}
    for title, tables, called in _named(policy):
        for test in (t for table in tables for t in table if t.of in domains and is_word(t) and not t.negate):
            for name, value in ((n, v) for n in called for v in domains[test.of] if v != test.values[0]):
                own = _renamed(name, value, test.values[0])
                if own != name and own in names and own not in called:
                    yield f'{title} has "{name}" where {in_words((test,))}, and "{own}" is there for that: they stand the wrong way round'


def _renamed(name: str, value: str, other: str) -> str:
    """A name with one value of a field in it put in the place of the other, as whole words of it."""
    return f"_{name}_".replace(f"_{value}_", f"_{other}_")[1:-1]


def _domains(policy: Policy) -> dict[str, tuple[str, ...]]:
    own = {field.name: field.choices for field in policy.fields if field.choices}
    return {
        **own,
        "severity": policy.severities,
        "kind": policy.kinds,
        "category": policy.categories,
        "stage": tuple(s.name for s in policy.stages),
    }


def _named(policy: Policy) -> Iterator[tuple[str, When, tuple[str, ...]]]:
    for rule in policy.rules:
        then = rule.then
        yield (
            f'a rule of group "{rule.group}"',
            rule.when,
            (rule.group, then.message, *then.flag, *then.open, *then.set.values()),
        )
    for clock in policy.clocks:
        yield f'clock "{clock.name}"', clock.when, (clock.name, *(r.message for r in clock.rungs))
    for kind, parts in (
        ("gate", policy.gates),
        ("task", policy.tasks),
        ("report", policy.reports),
        ("moment", policy.moments),
    ):
        for part in parts:
            yield f'{kind} "{part.name}"', part.when, (part.name,)


def _after_another_value(policy: Policy) -> Iterator[str]:
    """A part that looks for one grade or choice, and whose name or label has another of them."""
    own = {field.name: (field.choices, field.called) for field in policy.fields if len(field.choices) > 1}
    units = tuple(each.name for each in policy.directory.departments if not each.parent)
    sorts = {"severity": policy.severities, "category": policy.categories, "department": units, "kind": policy.kinds}
    domains = {**own, **{name: (values, policy.labels) for name, values in sorts.items()}}
    for part in named_parts(policy):
        tests = [t for table in part.when for t in table if t.of in domains and t.kind == "field"]
        if part.title.startswith("group "):  # which may be called after the kind that it makes of others
            tests = [t for t in tests if t.of != "kind"]
        for test in (t for t in tests if is_word(t) and not t.negate and [each.of for each in tests].count(t.of) == 1):
            values, labels = domains[test.of]
            words = {value: (value, *labels.get(value, {}).values()) for value in values}
            named = [(text, v) for text in part.called for v in values if _has(text, words[v])]
            hedged = any(HEDGED.search(_without(text, words[v])) for text, v in named)
            if named and not hedged and test.values[0] not in {value for _, value in named}:
                text, value = named[0]
                yield f"{part.title} is called “{text}” and is for what has {in_words((test,))}: it is called after {value}"


def _without(text: str, words: tuple[str, ...]) -> str:
    """The text without the value that it names, which may say no itself: 不属本单位职责."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return text


def _has(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has one of these words: as a word of English, or as two signs and more of Chinese."""
    for word in (BRACKETED.sub("", each.replace("_", " ")) for each in words):
        _, found, after = text.partition(word)
        if word.lower() in USUAL:
            continue
        if word.isascii() and len(word) >= STEM and f" {word.lower()} " in f" {text.lower()} ":
            return True
        if not word.isascii() and len(word) >= LEAST_SIGNS and found and not OF_THE_MATTER.match(after):
            return True
    return False


def _after_another_moment(policy: Policy) -> Iterator[str]:
    """A gate that spares what one moment has come to, and is called after another one."""
    moments = {own.name for own in policy.moments} | {moment_of(task) for task in policy.tasks}
    for gate in (each for each in policy.gates if not each.approve):
        awaited = {v for table in (*gate.when, *gate.unless) for t in table if t.kind == "moment" for v in t.values}
        named = {moment for moment in moments if _has_word(gate.name, moment) and moment != gate.name}
        if awaited and named and not named & awaited:
            yield f'gate "{gate.name}" is called after "{min(named)}" and looks for {" and ".join(sorted(awaited))}'


def _after_another_role(policy: Policy) -> Iterator[str]:
    """What is asked of one role and called after another."""
    roles = {role.name for role in policy.roles}
    asked: tuple[Gate | Task, ...] = (*policy.gates, *policy.tasks)
    for part in asked:
        of = part.approve if isinstance(part, Gate) else (part.for_,)
        named = {role for role in roles if _has_word(part.name, role)}
        if of and named and not named & {*of}:
            kind = "gate" if isinstance(part, Gate) else "task"
            yield f'{kind} "{part.name}" is called after {min(named)} and asks {", ".join(of)}'


def _has_word(name: str, word: str) -> bool:
    return len(word) >= STEM and f"_{word}_" in f"_{name}_"


def _after_another_line(policy: Policy) -> Iterator[str]:
    """A gate whose reason names lines to fill in, and that is passed by none of them."""
    for gate in policy.gates:
        own = {*gate.needs, *gate.needs_any, gate.confirm} - {""}
        others = [field for field in policy.fields if not any(t.of == field.name for table in gate.when for t in table)]
        named = [
            {field.name for field in others if _names(text, field.labels.get(language, ""))}
            for language, text in gate.reason.items()
        ]
        if own and named and set.intersection(*named) and not set.union(*named) & own:
            line = min(set.intersection(*named))
            yield f'the reason of gate "{gate.name}" names the line "{line}", and it is passed by {", ".join(sorted(own))}: whoever does what it says is refused again'


def _names(reason: str, line: str) -> bool:
    """Whether a reason names a line, beside the condition with which it begins."""
    least = STEM if line.isascii() else LEAST_SIGNS
    return len(line) >= least and line.lower() in CONDITION.sub("", reason).lower()


def _of_each_other(policy: Policy) -> Iterator[str]:
    """Two rows of a group that each give what the other department is called after."""
    given = [(rule.group, value, texts, unit) for rule in policy.rules for value, texts, unit in _given(rule, policy)]
    for (group, one, its, a), (other_group, other, others, b) in combinations(given, 2):
        crossed = group == other_group and a != b and _signs(its) & _signs((b,)) - _signs((a,))
        if crossed and _signs(others) & _signs((a,)) - _signs((b,)) and not _signs(its) & _signs((a,)) - _signs((b,)):
            yield f'rules of group "{group}" give {a} what is {one}, and {b} what is {other}: they are called the other way round'


def _given(rule: Rule, policy: Policy) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The value of which a rule gives complaints to a department, what it is called, and the department."""
    called = {field.name: field.called for field in policy.fields}
    units = {unit.name for unit in policy.directory.departments} & {rule.then.assign, *rule.then.set.values()}
    for test in (t for table in rule.when if units for t in table if is_word(t) and not t.negate):
        labels = called.get(test.of, {}).get(test.values[0]) or policy.labels.get(test.values[0], {})
        yield test.values[0], (test.values[0], *labels.values()), min(units)


def _signs(texts: Iterable[str]) -> set[str]:
    """Each two signs of Chinese that stand together."""
    return {text[i : i + LEAST_SIGNS] for text in texts for i in range(len(text) - 1) if not text[i].isascii()}
