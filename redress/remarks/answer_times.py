"""When a sound policy lets its customers hear: times that it promises, and the time for the answer."""

from collections.abc import Iterator

from chalicelib.core.policy import duties
from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.moment_order import IN_ORDER


def remarks_on_answer_times(policy: Policy) -> Iterator[str]:
    """A sentence for each time that is told to the wrong people, that nobody keeps, or that begins elsewhere than its task."""
    yield from _promised_to_all(policy)
    yield from _not_kept(policy)
    yield from _never_dated(policy)
    yield from _from_another_moment(policy)


def _promised_to_all(policy: Policy) -> Iterator[str]:
    """A time for the answer that is told to people whose matter is only passed on."""
    passed_on = [kind for kind in policy.kinds if kind not in policy.flow_kinds]
    flows = ", ".join(f'"{kind}"' for kind in policy.flow_kinds)
    wanted = flows if len(policy.flow_kinds) == 1 else f"[{flows}]"
    for clock in policy.clocks:
        looks = any(test.of == "kind" for table in (*clock.when, *clock.unless) for test in table)
        if passed_on and clock.promised and clock.until == "answered" and not looks:
            yield (
                f'clock "{clock.name}" promises an answer to {", ".join(passed_on)} as well, which is only passed on: '
                f"add kind = {wanted} to each table of its when (when = [{{ kind = {wanted} }}] if it has none)"
            )


def _not_kept(policy: Policy) -> Iterator[str]:
    """A time that customers are told, at which nobody speaks to them if it is not kept (GN-01)."""
    for clock in policy.clocks:
        if clock.promised and not any("customer" in rung.tell and rung.at.amount <= 0 for rung in clock.rungs):
            yield (
                f'clock "{clock.name}" promises customers a time and tells them nothing when it passes: '
                'add { at = "due", tell = ["customer"], every = "1 day" } to its rungs'
            )


def _never_dated(policy: Policy) -> Iterator[str]:
    """A promise that every answer makes, with a date that may stay empty."""
    for task in (each for each in policy.tasks if each.promises and each.due):
        for answer in answer_tasks(policy):
            if task.promises in answer.required and task.due not in answer.required:
                yield (
                    f'task "{answer.name}" requires "{task.promises}" and leaves "{task.due}" to its author, '
                    f'but is refused without it: add "{task.due}" to required, or take "{task.promises}" out'
                )
        if _requires(policy, task.due) or _requires(policy, task.promises):
            continue
        for gate in policy.gates:
            if task.promises in gate.needs and task.due not in gate.needs:
                yield (
                    f'gate "{gate.name}" needs "{task.promises}" and leaves "{task.due}" to the author, '
                    f'but the answer is refused without it: add "{task.due}" to its needs'
                )


def _requires(policy: Policy, line: str) -> bool:
    """Whether every answer has to have that line."""
    return all(line in answer.required for answer in answer_tasks(policy))


def _from_another_moment(policy: Policy) -> Iterator[str]:
    """An answer without a limit of its own, whose clocks all begin only later than it is asked for: it gets the next working day."""
    for task in answer_tasks(policy):
        clocks = [c for c in policy.clocks if c.until in ("answered", duties.moment_of(task))]
        order = IN_ORDER[: IN_ORDER.index(task.opens) + 1] if task.opens in IN_ORDER else (task.opens,)
        if not task.within and clocks and not any(c.from_ in (*order, task.opens) for c in clocks):
            begins = " or ".join(dict.fromkeys(f'"{c.from_}"' for c in clocks))
            yield (
                f'task "{task.name}" opens at "{task.opens}", but its limit begins at {begins}: until then it has the next '
                f"working day; let both begin together, or give the task within"
            )
