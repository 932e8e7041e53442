"""`redress retention`: what has been closed for longer than the organisation keeps it loses its people."""

import argparse
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib.aws.records import Stored
from chalicelib.clockwork import sent_workbooks
from chalicelib.clockwork.erasing import refusal
from chalicelib.core.register import forgetting
from redress.parsing import days
from redress.printing import as_json, counted, with_json
from redress.progress import watched
from redress.stack import Stack, now


def register(commands: Any) -> None:
    """Adds the command."""
    words = "erase the personal data of complaints that were closed long ago; without --yes it only tells which"
    retention = commands.add_parser("retention", help=words, description=words)
    retention.add_argument("--days", type=days, default=0, help="since closing, default: RetentionDays of the stack")
    retention.add_argument("--dry-run", action="store_true", help="only tell which; this is the default")
    retention.add_argument("--yes", action="store_true", help="erase")
    with_json(retention)
    retention.set_defaults(run=_retention)


class Forgotten(msgspec.Struct, frozen=True):
    """A case whose time is over: since when, whether it is now erased, and why it is kept ("" if it is not)."""

    number: str
    closed: datetime | None
    erased: bool
    kept: str

    def __str__(self) -> str:
        """As it is printed."""
        done = "erased" if self.erased else "would be erased"
        return f"{self.number}: {self.kept or f'{done}, closed {self.closed:%Y-%m-%d}'}"


def _retention(chosen: argparse.Namespace) -> int:
    stack, at = Stack(chosen.stack), now()
    days = chosen.days or stack.settings.retention_days
    due = list(stack.container.retention.due(at - timedelta(days=days)))
    really, found = chosen.yes and not chosen.dry_run, []
    for stored in watched(due, "complaints", len(due)):
        found.append(_forgotten(stack, stored, at, really=really))
        if not chosen.json:
            print(found[-1], flush=True)
    if chosen.json:
        print(as_json(found))
        return 0
    gone = sum(not each.kept for each in found)
    done = "would be" if not really else "was" if gone == 1 else "were"
    print(f"{counted(gone, 'complaint')} {done} erased, {len(due) - gone} kept")
    return 0


def _forgotten(stack: Stack, stored: Stored, at: datetime, *, really: bool) -> Forgotten:
    """What becomes of one case; what is to be erased is erased, if `really`."""
    number, why = stored.complaint.number, refusal(stored)
    if really and not why:
        sent_workbooks.erase(stack.objects, {number})
        stack.container.erasing.erase(stored, "retention", at)
    return Forgotten(number, forgetting.over_since(stored.complaint), really and not why, why)
