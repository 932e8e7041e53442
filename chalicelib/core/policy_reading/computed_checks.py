"""Whether fields that nobody fills in can get their value, and no form insists on one."""

from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.policy_reading.decoding import Reading


def check_computed(policy: Policy, reading: Reading) -> None:
    """Sums of numbers, and numbers of forms."""
    for i, field in enumerate(policy.fields):
        if field.numbered is not None and not field.numbered.strip():
            reading.refuse(f"field[{i}].numbered", "is empty: give the prefix of its numbers, or leave the line out")
        if field.computed:
            _check(field, f"field[{i}]", policy, reading)


def _check(field: Field, path: str, policy: Policy, reading: Reading) -> None:
    numbers = tuple(f.name for f in policy.fields if f.type == "number" and f.name != field.name)
    for i, name in enumerate(field.sums):
        reading.known(name, numbers, f"{path}.sums[{i}]", "another number field")
    if field.sums and field.type != "number":
        reading.refuse(f"{path}.sums", 'go with type = "number" only')
    if field.numbered and field.type != "text":
        reading.refuse(f"{path}.numbered", 'goes with type = "text" only')
    if field.sums and field.numbered:
        reading.refuse(f"{path}.numbered", "does not go with sums")
    if field.reads or field.name in policy.asks:
        reading.refuse(path, "makes itself: neither is the customer asked for it, nor is it read in their words")
    if field.numbered and not any(field.name in task.form for task in policy.tasks):
        reading.refuse(f"{path}.numbered", f'no task has "{field.name}" in its form: it would never get a number')
    for i, task in enumerate(policy.tasks):
        if field.name in task.required:
            reading.refuse(f"task[{i}].required", f'"{field.name}" makes itself; no form can ask for it')
