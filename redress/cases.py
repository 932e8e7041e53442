"""`redress cases`: the cases that are open, or were received since a day: who has them, what is next, which are late and since when."""

import argparse
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.clockwork.state_of_things import months, open_rows
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import LIVE
from chalicelib.core.register.rows import Row, read_row
from chalicelib.core.report import figures, standing
from chalicelib.core.report.morning import Item
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame
from chalicelib.core.report.wording import word
from chalicelib.core.words.labels import clock_name, label, value_name
from chalicelib.core.words.names import person_name
from chalicelib.core.words.plain_text import one_line
from redress.printing import as_json, counted, room, table, with_json
from redress.stack import CallError, Stack, now

USUAL_DAYS = 31  # how far back `--all` looks where no day is named


class Passed(msgspec.Struct, frozen=True):
    """A limit that has passed: its name in the policy and in words, since when, and who should have kept it (mail addresses)."""

    clock: str
    called: str
    due: datetime
    who: tuple[str, ...]


class Step(msgspec.Struct, frozen=True):
    """What is to be done next: its name in the policy and in words, by when, and by whom (mail address and name)."""

    what: str
    called: str
    due: datetime | None
    who: str
    name: str


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list. `late`: the limits that have passed, longest first. Of restricted cases the subject is ""."""

    number: str
    received: datetime
    status: str
    channel: str
    kind: str
    category: str
    severity: str
    unit: str
    handler: str
    round: int
    escalation_level: int
    restricted: bool
    subject: str
    late: tuple[Passed, ...]
    next: Step | None


def register(commands: Any) -> None:
    """Adds the command."""
    words = "open cases: who has them, what is next, which are late and since when"
    cases = commands.add_parser("cases", help=words, description=words)
    cases.add_argument("--late", action="store_true", help="only those of which a limit has passed")
    cases.add_argument("--unit", default="", help="only this unit's or department's")
    cases.add_argument(
        "--who", default="", metavar="MAIL", help="only what this person has, is late with or has to do next"
    )
    cases.add_argument(
        "--since", default="", metavar="DAY", help="received since that day: 2026-03-01, or so many days back: 7d"
    )
    cases.add_argument(
        "--all", action="store_true", help=f"closed ones too; without --since, of the last {USUAL_DAYS} days"
    )
    cases.add_argument(
        "--wide", action="store_true", help="unit, limit and when it was received too, and nothing cut off"
    )
    with_json(cases)
    cases.set_defaults(run=_cases)


def _cases(chosen: argparse.Namespace) -> int:
    stack, at = Stack(chosen.stack), now()
    policy = stack.container.policies.current()
    since = since_day(chosen.since or (f"{USUAL_DAYS}d" if chosen.all else ""), at, policy)
    rows = _received(stack, since, at, policy) if since and chosen.all else open_rows(stack.container.pipeline.tables)
    wanted = [row for row in rows if (since is None or row.received >= since) and (chosen.all or row.status in LIVE)]
    found = [case_of(row, policy, at) for row in _of_unit(wanted, chosen.unit, policy)]
    told = sorted((each for each in found if _is_meant(each, chosen)), key=_urgency)
    if chosen.who and not told:
        _refuse_unknown(chosen.who.lower(), policy)
    if chosen.json:
        print(as_json(told))
        return 0
    _print(told, policy, at, wide=chosen.wide)
    return 0


def since_day(text: str, at: datetime, policy: Policy) -> datetime | None:
    """Midnight of a day in the organisation's time; None for "". CallError for what is no day."""
    if not text:
        return None
    zone = ZoneInfo(policy.timezone)
    today = at.astimezone(zone).date()
    try:
        day = today - timedelta(days=int(text[:-1])) if text.endswith("d") else date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise CallError(f"{text}: no day; write it as 2026-03-01, or as days back: 7d") from None
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _received(stack: Stack, since: datetime, at: datetime, policy: Policy) -> list[Row]:
    """The register's lines of all months since then."""
    keys = months(Period(since, at + timedelta(seconds=1), ""), policy)
    found = (values for key in keys for values in stack.container.pipeline.tables.rows(key))
    return [read_row(values) for values in found if "row" in values]


def _of_unit(rows: list[Row], unit: str, policy: Policy) -> Iterable[Row]:
    """The rows of a unit or department; all if none is named. CallError if nothing is called so."""
    known = {each.name for each in policy.directory.departments} | {figures.unit_of(row) for row in rows}
    if unit and unit not in known:
        near = sorted(name for name in known if name and (unit in name or name in unit))
        raise CallError(f"no unit is called {unit}; there are {', '.join(near or sorted(known - {''}))}")
    return (row for row in rows if unit in ("", row.unit, row.department))


def _refuse_unknown(mail: str, policy: Policy) -> None:
    """CallError if nobody of the directory has that address. Who is gone may still have cases, so it is asked only where there are none."""
    directory = policy.directory
    known = {directory.desk, *(each for person in directory.people for each in (person.mail, *person.addresses))}
    if mail not in known:
        near = get_close_matches(mail, sorted(known), 1)
        raise CallError(f"nobody has the address {mail}" + (f"; do you mean {near[0]}?" if near else ""))


def _is_meant(case: Case, chosen: argparse.Namespace) -> bool:
    late = (who for limit in case.late for who in limit.who)
    people = (case.handler, case.next.who if case.next else "", *late)
    return (not chosen.late or bool(case.late)) and (not chosen.who or chosen.who.lower() in people)


def _urgency(case: Case) -> tuple[bool, str, str]:
    """What is late comes first, longest first; then what is next due."""
    due = case.late[0].due if case.late else case.next.due if case.next else None
    return not case.late, due.isoformat() if due else "~", case.number


def case_of(row: Row, policy: Policy, at: datetime) -> Case:
    """A line of the register as the list tells it."""
    language = policy.languages[0]
    frame = Frame(policy=policy, period=Period(at, at, ""), now=at, language=language)
    stands = standing.standing(row, frame)
    late = (Passed(each.clock, clock_name(each.clock, policy, language), each.due, each.who) for each in stands.late)
    return Case(
        number=row.number,
        received=row.received,
        status=row.status,
        channel=row.channel,
        kind=row.kind,
        category=row.category,
        severity=row.severity,
        unit=figures.unit_of(row),
        handler=row.handler,
        round=row.rounds,
        escalation_level=row.escalation_level,
        restricted=row.restricted,
        subject="" if row.restricted else one_line(row.subject or row.content),
        late=tuple(late),
        next=_next(stands.step, frame),
    )


def _next(item: Item | None, frame: Frame) -> Step | None:
    if item is None:
        return None
    name = person_name(item.who, frame.policy, frame.language)
    return Step(item.what, label(item.what, frame.policy, frame.language), item.due, item.who, name)


# What a line of the terminal tells, in this order; `--wide` tells what is left out there, and cuts nothing.
NARROW = ("number", "late or due", "state", "who", "subject")
WIDE = ("number", "late", "due", "state", "who", "unit", "received", "subject")
WHOLE = frozenset({"number", "late", "due", "late or due", "received"})  # columns of which nothing is cut off
UNCUT = 10_000  # columns of a terminal that nobody has


def _print(cases: list[Case], policy: Policy, at: datetime, *, wide: bool) -> None:
    if cases:
        header = WIDE if wide else NARROW
        lines = ([values[name] for name in header] for values in (_values(case, policy, at) for case in cases))
        whole = [place for place, name in enumerate(header) if name in WHOLE]
        for line in table(header, lines, UNCUT if wide else room(), whole=whole):
            print(line)
    late = sum(bool(case.late) for case in cases)
    print((counted(len(cases), "case") if cases else "no cases") + (f", {late} late" if late else ""))


def _values(case: Case, policy: Policy, at: datetime) -> dict[str, str]:
    """What is late, whose and for how long; else what is next, whose and by when."""
    language, late = policy.languages[0], case.late[0] if case.late else None
    step = case.next or Step("", value_name(case.status, policy, language), None, "", "")
    called, due = (late.called, late.due) if late else (step.called, step.due)
    who = person_name(late.who[0], policy, language) if late else step.name
    zone = ZoneInfo(policy.timezone)
    by = f"{due.astimezone(zone):%m-%d %H:%M}" if due else ""
    overdue = f"{lasting(at - late.due)} late" if late else ""
    return {
        "number": case.number,
        "late": overdue,
        "due": by,
        "late or due": overdue or (f"by {by}" if by else ""),
        "state": called,
        "who": who,
        "unit": case.unit,
        "received": f"{case.received.astimezone(zone):%Y-%m-%d %H:%M}",
        "subject": word("restricted", language) if case.restricted else case.subject,
    }


def lasting(time: timedelta) -> str:
    """How long in short: 3d 4h, 5h 10m, 12m."""
    minutes = int(time.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days}d {hours}h"
    return f"{hours}h {minutes % 60}m" if hours else f"{minutes}m"
