"""One list a morning for each person: what is overdue, what falls due today, whom to visit, what else is open."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.model import Deadline
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import LIVE
from chalicelib.core.register.rows import Row
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.shape import Frame, Section
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import label
from chalicelib.core.words.local_dates import short_date

UNASSIGNED = "assign"
LISTED = 300  # items of one list: more than anybody does in a day, and a mail that every program shows
ORDER = ("overdue_now", "due_today", "visits", "other_open")


class Item(msgspec.Struct, frozen=True):
    """Something one person has to do on one complaint: a task's name (`visit`: to ask the customer), or the clock that runs against them."""

    row: Row
    what: str
    due: datetime | None
    visit: bool = False
    promised: str = ""


def to_do(rows: Rows, person: str, frame: Frame) -> tuple[Item, ...]:
    """What `person` (mail address) has to do, the most urgent first."""
    found = (item for row in rows if row.status in LIVE or row.tasks for item in _items(row, person, frame))
    return tuple(sorted(found, key=lambda item: (item.due is None, item.due or frame.now, item.row.number)))


def morning_sections(rows: Rows, person: str, frame: Frame) -> tuple[Section, ...]:
    """The person's list in parts; a part without an item is left out, and one sentence stands for no item at all."""
    items = to_do(rows, person, frame)
    parts = ((name, [item for item in items if _part(item, frame) == name]) for name in ORDER)
    sections = tuple(_section(name, part, frame) for name, part in parts if part)
    language = frame.language
    return sections or (Section(title=word("list", language), text=(word("nothing_to_do", language),)),)


def _items(row: Row, person: str, frame: Frame) -> Iterator[Item]:
    tasks = [task for task in row.tasks if task.done is None and task.assignee == person]
    policy = frame.policy
    yield from (
        Item(row, t.name, t.due or _limit(row, t.name, policy), _is_visit(t.name, policy), t.promised) for t in tasks
    )
    yield from (_asked(row, f"approval:{a.gate}:{a.step}") for a in row.approvals if a.approver == person)
    if row.status == "open" and not tasks:
        due = _running(row)
        if person == row.handler:
            yield Item(row, due.clock if due else row.status, due.due if due else None)
        elif not row.handler and person == frame.policy.directory.desk:
            yield Item(row, due.clock if due else UNASSIGNED, due.due if due else None)


def _is_visit(task: str, policy: Policy) -> bool:
    return any(rule.command == "visit" for rule in policy.tasks if rule.name == task)


def _asked(row: Row, clock: str) -> Item:
    """An approval that waits, by the clock that runs for it in this round."""
    return Item(row, clock, next((d.due for d in row.deadlines if d.clock == clock and d.round == row.rounds), None))


def _running(row: Row) -> Deadline | None:
    """The deadline that ends first of those that run on the case."""
    running = (d for d in row.deadlines if d.met is None and d.round == row.rounds)
    return min(running, key=lambda d: d.due, default=None)


def _limit(row: Row, task: str, policy: Policy) -> datetime | None:
    """When a task without a limit of its own is due: with the clock that waits for it; no more once that was met; else with any that runs."""
    clocks = duties.limits_of(task, policy)
    own = [d for d in row.deadlines if d.clock in clocks and d.round == row.rounds]
    if own:
        return min((d.due for d in own if d.met is None), default=None)
    running = _running(row)
    return running.due if running else None


def _part(item: Item, frame: Frame) -> str:
    zone = ZoneInfo(frame.policy.timezone)
    if item.due and item.due < frame.now:
        return "overdue_now"
    if item.due and item.due.astimezone(zone).date() == frame.now.astimezone(zone).date():
        return "due_today"
    return "visits" if item.visit else "other_open"


def _section(name: str, items: list[Item], frame: Frame) -> Section:
    policy, language = frame.policy, frame.language
    return Section(
        title=f"{word(name, language)} {len(items)}",
        header=tuple(word(n, language) for n in ("number", "customer", "subject", "task", "due")),
        rows=tuple(
            (
                item.row.number,
                item.row.name or item.row.contact,
                item.row.subject or item.row.content[:40],
                label(item.what, policy, language),
                short_date(item.due, policy.timezone, language) if item.due else "",
            )
            for item in items
        ),
    )


def lines(items: tuple[Item, ...], frame: Frame) -> Iterator[str]:
    """The list as a mail shows it: a line for each item, what is overdue marked; of very many the first, and how many more."""
    policy, language = frame.policy, frame.language
    for item in items[:LISTED]:
        due = short_date(item.due, policy.timezone, language) if item.due else ""
        late = word("overdue_now", language) if item.due and item.due < frame.now else ""
        about = item.row.subject or item.row.content[:40]
        parts = (item.row.number, label(item.what, policy, language), item.promised, about, due, late)
        yield " · ".join(part for part in parts if part)
    if left := len(items[LISTED:]):
        yield word("list_left", language).format(left=left)
