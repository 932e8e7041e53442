"""`redress status`: how things stand today, at a glance. It reads what is open and what waits, and no whole table."""

import argparse
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.clockwork.state_of_things import StateOfThings, open_rows
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import indexing
from chalicelib.core.register.parked import reference
from chalicelib.core.register.rows import Row, read_row
from chalicelib.core.report import standing
from redress import records
from redress.printing import as_json, room, table, with_json
from redress.queues import waiting
from redress.stack import DEAD_LETTERS, TICKS, Stack, now


class Count(msgspec.Struct, frozen=True):
    """How many there are, since when the oldest is there, which one that is (or what they are), and what to do about them ("" if nothing)."""

    count: int
    since: datetime | None = None
    which: str = ""
    then: str = ""


def register(commands: Any) -> None:
    """Adds the command."""
    words = "today at a glance: in, open, late, waiting approvals, outbox, parked, dead letters"
    status = commands.add_parser("status", help=words, description=words)
    with_json(status)
    status.set_defaults(run=_status)


def _status(chosen: argparse.Namespace) -> int:
    stack, at = Stack(chosen.stack), now()
    policy = stack.container.policies.current()
    found = counted(stack, policy, at)
    if chosen.json:
        print(as_json({"stack": stack.name, "policy": policy.name, "at": at, **found}))
        return 0
    zone = ZoneInfo(policy.timezone)
    print(f"{stack.name} · {policy.name} · {at.astimezone(zone):%a %Y-%m-%d %H:%M} {policy.timezone}\n")
    lines = (_line(name, each, zone) for name, each in found.items())
    for line in table(("", "", "", "since", "which", ""), lines, room(), whole=(0, 1, 2, 3, 5)):
        print(line)
    return 0


def counted(stack: Stack, policy: Policy, at: datetime) -> dict[str, Count]:
    """All that is counted, by name."""
    rows = open_rows(stack.container.pipeline.tables)
    return {
        "in_today": _in_today(stack, policy, at),
        "open": _of_rows(row for row in rows if row.status == "open"),
        "answered": _of_rows(row for row in rows if row.status == "answered"),
        "late": _late(rows, policy, at),
        "approvals": _approvals(rows),
        "outbox": _outbox(stack, at),
        "parked": _parked(stack, at),
        "dead_letters": _dead_letters(stack),
    }


def _line(name: str, each: Count, zone: ZoneInfo) -> tuple[str, ...]:
    since = f"{each.since.astimezone(zone):%Y-%m-%d %H:%M}" if each.since else ""
    return "!" if each.then else "", name.replace("_", " "), f"{each.count:>5}", since, each.which, each.then


def _in_today(stack: Stack, policy: Policy, at: datetime) -> Count:
    """What was received since midnight of the organisation's day, and by which ways."""
    start = at.astimezone(ZoneInfo(policy.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    key = indexing.month_key(start, policy.timezone)
    rows = [read_row(v) for v in stack.container.pipeline.tables.rows(key, indexing.instant(start)) if "row" in v]
    ways = sorted(Counter(row.channel for row in rows).items())
    return Count(
        len(rows), min((row.received for row in rows), default=None), ", ".join(f"{count} {way}" for way, count in ways)
    )


def _of_rows(rows: Iterable[Row], then: str = "") -> Count:
    return _oldest([(row.received, row.number) for row in rows], then)


def _late(rows: Iterable[Row], policy: Policy, at: datetime) -> Count:
    passed = [(limits[0].due, row.number) for row in rows if (limits := standing.late(row, policy, at))]
    return _oldest(passed, "redress cases --late")


def _approvals(rows: Iterable[Row]) -> Count:
    return _oldest([(approval.asked, row.number) for row in rows for approval in row.approvals])


def _outbox(stack: Stack, at: datetime) -> Count:
    """What waits to be sent; that something should have left a quarter of an hour ago is for `verify`."""
    found = [(item.meant, item.message) for item in records.waiting(stack)]
    overdue = any(meant < at - records.PATIENCE for meant, _ in found)
    return _oldest(found, "redress verify" if overdue else "")


def _parked(stack: Stack, at: datetime) -> Count:
    """What came in and nobody could deal with, by the desk's reference."""
    waiting_ones = StateOfThings(stack.container.pipeline.tables, stack.objects).waiting(at)
    found = [(each.at, reference(each.inbound)) for each in waiting_ones]
    return _oldest(found, "the desk's to settle")


def _dead_letters(stack: Stack) -> Count:
    found = {name: count for name in (*DEAD_LETTERS, TICKS) if (count := waiting(stack, name))}
    which = ", ".join(f"{count} {name}" for name, count in found.items())
    return Count(sum(found.values()), which=which, then="redress redrive" if found else "")


def _oldest(found: list[tuple[datetime, str]], then: str = "") -> Count:
    """How many, with the oldest; what is to be done only where there is one."""
    if not found:
        return Count(0)
    since, which = min(found)
    return Count(len(found), since, which, then)
