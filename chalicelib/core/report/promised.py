"""The register of promises: what customers were promised, by whom, by when, and whether it was kept."""

from collections.abc import Iterator

from chalicelib.core.complaint.model import Task
from chalicelib.core.register.rows import Row
from chalicelib.core.report import figures
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.shape import Cell, Frame, Section
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import label
from chalicelib.core.words.local_dates import short_date
from chalicelib.core.words.names import person_name

HEADER = ("number", "unit", "task", "promised", "promiser", "due", "kept", "status")


def promise_section(rows: Rows, still_open: Rows, frame: Frame) -> Section:
    """A line for each promise of these complaints, and of any others whose promise is still to be kept; the open ones first."""
    language, named = frame.language, {row.number for row in rows}
    waiting = [row for row in still_open if row.number not in named and any(t.done is None for t in row.promises)]
    found = sorted(_made((*waiting, *rows)), key=lambda made: (made[1].done is not None, made[1].due or frame.now))
    if not found:
        return Section(title=word("promises", language), text=(word("no_promises", language),))
    total = [
        f"{word(name, language)} {len(_that_are(name, found, frame))}"
        for name in ("promise_late", "promise_open", "kept")
    ]
    return Section(
        title=f"{word('promises', language)} {len(found)}",
        text=(" · ".join(total),),
        header=tuple(word(name, language) for name in HEADER),
        rows=tuple(_line(row, task, frame) for row, task in found),
    )


def _made(rows: Rows) -> Iterator[tuple[Row, Task]]:
    yield from ((row, task) for row in rows for task in row.promises)


def _that_are(standing: str, found: list[tuple[Row, Task]], frame: Frame) -> list[Task]:
    return [task for _, task in found if _standing(task, frame) == standing]


def _standing(task: Task, frame: Frame) -> str:
    """How a promise stands: kept, in time or not, still to be kept, or late."""
    if task.done is not None:
        return "kept"
    return "promise_late" if task.due and task.due < frame.now else "promise_open"


def _line(row: Row, task: Task, frame: Frame) -> tuple[Cell, ...]:
    policy, language = frame.policy, frame.language
    zone = policy.timezone
    return (
        row.number,
        figures.unit_of(row) or word("unassigned", language),
        label(task.name, policy, language),
        word("restricted", language) if row.restricted else task.promised,
        person_name(task.assignee, policy, language),
        short_date(task.due, zone, language) if task.due else "",
        short_date(task.done, zone, language) if task.done else "",
        word(_standing(task, frame), language),
    )
