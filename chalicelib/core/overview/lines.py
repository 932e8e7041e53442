"""Lines about cases as mails list them, each with what its button needs: a reply about that case."""

from collections.abc import Iterable

from chalicelib.core.handling.hold.standing_tasks import OF_THE_HANDLING
from chalicelib.core.overview.groups import Group, Line
from chalicelib.core.policy.answering import ANSWERS
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import LIVE
from chalicelib.core.register.rows import Row
from chalicelib.core.report.figures import unit_of
from chalicelib.core.report.morning import UNASSIGNED, Item
from chalicelib.core.report.shape import Frame
from chalicelib.core.report.spans import span
from chalicelib.core.report.standing import Late, Standing
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import clock_name, label, value_name
from chalicelib.core.words.local_dates import short_date
from chalicelib.core.words.names import person_name
from chalicelib.core.written.languages import listed

SHOWN = 100  # lines of one group: a mail of more is cut off by programs that people read with
SUBJECT = 40


def group(name: str, lines: Iterable[Line], language: str) -> Group:
    """The first of the lines, under their title with how many there are."""
    every = tuple(lines)
    return Group(f"{word(name, language)} {len(every)}", every[:SHOWN], len(every[SHOWN:]))


def of_standing(each: Standing, frame: Frame) -> Line:
    """Where a case stands, in a line."""
    row, language = each.row, frame.language
    unit = value_name(unit_of(row), frame.policy, language) or word("unassigned", language)
    parts = (row.number, unit, *_state(each, frame), _about(row, language))
    return Line(" · ".join(part for part in parts if part), row.id, row.number, row.rounds)


def of_item(text: str, item: Item, policy: Policy) -> Line:
    """One's own work: the reply begins with the command that does it."""
    return Line(text, item.row.id, item.row.number, item.row.rounds, _command(item.what, policy))


def late_words(late: Late, frame: Frame) -> str:
    """Which limit is over, for how long, and who is late."""
    language = frame.language
    return word("state.late", language).format(
        by=span(frame.now - late.due, language),
        clock=clock_name(late.clock, frame.policy, language),
        who=names(late.who, frame),
        due=short_date(late.due, frame.policy.timezone, language),
    )


def next_words(item: Item, frame: Frame) -> str:
    """What comes next, whose it is and by when."""
    language = frame.language
    due = short_date(item.due, frame.policy.timezone, language) if item.due and item.due > frame.now else ""
    said = word("state.next" if due else "state.next_undated", language)
    what = label(item.what, frame.policy, language)
    return said.format(what=what, who=names((item.who,), frame), due=due)


def names(mails: Iterable[str], frame: Frame) -> str:
    """People by name."""
    return listed([person_name(mail, frame.policy, frame.language) for mail in mails], frame.language)


def _state(each: Standing, frame: Frame) -> Iterable[str]:
    language = frame.language
    yield from (late_words(late, frame) for late in each.late[:1])
    if more := len(each.late[1:]):
        yield word("state.more_late", language).format(count=more)
    late = {(late.clock, late.due) for late in each.late[:1]}
    if each.step and (each.step.what, each.step.due) not in late:
        yield next_words(each.step, frame)
    if not each.step and not each.late:
        yield value_name(each.row.status, frame.policy, language)
    if each.row.status in LIVE:
        yield word("state.age", language).format(by=span(each.age(frame.now), language))
    else:
        yield short_date(each.row.received, frame.policy.timezone, language)


def _about(row: Row, language: str) -> str:
    return word("restricted", language) if row.restricted else row.subject or row.content[:SUBJECT]


def _command(what: str, policy: Policy) -> str:
    """The command that does what is to be done; "" where there is none in particular."""
    if what.startswith("approval:"):
        return "approve"
    if what == UNASSIGNED:
        return "transfer"
    named = {task.name: task.command for task in (*OF_THE_HANDLING, *policy.tasks)}
    return named.get(what, "") or (ANSWERS if what in _answer_clocks(policy) else "")


def _answer_clocks(policy: Policy) -> frozenset[str]:
    return frozenset(clock.name for clock in policy.clocks if clock.until == "answered")
