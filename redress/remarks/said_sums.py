"""Sums and counts that a policy's words name and the conditions beside them do not."""

from collections.abc import Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import When
from chalicelib.core.words.labels import label
from redress.remarks.policy_texts import Texts

SUM = expression(r"(?<![0-9.])(?P<figures>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{3,})(?P<times>[万萬])?(?![0-9:]|年)")
TIMES = {"万": 10_000, "萬": 10_000}


def remarks_on_said_sums(policy: Policy) -> Iterator[str]:
    """A sentence for each part that is called after another number than it compares with."""
    for gate in policy.gates:
        for texts in (gate.labels, gate.reason):
            yield from _other_than(f'gate "{gate.name}"', texts, _bounds(gate.when) | _bounds(gate.unless))
    for task in policy.tasks:
        yield from _other_than(f'task "{task.name}"', task.labels, _bounds(task.when))
    for rule in policy.rules:
        for name in (rule.group, *rule.then.flag):
            texts = {language: label(name, policy, language) for language in policy.labels.get(name, {})}
            yield from _other_than(f'a rule of group "{rule.group}"', texts, _bounds(rule.when) | _bounds(rule.unless))


def _bounds(when: When) -> set[float]:
    """The numbers that conditions compare with, at which they begin or end."""
    found = set()
    for test in (test for table in when for test in table if test.kind == "field"):
        found |= {bound for bound in (test.at_least, test.over, test.at_most, test.below) if bound is not None}
    return found


def _other_than(where: str, texts: Texts, bounds: set[float]) -> Iterator[str]:
    """Both name numbers of three figures, and none of the words' is one of the conditions' or next to it."""
    compared = {bound for bound in bounds if bound >= 100}  # noqa: PLR2004 - as many figures as the words have
    for text in texts.values():
        said = [float(f["figures"].replace(",", "")) * TIMES.get(f["times"] or "", 1) for f in SUM.finditer(text)]
        if said and compared and not any(abs(number - bound) <= 1 for number in said for bound in compared):
            shown = ", ".join(f"{bound:g}" for bound in sorted(compared))
            yield f"{where} is worded with {said[0]:g} (“{text[:30]}”), and compares with {shown}"
            return
