"""`redress retention`: what has been closed for longer than the organisation keeps it loses its people."""

import argparse
from datetime import timedelta
from typing import Any

from chalicelib.clockwork import sent_workbooks
from chalicelib.clockwork.erasing import refusal
from chalicelib.core.register import forgetting
from redress.stack import Stack, now


def register(commands: Any) -> None:
    """Adds the command."""
    words = "erase the personal data of complaints that were closed long ago; without --yes it only tells which"
    retention = commands.add_parser("retention", help=words, description=words)
    retention.add_argument("--days", type=int, default=0, help="since closing, default: RetentionDays of the stack")
    retention.add_argument("--dry-run", action="store_true", help="only tell which; this is the default")
    retention.add_argument("--yes", action="store_true", help="erase")
    retention.set_defaults(run=_retention)


def _retention(chosen: argparse.Namespace) -> int:
    stack, at = Stack(chosen.stack), now()
    days = chosen.days or stack.settings.retention_days
    due = list(stack.container.retention.due(at - timedelta(days=days)))
    really, gone = chosen.yes and not chosen.dry_run, 0
    for stored in due:
        number, why = stored.complaint.number, refusal(stored)
        if why:
            print(f"{number}: {why}")
            continue
        gone += 1
        if really:
            sent_workbooks.erase(stack.objects, {number})
            stack.container.erasing.erase(stored, "retention", at)
        over = forgetting.over_since(stored.complaint)
        print(f"{number}: {'erased' if really else 'would be erased'}, closed {over:%Y-%m-%d}")
    print(f"{gone} complaints {'were' if really else 'would be'} erased, {len(due) - gone} kept")
    return 0
