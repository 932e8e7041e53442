"""`redress asked`: who of staff has asked for which cases (`#查询`). The notes leave after a year."""

import argparse
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from chalicelib.core.register.indexing import instant
from chalicelib.staff.queries import NOTES_KEPT, noted_key
from redress.stack import Stack, now


def register(commands: Any) -> None:
    """Adds the command."""
    words = "who of staff has asked for which cases (#查询)"
    asked = commands.add_parser("asked", help=words, description=words)
    asked.add_argument("--days", type=int, default=30, help="so many days back, default %(default)s; a year is kept")
    asked.add_argument("--number", default="", help="only who was shown this case, or asked for it")
    asked.set_defaults(run=_asked)


def _asked(chosen: argparse.Namespace) -> int:
    count = 0
    for note in notes(Stack(chosen.stack), chosen.days):
        cases = note["shown"].split()
        if not chosen.number or chosen.number.upper() in (note["number"], *cases):
            count += 1
            when = note["position"].partition(".")[0].replace("T", " ")
            print(f"{when}Z {note['by']}: {note['number'] or note['mail']} -> {' '.join(cases) or 'nothing'}")
    print(f"{count} queries")
    return 0


def notes(stack: Stack, days: int) -> Iterator[dict[str, str]]:
    """The notes of so many days, oldest first."""
    end = now()
    since = end - min(timedelta(days=days), NOTES_KEPT)
    months = sorted(
        {instant(since + timedelta(days=day))[:7] for day in range((end - since).days + 1)} | {instant(end)[:7]}
    )
    for month in months:
        yield from stack.container.pipeline.tables.rows(noted_key(month), instant(since))
