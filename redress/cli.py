"""The operator's command line. Each group of commands lives in a module of its own and is registered here."""

import argparse
import os
import sys
from collections.abc import Sequence

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.records import Conflict
from chalicelib.aws.secrets import SecretError
from chalicelib.core.policy.model import PolicyError
from chalicelib.policies import UnknownPolicyError
from redress import (
    asked,
    cases,
    completion,
    deploying,
    doctor,
    exporting,
    holds,
    persons,
    policy_commands,
    queues,
    raw_mails,
    retention,
    sheet_commands,
    showing,
    signing,
    status,
    verification,
)
from redress.parsing import STACK, WRONG_CALL, Parser, with_stack_everywhere
from redress.stack import CallError, StackError, explained

GROUPS = (
    *(deploying, policy_commands, sheet_commands, status, cases, showing, doctor, verification, queues, raw_mails),
    *(exporting, persons, holds, retention, asked, signing, completion),
)


# What a file or folder is that somebody named, and cannot be used as it.
NAMED_WRONGLY = (FileNotFoundError, IsADirectoryError, NotADirectoryError, FileExistsError)
BROKEN_OFF = 130  # as shells say it of what Ctrl-C ended


def command_line() -> argparse.ArgumentParser:
    """All commands."""
    parser = Parser(prog="redress", description="Complaint procedures kept by mail and SMS alone.")
    parser.add_argument("--stack", default="redress", help=STACK)
    groups = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in GROUPS:
        group.register(groups)
    with_stack_everywhere(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    0: done, or all is well. 1: it was understood, and could not be done, or the answer is no. 2: the call itself is wrong, or something that
    it names is not there. 130: it was broken off.
    """
    chosen = command_line().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except (CallError, UnknownPolicyError) as error:
        print(error, file=sys.stderr)
        return WRONG_CALL
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
        return WRONG_CALL if isinstance(error, NAMED_WRONGLY) else 1
    except KeyboardInterrupt:
        print("broken off. Give the command again: it goes on, and does nothing twice.", file=sys.stderr)
        return BROKEN_OFF
