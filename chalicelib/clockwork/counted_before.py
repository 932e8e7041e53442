"""What each report counted, kept beside its workbooks: the next one tells what of it is no longer so."""

from collections.abc import Iterable, Sequence

from chalicelib.aws.objects import UNLISTED, Objects
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.model import Report as Definition
from chalicelib.core.register.rows import Row
from chalicelib.core.report import schedule, told
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame

JSON = "application/json"


def looked_through(definition: Definition, period: Period, policy: Policy) -> Period:
    """The time before the period of which a report needs the register's lines."""
    if definition.kind in told.COUNTING:
        return told.stretch(definition, period, policy)
    return schedule.period_before(definition, period, policy)


def read(objects: Objects, definition: Definition, period: Period, policy: Policy) -> Sequence[told.Counted] | None:
    """What the report on the period before counted; None if there was none, or it is not kept any more."""
    if definition.kind not in told.COUNTING:
        return None
    content = objects.get(_key(definition, schedule.period_before(definition, period, policy)), UNLISTED)
    return None if content is None else told.decoded(content)


def keep(objects: Objects, definition: Definition, rows: Iterable[Row], frame: Frame) -> None:
    """Keeps what the report that goes out counts."""
    if definition.kind in told.COUNTING and not frame.draft:
        objects.put(_key(definition, frame.period), told.encoded(told.counted(rows, definition, frame)), JSON)


def shown(
    before: Sequence[told.Counted] | None, rows: Iterable[Row], seen: Iterable[Row]
) -> Sequence[told.Counted] | None:
    """Of what was counted what a reader may know, who sees only some of the lines."""
    hidden = {row.number for row in rows} - {row.number for row in seen}
    return None if before is None else [case for case in before if case.number not in hidden]


def _key(definition: Definition, period: Period) -> str:
    return f"reports/{definition.name}/{period.label}/counted.json"
