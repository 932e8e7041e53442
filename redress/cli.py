"""The operator's command line. Each group of commands lives in a module of its own and is registered here."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.records import Conflict
from chalicelib.aws.secrets import SecretError
from chalicelib.core.policy.model import PolicyError
from redress import (
    asked,
    cases,
    completion,
    deploying,
    directory_commands,
    doctor,
    exporting,
    holds,
    persons,
    policy_commands,
    queues,
    raw_mails,
    retention,
    showing,
    signing,
    status,
    verification,
)
from redress.stack import StackError, explained

GROUPS = (
    *(deploying, policy_commands, directory_commands, status, cases, showing, doctor, verification, queues, raw_mails),
    *(exporting, persons, holds, retention, asked, signing, completion),
)


BROKEN_OFF = 130  # as shells say it of what Ctrl-C ended


class Parser(argparse.ArgumentParser):
    """One that tells whoever has mistyped what they may have meant, and where it is explained."""

    def error(self, message: str) -> NoReturn:
        """Prints what was not understood, and ends with 2."""
        print(f"{self.prog}: {_said(message)}\nSee: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def _said(message: str) -> str:
    """A word that is none of those offered, with the one that was nearest; other faults as they are."""
    unknown = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message)
    if unknown is None:
        return message
    offered = [word.strip(" '") for word in unknown[2].split(",")]
    near = get_close_matches(unknown[1], offered, 1)
    return f"there is no {unknown[1]}; " + (f"do you mean {near[0]}?" if near else f"there are {', '.join(offered)}")


def command_line() -> argparse.ArgumentParser:
    """All commands."""
    parser = Parser(prog="redress", description="Complaint procedures kept by mail and SMS alone.")
    parser.add_argument("--stack", default="redress", help="the deployed stack's name, default %(default)s")
    groups = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in GROUPS:
        group.register(groups)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. 0: done; 1: what was asked about is not in order; 2: it was not understood; 130: it was broken off."""
    chosen = command_line().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except (PolicyError, StackError, SecretError) as error:
        print(error, file=sys.stderr)
        return 1
    except Conflict:
        print("a complaint was changed this very moment; give the command again", file=sys.stderr)
        return 1
    except (ClientError, BotoCoreError) as error:
        print(explained(error), file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, `head` for one, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a file or folder of the operator's
        print(
            f"{error.filename or 'this machine'}: {error.strerror}. Mend that and give the command again.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("broken off. Give the command again: it goes on, and does nothing twice.", file=sys.stderr)
        return BROKEN_OFF
