"""The operator's command line. Each group of commands lives in a module of its own and is registered here."""

import argparse
import os
import sys
from collections.abc import Sequence

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.records import Conflict
from chalicelib.aws.secrets import SecretError
from chalicelib.core.policy.model import PolicyError
from redress import (
    asked,
    cases,
    deploying,
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
    *(deploying, policy_commands, status, cases, showing, doctor, verification, queues, raw_mails),
    *(exporting, persons, holds, retention, asked, signing),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. 0: done; 1: what was asked about is not in order; 2: the command was not understood."""
    parser = argparse.ArgumentParser(prog="redress", description="Complaint procedures kept by mail and SMS alone.")
    parser.add_argument("--stack", default="redress", help="the deployed stack's name, default %(default)s")
    groups = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in GROUPS:
        group.register(groups)
    chosen = parser.parse_args(arguments)
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
