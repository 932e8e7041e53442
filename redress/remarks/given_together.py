"""What a rule of a sound policy gives at once and that contradicts itself: a visit as the apology, and no visit."""

from collections.abc import Iterator, Mapping

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Field, Policy, Rule
from chalicelib.core.policy.vocabulary import NO, YES
from redress.remarks.condition_logic import plain
from redress.remarks.polarity import ASKING, LEAST_SIGNS, NOT, STEM

WORD = expression(r"[a-z]+")
DENYING = frozenset({"not", "no", "without", "never", "none"})
SMALL = frozenset({"the", "a", "an", "of", "to", "is", "be", "by", "for", "at", "in", "on", "and", "with", "has"})


def remarks_on_what_is_given_together(policy: Policy) -> Iterator[str]:
    """A sentence for each rule or row that says yes and no to the same thing."""
    fields = {field.name: field for field in policy.fields}
    for rule in policy.rules:
        given = rule.then.set.items()
        asked = [(fields[name], plain(v)) for name, v in given if name in fields and fields[name].type == "yes_no"]
        for field, answer in ((field, answer) for field, answer in asked if answer in (YES, NO)):
            for where, texts in _else_given(rule, field.name, fields, policy):
                said = {_says(text, each) for each in _texts(field) for text in texts} - {None}
                if said == {answer == NO}:
                    yield (
                        f'a rule of group "{rule.group}" gives {where} (“{texts[-1][:30]}”) and {field.name} = {answer} '
                        f"(“{_texts(field)[-1]}”): one of the two is not meant"
                    )


def _else_given(
    rule: Rule, name: str, fields: Mapping[str, Field], policy: Policy
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What else a rule gives, how it is told, and what it is called."""
    for other, value in rule.then.set.items():
        field = fields.get(other)
        if value and other != name and field is not None and field.type in ("text", "choice"):
            called = field.called.get(value) or policy.labels.get(value, {})
            yield f'{other} = "{value}"', (value.replace("_", " "), *called.values())


def _texts(field: Field) -> tuple[str, ...]:
    return (field.name.replace("_", " "), *field.labels.values())


def _says(text: str, asked: str) -> bool | None:
    """Whether a text says what a yes or no asks for (False: that it is not so); None if it speaks of something else."""
    core = ASKING.sub("", asked)
    if core.isascii() != text.isascii():
        return None
    return _in_english(text.lower(), core.lower()) if core.isascii() else _in_chinese(text, core)


def _in_chinese(text: str, core: str) -> bool | None:
    before, found, _ = text.partition(core)
    if not found or len(core) < LEAST_SIGNS:
        return None
    return not NOT.search(before)


def _in_english(text: str, core: str) -> bool | None:
    words, wanted = WORD.findall(text), [word for word in WORD.findall(core) if word not in SMALL]
    stems = {word[:STEM] for word in words}
    if not wanted or DENYING & {*wanted} or not all(word[:STEM] in stems for word in wanted):
        return None
    return not DENYING & {*words}
