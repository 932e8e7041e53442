"""Figures of the organisation that reports relate complaints to, as the desk tells them month by month (`#数据`, IB-12)."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.core.report.schedule import Period
from chalicelib.core.written.numerals import number_in

KEY = "figures"
_MONTH = expression(r"(20\d\d)\D{0,2}(1[0-2]|0?[1-9])(?!\d)")


class MonthlyFigure(msgspec.Struct, frozen=True):
    """A figure of a month: `month` as 2026-02, `name` the field of the policy."""

    month: str
    name: str
    value: float


def figures_in(order: Command, mail: StaffWrote, policy: Policy) -> tuple[MonthlyFigure, ...]:
    """The figures that an order tells, of the month that it names or else of the last one; none if it only asks."""
    names = {name for report in policy.reports for name in report.per}
    found = {name: number_in(text) for name, text in order.form.items() if name in names}
    named = _MONTH.search(order.words)
    last = mail.at.astimezone(ZoneInfo(policy.timezone)).replace(day=1) - timedelta(days=1)
    month = f"{named[1]}-{int(named[2]):02d}" if named else f"{last:%Y-%m}"
    return tuple(MonthlyFigure(month, name, value) for name, value in found.items() if value is not None)


def item(figure: MonthlyFigure) -> KeyItem:
    """A figure as it is kept: told again, it is put right."""
    ref = KeyRef(key=KEY, position=f"{figure.month}#{figure.name}")
    return KeyItem(ref=ref, values={"value": repr(figure.value)})


def of_period(lines: Iterable[Mapping[str, str]], period: Period, timezone: str) -> dict[str, float]:
    """The sums of what was told of the months of a period."""
    zone = ZoneInfo(timezone)
    first, last = f"{period.start.astimezone(zone):%Y-%m}", f"{period.end.astimezone(zone) - timedelta(days=1):%Y-%m}"
    sums: dict[str, float] = {}
    for line in lines:
        month, _, name = line["position"].partition("#")
        if first <= month <= last:
            sums[name] = sums.get(name, 0.0) + float(line["value"])
    return sums
