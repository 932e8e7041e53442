"""What a sound policy might still want: it runs as it is, but people would read words that were meant for the file."""

from collections.abc import Iterator

from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import FIRST


def unlabelled(policy: Policy) -> str:
    """Names that mails and reports would show as they stand in the file, by kind of part; "" if all have a label."""
    found = (
        (kind, [n for n in names if n.isascii() and label(n, policy, FIRST) == n]) for kind, names in _names(policy)
    )
    return "; ".join(f"{kind} {', '.join(names)}" for kind, names in found if names)


def _names(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "kind", policy.kinds
    yield "severity", policy.severities if len(policy.severities) > 1 else ()
    yield "category", policy.categories
    yield "role", tuple(role.name for role in policy.roles)
    yield "field", tuple(field.name for field in policy.fields)
    yield "clock", tuple(clock.name for clock in policy.clocks)
    yield "extension", tuple(extension.name for extension in policy.extensions)
    yield "stage", tuple(stage.name for stage in policy.stages)
    yield "task", tuple(task.name for task in policy.tasks)
    yield "report", tuple(report.name for report in policy.reports if report.kind != "list")
    yield "choice", tuple(dict.fromkeys(c for f in policy.fields if f.type == "choice" for c in f.choices))
