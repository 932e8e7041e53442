"""Whether what an answer promises can be kept: the answer asks for it, by a date, and a task of its own waits for it."""

from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.model import Policy, Task
from chalicelib.core.policy_reading.decoding import Reading

TYPES = {"promises": ("text", "number", "choice"), "due": ("date",), "whose": ("text", "choice")}


def check_promises(policy: Policy, reading: Reading) -> None:
    """All tasks that keep a promise."""
    asked = frozenset(name for answer in answer_tasks(policy) for name in answer.form)
    keepers: dict[str, str] = {}
    for i, task in enumerate(policy.tasks):
        path = f"task[{i}]"
        if not task.promises:
            _without(task, path, reading)
            continue
        _check_lines(task, path, asked, reading)
        if task.command != "fill":
            reading.refuse(f"{path}.command", f'"{task.command}" keeps no promise; leave it out, or write "fill"')
        if task.opens != "answered":
            reading.refuse(f"{path}.opens", 'a promise is made by the answer: opens = "answered"')
        if keepers.setdefault(task.promises, task.name) != task.name:
            reading.refuse(
                f"{path}.promises", f'"{task.promises}" is what the task "{keepers[task.promises]}" keeps already'
            )


def _without(task: Task, path: str, reading: Reading) -> None:
    if task.whose:
        reading.refuse(f"{path}.whose", "goes with promises only: say which line of the answer tells what was promised")


def _check_lines(task: Task, path: str, asked: frozenset[str], reading: Reading) -> None:
    for key, types in TYPES.items():
        field = getattr(task, key)
        if not field or not reading.known(field, reading.names.fields, f"{path}.{key}", "a field"):
            continue
        kind = reading.names.types.get(field, "text")
        if kind not in types:
            wanted = " or ".join(f'"{each}"' for each in types)
            reading.refuse(f"{path}.{key}", f'"{field}" has type = "{kind}"; it must be {wanted}')
        elif field not in asked:
            reading.refuse(
                f"{path}.{key}",
                f'no answer asks for "{field}": put it into the form of the task with command = "resolve"',
            )
