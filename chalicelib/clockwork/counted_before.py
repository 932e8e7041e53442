"""What each report counted, kept beside its workbooks: the next one tells what of it is no longer so."""

from collections.abc import Container, Iterable, Sequence

from chalicelib.aws.objects import UNLISTED, Objects
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.model import Report as Definition
from chalicelib.core.register.indexing import digest
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


def read(
    objects: Objects, kept: str, definition: Definition, period: Period, policy: Policy
) -> Sequence[told.Counted] | None:
    """What the report on the period before counted, which lies under `kept`; None if there was none, or it is not kept any more."""
    if not kept.startswith(_place(definition, schedule.period_before(definition, period, policy))):
        return None
    content = objects.get(kept, UNLISTED)
    return None if content is None else told.decoded(content)


def keep(objects: Objects, definition: Definition, rows: Iterable[Row], frame: Frame) -> str:
    """Keeps what a report counts; where it lies. Two workers who make the same report do not write over one another's."""
    if definition.kind not in told.COUNTING or frame.draft:
        return ""
    content = told.encoded(told.counted(rows, definition, frame))
    key = f"{_place(definition, frame.period)}{digest(content.hex())[:8]}/counted.json"
    objects.put(key, content, JSON)
    return key


def shown(before: Sequence[told.Counted] | None, hidden: Container[str]) -> Sequence[told.Counted] | None:
    """Of what was counted what a reader may know, from whom these numbers are hidden."""
    return None if before is None else [case for case in before if case.number not in hidden]


def _place(definition: Definition, period: Period) -> str:
    return f"reports/{definition.name}/{period.label}/"
