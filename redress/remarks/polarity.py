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
CONDITION = expression(r"^[^，。；：,.;:]*的，|^(?:where|if|when|of what) [^,.;:]*,", re.IGNORECASE)
OF_THE_INVALID = expression(
    r"无理|無理|无效|無效|不成立|不受理|不予受理|不属实|不屬實|\b(?:refus\w+|invalid|unfounded|inadmissible|not (?:justified|valid|upheld|founded|acceptable))\b",
    re.IGNORECASE,
)
HEDGED = expression(
    r"\b(?:perhaps|possibl[ey]|not|no|non|without|until|un|from|or|and|than)\b|可能|疑似|是否|不|未|非|或|及|和|与|與|以外",
    re.IGNORECASE,
)
BRACKETED = expression(r"\s*[(（].*$")
OF_THE_MATTER = expression(r"度|率|与否|與否|性|情况|情況|调查|調查|确认|確認")
NOT = expression(r"(?:不|未|无|無|非|没有?|沒有?)(?:属|屬|是|能|会|會|予|被|达|達)?$")
DENIED = ("not", "no", "without", "never", "non", "nothing")
LEAST_SIGNS = 2
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
STEM = 5  # letters by which two English words are one


class _Part(msgspec.Struct, frozen=True):
    title: str
    when: When
    called: tuple[str, ...]
    affirms: bool = True  # whether what it is called after is so already, and not what it shall bring about


def remarks_on_polarity(policy: Policy) -> Iterator[str]:
    """A sentence for each part that is called the opposite of what it asks for."""
    fields = {field.name: field for field in policy.fields}
    for part in _parts(policy):
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
    yield from dict.fromkeys(_called_after_another_value(policy))


def _is_a_yes(test: Test, field: Field) -> bool:
    value = test.values[0]
    return plain(value) == YES if field.type == "yes_no" else _positive(value, field) == value


def _parts(policy: Policy) -> Iterator[_Part]:
    counted = [rule.group for rule in policy.rules]
    for rule in (each for each in policy.rules if counted.count(each.group) == 1):
        yield _Part(f'group "{rule.group}"', rule.when, _texts(rule.group, policy.labels.get(rule.group, {})))
    for gate in policy.gates:
        yield _Part(f'gate "{gate.name}"', gate.when, (*_texts(gate.name, gate.labels), *_clauses(gate.reason)))
    for report in policy.reports:
        yield _Part(f'report "{report.name}"', report.when, _texts(report.name, report.labels))
    for task in policy.tasks:
        yield _Part(f'task "{task.name}"', task.when, _texts(task.name, task.labels), affirms=False)
    for clock in policy.clocks:
        yield _Part(f'clock "{clock.name}"', clock.when, _texts(clock.name, clock.labels), affirms=False)


def _clauses(reason: Mapping[str, str]) -> tuple[str, ...]:
    """What a reason names as its condition: "Where it is founded, …"; 属实的，…."""
    found = (CONDITION.match(text) for text in reason.values())
    return tuple(each.group().rstrip(",，的") for each in found if each)


def _judged_otherwise(policy: Policy) -> Iterator[str]:
    """What is called after complaints that are not justified, and is for the valid ones."""
    for part in _parts(policy):
        valid = [t for table in part.when for t in table if t.of == "valid" and is_word(t) and not t.negate]
        called = [text for text in part.called if OF_THE_INVALID.search(text)]
        if called and valid and all(plain(test.values[0]) == YES for test in valid):
            yield f"{part.title} is called “{called[0]}” and is for what has {in_words((valid[0],))}: it says the opposite"


def _texts(name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    return (name.replace("_", " "), *labels.values())


def _says(text: str, test: Test, field: Field) -> bool | None:
    """Whether a text says what the test asks for (False: its opposite); None if it speaks of something else."""
    wanted = plain(test.values[0])
    if field.type == "yes_no" and wanted in (YES, NO):
        affirmed = _affirms(text, (field.name, *field.labels.values()))
    elif positive := _positive(test.values[0], field):
        affirmed = _affirms(text, (positive, *field.called.get(positive, {}).values()))
        wanted = YES if test.values[0] == positive else NO
    else:
        return None
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


def _called_after_another_value(policy: Policy) -> Iterator[str]:
    """A part that looks for one grade or choice, and whose name or label has another of them."""
    own = {field.name: (field.choices, field.called) for field in policy.fields if len(field.choices) > 1}
    domains = {**own, "severity": (policy.severities, policy.labels)}
    for part in _parts(policy):
        tests = [t for table in part.when for t in table if t.of in domains and t.kind == "field"]
        for test in (t for t in tests if is_word(t) and not t.negate and [each.of for each in tests].count(t.of) == 1):
            values, labels = domains[test.of]
            named = [(text, v) for text in part.called for v in values if _has(text, (v, *labels.get(v, {}).values()))]
            hedged = any(HEDGED.search(text) for text, _ in named)
            if named and not hedged and test.values[0] not in {value for _, value in named}:
                text, value = named[0]
                yield f"{part.title} is called “{text}” and is for what has {in_words((test,))}: it is called after {value}"


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
