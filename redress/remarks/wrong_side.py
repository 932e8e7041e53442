"""Conditions of a sound policy that take the wrong side: small sums for large ones, the content with the discontented, what is there for what is missing."""

import re
from collections.abc import Iterator
from itertools import permutations

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import NO, YES, Test, When
from redress.remarks.condition_logic import FILLED, Table, high, is_range, low, plain
from redress.remarks.value_flow import conditions, in_words, is_word

NO_END = float("inf")
MEASURED = expression(
    r"#\s*(?:摄氏|攝氏)?(?:度|℃|°|伏|兆帕|公斤压力|分贝|分貝|岁|歲|degrees?|volts?|bar\b|dB|years? old)|(?:温|溫|压|壓).*#",
    re.IGNORECASE,
)  # temperature, pressure, voltage, noise, age


def remarks_on_wrong_sides(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from dict.fromkeys(_content_and_not(policy))
    yield from dict.fromkeys(_small_and_grave(policy))
    yield from _small_and_agreed(policy)
    yield from dict.fromkeys(_spared_as_valid(policy))
    yield from _asked_of_who_sent(policy)
    yield from dict.fromkeys(_set_already(policy))
    yield from dict.fromkeys(_filled_or_no(policy))
    yield from dict.fromkeys(_of_what_is_empty(policy))


def _content_and_not(policy: Policy) -> Iterator[str]:
    """A range of satisfaction that takes some of the dissatisfied together with all who are content."""
    for place, when in conditions(policy):
        for test in (t for table in when for t in table if t.of == "satisfaction" and is_range(t)):
            if 1 < low(test)[0] + low(test)[1] <= policy.reopen_at_most < high(test)[0]:
                yield f"{place} takes {in_words((test,))}: who is not satisfied ({policy.reopen_at_most} and less) together with who is"


def _small_and_grave(policy: Policy) -> Iterator[str]:
    """A number below a bound that makes a complaint graver, and is nobody's limit of time."""
    limits = {*(clock.due for clock in policy.clocks), *(task.due for task in policy.tasks)}
    for rule in policy.rules:
        grade = rule.then.set.get("severity", policy.severities[0])
        for test in (t for table in rule.when for t in table if grade != policy.severities[0] and _is_open_below(t)):
            if test.of not in (*limits, "satisfaction") and _is_told(test.of, policy):
                yield f'a rule of group "{rule.group}" makes {grade} what has {in_words((test,))}: the less there is, the graver'


def _is_open_below(test: Test) -> bool:
    return is_range(test) and low(test)[0] <= 0 and high(test)[0] < NO_END


def _is_told(name: str, policy: Policy) -> bool:
    """Whether it is a sum or a count of what customers write; what is measured may be too low as well."""
    told = next((field for field in policy.fields if field.name == name), None)
    return told is not None and (told.money or any(not MEASURED.search(sign) for sign in told.reads[:1]))


def _small_and_agreed(policy: Policy) -> Iterator[str]:
    """A consent that only small numbers need, where no other consent is for larger ones."""
    for gate in (each for each in policy.gates if each.approve):
        for test in (t for table in gate.when for t in table if is_range(t) and t.of != "round"):
            larger = [
                other
                for other in policy.gates
                if other.approve and other is not gate and _reaches_on(other.when, test.of)
            ]
            if high(test)[0] < NO_END and not larger and not _reaches_on(gate.when, test.of):
                yield f'gate "{gate.name}" asks {", ".join(gate.approve)} where {in_words((test,))}, and nobody where it is more'


def _reaches_on(when: When, field: str) -> bool:
    return any(t.of == field and is_range(t) and high(t)[0] == NO_END for table in when for t in table)


def _spared_as_valid(policy: Policy) -> Iterator[str]:
    """A limit that spares what is valid; and what takes the invalid with what nobody has judged."""
    for clock in (each for each in policy.clocks if any(_judged(table, YES) for table in each.unless)):
        yield f'clock "{clock.name}" runs unless valid is yes: it spares what is valid, and binds what is not'
    for place, when in conditions(policy):
        for table in (each for each in when if any(_is_judged(t, NO) for t in each)):
            rest = {t for t in table if t.of != "valid"}
            if any(
                {t for t in other if t.of != "valid"} == rest and any(t.of == "valid" and t.negate for t in other)
                for other in when
            ):
                yield f"{place} takes what is not valid together with what nobody has judged"


def _judged(table: Table, value: str) -> bool:
    return len(table) == 1 and _is_judged(table[0], value)


def _is_judged(test: Test, value: str) -> bool:
    return test.of == "valid" and is_word(test) and not test.negate and plain(test.values[0]) == value


def _asked_of_who_sent(policy: Policy) -> Iterator[str]:
    """A file that customers are asked for only where they have sent one."""
    for field in (each for each in policy.fields if each.name in policy.asks):
        tests = [t for table in field.when for t in table if t.of == "evidence" and is_word(t) and not t.negate]
        if any(plain(test.values[0]) == YES for test in tests):
            yield f'the question for "{field.name}" is asked where evidence is yes: of who has sent a file, and not of who has not'


def _set_already(policy: Policy) -> Iterator[str]:
    """A rule that sets a field only where it has a value already, though no rule looks at which."""
    for rule in policy.rules:
        for test in (t for table in rule.when for t in table if t.of in rule.then.set and _is_filled(t)):
            yield f'a rule of group "{rule.group}" sets {test.of} only where it is filled already'


def _is_filled(test: Test) -> bool:
    return test.kind == "field" and test.values == FILLED and not test.negate


def _is_empty(test: Test) -> bool:
    return test.kind == "field" and test.values == FILLED and test.negate


def _filled_or_no(policy: Policy) -> Iterator[str]:
    """A yes and a no in two alternatives, where a missing word and a no were meant."""
    for place, when in conditions(policy):
        for one, other in permutations(when, 2):
            yes, no = [t for t in one if t not in other], [t for t in other if t not in one]
            if len(yes) == len(no) == 1 and yes[0].of == no[0].of and _is_filled(yes[0]) and _says_no(no[0]):
                yield f"{place} has {in_words(tuple(yes))} or {in_words(tuple(no))}: it applies to a yes as to a no, and not where nobody has said"


def _says_no(test: Test) -> bool:
    return is_word(test) and not test.negate and plain(test.values[0]) == NO


def _of_what_is_empty(policy: Policy) -> Iterator[str]:
    """What counts, tells, agrees to or keeps a line, on complaints where the line is empty."""
    for title, when, used in _using(policy):
        for table in when:
            counted = {name for t in table if t.kind == "count" for name in t.of.split("+")}
            for test in (t for t in table if _is_empty(t) and t.of in {*used, *counted}):
                yield f'{title} is for complaints where "{test.of}" is empty, and has to do with what stands there'


def _using(policy: Policy) -> Iterator[tuple[str, When, frozenset[str]]]:
    """Each part with the lines that it works with."""
    fields = [field.name for field in policy.fields]
    for rule in policy.rules:
        yield f'a rule of group "{rule.group}"', rule.when, _told_in(rule.then.message, policy)
    for clock in policy.clocks:
        yield f'clock "{clock.name}"', clock.when, frozenset((clock.due,))
    for task in policy.tasks:
        yield (
            f'task "{task.name}"',
            task.when,
            frozenset((task.promises, task.due, task.whose)) | _told_in(task.message, policy),
        )
    for gate in (each for each in policy.gates if each.approve):
        yield f'gate "{gate.name}"', gate.when, frozenset(name for name in fields if gate.name.startswith(f"{name}_"))


def _told_in(message: str, policy: Policy) -> frozenset[str]:
    """The lines that a message of the organisation's own puts into its words."""
    words = " ".join(
        text
        for key, each in policy.words.items()
        if message and key.startswith(f"{message}.")
        for text in each.values()
    )
    return frozenset(field.name for field in policy.fields if re.search(rf"\{{\{{[^}}]*\b{field.name}\b", words))
