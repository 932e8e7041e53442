"""`redress retention`: what has been closed for longer than the organisation keeps it loses its people."""

import argparse
from datetime import datetime, timedelta
from typing import Any

from chalicelib.aws.records import Stored
from chalicelib.core import forgetting
from redress import erasing, records, workbooks
from redress.stack import Stack, now

THREE_YEARS = 3 * 365 + 1


def register(commands: Any) -> None:
    """Adds the command."""
    words = "erase the personal data of complaints that were closed long ago; without --yes it only tells which"
    retention = commands.add_parser("retention", help=words, description=words)
    retention.add_argument(
        "--days", type=int, default=THREE_YEARS, help="since closing, default %(default)s: three years"
    )
    retention.add_argument("--dry-run", action="store_true", help="only tell which; this is the default")
    retention.add_argument("--yes", action="store_true", help="erase")
    retention.set_defaults(run=_retention)


def _retention(chosen: argparse.Namespace) -> int:
    stack, at = Stack(chosen.stack), now()
    due = [stored for stored in records.complaints(stack) if old_enough(stored, at - timedelta(days=chosen.days))]
    receipts = erasing.noted(stack) if due else erasing.Noted({})
    really, gone = chosen.yes and not chosen.dry_run, 0
    for stored in due:
        number, why = stored.complaint.number, erasing.refusal(stored)
        if why:
            print(f"{number}: {why}")
            continue
        gone += 1
        if really:
            erasing.erase(stack, stored, receipts, "retention", at)
            workbooks.erase(stack, number)
        print(
            f"{number}: {'erased' if really else 'would be erased'}, closed {forgetting.over_since(stored.complaint):%Y-%m-%d}"
        )
    print(f"{gone} complaints {'were' if really else 'would be'} erased, {len(due) - gone} kept")
    return 0


def old_enough(stored: Stored, until: datetime) -> bool:
    """Whether a complaint was over before that time, and still has people in it."""
    over = forgetting.over_since(stored.complaint)
    return over is not None and over <= until and forgetting.FORGOTTEN not in stored.complaint.flags
