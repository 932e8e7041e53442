"""`redress hold` and `redress release`: a legal hold keeps a complaint from being erased, by request or by age."""

import argparse
from collections.abc import Callable
from typing import Any

from chalicelib.aws.records import Commit, Conflict, Stored
from chalicelib.core.complaint.model import Complaint, Entry
from chalicelib.core.register import forgetting
from redress import records
from redress.stack import Stack, StackError, now

ATTEMPTS = 5


def register(commands: Any) -> None:
    """Adds both commands."""
    for name, words in (
        ("hold", "put a legal hold on complaints: they are not erased, neither by request nor by age"),
        ("release", "lift the legal hold of complaints"),
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("numbers", nargs="+", metavar="NUMBER", help="such as LC20260302-0001")
        command.add_argument(
            "--reason", required=True, help="a file number or the like; goes into the history for good"
        )
        command.set_defaults(run=_run, on=name == "hold")


def _run(chosen: argparse.Namespace) -> int:
    stack = Stack(chosen.stack)
    for number in chosen.numbers:
        held = forgetting.held(records.by_number(stack, number).complaint)
        if held == chosen.on:
            print(f"{number}: {'is under legal hold already' if held else 'is under no legal hold'}")
            continue
        what = "held" if chosen.on else "released"
        amended = amend(
            stack,
            number,
            lambda complaint: forgetting.with_hold(complaint, on=chosen.on),
            Entry(at=now(), what=what, by="operator", reason=chosen.reason),
        )
        if not amended:
            print(f"{number}: somebody else did the same this very moment")
            continue
        print(f"{number}: {'is now under legal hold' if chosen.on else 'the legal hold is lifted'}")
    return 0


def amend(stack: Stack, number: str, change: Callable[[Complaint], Complaint], entry: Entry) -> bool:
    """Changes a complaint and says so in its history, whatever else changes it meanwhile; False if it is so already."""
    for _ in range(ATTEMPTS):
        before = records.by_number(stack, number)
        after = change(before.complaint)
        if after == before.complaint:
            return False
        try:
            store(stack, before, after, entry)
        except Conflict:
            continue
        return True
    raise StackError(f"{number} keeps changing; try again in a minute")


def store(stack: Stack, before: Stored, after: Complaint, entry: Entry) -> None:
    """Commits a complaint with a line of its history. Conflict if it changed meanwhile."""
    policy = stack.container.pipeline.policies.of(before.complaint.rules)
    stack.container.pipeline.tables.commit(
        Commit(before=before, complaint=after, entries=(entry,), timezone=policy.timezone)
    )
