"""What the parts of a sound policy are called, beside the yes or no that they ask for: "without effect" of what has had one."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.policy.vocabulary import NO, YES, Test, When
from redress.remarks.condition_logic import plain
from redress.remarks.value_flow import in_words, is_word

ASKING = expression(r"^(?:是否|是不是|有无|有無|有没有|有沒有|能否|可否)")
CONDITION = expression(
    r"^[^，。；：,.;:]*?的(?:，|(?=[请請须須应應必]|不得|一律))|^(?:where|if|when|of what|for|in case of) [^,.;:]*,|^(?:what|who(?:ever)?) (?:is|are|was|were|has|have) [^,.;:]*",
    re.IGNORECASE,
)
NEEDED_WHERE = expression(
    r"[^，。；：]+?的?(?:必填|须填|須填|必须填写|必須填寫)$|(?:(?:wanted|required|needed|fill in|filled in|mandatory) )?(?:where|if|when) [^,.;:]+$",
    re.IGNORECASE,
)
OF_THE_INVALID = expression(
    r"无理|無理|无效|無效|不成立|不受理|不予受理|不属实|不屬實|\b(?:refus\w+|invalid|unfounded|inadmissible|not (?:justified|valid|upheld|founded|acceptable))\b",
    re.IGNORECASE,
)
FOLLOWS = expression(
    r"追究|问责|問責|处罚|處罰|处分|處分|扣分|\b(?:accountab|disciplin|sanction|penal)", re.IGNORECASE
)  # what follows for staff of a complaint that was justified
OPPOSITE = ((OF_THE_INVALID, YES), (FOLLOWS, NO))
ADMITTED = expression(
    r"我方|我司|属实|屬實|有理|合理|有效|成立|\b(?:our (?:cause|fault)|ours|founded|justified|upheld|reasonable|verified|substantiated)\b",
    re.IGNORECASE,
)
BRACKETED = expression(r"\s*[(（].*$")
OF_THE_MATTER = expression(r"度|率|与否|與否|性|情况|情況|调查|調查|确认|確認")
NOT = expression(r"(?:不|未|无|無|非|没有?|沒有?)(?:属|屬|是|能|会|會|予|被|达|達)?$")
DENIED = ("not", "no", "without", "never", "non", "nothing")
LEAST_SIGNS = 2
STEM = 5  # letters by which two English words are one


class Named(msgspec.Struct, frozen=True):
    """A part with its conditions and what it is called, in each language."""

    title: str
    when: When
    called: tuple[str, ...]
    affirms: bool = True  # whether what it is called after is so already, and not what it shall bring about


def remarks_on_polarity(policy: Policy) -> Iterator[str]:
    """A sentence for each part that is called the opposite of what it asks for."""
    fields = {field.name: field for field in policy.fields}
    for part in named_parts(policy):
        for test in (t for table in part.when for t in table if is_word(t) and not t.negate and t.of in fields):
            said = {text: _says(text, test, fields[test.of]) for text in part.called}
            wrong = [
                text
                for text, says in said.items()
                if says is False and (part.affirms or _is_a_yes(test, fields[test.of]))
            ]
            if wrong and True not in said.values():
                yield f"{part.title} is called “{wrong[0]}” and is for what has {in_words((test,))}: it says the opposite"
    yield from _judged_otherwise(policy)
    yield from dict.fromkeys(_judged_by_the_opposite(policy))


def _is_a_yes(test: Test, field: Field) -> bool:
    value = test.values[0]
    return plain(value) == YES if field.type == "yes_no" else _positive(value, field) == value


def named_parts(policy: Policy) -> Iterator[Named]:
    """Every part that is called after something; of a group with several rules none is."""
    counted = [rule.group for rule in policy.rules]
    for rule in (each for each in policy.rules if counted.count(each.group) == 1):
        yield Named(f'group "{rule.group}"', rule.when, _texts(rule.group, policy.labels.get(rule.group, {})))
    for gate in policy.gates:
        yield Named(f'gate "{gate.name}"', gate.when, (*_texts(gate.name, gate.labels), *_clauses(gate.reason)))
    yield from _hints(policy)
    for report in policy.reports:
        yield Named(f'report "{report.name}"', report.when, _texts(report.name, report.labels))
    for task in policy.tasks:
        yield Named(f'task "{task.name}"', task.when, _texts(task.name, task.labels), affirms=False)
    for clock in policy.clocks:
        yield Named(f'clock "{clock.name}"', clock.when, _texts(clock.name, clock.labels), affirms=False)


def _hints(policy: Policy) -> Iterator[Named]:
    """A hint that names the condition under which one gate needs the line: 有责的必填, "where attributable"."""
    for field in (each for each in policy.fields if each.hint):
        gates = [gate for gate in policy.gates if field.name in gate.needs and gate.when]
        said = [found for text in field.hint.values() for found in (NEEDED_WHERE.match(text),) if found]
        if len(gates) == 1 and said:
            where = tuple(found.group() for found in said)
            yield Named(f'the hint of "{field.name}", which gate "{gates[0].name}" needs,', gates[0].when, where)


def _clauses(reason: Mapping[str, str]) -> tuple[str, ...]:
    """What a reason names as its condition: "Where it is founded, …"; 属实的，…."""
    found = (CONDITION.match(text) for text in reason.values())
    return tuple(each.group().rstrip(",，的") for each in found if each)


def _judged_otherwise(policy: Policy) -> Iterator[str]:
    """What is called after complaints that are not justified, and is for the valid ones; or after what follows for staff, and is for others."""
    for part in named_parts(policy):
        valid = [t for table in part.when for t in table if t.of == "valid" and is_word(t) and not t.negate]
        judged = {plain(test.values[0]) for test in valid}
        called = [text for text in part.called for of, value in OPPOSITE if of.search(text) and judged == {value}]
        if called:
            yield f"{part.title} is called “{called[0]}” and is for what has {in_words((valid[0],))}: it says the opposite"


def _judged_by_the_opposite(policy: Policy) -> Iterator[str]:
    """A rule that calls invalid what is admitted, or valid what is not."""
    fields = {
        f.name: f for f in policy.fields if f.type == "yes_no" and any(map(ADMITTED.search, _texts(f.name, f.labels)))
    }
    for rule in (each for each in policy.rules if each.then.set.get("valid")):
        for test in (t for table in rule.when for t in table if t.of in fields and is_word(t) and not t.negate):
            denied = any(map(OF_THE_INVALID.search, _texts(test.of, fields[test.of].labels)))
            if not denied and {plain(test.values[0]), plain(rule.then.set["valid"])} == {YES, NO}:
                yield f'a rule of group "{rule.group}" finds valid = {plain(rule.then.set["valid"])} where {in_words((test,))}: they say the opposite'


def _texts(name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    return (name.replace("_", " "), *labels.values())


def _says(text: str, test: Test, field: Field) -> bool | None:
    """Whether a text says what the test asks for (False: its opposite); None if it speaks of something else."""
    wanted = plain(test.values[0])
    if field.type == "yes_no" and wanted in (YES, NO):
        affirmed = _affirms(text, (field.name, *field.labels.values()))
    else:
        positive = _positive(test.values[0], field) or test.values[0]
        affirmed = _affirms(text, (positive, *field.called.get(positive, {}).values()))
        wanted = YES if test.values[0] == positive else NO
    return None if affirmed is None else affirmed is (wanted == YES)


def _positive(value: str, field: Field) -> str:
    """Which of a value and the sibling that denies it, or is denied by it, says yes; "" if it has none such."""
    for other in field.choices:
        for one, denied in ((value, other), (other, value)):
            if denied in (f"not_{one}", f"no_{one}", f"un{one}", f"in{one}", f"不{one}", f"未{one}", f"无{one}"):
                return one
    return ""


def _affirms(text: str, words: tuple[str, ...]) -> bool | None:
    """Whether a text says one of these words (False: denies it)."""
    for word in words:
        core = BRACKETED.sub("", ASKING.sub("", word.replace("_", " ")))
        found = _in_english(text.lower(), core.lower()) if core.isascii() else _in_chinese(text, core)
        if found is not None:
            return found
    return None


def _in_chinese(text: str, core: str) -> bool | None:
    """The same of a text in Chinese; one that only names the matter (满意度, or the word alone) says neither."""
    if len(core) < LEAST_SIGNS or core[0] in "不未无無非":
        return None
    if core[0] == "有" and any(f"{no}{core[1:]}" in text for no in "无無"):
        return False
    before, found, after = text.partition(core)
    if not found or (not before and not after) or OF_THE_MATTER.match(after):
        return None
    return not NOT.search(before)


def _in_english(text: str, core: str) -> bool | None:
    """The same of a text in English: it denies by any word of that stem, and says so by the word alone."""
    words = expression(r"[a-z']+").findall(text)
    if not core or " " in core or core == text or core in DENIED:
        return None
    at = next((i for i, word in enumerate(words) if word == core or word[:STEM] == core[:STEM]), None)
    if at is None or len(words[at]) < STEM - 1:
        return None
    if any(word in DENIED for word in words[max(0, at - 2) : at]):
        return False
    return True if words[at] == core else None
