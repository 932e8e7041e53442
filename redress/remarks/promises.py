"""Dates of a sound policy that people are held to: those of promises, those that letters tell, and those that shorten a limit."""

import re
from collections.abc import Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.model import Clock, Field, Policy, Task

TO_COME = expression(
    r"兑现|兌現|期限|限期|截止|之前|送达|送達|到账|到帳|\b(?:by|before|until|due|deadline)\b", re.IGNORECASE
)
HOURS = expression(r"小时|小時|钟头|鐘頭|\bhours?\b|\bhrs?\b", re.IGNORECASE)
DAYS = expression(r"天|工作日|(?<![生今每假节節当當])日(?!期)|\bdays?\b", re.IGNORECASE)
OF_HOURS, OF_DAYS = ("hour", "working hour"), ("day", "working day")


def remarks_on_promises(policy: Policy) -> Iterator[str]:
    """A sentence for each date that holds nobody, or another than whom it says."""
    yield from _one_date_for_two(policy)
    yield from _one_person_for_two(policy)
    yield from _dated_in_vain(policy)
    yield from _without_its_date(policy)
    yield from _dated_by_another_line(policy)
    yield from _counted_otherwise(policy)


def _one_date_for_two(policy: Policy) -> Iterator[str]:
    """Two promises that are due at one line, though the letter has a date for each."""
    lines: dict[str, Task] = {}
    for task in (each for each in policy.tasks if each.promises and each.due):
        other = lines.setdefault(task.due, task)
        if other is not task:
            yield (
                f'task "{other.name}" and task "{task.name}" are both due at "{task.due}", and keep "{other.promises}" and '
                f'"{task.promises}": give each the line that dates it'
            )


def _one_person_for_two(policy: Policy) -> Iterator[str]:
    """A promise that another's line gives to somebody, though it has a line of its own, which nothing looks at."""
    keepers = [task for task in policy.tasks if task.promises and task.whose]
    named = {task.whose for task in keepers}
    lines = {name for answer in answer_tasks(policy) for name in answer.form}
    for task in keepers:
        shared = next((other for other in keepers if other is not task and other.whose == task.whose), None)
        own = sorted(name for name in lines - named - {task.due} if name.startswith(f"{task.promises}_"))
        if shared and own:
            yield f'task "{task.name}" and task "{shared.name}" are both for whom "{task.whose}" names, and nobody is held to "{own[0]}"'


def _dated_in_vain(policy: Policy) -> Iterator[str]:
    """A date to come that the customer reads, and at which nobody is asked whether it was kept."""
    kept = {task.due for task in policy.tasks} | {clock.due for clock in policy.clocks}
    looked_at = {test.of for rule in policy.rules for table in (*rule.when, *rule.unless) for test in table}
    for name in dict.fromkeys(name for task in answer_tasks(policy) for name in task.letter):
        field = next((each for each in policy.fields if each.name == name), None)
        if field and field.type == "date" and name not in kept | looked_at and _is_to_come(field):
            yield (
                f'the letter tells the customer the date "{name}", and nobody is held to it: '
                f'give a task promises, with due = "{name}"'
            )


def _without_its_date(policy: Policy) -> Iterator[str]:
    """A promise that the customer reads, and a date of it that they do not."""
    for task in (each for each in policy.tasks if each.promises and each.due):
        for answer in answer_tasks(policy):
            if task.promises in answer.letter and task.due in answer.form and task.due not in answer.letter:
                yield (
                    f'the letter of task "{answer.name}" tells "{task.promises}" and not "{task.due}", by when: '
                    f'add letter = true to "{task.due}"'
                )


def _is_to_come(field: Field) -> bool:
    return field.name.endswith("_by") or any(TO_COME.search(text) for text in field.labels.values())


def _dated_by_another_line(policy: Policy) -> Iterator[str]:
    """A clock whose line for less time is another than that of all its twins."""
    for clock in (each for each in policy.clocks if each.due):
        twins = [
            c for c in policy.clocks if c is not clock and c.due and (c.from_, c.until) == (clock.from_, clock.until)
        ]
        lines = {each.due for each in twins}
        if len(twins) > 1 and len(lines) == 1 and clock.due not in lines:
            yield f'clock "{clock.name}" ends at "{clock.due}", and its twins {_named(twins)} at "{twins[0].due}"'


def _named(clocks: list[Clock]) -> str:
    return " and ".join(f'"{each.name}"' for each in clocks)


def _counted_otherwise(policy: Policy) -> Iterator[str]:
    """A number of hours that a limit takes for days, or the other way round."""
    fields = {field.name: field for field in policy.fields}
    parts: tuple[Clock | Task, ...] = (*policy.clocks, *policy.tasks)
    for part in (each for each in parts if each.due in fields):
        field = fields[part.due]
        texts = [*field.labels.values(), *field.hint.values(), *field.reads, field.name.replace("_", " ")]
        hours, days = (any(sign.search(text) for text in texts) for sign in (HOURS, DAYS))
        wrong = OF_DAYS if hours and not days else OF_HOURS if days and not hours else ()
        for within in (each for each in part.within.values() if field.type == "number" and each.unit in wrong):
            yield (
                f'"{part.name}" counts "{field.name}" in {within.unit}s, as its within ("{within}") does, and people tell it in '
                f"{'hours' if hours else 'days'}: write within in {'hours' if hours else 'days'}"
            )
            break
