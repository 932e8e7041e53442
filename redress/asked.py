"""`redress asked`: who of staff has asked for which cases (`#查询`). The notes leave after a year."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import msgspec

from chalicelib.core.register.indexing import instant
from chalicelib.staff.queries import NOTES_KEPT, noted_key
from redress.parsing import days
from redress.printing import as_json, counted, with_json
from redress.stack import Stack, now


def register(commands: Any) -> None:
    """Adds the command."""
    words = "who of staff has asked for which cases (#查询)"
    asked = commands.add_parser("asked", help=words, description=words)
    asked.add_argument("--days", type=days, default=30, help="so many days back, default %(default)s; a year is kept")
    asked.add_argument("--number", default="", help="only who was shown this case, or asked for it")
    with_json(asked)
    asked.set_defaults(run=_asked)


class Query(msgspec.Struct, frozen=True):
    """That somebody of staff asked: when, who (mail address), for which number ("" for other words), in which mail, and what was shown."""

    at: str
    by: str
    number: str
    mail: str
    shown: tuple[str, ...]

    def __str__(self) -> str:
        """As it is printed."""
        when = self.at.partition(".")[0].replace("T", " ")
        return f"{when}Z {self.by}: {self.number or self.mail} -> {' '.join(self.shown) or 'nothing'}"


def _asked(chosen: argparse.Namespace) -> int:
    number = chosen.number.upper()
    every = map(_query, notes(Stack(chosen.stack), chosen.days))
    found = [each for each in every if number in ("", each.number, *each.shown)]
    if chosen.json:
        print(as_json(found))
        return 0
    for each in found:
        print(each)
    print(counted(len(found), "query", "queries"))
    return 0


def _query(note: Mapping[str, str]) -> Query:
    at = note["position"].partition("#")[0]
    return Query(at, note["by"], note["number"], note["mail"], tuple(note["shown"].split()))


def notes(stack: Stack, days: int) -> Iterator[dict[str, str]]:
    """The notes of so many days, oldest first."""
    end = now()
    since = end - min(timedelta(days=days), NOTES_KEPT)
    months = sorted(
        {instant(since + timedelta(days=day))[:7] for day in range((end - since).days + 1)} | {instant(end)[:7]}
    )
    for month in months:
        yield from stack.container.pipeline.tables.rows(noted_key(month), instant(since))
