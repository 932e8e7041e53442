"""What lists and queries are made of: open cases as their reader may see them, what waits in the holding pen, and the workbook of a long answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.aws.objects import Objects
from chalicelib.aws.records import is_open
from chalicelib.aws.tables import Tables
from chalicelib.core.handling.hold.standing_tasks import RECEIPT
from chalicelib.core.overview.groups import Group
from chalicelib.core.overview.lists import of_nobody
from chalicelib.core.people.sight import Lines
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import indexing, parked
from chalicelib.core.register.parked import Parked
from chalicelib.core.register.rows import Row, read_row
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame
from chalicelib.core.report.standing import Standing, standings
from chalicelib.exports import ledger
from chalicelib.exports.ledger import Print

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOKED_AT = 50  # messages in the holding pen whose receipts one list reads


def open_rows(tables: Tables) -> list[Row]:
    """The register's lines of all open cases."""
    return list(each_open(tables))


def each_open(tables: Tables) -> Iterator[Row]:
    """The same one by one."""
    return (read_row(values) for values in tables.rows(indexing.OPEN))


def received_rows(tables: Tables, period: Period, policy: Policy) -> list[Row]:
    """The register's lines of all that was received in the months that a period touches."""
    found = (values for key in months(period, policy) for values in tables.rows(key))
    return [read_row(values) for values in found if "row" in values]


def months(
    period: Period, policy: Policy, key_of: Callable[[datetime, str], str] = indexing.month_key
) -> tuple[str, ...]:
    """The register's keys of the months that a period touches."""
    at, keys = period.start, []
    while at < period.end:
        keys.append(key_of(at, policy.timezone))
        local = at.astimezone(ZoneInfo(policy.timezone))
        at = (
            (local.replace(day=1) + timedelta(days=32))
            .replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            .astimezone(UTC)
        )
    return tuple(keys)


class StateOfThings:
    """The state of things in one stack."""

    def __init__(self, tables: Tables, objects: Objects) -> None:
        self.tables = tables
        self.objects = objects

    def below(self, reader: str, rows: Sequence[Row], frame: Frame) -> tuple[Standing, ...]:
        """Of all open cases those that the reader leads, the desk all, what is late first."""
        return standings(Lines(frame.policy, frame.now).below(reader, rows), frame)

    def of_nobody(self, reader: str, rows: Iterable[Row], frame: Frame) -> tuple[Group, ...]:
        """What nobody else has in hand, if the reader is the desk."""
        if reader != frame.policy.directory.desk:
            return ()
        noticed = [row for row in rows if any(task.name == RECEIPT.name for task in row.tasks)]
        seen = Lines(frame.policy, frame.now).below(reader, noticed)
        return of_nobody(seen, self.waiting(frame.now), frame)

    def waiting(self, now: datetime) -> Iterable[Parked]:
        """What still lies in the holding pen: what was read anew since, or erased, does not."""
        lines = self.tables.rows(parked.WAITING, start=indexing.instant(now - parked.KEPT))
        for number, each in enumerate(parked.still_waiting(lines, now)):
            noted = self.tables.lookup(each.inbound).receipt if number < LOOKED_AT else {}
            if number >= LOOKED_AT or (noted and is_open(noted)):
                yield each

    def workbook(self, rows: Sequence[Row], title: str, to: Print) -> tuple[str, ...]:
        """The key of a workbook of these lines of the register."""
        return kept_for_sending(self.objects, ledger.workbook(rows, to), title, to.now)


def kept_for_sending(
    objects: Objects, content: bytes, title: str, now: datetime, ending: str = ".xlsx", kind: str = XLSX
) -> tuple[str, ...]:
    """The key of a workbook, or another file, that somebody asked for."""
    place = indexing.digest(content.hex())[:8]
    key = f"reports/asked/{now:%Y-%m-%d}/{place}/{' '.join(title.replace('/', '-').split())}{ending}"
    objects.put(key, content, kind)
    return (key,)
