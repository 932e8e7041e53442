"""Gates of a sound policy that hardly anybody passes: what they want is asked for only later, or by no form that they look at."""

from collections.abc import Iterator

from chalicelib.core.policy.answering import ANSWERED_BY, answer_tasks
from chalicelib.core.policy.model import Gate, Policy
from chalicelib.core.policy_reading.moment_order import IN_ORDER, place_of
from redress.remarks.value_flow import Giving, givings


def remarks_on_gates(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    ways = givings(policy)
    for gate in policy.gates:
        yield from _asked_later(gate, policy, {name for name, each in ways.items() if _is_read(each)})
        yield from _cleared_nowhere(gate, policy)


def _is_read(ways: list[Giving]) -> bool:
    """Whether a field gets a value from anything but forms and the refusals of gates."""
    return any(not way.by.title.startswith(("task ", "gate ")) for way in ways)


def _asked_later(gate: Gate, policy: Policy, read: set[str]) -> Iterator[str]:
    """What a gate wants before a moment, and forms ask for only after it."""
    place = IN_ORDER.index(gate.before) if gate.before in IN_ORDER else None
    if place is None or any(test.of in ("round", "stage") or test.kind == "moment" for t in gate.when for test in t):
        return
    for field in (each for each in gate.needs if each not in read):
        asked = [task for task in policy.tasks if field in task.form]
        places = [place_of(task.opens, policy) if task.opens else None for task in asked]
        if asked and all(each is not None and each >= place for each in places):
            yield (
                f'gate "{gate.name}" wants "{field}" before "{gate.before}", '
                f'and task "{asked[0].name}" asks for it only after that'
            )


def _cleared_nowhere(gate: Gate, policy: Policy) -> Iterator[str]:
    """A line by which a suspicion is cleared, and which is no line of the answer."""
    answers = answer_tasks(policy) if gate.before in ANSWERED_BY else ()
    if gate.confirm and answers and not any(gate.confirm in task.form for task in answers):
        yield f'gate "{gate.name}" is passed by "{gate.confirm}", which no form of an answer has as a line'
