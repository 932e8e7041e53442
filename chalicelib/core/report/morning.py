"""One list a morning for each person: what is overdue, what falls due today, whom to visit, what else is open."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.model import Deadline, Task
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import LIVE
from chalicelib.core.register.rows import Row
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.shape import Frame, Section
from chalicelib.core.report.spans import overdue_by
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import label
from chalicelib.core.words.local_dates import short_date

UNASSIGNED = "assign"
LISTED = 300  # items of one list: more than anybody does in a day, and a mail that every program shows
OTHERS = (
    "task",
    "approval",
)  # limits of what is asked of somebody by name: whoever has no such task is not late with them
ORDER = ("overdue_now", "due_today", "visits", "other_open")


class Item(msgspec.Struct, frozen=True):
    """Something one person (`who`) has to do on one complaint: a task's name (`visit`: to ask the customer), or the clock that runs against them."""

    row: Row
    what: str
    due: datetime | None
    visit: bool = False
    promised: str = ""
    who: str = ""


def to_do(rows: Rows, person: str, frame: Frame) -> tuple[Item, ...]:
    """What `person` (mail address) has to do, the most urgent first."""
    found = (item for row in rows for item in owed(row, frame) if item.who == person)
    return tuple(sorted(found, key=lambda item: (item.due is None, item.due or frame.now, item.row.number)))


def morning_sections(rows: Rows, person: str, frame: Frame) -> tuple[Section, ...]:
    """The person's list in parts; a part without an item is left out, and one sentence stands for no item at all."""
    items = to_do(rows, person, frame)
    parts = ((name, [item for item in items if _part(item, frame) == name]) for name in ORDER)
    sections = tuple(_section(name, part, frame) for name, part in parts if part)
    language = frame.language
    return sections or (Section(title=word("list", language), text=(word("nothing_to_do", language),)),)


def owed(row: Row, frame: Frame) -> Iterator[Item]:
    """What is to be done on a complaint, by whoever has to: open tasks, approvals, and of whoever has it and no task there the clock that runs.

    Not one that somebody else's task or approval stops: whoever waits for that has done their part.
    """
    policy = frame.policy
    answered_later = bool(row.approvals) and row.kind not in policy.flow_kinds  # closed, for it was only passed on
    if row.status not in LIVE and not row.tasks and not answered_later:
        return
    holder = row.handler or policy.directory.desk
    tasks = [task for task in row.tasks if task.done is None]
    for task in tasks:
        due = task.due or _limit(row, task.name, policy)
        yield Item(row, task.name, due, _is_visit(task.name, policy), task.promised, task.assignee)
    for approval in row.approvals:
        yield _asked(row, f"approval:{approval.gate}:{approval.step}", approval.approver)
    if row.status == "open" and not any(task.assignee == holder for task in tasks):
        others = _stopped_by_others(row, tasks, policy)
        running = running_first(row, OTHERS, others)
        if running or not others:
            what = running.clock if running else row.status if row.handler else UNASSIGNED
            yield Item(row, what, running.due if running else None, who=holder)


def _stopped_by_others(row: Row, tasks: Iterable[Task], policy: Policy) -> frozenset[str]:
    """The clocks that end by what somebody has been asked for, or what waits for consent."""
    before = {gate.before for gate in policy.gates if gate.name in {a.gate for a in row.approvals}}
    before |= {"proposed", "answered"} if before & {"proposed", "answered"} else set()
    waiting = (clock.name for clock in policy.clocks if clock.until in before)
    return frozenset(waiting).union(*(duties.limits_of(task.name, policy) for task in tasks))


def _is_visit(task: str, policy: Policy) -> bool:
    return any(rule.command == "visit" for rule in policy.tasks if rule.name == task)


def _asked(row: Row, clock: str, who: str) -> Item:
    """An approval that waits, by the clock that runs for it in this round."""
    due = next((d.due for d in row.deadlines if d.clock == clock and d.round == row.rounds), None)
    return Item(row, clock, due, who=who)


def running_first(row: Row, apart: tuple[str, ...] = (), others: frozenset[str] = frozenset()) -> Deadline | None:
    """The deadline that ends first of those that run on the case, kinds that are left `apart` and `others` by name not among them."""
    going = (d for d in row.deadlines if d.met is None and d.round == row.rounds)
    running = [d for d in going if d.clock.partition(":")[0] not in apart and d.clock not in others]
    return min(running, key=lambda d: d.due, default=None)


def _limit(row: Row, task: str, policy: Policy) -> datetime | None:
    """When a task without a limit of its own is due: with the clock that waits for it; no more once that was met; else with any that runs."""
    clocks = duties.limits_of(task, policy)
    own = [d for d in row.deadlines if d.clock in clocks and d.round == row.rounds]
    if own:
        return min((d.due for d in own if d.met is None), default=None)
    running = running_first(row)
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
    """The list as a mail shows it: a line for each item, what is overdue with how long; of very many the first, and how many more."""
    policy, language = frame.policy, frame.language
    for item in items[:LISTED]:
        due = short_date(item.due, policy.timezone, language) if item.due else ""
        late = overdue_by(frame.now - item.due, language) if item.due and item.due < frame.now else ""
        about = item.row.subject or item.row.content[:40]
        parts = (item.row.number, label(item.what, policy, language), late, item.promised, about, due)
        yield " · ".join(part for part in parts if part)
    if left := len(items[LISTED:]):
        yield word("list_left", language).format(left=left)
