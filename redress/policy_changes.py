"""What differs between two policies, in plain sentences."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

import msgspec

from chalicelib.core.policy.model import Policy, Rule, Rung
from chalicelib.core.policy.vocabulary import groups
from chalicelib.core.words.directory_cells import COLUMNS
from chalicelib.core.words.directory_changes import changes_of_people
from redress.policy_words import in_words, listed, rule

KINDS = {"role": "roles", "calendar": "calendars", "field": "fields", "clock": "clocks", "extension": "extensions", "stage": "stages", "gate": "gates", "task": "tasks", "moment": "moments",
         "report": "reports"}  # fmt: skip
LISTS = ("rules", "examples", "directory", "digest", *KINDS.values())


def changes(old: Policy, new: Policy) -> list[str]:
    """One sentence for each difference, in the order of the file."""
    said = list(_values("The policy", old, new, LISTS))
    for kind, attribute in KINDS.items():
        said += _parts(kind, getattr(old, attribute), getattr(new, attribute), "name")
    for group in dict.fromkeys((*groups(old.rules), *groups(new.rules))):
        said += _rules(group, old, new)
    said += _examples(old, new)
    before, after = old.directory, new.directory
    said += (f"{each}." for each in changes_of_people(old, new, "en"))
    said += _values("The directory", before, after, ("absences", "people", "departments", *COLUMNS["office"]))
    return [*said, *_parts("absence", before.absences, after.absences, "mail")]


def _parts(kind: str, old: tuple[Any, ...], new: tuple[Any, ...], key: str) -> Iterator[str]:
    before, after = ({getattr(part, key): part for part in parts} for parts in (old, new))
    yield from (f'The {kind} "{name}" is gone.' for name in before if name not in after)
    for name, part in after.items():
        if name in before:
            yield from _values(f'The {kind} "{name}"', before[name], part)
        else:
            yield f'There is a new {kind} "{name}": {_summary(part, key)}.'
    common = [name for name in before if name in after]
    if common != [name for name in after if name in before] and kind != "absence":
        yield f"The {kind}s stand in another order."


def _examples(old: Policy, new: Policy) -> Iterator[str]:
    """How many there are more and fewer: nobody reads hundreds of them in a sentence."""
    for fact in dict.fromkeys((*old.examples, *new.examples)):
        before, after = (
            {(value, text) for value, texts in policy.examples.get(fact, {}).items() for text in texts}
            for policy in (old, new)
        )
        if before != after:
            yield f"The examples of {fact}: {len(after - before)} new, {len(before - after)} gone."


def _summary(part: Any, key: str) -> str:
    filled = [
        f for f in msgspec.structs.fields(part) if f.name not in (key, "labels") and getattr(part, f.name) != f.default
    ]
    told = [(f.encode_name, getattr(part, f.name)) for f in filled]
    return (
        "; ".join(f"{name} {in_words(value)}" for name, value in told if value not in ((), {}, "", None))
        or "nothing more"
    )


def _values(what: str, old: Any, new: Any, leave_out: tuple[str, ...] = ()) -> Iterator[str]:
    for field in msgspec.structs.fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name not in leave_out and before != after:
            yield f"{what}: {_change(field.encode_name, before, after)}."


def _change(name: str, before: Any, after: Any) -> str:
    words = _words_of(before), _words_of(after)
    if any(words) and words[0] != words[1]:
        return f"{name}: {_gained_and_lost(*words)}"
    if isinstance(before, tuple) and isinstance(after, tuple) and all(isinstance(v, str) for v in before + after):
        return f"{name}: {_gained_and_lost(before, after)}"
    if isinstance(before, Mapping) and isinstance(after, Mapping) and "" not in {*before, *after}:
        return f"{name}: {'; '.join(_keys(before, after))}"
    if _are_rungs(before) and _are_rungs(after):
        return f"{name}: {_gained_and_lost(tuple(map(in_words, before)), tuple(map(in_words, after)))}"
    return f"{name} was {in_words(before)}, is now {in_words(after)}"


def _keys(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """What has become of each key of a table: labels, sentences, limits by severity."""
    for key in dict.fromkeys((*before, *after)):
        if key not in after:
            yield f'"{key}" taken away'
        elif key not in before:
            yield f'"{key}" added ({in_words(after[key])})'
        elif before[key] != after[key]:
            yield f'"{key}" was {in_words(before[key])}, is now {in_words(after[key])}'


def _are_rungs(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(each, Rung) for each in value)


def _words_of(value: Any) -> tuple[str, ...]:
    """The words that a `when` looks for."""
    is_when = (
        isinstance(value, tuple)
        and value
        and isinstance(value[0], tuple)
        and hasattr(next(iter(value[0]), None), "kind")
    )
    tests = [test for table in value for test in table] if is_when else []
    return tuple(word for test in tests if test.kind == "words" for word in test.values)


def _gained_and_lost(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    gained, lost = ([f'"{w}"' for w in a if w not in b] for a, b in ((after, before), (before, after)))
    if not gained and not lost:
        return "stands in another order"
    return " and ".join([f"{listed(gained)} added"] * bool(gained) + [f"{listed(lost)} taken away"] * bool(lost))


def _rules(group: str, old: Policy, new: Policy) -> Iterator[str]:
    before, after = ([r for r in policy.rules if r.group == group] for policy in (old, new))
    keys = [[msgspec.json.encode(r) for r in rules] for rules in (before, after)]
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "replace" and a2 - a1 == b2 - b1:
            for i in range(a2 - a1):
                yield from _rule_change(group, a1 + i, before[a1 + i], after[b1 + i])
        elif tag != "equal":
            yield from (f'Group "{group}": gone is the rule "{rule(r)}".' for r in before[a1:a2])
            yield from (f'Group "{group}": new is the rule "{rule(r)}".' for r in after[b1:b2])


def _rule_change(group: str, index: int, before: Rule, after: Rule) -> Iterator[str]:
    what = f'Group "{group}", rule {index + 1}'
    for name in ("when", "unless"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{what}: {_change(name, old, new)}."
    if before.then != after.then:
        yield f"{what}: then was {in_words(before.then)}, is now {in_words(after.then)}."
    if before.clause != after.clause:
        yield f"{what}: {_change('clause', before.clause, after.clause)}."
