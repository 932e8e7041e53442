"""`redress show NUMBER`: one case with its limits, history, messages and files.

Words of a restricted case, and who a customer is that asked not to be named, are told only with `--unsealed`: a screen has passers-by.
"""

import argparse
from typing import Any

from redress import records
from redress.printing import as_json, with_json
from redress.showing.case_file import gathered, is_sealed, sealed
from redress.showing.telling import told
from redress.stack import Stack, now


def register(commands: Any) -> None:
    """Adds the command."""
    words = "one case: what it is, its limits, history, messages and files"
    show = commands.add_parser("show", help=words, description=words)
    show.add_argument("number", metavar="NUMBER", help="such as LC20260302-0001")
    show.add_argument("--texts", action="store_true", help="also the messages as they were written")
    show.add_argument(
        "--unsealed", action="store_true", help="also what is restricted, and who it is that asked not to be named"
    )
    with_json(show)
    show.set_defaults(run=_show)


def _show(chosen: argparse.Namespace) -> int:
    stack, at = Stack(chosen.stack), now()
    stored = records.by_number(stack, chosen.number)
    policy = stack.container.pipeline.policies.of(stored.complaint.rules)
    found = gathered(stack, stored, policy, at)
    if is_sealed(stored.complaint) and not chosen.unsealed:
        found = sealed(found)
    if chosen.json:
        print(as_json(found))
        return 0
    for line in told(found, policy, texts=chosen.texts):
        print(line)
    return 0
