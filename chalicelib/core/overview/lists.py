"""The groups of a list: one's own work, what is late and open below, and for the desk what nobody else has in hand."""

from collections.abc import Iterable, Iterator, Sequence

from chalicelib.core.handling.hold.standing_tasks import RECEIPT
from chalicelib.core.overview.groups import Group, Line
from chalicelib.core.overview.lines import group, names, of_item, of_standing
from chalicelib.core.register import parked
from chalicelib.core.register.parked import Parked
from chalicelib.core.register.rows import Row
from chalicelib.core.report import morning
from chalicelib.core.report.morning import Item
from chalicelib.core.report.shape import Frame
from chalicelib.core.report.spans import span
from chalicelib.core.report.standing import Standing
from chalicelib.core.report.wording import word
from chalicelib.core.words.local_dates import short_date


def own(items: Sequence[Item], frame: Frame) -> tuple[Line, ...]:
    """One's own work, each line as the list says it; the last may say how many more there are."""
    shown = tuple(items)[: morning.LISTED]
    texts = tuple(morning.lines(tuple(items), frame))
    cases = (of_item(text, item, frame.policy) for text, item in zip(texts, shown, strict=False))
    return (*cases, *(Line(text) for text in texts[len(shown) :]))


def below(found: Iterable[Standing], reader: str, items: Iterable[Item], frame: Frame) -> tuple[Group, ...]:
    """What is late below a reader, then what else is open there; without what stands among their own work."""
    mine = {item.row.id for item in items}
    others = [each for each in found if each.row.id not in mine or _late_elsewhere(each, reader)]
    late = [of_standing(each, frame) for each in others if each.late]
    rest = [of_standing(each, frame) for each in others if not each.late]
    where = "anywhere" if reader == frame.policy.directory.desk else "below"
    named = ((f"late_{where}", late), (f"open_{where}", rest))
    return tuple(group(name, lines, frame.language) for name, lines in named if lines)


def of_nobody(rows: Iterable[Row], waiting: Iterable[Parked], frame: Frame) -> tuple[Group, ...]:
    """What nobody else has in hand: messages that wait to be looked at, notices that nobody confirmed."""
    named = (
        ("parked_mail", [_parked(each, frame) for each in waiting]),
        ("unconfirmed", [line for row in rows for line in _unconfirmed(row, frame)]),
    )
    return tuple(group(name, lines, frame.language) for name, lines in named if lines)


def _late_elsewhere(each: Standing, reader: str) -> bool:
    """Whether somebody else is late with it."""
    return any(set(late.who) != {reader} for late in each.late)


def _parked(each: Parked, frame: Frame) -> Line:
    called, zone = parked.reference(each.inbound), frame.policy.timezone
    at = short_date(each.at, zone, frame.language)
    return Line(word("state.parked", frame.language).format(reference=called, at=at), number=called)


def _unconfirmed(row: Row, frame: Frame) -> Iterator[Line]:
    """The notices of a case that nobody confirmed in their time."""
    for task in row.tasks:
        if task.name == RECEIPT.name and task.due is not None and task.due < frame.now:
            who, by = names((task.assignee,), frame), span(frame.now - task.opened, frame.language)
            said = word("state.receipt", frame.language).format(who=who, by=by)
            yield Line(f"{row.number} · {said}", row.id, row.number, row.rounds)
